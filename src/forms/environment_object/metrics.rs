//! The fields of a metrics export.

use leptos::prelude::*;
use planisphere_domain::environment_object::{ExporterType, MetricsAuth, MetricsExport};

use super::connection::AS_ELSEWHERE;
use crate::forms::parts::{Binding, ChoicePart, SecretPart, TextPart, pairs_of, print_pairs};
use crate::ui::{Choice, Field};

/// The choice of no authentication.
const NONE: &str = "none";

/// All of them.
#[component]
pub fn MetricsFields(
    /// The export, or what is different of it in a Deployment.
    of: Binding<MetricsExport>,
    /// Whether these are overrides.
    #[prop(optional)]
    is_override: bool,
) -> impl IntoView {
    let hint = move || is_override.then(|| AS_ELSEWHERE.to_owned());
    let endpoint = of.part(
        "metricsExport.endpoint",
        |it| it.endpoint.clone(),
        |it, value| it.endpoint = value,
    );
    let auth = of.part(
        "metricsExport.authType",
        |it| it.auth_type.map_or(NONE, MetricsAuth::api).to_owned(),
        |it, value| it.auth_type = MetricsAuth::from_name(&value),
    );
    let none = if is_override { "As everywhere" } else { "None" };
    let options: Vec<Choice> = std::iter::once(Choice::new(NONE, none))
        .chain(
            MetricsAuth::ALL
                .iter()
                .map(|auth| Choice::new(auth.api(), auth.label())),
        )
        .collect();
    let headers = of
        .part(
            "metricsExport.headers",
            |it| it.headers.clone(),
            |it, value| it.headers = value,
        )
        .typed(print_pairs, pairs_of);
    let labels = of
        .part(
            "metricsExport.labels",
            |it| it.labels.clone(),
            |it, value| it.labels = value,
        )
        .typed(print_pairs, pairs_of);
    let chosen = Memo::new(move |_| of.value.with(|it| it.auth_type));
    let format = (!is_override).then(|| {
        let label = format!("{} remote write", ExporterType::Prometheus.label());
        view! { <Field label="Format" row=true><span>{label}</span></Field> }
    });
    let headers_hint = hint().unwrap_or_else(|| {
        "One `name: value` a line, sent with every request. Plain text: no secrets here".to_owned()
    });
    let labels_hint =
        hint().unwrap_or_else(|| "One `name: value` a line, put on every metric".to_owned());
    view! {
        <TextPart of=endpoint label="Endpoint" required=!is_override placeholder="https://metrics.example.com/api/v1/write" hint=hint()/>
        {format}
        <ChoicePart of=auth label="Authentication" options=options/>
        {move || chosen.get().map(|auth| credentials(of, auth, is_override))}
        <TextPart of=headers label="Headers" rows=3 class="mono" placeholder="X-Scope-OrgID: airflow" hint=headers_hint/>
        <TextPart of=labels label="Labels" rows=3 class="mono" placeholder="team: data" hint=labels_hint/>
    }
    .into_any()
}

/// What a way of signing in needs.
fn credentials(of: Binding<MetricsExport>, auth: MetricsAuth, is_override: bool) -> AnyView {
    let required = !is_override;
    match auth {
        MetricsAuth::AuthToken => {
            let token = of.part(
                "metricsExport.basicToken",
                |it| it.basic_token,
                |it, value| it.basic_token = value,
            );
            view! { <SecretPart of=token label="Token" required/> }.into_any()
        }
        MetricsAuth::Basic => {
            let user = of.part(
                "metricsExport.username",
                |it| it.username.clone(),
                |it, value| it.username = value,
            );
            let password = of.part(
                "metricsExport.password",
                |it| it.password,
                |it, value| it.password = value,
            );
            view! {
                <TextPart of=user label="User name" required/>
                <SecretPart of=password label="Password" required/>
            }
            .into_any()
        }
        MetricsAuth::SigV4 => {
            let role = of.part(
                "metricsExport.sigV4AssumeArn",
                |it| it.sig_v4_assume_arn.clone(),
                |it, value| it.sig_v4_assume_arn = value,
            );
            let region = of.part(
                "metricsExport.sigV4StsRegion",
                |it| it.sig_v4_sts_region.clone(),
                |it, value| it.sig_v4_sts_region = value,
            );
            view! {
                <TextPart of=role label="AWS role" required placeholder="arn:aws:iam::123456789012:role/metrics"/>
                <TextPart of=region label="STS region" required placeholder="us-east-1"/>
            }
            .into_any()
        }
    }
}

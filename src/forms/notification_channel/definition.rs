//! Where a channel leads: the fields of its type. Credentials are sealed.

use leptos::prelude::*;
use planisphere_domain::notification_channel::{ChannelDefinition, ChannelType, DefinitionDraft};
use planisphere_domain::{SecretId, WorkspaceId};

use crate::forms::parts::{Binding, Part, SecretPart, TextPart, lines_of, print_lines};
use crate::replica::Replica;
use crate::ui::{Choice, Combobox, Field};

/// What a new channel of a type holds at first.
pub fn first_definition(kind: ChannelType) -> ChannelDefinition {
    DefinitionDraft::default().of_type(kind)
}

/// A definition as the command to create it takes it.
pub fn draft_of(definition: ChannelDefinition) -> DefinitionDraft {
    let mut draft = DefinitionDraft::default();
    match definition {
        ChannelDefinition::Email { recipients } => draft.recipients = recipients,
        ChannelDefinition::Slack { webhook_url } => draft.webhook_url = webhook_url,
        ChannelDefinition::Pagerduty { integration_key } => draft.integration_key = integration_key,
        ChannelDefinition::Opsgenie { api_key } => draft.api_key = api_key,
        ChannelDefinition::DagTrigger {
            dag_id,
            deployment_id,
            deployment_api_token,
        } => {
            draft.dag_id = dag_id;
            draft.deployment_id = deployment_id;
            draft.deployment_api_token = deployment_api_token;
        }
    }
    draft
}

/// Puts a credential into its place.
fn seal(definition: &mut ChannelDefinition, secret: Option<SecretId>) {
    match definition {
        ChannelDefinition::Email { .. } => {}
        ChannelDefinition::Slack { webhook_url } => *webhook_url = secret,
        ChannelDefinition::Pagerduty { integration_key } => *integration_key = secret,
        ChannelDefinition::Opsgenie { api_key } => *api_key = secret,
        ChannelDefinition::DagTrigger {
            deployment_api_token,
            ..
        } => *deployment_api_token = secret,
    }
}

fn recipients_of(definition: &ChannelDefinition) -> Vec<String> {
    match definition {
        ChannelDefinition::Email { recipients } => recipients.clone(),
        _ => Vec::new(),
    }
}

fn dag_of(definition: &ChannelDefinition) -> String {
    match definition {
        ChannelDefinition::DagTrigger { dag_id, .. } => dag_id.clone(),
        _ => String::new(),
    }
}

fn deployment_of(definition: &ChannelDefinition) -> String {
    match definition {
        ChannelDefinition::DagTrigger {
            deployment_id: Some(id),
            ..
        } => id.to_string(),
        _ => String::new(),
    }
}

/// The fields.
#[component]
pub fn DefinitionFields(
    /// The definition.
    of: Binding<ChannelDefinition>,
    /// The Workspace whose Deployments can be chosen.
    workspace: WorkspaceId,
) -> impl IntoView {
    let kind = Memo::new(move |_| of.value.with(ChannelDefinition::channel_type));
    move || fields(of, kind.get(), workspace)
}

fn fields(of: Binding<ChannelDefinition>, kind: ChannelType, workspace: WorkspaceId) -> AnyView {
    let secret = move |path: &'static str| of.part(path, ChannelDefinition::secret, seal);
    match kind {
        ChannelType::Email => {
            let recipients = of
                .part("definition.recipients", recipients_of, |definition, value| {
                    *definition = ChannelDefinition::Email { recipients: value };
                })
                .typed(|values| print_lines(values), lines_of);
            view! {
                <TextPart of=recipients label="Recipients" hint="One address a line".to_owned() rows=3 required=true placeholder="oncall@example.com"/>
            }
            .into_any()
        }
        ChannelType::Slack => view! {
            <SecretPart of=secret("definition.webhookUrl") label="Webhook address" hint="Whoever has it can post; it is sealed".to_owned() required=true/>
        }
        .into_any(),
        ChannelType::Pagerduty => view! {
            <SecretPart of=secret("definition.integrationKey") label="Integration key" hint="Sealed; nobody sees it again".to_owned() required=true/>
        }
        .into_any(),
        ChannelType::Opsgenie => view! {
            <SecretPart of=secret("definition.apiKey") label="API key" hint="Sealed; nobody sees it again".to_owned() required=true/>
        }
        .into_any(),
        ChannelType::DagTrigger => {
            let dag = of.part("definition.dagId", dag_of, |definition, value| {
                if let ChannelDefinition::DagTrigger { dag_id, .. } = definition {
                    *dag_id = value;
                }
            });
            let deployment = of.part("definition.deploymentId", deployment_of, |definition, value| {
                if let ChannelDefinition::DagTrigger { deployment_id, .. } = definition {
                    *deployment_id = value.parse().ok();
                }
            });
            let token = secret("definition.deploymentApiToken");
            view! {
                <Target of=deployment workspace/>
                <TextPart of=dag label="DAG id" class="mono" required=true/>
                <SecretPart of=token label="API token" hint="One that may run the DAG; it is sealed".to_owned() required=true/>
            }
            .into_any()
        }
    }
}

/// The Deployment in which a DAG runs.
#[component]
fn Target(of: Part<String>, workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let options = Memo::new(move |_| {
        let chosen = of.value.get();
        let names = replica.deployment_names(workspace).into_iter();
        let mut options: Vec<Choice> = names
            .map(|(id, name)| Choice::new(id.to_string(), name))
            .collect();
        // One of another Workspace, or one that the person may not know of, stays chosen.
        if !chosen.is_empty() && !options.iter().any(|choice| choice.value == chosen) {
            options.push(Choice::new(chosen.clone(), chosen).note("not in this Workspace"));
        }
        options
    });
    view! {
        <Field label="Deployment" row=true required=true error=of.error changed=of.changed()>
            <Combobox options value=of.value on_change=move |id| of.put(id) placeholder="Choose a Deployment" disabled_reason=of.closed/>
        </Field>
    }
    .into_any()
}

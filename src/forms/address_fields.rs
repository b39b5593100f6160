//! The ranges of a cluster as somebody types them, judged at every letter, with a picture of where they lie.

use leptos::prelude::*;
use planisphere_domain::Problem;
use planisphere_domain::catalogue::{CloudProvider, Region};
use planisphere_domain::cluster::{AddressDraft, address_problems};

use crate::components::{AddressPicture, Lane, problem_sentence};
use crate::ui::{Choice, Field, TextInput};

/// One range: what the core calls it, and what people read.
struct Range {
    path: &'static str,
    label: &'static str,
    hint: &'static str,
}

const VPC: Range = Range {
    path: "vpcSubnetRange",
    label: "Network",
    hint: "Nodes and load balancers",
};
const SECONDARY: Range = Range {
    path: "secondaryVpcCidr",
    label: "Secondary network",
    hint: "More addresses for Pods, /16 to /20",
};
const POD: Range = Range {
    path: "podSubnetRange",
    label: "Pods",
    hint: "One address for each Pod",
};
const SERVICE: Range = Range {
    path: "serviceSubnetRange",
    label: "Services",
    hint: "One address for each service of Kubernetes",
};
const PEERING: Range = Range {
    path: "servicePeeringRange",
    label: "Service peering",
    hint: "The provider's own services, such as the database",
};

/// The name on the page of a range of the core.
#[must_use]
pub fn range_label(path: &str) -> &'static str {
    [&VPC, &SECONDARY, &POD, &SERVICE, &PEERING]
        .into_iter()
        .find(|range| range.path == path)
        .map_or("Range", |range| range.label)
}

/// Ranges on their way. Each provider reads those that it has.
#[derive(Clone, Copy)]
pub struct RangesDraft {
    vpc: RwSignal<String>,
    secondary: RwSignal<String>,
    pod: RwSignal<String>,
    service: RwSignal<String>,
    peering: RwSignal<String>,
}

impl RangesDraft {
    /// The documented ranges of a provider.
    #[must_use]
    pub fn new(provider: CloudProvider) -> Self {
        let draft = Self {
            vpc: RwSignal::new(String::new()),
            secondary: RwSignal::new(String::new()),
            pod: RwSignal::new(String::new()),
            service: RwSignal::new(String::new()),
            peering: RwSignal::new(String::new()),
        };
        draft.start_with(provider);
        draft
    }

    /// Takes the documented ranges of a provider.
    pub fn start_with(self, provider: CloudProvider) {
        let ranges = AddressDraft::default_of(provider);
        self.vpc.set(ranges.vpc_subnet_range);
        for (signal, text) in [
            (self.secondary, ranges.secondary_vpc_cidr),
            (self.pod, ranges.pod_subnet_range),
            (self.service, ranges.service_subnet_range),
            (self.peering, ranges.service_peering_range),
        ] {
            signal.set(text.unwrap_or_default());
        }
    }

    /// What the core is asked for.
    #[must_use]
    pub fn get(self, provider: CloudProvider) -> AddressDraft {
        let text = |signal: RwSignal<String>, is_taken: bool| {
            let text = signal.get();
            (is_taken && !text.trim().is_empty()).then_some(text)
        };
        let (is_aws, is_google) = (
            provider == CloudProvider::Aws,
            provider == CloudProvider::Gcp,
        );
        AddressDraft {
            vpc_subnet_range: self.vpc.get(),
            secondary_vpc_cidr: text(self.secondary, is_aws),
            pod_subnet_range: text(self.pod, is_google),
            service_subnet_range: text(self.service, is_google),
            service_peering_range: text(self.peering, is_google),
        }
    }

    const fn signal(self, range: &Range) -> RwSignal<String> {
        match range.path.as_bytes() {
            b"vpcSubnetRange" => self.vpc,
            b"secondaryVpcCidr" => self.secondary,
            b"podSubnetRange" => self.pod,
            b"serviceSubnetRange" => self.service,
            _ => self.peering,
        }
    }
}

const fn ranges_of(provider: CloudProvider) -> &'static [Range] {
    match provider {
        CloudProvider::Aws => &[VPC, SECONDARY],
        CloudProvider::Azure => &[VPC],
        CloudProvider::Gcp => &[VPC, POD, SERVICE, PEERING],
    }
}

/// The fields of one region's ranges, and their picture.
#[component]
pub fn AddressFields(
    /// What is typed.
    draft: RangesDraft,
    /// Whose ranges.
    #[prop(into)]
    provider: Signal<CloudProvider>,
    /// The ranges of the first region, where these are of the second: an empty network takes the first one's (CL-25).
    #[prop(optional, into)]
    first: Option<Signal<AddressDraft>>,
) -> impl IntoView {
    let is_second = first.is_some();
    let asked = Memo::new(move |_| {
        let provider = provider.get();
        let mut asked = draft.get(provider);
        if let Some(first) = first
            && asked.vpc_subnet_range.trim().is_empty()
            && provider != CloudProvider::Gcp
        {
            asked.vpc_subnet_range = first.with(|first| first.vpc_subnet_range.clone());
        }
        asked
    });
    let problems: Memo<Vec<Problem>> =
        Memo::new(move |_| asked.with(|asked| address_problems(provider.get(), asked)));
    let lanes = Signal::derive(move || {
        asked.with(|asked| {
            [
                (&VPC, Some(&asked.vpc_subnet_range)),
                (&SECONDARY, asked.secondary_vpc_cidr.as_ref()),
                (&POD, asked.pod_subnet_range.as_ref()),
                (&SERVICE, asked.service_subnet_range.as_ref()),
                (&PEERING, asked.service_peering_range.as_ref()),
            ]
            .into_iter()
            .filter_map(|(range, text)| {
                Some(Lane {
                    label: range.label.to_owned(),
                    range: text?.trim().parse().ok()?,
                })
            })
            .collect::<Vec<_>>()
        })
    });
    let field = move |range: &'static Range| {
        let signal = draft.signal(range);
        let error = Signal::derive(move || {
            problems.with(|problems| {
                let mine = problems.iter().filter(|problem| problem.path == range.path);
                let texts: Vec<String> = mine.map(problem_sentence).collect();
                (!texts.is_empty()).then(|| texts.join(" "))
            })
        });
        let is_free = range.path == SECONDARY.path;
        let label = if is_second {
            format!("{} there", range.label)
        } else {
            range.label.to_owned()
        };
        let hint = if is_second && range.path == VPC.path {
            "Empty takes the first region's range".to_owned()
        } else {
            range.hint.to_owned()
        };
        view! {
            <Field label=label hint=hint row=true required=!is_free && !is_second optional=is_free error=error>
                <TextInput class="mono" value=signal on_input=move |text| signal.set(text) placeholder="172.20.0.0/20"/>
            </Field>
        }
        .into_any()
    };
    view! {
        {move || ranges_of(provider.get()).iter().map(field).collect_view()}
        <AddressPicture lanes/>
    }
    .into_any()
}

/// A region that is chosen and that the catalogue no longer offers, as one more choice: it stays, and says so.
#[must_use]
pub fn no_longer_offered(known: &[Region], chosen: &str) -> Option<Choice> {
    let is_gone = !chosen.is_empty() && known.iter().all(|region| region.code != chosen);
    is_gone.then(|| Choice::new(chosen, chosen).note("no longer offered"))
}

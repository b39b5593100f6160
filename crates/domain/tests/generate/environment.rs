//! Random wishes about environment objects.

use planisphere_domain::deployment::VariableValue;
use planisphere_domain::environment_object::{
    Connection, EnvironmentObjectDraft, EnvironmentObjectField as Field, Link, LinkDraft,
    ObjectScope, Payload, PayloadDraft,
};
use planisphere_domain::{Command, Edit, EnvironmentObjectId, SecretId, State};
use proptest::prelude::*;
use proptest::sample::select;

use super::{NUMBERS, deployment, name, pick, workspace};

/// A wish about environment objects; numbers stand for the things of a state.
#[derive(Clone, Debug)]
pub enum EnvironmentWish {
    /// A new object: its key, where, what it holds, whether for all, and the Deployments it reaches.
    Create(u128, &'static str, bool, usize, Payload, bool, Vec<usize>),
    /// What an object holds, or what is said about it.
    Edit(usize, Field),
    /// The Deployments that an object reaches, each with the same overrides.
    Link(usize, Vec<usize>, Option<Payload>),
    /// The Deployments that it never reaches.
    Exclude(usize, Vec<usize>),
    /// The end of an object.
    Delete(usize),
}

fn value() -> impl Strategy<Value = VariableValue> {
    prop_oneof![
        select(vec!["", "on", "off"]).prop_map(|it| VariableValue::Plain(it.to_owned())),
        prop::option::of((0..3u128).prop_map(SecretId::from_bits)).prop_map(VariableValue::Secret),
    ]
}

fn payload() -> impl Strategy<Value = Payload> {
    let connection = (select(vec!["", "postgres", "mysql"]), 0..3u32).prop_map(|(of, port)| {
        Payload::Connection(Connection {
            connection_type: of.to_owned(),
            port: Some(port),
            ..Connection::default()
        })
    });
    prop_oneof![
        2 => value().prop_map(Payload::AirflowVariable),
        1 => value().prop_map(Payload::EnvironmentVariable),
        1 => connection,
    ]
}

/// Any wish of these.
pub fn environment_wish() -> impl Strategy<Value = EnvironmentWish> {
    let number = || 0..NUMBERS;
    let places = || prop::collection::vec(number(), 0..3);
    let field = prop_oneof![
        name().prop_map(Field::Description),
        payload().prop_map(Field::Payload),
        any::<bool>().prop_map(Field::AutoLinkDeployments),
    ];
    let key = select(vec!["A", "b", "", "c d"]);
    prop_oneof![
        4 => (0..6u128, key, any::<bool>(), number(), payload(), any::<bool>(), places()).prop_map(
            |(id, key, is_wide, place, payload, is_auto, links)| {
                EnvironmentWish::Create(id, key, is_wide, place, payload, is_auto, links)
            },
        ),
        2 => (number(), field).prop_map(|(which, it)| EnvironmentWish::Edit(which, it)),
        2 => (number(), places(), prop::option::of(payload()))
            .prop_map(|(which, to, over)| EnvironmentWish::Link(which, to, over)),
        2 => (number(), places()).prop_map(|(which, to)| EnvironmentWish::Exclude(which, to)),
        1 => number().prop_map(EnvironmentWish::Delete),
    ]
}

fn edit(state: &State, which: usize, value: Field) -> Command {
    let found = pick(which, state.environment_objects());
    let stored = found.map(|it| it.field(&value));
    Command::UpdateEnvironmentObject {
        id: found.map_or(EnvironmentObjectId::from_bits(77), |it| it.id),
        edits: vec![Edit::new(stored.unwrap_or_else(|| value.clone()), value)],
    }
}

impl EnvironmentWish {
    /// The wish about a state.
    pub fn command(&self, state: &State) -> Command {
        match self.clone() {
            Self::Create(id, key, is_wide, place, payload, is_auto, links) => {
                let links = links.iter().map(|it| LinkDraft {
                    deployment_id: deployment(state, *it),
                    overrides: PayloadDraft::default(),
                });
                let links = if is_wide { links.collect() } else { Vec::new() };
                Command::CreateEnvironmentObject(Box::new(EnvironmentObjectDraft {
                    id: EnvironmentObjectId::from_bits(id),
                    object_key: key.to_owned(),
                    object_type: payload.object_type().api().to_owned(),
                    scope: if is_wide {
                        ObjectScope::Workspace(workspace(state, place))
                    } else {
                        ObjectScope::Deployment(deployment(state, place))
                    },
                    description: String::new(),
                    payload: payload.into(),
                    auto_link_deployments: is_auto && is_wide,
                    links,
                    exclude_links: [].into(),
                }))
            }
            Self::Edit(which, value) => edit(state, which, value),
            Self::Link(which, to, overrides) => {
                let links = to.iter().map(|it| Link {
                    deployment_id: deployment(state, *it),
                    overrides: overrides.clone(),
                });
                edit(state, which, Field::Links(links.collect()))
            }
            Self::Exclude(which, to) => {
                let ids = to.iter().map(|it| deployment(state, *it)).collect();
                edit(state, which, Field::ExcludeLinks(ids))
            }
            Self::Delete(which) => Command::DeleteEnvironmentObject {
                id: pick(which, state.environment_objects())
                    .map_or(EnvironmentObjectId::from_bits(77), |it| it.id),
            },
        }
    }
}

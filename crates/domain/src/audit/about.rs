//! What an event is about: the thing, its name at that moment, and what else belongs to it. Names are read from the
//! events themselves, so that a hundred thousand of them need no state.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Name, Target};
use crate::cluster::ClusterField;
use crate::custom_role::CustomRoleField;
use crate::deployment::DeploymentField;
use crate::findings::{FindingKey, Subject};
use crate::notification_channel::NotificationChannelField;
use crate::organization::{OrganizationField, SsoConnectionField};
use crate::user::{User, UserField};
use crate::{Event, ResourceKind, UserId};

/// What the log has told of things so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    names: FxHashMap<Target, Name>,
    /// What something belongs to.
    homes: FxHashMap<Target, Target>,
    /// People of whom only the address is known.
    unnamed: FxHashSet<UserId>,
}

/// What an event is about.
pub(super) struct About {
    pub(super) kind: ResourceKind,
    pub(super) target: Target,
    pub(super) name: Name,
    pub(super) also: Vec<Target>,
    /// The fields that were set, by their names in the API.
    pub(super) fields: Vec<&'static str>,
}

impl Known {
    /// What a thing is called now, or was called last.
    pub(super) fn name(&self, target: Target) -> Name {
        let known = self.names.get(&target).cloned();
        known.unwrap_or_else(|| Name::new("something unknown"))
    }

    /// Whether a thing has been named.
    pub(super) fn knows(&self, target: Target) -> bool {
        self.names.contains_key(&target)
    }

    fn put(&mut self, target: impl Into<Target>, name: &str) {
        self.names.insert(target.into(), Name::new(name));
    }

    fn put_in(&mut self, target: Target, name: &str, home: impl Into<Target>) {
        self.put(target, name);
        self.homes.insert(target, home.into());
    }

    fn put_user(&mut self, user: &User) {
        if user.full_name.is_empty() {
            self.unnamed.insert(user.id);
            self.put(Target::User(user.id), &user.email);
        } else {
            self.put(Target::User(user.id), &user.full_name);
        }
    }

    /// Takes note of the names that an event gives.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each event that names something"
    )]
    pub(super) fn learn(&mut self, event: &Event) {
        macro_rules! renamed {
            ($target:expr, $changes:expr, $field:path) => {
                for change in $changes {
                    if let $field(name) = change {
                        self.put($target, name);
                    }
                }
            };
        }
        match event {
            Event::OrganizationCreated(it) => self.put(Target::Organization, &it.name),
            Event::OrganizationEdited { changes } => {
                renamed!(Target::Organization, changes, OrganizationField::Name);
            }
            Event::SsoConnectionCreated(it) => self.put(Target::SsoConnection(it.id), &it.name),
            Event::SsoConnectionEdited { id, changes } => {
                renamed!(
                    Target::SsoConnection(*id),
                    changes,
                    SsoConnectionField::Name
                );
            }
            Event::UserAdded(it) | Event::UserInvited(it) => self.put_user(it),
            Event::UserEdited { id, changes } => {
                for change in changes {
                    match change {
                        UserField::FullName(name) if !name.is_empty() => {
                            self.unnamed.remove(id);
                            self.put(Target::User(*id), name);
                        }
                        UserField::Email(email) if self.unnamed.contains(id) => {
                            self.put(Target::User(*id), email);
                        }
                        UserField::FullName(_) | UserField::Email(_) => {}
                    }
                }
            }
            Event::InviteAccepted { id, full_name } if !full_name.is_empty() => {
                self.unnamed.remove(id);
                self.put(Target::User(*id), full_name);
            }
            Event::TeamCreated(it) => self.put(Target::Team(it.id), &it.name),
            Event::TeamEdited { id, changes } => {
                renamed!(Target::Team(*id), changes, crate::team::TeamField::Name);
            }
            Event::CustomRoleCreated(it) => self.put(Target::CustomRole(it.id), &it.name),
            Event::CustomRoleEdited { id, changes } => {
                renamed!(Target::CustomRole(*id), changes, CustomRoleField::Name);
            }
            Event::ApiTokenCreated(it) => {
                self.put_in(Target::ApiToken(it.id), &it.name, it.scope);
            }
            Event::ApiTokenEdited { id, changes } => {
                let target = Target::ApiToken(*id);
                renamed!(target, changes, crate::api_token::ApiTokenField::Name);
            }
            Event::WorkspaceCreated(it) => self.put(Target::Workspace(it.id), &it.name),
            Event::WorkspaceEdited { id, changes } => {
                let target = Target::Workspace(*id);
                renamed!(target, changes, crate::workspace::WorkspaceField::Name);
            }
            Event::ClusterCreated(it) => self.put(Target::Cluster(it.id), &it.name),
            Event::ClusterEdited { id, changes } => {
                renamed!(Target::Cluster(*id), changes, ClusterField::Name);
            }
            Event::DeploymentCreated(it) => {
                let home = Target::Workspace(it.workspace_id);
                self.put_in(Target::Deployment(it.id), &it.name, home);
            }
            Event::DeploymentEdited { id, changes } => {
                renamed!(Target::Deployment(*id), changes, DeploymentField::Name);
            }
            Event::NotificationChannelCreated(it) => {
                self.put_in(Target::NotificationChannel(it.id), &it.name, it.home);
            }
            Event::NotificationChannelEdited { id, changes } => {
                let target = Target::NotificationChannel(*id);
                renamed!(target, changes, NotificationChannelField::Name);
            }
            Event::AlertCreated(it) => {
                let home = Target::Deployment(it.deployment_id);
                self.put_in(Target::Alert(it.id), &it.name, home);
            }
            Event::AlertEdited { id, changes } => {
                renamed!(Target::Alert(*id), changes, crate::alert::AlertField::Name);
            }
            Event::EnvironmentObjectCreated(it) => {
                let target = Target::EnvironmentObject(it.id);
                self.put_in(target, &it.object_key, it.scope.home());
            }
            Event::DeployCreated(it) => {
                let home = Target::Deployment(it.deployment_id);
                let of = self.name(home);
                let name = match it.number {
                    0 => format!("of {}", of.text()),
                    number => format!("{number} of {}", of.text()),
                };
                self.put_in(Target::Deploy(it.id), &name, home);
            }
            Event::AgentTokenCreated(it) => {
                let home = Target::Deployment(it.deployment_id);
                self.put_in(Target::AgentToken(it.id), &it.name, home);
            }
            _ => {}
        }
    }

    /// Takes note of where an event moves something; asked after [`Self::about`], which tells where it was.
    pub(super) fn moved(&mut self, event: &Event) {
        if let Event::DeploymentTransferred { id, workspace } = event {
            let home = Target::Workspace(*workspace);
            self.homes.insert(Target::Deployment(*id), home);
        }
    }

    fn of(&self, target: impl Into<Target>) -> About {
        let target = target.into();
        About {
            kind: target.kind(),
            target,
            name: self.name(target),
            also: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The same with what it belongs to; the Organization goes without saying.
    fn of_part(&self, target: Target) -> About {
        let home = self.homes.get(&target).copied();
        About {
            also: home
                .filter(|home| *home != Target::Organization)
                .into_iter()
                .collect(),
            ..self.of(target)
        }
    }

    fn of_domain(&self, name: &str) -> About {
        About {
            kind: ResourceKind::Domain,
            name: Name::new(name),
            ..self.of(Target::Organization)
        }
    }

    fn of_finding(&self, key: &FindingKey) -> About {
        let target = match &key.subject {
            Subject::Organization => Target::Organization,
            Subject::User(id) => Target::User(*id),
            Subject::ApiToken(id) => Target::ApiToken(*id),
            Subject::Deployment(id) | Subject::Variable(id, _) | Subject::Queue(id, _) => {
                Target::Deployment(*id)
            }
            Subject::EnvironmentObject(id) => Target::EnvironmentObject(*id),
            Subject::Cluster(id) => Target::Cluster(*id),
            Subject::Alert(id) => Target::Alert(*id),
        };
        About {
            kind: ResourceKind::Finding,
            name: Name::new(key.rule.label()),
            also: vec![target],
            ..self.of(target)
        }
    }

    /// What an event is about, by the names that hold with it.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of event")]
    pub(super) fn about(&self, event: &Event) -> About {
        macro_rules! edited {
            ($about:expr, $changes:expr) => {
                About {
                    fields: $changes.iter().map(|change| change.name()).collect(),
                    ..$about
                }
            };
        }
        match event {
            Event::OrganizationCreated(_)
            | Event::RateCardSet { .. }
            | Event::SsoBypassLinkCreated(_)
            | Event::SsoBypassLinkDeleted => self.of(Target::Organization),
            Event::OrganizationEdited { changes } => {
                edited!(self.of(Target::Organization), changes)
            }
            Event::IpRangesAdded { .. } | Event::IpRangesRemoved { .. } => About {
                fields: vec!["allowedIpAddressRanges"],
                ..self.of(Target::Organization)
            },
            Event::SsoConnectionCreated(it) => self.of(Target::SsoConnection(it.id)),
            Event::SsoConnectionEdited { id, changes } => {
                edited!(self.of(Target::SsoConnection(*id)), changes)
            }
            Event::SsoConnectionDeleted { id } => self.of(Target::SsoConnection(*id)),
            Event::DomainAdded(it) => self.of_domain(&it.name),
            Event::DomainVerified { name } | Event::DomainRemoved { name } => self.of_domain(name),
            Event::DomainMapped { name, connection } => About {
                also: connection.map(Target::SsoConnection).into_iter().collect(),
                ..self.of_domain(name)
            },
            Event::UserAdded(it) | Event::UserInvited(it) => self.of(Target::User(it.id)),
            Event::UserEdited { id, changes } => edited!(self.of(Target::User(*id)), changes),
            Event::InviteResent { id, .. }
            | Event::InviteAccepted { id, .. }
            | Event::UserStatusSet { id, .. }
            | Event::UserRemoved { id } => self.of(Target::User(*id)),
            Event::TeamCreated(it) => About {
                also: it.members.iter().map(|id| Target::User(*id)).collect(),
                ..self.of(Target::Team(it.id))
            },
            Event::TeamEdited { id, changes } => edited!(self.of(Target::Team(*id)), changes),
            Event::TeamMembersAdded { id, users } => About {
                also: users.iter().map(|id| Target::User(*id)).collect(),
                ..self.of(Target::Team(*id))
            },
            Event::TeamMemberRemoved { id, user } => About {
                also: vec![Target::User(*user)],
                ..self.of(Target::Team(*id))
            },
            Event::TeamDeleted { id } => self.of(Target::Team(*id)),
            Event::CustomRoleCreated(it) => self.of(Target::CustomRole(it.id)),
            Event::CustomRoleEdited { id, changes } => {
                edited!(self.of(Target::CustomRole(*id)), changes)
            }
            Event::CustomRoleDeleted { id } => self.of(Target::CustomRole(*id)),
            Event::ApiTokenCreated(it) => self.of_part(Target::ApiToken(it.id)),
            Event::ApiTokenEdited { id, changes } => {
                edited!(self.of_part(Target::ApiToken(*id)), changes)
            }
            Event::ApiTokenRotated { id } | Event::ApiTokenDeleted { id } => {
                self.of_part(Target::ApiToken(*id))
            }
            Event::OrganizationRoleAssigned { holder, .. } => About {
                fields: vec!["organizationRole"],
                ..self.of(*holder)
            },
            Event::DeploymentRoleAssigned {
                holder, deployment, ..
            }
            | Event::DagRoleAssigned {
                holder, deployment, ..
            } => About {
                also: vec![Target::Deployment(*deployment)],
                ..self.of(*holder)
            },
            Event::WorkspaceRoleAssigned {
                holder, workspace, ..
            } => About {
                also: vec![Target::Workspace(*workspace)],
                ..self.of(*holder)
            },
            Event::WorkspaceCreated(it) => self.of(Target::Workspace(it.id)),
            Event::WorkspaceEdited { id, changes } => {
                edited!(self.of(Target::Workspace(*id)), changes)
            }
            Event::WorkspaceDeleted { id } => self.of(Target::Workspace(*id)),
            Event::ClusterCreated(it) => self.of(Target::Cluster(it.id)),
            Event::ClusterEdited { id, changes } => {
                edited!(self.of(Target::Cluster(*id)), changes)
            }
            Event::ClusterReported { id, changes } => {
                edited!(self.of(Target::Cluster(*id)), changes)
            }
            Event::ClusterDeleted { id } => self.of(Target::Cluster(*id)),
            Event::VpcPeeringRequested { cluster, .. }
            | Event::VpcPeeringWithdrawn { cluster, .. }
            | Event::VpcPeeringReported { cluster, .. } => About {
                fields: vec!["vpcPeerings"],
                ..self.of(Target::Cluster(*cluster))
            },
            Event::DeploymentCreated(it) => self.of_part(Target::Deployment(it.id)),
            Event::DeploymentEdited { id, changes } => {
                edited!(self.of(Target::Deployment(*id)), changes)
            }
            Event::EnvironmentVariablesChanged { id, .. } => About {
                fields: vec!["environmentVariables"],
                ..self.of(Target::Deployment(*id))
            },
            Event::LogForwardingSet { id, .. } => About {
                fields: vec!["logForwarding"],
                ..self.of(Target::Deployment(*id))
            },
            Event::DeploymentTransferred { id, workspace } => {
                let mut about = self.of_part(Target::Deployment(*id));
                about.also.push(Target::Workspace(*workspace));
                about
            }
            Event::DeploymentDeleted { id } => self.of_part(Target::Deployment(*id)),
            Event::NotificationChannelCreated(it) => {
                self.of_part(Target::NotificationChannel(it.id))
            }
            Event::NotificationChannelEdited { id, changes } => {
                edited!(self.of_part(Target::NotificationChannel(*id)), changes)
            }
            Event::NotificationChannelDeleted { id } => {
                self.of_part(Target::NotificationChannel(*id))
            }
            Event::AlertCreated(it) => self.of_part(Target::Alert(it.id)),
            Event::AlertEdited { id, changes } => {
                edited!(self.of_part(Target::Alert(*id)), changes)
            }
            Event::AlertDeleted { id } => self.of_part(Target::Alert(*id)),
            Event::EnvironmentObjectCreated(it) => self.of_part(Target::EnvironmentObject(it.id)),
            Event::EnvironmentObjectEdited { id, changes } => {
                edited!(self.of_part(Target::EnvironmentObject(*id)), changes)
            }
            Event::EnvironmentObjectDeleted { id } => self.of_part(Target::EnvironmentObject(*id)),
            Event::DeployCreated(it) => self.of_part(Target::Deploy(it.id)),
            Event::DeployEdited { id, changes } => {
                edited!(self.of_part(Target::Deploy(*id)), changes)
            }
            Event::DeployFinished { id, .. } => self.of_part(Target::Deploy(*id)),
            Event::AgentTokenCreated(it) => self.of_part(Target::AgentToken(it.id)),
            Event::AgentTokenDeleted { id } => self.of_part(Target::AgentToken(*id)),
            Event::FindingAccepted(it) => self.of_finding(&it.key),
            Event::FindingAcceptanceWithdrawn { key } => self.of_finding(key),
        }
    }
}

impl Name {
    /// A name as it reads, and in lower case for whoever looks for it.
    pub(super) fn new(text: &str) -> Self {
        let text: Arc<str> = text.into();
        let lower = text.to_lowercase();
        let lower = if *lower == *text {
            Arc::clone(&text)
        } else {
            lower.into()
        };
        Self { text, lower }
    }
}

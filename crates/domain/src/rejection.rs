//! Why a command was refused: data with a code, a sentence and a way out (architecture rule 10).

use std::fmt;

use thiserror::Error;

use crate::hidden::spelled_out;
use crate::organization::Tier;
use crate::policy::{Because, Decision, Permission, ResourceRef, least_role_with, standing_roles};
use crate::{Actor, State};

/// Kinds of things, for sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// The Organization.
    Organization,
    /// A Workspace.
    Workspace,
    /// A cluster.
    Cluster,
    /// A Deployment.
    Deployment,
    /// A DAG.
    Dag,
    /// A user.
    User,
    /// A Team.
    Team,
    /// An API token.
    ApiToken,
    /// A custom role.
    CustomRole,
    /// An SSO connection.
    SsoConnection,
    /// A managed domain.
    Domain,
    /// A notification channel.
    NotificationChannel,
    /// An alert.
    Alert,
    /// An environment object.
    EnvironmentObject,
    /// A deploy.
    Deploy,
    /// An agent token.
    AgentToken,
    /// A finding.
    Finding,
    /// A request for VPC peering.
    VpcPeering,
}

impl fmt::Display for ResourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Organization => "Organization",
            Self::Workspace => "Workspace",
            Self::Cluster => "cluster",
            Self::Deployment => "Deployment",
            Self::Dag => "DAG",
            Self::User => "user",
            Self::Team => "Team",
            Self::ApiToken => "API token",
            Self::CustomRole => "custom role",
            Self::SsoConnection => "SSO connection",
            Self::Domain => "domain",
            Self::NotificationChannel => "notification channel",
            Self::Alert => "alert",
            Self::EnvironmentObject => "environment object",
            Self::Deploy => "deploy",
            Self::AgentToken => "agent token",
            Self::Finding => "finding",
            Self::VpcPeering => "VPC peering",
        })
    }
}

/// One thing wrong with a request: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field in API spelling with its path, such as `workerQueues[1].workerConcurrency`.
    pub path: String,
    /// A stable code.
    pub code: &'static str,
    /// What is wrong, with the offending value and the limit; no final period.
    pub message: String,
    /// What to do about it.
    pub way_out: String,
    /// The value that is wrong, cut off when it is long; absent where none was given.
    pub value: Option<Box<str>>,
    /// What would be allowed, where that is a number, a range or a list.
    pub limit: Option<Box<str>>,
}

/// How much of a wrong value a problem carries, in characters.
const LONGEST_VALUE: usize = 100;
/// From how many characters on the values in a sentence are cut.
const LONGEST_SENTENCE: usize = 600;
/// How much of a sentence is left in any case, in characters.
const LONGEST_CUT_SENTENCE: usize = 2_000;

/// A sentence that can be read whatever was typed: what does not show has its number, and where the sentence is
/// long, each value in back-ticks is cut.
fn readable(sentence: &str) -> String {
    if sentence.chars().nth(LONGEST_SENTENCE).is_none() {
        return spelled_out(sentence, LONGEST_SENTENCE);
    }
    let parts = sentence.split('`').enumerate();
    let cut: Vec<String> = parts
        .map(|(place, part)| {
            let is_value = place % 2 == 1;
            let most = if is_value {
                LONGEST_VALUE
            } else {
                LONGEST_CUT_SENTENCE
            };
            spelled_out(part, most)
        })
        .collect();
    spelled_out(&cut.join("`"), LONGEST_CUT_SENTENCE)
}

impl Problem {
    /// A problem of the field at `path`.
    pub fn new(
        path: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
        way_out: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            code,
            message: readable(&message.into()),
            way_out: readable(&way_out.into()),
            value: None,
            limit: None,
        }
    }

    /// The same with the value that is wrong.
    #[must_use]
    pub fn value(mut self, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        let mut rest = value.chars();
        let mut kept: String = rest.by_ref().take(LONGEST_VALUE).collect();
        if rest.next().is_some() {
            kept.push('…');
        }
        self.value = Some(kept.into());
        self
    }

    /// The same with what would be allowed.
    #[must_use]
    pub fn limit(mut self, limit: impl fmt::Display) -> Self {
        self.limit = Some(limit.to_string().into());
        self
    }

    /// A feature that the plan does not include (ORG-9).
    pub fn tier(path: &str, what: &str, tier: Tier) -> Self {
        let tier = tier.label();
        Self::new(
            path,
            "tier",
            format!("{what} the {tier} plan"),
            format!("Change the plan to {tier} or above."),
        )
        .limit(tier)
    }

    /// Fields that a type needs and that hold nothing, in the words that clients of the API know.
    pub fn missing(path: &str, names: &[&str]) -> Self {
        let names = names.join(", ");
        Self::new(
            path,
            "missing-fields",
            format!("missing fields: {names}"),
            "Fill them in.",
        )
        .limit(names)
    }

    /// Something of this kind and name is there already.
    pub fn taken(path: &str, kind: ResourceKind, name: &str) -> Self {
        Self::new(
            path,
            "taken",
            format!("a {kind} called `{name}` is already there"),
            "Choose another name.",
        )
        .value(name)
    }
}

/// A field that somebody else changed in the meantime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldConflict {
    /// The field's API name.
    pub field: &'static str,
    /// What the author saw.
    pub base: String,
    /// What is stored now.
    pub theirs: String,
    /// What the author wanted.
    pub yours: String,
}

/// Why a command was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// The caller may not (rule 3).
    #[error("{}", not_allowed(.permission, .because, .held))]
    NotAllowed {
        /// What was asked for.
        permission: Permission,
        /// Why it was refused.
        because: Because,
        /// The title of every role that reaches the thing.
        held: Vec<String>,
    },
    /// The thing does not exist or may not be known to the caller.
    #[error("{kind} `{name}` not found")]
    NotFound {
        /// What it is.
        kind: ResourceKind,
        /// How it was named.
        name: String,
    },
    /// Somebody else changed the same fields meanwhile.
    #[error("{} changed since you opened this", list(.0.iter().map(|conflict| conflict.field)))]
    Conflict(Vec<FieldConflict>),
    /// What was to be taken back was changed since.
    #[error("{}", changed_since(.changes, .by.as_deref()))]
    ChangedSince {
        /// What it is now, each as the middle of a sentence.
        changes: Vec<String>,
        /// Whether fields are among them, of which nobody finds out who changed them.
        has_fields: bool,
        /// Who changed it, where that is known.
        by: Option<String>,
    },
    /// The request breaks rules; every problem is listed.
    #[error("{}", list(.0.iter().map(|problem| problem.message.as_str())))]
    Invalid(Vec<Problem>),
}

impl Rejection {
    /// A missing thing.
    pub fn not_found(kind: ResourceKind, name: impl fmt::Display) -> Self {
        Self::NotFound {
            kind,
            name: spelled_out(&name.to_string(), LONGEST_VALUE),
        }
    }

    /// What was changed since that an undo would override; by whom is not known yet.
    pub(crate) fn changed_since(changes: Vec<String>, has_fields: bool) -> Self {
        Self::ChangedSince {
            changes: changes.iter().map(|it| readable(it)).collect(),
            has_fields,
            by: None,
        }
    }

    /// Nothing is left to take back.
    pub(crate) fn already_so() -> Self {
        Self::Invalid(vec![Problem::new(
            "",
            "already-so",
            "everything is already as this would bring it back",
            "Nothing is left to do.",
        )])
    }

    /// The refusal that a denied decision about a thing makes.
    #[must_use]
    pub fn from_decision(
        state: &State,
        actor: Actor,
        decision: Decision,
        permission: Permission,
        resource: &ResourceRef,
    ) -> Self {
        match decision.because {
            Because::NotFound(kind) => Self::not_found(kind, resource.id_text()),
            because => Self::NotAllowed {
                permission,
                because,
                held: standing_roles(state, actor, resource),
            },
        }
    }

    /// A stable code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "not-allowed",
            Self::NotFound { .. } => "not-found",
            Self::Conflict(_) => "conflict",
            Self::ChangedSince { .. } => "changed-since",
            Self::Invalid(problems) => problems.first().map_or("invalid", |problem| problem.code),
        }
    }

    /// What the person can do about it.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::NotAllowed { because, .. } => what_helps(because),
            Self::NotFound { .. } => "It may have been deleted. Go back to the list.".to_owned(),
            Self::Conflict(_) => "Compare both versions, then save again.".to_owned(),
            Self::ChangedSince { .. } => {
                "Look at what holds now. If you still want it as it was, set it there.".to_owned()
            }
            Self::Invalid(problems) => problems
                .iter()
                .map(|problem| problem.way_out.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// The problems by field, for forms; empty unless the request was invalid.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Invalid(problems) => problems,
            _ => &[],
        }
    }
}

fn changed_since(changes: &[String], by: Option<&str>) -> String {
    let changes = list(changes.iter().map(String::as_str));
    match by {
        Some(name) => format!("since then {changes}; `{}` did that", readable(name)),
        None => format!("since then {changes}"),
    }
}

/// What whoever is refused can do.
fn what_helps(because: &Because) -> String {
    let words = match because {
        Because::Missing { permission } => match least_role_with(*permission) {
            Some(role) => return format!("Ask an owner for the role {role}."),
            None => "Ask an Organization Owner.",
        },
        Because::Stranger => "Ask an Organization Owner for an invite.",
        Because::NotActive(_) => "Ask an Organization Owner to make it active.",
        Because::TokenEnded => "Use another token.",
        Because::SecretReplaced => "Use the secret that the rotation gave.",
        Because::Address(_) => {
            "Call from an address that is on it, or ask an Organization Owner to add yours."
        }
        Because::LoginMethod(_) => "Sign in through the identity provider.",
        Because::Tier { .. } => "Ask an Organization Owner to change the plan.",
        Because::ScimIsOn => "Make the change there, or turn SCIM off.",
        Because::ScimIsOff | Because::SecretsFetchingIsOff => {
            "Ask an Organization Owner to turn it on."
        }
        Because::TokensOnly { .. } => "Use an API token.",
        Because::Granted | Because::NotFound(_) => "Ask an Organization Owner.",
    };
    words.to_owned()
}

fn not_allowed(permission: &Permission, because: &Because, held: &[String]) -> String {
    let name = permission.name();
    match because {
        Because::Stranger => "you do not belong to this Organization".to_owned(),
        Because::NotActive(_) => "your user is not active in this Organization".to_owned(),
        Because::Missing { .. } => match held {
            [] => format!("needs `{name}`, and no role reaches this"),
            [role] => format!("needs `{name}`, which {role} does not hold"),
            [roles @ .., last] => format!(
                "needs `{name}`, which {} and {last} do not hold",
                list(roles.iter().map(String::as_str))
            ),
        },
        Because::NotFound(kind) => format!("{kind} not found"),
        Because::Granted => format!("needs `{name}`"),
        Because::TokenEnded => "the API token has expired".to_owned(),
        Because::SecretReplaced => "the API token was rotated, and this secret is void".to_owned(),
        Because::Address(address) => {
            format!("the address `{address}` is not on the IP access list")
        }
        Because::LoginMethod(_) => "the Organization takes logins through SSO only".to_owned(),
        Because::Tier { least, .. } => format!("`{name}` needs the {} plan", least.label()),
        Because::ScimIsOn => "while SCIM is on, the identity provider creates Teams".to_owned(),
        Because::ScimIsOff => "SCIM is off".to_owned(),
        Because::TokensOnly {
            permission: Permission::DeploymentDeploysCreate,
        } => format!("CI/CD is enforced here: only API tokens may use `{name}`"),
        Because::TokensOnly { .. } => format!("only API tokens may use `{name}` here"),
        Because::SecretsFetchingIsOff => {
            "showSecrets: in this Organization fetching environment secrets is not allowed"
                .to_owned()
        }
    }
}

fn list<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_CUT_SENTENCE, Problem, readable};

    #[test]
    fn sentences_can_be_read() {
        for (sentence, expected) in [
            ("name is `a`, too short", "name is `a`, too short"),
            ("`a\u{202e}b` is odd", "`a[U+202E]b` is odd"),
            ("`👩‍👧` is a family", "`👩‍👧` is a family"),
        ] {
            assert_eq!(readable(sentence), expected);
        }
        let long = "x".repeat(1_000_000);
        let cut = readable(&format!("name is `{long}`, allowed is `{long}` at most"));
        let shown = "x".repeat(100);
        assert_eq!(
            cut,
            format!("name is `{shown}…`, allowed is `{shown}…` at most")
        );
        // Whatever stands in it, even more back-ticks.
        for hostile in ["`".repeat(1_000_000), format!("`{long}`{long}")] {
            let problem = Problem::new("name", "code", &hostile, &hostile);
            assert!(problem.message.chars().count() <= LONGEST_CUT_SENTENCE + 1);
            assert!(problem.way_out.chars().count() <= LONGEST_CUT_SENTENCE + 1);
        }
    }
}

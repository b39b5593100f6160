//! Guard rails: what about an Organization deserves a look, told from its state, the time and who last did
//! something. Each finding has evidence and, where one exists, a fix as a list of commands. Nobody is stopped by one.

mod acceptance;
mod alerts;
mod clusters;
mod deployments;
mod people;
mod queues;
mod secrets;
mod tokens;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decide::Env;
use crate::words::words;
use crate::{
    Actor, AlertId, ApiTokenId, ClusterId, Command, DeploymentId, EnvironmentObjectId, QueueId,
    SecretId, State, Timestamp, UserId,
};

pub use acceptance::Acceptance;
pub(crate) use acceptance::{accept, withdraw};
pub use secrets::gives_away;

/// After so many days without a sign something counts as unused.
pub const QUIET_DAYS: i64 = 90;

/// So many days before its end a Runtime is worth a word.
pub const DAYS_BEFORE_THE_END: i64 = 90;

const DAY: i64 = 86_400;

words! {
    /// What a finding is about.
    #[derive(PartialOrd, Ord)]
    FindingRule {
        /// One person alone owns the Organization.
        SingleOwner = "SINGLE_OWNER", "A single owner";
        /// A token never ends.
        TokenWithoutExpiry = "TOKEN_WITHOUT_EXPIRY", "A token without expiry";
        /// A token was not used for long.
        UnusedToken = "UNUSED_TOKEN", "An unused token";
        /// A plain value looks like a secret.
        PlainSecret = "PLAIN_SECRET", "A secret in clear";
        /// A production Deployment shares its cluster with others.
        ProductionOnStandard = "PRODUCTION_ON_STANDARD", "Production on a standard cluster";
        /// A production Deployment has one scheduler.
        ProductionWithoutHighAvailability = "PRODUCTION_WITHOUT_HIGH_AVAILABILITY", "Production without high availability";
        /// A Runtime's maintenance ends soon.
        RuntimeEndsSoon = "RUNTIME_ENDS_SOON", "A Runtime near its end";
        /// A Runtime's maintenance is over.
        RuntimeEnded = "RUNTIME_ENDED", "A Runtime past its end";
        /// A development Deployment never sleeps.
        NeverHibernates = "NEVER_HIBERNATES", "Development without hibernation";
        /// A queue's limit is beyond the quota.
        QueueBeyondQuota = "QUEUE_BEYOND_QUOTA", "A queue limit beyond the quota";
        /// A restricted cluster hosts others.
        ClusterStrangers = "CLUSTER_STRANGERS", "Strangers on a restricted cluster";
        /// A person shows no sign of activity.
        InactivePerson = "INACTIVE_PERSON", "A person without activity";
        /// An alert is sent to nobody.
        AlertToNobody = "ALERT_TO_NOBODY", "An alert that reaches nobody";
    }
}

words! {
    /// How much a finding matters.
    #[derive(PartialOrd, Ord)]
    FindingSeverity {
        /// Good to know.
        Info = "INFO", "Info";
        /// Worth a change.
        Warning = "WARNING", "Warning";
        /// Should not stay.
        Critical = "CRITICAL", "Critical";
    }
}

impl FindingRule {
    /// How much it matters.
    #[must_use]
    pub const fn severity(self) -> FindingSeverity {
        match self {
            Self::PlainSecret | Self::RuntimeEnded | Self::ClusterStrangers => {
                FindingSeverity::Critical
            }
            Self::SingleOwner
            | Self::TokenWithoutExpiry
            | Self::ProductionWithoutHighAvailability
            | Self::RuntimeEndsSoon
            | Self::QueueBeyondQuota
            | Self::AlertToNobody => FindingSeverity::Warning,
            Self::UnusedToken
            | Self::ProductionOnStandard
            | Self::NeverHibernates
            | Self::InactivePerson => FindingSeverity::Info,
        }
    }
}

/// The thing that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// The Organization.
    Organization,
    /// A person.
    User(UserId),
    /// An API token.
    ApiToken(ApiTokenId),
    /// A Deployment.
    Deployment(DeploymentId),
    /// An environment variable of a Deployment, by its key.
    Variable(DeploymentId, String),
    /// A worker queue of a Deployment.
    Queue(DeploymentId, QueueId),
    /// An environment object.
    EnvironmentObject(EnvironmentObjectId),
    /// A cluster.
    Cluster(ClusterId),
    /// An alert.
    Alert(AlertId),
}

impl fmt::Display for Subject {
    /// The id; of a part, the id of its Deployment and its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization => Ok(()),
            Self::User(id) => write!(f, "{id}"),
            Self::ApiToken(id) => write!(f, "{id}"),
            Self::Deployment(id) => write!(f, "{id}"),
            Self::Variable(id, key) => write!(f, "{id} {key}"),
            Self::Queue(id, queue) => write!(f, "{id} {queue}"),
            Self::EnvironmentObject(id) => write!(f, "{id}"),
            Self::Cluster(id) => write!(f, "{id}"),
            Self::Alert(id) => write!(f, "{id}"),
        }
    }
}

/// What tells one finding from another, and stays the same while it lasts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingKey {
    /// What it is about.
    pub rule: FindingRule,
    /// Which thing.
    pub subject: Subject,
}

/// Something that deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which one.
    pub key: FindingKey,
    /// A sentence that says what was found, with the values.
    pub evidence: String,
    /// Who lives with it, why and until when; absent when nobody does, or that time is over.
    pub accepted: Option<Acceptance>,
}

/// What makes a finding go away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// The commands, in order, as one step.
    pub commands: Vec<Command>,
    /// Values that the commands refer to as secrets, to be sealed before.
    pub seals: Vec<(SecretId, String)>,
}

impl Fix {
    fn of(command: Command) -> Self {
        Self {
            commands: vec![command],
            seals: Vec::new(),
        }
    }
}

/// What the rules look at.
struct Look<'a> {
    state: &'a State,
    env: &'a Env,
    /// When somebody last did something, as far as anybody knows.
    last_sign: &'a dyn Fn(Actor) -> Option<Timestamp>,
    found: Vec<Finding>,
}

impl Look<'_> {
    fn add(&mut self, rule: FindingRule, subject: Subject, evidence: String) {
        let key = FindingKey { rule, subject };
        let accepted = self
            .state
            .acceptance(&key)
            .filter(|acceptance| self.env.now < acceptance.until)
            .cloned();
        self.found.push(Finding {
            key,
            evidence,
            accepted,
        });
    }

    /// How many days somebody has shown no sign, since they came; nothing while that is not long.
    fn quiet_days(&self, actor: Actor, since: Timestamp) -> Option<i64> {
        let last = (self.last_sign)(actor).map_or(since, |sign| sign.max(since));
        let days = (self.env.now.seconds() - last.seconds()) / DAY;
        (days >= QUIET_DAYS).then_some(days)
    }
}

/// Everything that deserves a look, what matters most first. `last_sign` tells when somebody last did something.
#[must_use]
pub fn findings(
    state: &State,
    env: &Env,
    last_sign: &dyn Fn(Actor) -> Option<Timestamp>,
) -> Vec<Finding> {
    let mut look = Look {
        state,
        env,
        last_sign,
        found: Vec::new(),
    };
    people::look(&mut look);
    tokens::look(&mut look);
    secrets::look(&mut look);
    deployments::look(&mut look);
    queues::look(&mut look);
    clusters::look(&mut look);
    alerts::look(&mut look);
    let mut found = look.found;
    found.sort_by(|one, other| {
        let severity = |finding: &Finding| std::cmp::Reverse(finding.key.rule.severity());
        (severity(one), &one.key).cmp(&(severity(other), &other.key))
    });
    found
}

impl Finding {
    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> FindingSeverity {
        self.key.rule.severity()
    }

    /// What makes it go away; `None` where no command can. New things get their ids from `ids`. Whether somebody
    /// may do it, and whether the plan lets anybody, is decided with the commands.
    #[must_use]
    pub fn fix(&self, state: &State, env: &Env, ids: &mut dyn FnMut() -> u128) -> Option<Fix> {
        match (&self.key.rule, &self.key.subject) {
            (FindingRule::SingleOwner, _) => people::fix_single_owner(state),
            (FindingRule::InactivePerson, Subject::User(id)) => people::fix_inactive(*id),
            (FindingRule::TokenWithoutExpiry, Subject::ApiToken(id)) => {
                tokens::fix_expiry(state, *id, ids)
            }
            (FindingRule::UnusedToken, Subject::ApiToken(id)) => tokens::fix_unused(state, *id),
            (FindingRule::PlainSecret, Subject::Variable(id, key)) => {
                secrets::fix_variable(state, *id, key, ids)
            }
            (FindingRule::PlainSecret, Subject::EnvironmentObject(id)) => {
                secrets::fix_object(state, *id, ids)
            }
            (FindingRule::ProductionWithoutHighAvailability, Subject::Deployment(id)) => {
                deployments::fix_high_availability(state, *id)
            }
            (FindingRule::NeverHibernates, Subject::Deployment(id)) => {
                deployments::fix_hibernation(state, env, *id)
            }
            (FindingRule::QueueBeyondQuota, Subject::Queue(id, queue)) => {
                queues::fix(state, env, *id, *queue)
            }
            (FindingRule::ClusterStrangers, Subject::Cluster(id)) => clusters::fix(state, *id),
            (FindingRule::AlertToNobody, Subject::Alert(id)) => alerts::fix(state, *id, ids),
            // A Deployment stays on its cluster, and a Runtime comes with an image that somebody builds.
            _ => None,
        }
    }
}

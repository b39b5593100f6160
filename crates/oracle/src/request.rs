//! One question: may this actor do this on that resource, under these circumstances.
//!
//! Written and read in the words of the test vectors: `user:ID`, `token:ID`, `dag:DEPLOYMENT/DAG`.
use std::fmt;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A person.
    User(String),
    /// An API token.
    Token(String),
}

/// What the question is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// An Organization.
    Organization(String),
    /// A Workspace.
    Workspace(String),
    /// A Deployment.
    Deployment(String),
    /// A DAG of a Deployment.
    Dag {
        /// The Deployment that owns the DAG.
        deployment: String,
        /// The DAG's own id, unique in its Deployment only.
        dag: String,
    },
}

/// How and from where the call comes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Circumstances {
    /// How the person signed in; without meaning for tokens.
    pub auth_method: String,
    /// The address of the caller.
    pub source_ip: String,
}

impl Default for Circumstances {
    fn default() -> Self {
        Self {
            auth_method: "sso".into(),
            source_ip: "203.0.113.10".into(),
        }
    }
}

/// The whole question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// Who asks.
    pub actor: Actor,
    /// The permission, by name.
    pub permission: String,
    /// The resource.
    pub resource: Resource,
    /// How and from where.
    pub context: Circumstances,
}

impl Actor {
    /// Reads `user:ID` or `token:ID`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("user", id) => Some(Self::User(id.into())),
            ("token", id) => Some(Self::Token(id.into())),
            _ => None,
        }
    }

    /// The id without the kind.
    pub fn id(&self) -> &str {
        match self {
            Self::User(id) | Self::Token(id) => id,
        }
    }
}

impl Resource {
    /// Reads `organization:ID`, `workspace:ID`, `deployment:ID` or `dag:DEPLOYMENT/DAG`.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        match kind {
            "organization" => Some(Self::Organization(id.into())),
            "workspace" => Some(Self::Workspace(id.into())),
            "deployment" => Some(Self::Deployment(id.into())),
            "dag" => {
                let (deployment, dag) = id.split_once('/')?;
                Some(Self::Dag {
                    deployment: deployment.into(),
                    dag: dag.into(),
                })
            }
            _ => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::Token(id) => write!(f, "token:{id}"),
        }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Organization(id) => write!(f, "organization:{id}"),
            Self::Workspace(id) => write!(f, "workspace:{id}"),
            Self::Deployment(id) => write!(f, "deployment:{id}"),
            Self::Dag { deployment, dag } => write!(f, "dag:{deployment}/{dag}"),
        }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} on {} (signed in by {}, from {})",
            self.actor,
            self.permission,
            self.resource,
            self.context.auth_method,
            self.context.source_ip
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Resource};

    #[test]
    fn names_read_back() {
        for text in ["user:a", "token:b"] {
            assert_eq!(Actor::parse(text).unwrap().to_string(), text);
        }
        for text in ["organization:o", "workspace:w", "deployment:d", "dag:d/x.y"] {
            assert_eq!(Resource::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Actor::parse("team:x"), None);
        assert_eq!(Resource::parse("dag:x"), None);
    }
}

//! The commit that a deploy was made from (DPL-2).

use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::validation::Checks;
use crate::words::words;

words! {
    /// Who keeps the repository.
    GitProvider {
        /// Anybody; the repository is known by its address.
        Generic = "GENERIC", "Git";
        /// GitHub; the repository is known by account and name.
        Github = "GITHUB", "GitHub";
    }
}

/// What is known of a commit; all but the commit itself may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GitDetails {
    /// The commit.
    pub commit_sha: String,
    /// The one before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before_commit_sha: String,
    /// Where it can be read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub commit_url: String,
    /// Its branch.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub branch: String,
    /// The folder in the repository.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// GitHub's account.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// GitHub's name of the repository.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub repo: String,
    /// The repository's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_url: String,
    /// Who wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_name: String,
    /// Their page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_url: String,
    /// Their name at the provider.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author_username: String,
}

/// The commit that a deploy was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeployGit {
    /// Who keeps the repository.
    pub provider: GitProvider,
    /// What is known of the commit.
    #[serde(flatten)]
    pub details: GitDetails,
}

/// A commit as somebody gave it, the provider in the API's word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GitDraft {
    /// Who keeps the repository.
    pub provider: String,
    /// What is known of the commit.
    pub details: GitDetails,
}

impl GitDraft {
    /// The commit, checked; absent when its provider is none.
    pub(super) fn read(&self, checks: &mut Checks) -> Option<DeployGit> {
        let provider = checks.word("git.provider", &self.provider);
        let details = &self.details;
        let empty = |text: &String| text.trim().is_empty();
        let mut missing = Vec::new();
        if empty(&details.commit_sha) {
            missing.push("commitSha");
        }
        match provider {
            // DPL-2
            Some(GitProvider::Github) => {
                for (name, text) in [("account", &details.account), ("repo", &details.repo)] {
                    if empty(text) {
                        missing.push(name);
                    }
                }
            }
            Some(GitProvider::Generic) => {
                if empty(&details.remote_url) {
                    missing.push("remoteUrl");
                }
                for (name, text) in [("account", &details.account), ("repo", &details.repo)] {
                    checks.ensure(empty(text), || {
                        Problem::new(
                            format!("git.{name}"),
                            "not-of-type",
                            format!("git.{name} is only for the provider GITHUB"),
                            "Leave it out and use remoteUrl.",
                        )
                        .value(text)
                    });
                }
            }
            None => {}
        }
        checks.ensure(missing.is_empty(), || Problem::missing("git", &missing));
        Some(DeployGit {
            provider: provider?,
            details: details.clone(),
        })
    }
}

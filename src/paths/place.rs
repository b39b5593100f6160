//! What the address of the window names, as signals.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use planisphere_domain::policy::Scope;
use planisphere_domain::{
    AlertId, ApiTokenId, ClusterId, CustomRoleId, DeploymentId, EnvironmentObjectId,
    NotificationChannelId, TeamId, UserId, WorkspaceId,
};

use super::{Address, OrganizationPage, OrganizationPaths, Page, TokenPlace};

/// What the address names, read as it changes: a page stays when only the ids in its address do not.
#[derive(Clone, Copy)]
pub struct Place {
    address: Memo<Address>,
}

impl Place {
    /// Follows the address, for everything inside.
    pub fn provide() -> Self {
        let path = use_location().pathname;
        let place = Self {
            address: Memo::new(move |_| path.with(|path| Address::parse(path))),
        };
        provide_context(place);
        place
    }

    /// What the address names now.
    #[must_use]
    pub fn current() -> Self {
        expect_context()
    }

    /// The page.
    #[must_use]
    pub fn page(self) -> Page {
        self.address.with(|address| address.page)
    }

    /// The Organization's key.
    #[must_use]
    pub fn key(self) -> String {
        self.address.with(|address| address.key.clone())
    }

    /// Addresses within the Organization.
    #[must_use]
    pub fn paths(self) -> OrganizationPaths {
        self.address
            .with(|address| OrganizationPaths::new(&address.key))
    }

    /// The same without being told of later changes.
    #[must_use]
    pub fn paths_untracked(self) -> OrganizationPaths {
        self.address
            .with_untracked(|address| OrganizationPaths::new(&address.key))
    }

    /// The Workspace.
    #[must_use]
    pub fn workspace(self) -> Option<WorkspaceId> {
        self.address.with(|address| address.workspace)
    }

    /// The user.
    #[must_use]
    pub fn user(self) -> Option<UserId> {
        self.address.with(|address| address.user)
    }

    /// The Team.
    #[must_use]
    pub fn team(self) -> Option<TeamId> {
        self.address.with(|address| address.team)
    }

    /// The Deployment.
    #[must_use]
    pub fn deployment(self) -> Option<DeploymentId> {
        self.address.with(|address| address.deployment)
    }

    /// The custom role.
    #[must_use]
    pub fn role(self) -> Option<CustomRoleId> {
        self.address.with(|address| address.role)
    }

    /// The API token.
    #[must_use]
    pub fn token(self) -> Option<ApiTokenId> {
        self.address.with(|address| address.token)
    }

    /// The cluster.
    #[must_use]
    pub fn cluster(self) -> Option<ClusterId> {
        self.address.with(|address| address.cluster)
    }

    /// The environment object.
    #[must_use]
    pub fn environment_object(self) -> Option<EnvironmentObjectId> {
        self.address.with(|address| address.environment_object)
    }

    /// The alert.
    #[must_use]
    pub fn alert(self) -> Option<AlertId> {
        self.address.with(|address| address.alert)
    }

    /// The notification channel.
    #[must_use]
    pub fn channel(self) -> Option<NotificationChannelId> {
        self.address.with(|address| address.channel)
    }

    /// The place of a page about API tokens; `None` when the address names none.
    #[must_use]
    pub fn token_place(self) -> Option<TokenPlace> {
        self.address.with(|address| {
            let Page::Organization(
                OrganizationPage::Tokens(level)
                | OrganizationPage::CreateToken(level)
                | OrganizationPage::Token(level),
            ) = address.page
            else {
                return None;
            };
            Some(match level {
                Scope::Organization => TokenPlace::Organization,
                Scope::Workspace => TokenPlace::Workspace(address.workspace?),
                Scope::Deployment | Scope::Dag => {
                    TokenPlace::Deployment(address.workspace?, address.deployment?)
                }
            })
        })
    }
}

//! A second Workspace of a trial, and what the Organization's switches close.

use planisphere_domain::organization::{OrganizationField, Plan};
use planisphere_domain::workspace::WorkspaceDraft;
use planisphere_domain::{Command, Edit};
use planisphere_fixtures::Fixture;

use super::{Refused, refused};
use crate::scene::{create, scene, with_organization};

fn trial() -> Fixture {
    Fixture::founded_on(Plan::Trial)
}

pub fn cases() -> Vec<Refused> {
    vec![
        refused(
            ("ORG-8", "a second Workspace"),
            trial,
            |fixture| {
                let now = fixture.now();
                let id = fixture.ids().workspace(now);
                Command::CreateWorkspace(WorkspaceDraft::new(id, "Second"))
            },
            ("trial", "Workspace"),
        ),
        refused(
            (
                "ORG-10",
                "a standard Deployment where dedicated ones are wanted",
            ),
            || {
                with_organization(scene(), |organization| {
                    organization.should_enforce_dedicated_clusters = true;
                })
            },
            |fixture| create(fixture, |_| {}),
            ("dedicated-only", "dedicated"),
        ),
        refused(
            ("", "features that use AI where the operator keeps them off"),
            || {
                with_organization(scene(), |organization| {
                    organization.has_ai_features_disabled = true;
                    organization.is_blocked_enable_ai_features = true;
                })
            },
            |_| Command::UpdateOrganization {
                edits: vec![Edit::new(
                    OrganizationField::HasAiFeaturesDisabled(true),
                    OrganizationField::HasAiFeaturesDisabled(false),
                )],
            },
            ("blocked", "operator"),
        ),
    ]
}

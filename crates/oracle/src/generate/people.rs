//! People in every state, and Teams that carry roles of all four scopes.
use super::Size;
use super::roles::Lists;
use crate::fixture::{Fixture, Team, User};
use crate::random::Random;

fn organization_role(random: &mut Random) -> String {
    let role = random.weighted(&[
        ("ORGANIZATION_MEMBER", 58),
        ("ORGANIZATION_OWNER", 18),
        ("ORGANIZATION_BILLING_ADMIN", 12),
        ("ORGANIZATION_OBSERVE_ADMIN", 6),
        ("ORGANIZATION_OBSERVE_MEMBER", 6),
    ]);
    role.into()
}

/// The people of an Organization.
pub fn users(random: &mut Random, fixture: &mut Fixture, organization: &str, size: &Size) {
    for number in 0..random.between(2, size.users.max(2)) {
        let lists = Lists::random(random, fixture, organization);
        let status = random.weighted(&[
            ("ACTIVE", 82),
            ("PENDING", 6),
            ("INACTIVE", 6),
            ("BANNED", 6),
        ]);
        let id = format!("{organization}_u{number}");
        fixture.users.push(User {
            email: random
                .chance(90)
                .then(|| format!("{id}@{organization}.test")),
            id,
            organization_id: Some(organization.into()),
            status: status.into(),
            organization_role: Some(organization_role(random)),
            workspace_roles: lists.workspaces,
            deployment_roles: lists.deployments,
            dag_roles: lists.dags,
        });
    }
}

/// People who are in no Organization.
pub fn outsiders(random: &mut Random, fixture: &mut Fixture) {
    for number in 0..random.between(0, 2) {
        fixture.users.push(User {
            id: format!("outsider{number}"),
            status: "ACTIVE".into(),
            ..User::default()
        });
    }
}

/// The Teams of an Organization.
pub fn teams(random: &mut Random, fixture: &mut Fixture, organization: &str, size: &Size) {
    let own = fixture.users.iter();
    let own = own.filter(|user| user.organization_id.as_deref() == Some(organization));
    let ids: Vec<String> = own.map(|user| user.id.clone()).collect();
    for number in 0..random.between(0, size.teams) {
        let lists = Lists::random(random, fixture, organization);
        let members = ids.iter().filter(|_| random.chance(30)).cloned().collect();
        let role = if random.chance(75) {
            "ORGANIZATION_MEMBER".into()
        } else {
            organization_role(random)
        };
        fixture.teams.push(Team {
            id: format!("{organization}_t{number}"),
            organization_id: organization.into(),
            is_idp_managed: random.chance(20),
            organization_role: role,
            members,
            workspace_roles: lists.workspaces,
            deployment_roles: lists.deployments,
            dag_roles: lists.dags,
        });
    }
}

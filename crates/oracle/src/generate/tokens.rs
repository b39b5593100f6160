//! API tokens of all three scopes, with the extra roles that each scope may hold (rules 73 to 75).
use super::Size;
use super::resources::{DAGS, TAGS};
use super::roles::{deployments, role, workspaces};
use crate::catalogue::catalogue;
use crate::fixture::{Deployment, Fixture, Token, TokenRole};
use crate::random::Random;

/// The tokens of an Organization.
pub fn tokens(random: &mut Random, fixture: &mut Fixture, organization: &str, size: &Size) {
    for number in 0..random.between(1, size.tokens.max(1)) {
        let scope = random.weighted(&[("ORGANIZATION", 30), ("WORKSPACE", 40), ("DEPLOYMENT", 30)]);
        let Some(roles) = roles(random, fixture, organization, scope) else {
            continue;
        };
        let end_at = random.weighted(&[
            ("", 65),
            ("2026-08-31T23:59:59Z", 6),
            ("2025-01-01T00:00:00Z", 6),
            ("2026-09-01T00:00:01Z", 8),
            ("2027-09-01T00:00:00Z", 15),
        ]);
        fixture.tokens.push(Token {
            id: format!("{organization}_k{number}"),
            organization_id: organization.into(),
            scope: scope.into(),
            end_at: Some(end_at.to_owned()).filter(|end| !end.is_empty()),
            secret_state: random.chance(8).then(|| "ROTATED_AWAY".to_owned()),
            roles,
        });
    }
}

/// The own role first, then extra roles inside the scope; none if there is no place for the token.
fn roles(
    random: &mut Random,
    fixture: &Fixture,
    organization: &str,
    scope: &str,
) -> Option<Vec<TokenRole>> {
    let entry = |kind: &str, id: &str, role: String| TokenRole {
        entity_type: kind.into(),
        entity_id: id.into(),
        deployment_id: None,
        role,
    };
    let built_in = |random: &mut Random, scope: &str| {
        let names: Vec<&str> = catalogue().roles_of(scope).collect();
        random
            .pick(&names)
            .map_or_else(String::new, |name| (*name).to_owned())
    };
    let all_workspaces = workspaces(fixture, organization);
    let all_deployments = deployments(fixture, organization);
    let mut roles = Vec::new();
    let reach: Vec<&Deployment> = match scope {
        "ORGANIZATION" => {
            let own = random.weighted(&[
                ("ORGANIZATION_MEMBER", 50),
                ("ORGANIZATION_OWNER", 30),
                ("ORGANIZATION_BILLING_ADMIN", 10),
                ("ORGANIZATION_OBSERVE_ADMIN", 10),
            ]);
            roles.push(entry(scope, organization, own.to_owned()));
            for workspace in &all_workspaces {
                if random.chance(25) {
                    roles.push(entry("WORKSPACE", workspace, built_in(random, "workspace")));
                }
            }
            all_deployments
        }
        "WORKSPACE" => {
            let own = random.pick(&all_workspaces)?;
            roles.push(entry(scope, own, built_in(random, "workspace")));
            let inside = all_deployments.into_iter();
            inside.filter(|it| it.workspace_id == *own).collect()
        }
        _ => {
            let own = random.pick(&all_deployments)?;
            let held = role(random, fixture, organization, "deployment");
            roles.push(entry("DEPLOYMENT", &own.id, held));
            vec![*own]
        }
    };
    for deployment in reach {
        if scope != "DEPLOYMENT" && random.chance(25) {
            let held = role(random, fixture, organization, "deployment");
            roles.push(entry("DEPLOYMENT", &deployment.id, held));
        }
        for (kind, names) in [("DAG", DAGS.as_slice()), ("DAG_TAG", TAGS.as_slice())] {
            if let (true, Some(name)) = (random.chance(20), random.pick(names)) {
                roles.push(TokenRole {
                    entity_type: kind.into(),
                    entity_id: (*name).into(),
                    deployment_id: Some(deployment.id.clone()),
                    role: role(random, fixture, organization, "dag"),
                });
            }
        }
    }
    Some(roles)
}

//! Managed domains and their mapping to SSO connections (rule 107). Whether the DNS record is there is seen
//! by whoever sends the command; the core asks no network.

use super::connections::connection;
use super::{DomainStatus, ManagedDomain};
use crate::decide::{Context, Outcome};
use crate::hidden::spelled_out;
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem, Rejection, ResourceKind, SsoConnectionId};

/// The longest name that DNS takes.
const LONGEST_NAME: usize = 253;
/// The longest part between dots.
const LONGEST_PART: usize = 63;

/// Claims a domain, which stays pending until it is verified (rule 107).
pub(crate) fn add(context: &Context<'_>, name: &str) -> Outcome {
    // Rule 108.
    context.require(
        Permission::OrganizationDomainsCreate,
        ResourceRef::Organization,
    )?;
    let name = tidy(name);
    let mut checks = Checks::default();
    checks.ensure(is_domain(&name), || {
        let message = if name.is_empty() {
            "the domain is empty".to_owned()
        } else {
            format!("`{}` is not a domain", spelled_out(&name, LONGEST_NAME))
        };
        let limit = format!("{LONGEST_NAME} characters, {LONGEST_PART} between dots");
        Problem::new("name", "domain", message, "Write it like `example.com`.")
            .value(&name)
            .limit(limit)
    });
    let domains = &context.organization()?.managed_domains;
    checks.ensure(!domains.contains_key(&name), || {
        Problem::taken("name", ResourceKind::Domain, &name)
    });
    checks.finish()?;
    Ok(vec![Event::DomainAdded(ManagedDomain {
        name,
        status: DomainStatus::Pending,
        connection: None,
        created_at: context.env.now,
    })])
}

/// Notes that the DNS record was seen (rule 107).
pub(crate) fn verify(context: &Context<'_>, name: &str) -> Outcome {
    context.require(
        Permission::OrganizationDomainsVerify,
        ResourceRef::Organization,
    )?;
    let stored = domain(context, name)?;
    Ok(match stored.status {
        DomainStatus::Verified => Vec::new(),
        DomainStatus::Pending => vec![Event::DomainVerified {
            name: stored.name.clone(),
        }],
    })
}

/// Maps a domain to a connection, or to none. It has one at most, since it is one field (rule 107).
pub(crate) fn map(context: &Context<'_>, name: &str, to: Option<SsoConnectionId>) -> Outcome {
    // Rule 108.
    context.require(
        Permission::OrganizationSsoConnectionsUpdate,
        ResourceRef::Organization,
    )?;
    let stored = domain(context, name)?;
    if let Some(id) = to {
        connection(context, id)?;
        let mut checks = Checks::default();
        // Rule 107.
        checks.ensure(stored.status == DomainStatus::Verified, || {
            Problem::new(
                "name",
                "domain-pending",
                format!("`{}` is not verified", stored.name),
                "Verify the domain first.",
            )
        });
        checks.finish()?;
    }
    Ok(if stored.connection == to {
        Vec::new()
    } else {
        vec![Event::DomainMapped {
            name: stored.name.clone(),
            connection: to,
        }]
    })
}

/// Drops a domain.
pub(crate) fn remove(context: &Context<'_>, name: &str) -> Outcome {
    context.require_taking_back(
        Permission::OrganizationDomainsDelete,
        ResourceRef::Organization,
    )?;
    let name = domain(context, name)?.name.clone();
    Ok(vec![Event::DomainRemoved { name }])
}

fn domain<'a>(context: &Context<'a>, name: &str) -> Result<&'a ManagedDomain, Rejection> {
    let name = tidy(name);
    let domains = &context.organization()?.managed_domains;
    domains
        .get(&name)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Domain, name))
}

/// As it is stored: lower case, without blanks around it.
fn tidy(name: &str) -> String {
    name.trim().to_lowercase()
}

/// At least two parts of letters, digits and inner hyphens; the last one is no number.
fn is_domain(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_part = |part: &&str| {
        !part.is_empty()
            && part.len() <= LONGEST_PART
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.len() <= LONGEST_NAME
        && parts.len() > 1
        && parts.iter().all(is_part)
        && !parts.last().is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::is_domain;

    #[test]
    fn domains() {
        let long = format!("{}.test", "a".repeat(64));
        for (name, holds) in [
            ("example.com", true),
            ("xn--bcher-kva.example", true),
            ("a-b.c1.test", true),
            ("example", false),
            (".com", false),
            ("example..com", false),
            ("-a.com", false),
            ("a-.com", false),
            ("a b.com", false),
            ("10.0.0.1", false),
            ("user@example.com", false),
            ("https://example.com", false),
            (long.as_str(), false),
            ("", false),
        ] {
            assert_eq!(is_domain(name), holds, "{name}");
        }
    }
}

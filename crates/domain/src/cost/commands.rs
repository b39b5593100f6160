//! Changing the rate card. Each change makes a new version, and the log keeps all of them.

use super::RateCard;
use crate::decide::{Context, Outcome};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, FieldConflict, Rejection};

pub(crate) fn set(context: &Context<'_>, base_version: u32, card: Option<&RateCard>) -> Outcome {
    context.require(
        Permission::OrganizationBillingUpdate,
        ResourceRef::Organization,
    )?;
    let organization = context.organization()?;
    let wanted = card.cloned().map(RateCard::tidy);
    if organization.rate_card == wanted {
        return Ok(Vec::new());
    }
    let version = organization.rate_card_version;
    if version != base_version {
        let shown = |version: u32| format!("version {version}");
        return Err(Rejection::Conflict(vec![FieldConflict {
            field: "rateCard",
            base: shown(base_version),
            theirs: shown(version),
            yours: shown(base_version.saturating_add(1)),
        }]));
    }
    let mut checks = Checks::default();
    if let Some(card) = &wanted {
        card.check(&mut checks);
    }
    checks.finish()?;
    Ok(vec![Event::RateCardSet {
        version: version.saturating_add(1),
        card: wanted.map(Box::new),
    }])
}

//! An update as the API sends it, which replaces what it lists, as edits of what is stored (EO-10, EO-11).

use std::collections::BTreeSet;

use super::{EnvironmentObject, EnvironmentObjectField as Field, Link, LinkDraft, PayloadDraft};
use crate::edit::Edit;
use crate::validation::Checks;
use crate::{DeploymentId, Rejection};

/// The body of an update.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replacement {
    /// What it is for; absent: as it is.
    pub description: Option<String>,
    /// What it holds; absent: as it is.
    pub payload: PayloadDraft,
    /// Whether it reaches every Deployment; absent: as it is.
    pub auto_link_deployments: Option<bool>,
    /// The Deployments that it reaches; absent: none any more.
    pub links: Option<Vec<LinkDraft>>,
    /// The Deployments that it never reaches; absent: none any more.
    pub exclude_links: Option<BTreeSet<DeploymentId>>,
}

impl EnvironmentObject {
    /// The edits that the body of an update means.
    ///
    /// # Errors
    /// If a payload is of another kind (EO-3).
    pub fn replaced_by(&self, body: &Replacement) -> Result<Vec<Edit<Field>>, Rejection> {
        let mut checks = Checks::default();
        let object_type = self.object_type();
        let payload = body.payload.of_type(&mut checks, "", object_type);
        let links = body.links.iter().flatten().enumerate();
        let links: Vec<Link> = links
            .map(|(place, link)| self.kept(link.read(&mut checks, place, object_type)))
            .collect();
        checks.finish()?;
        let mut values = vec![
            // EO-10
            Field::Links(links),
            Field::ExcludeLinks(body.exclude_links.clone().unwrap_or_default()),
        ];
        values.extend(body.description.clone().map(Field::Description));
        values.extend(payload.map(Field::Payload));
        values.extend(body.auto_link_deployments.map(Field::AutoLinkDeployments));
        Ok(values
            .into_iter()
            .map(|value| Edit::new(self.field(&value), value))
            .collect())
    }

    /// EO-10: in a link that stays, what is not overridden anew stays overridden.
    fn kept(&self, link: Link) -> Link {
        let stored = self
            .link_to(link.deployment_id)
            .and_then(|stored| stored.overrides.clone());
        let overrides = match (stored, link.overrides) {
            (Some(stored), Some(new)) => Some(stored.overlaid(&new)),
            (stored, new) => new.or(stored),
        };
        Link { overrides, ..link }
    }
}

//! Carrying out what is staged: all of it as one commit, or nothing.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use planisphere_domain::{Actor, Cause, Command, SecretId};

use super::super::{Failure, Receipt, Replica};
use super::{NewSecret, Staged};

impl Replica {
    /// Applies the plan as one commit and empties it.
    ///
    /// # Errors
    /// When a command is refused, a secret was not supplied, or storage fails; the plan stays as it is.
    pub async fn apply_plan(self) -> Result<Receipt, Failure> {
        let staged = self.planning().staged.get_untracked();
        self.apply_staged(staged).await
    }

    /// Applies the parts of which nothing is refused as one commit; the others stay staged.
    ///
    /// # Errors
    /// As [`Self::apply_plan`].
    pub async fn apply_what_fits(self) -> Result<Receipt, Failure> {
        self.apply_staged(self.fitting()).await
    }

    async fn apply_staged(self, staged: Staged) -> Result<Receipt, Failure> {
        let handle = self.open_handle()?;
        if staged.handle.as_ref() != Some(&handle) {
            return Err(Failure::Elsewhere);
        }
        let (secrets, missing) = self.secrets_of(self.preview_of_untracked(&staged).as_ref());
        if missing > 0 {
            return Err(Failure::SecretsMissing { count: missing });
        }
        let sealed: Vec<SecretId> = secrets.iter().map(|secret| secret.id).collect();
        let blobs = self.seal(secrets).await?;
        let commands: Vec<Command> = staged.commands().cloned().collect();
        let cause = Cause::Plan {
            author: self.author_of(staged.parts.iter().map(|part| part.author).collect()),
        };
        let receipt = self
            .dispatch_all(&handle, commands, cause, blobs, None)
            .await?;
        // What was staged while it was on its way stays.
        self.planning().staged.try_update(|now| {
            now.parts.retain(|part| !staged.parts.contains(part));
        });
        self.planning().texts.try_update(|texts| {
            Rc::make_mut(texts).retain(|id, _| !sealed.contains(id));
        });
        self.keep_plan();
        Ok(receipt)
    }

    /// Carries out commands at once, with new secrets sealed in the same commit.
    ///
    /// # Errors
    /// When a command is refused or storage fails.
    pub async fn dispatch_with(
        self,
        commands: Vec<Command>,
        secrets: Vec<NewSecret>,
    ) -> Result<Receipt, Failure> {
        let handle = self.open_handle()?;
        let secrets = secrets.iter().map(NewSecret::sealed_later).collect();
        let blobs = self.seal(secrets).await?;
        self.dispatch_all(&handle, commands, Cause::Edit, blobs, None)
            .await
    }

    /// Who staged all of it, where that was one person and not who applies it.
    fn author_of(self, authors: Vec<Option<Actor>>) -> Option<Actor> {
        let me = self.acting();
        let authors: BTreeSet<Option<Actor>> = authors.into_iter().collect();
        let mut authors = authors.into_iter();
        match (authors.next(), authors.next()) {
            (Some(author), None) => author.filter(|author| Some(*author) != me),
            _ => None,
        }
    }
}

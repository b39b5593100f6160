//! Guard rails as pages show them: what deserves a look, as far as the person may see the things it is about.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use planisphere_domain::findings::{
    Finding, FindingKey, FindingRule, FindingSeverity, Subject, findings,
};
use planisphere_domain::policy::counts_as_owner;
use planisphere_domain::{Command, SecretId, Timestamp};

use super::super::{Failure, Gate, Ids, Opened, Replica, capital};
use super::things::{Thing, of_subject};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// Names it.
    pub key: FindingKey,
    /// What was found, as a sentence.
    pub evidence: String,
    /// Where the thing is shown.
    pub thing: Thing,
    /// What the thing is called.
    pub name: String,
    /// Who lives with it, and why.
    pub accepted: Option<AcceptedRow>,
    /// What a filter looks through, in lower case.
    pub search: String,
}

/// That somebody lives with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedRow {
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: Timestamp,
    /// Since when.
    pub at: Timestamp,
    /// Who said so.
    pub by: String,
}

/// How many findings something has that nobody accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub count: usize,
    /// How much the worst one matters; `None` where there is none.
    pub worst: Option<FindingSeverity>,
}

impl Tally {
    fn add(&mut self, severity: FindingSeverity) {
        self.count += 1;
        self.worst = self.worst.max(Some(severity));
    }
}

/// All findings that the person may see, what matters most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Those that nobody accepted.
    pub open: Vec<Arc<FindingRow>>,
    /// Those that somebody lives with.
    pub accepted: Vec<Arc<FindingRow>>,
    by_thing: BTreeMap<Subject, Tally>,
}

impl Findings {
    /// What is open about a thing; what is about a part of it counts.
    #[must_use]
    pub fn of(&self, thing: &Subject) -> Tally {
        self.by_thing.get(thing).copied().unwrap_or_default()
    }

    /// What is open in all.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            count: self.open.len(),
            worst: self.open.first().map(|row| row.key.rule.severity()),
        }
    }
}

/// The commands of a fix, as they can be put into the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FixView {
    /// In order, as one step.
    pub commands: Vec<Command>,
    /// Values to be sealed with them.
    pub seals: Vec<(SecretId, String)>,
    /// How many findings go away.
    pub fixed: usize,
    /// How many of them the person may not mend.
    pub refused: usize,
}

/// The thing that a finding counts for: of a part, its Deployment.
#[must_use]
pub fn whole(subject: &Subject) -> Subject {
    match subject {
        Subject::Variable(id, _) | Subject::Queue(id, _) => Subject::Deployment(*id),
        other => other.clone(),
    }
}

/// Whether anything can be done about findings of this rule by a command.
#[must_use]
pub const fn has_fix(rule: FindingRule) -> bool {
    !matches!(
        rule,
        FindingRule::ProductionOnStandard
            | FindingRule::RuntimeEndsSoon
            | FindingRule::RuntimeEnded
    )
}

impl Replica {
    /// All findings as they are now, without being told of later changes. This goes through everything there is:
    /// pages read what is kept of it.
    #[must_use]
    pub fn findings(self) -> Findings {
        self.read_untracked(|opened| {
            let mut all = Findings::default();
            for finding in look(opened) {
                let Some(row) = row(opened, finding) else {
                    continue;
                };
                if row.accepted.is_some() {
                    all.accepted.push(Arc::new(row));
                    continue;
                }
                let severity = row.key.rule.severity();
                let mut tally = |thing| all.by_thing.entry(thing).or_default().add(severity);
                tally(whole(&row.key.subject));
                if row.key.rule == FindingRule::SingleOwner {
                    // It shows at the owner too.
                    let owners = opened.state.users();
                    let owner = owners
                        .filter(|user| counts_as_owner(user.organization_role, user.status))
                        .map(|user| Subject::User(user.id));
                    owner.for_each(tally);
                }
                all.open.push(Arc::new(row));
            }
            all
        })
        .unwrap_or_default()
    }

    /// The findings that the plan leaves; `None` where nothing is planned. This goes through everything there is.
    #[must_use]
    pub fn findings_after_the_plan(self) -> Option<BTreeSet<FindingKey>> {
        let preview = self.preview()?;
        self.read(|opened| {
            let mut fork = opened.clone();
            fork.state = preview.after().clone();
            look(&fork).into_iter().map(|it| it.key).collect()
        })
    }

    /// What makes a finding go away, after what is in the plan; `None` where no command can.
    #[must_use]
    pub fn fix(self, key: &FindingKey) -> Option<FixView> {
        self.on_the_plan(|fork| fix_on(fork, key)).flatten()
    }

    /// Whether the person may do what makes a finding go away.
    #[must_use]
    pub fn fix_gate(self, key: &FindingKey) -> Gate {
        if let Some(failure) = self.closed() {
            return Gate::closed(failure.sentence());
        }
        let refused = self.on_the_plan(|fork| {
            let Some(fix) = fix_on(fork, key) else {
                return Some("No command makes this go away now.".to_owned());
            };
            let (_, rejection) = Self::dry_run(fork, &fix.commands).err()?;
            Some(self.refused(&fork.state, rejection, &fix.commands))
        });
        Gate {
            reason: refused.flatten(),
        }
    }

    /// What makes all of these findings go away, one after the other; what the person may not do is left out.
    #[must_use]
    pub fn fix_all(self, keys: &[FindingKey]) -> FixView {
        self.on_the_plan(|fork| {
            let mut fork = fork.clone();
            let mut all = FixView::default();
            for key in keys {
                let Some(fix) = fix_on(&fork, key) else {
                    continue;
                };
                match Self::dry_run(&fork, &fix.commands) {
                    Ok(state) => {
                        fork.state = state;
                        all.commands.extend(fix.commands);
                        all.seals.extend(fix.seals);
                        all.fixed += 1;
                    }
                    Err(_) => all.refused += 1,
                }
            }
            all
        })
        .unwrap_or_default()
    }

    /// Reads from what is open as the plan would leave it.
    pub(in crate::replica) fn on_the_plan<T>(self, read: impl FnOnce(&Opened) -> T) -> Option<T> {
        let preview = self.preview();
        self.read(|opened| match preview {
            None => read(opened),
            Some(preview) => {
                let mut fork = opened.clone();
                fork.state = preview.after().clone();
                read(&fork)
            }
        })
    }
}

fn look(opened: &Opened) -> Vec<Finding> {
    findings(&opened.state, &opened.env(), &|actor| {
        opened.activity.of(actor)
    })
}

fn row(opened: &Opened, finding: Finding) -> Option<FindingRow> {
    if let Subject::User(id) = finding.key.subject
        && opened.stand_in == Some(id)
    {
        return None;
    }
    let (thing, name) = of_subject(opened, &finding.key.subject)?;
    let accepted = finding.accepted.map(|accepted| AcceptedRow {
        reason: accepted.reason,
        until: accepted.until,
        at: accepted.accepted_at,
        by: super::changes::actor(opened, accepted.accepted_by),
    });
    let evidence = sentence(&finding.evidence);
    let search = format!("{name}\n{evidence}\n{}", finding.key.rule.label()).to_lowercase();
    Some(FindingRow {
        key: finding.key,
        evidence,
        thing,
        name,
        accepted,
        search,
    })
}

/// With a capital letter, a period, and names in quotes as on other pages.
fn sentence(text: &str) -> String {
    let mut is_open = false;
    let text: String = text
        .chars()
        .map(|letter| {
            if letter == '`' {
                is_open = !is_open;
                if is_open { '“' } else { '”' }
            } else {
                letter
            }
        })
        .collect();
    format!("{}.", capital(&text))
}

fn fix_on(opened: &Opened, key: &FindingKey) -> Option<FixView> {
    let finding = Finding {
        key: key.clone(),
        evidence: String::new(),
        accepted: None,
    };
    // Without random numbers there are no ids, and without ids no fix.
    let mut failed = None::<Failure>;
    let mut ids = || {
        Ids::bits().unwrap_or_else(|failure| {
            failed = Some(failure);
            0
        })
    };
    let fix = finding.fix(&opened.state, &opened.env(), &mut ids)?;
    if failed.is_some() {
        return None;
    }
    Some(FixView {
        commands: fix.commands,
        seals: fix.seals,
        fixed: 1,
        refused: 0,
    })
}

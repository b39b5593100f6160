//! What the list is narrowed by. All of it stands in the address.

use leptos::prelude::*;
use planisphere_domain::audit::{CauseKind, Filter, Target};
use planisphere_domain::{Actor, ResourceKind, Timestamp};

use crate::components::Parameter;
use crate::replica::{AuditLog, Failure, capital, now};
use crate::table::AddressQuery;
use crate::ui::{Banner, Choice, Field, SearchInput, Select, TextInput, Tone};

const DAY: i64 = 86_400;
/// The kinds that records are about.
const KINDS: [ResourceKind; 16] = [
    ResourceKind::Organization,
    ResourceKind::Workspace,
    ResourceKind::Deployment,
    ResourceKind::Deploy,
    ResourceKind::EnvironmentObject,
    ResourceKind::Alert,
    ResourceKind::NotificationChannel,
    ResourceKind::Cluster,
    ResourceKind::User,
    ResourceKind::Team,
    ResourceKind::CustomRole,
    ResourceKind::ApiToken,
    ResourceKind::AgentToken,
    ResourceKind::SsoConnection,
    ResourceKind::Domain,
    ResourceKind::Finding,
];
/// The value of the choice that shows two dates.
const BETWEEN: &str = "between";

/// What the address asks for.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    query: AddressQuery,
    who: Parameter,
    kind: Parameter,
    cause: Parameter,
    time: Parameter,
    from: Parameter,
    until: Parameter,
    of: Parameter,
}

impl Asked {
    pub(super) fn new() -> Self {
        Self {
            query: AddressQuery::new(),
            who: Parameter::new("who"),
            kind: Parameter::new("kind"),
            cause: Parameter::new("cause"),
            time: Parameter::new("time"),
            from: Parameter::new("from"),
            until: Parameter::new("until"),
            of: Parameter::new("of"),
        }
    }

    /// The thing whose history is asked for.
    pub(super) fn target(self) -> Option<Target> {
        AuditLog::named(&self.of.get())
    }

    /// Asks for everything again; whose history it is stays.
    pub(super) fn clear(self) {
        for part in [
            self.who, self.kind, self.cause, self.time, self.from, self.until,
        ] {
            part.set(String::new());
        }
        self.query.set_filter(String::new());
    }

    /// The same as a question to the log; or why it is refused.
    pub(super) fn filter(self, log: AuditLog) -> Result<Filter, String> {
        let at = now();
        let (from, until) = self.window(at)?;
        if let Some(from) = from {
            log.check_window(from, at)
                .map_err(|refused| Failure::Rejected(refused).sentence())?;
        }
        let actor = match AuditLog::named(&self.who.get()) {
            Some(Target::User(id)) => Some(Actor::User(id)),
            Some(Target::ApiToken(id)) => Some(Actor::ApiToken(id)),
            _ => None,
        };
        let kind = self.kind.get();
        Ok(Filter {
            actor,
            target: self.target(),
            kind: KINDS.into_iter().find(|it| it.to_string() == kind),
            cause: CauseKind::from_word(&self.cause.get()),
            from,
            until,
            words: self.query.get().words(),
        })
    }

    /// The window of time. Days are those of UTC, as the log and its export write them.
    fn window(self, at: Timestamp) -> Result<(Option<Timestamp>, Option<Timestamp>), String> {
        let ago = |days: i64| {
            let before = at.seconds().checked_sub(days.checked_mul(DAY)?)?;
            Some(Timestamp::from_seconds(before))
        };
        let time = self.time.get();
        if time != BETWEEN {
            // Anything else is a number of days, or nothing.
            return Ok((time.parse().ok().and_then(ago), None));
        }
        let day = |text: String, which: &str| {
            if text.is_empty() {
                return Ok(None);
            }
            Timestamp::from_date(&text)
                .map(Some)
                .ok_or_else(|| format!("The {which} day is no date. Write it as 2026-03-02."))
        };
        let from = day(self.from.get(), "first")?;
        let until = day(self.until.get(), "last")?;
        let end = until.map(|day| Timestamp::from_seconds(day.seconds() + DAY - 1));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err("The last day is before the first. Exchange them.".to_owned());
        }
        Ok((from, end))
    }
}

/// The bar above the list.
#[component]
pub(super) fn Filters(
    asked: Asked,
    log: AuditLog,
    #[prop(into)] count: Signal<String>,
) -> impl IntoView {
    let actors = Memo::new(move |_| log.actors());
    let people = move || {
        let all = actors.get();
        choices(
            "Anybody",
            all.into_iter()
                .map(|(actor, name)| (actor.to_string(), name)),
        )
    };
    let kinds = choices(
        "Any kind",
        KINDS.map(|kind| (kind.to_string(), capital(&kind.to_string()))),
    );
    let causes = choices(
        "Any cause",
        CauseKind::ALL.map(|cause| (cause.word().to_owned(), capital(cause.word()))),
    );
    let times = move || {
        let days = log.retention().map_or(90, |kept| kept.days);
        let mut all = vec![("1".to_owned(), "Last 24 hours".to_owned())];
        all.push(("7".to_owned(), "Last 7 days".to_owned()));
        if days > 7 {
            all.push(("30".to_owned(), "Last 30 days".to_owned()));
        }
        all.push((BETWEEN.to_owned(), "Between two days".to_owned()));
        choices(&format!("Last {days} days"), all)
    };
    let is_between = Memo::new(move |_| asked.time.get() == BETWEEN);
    view! {
        <div class="bar">
            <SearchInput
                value=asked.query.filter()
                on_input=move |text| asked.query.set_filter(text)
                label="Filter the audit log"
                placeholder="Filter by name, action, field…"
            />
            <Show when=move || actors.with(|actors| !actors.is_empty())>
                <Select label="Who" options=Signal::derive(people) value=asked.who.signal() on_change=move |value| asked.who.set(value)/>
            </Show>
            <Select label="Kind" options=kinds value=asked.kind.signal() on_change=move |value| asked.kind.set(value)/>
            <Select label="Cause" options=causes value=asked.cause.signal() on_change=move |value| asked.cause.set(value)/>
            <Select label="Time" options=Signal::derive(times) value=asked.time.signal() on_change=move |value| asked.time.set(value)/>
            <span class="end"><span class="chip">{count}</span></span>
        </div>
        <Show when=move || is_between.get()>
            <div class="bar">
                <Field label="From, in UTC">
                    <TextInput kind="date" value=asked.from.signal() on_input=move |text| asked.from.set(text)/>
                </Field>
                <Field label="Until, in UTC">
                    <TextInput kind="date" value=asked.until.signal() on_input=move |text| asked.until.set(text)/>
                </Field>
            </div>
        </Show>
    }
    .into_any()
}

/// Why a window is refused.
#[component]
pub(super) fn Refusal(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    move || {
        text.get().map(
            |text| view! { <Banner tone=Tone::Bad title="This window is refused">{text}</Banner> },
        )
    }
}

/// What a facet offers, after the words for no choice.
fn choices(any: &str, named: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
    let named = named
        .into_iter()
        .map(|(value, label)| Choice::new(value, label));
    std::iter::once(Choice::new("", any)).chain(named).collect()
}

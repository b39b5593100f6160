//! Line icons on a 16 px grid, and the mark of the product. One path each, drawn in the colour of the text around it.
//! An icon says nothing to a screen reader: the words stand beside it, or in the label of its button.
use leptos::prelude::*;

/// The drawings there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A start page.
    Home,
    /// An Organization.
    Organization,
    /// A Workspace.
    Workspace,
    /// A Deployment.
    Deployment,
    /// A DAG.
    Dag,
    /// Environment and values.
    Sliders,
    /// Alerts.
    Bell,
    /// People and Teams.
    People,
    /// One person.
    Person,
    /// Settings.
    Gear,
    /// A cluster.
    Cluster,
    /// A role.
    Role,
    /// An API token.
    Token,
    /// A secret.
    Key,
    /// Locked.
    Lock,
    /// The access map.
    Map,
    /// Dashboards.
    Dashboard,
    /// Usage and billing.
    Card,
    /// Guard rails.
    Shield,
    /// The audit log.
    Log,
    /// As code.
    Code,
    /// A schedule.
    Calendar,
    /// A file.
    File,
    /// Search.
    Search,
    /// Filter.
    Filter,
    /// Time.
    Clock,
    /// View.
    Eye,
    /// Done or chosen.
    Check,
    /// Close, remove or refused.
    Cross,
    /// Add.
    Plus,
    /// Take away.
    Minus,
    /// Opens below.
    ChevronDown,
    /// Leads back.
    ChevronStart,
    /// Leads onward.
    ChevronEnd,
    /// Choose another.
    Switcher,
    /// Sorted.
    ArrowUp,
    /// Take in.
    Upload,
    /// Give out.
    Download,
    /// Copy.
    Copy,
    /// Leaves the product.
    External,
    /// Delete.
    Trash,
    /// Edit.
    Pencil,
    /// Again.
    Refresh,
    /// Undo.
    Undo,
    /// Needs care.
    Warning,
    /// For your information.
    Info,
    /// Something to ask.
    Question,
    /// Light theme.
    Sun,
    /// Dark theme or hibernation.
    Moon,
    /// The system's theme.
    Screen,
    /// Opens the side bar.
    Menu,
    /// More actions.
    More,
    /// Choose columns.
    Columns,
}

impl Glyph {
    /// Every drawing, in the order of the gallery.
    pub const ALL: [Self; 53] = [
        Self::Home,
        Self::Organization,
        Self::Workspace,
        Self::Deployment,
        Self::Dag,
        Self::Sliders,
        Self::Bell,
        Self::People,
        Self::Person,
        Self::Gear,
        Self::Cluster,
        Self::Role,
        Self::Token,
        Self::Key,
        Self::Lock,
        Self::Map,
        Self::Dashboard,
        Self::Card,
        Self::Shield,
        Self::Log,
        Self::Code,
        Self::Calendar,
        Self::File,
        Self::Search,
        Self::Filter,
        Self::Clock,
        Self::Eye,
        Self::Check,
        Self::Cross,
        Self::Plus,
        Self::Minus,
        Self::ChevronDown,
        Self::ChevronStart,
        Self::ChevronEnd,
        Self::Switcher,
        Self::ArrowUp,
        Self::Upload,
        Self::Download,
        Self::Copy,
        Self::External,
        Self::Trash,
        Self::Pencil,
        Self::Refresh,
        Self::Undo,
        Self::Warning,
        Self::Info,
        Self::Question,
        Self::Sun,
        Self::Moon,
        Self::Screen,
        Self::Menu,
        Self::More,
        Self::Columns,
    ];

    /// The outline.
    const fn outline(self) -> &'static str {
        match self {
            Self::Home => "M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5",
            Self::Organization => {
                "M3 14V3.5a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1V14M10 6.5h2a1 1 0 0 1 1 1V14M1.8 14h12.4M5.5 5.5h2M5.5 8h2M5.5 10.5h2"
            }
            Self::Workspace => {
                "M2 4.5a1 1 0 0 1 1-1h3l1.5 1.8H13a1 1 0 0 1 1 1v5.7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z"
            }
            Self::Deployment => {
                "M3 3h10a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM3 9h10a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1z"
            }
            Self::Dag => {
                "M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM10 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM2 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM6 4.8 10 7M6 11.2 10 9"
            }
            Self::Sliders => {
                "M3 5h1.4M7.6 5H13M3 11h5.4M11.6 11H13M4.4 5a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0zM8.4 11a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0z"
            }
            Self::Bell => {
                "M8 2.5a3.5 3.5 0 0 0-3.5 3.5c0 4-1.5 5-1.5 5h10s-1.5-1-1.5-5A3.5 3.5 0 0 0 8 2.5M6.8 13.5h2.4"
            }
            Self::People => {
                "M3.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0zM1.8 13c.4-2.5 2-3.8 4.2-3.8s3.8 1.3 4.2 3.8M11 3.3a2.4 2.4 0 0 1 0 4.4M12 9.6c1.3.5 2 1.7 2.3 3.4"
            }
            Self::Person => {
                "M5.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0zM3.2 13.5c.4-2.6 2.2-4 4.8-4s4.4 1.4 4.8 4"
            }
            Self::Gear => {
                "M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4"
            }
            Self::Cluster => "M8 2l6 3-6 3-6-3zM2.5 8 8 10.8 13.5 8M2.5 11 8 13.8 13.5 11",
            Self::Role => {
                "M4 6.3a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM5.6 9.6 4.8 14 8 12.3l3.2 1.7-.8-4.4"
            }
            Self::Token => {
                "M2 5.5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1.2a1.4 1.4 0 0 0 0 2.6v1.2a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V9.3a1.4 1.4 0 0 0 0-2.6zM9.5 4.5v7"
            }
            Self::Key => {
                "M2.5 10.8a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0zM7.2 8.8 13 3M10.8 5.2l2 2"
            }
            Self::Lock => {
                "M4 7.5h8a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1zM5.3 7.5V5a2.7 2.7 0 0 1 5.4 0v2.5"
            }
            Self::Map => "M2.5 4.5 6 3l4 1.5L13.5 3v8.5L10 13l-4-1.5L2.5 13zM6 3v8.5M10 4.5V13",
            Self::Dashboard => "M3 13V9M6.3 13V5M9.7 13V7.5M13 13V3",
            Self::Card => {
                "M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM2 6.5h12M4.5 10H7"
            }
            Self::Shield => "M8 2l5 1.8v3.7c0 3.2-2.2 5.3-5 6.5-2.8-1.2-5-3.3-5-6.5V3.8z",
            Self::Log => "M3 4h10M3 8h10M3 12h6",
            Self::Code => "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
            Self::Calendar => {
                "M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM2.5 6.8h11M5.5 2v2.5M10.5 2v2.5"
            }
            Self::File => {
                "M4.5 2h4.7l3.3 3.3V13a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM9.2 2v3.3h3.3"
            }
            Self::Search => "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0zM10.5 10.5 14 14",
            Self::Filter => "M2 4h12M4.5 8h7M7 12h2",
            Self::Clock => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM8 4.5V8l2.5 1.5",
            Self::Eye => {
                "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM6.2 8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z"
            }
            Self::Check => "M3.5 8.5l3 3 6-6.7",
            Self::Cross => "M4 4l8 8M12 4l-8 8",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Minus => "M3 8h10",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronStart => "M10 4 6 8l4 4",
            Self::ChevronEnd => "M6 4l4 4-4 4",
            Self::Switcher => "M5 6l3-3 3 3M5 10l3 3 3-3",
            Self::ArrowUp => "M8 13V3M4.5 6.5 8 3l3.5 3.5",
            Self::Upload => "M8 10.5V2.8M5 5.5l3-3 3 3M3 10.5v2a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-2",
            Self::Download => "M8 2.5v7.7M5 7.5l3 3 3-3M3 10.5v2a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-2",
            Self::Copy => {
                "M6.5 5.5h6.5a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1zM10.5 5.5V3a1 1 0 0 0-1-1H3a1 1 0 0 0-1 1v6.5a1 1 0 0 0 1 1h2.5"
            }
            Self::External => "M6 3.5h6.5V10M12.3 3.7 4 12",
            Self::Trash => {
                "M2.8 4.5h10.4M6.3 4.5V3a.7.7 0 0 1 .7-.7h2a.7.7 0 0 1 .7.7v1.5M4.2 4.5l.6 8.3a1 1 0 0 0 1 .9h4.4a1 1 0 0 0 1-.9l.6-8.3"
            }
            Self::Pencil => "M11 2.8 13.2 5l-7.7 7.7-3 .8.8-3zM9.5 4.3l2.2 2.2",
            Self::Refresh => "M13.5 2.8v3.5H10M13.3 6.3a5.6 5.6 0 1 0 .3 2.7",
            Self::Undo => "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M5.7 3.2 2.8 6l2.9 2.8",
            Self::Warning => "M8 2.3 14.3 13.2H1.7zM8 6.5v3M8 11.3v.1",
            Self::Info => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM8 7.5V11M8 5v.1",
            Self::Question => {
                "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0zM6.3 6.4a1.7 1.7 0 1 1 2.5 1.6c-.6.3-.8.7-.8 1.2M8 11.1v.1"
            }
            Self::Sun => {
                "M5.2 8a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"
            }
            Self::Moon => "M13.3 9.6A5.6 5.6 0 0 1 6.4 2.7a5.6 5.6 0 1 0 6.9 6.9z",
            Self::Screen => {
                "M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM5.5 13.5h5M8 11v2.5"
            }
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Columns => {
                "M3 3h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM6 3v10M10 3v10"
            }
        }
    }
}

/// One drawing.
///
/// ```ignore
/// view! { <Icon glyph=Glyph::Search/> }
/// ```
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
    /// `small` (12 px) or `large` (24 px), or any class of the place it stands in.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    // A chevron that leads on or back leads the other way where text runs from right to left.
    let turns = if matches!(glyph, Glyph::ChevronStart | Glyph::ChevronEnd) {
        "turns"
    } else {
        ""
    };
    view! {
        <svg class=format!("icon {class} {turns}") viewBox="0 0 16 16" aria-hidden="true">
            <path d=glyph.outline()></path>
        </svg>
    }
    .into_any()
}

/// The mark of the product: a sphere, its orbit and one star.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="10" stroke-width="1.8"></circle>
            <ellipse
                cx="12"
                cy="12"
                rx="10"
                ry="4.2"
                stroke-width="1.4"
                transform="rotate(-28 12 12)"
            ></ellipse>
            <circle class="star" cx="15.6" cy="8.6" r="1.9"></circle>
        </svg>
    }
    .into_any()
}

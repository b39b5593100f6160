//! Pieces that know the app: title, clock, a command on its way, names and links of things.

mod address_picture;
mod clock;
mod csv;
mod delete_section;
mod draft;
mod explains;
mod form_dialog;
mod gone;
mod guard_rails;
mod held_roles;
mod history_link;
mod in_workspace;
mod junk;
mod known;
mod leave_guard;
mod linked_objects;
mod loaded;
mod lost_focus;
mod money;
mod numbers;
mod parameter;
mod people;
mod people_picker;
mod plan;
mod published_address;
mod refusal;
mod role_change;
mod role_picker;
mod save_bar;
mod shortcuts;
mod show_more;
mod submission;
mod things;
mod title;
mod view_as;

pub use address_picture::{AddressPicture, Lane};
pub use clock::{millis, provide_clock, shown_clock};
pub use csv::csv_line;
pub use delete_section::{DeleteField, DeleteSection};
pub use draft::Draft;
pub use explains::provide_explanations;
pub use form_dialog::FormDialog;
pub use gone::Gone;
pub use guard_rails::{FindingBadges, GuardRails, severity, thing_text};
pub use held_roles::{HeldRoles, PlaceLink};
pub use history_link::HistoryLink;
pub use in_workspace::InWorkspace;
pub use junk::Junk;
pub use known::Known;
pub use leave_guard::{LeaveGuard, ReloadGuard, hear_back_and_forward, visit};
pub use linked_objects::LinkedObjects;
pub use loaded::{LoadPage, Loaded, NotLoaded, PageFn, Unreachable};
pub use lost_focus::catch_focus;
pub use money::{amount, money, rounded};
pub use numbers::{commit_number, commits_in_words, events_in_words, grouped, listed};
pub use parameter::Parameter;
pub use people::PeopleChooser;
pub use people_picker::PeoplePicker;
pub use plan::{
    ApplyOrStage, ApplyPlan, BothValues, InPlace, Made, PlanAccess, PlanChanges, PlanChip,
    PlanCost, SharePlan, StageButton, WayOfChange, WithPlan, stage_in_plan,
};
pub use published_address::{keep_source_in_address, keep_source_in_links};
pub use refusal::Missing;
pub use role_change::{ConsequenceLines, RoleChange, RoleChangeDialog, with_more};
pub use role_picker::RolePicker;
pub use save_bar::SaveBar;
pub use shortcuts::Shortcuts;
pub use show_more::{STEP, ShowMore};
pub use submission::{
    Submission, problem_sentence, rejected_beside, rejected_field, tell, tell_failure,
};
pub use things::address_of;
pub use title::PageTitle;
pub use view_as::ViewAsButton;

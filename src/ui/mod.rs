//! The primitives of the interface. They know neither routes nor the domain: words, signals and callbacks come in,
//! markup comes out. Every one is shown in all its states on the gallery page.
//!
//! Rules they share: native elements first; what cannot be done stays visible and says why (`disabled_reason`);
//! a control takes its label from the [`Field`] around it or from its own `label`; no inline style, no inner HTML.
mod avatar;
mod banner;
mod button;
mod checkbox;
mod chip;
mod choice;
mod combobox;
mod confirm;
mod copy_button;
mod dialog;
mod empty_state;
mod field;
mod figures;
mod file_drop;
mod files;
mod icon;
mod ids;
mod listen;
mod menu;
mod number_input;
mod place;
mod progress;
mod root;
mod section;
mod segmented;
mod select;
mod skeleton;
mod status;
mod switch;
mod table;
mod tabs;
mod text;
mod text_area;
mod text_input;
mod theme;
mod time;
mod toast;
mod tooltip;
mod windowed_rows;
mod zones;

/// Initials in a circle.
pub use avatar::{Avatar, AvatarSize};
/// A message that stays, and the tones that banner, toast, chip and figure share.
pub use banner::{Banner, Tone};
/// Buttons, icon buttons, and links that look like buttons; each can be gated with a reason.
pub use button::{Button, ButtonKind, IconButton, LinkButton};
/// A check box.
pub use checkbox::Checkbox;
/// Chips for filters and counts, pills for states of the app.
pub use chip::{Chip, Dot, Pill};
/// One thing to choose, for select, segmented control and combobox.
pub use choice::Choice;
/// A text input that filters a list.
pub use combobox::Combobox;
/// A dialog that asks once more, with a typed name where nothing can be undone.
pub use confirm::ConfirmDialog;
/// A button that copies a text.
pub use copy_button::CopyButton;
/// A modal dialog around one form.
pub use dialog::Dialog;
/// What stands where there is nothing yet.
pub use empty_state::EmptyState;
/// Label, hint, error and mark of change around one control.
pub use field::Field;
/// A row of large numbers.
pub use figures::{Figure, Figures};
/// Where files are dropped or picked.
pub use file_drop::FileDrop;
/// The content of a file that was dropped or picked.
pub use files::read_file;
/// Line icons and the mark of the product.
pub use icon::{Glyph, Icon, Mark};
/// Ids unique within the page, for `aria-*` attributes.
pub use ids::unique as unique_id;
/// Listens on the window until the owner is cleaned up.
pub use listen::on_window;
/// A menu button; its entries are data.
pub use menu::{Menu, MenuAction, MenuEntry, MenuItem};
/// A number with its unit.
pub use number_input::NumberInput;
/// A progress bar that can be cancelled, and a spinner.
pub use progress::{Progress, Spinner};
/// Wraps the app: toasts and the tip.
pub use root::UiRoot;
/// Page head, section, section body and card.
pub use section::{Card, PageHead, Section, SectionBody};
/// A few choices side by side.
pub use segmented::Segmented;
/// The native select.
pub use select::Select;
/// Grey bars where content is on its way.
pub use skeleton::{Skeleton, SkeletonSize};
/// Shape, colour and word.
pub use status::{Status, StatusKind};
/// On or off, at once.
pub use switch::Switch;
/// The shell of a table, its columns, order, states and selection.
pub use table::{Column, SelectAll, SelectCell, Selected, Sort, Table, TableState};
/// Tabs as links, or as buttons over panels.
pub use tabs::{Tab, TabLink, TabLinks, TabPanel, Tabs};
/// Isolated, cut, monospaced and hidden text; a key of the keyboard.
pub use text::{Cut, Isolated, Kbd, Mono, Sentence, VisuallyHidden};
/// Several lines of text.
pub use text_area::TextArea;
/// One line of text, and a filter.
pub use text_input::{SearchInput, TextInput};
/// Light, dark, or the system's.
pub use theme::Theme;
/// Instants for people.
pub use time::{Clock, Time, exact, relative};
/// Short news, shown with `expect_context::<Toaster>().show(…)`.
pub use toast::{Toast, Toaster};
/// Words with a tip; anything else takes `data-tip`.
pub use tooltip::{Explains, Tooltip};
/// The body of a long table.
pub use windowed_rows::WindowedRows;
/// The time zones that the browser knows.
pub use zones::time_zones;

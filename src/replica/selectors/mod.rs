//! Small views of the open Organization for pages to read: plain values that compare, so that a page
//! redraws only what changed.

mod access;
mod agent_tokens;
mod alerts;
mod answers;
mod attempted;
mod changes;
mod clusters;
mod consequences;
mod custom_roles;
mod deployment_settings;
mod deployments;
mod deploys;
mod environment_objects;
mod findings;
mod granted;
mod grants;
mod held;
mod held_roles;
mod invites;
mod log_forwarding;
mod losses;
mod map;
mod organization;
mod reviews;
mod role_options;
mod role_table;
mod runtimes;
mod signing_in;
mod teams;
mod things;
mod tokens;
mod told;
mod told_events;
mod transfer;
mod usage;
mod users;
mod workspaces;

pub use access::{Gate, Person};
pub use agent_tokens::AgentTokenRow;
pub use alerts::{AlertRow, ChannelRow};
pub use answers::{Answer, PathStep, PathView, ResourceChoice, SuggestionView};
pub(in crate::replica) use attempted::attempted;
pub(super) use changes::row;
pub use changes::{ChangeRow, Ended};
pub(in crate::replica) use changes::{actor, may_read_of, thing_of};
pub use clusters::{ClusterRow, ClusterWords, Tenant, WorkspaceChoice, region_name};
pub use consequences::{Consequences, GoneRole};
pub use custom_roles::{CustomRoleRow, CustomRoleView, RoleHolding};
pub use deployment_settings::{
    DeploymentCost, DeploymentPlace, DraftDefaults, DraftPreview, PoolChoice, worker_of,
};
pub use deployments::{
    ClusterChoice, DeploymentBasics, DeploymentRow, DeploymentView, QueueRow, VariableRow,
};
pub use deploys::{CodeChange, DeployRow, DeployView, RollbackView};
pub use environment_objects::{EnvironmentObjectRow, LinkTarget, Reach, ResolvedRow};
pub use findings::{AcceptedRow, FindingRow, Findings, FixView, Tally, has_fix, whole};
pub use grants::{
    AccessPlace, AccessRow, DagGrantRow, Grant, HolderKind, HolderRow, dags_in_words,
};
pub use held_roles::{HeldRole, PlaceName, Through};
pub use invites::{BadAddress, addresses_in};
pub use losses::Loss;
pub(in crate::replica) use losses::may_know;
pub use map::{AccessMap, LitRole, MapColumn, MapDot, MapRow, MatrixCell, Reaching, SubjectRow};
pub use organization::{CapabilityRow, Counts, OrganizationView, TierView};
pub use reviews::ReviewRow;
pub use role_options::{RoleOption, RolePlace};
pub use role_table::{
    PermissionLine, RoleColumn, assignable, carried_roles, implied_by, lines_of, permissions_of,
    role_columns,
};
pub use runtimes::{RuntimeAge, RuntimeBar, RuntimeChoice};
pub use signing_in::{AddressVerdict, ConnectionRow, DomainRow, SigningInView};
pub use teams::{Member, TeamRow, TeamView};
pub use things::Thing;
pub use tokens::{TokenRole, TokenRow, TokenView, defining_tokens, reading_tokens};
pub use transfer::{TransferEffects, TransferTarget};
pub use usage::{CostRow, RateCardView, UsageView};
pub use users::{UserFacets, UserRow, UserState, UserView};
pub(in crate::replica) use workspaces::name_of;
pub use workspaces::{WorkspaceRow, WorkspaceView};

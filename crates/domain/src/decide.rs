//! The one way in: a command, judged against a state by a caller, becomes events or a refusal.
//!
//! Nothing here changes anything; [`crate::apply`] does. Gates in the interface are this function run dry.

use crate::access::assign;
use crate::organization::{Organization, OrganizationStatus};
use crate::policy::{
    Caller, Decision, Permission, ResourceRef, can, can_arrive, can_take_back,
    owns_the_organization,
};
use crate::{
    Catalogue, Command, Event, Problem, Rejection, ResourceKind, State, Timestamp, agent_token,
    alert, api_token, apply, cluster, cost, custom_role, deploy, deployment, environment_object,
    findings, notification_channel, organization, team, user, workspace,
};

/// What a decision may know of the world: the time and the catalogue, nothing else.
#[derive(Clone, Debug)]
pub struct Env {
    /// Now.
    pub now: Timestamp,
    /// What there is to choose from.
    pub catalogue: Catalogue,
}

/// Events, or why not.
pub(crate) type Outcome = Result<Vec<Event>, Rejection>;

/// Everything a deciding function reads.
pub(crate) struct Context<'a> {
    pub(crate) state: &'a State,
    pub(crate) caller: &'a Caller,
    pub(crate) env: &'a Env,
}

impl<'a> Context<'a> {
    /// Refuses unless the caller may use `permission` on `resource`.
    pub(crate) fn require(
        &self,
        permission: Permission,
        resource: ResourceRef,
    ) -> Result<(), Rejection> {
        let decision = can(self.state, self.caller, permission, &resource);
        self.refuse_unless(decision, permission, &resource)
    }

    /// As [`Self::require`], for a delete, a detach or turning off: no tier refuses it (rule 124).
    pub(crate) fn require_taking_back(
        &self,
        permission: Permission,
        resource: ResourceRef,
    ) -> Result<(), Rejection> {
        let decision = can_take_back(self.state, self.caller, permission, &resource);
        self.refuse_unless(decision, permission, &resource)
    }

    /// Refuses unless the caller owns the Organization (rule 11).
    pub(crate) fn require_owner(&self) -> Result<(), Rejection> {
        let decision = owns_the_organization(self.state, self.caller);
        self.refuse_unless(
            decision,
            Permission::OrganizationSettingsUpdate,
            &ResourceRef::Organization,
        )
    }

    fn refuse_unless(
        &self,
        decision: Decision,
        permission: Permission,
        resource: &ResourceRef,
    ) -> Result<(), Rejection> {
        if decision.allowed {
            return Ok(());
        }
        Err(Rejection::from_decision(
            self.state,
            self.caller.actor,
            decision,
            permission,
            resource,
        ))
    }

    /// Refuses whoever may not even come in, from where they are and as they signed in (rules 104 and 111).
    pub(crate) fn require_arrival(&self) -> Result<(), Rejection> {
        let decision = can_arrive(self.state, self.caller);
        self.refuse_unless(
            decision,
            Permission::OrganizationGet,
            &ResourceRef::Organization,
        )
    }

    /// The Organization's record.
    pub(crate) fn organization(&self) -> Result<&'a Organization, Rejection> {
        self.state
            .organization()
            .ok_or_else(|| Rejection::not_found(ResourceKind::Organization, ""))
    }

    /// The Organization, refused while it is not active (ORG-7).
    pub(crate) fn active_organization(&self) -> Result<&'a Organization, Rejection> {
        let organization = self.organization()?;
        if organization.status == OrganizationStatus::Active {
            return Ok(organization);
        }
        Err(Rejection::Invalid(vec![Problem::new(
            "status",
            "organization-not-active",
            "clusters and Deployments change only while the Organization is ACTIVE",
            "Ask the operator to activate the Organization.",
        )]))
    }
}

/// Judges one command. An empty list of events means that everything is already as wanted.
///
/// # Errors
/// A [`Rejection`] says who is missing what, what changed meanwhile, or every rule that is broken.
pub fn decide(
    state: &State,
    caller: &Caller,
    command: &Command,
    env: &Env,
) -> Result<Vec<Event>, Rejection> {
    let context = &Context { state, caller, env };
    match command {
        Command::CreateOrganization(founding) => organization::create(context, founding),
        Command::UpdateOrganization { edits } => organization::update(context, edits),
        Command::SetRateCard { base_version, card } => {
            cost::set(context, *base_version, card.as_deref())
        }
        Command::AddIpRanges { ranges } => organization::add_ip_ranges(context, ranges),
        Command::RemoveIpRanges { ranges } => organization::remove_ip_ranges(context, ranges),
        Command::CreateSsoConnection(draft) => organization::create_connection(context, draft),
        Command::UpdateSsoConnection { id, edits } => {
            organization::update_connection(context, *id, edits)
        }
        Command::DeleteSsoConnection { id } => organization::delete_connection(context, *id),
        Command::AddDomain { name } => organization::add_domain(context, name),
        Command::VerifyDomain { name } => organization::verify_domain(context, name),
        Command::MapDomain { name, connection } => {
            organization::map_domain(context, name, *connection)
        }
        Command::RemoveDomain { name } => organization::remove_domain(context, name),
        Command::CreateSsoBypassLink => organization::create_bypass_link(context),
        Command::DeleteSsoBypassLink => organization::delete_bypass_link(context),
        Command::InviteUser { id, email, role } => user::invite(context, *id, email, *role),
        Command::ResendInvite { id } => user::resend(context, *id),
        Command::AcceptInvite { id, full_name } => user::accept(context, *id, full_name),
        Command::JoinThroughSso {
            id,
            full_name,
            email,
        } => user::join_through_sso(context, *id, full_name, email),
        Command::ProvisionUser {
            id,
            email,
            full_name,
            is_active,
        } => user::provision(context, *id, email, full_name, *is_active),
        Command::UpdateUser { id, edits } => user::update(context, *id, edits),
        Command::SetUserStatus { id, status } => user::set_status(context, *id, *status),
        Command::RemoveUser { id } => user::remove(context, *id),
        Command::CreateTeam(draft) => team::create(context, draft),
        Command::UpdateTeam { id, edits } => team::update(context, *id, edits),
        Command::AddTeamMembers { id, users } => team::add_members(context, *id, users),
        Command::RemoveTeamMember { id, user } => team::remove_member(context, *id, *user),
        Command::DeleteTeam { id } => team::delete(context, *id),
        Command::ProvisionTeam { id, name, members } => {
            team::provision(context, *id, name, members)
        }
        Command::RemoveProvisionedTeam { id } => team::remove_provisioned(context, *id),
        Command::CreateCustomRole(draft) => custom_role::create(context, draft),
        Command::UpdateCustomRole { id, edits } => custom_role::update(context, *id, edits),
        Command::DeleteCustomRole { id } => custom_role::delete(context, *id),
        Command::CreateApiToken(draft) => api_token::create(context, draft),
        Command::UpdateApiToken { id, through, edits } => {
            api_token::update(context, *id, *through, edits)
        }
        Command::RotateApiToken { id, through } => api_token::rotate(context, *id, *through),
        Command::DeleteApiToken { id, through } => api_token::delete(context, *id, *through),
        Command::AssignOrganizationRole { holder, role } => {
            assign::assign_organization_role(context, *holder, *role)
        }
        Command::AssignWorkspaceRole {
            holder,
            workspace,
            role,
        } => assign::assign_workspace_role(context, *holder, *workspace, *role),
        Command::AssignDeploymentRole {
            holder,
            deployment,
            role,
        } => assign::assign_deployment_role(context, *holder, *deployment, *role),
        Command::AssignDagRole {
            holder,
            deployment,
            dags,
            role,
        } => assign::assign_dag_role(context, *holder, *deployment, dags, *role),
        Command::CreateWorkspace(draft) => workspace::create(context, draft),
        Command::UpdateWorkspace { id, edits } => workspace::update(context, *id, edits),
        Command::DeleteWorkspace { id } => workspace::delete(context, *id),
        Command::CreateCluster(draft) => cluster::create(context, draft),
        Command::ImportCluster(draft) => cluster::import(context, draft),
        Command::UpdateCluster { id, edits } => cluster::update(context, *id, edits),
        Command::ReportCluster { id, edits } => cluster::report(context, *id, edits),
        Command::DeleteCluster { id } => cluster::delete(context, *id),
        Command::RequestVpcPeering(draft) => cluster::request_peering(context, draft),
        Command::WithdrawVpcPeering { cluster, id } => {
            cluster::withdraw_peering(context, *cluster, *id)
        }
        Command::ReportVpcPeering { cluster, id, state } => {
            cluster::report_peering(context, *cluster, *id, *state)
        }
        Command::CreateDeployment(draft) => deployment::create(context, draft),
        Command::UpdateDeployment { id, edits } => deployment::update(context, *id, edits),
        Command::OverrideHibernation { id, by_hand } => {
            deployment::override_hibernation(context, *id, by_hand.as_ref())
        }
        Command::ChangeEnvironmentVariables { id, changes } => {
            deployment::change_variables(context, *id, changes)
        }
        Command::SetLogForwarding { id, base, value } => {
            deployment::set_log_forwarding(context, *id, base.as_ref(), value.as_ref())
        }
        Command::TransferDeployment { id, target } => deployment::transfer(context, *id, *target),
        Command::DeleteDeployment { id } => deployment::delete(context, *id),
        Command::CreateNotificationChannel(draft) => notification_channel::create(context, draft),
        Command::UpdateNotificationChannel { id, edits } => {
            notification_channel::update(context, *id, edits)
        }
        Command::DeleteNotificationChannel { id } => notification_channel::delete(context, *id),
        Command::CreateAlert(draft) => alert::create(context, draft),
        Command::UpdateAlert { id, edits } => alert::update(context, *id, edits),
        Command::DeleteAlert { id } => alert::delete(context, *id),
        Command::CreateEnvironmentObject(draft) => environment_object::create(context, draft),
        Command::UpdateEnvironmentObject { id, edits } => {
            environment_object::update(context, *id, edits)
        }
        Command::DeleteEnvironmentObject { id } => environment_object::delete(context, *id),
        Command::CreateDeploy(draft) => deploy::create(context, draft),
        Command::UpdateDeploy { id, edits } => deploy::update(context, *id, edits),
        Command::FinalizeDeploy { id, outcome } => deploy::finalize(context, *id, outcome),
        Command::RollBackDeploy {
            id,
            deployment,
            target,
            description,
        } => deploy::roll_back(context, *id, *deployment, *target, description),
        Command::CreateAgentToken(draft) => agent_token::create(context, draft),
        Command::DeleteAgentToken { id } => agent_token::delete(context, *id),
        Command::AcceptFinding { key, reason, until } => {
            findings::accept(context, key, reason, *until)
        }
        Command::WithdrawAcceptance { key } => findings::withdraw(context, key),
    }
}

/// Judges a list of commands as one step, each on the state that the ones before it leave; nothing
/// happens unless all are accepted.
///
/// # Errors
/// The place of the first refused command in the list, and why.
pub fn decide_all(
    state: &State,
    caller: &Caller,
    commands: &[Command],
    env: &Env,
) -> Result<Vec<Event>, (usize, Rejection)> {
    let mut fork = state.clone();
    let mut all = Vec::new();
    for (place, command) in commands.iter().enumerate() {
        let events = decide(&fork, caller, command, env).map_err(|rejection| (place, rejection))?;
        for event in &events {
            apply(&mut fork, event, env.now, caller.actor);
        }
        all.extend(events);
    }
    Ok(all)
}

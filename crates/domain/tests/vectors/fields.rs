//! A real change of each field that an update names.

use planisphere_domain::deployment::{
    Deployment, DeploymentField, EnvironmentVariable, Executor, HibernationSchedule,
    HibernationSpec, SchedulerSize, VariableValue,
};
use planisphere_domain::organization::{Organization, OrganizationField, Plan};
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{Edit, Timestamp};

use super::Failure;

/// Turns a list of new values into edits of what is stored.
pub fn of_deployment(
    stored: &Deployment,
    values: Vec<DeploymentField>,
) -> Vec<Edit<DeploymentField>> {
    let edit = |value: DeploymentField| Edit::new(stored.field(&value), value);
    values.into_iter().map(edit).collect()
}

/// New values of a Deployment's field. Amounts come with their partner, which a rule ties them to.
pub fn deployment(
    stored: &Deployment,
    field: &str,
    now: Timestamp,
) -> Result<Vec<DeploymentField>, Failure> {
    let amount = |text: &str| Some(Quantity::new(text));
    Ok(vec![match field {
        "name" => DeploymentField::Name(format!("{}-2", stored.name)),
        "description" => DeploymentField::Description("Changed".into()),
        "contactEmails" => DeploymentField::ContactEmails(vec!["on-call@acme.test".into()]),
        "executor" => DeploymentField::Executor(match stored.executor {
            Executor::Celery | Executor::Astro => Executor::Kubernetes,
            Executor::Kubernetes => Executor::Celery,
        }),
        "schedulerSize" => DeploymentField::SchedulerSize(Some(match stored.scheduler_size {
            Some(SchedulerSize::Small) | None => SchedulerSize::Medium,
            Some(_) => SchedulerSize::Small,
        })),
        "isHighAvailability" => DeploymentField::IsHighAvailability(!stored.is_high_availability),
        "isDevelopmentMode" => DeploymentField::IsDevelopmentMode(!stored.is_development_mode),
        "isCicdEnforced" => DeploymentField::IsCicdEnforced(!stored.is_cicd_enforced),
        "isDagDeployEnabled" => DeploymentField::IsDagDeployEnabled(!stored.is_dag_deploy_enabled),
        "defaultTaskPodCpu" | "defaultTaskPodMemory" => {
            return Ok(vec![
                DeploymentField::DefaultTaskPodCpu(amount("0.5")),
                DeploymentField::DefaultTaskPodMemory(amount("1Gi")),
            ]);
        }
        "resourceQuotaCpu" | "resourceQuotaMemory" => {
            return Ok(vec![
                DeploymentField::ResourceQuotaCpu(amount("20")),
                DeploymentField::ResourceQuotaMemory(amount("40Gi")),
            ]);
        }
        "workerQueues" => {
            let mut queues = stored.worker_queues.clone();
            for queue in &mut queues {
                queue.max_worker_count = if queue.max_worker_count == 9 { 8 } else { 9 };
            }
            DeploymentField::WorkerQueues(queues)
        }
        "environmentVariables" => {
            let mut variables = stored.environment_variables.clone();
            variables.push(EnvironmentVariable {
                key: "ADDED".into(),
                value: VariableValue::Plain("1".into()),
                updated_at: now,
            });
            DeploymentField::EnvironmentVariables(variables)
        }
        "hibernation" | "hibernationSpec" | "scalingSpec" | "scalingSpec.hibernationSpec" => {
            DeploymentField::Hibernation(Some(HibernationSpec {
                schedules: vec![HibernationSchedule {
                    hibernate_at_cron: "0 18 * * *".into(),
                    wake_at_cron: "0 7 * * *".into(),
                    description: String::new(),
                    is_enabled: true,
                }],
                override_by_hand: None,
            }))
        }
        "workloadIdentity" => DeploymentField::WorkloadIdentity("changed@acme.test".into()),
        "drWorkloadIdentity" => DeploymentField::DrWorkloadIdentity("changed@acme.test".into()),
        other => return Err(format!("unknown field `{other}`")),
    }])
}

/// Fields of the Organization that the API knows and the core has no use for yet: the owner's, like every
/// field without a permission of its own (rule 11).
pub const OF_THE_OWNER: &[&str] = &["shouldEnforceDedicatedClusters", "hasAiFeaturesDisabled"];

/// An edit of the Organization's field.
pub fn organization(
    stored: &Organization,
    field: &str,
) -> Result<Edit<OrganizationField>, Failure> {
    let value = match field {
        "name" => OrganizationField::Name(format!("{} 2", stored.name)),
        "billingEmail" => OrganizationField::BillingEmail("billing-2@acme.test".into()),
        "isScimEnabled" => OrganizationField::IsScimEnabled(!stored.is_scim_enabled),
        "isSsoEnforced" | "ssoEnforced" => {
            OrganizationField::IsSsoEnforced(!stored.is_sso_enforced)
        }
        "environmentSecretsFetching" => OrganizationField::IsEnvironmentSecretsFetchingEnabled(
            !stored.is_environment_secrets_fetching_enabled,
        ),
        "allowEnhancedSupportAccess" => {
            OrganizationField::AllowEnhancedSupportAccess(!stored.allow_enhanced_support_access)
        }
        "allowsDeprecatedRuntimes" => {
            OrganizationField::AllowsDeprecatedRuntimes(!stored.allows_deprecated_runtimes)
        }
        "plan" | "productPlanName" => OrganizationField::Plan(match stored.plan {
            Plan::Business => Plan::Team,
            _ => Plan::Business,
        }),
        other => return Err(format!("unknown field `{other}`")),
    };
    Ok(Edit::new(stored.field(&value), value))
}

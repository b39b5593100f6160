//! Environment variables that a Deployment is run with: facts of the catalogue as of August 2026 (ENV-10).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A variable that the system sets. One may set it too, and should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SystemVariable {
    /// Its key.
    pub key: Cow<'static, str>,
    /// What the system sets it to, or the form of that; empty where no source says.
    #[serde(default)]
    pub value_form: Cow<'static, str>,
    /// Whether the system's value wins at run time.
    #[serde(default)]
    pub is_overwritten: bool,
}

const fn variable(
    key: &'static str,
    value_form: &'static str,
    is_overwritten: bool,
) -> SystemVariable {
    SystemVariable {
        key: Cow::Borrowed(key),
        value_form: Cow::Borrowed(value_form),
        is_overwritten,
    }
}

/// Every system variable.
pub(super) const SYSTEM_VARIABLES: &[SystemVariable] = &[
    variable(
        "AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_TIMEOUT",
        "30",
        false,
    ),
    variable(
        "AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_CONNECT_TIMEOUT",
        "5",
        false,
    ),
    variable(
        "AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__SOCKET_KEEPALIVE",
        "True",
        false,
    ),
    variable(
        "AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__RETRY_ON_TIMEOUT",
        "True",
        false,
    ),
    variable(
        "AIRFLOW__LOGGING__DAG_PROCESSOR_LOG_TARGET",
        "stdout",
        false,
    ),
    variable("AIRFLOW__LOGGING__REMOTE_LOGGING", "True", false),
    variable(
        "AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER",
        "baseLogFolder",
        false,
    ),
    variable(
        "AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID",
        "<connection-name>",
        false,
    ),
    variable(
        "AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS",
        "astronomer.runtime.logging.logging_config",
        false,
    ),
    variable("AIRFLOW_CONN_ASTRO_S3_LOGGING", "<Connection-URI>", false),
    variable("AIRFLOW__LOGGING__ENCRYPT_S3_LOGS", "False", false),
    variable(
        "AIRFLOW__WEBSERVER__BASE_URL",
        "https://${fullIngressHostname}",
        false,
    ),
    variable("AIRFLOW__CORE__SQL_ALCHEMY_CONN", "dbConnSecret", false),
    variable("AIRFLOW__WEBSERVER__UPDATE_FAB_PERMS", "True", false),
    variable("AIRFLOW__WEBSERVER__ENABLE_PROXY_FIX", "True", false),
    variable("AIRFLOW_CONN_AIRFLOW_DB", "dbConnSecret", false),
    variable("AIRFLOW__CORE__FERNET_KEY", "fernetKeySecret", false),
    variable("AIRFLOW__CORE__EXECUTOR", "executor", false),
    variable("AIRFLOW_HOME", "usr/local/airflow", false),
    variable("AIRFLOW__KUBERNETES__NAMESPACE", "namespace", false),
    variable(
        "AIRFLOW__CORE__HOSTNAME_CALLABLE",
        "airflow.utils.net.get_host_ip_address",
        false,
    ),
    variable("AIRFLOW__SCHEDULER__STATSD_ON", "True", false),
    variable("AIRFLOW__SCHEDULER__STATSD_HOST", "statsd.Hostname", false),
    variable("AIRFLOW__SCHEDULER__STATSD_PORT", "<statsd-port>", false),
    variable("AIRFLOW__METRICS__STATSD_ON", "True", true),
    variable("AIRFLOW__METRICS__STATSD_HOST", "statsd.Hostname", true),
    variable(
        "AIRFLOW__METRICS__STATSD_PORT",
        "<statsd-metrics-port>",
        true,
    ),
    variable("AIRFLOW__METRICS__STATSD_PREFIX", "airflow", true),
    variable("AIRFLOW__WEBSERVER__COOKIE_SECURE", "True", false),
    variable(
        "AIRFLOW__WEBSERVER__INSTANCE_NAME",
        "<Deployment-Name>",
        false,
    ),
    variable(
        "AIRFLOW__CELERY__WORKER_CONCURRENCY",
        "<Max-Tasks-Per-Worker>",
        false,
    ),
    variable("AIRFLOW__WEBSERVER__NAVBAR_COLOR", "#4a4466", false),
    variable(
        "AIRFLOW__WEBSERVER__EXPOSE_CONFIG",
        "NON-SENSITIVE-ONLY",
        false,
    ),
    variable("AWS_DEFAULT_REGION", "<cluster region>", false),
    variable("AWS_SECRET_ACCESS_KEY", "<s3-aws-access-key-secret>", false),
    variable(
        "INSTANCE_TYPE",
        "(v1:metadata.labels['beta.kubernetes.io/instance-type'])",
        false,
    ),
    variable(
        "OPENLINEAGE_URL",
        "https://astro-<your-astro-base-domain>.datakin.com",
        false,
    ),
    variable("OPENLINEAGE_API_KEY", "<your-lineage-api-key>", false),
    variable("AIRFLOW__METRICS__STATSD_ALLOW_LIST", "", true),
    variable(
        "AIRFLOW__METRICS__STATSD_STATSD_CUSTOM_CLIENT_PATH",
        "",
        true,
    ),
];

//! What a key means to Airflow and to the system, in a sentence. It guesses nothing of other keys.

use planisphere_domain::catalogue::SystemVariable;

use crate::replica::Replica;

/// What the system does about a variable of its own (ENV-10).
pub(super) fn of_system(variable: &SystemVariable) -> String {
    let form = variable.value_form.trim();
    let sets = if form.is_empty() {
        "The system sets it".to_owned()
    } else {
        format!("The system sets it to {form}")
    };
    if variable.is_overwritten {
        format!("{sets} when the Deployment runs. A value of your own has no effect.")
    } else {
        format!("{sets}. A value of your own takes its place and can break the Deployment.")
    }
}

/// What a key is to Airflow, by its form.
pub(super) fn to_airflow(key: &str) -> Option<String> {
    if let Some(id) = key
        .strip_prefix("AIRFLOW_CONN_")
        .filter(|id| !id.is_empty())
    {
        let id = id.to_lowercase();
        return Some(format!("Airflow reads it as the connection {id}."));
    }
    if let Some(name) = key.strip_prefix("AIRFLOW_VAR_").filter(|it| !it.is_empty()) {
        let name = name.to_lowercase();
        return Some(format!("Airflow reads it as the variable {name}."));
    }
    let (section, option) = key.strip_prefix("AIRFLOW__")?.split_once("__")?;
    if section.is_empty() || option.is_empty() {
        return None;
    }
    let (section, option) = (section.to_lowercase(), option.to_lowercase());
    Some(format!(
        "It sets {option} in the section [{section}] of Airflow's configuration."
    ))
}

/// All that is known of a key.
pub(super) fn of_key(key: &str) -> Option<String> {
    match (Replica::system_variable(key), to_airflow(key)) {
        (Some(variable), Some(airflow)) => Some(format!("{} {airflow}", of_system(&variable))),
        (Some(variable), None) => Some(of_system(&variable)),
        (None, airflow) => airflow,
    }
}

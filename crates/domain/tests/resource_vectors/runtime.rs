//! `runtime.compare` and `runtime.airflow_major`: versions by themselves.

use std::cmp::Ordering;

use planisphere_domain::deployment::RuntimeVersion;
use serde_json::json;

use super::input::Input;
use super::{Answer, Stop};

/// Tries an operation on versions.
pub fn run(action: &str, input: &mut Input) -> Answer {
    match action {
        "compare" => {
            let a = RuntimeVersion::new(input.text("a")?);
            let b = RuntimeVersion::new(input.text("b")?);
            Ok(json!({"cmp": match a.cmp(&b) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            }}))
        }
        "airflow_major" => {
            let version = RuntimeVersion::new(input.text("version")?);
            Ok(json!({"airflowMajor": version.airflow_major().to_string()}))
        }
        other => Err(Stop::unknown(format!("operation `runtime.{other}`"))),
    }
}

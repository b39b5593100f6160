//! How a result matches: keys that are expected, lists place by place, and the words `absent`, `present` and
//! `hidden`.

use serde_json::Value;

/// Where and how `got` differs from what is expected.
pub fn difference(path: &str, expected: &Value, got: &Value) -> Option<String> {
    let differs = || Some(format!("{path} is {got}, expected {expected}"));
    match (expected, got) {
        (Value::String(word), _) if word == "absent" => (!got.is_null()).then(differs)?,
        (Value::String(word), _) if word == "present" => is_empty(got).then(differs)?,
        (Value::String(word), _) if word == "hidden" => (!is_empty(got)).then(differs)?,
        (Value::Object(keys), _) => keys.iter().find_map(|(key, expected)| {
            let path = format!("{path}.{key}");
            let got = got.get(key).unwrap_or(&Value::Null);
            if key == "warnings" {
                warnings(&path, expected, got)
            } else {
                difference(&path, expected, got)
            }
        }),
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            let pairs = expected.iter().zip(got).enumerate();
            pairs
                .filter_map(|(place, (expected, got))| {
                    difference(&format!("{path}[{place}]"), expected, got)
                })
                .next()
        }
        _ if expected == got => None,
        _ => differs(),
    }
}

/// Each expected text occurs in one of the warnings.
fn warnings(path: &str, expected: &Value, got: &Value) -> Option<String> {
    let texts: Vec<&str> = list(got).iter().filter_map(Value::as_str).collect();
    let missing = list(expected).iter().find(|fragment| {
        let fragment = fragment.as_str().unwrap_or_default();
        !texts.iter().any(|text| text.contains(fragment))
    })?;
    Some(format!("{path} are {texts:?}, without {missing}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

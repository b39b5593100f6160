//! The input of a row. Each key is taken by the operation that knows it; what is left over is unknown.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Stop;

/// The keys that nothing has taken yet.
#[derive(Clone, Debug)]
pub struct Input(Map<String, Value>);

impl Input {
    /// All of a row's input.
    pub fn new(input: Map<String, Value>) -> Self {
        Self(input)
    }

    /// Everything that is left, in the form of a request. A key that the form lacks is unknown to the runner; a
    /// value that does not fit it is refused.
    pub fn request<T: DeserializeOwned>(&mut self) -> Result<T, Stop> {
        read(Value::Object(std::mem::take(&mut self.0)))
    }

    /// One key in the form of a request.
    pub fn part<T: DeserializeOwned>(&mut self, key: &str) -> Result<T, Stop> {
        let value = self
            .0
            .remove(key)
            .ok_or_else(|| Stop::unknown(format!("operation without `{key}`")))?;
        read(value)
    }

    /// A key that may be missing; null counts as missing.
    pub fn optional<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, Stop> {
        match self.0.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => read(value).map(Some),
        }
    }

    /// A text that the operation cannot do without.
    pub fn text(&mut self, key: &str) -> Result<String, Stop> {
        self.part(key)
    }

    /// Fails for what nothing took.
    pub fn finish(&self) -> Result<(), Stop> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(key) => Err(Stop::unknown(format!("key `{key}`"))),
        }
    }
}

/// Reads a value in the form of a request.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Stop> {
    serde_json::from_value(value).map_err(|error| {
        let text = error.to_string();
        if text.starts_with("unknown field") {
            Stop::Unknown(text)
        } else {
            Stop::refused(text)
        }
    })
}

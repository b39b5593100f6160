//! The arguments of a row. Each is taken by the operation that knows it; what is left over is unknown.

use serde_json::{Map, Value};

use super::Failure;

/// The arguments that nothing has taken yet.
pub struct Args(Map<String, Value>);

impl Args {
    /// All arguments of a row.
    pub fn new(args: &Map<String, Value>) -> Self {
        Self(args.clone())
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        match self.0.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match read(&value) {
                Some(read) => Ok(Some(read)),
                None => Err(format!("unknown form of `{key}`: {value}")),
            },
        }
    }

    /// A text.
    pub fn text(&mut self, key: &str) -> Result<Option<String>, Failure> {
        self.take(key, |value| value.as_str().map(str::to_owned))
    }

    /// A text that the operation cannot do without.
    pub fn need(&mut self, key: &str) -> Result<String, Failure> {
        let text = self.text(key)?;
        text.ok_or_else(|| format!("unknown operation without `{key}`"))
    }

    /// A truth.
    pub fn flag(&mut self, key: &str) -> Result<Option<bool>, Failure> {
        self.take(key, Value::as_bool)
    }

    /// A number, which may be out of any range.
    pub fn number(&mut self, key: &str) -> Result<Option<i64>, Failure> {
        self.take(key, Value::as_i64)
    }

    /// Texts.
    pub fn texts(&mut self, key: &str) -> Result<Option<Vec<String>>, Failure> {
        self.take(key, |value| {
            let texts = value.as_array()?.iter();
            texts.map(|it| it.as_str().map(str::to_owned)).collect()
        })
    }

    /// Arguments inside an argument.
    pub fn inner(&mut self, key: &str) -> Result<Option<Self>, Failure> {
        self.take(key, |value| value.as_object().cloned().map(Self))
    }

    /// Fails for what nothing took.
    pub fn finish(&self) -> Result<(), Failure> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(key) => Err(format!("unknown argument `{key}`")),
        }
    }
}

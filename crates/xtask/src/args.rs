//! Reads a command's words: flags, flags with a value, and plain words. Refuses what the command does not know.
use crate::failure::{Failure, Outcome};

/// The words of one command, taken one by one.
pub struct Args {
    rest: Vec<String>,
}

impl Args {
    /// Starts with every word that follows the command.
    pub fn new(words: &[String]) -> Self {
        Self {
            rest: words.to_vec(),
        }
    }

    /// Takes a flag; says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let found = self.rest.iter().position(|word| word == name);
        found.map(|at| self.rest.remove(at)).is_some()
    }

    /// Takes a flag and the word behind it.
    pub fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let Some(at) = self.rest.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 >= self.rest.len() {
            return Err(Failure::new(
                format!("`{name}` has no value"),
                format!("write a value behind `{name}`"),
            ));
        }
        self.rest.remove(at);
        Ok(Some(self.rest.remove(at)))
    }

    /// Takes the one word that is not a flag.
    pub fn word(&mut self) -> Option<String> {
        let at = self.rest.iter().position(|word| !word.starts_with('-'))?;
        Some(self.rest.remove(at))
    }

    /// Refuses whatever is left.
    pub fn finish(self) -> Outcome<()> {
        match self.rest.first() {
            None => Ok(()),
            Some(word) => Err(Failure::new(
                format!("this command does not know `{word}`"),
                "run `cargo xtask help` for what each command takes",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new(&line.split(' ').map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn takes_flags_values_and_a_word() {
        let mut args = args("--port 80 --watch deployments");
        assert!(args.flag("--watch"));
        assert!(!args.flag("--watch"));
        assert_eq!(args.value("--port").unwrap().as_deref(), Some("80"));
        assert_eq!(args.word().as_deref(), Some("deployments"));
        assert!(args.finish().is_ok());
    }

    #[test]
    fn refuses_a_missing_value_and_an_unknown_flag() {
        assert!(args("--port").value("--port").is_err());
        assert!(args("--fast").finish().is_err());
    }
}

//! Rule 12: small files that say what they are. And no word that puts work off, no test that never runs.
use super::Finding;
use super::source::Source;

const SMALL: &str = "rule 12, small files";
const SAYS: &str = "rule 12, a file says what it is";
const DONE: &str = "nothing is put off";
const RUN: &str = "every test runs";

const STOP: usize = 800;
const QUESTION: usize = 400;
const WRITTEN: [&str; 6] = [".rs", ".ts", ".js", ".mjs", ".css", ".html"];
/// Written apart, so that this file does not hold them.
const PUT_OFF: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// How the app's tests take the attribute of those that run in a browser; the compiler's own is passed over there.
const IN_BROWSER: &str = "use wasm_bindgen_test::wasm_bindgen_test as test;";

/// Looks at every file.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let lines = source.text.lines().count();
        if written(source) && lines > STOP {
            findings.push(source.finding(
                STOP + 1,
                SMALL,
                format!("{lines} lines, {STOP} at most"),
                "split it by what its parts are about",
            ));
        }
        if source.is_rust() && !source.text.trim_start().starts_with("//!") {
            findings.push(source.finding(
                1,
                SAYS,
                "no `//!` at the top",
                "say what the module is and what it leaves to others",
            ));
        }
        let attribute = source
            .text
            .lines()
            .position(|line| line.trim() == "#[test]");
        if let Some(index) = attribute
            && source.path.starts_with("src/")
            && !source.text.contains(IN_BROWSER)
        {
            findings.push(source.finding(
                index + 1,
                RUN,
                "a test that no command runs",
                format!("begin the test module with `{IN_BROWSER}`"),
            ));
        }
        for (index, line) in source.text.lines().enumerate() {
            if let Some(word) = PUT_OFF.iter().find(|word| line.contains(**word)) {
                findings.push(source.finding(
                    index + 1,
                    DONE,
                    format!("the word {word}"),
                    "do it now, or open an issue",
                ));
            }
        }
    }
    findings
}

/// Files long enough to ask whether they hold more than one idea.
pub fn questions(sources: &[Source]) -> Vec<String> {
    let long = |source: &&Source| {
        written(source) && (QUESTION + 1..=STOP).contains(&source.text.lines().count())
    };
    sources
        .iter()
        .filter(long)
        .map(|source| format!("{} has {} lines", source.path, source.text.lines().count()))
        .collect()
}

fn written(source: &Source) -> bool {
    WRITTEN.iter().any(|kind| source.path.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::{IN_BROWSER, PUT_OFF, check, questions};
    use crate::tidy::source::Source;

    #[test]
    fn long_files_are_found_or_asked_about() {
        let long = |lines: usize| {
            [Source::new(
                "src/a.rs",
                &format!("//! a\n{}", "x\n".repeat(lines - 1)),
            )]
        };
        assert_eq!(
            (check(&long(801)).len(), questions(&long(801)).len()),
            (1, 0)
        );
        assert_eq!(
            (check(&long(800)).len(), questions(&long(800)).len()),
            (0, 1)
        );
        assert_eq!(
            (check(&long(400)).len(), questions(&long(400)).len()),
            (0, 0)
        );
    }

    #[test]
    fn a_file_without_a_word_about_itself_is_found() {
        assert_eq!(check(&[Source::new("src/a.rs", "use x;\n")]).len(), 1);
        assert_eq!(check(&[Source::new("style/a.css", "a {}\n")]), []);
    }

    #[test]
    fn a_test_of_the_app_that_never_runs_is_found() {
        let test = "//! a\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn one() {}\n}\n";
        let runs = test.replace("mod tests {", &format!("mod tests {{\n    {IN_BROWSER}"));
        assert_eq!(check(&[Source::new("src/a.rs", test)]).len(), 1);
        assert_eq!(check(&[Source::new("src/a.rs", &runs)]), []);
        assert_eq!(check(&[Source::new("crates/domain/src/a.rs", test)]), []);
    }

    #[test]
    fn work_put_off_is_found() {
        for word in PUT_OFF {
            assert_eq!(
                check(&[Source::new("docs/a.md", &format!("one\n{word}: two\n"))]).len(),
                1
            );
        }
    }
}

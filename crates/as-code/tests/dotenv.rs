//! `.env` files: what is an entry, what is none, and that what is written reads back.

use planisphere_as_code::{dotenv_line, read_dotenv};
use proptest::prelude::*;

/// Entries as line, key and value.
fn entries(text: &str) -> Vec<(usize, String, String)> {
    let read = read_dotenv(text);
    assert_eq!(read.problems, Vec::new(), "{text}");
    let entries = read.entries.into_iter();
    entries.map(|it| (it.line, it.key, it.value)).collect()
}

/// Lines that are refused.
fn refused(text: &str) -> Vec<usize> {
    read_dotenv(text)
        .problems
        .iter()
        .map(|it| it.line)
        .collect()
}

#[test]
fn one_line() {
    for (text, key, value) in [
        ("A=b", "A", "b"),
        ("\u{feff}A=b\r\n", "A", "b"),
        ("  A = b  ", "A", "b"),
        ("export A=b", "A", "b"),
        ("export\tA=b", "A", "b"),
        ("exported=b", "exported", "b"),
        ("export=b", "export", "b"),
        ("A=", "A", ""),
        ("A=\"\"", "A", ""),
        ("A=b # why", "A", "b"),
        ("A=b#c", "A", "b#c"),
        ("A=# why", "A", ""),
        ("A=\"b # c\" # why", "A", "b # c"),
        ("A='b\\n$c'", "A", "b\\n$c"),
        (
            "A=\"b\\nc\\t\\\"d\\\" \\\\ \\$E \\q\"",
            "A",
            "b\nc\t\"d\" \\ $E \\q",
        ),
        (
            "A=postgres://u:p@h/d?x=1#y",
            "A",
            "postgres://u:p@h/d?x=1#y",
        ),
        ("A=${B}", "A", "${B}"),
        ("A=it's", "A", "it's"),
        ("1-x=b", "1-x", "b"),
        ("A=日本", "A", "日本"),
    ] {
        let expected = vec![(1, key.to_owned(), value.to_owned())];
        assert_eq!(entries(text), expected, "{text}");
    }
}

#[test]
fn several_lines() {
    let text = "# a comment\n\nKEY=\"-----BEGIN\nline\r\n-----END\" # pem\nB='x\ny'\nA=1\nA=2\n";
    assert_eq!(
        entries(text),
        [
            (3, "KEY".to_owned(), "-----BEGIN\nline\n-----END".to_owned()),
            (6, "B".to_owned(), "x\ny".to_owned()),
            (8, "A".to_owned(), "1".to_owned()),
            (9, "A".to_owned(), "2".to_owned()),
        ]
    );
}

/// A bad line costs itself only.
#[test]
fn what_is_no_entry() {
    assert_eq!(refused("A=1\nhello\nB=2"), [2]);
    assert_eq!(refused("export A"), [1]);
    assert_eq!(refused("A=\"open\nB=2"), [1]);
    assert_eq!(refused("A='open"), [1]);
    assert_eq!(refused("A=\"x\" y"), [1]);
    assert_eq!(refused("A=\"ends with \\"), [1]);
    let read = read_dotenv("A=\"open\nB=2\n");
    assert_eq!(read.entries.len(), 1, "what follows is read");
    for text in ["", "\n\n", "#", "   "] {
        assert_eq!(entries(text), []);
    }
    // Nothing of a line that may be secret is repeated.
    let told = format!("{:?}", read_dotenv("hunter2\nA=\"hunter2").problems);
    assert!(!told.contains("hunter2"));
}

#[test]
fn ten_thousand_lines_are_quick() {
    let text: String = (0..10_000)
        .map(|it| format!("KEY_{it}=\"{it}\"\n"))
        .collect();
    let start = std::time::Instant::now();
    assert_eq!(entries(&text).len(), 10_000);
    let text = "A=\"x\n".repeat(10_000);
    assert!(!read_dotenv(&text).problems.is_empty());
    assert!(start.elapsed().as_secs() < 5);
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        lines in prop::collection::vec(("[A-Z_][A-Z0-9_]{0,9}", ".{0,20}|[\\n\"'#\\\\$ a]{0,9}"), 0..9)
    ) {
        let text: String = lines.iter().map(|(key, value)| dotenv_line(key, value)).collect();
        let read: Vec<_> = read_dotenv(&text).entries.into_iter().map(|it| (it.key, it.value)).collect();
        prop_assert_eq!(read, lines);
        prop_assert_eq!(read_dotenv(&text).problems, Vec::new());
    }

    #[test]
    fn no_text_stops_the_reader(text in ".{0,80}|[A\"'=\\n\\\\ #]{0,60}") {
        let lines = text.matches('\n').count() + 1;
        let read = read_dotenv(&text);
        prop_assert!(read.entries.iter().all(|it| it.line <= lines));
        prop_assert!(read.problems.iter().all(|it| it.line <= lines));
    }
}

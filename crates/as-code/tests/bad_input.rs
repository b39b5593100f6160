//! What is no Deployment file, said clearly, quickly, and without a panic.

use std::time::{Duration, Instant};

use planisphere_as_code::{Code, MAX_BYTES, Problem, Reading, read};
use proptest::prelude::*;

/// The error of this kind for which a file is refused.
fn refused(bytes: &[u8], code: Code) -> Problem {
    let reading = read("file.yaml", bytes);
    assert!(
        reading.file.is_none(),
        "{:?}",
        String::from_utf8_lossy(bytes)
    );
    assert!(
        reading
            .problems
            .iter()
            .all(|problem| problem.remedy.ends_with('.')),
        "{:?}",
        reading.problems
    );
    let mut errors = reading.problems.iter().filter(|problem| problem.is_error());
    errors
        .find(|problem| problem.code == code)
        .unwrap_or_else(|| panic!("no {code:?} in {:?}", reading.problems))
        .clone()
}

#[test]
fn files_that_are_none() {
    let cases: [(&[u8], Code, Option<u32>, &str); 20] = [
        (b"", Code::NoContent, None, "`file.yaml` has no content"),
        (
            b" \n\t\n",
            Code::NoContent,
            None,
            "`file.yaml` has no content",
        ),
        (
            b"# only a comment\n",
            Code::NoContent,
            None,
            "`file.yaml` has no content",
        ),
        (
            b"\xEF\xBB\xBF",
            Code::NoContent,
            None,
            "`file.yaml` has no content",
        ),
        (
            b"PK\x03\x04\x00\x00\xFF",
            Code::NotText,
            None,
            "not a text file",
        ),
        (b"a: b\x00", Code::NotText, None, "not a text file"),
        (
            b"a: 1\nb: \xFFx",
            Code::NotText,
            Some(2),
            "not UTF-8: line 2",
        ),
        (b"a: 1\nb: \x07x", Code::NotText, Some(2), "U+0007"),
        (
            b"just some prose",
            Code::NotADeployment,
            Some(1),
            "a single value",
        ),
        (b"- a\n- b\n", Code::NotADeployment, Some(1), "a list"),
        (
            b"<html><body>no</body></html>",
            Code::NotADeployment,
            Some(1),
            "a single value",
        ),
        (
            b"name: x\n",
            Code::NotADeployment,
            None,
            "missing required field: deployment.configuration.name",
        ),
        (
            b"deployment:\n",
            Code::NotADeployment,
            Some(1),
            "missing required field: deployment.configuration.name",
        ),
        (
            b"deployment: 5\n",
            Code::WrongType,
            Some(1),
            "`deployment` wants keys with values, not `5`",
        ),
        (
            b"deployment:\n  configuration: [1]\n",
            Code::WrongType,
            Some(2),
            "`configuration` wants keys with values",
        ),
        (
            b"deployment:\n  worker_queues: {}\n",
            Code::WrongType,
            Some(2),
            "`worker_queues` wants a list, not a mapping",
        ),
        (
            b"deployment:\n\tconfiguration:\n",
            Code::TabIndentation,
            Some(2),
            "error converting YAML to JSON: yaml: line 2:",
        ),
        (
            b"deployment:\n  a: [1\nb: 2\n",
            Code::Syntax,
            Some(3),
            "error converting YAML to JSON: yaml: line 3:",
        ),
        (
            b"{\"deployment\": {\n\"a\" 1}}",
            Code::Syntax,
            Some(2),
            "error converting YAML to JSON: yaml: line 2:",
        ),
        (
            b"a: 1\n---\nb: 2\n",
            Code::SeveralDocuments,
            Some(3),
            "more than one document",
        ),
    ];
    for (bytes, code, line, message) in cases {
        let problem = refused(bytes, code);
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(problem.line, line, "{shown:?}: {}", problem.message);
        assert!(
            problem.message.contains(message),
            "{shown:?}: {}",
            problem.message
        );
    }
}

#[test]
fn an_empty_second_document_is_no_document() {
    let reading = read("f", b"---\ndeployment:\n  configuration: {name: x}\n---\n");
    assert_eq!(reading.problems, []);
    assert!(reading.file.is_some());
}

#[test]
fn byte_order_marks_are_read() {
    let text = "deployment:\n  configuration:\n    name: \"J\u{fc}rgen \u{1F600}\"\n";
    let mut utf8 = b"\xEF\xBB\xBF".to_vec();
    utf8.extend(text.bytes());
    let mut little = b"\xFF\xFE".to_vec();
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = b"\xFE\xFF".to_vec();
    big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    for bytes in [utf8, little.clone(), big] {
        let reading = read("f", &bytes);
        assert_eq!(
            reading.file.unwrap().configuration.name.text(),
            "J\u{fc}rgen \u{1F600}"
        );
    }
    little.pop();
    refused(&little, Code::NotText);
}

#[test]
fn almost_json_is_yaml() {
    let reading = read(
        "f.json",
        b"{\n\t\"deployment\": {\n\t\t\"configuration\": {\"name\": \"x\",},\n\t},\n}",
    );
    assert_eq!(reading.problems, []);
    assert_eq!(
        reading.file.unwrap().format,
        planisphere_as_code::Format::Yaml
    );
}

#[test]
fn a_file_over_the_limit_is_not_even_parsed() {
    let problem = refused(&vec![b'a'; MAX_BYTES + 1], Code::TooLarge);
    assert_eq!(problem.message, "`file.yaml` is over the limit of 2 MiB");
}

/// Reads within a time that no sensible file comes near, on a slow machine and unoptimised.
fn quickly(name: &str, text: &str) -> Reading {
    let start = Instant::now();
    let reading = read(name, text.as_bytes());
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{name} took {:?}",
        start.elapsed()
    );
    reading
}

#[test]
fn bombs_are_defused() {
    let letters: Vec<char> = ('a'..='j').collect();
    let mut aliases = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    let mut merges = "a: &a {x: 1, y: 2}\n".to_owned();
    for pair in letters.windows(2) {
        aliases += &format!(
            "{1}: &{1} [{0}]\n",
            vec![format!("*{}", pair[0]); 9].join(", "),
            pair[1]
        );
        merges += &format!(
            "{1}: &{1} {{{0}}}\n",
            vec![format!("<<: *{}", pair[0]); 9].join(", "),
            pair[1]
        );
    }
    let end = "deployment:\n  configuration: {name: x}\n";
    let many = |count: usize, text: &str| text.repeat(count);
    for (name, text, code) in [
        ("aliases", format!("{aliases}{end}"), Code::TooMany),
        (
            "merges",
            format!("{merges}deployment: {{<<: *j}}\n"),
            Code::TooMany,
        ),
        (
            "itself",
            "deployment: &d {configuration: *d}\n".to_owned(),
            Code::EndlessAlias,
        ),
        (
            "deep JSON",
            many(500_000, "[") + &many(500_000, "]"),
            Code::TooDeep,
        ),
        ("open JSON", many(500_000, "["), Code::TooDeep),
        ("deep YAML", many(500_000, "- "), Code::TooDeep),
        (
            "a chain",
            (1..20_000).fold("k0: &k0 [x]\n".to_owned(), |text, i| {
                text + &format!("k{i}: &k{i} [*k{}]\n", i - 1)
            }),
            Code::TooDeep,
        ),
        (
            "many values",
            format!("a: [{}]\n", many(600_000, "1,")),
            Code::TooMany,
        ),
    ] {
        let reading = quickly(name, &text);
        assert!(reading.file.is_none(), "{name}");
        // The parser has its own limit for open brackets, which may come first.
        let first = reading.problems.first().unwrap();
        assert!(
            first.code == code || name == "open JSON" && first.code == Code::Syntax,
            "{name}: {first:?}"
        );
    }
}

#[test]
fn a_file_full_of_mistakes_lists_the_first_two_hundred() {
    let keys: String = (0..5_000).map(|i| format!("  k{i}: 1\n")).collect();
    let reading = quickly(
        "keys",
        &format!("deployment:\n{keys}  configuration: {{name: [], ci_cd_enforcement: 5}}\n"),
    );
    assert_eq!(reading.problems.len(), 201);
    assert!(reading.file.is_none());
    let last = reading.problems.last().unwrap();
    assert_eq!(last.code, Code::MoreProblems);
    assert!(last.message.ends_with("more problems are not listed"));
}

#[test]
fn all_problems_are_told_at_once() {
    let text = "deployment:
  configuration:
    executor: LocalExecutor
    ci_cd_enforcement: maybe
    colour: blue
    deployment_type: STANDARD
    workspace_name: w
  alert_emails: [nobody]
  worker_queues:
  - worker_type: A7
    max_worker_count: many
";
    let problems: Vec<_> = read("f", text.as_bytes())
        .problems
        .iter()
        .map(|p| (p.line.unwrap(), p.code))
        .collect();
    assert_eq!(
        problems,
        [
            (2, Code::MissingField),
            (3, Code::Executor),
            (4, Code::WrongType),
            (5, Code::UnknownKey),
            (8, Code::Email),
            (10, Code::MissingField),
            (10, Code::MissingField),
            (10, Code::UnknownMachine),
            (11, Code::WrongType),
        ]
    );
}

/// Pieces that YAML is made of, to come further into the parser than random bytes do.
fn yaml_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "deployment:",
        "configuration:",
        "worker_queues:",
        "environment_variables:",
        "name: x",
        "key: ",
        "value: ",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "\t",
        " ",
        "- ",
        ": ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "<<: ",
        "\"",
        "'",
        "|",
        ">",
        "|-\n",
        "#",
        "!!int ",
        "! ",
        "!x ",
        "%TAG",
        "---\n",
        "...\n",
        "~",
        "yes",
        "0x1",
        "1e5",
        "\\",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "é",
        "\r\n",
        "@",
        "`",
        "\"deployment\": {",
        "5",
        "true",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let reading = read("f", &bytes);
        prop_assert!(reading.file.is_some() != reading.has_errors());
    }

    #[test]
    fn yaml_like_text_is_read_without_a_panic(text in yaml_like()) {
        let reading = quickly("f", &text);
        prop_assert!(reading.file.is_some() != reading.has_errors());
        let lines = u32::try_from(text.lines().count() + 1).unwrap();
        prop_assert!(reading.problems.iter().all(|problem| problem.line.is_none_or(|line| (1..=lines).contains(&line))));
    }

    #[test]
    fn json_and_its_places_are_those_of_the_same_yaml(names in prop::collection::vec("[a-z\"\\\\é😀]{0,8}", 0..6)) {
        let value = serde_json::json!({"deployment": {"alert_emails": names, "configuration": {"name": "x"}}});
        let text = serde_json::to_string_pretty(&value).unwrap();
        let json = read("f", text.as_bytes()).file.unwrap();
        // A trailing comma makes it YAML without moving anything before it.
        let yaml = read("f", text.replacen("\n}", ",\n}", 1).as_bytes()).file;
        let read: Vec<&str> = json.alert_emails.items().iter().map(|address| address.value.as_str()).collect();
        prop_assert_eq!(&read, &names.iter().map(String::as_str).collect::<Vec<_>>());
        let Some(yaml) = yaml else { return Ok(()) };
        prop_assert_eq!(json.alert_emails, yaml.alert_emails);
        prop_assert_eq!(json.configuration, yaml.configuration);
    }
}

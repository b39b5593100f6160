//! Lines of comma-separated values that a spreadsheet reads as text, whatever stands in them.

/// One line, with its end.
#[must_use]
pub fn csv_line<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escaped(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell in quotes where it needs them. What a spreadsheet would run as a formula gets an apostrophe before it.
fn escaped(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if is_formula || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::csv_line;

    #[test]
    fn cells_stay_cells() {
        assert_eq!(csv_line(&["a", "b c"]), "a,b c\r\n");
        assert_eq!(
            csv_line(&["a,b", "say \"hi\""]),
            "\"a,b\",\"say \"\"hi\"\"\"\r\n"
        );
        assert_eq!(
            csv_line(&["=1+1", "@x", "two\nlines"]),
            "\"'=1+1\",\"'@x\",\"two\nlines\"\r\n"
        );
    }
}

//! The engine decides the same in a browser as on the host: both have the digest in `golden/digest.txt`.
//!
//! It changes with the generator, and with every rule that decides differently. On the host,
//! `UPDATE_GOLDEN=1 cargo test -p planisphere-oracle --test digest` writes it again.
use planisphere_oracle::Product;
use planisphere_oracle::compare::Run;

const GOLDEN: &str = include_str!("golden/digest.txt");

/// How many decisions it stands for.
const CASES: usize = 50_000;

fn digest() -> String {
    let digest = Run::new(1, CASES).digest::<Product>();
    digest.expect("every account loads").to_string()
}

#[cfg(not(target_family = "wasm"))]
#[test]
fn the_host_decides_as_written_down() {
    let digest = digest();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digest.txt");
        std::fs::write(file, format!("{digest}\n")).expect("the file is written");
        return;
    }
    assert_eq!(digest, GOLDEN.trim());
}

#[cfg(target_family = "wasm")]
mod browser {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_browser_decides_as_written_down() {
        assert_eq!(super::digest(), super::GOLDEN.trim());
    }
}

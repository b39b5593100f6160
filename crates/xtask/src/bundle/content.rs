//! Names made of a file's content. They tell versions apart for caches; they protect nothing.

/// Sixteen hexadecimal digits that change with the content (FNV-1a).
pub fn hash(content: &[u8]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in content {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// `style.css` with this content becomes `style-<hash>.css`; `_bg` of wasm-bindgen's names is dropped.
pub fn name(file: &str, content: &[u8]) -> String {
    let hash = hash(content);
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{}-{hash}.{extension}", stem.trim_end_matches("_bg")),
        None => format!("{file}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{hash, name};

    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(hash(b""), "cbf29ce484222325");
        assert_eq!(hash(b"a"), "af63dc4c8601ec8c");
        assert_eq!(name("app_bg.wasm", b"a"), "app-af63dc4c8601ec8c.wasm");
        assert_ne!(name("style.css", b"a"), name("style.css", b"b"));
    }
}

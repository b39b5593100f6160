//! Which Runtime versions know DAG roles (rule 56).

/// 3.1-12 and later; versions of the form major.minor.patch are all older.
pub fn knows_dag_roles(version: &str) -> bool {
    parts(version).is_some_and(|parts| parts >= (3, 1, 12))
}

/// Major, minor and build, if the version has the newer form.
fn parts(version: &str) -> Option<(u32, u32, u32)> {
    let (release, build) = version.split_once('-')?;
    let (major, minor) = release.split_once('.')?;
    Some((
        major.parse().ok()?,
        minor.parse().ok()?,
        build.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::knows_dag_roles;

    #[test]
    fn compared_as_numbers() {
        for old in ["12.4.0", "13.0.0", "3.0-99", "3.1-2", "3.1-11", "2.9-40"] {
            assert!(!knows_dag_roles(old), "{old}");
        }
        for new in ["3.1-12", "3.1-100", "3.2-1", "3.10-1", "10.0-1"] {
            assert!(knows_dag_roles(new), "{new}");
        }
    }
}

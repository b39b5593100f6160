//! The tags of a cluster's resources. No source gives limits; these are what every provider takes.

use super::ClusterTag;
use crate::Problem;
use crate::validation::Checks;

const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

pub(super) fn check(checks: &mut Checks, tags: &[ClusterTag]) {
    let count = tags.len();
    checks.ensure(count <= MOST_TAGS, || {
        Problem::new(
            "k8sTags",
            "too-many",
            format!("there are {count} tags, the limit is {MOST_TAGS}"),
            format!("Keep {MOST_TAGS} of them."),
        )
        .value(count)
        .limit(MOST_TAGS)
    });
    for (place, tag) in tags.iter().enumerate() {
        let path = format!("k8sTags[{place}].key");
        checks.text(&path, "the tag's key", &tag.key, 1, LONGEST_KEY);
        checks.text(
            &format!("k8sTags[{place}].value"),
            "the tag's value",
            &tag.value,
            0,
            LONGEST_VALUE,
        );
        let is_new = tags.iter().take(place).all(|other| other.key != tag.key);
        checks.ensure(is_new, || {
            Problem::new(
                path,
                "taken",
                format!("the tag `{}` is there twice", tag.key),
                "Leave one of them out.",
            )
            .value(&tag.key)
        });
    }
}

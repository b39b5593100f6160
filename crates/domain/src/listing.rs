//! Lists as requests of the API ask for them: sorted, from a place on, so many at a time, with an exact total.
//! What may be listed at all, and what a filter lets through (WS-9: `names` match exactly), is for whoever brings
//! the items.

use std::cmp::Ordering;

use crate::validation::Checks;
use crate::{Problem, Rejection};

/// So many items when nothing is said.
pub const USUAL_LIMIT: usize = 20;
/// The most items at a time.
pub const MOST_LIMIT: usize = 1_000;

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// How many items at most.
    pub limit: Option<i64>,
    /// How many to pass over.
    pub offset: Option<i64>,
    /// Fields to sort by, each as `name:asc` or `name:desc`, the first one first.
    pub sorts: Vec<String>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// How many items at most.
    pub limit: usize,
    /// How many were passed over.
    pub offset: usize,
    /// How many there are in all.
    pub total_count: usize,
    /// The items.
    pub items: Vec<T>,
}

/// The page of `items` that a request asks for. `compare` orders two of them by a field, and knows no other
/// fields than those of the list.
///
/// # Errors
/// If limit or offset are out of range, or a field cannot be sorted by.
pub fn page<T>(
    request: &ListRequest,
    mut items: Vec<T>,
    compare: impl Fn(&str, &T, &T) -> Ordering,
    fields: &[&str],
) -> Result<Page<T>, Rejection> {
    let mut checks = Checks::default();
    let limit = within(&mut checks, "limit", request.limit, USUAL_LIMIT, MOST_LIMIT);
    let offset = within(&mut checks, "offset", request.offset, 0, usize::MAX);
    let mut orders = Vec::new();
    for (place, sort) in request.sorts.iter().enumerate() {
        let order = order(sort, fields);
        checks.ensure(order.is_some(), || {
            let path = format!("sorts[{place}]");
            let message = format!("{path} is `{sort}`, which is no order of this list");
            let way_out = format!("Use {} with :asc or :desc.", fields.join(", "));
            Problem::new(path, "sort", message, way_out)
                .value(sort)
                .limit(fields.join(", "))
        });
        orders.extend(order);
    }
    checks.finish()?;
    items.sort_by(|a, b| {
        orders
            .iter()
            .map(|(field, is_descending)| {
                let order = compare(field, a, b);
                if *is_descending {
                    order.reverse()
                } else {
                    order
                }
            })
            .fold(Ordering::Equal, Ordering::then)
    });
    let total_count = items.len();
    Ok(Page {
        limit,
        offset,
        total_count,
        items: items.into_iter().skip(offset).take(limit).collect(),
    })
}

fn order<'a>(sort: &'a str, fields: &[&str]) -> Option<(&'a str, bool)> {
    let (field, direction) = sort.split_once(':')?;
    let is_descending = match direction {
        "asc" => false,
        "desc" => true,
        _ => return None,
    };
    fields.contains(&field).then_some((field, is_descending))
}

fn within(checks: &mut Checks, path: &str, asked: Option<i64>, usual: usize, most: usize) -> usize {
    let Some(asked) = asked else {
        return usual;
    };
    let number = usize::try_from(asked).ok().filter(|number| *number <= most);
    checks.ensure(number.is_some(), || {
        let limit = if most == usize::MAX {
            "it starts at 0".to_owned()
        } else {
            format!("the limit is 0 to {most}")
        };
        Problem::new(
            path,
            "range",
            format!("{path} is {asked}, {limit}"),
            "Use a number within.",
        )
        .value(asked)
        .limit(limit)
    });
    number.unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(limit: Option<i64>, offset: Option<i64>, sorts: &[&str]) -> Result<Vec<u8>, String> {
        let request = ListRequest {
            limit,
            offset,
            sorts: sorts.iter().map(|sort| (*sort).to_owned()).collect(),
        };
        let items = vec![3, 1, 2];
        page(&request, items, |_, a, b| a.cmp(b), &["size"])
            .map(|page| page.items)
            .map_err(|rejection| rejection.problems()[0].path.clone())
    }

    #[test]
    fn pages_at_and_beyond_each_limit() {
        assert_eq!(asked(None, None, &[]), Ok(vec![3, 1, 2]));
        assert_eq!(
            asked(Some(1_000), Some(0), &["size:asc"]),
            Ok(vec![1, 2, 3])
        );
        assert_eq!(asked(Some(2), Some(1), &["size:desc"]), Ok(vec![2, 1]));
        assert_eq!(asked(Some(0), Some(9), &[]), Ok(vec![]));
        assert_eq!(asked(Some(1_001), None, &[]), Err("limit".into()));
        assert_eq!(asked(Some(-1), None, &[]), Err("limit".into()));
        assert_eq!(asked(None, Some(-1), &[]), Err("offset".into()));
        for sort in ["size", "size:up", "weight:asc"] {
            assert_eq!(asked(None, None, &[sort]), Err("sorts[0]".into()));
        }
    }
}

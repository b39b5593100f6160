//! Lists: what a row asks of one, and a page as a client reads it.

use planisphere_domain::listing::{ListRequest, Page};
use serde_json::{Value, json};

use super::Stop;
use super::input::Input;

/// Takes limit, offset and sorts.
pub fn list_request(input: &mut Input) -> Result<ListRequest, Stop> {
    Ok(ListRequest {
        limit: input.optional("limit")?,
        offset: input.optional("offset")?,
        sorts: input.optional("sorts")?.unwrap_or_default(),
    })
}

/// Whether a filter lets something of this name through.
pub fn is_named(filter: Option<&[String]>, name: &str) -> bool {
    filter.is_none_or(|names| names.iter().any(|wanted| wanted == name))
}

/// A page as a client reads it.
pub fn shown_page<T>(page: &Page<T>, id: impl Fn(&T) -> String) -> Value {
    let ids: Vec<String> = page.items.iter().map(id).collect();
    json!({
        "limit": page.limit,
        "offset": page.offset,
        "totalCount": page.total_count,
        "count": ids.len(),
        "ids": ids,
    })
}

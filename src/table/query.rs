//! Filter and order of a list as the address writes them: `?q=etl&sort=-updated`.

/// The order of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column's key.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// Filter and order of a list. The default one leaves no trace in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableQuery {
    /// The words to look for.
    pub filter: String,
    /// The order; `None` is the list's own.
    pub order: Option<Order>,
}

impl TableQuery {
    /// The parameters of an address that belong to it.
    pub const KEYS: [&'static str; 2] = ["q", "sort"];

    /// Reads what the parameters of an address say.
    #[must_use]
    pub fn parse(filter: Option<String>, sort: Option<String>) -> Self {
        let order = sort
            .filter(|sort| !sort.is_empty())
            .map(|sort| match sort.strip_prefix('-') {
                Some(column) => Order {
                    column: column.to_owned(),
                    descending: true,
                },
                None => Order {
                    column: sort,
                    descending: false,
                },
            });
        Self {
            filter: filter.unwrap_or_default(),
            order: order.filter(|order| !order.column.is_empty()),
        }
    }

    /// The parameters of the address, in a fixed order; nothing for what is default.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.filter.is_empty() {
            parameters.push(("q", self.filter.clone()));
        }
        if let Some(order) = &self.order {
            let sign = if order.descending { "-" } else { "" };
            parameters.push(("sort", format!("{sign}{}", order.column)));
        }
        parameters
    }

    /// Whether every word of the filter stands somewhere in `texts`, case aside.
    #[must_use]
    pub fn keeps(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        self.words()
            .iter()
            .all(|word| texts.iter().any(|text| text.contains(word)))
    }

    /// The words of the filter in lower case, for long lists that keep their texts in lower case too.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let wanted = self.filter.to_lowercase();
        wanted.split_whitespace().map(str::to_owned).collect()
    }
}

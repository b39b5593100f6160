//! Reads the reference lists `data/roles.json` and `data/permissions.json`; knows nothing of the engine.

use std::collections::BTreeSet;

use serde_json::Value;

/// One built-in role as the list has it.
pub struct Role {
    /// The API's value.
    pub name: String,
    /// Where it can be held.
    pub scope: String,
    /// Everything it holds, inherited permissions included.
    pub permissions: BTreeSet<String>,
    /// The Workspace role it carries in every Workspace.
    pub everywhere: Option<String>,
    /// The product's name for it.
    pub label: Option<String>,
}

fn list() -> Value {
    serde_json::from_str(include_str!("../data/roles.json")).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}

/// Every role, in the order of the list.
pub fn roles() -> Vec<Role> {
    let list = list();
    let roles = list["roles"].as_array().unwrap();
    roles
        .iter()
        .map(|role| Role {
            name: text(&role["role"]),
            scope: text(&role["scope"]),
            permissions: texts(&role["permissions"]).into_iter().collect(),
            everywhere: role["grantsRoleInEveryWorkspace"]
                .as_str()
                .map(str::to_owned),
            label: role["seedDisplayName"].as_str().map(str::to_owned),
        })
        .collect()
}

/// The roles of one ladder, least first.
pub fn ladder(scope: &str) -> Vec<String> {
    texts(&list()["ladders"][scope])
}

/// Contained permissions with the wider ones that bring them, sorted.
pub fn implied() -> Vec<(String, String)> {
    let list = list();
    let implied = list["about"]["impliedBy"].as_object().unwrap();
    let mut pairs: Vec<_> = implied
        .iter()
        .flat_map(|(contained, by)| {
            let contained = contained.clone();
            texts(by).into_iter().map(move |by| (contained.clone(), by))
        })
        .collect();
    pairs.sort();
    pairs
}

/// Every permission's name, in the order of the list.
pub fn permission_names() -> Vec<String> {
    let list: Value = serde_json::from_str(include_str!("../data/permissions.json")).unwrap();
    let list = list.as_array().unwrap();
    list.iter()
        .map(|entry| text(&entry["permission"]))
        .collect()
}

/// The templates for custom roles, each with what it holds.
pub fn templates() -> Vec<(String, BTreeSet<String>)> {
    let list = list();
    let templates = list["templates"].as_array().unwrap();
    templates
        .iter()
        .map(|it| {
            let holds = texts(&it["permissions"]).into_iter().collect();
            (text(&it["template"]), holds)
        })
        .collect()
}

/// The permissions that a custom role may hold.
pub fn assignable() -> BTreeSet<String> {
    let list: Value = serde_json::from_str(include_str!("../data/permissions.json")).unwrap();
    let list = list.as_array().unwrap();
    list.iter()
        .filter(|entry| entry["assignableInCustomRole"].is_string())
        .map(|entry| text(&entry["permission"]))
        .collect()
}

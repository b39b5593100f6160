//! Addresses, queries and orders: what a link must bring back.
#![cfg(target_arch = "wasm32")]

use planisphere::components::grouped;
use planisphere::paths::{Address, OrganizationPage, OrganizationPaths, Page};
use planisphere::replica::{SortKey, sorted_by};
use planisphere::table::{Order, TableQuery};
use planisphere_domain::{DeploymentId, TeamId, UserId, WorkspaceId};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_link_leads_to_its_page_and_names_its_things() {
    let paths = OrganizationPaths::new("abc");
    let workspace = WorkspaceId::from_bits(7);
    let deployment = DeploymentId::from_bits(8);
    let (w, d) = (Some(workspace), Some(deployment));
    for (link, page, of_workspace, of_deployment) in [
        (paths.overview(), OrganizationPage::Overview, None, None),
        (paths.workspaces(), OrganizationPage::Workspaces, None, None),
        (
            paths.deployments(),
            OrganizationPage::Deployments,
            None,
            None,
        ),
        (paths.import(), OrganizationPage::Import, None, None),
        (paths.settings(), OrganizationPage::Settings, None, None),
        (paths.people(), OrganizationPage::People, None, None),
        (
            paths.workspace(workspace),
            OrganizationPage::WorkspaceDeployments,
            w,
            None,
        ),
        (
            paths.new_deployment(workspace),
            OrganizationPage::CreateDeployment,
            w,
            None,
        ),
        (
            paths.workspace_settings(workspace),
            OrganizationPage::WorkspaceSettings,
            w,
            None,
        ),
        (
            paths.deployment(workspace, deployment),
            OrganizationPage::DeploymentOverview,
            w,
            d,
        ),
        (
            paths.deployment_environment(workspace, deployment),
            OrganizationPage::DeploymentEnvironment,
            w,
            d,
        ),
        (
            paths.deployment_settings(workspace, deployment),
            OrganizationPage::DeploymentSettings,
            w,
            d,
        ),
    ] {
        let address = Address::parse(&link);
        let wanted = Address {
            page: Page::Organization(page),
            key: "abc".to_owned(),
            workspace: of_workspace,
            deployment: of_deployment,
            ..Address::parse("/o/abc")
        };
        assert_eq!(address, wanted, "{link}");
        assert_eq!(Address::parse(&format!("{link}/")), wanted, "{link}/");
    }
}

#[wasm_bindgen_test]
fn links_of_people_and_teams_lead_to_their_pages() {
    let paths = OrganizationPaths::new("abc");
    let (user, team) = (UserId::from_bits(9), TeamId::from_bits(10));
    for (link, page, of_user, of_team) in [
        (paths.users(), OrganizationPage::Users, None, None),
        (paths.user(user), OrganizationPage::User, Some(user), None),
        (paths.teams(), OrganizationPage::Teams, None, None),
        (paths.team(team), OrganizationPage::Team, None, Some(team)),
    ] {
        let address = Address::parse(&link);
        assert_eq!(address.page, Page::Organization(page), "{link}");
        assert_eq!((address.user, address.team), (of_user, of_team), "{link}");
    }
    assert_eq!(Address::parse("/o/abc/users/nobody").user, None);
}

#[wasm_bindgen_test]
fn addresses_of_the_account_and_addresses_that_lead_nowhere() {
    for (path, page) in [
        ("/", Page::Home),
        ("", Page::Home),
        ("/new", Page::CreateOrganization),
        ("/settings", Page::PersonalSettings),
        ("/gallery", Page::Gallery),
        ("/settings/more", Page::Unknown),
        ("/o", Page::Unknown),
        (
            "/o/abc/nowhere",
            Page::Organization(OrganizationPage::Unknown),
        ),
    ] {
        assert_eq!(Address::parse(path).page, page, "{path}");
    }
    let no_id = Address::parse("/o/abc/w/not-an-id/settings");
    assert_eq!(
        no_id.page,
        Page::Organization(OrganizationPage::WorkspaceSettings)
    );
    assert_eq!(no_id.workspace, None);
}

#[wasm_bindgen_test]
fn queries_read_as_they_are_written() {
    let order = |column: &str, descending| {
        Some(Order {
            column: column.to_owned(),
            descending,
        })
    };
    for query in [
        TableQuery::default(),
        TableQuery {
            filter: "etl <b> & مرحبا".to_owned(),
            order: None,
        },
        TableQuery {
            filter: String::new(),
            order: order("updated", true),
        },
        TableQuery {
            filter: "a b".to_owned(),
            order: order("name", false),
        },
    ] {
        let written = query.parameters();
        let get = |key: &str| {
            written
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value.clone())
        };
        assert_eq!(TableQuery::parse(get("q"), get("sort")), query);
    }
    assert!(
        TableQuery::default().parameters().is_empty(),
        "what is default leaves no trace"
    );
    assert_eq!(TableQuery::parse(None, Some("-".to_owned())).order, None);
}

#[wasm_bindgen_test]
fn a_filter_wants_every_word_somewhere() {
    let query = TableQuery {
        filter: "Prod AWS".to_owned(),
        order: None,
    };
    assert!(query.keeps(&["attribution-prod", "aws us-east-1"]));
    assert!(!query.keeps(&["attribution-prod", "azure westeurope"]));
    assert!(TableQuery::default().keeps(&[]));
}

#[wasm_bindgen_test]
fn rows_are_sorted_and_equal_ones_keep_their_order() {
    let rows = vec![("b", 1), ("A", 2), ("a", 1), ("B", 2)];
    let by_name = |descending| sorted_by(rows.clone(), descending, |row| SortKey::text(row.0));
    assert_eq!(by_name(false), [("A", 2), ("a", 1), ("b", 1), ("B", 2)]);
    assert_eq!(by_name(true), [("b", 1), ("B", 2), ("A", 2), ("a", 1)]);
    let by_number = sorted_by(rows, false, |row| SortKey::Number(row.1));
    assert_eq!(by_number, [("b", 1), ("a", 1), ("A", 2), ("B", 2)]);
    let versions = sorted_by(vec!["3.1-2", "13.0.0", "3.1-12", "9.0.0"], false, |row| {
        SortKey::version(row)
    });
    assert_eq!(versions, ["9.0.0", "13.0.0", "3.1-2", "3.1-12"]);
}

#[wasm_bindgen_test]
fn numbers_have_their_thousands_set_apart() {
    for (number, text) in [
        (0, "0"),
        (999, "999"),
        (1_000, "1,000"),
        (12_345, "12,345"),
        (1_234_567, "1,234,567"),
    ] {
        assert_eq!(grouped(number), text);
    }
}

//! What a faulty engine hears instead of the question.
use crate::fixture::Fixture;
use crate::request::{Actor, Request};

pub fn tokens_from_anywhere(fixture: &Fixture, request: &mut Request) {
    let Actor::Token(id) = &request.actor else {
        return;
    };
    let token = fixture.tokens.iter().find(|token| token.id == *id);
    let organization = token.and_then(|token| {
        let mut all = fixture.organizations.iter();
        all.find(|it| it.id == token.organization_id)
    });
    let first = organization.and_then(|it| it.allowed_ip_address_ranges.first());
    if let Some((network, _)) = first.and_then(|range| range.split_once('/')) {
        request.context.source_ip = network.into();
    }
}

pub fn google_is_sso(_: &Fixture, request: &mut Request) {
    if request.context.auth_method == "google" {
        request.context.auth_method = "sso".into();
    }
}

pub fn no_bypass(_: &Fixture, request: &mut Request) {
    if request.context.auth_method == "sso-bypass" {
        request.context.auth_method = "password".into();
    }
}

/// Whoever may change a Deployment's name may change everything.
pub fn implied_both_ways(_: &Fixture, request: &mut Request) {
    if request.permission == "deployment.update" {
        request.permission = "deployment.config.update".into();
    }
}

//! What may be pasted, over any field.

use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{AddressDraft, address_problems};
use planisphere_domain::deployment::InfrastructureChoice;
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{Rejection, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;

use super::can_be_read;
use crate::scene::{amount, create, hibernation, plain, queue, scene};

/// What somebody may paste into any field.
fn junk() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            " ",
            "\u{202e}abc",
            "\u{200b}",
            "NaN",
            "-0",
            "1e309",
            "18446744073709551616",
            "4294967296",
            "-1",
            "0x10",
            "١٢",
            "<script>",
            "'; DROP TABLE",
            "../../etc",
            "%00",
            "\u{0}",
            "🦒",
            "Ⅷ",
            "1,5",
            "∞",
            "null",
            "undefined",
            "0 0 31 2 *",
            "@daily",
            "*/0 * * * *",
            "1-0 * * * *",
            "10.0.0.0/33",
            "::/0",
            "1Gi",
            "1e1e1",
            "....",
            "``",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[0-9*/,@ -]{0,30}",
        "[0-9a-fA-F:./]{0,40}",
        "[+0-9.eEKMGTPmi-]{0,24}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Junk in any texts and numbers at their ends: an answer, never a panic, and one that can be read.
    #[test]
    fn junk_in_any_field(
        texts in prop::collection::vec(junk(), 12),
        numbers in prop::collection::vec(select(vec![0, 1, 5, 100, 256, u32::MAX - 1, u32::MAX]), 5),
    ) {
        let mut fixture = scene();
        let own = fixture.cluster("own");
        let mut bad = queue(&mut fixture, &texts[0]);
        bad.astro_machine = Some(texts[1].clone());
        bad.pod_ephemeral_storage = amount(&texts[2]);
        (bad.min_worker_count, bad.max_worker_count) = (numbers[0], numbers[1]);
        bad.worker_concurrency = numbers[2];
        let default = queue(&mut fixture, "default");
        let command = create(&mut fixture, |draft| {
            if numbers[3] == 0 {
                draft.infrastructure = Some(InfrastructureChoice::Cluster(own));
            }
            draft.name.clone_from(&texts[3]);
            draft.description.clone_from(&texts[4]);
            draft.runtime = Some(texts[5].clone());
            draft.scheduler_au = Some(numbers[3]);
            draft.scheduler_replicas = Some(numbers[4]);
            draft.default_task_pod_cpu = amount(&texts[6]);
            draft.default_task_pod_memory = amount(&texts[7]);
            draft.resource_quota_cpu = amount(&texts[6]);
            draft.environment_variables = vec![plain(&texts[8], &texts[9]), plain(&texts[9], &texts[8])];
            draft.contact_emails = texts[8..].to_vec();
            draft.worker_queues = Some(vec![default, bad]);
            draft.hibernation = Some(hibernation(&[(&texts[10], &texts[11])]));
        });
        if let Err(refused) = fixture.decide(&command) {
            prop_assert!(can_be_read(&refused).is_ok(), "{}", can_be_read(&refused).unwrap_err());
        }
        let ranges = AddressDraft {
            vpc_subnet_range: texts[0].clone(),
            secondary_vpc_cidr: Some(texts[1].clone()),
            pod_subnet_range: Some(texts[2].clone()),
            service_subnet_range: Some(texts[3].clone()),
            service_peering_range: Some(texts[4].clone()),
        };
        for provider in CloudProvider::ALL {
            let found = address_problems(*provider, &ranges);
            let refused = Rejection::Invalid(found);
            prop_assert!(can_be_read(&refused).is_ok(), "{}", can_be_read(&refused).unwrap_err());
        }
    }

    /// An amount that is read lies between its value cut off and rounded up, a thousandth apart at most.
    #[test]
    fn amounts_are_read_or_not(text in "[+]?[0-9]{0,20}[.]?[0-9]{0,12}(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|e[+-]?[0-9]{1,3})?") {
        let amount = Quantity::new(text);
        match (amount.milli(), amount.milli_rounded_up()) {
            (Some(down), Some(up)) => prop_assert!(up == down || up == down + 1),
            (None, None) => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// Between a time and the next one nothing fires, and at the next one something does: told by the definition of an
    /// hour's minutes, not by the search.
    #[test]
    fn schedules_change_when_they_say(
        minutes in prop::collection::vec((0..60_u8, 0..60_u8), 1..4),
        at in 0..100_000_i64,
    ) {
        let crons: Vec<(String, String)> = minutes
            .iter()
            .map(|(sleep, wake)| (format!("{sleep} * * * *"), format!("{wake} */2 * * *")))
            .collect();
        let pairs: Vec<(&str, &str)> = crons.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let spec = hibernation(&pairs);
        let at = Timestamp::from_seconds(1_772_400_000 + at * 7);
        let state = spec.state_at(at);
        let end = Timestamp::from_seconds(at.seconds() + 3 * 3_600);
        let next = state.next.map_or(end, |it| it.at.min(end));
        let mut minute = at.seconds().div_euclid(60) * 60 + 60;
        while minute < next.seconds() {
            let now = spec.state_at(Timestamp::from_seconds(minute)).is_hibernating;
            prop_assert_eq!(now, state.is_hibernating, "at {}", Timestamp::from_seconds(minute));
            minute += 60;
        }
        if let Some(event) = state.next {
            prop_assert_eq!(spec.state_at(event.at).is_hibernating, event.hibernates);
            prop_assert_eq!(event.hibernates, !state.is_hibernating);
        }
    }
}

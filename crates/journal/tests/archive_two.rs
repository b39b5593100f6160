//! Format 2 of the file of a whole Organization: round trip, every flipped byte, every cut, and what lies.
use planisphere_domain::Timestamp;
use planisphere_journal::archive::{
    ArchiveError, CarriedSecret, CarriedSecrets, Manifest, Reader, Secrets, Writer, begins_as_one,
    read,
};
use planisphere_journal::{Frame, Head};

fn log(payloads: &[&[u8]]) -> Vec<Frame> {
    let mut head = Head::genesis();
    let seal = |payload: &&[u8]| {
        let frame = Frame::seal(&head, payload.to_vec());
        head = frame.head();
        frame
    };
    payloads.iter().map(seal).collect()
}

fn three() -> Vec<Frame> {
    log(&[b"one", b"", &[7; 300]])
}

fn manifest(secrets: Secrets) -> Manifest {
    Manifest {
        organization: "c00000000000000000000001".into(),
        name: "Acme \u{1f600} \"Data\"".into(),
        commits: 3,
        events: 5,
        exported_at: Timestamp::from_seconds(1_780_000_000),
        secrets,
    }
}

fn carried() -> CarriedSecrets {
    let secret = |id: &str, byte| CarriedSecret {
        id: id.into(),
        iv: [byte; 12],
        ciphertext: vec![byte; 40],
    };
    CarriedSecrets {
        derivation: "PBKDF2-SHA-256".into(),
        rounds: 600_000,
        salt: vec![9; 16],
        secrets: vec![secret("one", 1), secret("two", 2)],
    }
}

fn file(manifest: &Manifest, frames: &[Frame], secrets: Option<&CarriedSecrets>) -> Vec<u8> {
    let mut writer = Writer::begin(manifest).unwrap();
    for frame in frames {
        writer.push(frame).unwrap();
    }
    writer.finish(secrets).unwrap()
}

fn with_secrets() -> Vec<u8> {
    file(&manifest(Secrets::Carried(2)), &three(), Some(&carried()))
}

fn without_secrets() -> Vec<u8> {
    let left_out = Secrets::LeftOut(vec!["one".into(), "two".into()]);
    file(&manifest(left_out), &three(), None)
}

#[test]
fn a_file_reads_back_with_what_it_says_of_itself() {
    for (bytes, secrets, count) in [
        (with_secrets(), Some(carried()), 2),
        (without_secrets(), None, 2),
    ] {
        assert!(bytes.starts_with(b"planisphere organization 2\n"));
        let mut reader = Reader::open(&bytes).unwrap();
        assert_eq!(reader.version(), 2);
        let said = reader.manifest().cloned().unwrap();
        assert_eq!(said.secrets.count(), count);
        assert_eq!(said, manifest(said.secrets.clone()));
        let mut frames = Vec::new();
        let mut progress = reader.progress();
        while let Some(frame) = reader.next_commit().unwrap() {
            assert!(reader.progress() > progress);
            progress = reader.progress();
            frames.push(frame);
        }
        assert_eq!(frames, three());
        let head = frames.last().unwrap().head();
        assert_eq!(reader.finish(), Ok((head, secrets)));
        assert_eq!(read(&bytes), Ok(three()));
    }
}

#[test]
fn an_empty_log_reads_back() {
    let empty = Manifest {
        commits: 0,
        events: 0,
        ..manifest(Secrets::LeftOut(Vec::new()))
    };
    assert_eq!(read(&file(&empty, &[], None)), Ok(Vec::new()));
}

#[test]
fn every_flipped_bit_is_found() {
    for bytes in [with_secrets(), without_secrets()] {
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&damaged).is_err(), "bit {bit}");
        }
    }
}

#[test]
fn every_other_byte_is_found() {
    let bytes = with_secrets();
    for place in 0..bytes.len() {
        for change in [0x00, 0x0a, 0x30, 0x7f, 0x80, 0xff] {
            let mut damaged = bytes.clone();
            if damaged[place] != change {
                damaged[place] = change;
                assert!(read(&damaged).is_err(), "byte {place} as {change}");
            }
        }
    }
}

#[test]
fn every_cut_is_found() {
    for bytes in [with_secrets(), without_secrets()] {
        for length in 1..bytes.len() {
            assert_eq!(
                read(&bytes[..length]),
                Err(ArchiveError::Truncated),
                "{length}"
            );
        }
    }
}

#[test]
fn more_than_the_file_is_found() {
    let mut longer = with_secrets();
    longer.push(0);
    assert_eq!(read(&longer), Err(ArchiveError::TrailingBytes { extra: 1 }));
}

#[test]
fn a_file_that_lies_about_itself_is_not_read() {
    let too_many = Manifest {
        commits: 4,
        ..manifest(Secrets::LeftOut(Vec::new()))
    };
    let mut writer = Writer::begin(&too_many).unwrap();
    for frame in &three() {
        writer.push(frame).unwrap();
    }
    assert!(writer.finish(None).is_err());
    // Secrets that the first page does not know of, and those that only it knows of.
    let left_out = manifest(Secrets::LeftOut(Vec::new()));
    let hidden = file(&left_out, &three(), Some(&carried()));
    assert_eq!(read(&hidden), Err(ArchiveError::Damaged));
    let missing = file(&manifest(Secrets::Carried(2)), &three(), None);
    assert_eq!(read(&missing), Err(ArchiveError::Damaged));
    let fewer = file(&manifest(Secrets::Carried(3)), &three(), Some(&carried()));
    assert_eq!(read(&fewer), Err(ArchiveError::Damaged));
}

#[test]
fn numbers_that_claim_too_much_take_no_room() {
    let label = b"planisphere organization 2\n".as_slice();
    let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    assert_eq!(read(&[label, &huge].concat()), Err(ArchiveError::Truncated));
    let page = serde_json::to_vec(&manifest(Secrets::Carried(1))).unwrap();
    let length = [page.len() as u8 | 0x80, (page.len() >> 7) as u8];
    let begun = [label, &length, &page].concat();
    assert_eq!(
        read(&[&begun, huge.as_slice()].concat()),
        Err(ArchiveError::Truncated)
    );
    // No commit, secrets, a derivation of one letter, a round, no salt, and more secrets than there are bytes.
    let secrets = [0, 1, 1, b'K', 1, 0];
    assert_eq!(
        read(&[&begun, secrets.as_slice(), &huge].concat()),
        Err(ArchiveError::Truncated)
    );
}

#[test]
fn a_first_page_that_is_none_is_named() {
    let bytes = b"planisphere organization 2\n\x02{}\x00";
    let error = read(bytes).unwrap_err();
    assert_eq!(error.code(), "archive_unreadable_manifest");
    assert!(error.to_string().contains("missing field"), "{error}");
}

#[test]
fn the_beginning_is_known_as_far_as_it_goes() {
    assert!(begins_as_one(b""));
    assert!(begins_as_one(b"planis"));
    assert!(begins_as_one(&with_secrets()));
    assert!(!begins_as_one(b"<!doctype html>"));
    assert!(!begins_as_one(&[0; 100]));
}

/// A small generator, so that the same damage is done on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn whatever_is_done_to_a_file_it_is_refused_and_nothing_panics() {
    let whole = with_secrets();
    let mut dice = Dice(5);
    for round in 0..4_000 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(3) {
            match dice.below(4) {
                0 => bytes.truncate(dice.below(bytes.len() + 1)),
                1 if !bytes.is_empty() => {
                    let place = dice.below(bytes.len());
                    bytes[place] = dice.below(256) as u8;
                }
                2 => bytes.insert(dice.below(bytes.len() + 1), dice.below(256) as u8),
                _ if !bytes.is_empty() => {
                    bytes.remove(dice.below(bytes.len()));
                }
                _ => {}
            }
        }
        if bytes != whole {
            assert!(read(&bytes).is_err(), "round {round}");
        }
    }
}

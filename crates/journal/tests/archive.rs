//! The file of a whole Organization: round trip, every flipped bit, every cut.
use planisphere_journal::archive::{ArchiveError, read, write};
use planisphere_journal::{Damage, Frame, FrameError, Head};
use proptest::prelude::*;

fn log(payloads: &[Vec<u8>]) -> Vec<Frame> {
    let mut head = Head::genesis();
    payloads
        .iter()
        .map(|payload| {
            let frame = Frame::seal(&head, payload.clone());
            head = frame.head();
            frame
        })
        .collect()
}

fn three() -> Vec<Frame> {
    log(&[b"one".to_vec(), Vec::new(), vec![7; 300]])
}

#[test]
fn the_file_starts_with_a_line_that_says_what_it_is() {
    let bytes = write(&three()).unwrap();
    assert!(bytes.starts_with(b"planisphere organization 1\n\x04one\x01"));
    // 303 bytes of content and little else: no header or hash per commit
    assert_eq!(bytes.len(), 27 + 1 + 3 + 1 + 2 + 300 + 2 + 32);
}

#[test]
fn an_empty_log_reads_back() {
    assert_eq!(read(&write(&[]).unwrap()), Ok(Vec::new()));
}

#[test]
fn every_flipped_bit_is_found() {
    let bytes = write(&three()).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(read(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn every_cut_is_found() {
    let bytes = write(&three()).unwrap();
    assert_eq!(read(b""), Err(ArchiveError::NotAnArchive));
    for length in 1..bytes.len() {
        assert_eq!(
            read(&bytes[..length]),
            Err(ArchiveError::Truncated),
            "{length}"
        );
    }
}

#[test]
fn a_missing_commit_is_found() {
    let bytes = write(&three()).unwrap();
    let mut without_the_empty_one = bytes.clone();
    without_the_empty_one.remove(31);
    assert_eq!(read(&without_the_empty_one), Err(ArchiveError::Damaged));
}

#[test]
fn errors_name_what_is_wrong() {
    assert_eq!(
        read(b"PK\x03\x04 a zip file"),
        Err(ArchiveError::NotAnArchive)
    );
    assert_eq!(
        read(b"planisphere organization one\n"),
        Err(ArchiveError::NotAnArchive)
    );
    assert_eq!(
        read(b"planisphere organization 12345678901\n"),
        Err(ArchiveError::NotAnArchive)
    );
    let newer = read(b"planisphere organization 12\nanything").unwrap_err();
    assert_eq!(newer, ArchiveError::UnknownVersion { found: 12 });
    assert_eq!(newer.code(), "archive_unknown_version");
    assert_eq!(
        newer.to_string(),
        "this file has format 12 and this Planisphere reads format 2 and older; open it with the newest Planisphere"
    );
    let mut longer = write(&three()).unwrap();
    longer.push(b'\n');
    assert_eq!(read(&longer), Err(ArchiveError::TrailingBytes { extra: 1 }));
    // A number that is not in its shortest form.
    assert_eq!(
        read(b"planisphere organization 1\n\x81\x00"),
        Err(ArchiveError::Damaged)
    );
}

#[test]
fn a_damaged_log_is_not_written() {
    let mut frames = three();
    frames.remove(1);
    let what = FrameError::WrongSequence {
        expected: 2,
        found: 3,
    };
    assert_eq!(write(&frames), Err(Damage { at: 2, what }));
}

proptest! {
    #[test]
    fn any_log_reads_back(
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..12)
    ) {
        let frames = log(&payloads);
        prop_assert_eq!(read(&write(&frames).unwrap()), Ok(frames));
    }

    #[test]
    fn any_bytes_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut file = b"planisphere organization 1\n".to_vec();
        file.extend(&bytes);
        prop_assert!(read(&file).is_err());
        let _ = read(&bytes);
    }
}

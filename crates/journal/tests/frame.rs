//! Frames: round trip, every flipped bit, every cut, and the order of a chain.
use planisphere_journal::frame::FRAME_VERSION;
use planisphere_journal::{ChainVerifier, Damage, Frame, FrameError, Head, verify};
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

fn payload() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

#[test]
fn the_first_frame_has_these_bytes() {
    let bytes = Frame::seal(&Head::genesis(), b"{}".to_vec()).encode();
    let mut expected = b"PLNF\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01".to_vec();
    expected.extend([0; 32]);
    expected.extend(b"\x00\x00\x00\x00\x00\x00\x00\x02{}");
    assert_eq!(bytes[..expected.len()], expected);
    let hash: String = bytes[expected.len()..]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // sha256sum of 32 zero bytes followed by the bytes above
    assert_eq!(
        hash,
        "6d4060685926aeff0bc90f6b9f695f0743923b58457289beb9710cefcfdcffdd"
    );
}

#[test]
fn sequences_count_from_one() {
    let frames = log(&[b"a".to_vec(), b"b".to_vec()]);
    assert_eq!(frames[0].sequence(), 1);
    assert_eq!(frames[1].sequence(), 2);
    assert_eq!(frames[1].previous(), &frames[0].head().hash);
    assert_eq!(verify(&frames), Ok(frames[1].head()));
    assert_eq!(verify(&[]), Ok(Head::genesis()));
}

#[test]
fn every_flipped_bit_is_found() {
    let bytes = log(&[b"one".to_vec(), b"{\"events\":[1,2,3]}".to_vec()])[1].encode();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(Frame::decode(&damaged).is_err(), "bit {bit}");
    }
}

#[test]
fn every_cut_is_found() {
    let bytes = Frame::seal(&Head::genesis(), b"{\"events\":[]}".to_vec()).encode();
    for length in 0..bytes.len() {
        assert_eq!(
            Frame::decode(&bytes[..length]),
            Err(FrameError::Truncated),
            "{length}"
        );
    }
}

#[test]
fn errors_name_what_is_wrong() {
    let bytes = Frame::seal(&Head::genesis(), b"abc".to_vec()).encode();

    let mut longer = bytes.clone();
    longer.extend(b"xy");
    assert_eq!(
        Frame::decode(&longer),
        Err(FrameError::TrailingBytes { extra: 2 })
    );

    assert_eq!(
        Frame::decode(b"{\"events\":[]}"),
        Err(FrameError::NotAFrame)
    );

    let mut newer = bytes.clone();
    newer[5] = 2;
    let error = Frame::decode(&newer).unwrap_err();
    assert_eq!(
        error,
        FrameError::UnknownVersion {
            found: FRAME_VERSION + 1
        }
    );
    assert_eq!(error.code(), "frame_unknown_version");
    assert_eq!(
        error.to_string(),
        "this log has format 2 and this Planisphere reads format 1"
    );
    assert_eq!(error.way_out(), "open it with the newest Planisphere");

    let mut changed = bytes;
    changed[54] ^= 1;
    assert_eq!(Frame::decode(&changed), Err(FrameError::HashMismatch));
}

#[test]
fn a_chain_refuses_gaps_and_other_histories() {
    let frames = log(&[b"a".to_vec(), b"b".to_vec(), b"c".to_vec()]);
    let other = log(&[b"x".to_vec(), b"b".to_vec()]);

    let mut chain = ChainVerifier::new(Head::genesis());
    chain.push(&frames[0]).unwrap();
    let gap = Damage {
        at: 2,
        what: FrameError::WrongSequence {
            expected: 2,
            found: 3,
        },
    };
    assert_eq!(chain.push(&frames[2]), Err(gap));
    assert_eq!(
        chain.push(&other[1]),
        Err(Damage {
            at: 2,
            what: FrameError::WrongPrevious
        })
    );
    let doubled = FrameError::WrongSequence {
        expected: 2,
        found: 1,
    };
    assert_eq!(
        chain.push(&frames[0]),
        Err(Damage {
            at: 2,
            what: doubled
        })
    );

    // After a refusal the chain goes on from where it was.
    assert_eq!(chain.head(), frames[0].head());
    assert_eq!(chain.decode(&frames[1].encode()), Ok(frames[1].clone()));
    let cut = chain.decode(&frames[2].encode()[..60]).unwrap_err();
    assert_eq!(
        cut,
        Damage {
            at: 3,
            what: FrameError::Truncated
        }
    );
    assert_eq!(cut.code(), "frame_truncated");
    assert_eq!(chain.push(&frames[2]), Ok(frames[2].head()));
}

proptest! {
    #[test]
    fn any_log_reads_back(payloads in prop::collection::vec(payload(), 0..12)) {
        let frames = log(&payloads);
        let mut chain = ChainVerifier::new(Head::genesis());
        for (frame, payload) in frames.iter().zip(&payloads) {
            let read = chain.decode(&frame.encode()).unwrap();
            prop_assert_eq!(&read, frame);
            prop_assert_eq!(read.payload(), payload.as_slice());
        }
        prop_assert_eq!(verify(&frames), Ok(chain.head()));
    }

    #[test]
    fn any_flipped_bit_of_any_frame_is_found(payload in payload(), at in any::<prop::sample::Index>()) {
        let mut bytes = Frame::seal(&Head::genesis(), payload).encode();
        let bit = at.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(Frame::decode(&bytes).is_err());
    }

    #[test]
    fn any_bytes_decode_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Frame::decode(&bytes);
    }
}

//! Joins the pieces of code that several parts share into fewer files.
//!
//! The splitter makes one piece for every combination of parts that share something, most of them tiny. Two pieces
//! become one where the requests that this saves weigh more than the bytes that it makes somebody load for nothing.
use std::collections::BTreeSet;

/// What one request is worth, in bytes of unoptimised wasm, of which a host sends about an eighth.
const REQUEST: usize = 32_000;

/// Code that is loaded with each of the parts `used_by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The splitter's files that it is made of.
    pub files: Vec<String>,
    /// The parts that need one of them.
    pub used_by: BTreeSet<String>,
    /// Bytes, before `wasm-opt`.
    pub bytes: usize,
}

impl Piece {
    /// What joining saves, less what it costs.
    fn gain(&self, other: &Self) -> i128 {
        let count = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
        let both = self.used_by.intersection(&other.used_by).count();
        let for_nothing = other.used_by.difference(&self.used_by).count() * self.bytes
            + self.used_by.difference(&other.used_by).count() * other.bytes;
        count(both * REQUEST) - count(for_nothing)
    }

    fn join(&mut self, other: Self) {
        self.files.extend(other.files);
        self.used_by.extend(other.used_by);
        self.bytes += other.bytes;
    }
}

/// Joins the best pair again and again, until no pair gains.
pub fn gather(mut pieces: Vec<Piece>) -> Vec<Piece> {
    loop {
        let mut best: Option<(i128, usize, usize)> = None;
        for (second, piece) in pieces.iter().enumerate() {
            for (first, other) in pieces.iter().take(second).enumerate() {
                let gain = piece.gain(other);
                if gain > best.map_or(0, |(most, ..)| most) {
                    best = Some((gain, first, second));
                }
            }
        }
        let Some((_, first, second)) = best else {
            return pieces;
        };
        let joined = pieces.remove(second);
        if let Some(piece) = pieces.get_mut(first) {
            piece.join(joined);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, gather};

    fn piece(file: &str, used_by: &[&str], bytes: usize) -> Piece {
        Piece {
            files: vec![file.to_owned()],
            used_by: used_by.iter().map(|part| (*part).to_owned()).collect(),
            bytes,
        }
    }

    #[test]
    fn small_pieces_of_the_same_parts_become_one() {
        let joined = gather(vec![
            piece("1", &["a", "b"], 900),
            piece("2", &["a", "b", "c"], 500),
            piece("3", &["a", "b", "c"], 90_000),
        ]);
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].files.len(), 3);
        assert_eq!(joined[0].bytes, 91_400);
    }

    #[test]
    fn what_few_parts_need_stays_apart_from_what_all_need() {
        let apart = vec![
            piece("1", &["a", "b"], 200_000),
            piece("2", &["a", "b", "c", "d"], 150_000),
            piece("3", &["c", "d"], 150_000),
        ];
        assert_eq!(gather(apart.clone()), apart);
    }
}

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

/// Joins the best pair again and again, until no pair gains. There are some nine hundred pieces, so the best partner of
/// each is kept, and a joining looks only at the pairs that it changes.
pub fn gather(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut best: Vec<Option<Partner>> = (0..pieces.len())
        .map(|index| partner(&pieces, index))
        .collect();
    while let Some((first, second)) = best_pair(&best) {
        let joined = pieces.get_mut(second).and_then(Option::take);
        if let (Some(Some(piece)), Some(joined)) = (pieces.get_mut(first), joined) {
            piece.join(joined);
        }
        for (index, known) in best.iter_mut().enumerate().skip(first) {
            let is_stale = known.is_some_and(|known| [first, second].contains(&known.first));
            if index <= first || index == second || is_stale {
                *known = partner(&pieces, index);
            } else if let Some(new) = pair(&pieces, first, index) {
                let is_better = |known: Partner| {
                    new.gain > known.gain || (new.gain == known.gain && first < known.first)
                };
                if known.is_none_or(is_better) {
                    *known = Some(new);
                }
            }
        }
    }
    pieces.into_iter().flatten().collect()
}

/// The piece before another one that it gains most to be joined with.
#[derive(Clone, Copy)]
struct Partner {
    gain: i128,
    first: usize,
}

/// What joining these two gains, if it does.
fn pair(pieces: &[Option<Piece>], first: usize, second: usize) -> Option<Partner> {
    let of = |index: usize| pieces.get(index)?.as_ref();
    let gain = of(second)?.gain(of(first)?);
    (gain > 0).then_some(Partner { gain, first })
}

/// The best partner of a piece; of equal ones the first.
fn partner(pieces: &[Option<Piece>], second: usize) -> Option<Partner> {
    let all = (0..second).rev().filter_map(|it| pair(pieces, it, second));
    all.max_by_key(|partner| partner.gain)
}

/// The best pair of all; of equal ones the first.
fn best_pair(best: &[Option<Partner>]) -> Option<(usize, usize)> {
    let all = best.iter().enumerate().rev();
    let all = all.filter_map(|(second, it)| it.map(|it| (second, it)));
    all.max_by_key(|(_, partner)| partner.gain)
        .map(|(second, partner)| (partner.first, second))
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
    fn each_time_the_best_of_all_pairs_is_joined() {
        // Numbers that look random and are the same each time.
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..50 {
            let pieces: Vec<Piece> = (0..next(30))
                .map(|name| Piece {
                    files: vec![name.to_string()],
                    used_by: (0..6)
                        .filter(|_| next(2) == 0)
                        .map(|it| it.to_string())
                        .collect(),
                    bytes: usize::try_from(next(40_000)).unwrap(),
                })
                .collect();
            assert_eq!(gather(pieces.clone()), looking_at_every_pair(pieces));
        }
    }

    fn looking_at_every_pair(mut pieces: Vec<Piece>) -> Vec<Piece> {
        loop {
            let mut best = (0, 0, 0);
            for second in 0..pieces.len() {
                for first in 0..second {
                    let gain = pieces[second].gain(&pieces[first]);
                    if gain > best.0 {
                        best = (gain, first, second);
                    }
                }
            }
            if best.0 == 0 {
                return pieces;
            }
            let joined = pieces.remove(best.2);
            pieces[best.1].join(joined);
        }
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

//! A part of the rows, where all of them do not fit into memory.

use crate::random::{Generator, Seed};
use crate::table::facts::note::Note;

/// The seed of all samples, so that a file gives the same rows each time.
const SEED: Seed = Seed::new(0);

/// Takes one row of each block, at a random place: the rows cover the whole file, and what repeats in it, such as the hours
/// of a day, does not repeat with them.
#[derive(Debug)]
pub(in crate::table) struct Sample {
    every: u32,
    generator: Generator,
    rows: u64,
    /// The place in the current block of the row that is taken.
    taken: u64,
}

impl Sample {
    /// One row of so many.
    pub(in crate::table) fn one_row_of(every: u32) -> Self {
        Self {
            every: every.max(1),
            generator: SEED.derive("sampled rows", u64::from(every)).generator(),
            rows: 0,
            taken: 0,
        }
    }

    /// Whether the next row is taken.
    pub(in crate::table) fn takes_next(&mut self) -> bool {
        let place = self.rows % u64::from(self.every);
        if place == 0 {
            self.taken = self.generator.below(self.every as usize) as u64;
        }
        self.rows += 1;
        place == self.taken
    }

    /// What is said about it.
    pub(in crate::table) fn note(&self) -> Note {
        Note::Sampled {
            every: self.every,
            rows: self.rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_of_each_block_is_taken_at_changing_places() {
        let mut sample = Sample::one_row_of(24);
        let taken: Vec<u64> = (0..24_000).filter(|_| sample.takes_next()).collect();
        assert_eq!(taken.len(), 1_000);
        assert!(taken.iter().zip(0..).all(|(row, block)| row / 24 == block));
        let mut places = [0; 24];
        for row in taken {
            places[usize::try_from(row % 24).unwrap()] += 1;
        }
        assert!(places.iter().all(|&count| count > 20), "{places:?}");
        assert_eq!(
            sample.note(),
            Note::Sampled {
                every: 24,
                rows: 24_000
            }
        );
    }
}

//! Bins of rows that follow each other in time.
//!
//! # The idea
//!
//! A row that resembles the row before it says little that is new, so 365 days of weather hold far fewer independent values
//! than 365. Permuting such rows one by one, or in shuffled bins, takes them for independent and rejects far too often. So a
//! bin becomes a *run* of consecutive rows, long enough that runs hardly know of each other. Whole runs then change sides,
//! and what holds rows of a run together is in every permutation as it is in the data (block permutation, as in Künsch's
//! block bootstrap, Ann. Statist. 1989).
//!
//! Runs never reach across a gap, nor from one stratum into another ([`Segment`]).
//!
//! # The trap
//!
//! Of long runs only some rows are compared in pairs ([`Bins::paired`]): the first ones of each bin. In the order of time
//! these would be the first hours of each run, so the rows of a run are shuffled among themselves.

use std::collections::BTreeMap;

use crate::features::Segment;
use crate::random::{Generator, Seed};

use super::plan::{Bins, MAX_PAIRED_ROWS, Plan};
use super::sides::{MAX_SPLITS, binomial_at_most};

/// Runs of both sides together that more rows do not need: then runs become longer.
const MANY_RUNS: usize = 256;

/// The most runs of both sides together; of more, some are drawn.
const MAX_RUNS: usize = 512;

impl Plan {
    /// Plans a test whose bins are runs of at least `length` rows that follow each other. What fills no run is left out, and so
    /// is a stratum that only one side has.
    #[must_use]
    pub fn in_runs(sides: [&[Segment]; 2], length: usize, seed: Seed) -> Self {
        let mut generator = seed.derive("rows of the test", 0).generator();
        let length = grown(sides, length.max(1));
        let mut strata: BTreeMap<usize, [Vec<Vec<usize>>; 2]> = BTreeMap::new();
        for (side, segments) in sides.into_iter().enumerate() {
            for segment in segments {
                let runs = segment.rows.chunks_exact(length).map(<[usize]>::to_vec);
                strata.entry(segment.stratum).or_default()[side].extend(runs);
            }
        }
        strata.retain(|_, sides| sides.iter().all(|runs| !runs.is_empty()));
        let mut strata: Vec<[Vec<Vec<usize>>; 2]> = strata.into_values().collect();
        let all: usize = strata.iter().flatten().map(Vec::len).sum();
        let subsampled = all > MAX_RUNS;
        if subsampled {
            for runs in strata.iter_mut().flatten() {
                generator.shuffle(runs);
                runs.truncate((runs.len() * MAX_RUNS / all).max(1));
            }
        }
        let counts: Vec<[usize; 2]> = strata
            .iter()
            .map(|sides| sides.each_ref().map(Vec::len))
            .collect();
        let [source_runs, target_runs] =
            [0, 1].map(|side| counts.iter().map(|count| count[side]).sum::<usize>());
        let runs = source_runs + target_runs;
        let [source, target] = [0, 1].map(|side| {
            let mut rows = Vec::new();
            for sides in &mut strata {
                for run in &mut sides[side] {
                    shuffled_into(run, &mut rows, &mut generator);
                }
            }
            rows
        });
        let is_one = counts.len() <= 1;
        Self {
            source,
            target,
            bins: Bins {
                rows: length,
                paired: length.min(MAX_PAIRED_ROWS / runs.max(1)).max(1),
                strata: if is_one { Vec::new() } else { counts },
            },
            enumerated: is_one && binomial_at_most(runs, source_runs, MAX_SPLITS).is_some(),
            subsampled,
        }
    }

    /// The bins of source and target.
    #[must_use]
    pub fn counted(&self) -> [usize; 2] {
        [&self.source, &self.target].map(|rows| rows.len() / self.bins.rows.max(1))
    }
}

/// The length of runs, made longer where there would be more than are needed, as long as most segments hold such a run.
fn grown(sides: [&[Segment]; 2], length: usize) -> usize {
    let mut lengths: Vec<usize> = sides
        .into_iter()
        .flatten()
        .map(|segment| segment.rows.len())
        .collect();
    let all: usize = lengths.iter().sum();
    lengths.sort_unstable();
    let most = lengths.get(lengths.len() / 4).copied().unwrap_or(length);
    // Whole multiples, so that a run of whole days stays one.
    let times = all.div_ceil(MANY_RUNS).div_ceil(length).min(most / length);
    length * times.max(1)
}

fn shuffled_into(run: &mut [usize], rows: &mut Vec<usize>, generator: &mut Generator) {
    generator.shuffle(run);
    rows.extend_from_slice(run);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(stratum: usize, rows: std::ops::Range<usize>) -> Segment {
        Segment {
            stratum,
            rows: rows.collect(),
        }
    }

    #[test]
    fn runs_keep_neighbours_together_and_cross_no_border() {
        let source = [segment(0, 0..31), segment(1, 31..59), segment(2, 59..90)];
        let target = [segment(1, 0..25), segment(0, 40..60)];
        let plan = Plan::in_runs([&source, &target], 10, Seed::new(1));
        // The target has no third stratum.
        assert_eq!(plan.bins.strata, [[3, 2], [2, 2]]);
        assert_eq!(plan.counted(), [5, 4]);
        assert_eq!([plan.bins.rows, plan.bins.paired], [10, 10]);
        assert!(!plan.enumerated && !plan.subsampled);
        let runs = |rows: &[usize]| -> Vec<usize> {
            let runs = rows.chunks_exact(10).map(|run| {
                let mut run = run.to_vec();
                run.sort_unstable();
                assert_eq!(run[9] - run[0], 9, "{run:?}");
                run[0]
            });
            runs.collect()
        };
        assert_eq!(runs(&plan.source), [0, 10, 20, 31, 41]);
        assert_eq!(runs(&plan.target), [40, 50, 0, 10]);
        assert_ne!(plan.source[..10], (0..10).collect::<Vec<_>>(), "shuffled within");
    }

    #[test]
    fn many_rows_have_long_runs_of_which_some_rows_are_paired() {
        let side = [segment(0, 0..1_000_000)];
        let plan = Plan::in_runs([&side, &side], 24, Seed::new(1));
        assert_eq!(plan.bins.rows % 24, 0);
        let [source, target] = plan.counted();
        assert!(
            source == target && (240..=256).contains(&(source + target)),
            "{source}"
        );
        assert_eq!(plan.bins.paired, MAX_PAIRED_ROWS / (source + target));
        // Where segments are short, some runs are drawn.
        let days: Vec<Segment> = (0..2_000)
            .map(|day| segment(0, day * 24..(day + 1) * 24))
            .collect();
        let plan = Plan::in_runs([&days, &days], 24, Seed::new(1));
        assert_eq!(
            (plan.counted(), plan.bins.rows, plan.subsampled),
            ([256, 256], 24, true)
        );
    }
}

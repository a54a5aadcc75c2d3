//! Which rows serve for what: training, validation, and rows that nothing else has seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::features::{HoldOut, Label, LabelKind, Side, Split};
use crate::model::BLOCKS;
use crate::random::{Generator, Seed};
use crate::report::{HeldOutBy, MIN_HELD_OUT, MIN_TEACHING, RowsOfRepeat, repeats_for};

/// Share of the rows that may teach that only decide when training stops.
const VALIDATION: f64 = 0.2;

/// Share of the source's labelled rows that only judge what was forgotten, and where the layers part.
const SOURCE_HELD_OUT: f64 = 0.15;

/// Most labelled rows of a side that take part in the comparison.
const MAX_ROWS: usize = 200_000;

/// The rows of a comparison, drawn once: what judges is locked away before anything learns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Source rows with a label.
    pub(super) source: Vec<usize>,
    /// Target rows that may teach.
    pub(super) adaptation: Vec<usize>,
    /// Target rows that only judge.
    pub(super) held_out: Vec<usize>,
    /// The block of each of them that the jackknife leaves out, below [`BLOCKS`].
    pub(super) blocks: Vec<u8>,
    /// How they were held out.
    pub(super) by: HeldOutBy,
}

/// The rows of one repeat. No row is in two lists of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    /// Source rows that weights are fitted on.
    pub(super) source_training: Vec<usize>,
    /// Source rows that training stops by.
    pub(super) source_validation: Vec<usize>,
    /// Source rows that only judge.
    pub(super) source_held_out: Vec<usize>,
    /// Target rows that weights are fitted on.
    pub(super) target_training: Vec<usize>,
    /// Target rows that training stops by.
    pub(super) target_validation: Vec<usize>,
}

impl Drawn {
    /// Draws the rows: `share` of the target's labelled rows judge, those of `shared` (which stand in the source, too)
    /// never do. Where the latest rows, or whole groups, do not hold the labels it takes, rows are held out at random.
    pub(super) fn draw(
        label: &Label<'_>,
        hold_out: &HoldOut,
        shared: &[usize],
        share: f64,
        seed: Seed,
    ) -> Self {
        let mut generator = seed.derive("held out", 0).generator();
        let source = at_most(MAX_ROWS, label.rows(Side::Source), &mut generator);
        let target = at_most(MAX_ROWS, label.rows(Side::Target), &mut generator);
        let shared: BTreeSet<usize> = shared.iter().copied().collect();
        let candidates: Vec<usize> = target
            .iter()
            .copied()
            .filter(|row| !shared.contains(row))
            .collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count"
        )]
        let wanted = ((target.len() as f64 * share).round() as usize)
            .min(candidates.len())
            .max(1);
        let by_order = match hold_out {
            HoldOut::Chance => None,
            HoldOut::Time { column, moments } => latest(&candidates, moments, wanted)
                .map(|(rows, blocks)| (rows, blocks, HeldOutBy::Time(column.clone()))),
            HoldOut::Group { column, groups } => whole_groups(&candidates, groups, wanted, &mut generator)
                .map(|(rows, blocks)| (rows, blocks, HeldOutBy::Group(column.clone()))),
        };
        let rest = |held_out: &[usize]| {
            let held_out: BTreeSet<usize> = held_out.iter().copied().collect();
            let rest = target.iter().copied().filter(|row| !held_out.contains(row));
            rest.collect::<Vec<usize>>()
        };
        let by_order = by_order
            .map(|(held_out, blocks, by)| (rest(&held_out), held_out, blocks, by))
            .filter(|(adaptation, held_out, _, _)| {
                label.varies(Side::Target, adaptation)
                    && label.varies(Side::Target, held_out)
                    && 2 * adaptation.len() >= held_out.len()
                    // Where many rows share the moment at which the latest begin, few may be left behind it.
                    && 2 * held_out.len() >= wanted
                    && held_out.len() >= MIN_HELD_OUT.min(wanted)
                    && adaptation.len() >= MIN_TEACHING.min(target.len() - wanted)
            });
        let (adaptation, held_out, blocks, by) = by_order.unwrap_or_else(|| {
            let mut held_out = if wanted >= candidates.len() {
                // A split always keeps a row, and here others are there to teach.
                candidates.clone()
            } else {
                let share = wanted as f64 / candidates.len() as f64;
                label
                    .split(Side::Target, &candidates, share, &mut generator)
                    .held_out
            };
            if let LabelKind::Classification { .. } = label.kind {
                // One class after the other, so that each block has its part of each.
                let classes = label.classes(Side::Target, &held_out);
                let mut order: Vec<usize> = (0..held_out.len()).collect();
                order.sort_by_key(|&index| classes[index]);
                held_out = order.into_iter().map(|index| held_out[index]).collect();
            }
            let blocks = (0..held_out.len()).map(|index| block(index % BLOCKS)).collect();
            (rest(&held_out), held_out, blocks, HeldOutBy::Chance)
        });
        Self {
            source,
            adaptation,
            held_out,
            blocks,
            by,
        }
    }

    /// How many repeats such a comparison has: those that were asked for, fewer where there are very many rows.
    pub(super) fn repeats(&self, asked: u32) -> u32 {
        let rows = self.source.len() + self.adaptation.len();
        repeats_for(asked, rows as u64)
    }

    /// The rows of one repeat.
    pub(super) fn repeat(&self, label: &Label<'_>, seed: Seed) -> Rows {
        let mut generator = seed.derive("split", 0).generator();
        let source = label.split(Side::Source, &self.source, SOURCE_HELD_OUT, &mut generator);
        let kept = label.split(Side::Source, &source.kept, VALIDATION, &mut generator);
        let target = label.split(Side::Target, &self.adaptation, VALIDATION, &mut generator);
        Rows {
            source_training: kept.kept,
            source_validation: kept.held_out,
            source_held_out: source.held_out,
            target_training: target.kept,
            target_validation: target.held_out,
        }
    }

    /// The rows of a repeat in which only so many target rows may teach or tell when to stop: training, validation.
    pub(super) fn budget(&self, label: &Label<'_>, rows: usize, seed: Seed) -> [Vec<usize>; 2] {
        let mut generator = seed.derive("budget", rows as u64).generator();
        let share = rows as f64 / self.adaptation.len().max(1) as f64;
        let some = label
            .split(Side::Target, &self.adaptation, share, &mut generator)
            .held_out;
        let Split { held_out, kept } = label.split(Side::Target, &some, VALIDATION, &mut generator);
        [kept, held_out]
    }

    /// Which blocks have rows.
    pub(super) fn filled(&self) -> [bool; BLOCKS] {
        let mut filled = [false; BLOCKS];
        for &block in &self.blocks {
            filled[usize::from(block)] = true;
        }
        filled
    }

    /// How many rows serve for what.
    pub(super) fn counted(&self, rows: &Rows) -> RowsOfRepeat {
        let count = |rows: &[usize]| rows.len() as u64;
        RowsOfRepeat {
            source_training: count(&rows.source_training),
            source_validation: count(&rows.source_validation),
            source_held_out: count(&rows.source_held_out),
            target_training: count(&rows.target_training),
            target_validation: count(&rows.target_validation),
            held_out: count(&self.held_out),
        }
    }
}

/// The number of a block, which is below [`BLOCKS`].
fn block(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// The latest rows in their order, in blocks of neighbours, so that what holds for a stretch of time is left out as one.
/// Rows of one moment stay together. Nothing where too few have a moment.
fn latest(candidates: &[usize], moments: &[f64], wanted: usize) -> Option<(Vec<usize>, Vec<u8>)> {
    let mut dated: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|&row| moments.get(row).is_some_and(|moment| !moment.is_nan()))
        .collect();
    dated.sort_by(|&one, &other| moments[one].total_cmp(&moments[other]).then(one.cmp(&other)));
    let start = dated.len().checked_sub(wanted)?;
    let first = moments[*dated.get(start)?];
    let before = start.checked_sub(1).map(|index| moments[dated[index]]);
    // A moment that would be cut goes to the rows that teach.
    let start = match before {
        #[expect(clippy::float_cmp, reason = "one moment means the same number")]
        Some(before) if before == first => dated.partition_point(|&row| moments[row] <= first),
        _ => start,
    };
    let held_out = dated.split_off(start);
    let count = held_out.len();
    let blocks = (0..count).map(|index| block(index * BLOCKS / count)).collect();
    (count > 0).then_some((held_out, blocks))
}

/// Whole groups in random order until there are enough rows, each group in one block. Nothing where all rows would be
/// taken.
fn whole_groups(
    candidates: &[usize],
    groups: &[usize],
    wanted: usize,
    generator: &mut Generator,
) -> Option<(Vec<usize>, Vec<u8>)> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &row in candidates {
        members.entry(*groups.get(row)?).or_default().push(row);
    }
    let mut order: Vec<Vec<usize>> = members.into_values().collect();
    generator.shuffle(&mut order);
    let (mut held_out, mut blocks) = (Vec::new(), Vec::new());
    for (index, rows) in order.into_iter().enumerate() {
        if held_out.len() >= wanted {
            return Some((held_out, blocks));
        }
        blocks.extend(std::iter::repeat_n(block(index % BLOCKS), rows.len()));
        held_out.extend(rows);
    }
    None
}

/// So many of these rows at most, drawn at random where there are more.
pub(super) fn at_most(max: usize, mut rows: Vec<usize>, generator: &mut Generator) -> Vec<usize> {
    if rows.len() > max {
        generator.shuffle(&mut rows);
        rows.truncate(max);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::PairedColumn;

    fn column() -> PairedColumn<'static> {
        let source: Vec<f64> = (0..50).map(|row| f64::from(row) + 0.5).collect();
        let target: Vec<f64> = (0..60)
            .map(|row| if row % 10 == 0 { f64::NAN } else { f64::from(row) })
            .collect();
        PairedColumn::of_numbers("y", source, target)
    }

    #[test]
    fn no_row_serves_twice_and_rows_without_label_never() {
        let column = column();
        let label = Label::of(&column).unwrap();
        let drawn = Drawn::draw(&label, &HoldOut::Chance, &[], 0.4, Seed::new(4));
        let rows = drawn.repeat(&label, Seed::new(4));
        let mut all = [
            rows.target_training.clone(),
            rows.target_validation.clone(),
            drawn.held_out.clone(),
        ]
        .concat();
        all.sort_unstable();
        let expected: Vec<usize> = (0..60).filter(|row| row % 10 != 0).collect();
        assert_eq!(all, expected);
        assert_eq!((drawn.held_out.len(), rows.target_validation.len()), (22, 6));
        let counted = drawn.counted(&rows);
        assert_eq!((counted.held_out, counted.target_validation), (22, 6));
        let of_source = [
            &rows.source_training,
            &rows.source_validation,
            &rows.source_held_out,
        ];
        let mut of_source: Vec<usize> = of_source.into_iter().flatten().copied().collect();
        of_source.sort_unstable();
        assert_eq!(of_source, (0..50).collect::<Vec<usize>>());
        assert_ne!(rows, drawn.repeat(&label, Seed::new(5)));
        let [training, validation] = drawn.budget(&label, 20, Seed::new(4));
        assert_eq!((training.len(), validation.len()), (16, 4));
        assert!(
            training
                .iter()
                .chain(&validation)
                .all(|row| drawn.adaptation.contains(row))
        );
    }

    /// Rows of such tables.
    fn drawn(hold_out: &HoldOut, shared: &[usize]) -> Drawn {
        Drawn::draw(
            &Label::of(&column()).unwrap(),
            hold_out,
            shared,
            0.3,
            Seed::new(4),
        )
    }

    #[test]
    fn rows_that_stand_in_the_source_never_judge() {
        let shared: Vec<usize> = (1..40).collect();
        let drawn = drawn(&HoldOut::Chance, &shared);
        assert!(
            drawn.held_out.iter().all(|row| *row >= 40),
            "{:?}",
            drawn.held_out
        );
        assert!(
            shared
                .iter()
                .filter(|row| *row % 10 != 0)
                .all(|row| drawn.adaptation.contains(row))
        );
    }

    #[test]
    fn the_latest_rows_judge_and_no_moment_is_cut() {
        // Seven rows a day, backwards.
        let moments: Vec<f64> = (0..60).map(|row| f64::from((59 - row) / 7)).collect();
        let hold_out = HoldOut::Time {
            column: "day".into(),
            moments: moments.clone(),
        };
        let drawn = drawn(&hold_out, &[]);
        assert_eq!(drawn.by, HeldOutBy::Time("day".into()));
        let earliest = drawn
            .held_out
            .iter()
            .map(|&row| moments[row])
            .fold(f64::MAX, f64::min);
        assert!(drawn.adaptation.iter().all(|&row| moments[row] < earliest));
        assert!(drawn.held_out.is_sorted_by_key(|&row| moments[row]));
        assert!(drawn.blocks.is_sorted());
    }

    #[test]
    fn a_moment_that_most_rows_share_does_not_leave_a_handful_to_judge() {
        let by = |alone: u32| {
            // Many rows of one day, and so many of later ones.
            let moments = (0..60_u32).map(|row| match row {
                0..20 => f64::from(row),
                _ if row < 60 - alone => 50.0,
                _ => 100.0 + f64::from(row),
            });
            let hold_out = HoldOut::Time {
                column: "day".into(),
                moments: moments.collect(),
            };
            let drawn = drawn(&hold_out, &[]);
            (drawn.by, drawn.held_out.len())
        };
        // 16 are wanted.
        assert_eq!(by(4), (HeldOutBy::Chance, 16));
        assert_eq!(by(12), (HeldOutBy::Time("day".into()), 11));
    }

    #[test]
    fn groups_are_never_cut() {
        let groups: Vec<usize> = (0..60).map(|row| row / 3).collect();
        let hold_out = HoldOut::Group {
            column: "customer".into(),
            groups: groups.clone(),
        };
        let drawn = drawn(&hold_out, &[]);
        assert_eq!(drawn.by, HeldOutBy::Group("customer".into()));
        let held: BTreeSet<usize> = drawn.held_out.iter().map(|&row| groups[row]).collect();
        assert!(drawn.adaptation.iter().all(|&row| !held.contains(&groups[row])));
        assert!(
            (16..=20).contains(&drawn.held_out.len()),
            "{}",
            drawn.held_out.len()
        );
    }

    #[test]
    fn where_the_latest_have_one_label_rows_are_held_out_at_random() {
        let source: Vec<f64> = (0..50).map(|row| f64::from(row) + 0.5).collect();
        let target: Vec<f64> = (0..60).map(|row| f64::from(row).min(30.0)).collect();
        let column = PairedColumn::of_numbers("y", source, target);
        let label = Label::of(&column).unwrap();
        let hold_out = HoldOut::Time {
            column: "day".into(),
            moments: (0..60).map(f64::from).collect(),
        };
        let drawn = Drawn::draw(&label, &hold_out, &[], 0.3, Seed::new(4));
        assert_eq!(drawn.by, HeldOutBy::Chance);
    }

    #[test]
    fn very_many_rows_have_fewer_repeats() {
        let drawn = |rows: usize| Drawn {
            source: (0..rows).collect(),
            adaptation: Vec::new(),
            held_out: Vec::new(),
            blocks: Vec::new(),
            by: HeldOutBy::Chance,
        };
        assert_eq!(
            [6_000, 20_000, 100_000].map(|rows| drawn(rows).repeats(10)),
            [10, 5, 3]
        );
        assert_eq!(drawn(20_000).repeats(2), 2);
    }
}

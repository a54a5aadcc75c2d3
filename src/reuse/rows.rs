//! Which rows serve for what: training, validation, and rows that nothing else has seen.

use std::collections::BTreeSet;

use crate::failure::ModelError;
use crate::features::{HoldOut, Label, LabelKind, Side};
use crate::model::{Answers, BLOCKS, Judged, Truth, by_variance, judge, scaled};
use crate::random::{Generator, Seed};
use crate::report::{HeldOutBy, MAX_STRETCHES, RowsOfRepeat, repeats_for};

use super::cuts::{Cut, InTime, VALIDATION, block, whole_groups};
use super::seasonal::seasonal;

/// Share of the source's labelled rows that only judge what was forgotten, and where the layers part.
const SOURCE_HELD_OUT: f64 = 0.15;

/// Most labelled rows of a side that take part in the comparison.
const MAX_ROWS: usize = 200_000;

/// The rows of a comparison, drawn once: what judges is locked away before anything learns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    /// Source rows with a label.
    pub(super) source: Vec<usize>,
    /// Target rows with a label.
    pub(super) target: Vec<usize>,
    /// The cut with the latest rows, or the only one.
    pub(super) last: Cut,
    /// Those before it.
    earlier: Vec<Cut>,
    /// How rows were held out.
    pub(super) by: HeldOutBy,
    /// The repeats, which share the cuts among them.
    pub(super) repeats: u32,
    /// The variance of the labels of all rows that judge, where these are numbers in several cuts.
    variance: Option<f64>,
}

/// What a comparison asks of the rows that judge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Their share of the target's rows.
    pub(super) share: f64,
    /// The repeats that are asked for.
    pub(super) repeats: u32,
    /// How far rows depend on each other: the integrated autocorrelation time in steps; 0 where they do not.
    pub(super) dependence: f64,
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

#[cfg(test)]
impl Wanted {
    /// A share of independent rows.
    pub(super) fn share(share: f64) -> Self {
        Self {
            share,
            repeats: 10,
            dependence: 0.0,
        }
    }
}

impl Drawn {
    /// Draws the rows: a share of the target's labelled rows judge, those of `shared` (which stand in the source, too)
    /// never do. Where the latest rows, or whole groups, do not hold the labels it takes, rows are held out at random.
    pub(super) fn draw(
        label: &Label<'_>,
        hold_out: &HoldOut,
        shared: &[usize],
        asked: Wanted,
        seed: Seed,
    ) -> Self {
        let mut generator = seed.derive("held out", 0).generator();
        let source = at_most(MAX_ROWS, label.rows(Side::Source), &mut generator);
        let mut target = at_most(MAX_ROWS, label.rows(Side::Target), &mut generator);
        target.sort_unstable();
        let shared: BTreeSet<usize> = shared.iter().copied().collect();
        let own = target.iter().copied().filter(|row| !shared.contains(row));
        let candidates: Vec<usize> = own.collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count"
        )]
        let wanted = ((target.len() as f64 * asked.share).round() as usize)
            .min(candidates.len())
            .max(1);
        let found = match hold_out {
            HoldOut::Chance => None,
            HoldOut::Time { column, moments } => {
                let in_time = InTime {
                    target: &target,
                    candidates: &candidates,
                    moments,
                    dependence: asked.dependence,
                };
                let stretches = u64::from(asked.repeats).min(MAX_STRETCHES);
                let mut cuts = in_time.cuts(label, wanted, stretches);
                if label.kind == LabelKind::Regression {
                    for cut in cuts.iter_mut().flatten() {
                        cut.naive = in_time.naive(label, &cut.adaptation);
                        cut.seasonal = seasonal(&in_time, label, cut);
                    }
                }
                cuts.map(|cuts| (cuts, HeldOutBy::Time(column.clone())))
            }
            HoldOut::Group { column, groups } => {
                let parts = whole_groups(&candidates, groups, wanted, &mut generator);
                let cut = parts.map(|(held_out, blocks)| Cut::of(&target, held_out, blocks));
                let cut = cut.filter(|cut| cut.is_enough(label, wanted));
                cut.map(|cut| (vec![cut], HeldOutBy::Group(column.clone())))
            }
        };
        let (mut cuts, by) = found.unwrap_or_else(|| (Vec::new(), HeldOutBy::Chance));
        let last = cuts.pop();
        let last = last.unwrap_or_else(|| by_chance(label, &target, &candidates, wanted, &mut generator));
        let repeats = repeats_for(asked.repeats, (source.len() + last.adaptation.len()) as u64);
        let mut drawn = Self {
            source,
            target,
            last,
            earlier: cuts,
            by,
            repeats,
            variance: None,
        };
        if !drawn.earlier.is_empty() && label.kind == LabelKind::Regression {
            drawn.variance = variance(&label.numbers(Side::Target, &drawn.judging()));
        }
        drawn
    }

    /// What answers are worth on the rows of a cut.
    pub(super) fn judged(
        &self,
        cut: &Cut,
        truth: &Truth,
        answers: &Answers,
    ) -> Result<Vec<Judged>, ModelError> {
        let mut judged = judge(truth, answers, &cut.blocks).ok_or(ModelError::ConstantLabel)?;
        if let Some(variance) = self.variance {
            by_variance(&mut judged, variance);
        }
        let by_naive = cut.naive.and_then(|naive| scaled(&judged, naive));
        judged.extend(by_naive);
        Ok(judged)
    }

    /// The cuts, the earliest first.
    pub(super) fn cuts(&self) -> impl Iterator<Item = &Cut> {
        self.earlier.iter().chain([&self.last])
    }

    /// The cut of a repeat, as its place among all.
    pub(super) fn place(&self, repeat: u32) -> usize {
        let cuts = self.earlier.len() + 1;
        (repeat as usize * cuts / self.repeats.max(1) as usize).min(cuts - 1)
    }

    /// The cut of a repeat.
    pub(super) fn cut(&self, repeat: u32) -> &Cut {
        self.earlier.get(self.place(repeat)).unwrap_or(&self.last)
    }

    /// How many of the first repeats have the first cut: they tune, and see none of the rows that judge in any.
    pub(super) fn first_repeats(&self) -> u32 {
        (0..self.repeats)
            .find(|&repeat| self.place(repeat) > 0)
            .unwrap_or(self.repeats)
    }

    /// All rows that judge, those of the earliest cut first.
    pub(super) fn judging(&self) -> Vec<usize> {
        self.cuts().flat_map(|cut| cut.held_out.iter().copied()).collect()
    }

    /// The rows of one repeat.
    pub(super) fn repeat(&self, label: &Label<'_>, cut: &Cut, seed: Seed) -> Rows {
        let mut generator = seed.derive("split", 0).generator();
        let source = label.split(Side::Source, &self.source, SOURCE_HELD_OUT, &mut generator);
        let kept = label.split(Side::Source, &source.kept, VALIDATION, &mut generator);
        let target = label.split(Side::Target, &cut.adaptation, VALIDATION, &mut generator);
        Rows {
            source_training: kept.kept,
            source_validation: kept.held_out,
            source_held_out: source.held_out,
            target_training: target.kept,
            target_validation: target.held_out,
        }
    }

    /// How many rows serve for what in the last repeat.
    pub(super) fn counted(&self, label: &Label<'_>, seed: Seed) -> RowsOfRepeat {
        let number = self.repeats.saturating_sub(1);
        let rows = self.repeat(label, &self.last, seed.derive("repeat", number.into()));
        let count = |rows: &[usize]| rows.len() as u64;
        RowsOfRepeat {
            source_training: count(&rows.source_training),
            source_validation: count(&rows.source_validation),
            source_held_out: count(&rows.source_held_out),
            target_training: count(&rows.target_training),
            target_validation: count(&rows.target_validation),
            held_out: self.judging().len() as u64,
            stretches: self.cuts().count() as u64,
            gap: self.last.spared as u64,
        }
    }
}

/// The variance of numbers that are not all the same.
fn variance(numbers: &[f64]) -> Option<f64> {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let squares: f64 = numbers.iter().map(|it| (it - mean) * (it - mean)).sum();
    let variance = squares / numbers.len() as f64;
    (variance > 0.0).then_some(variance)
}

/// Rows that judge, drawn at random.
fn by_chance(
    label: &Label<'_>,
    target: &[usize],
    candidates: &[usize],
    wanted: usize,
    generator: &mut Generator,
) -> Cut {
    let mut held_out = if wanted >= candidates.len() {
        // A split always keeps a row, and here others are there to teach.
        candidates.to_vec()
    } else {
        let share = wanted as f64 / candidates.len() as f64;
        label.split(Side::Target, candidates, share, generator).held_out
    };
    if let LabelKind::Classification { .. } = label.kind {
        // One class after the other, so that each block has its part of each.
        let classes = label.classes(Side::Target, &held_out);
        let mut order: Vec<usize> = (0..held_out.len()).collect();
        order.sort_by_key(|&index| classes[index]);
        held_out = order.into_iter().map(|index| held_out[index]).collect();
    }
    let blocks = (0..held_out.len()).map(|index| block(index % BLOCKS)).collect();
    Cut::of(target, held_out, blocks)
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
        let drawn = Drawn::draw(&label, &HoldOut::Chance, &[], Wanted::share(0.4), Seed::new(4));
        let rows = drawn.repeat(&label, drawn.cut(0), Seed::new(4));
        let mut all = [
            rows.target_training.clone(),
            rows.target_validation.clone(),
            drawn.judging(),
        ]
        .concat();
        all.sort_unstable();
        let expected: Vec<usize> = (0..60).filter(|row| row % 10 != 0).collect();
        assert_eq!(all, expected);
        assert_eq!((drawn.judging().len(), rows.target_validation.len()), (22, 6));
        let counted = drawn.counted(&label, Seed::new(4));
        assert_eq!((counted.held_out, counted.target_validation), (22, 6));
        let of_source = [
            &rows.source_training,
            &rows.source_validation,
            &rows.source_held_out,
        ];
        let mut of_source: Vec<usize> = of_source.into_iter().flatten().copied().collect();
        of_source.sort_unstable();
        assert_eq!(of_source, (0..50).collect::<Vec<usize>>());
        assert_ne!(rows, drawn.repeat(&label, drawn.cut(0), Seed::new(5)));
        let [training, validation] = drawn.last.budget(&label, 20, Seed::new(4));
        assert_eq!((training.len(), validation.len()), (16, 4));
        assert!(
            training
                .iter()
                .chain(&validation)
                .all(|row| drawn.last.adaptation.contains(row))
        );
    }

    /// Rows of such tables.
    fn drawn(hold_out: &HoldOut, shared: &[usize]) -> Drawn {
        Drawn::draw(
            &Label::of(&column()).unwrap(),
            hold_out,
            shared,
            Wanted::share(0.3),
            Seed::new(4),
        )
    }

    #[test]
    fn rows_that_stand_in_the_source_never_judge() {
        let shared: Vec<usize> = (1..40).collect();
        let drawn = drawn(&HoldOut::Chance, &shared);
        assert!(
            drawn.judging().iter().all(|row| *row >= 40),
            "{:?}",
            drawn.judging()
        );
        assert!(
            shared
                .iter()
                .filter(|row| *row % 10 != 0)
                .all(|row| drawn.last.adaptation.contains(row))
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
        assert!(drawn.judging().is_sorted_by_key(|&row| moments[row]));
        // Of three stretches the last would have half of what it takes to judge.
        assert_eq!(drawn.cuts().count(), 1);
        for cut in drawn.cuts() {
            let begin = moments[cut.held_out[0]];
            assert!(cut.adaptation.iter().all(|&row| moments[row] < begin));
            assert!(cut.blocks.is_sorted());
        }
    }

    #[test]
    fn each_stretch_is_judged_by_what_the_rows_before_it_teach() {
        // A row a day. One in ten has no label: 18 of 54 judge.
        let moments: Vec<f64> = (0..60).map(|row| 86_400.0 * f64::from(row)).collect();
        let hold_out = HoldOut::Time {
            column: "day".into(),
            moments,
        };
        let column = column();
        let label = Label::of(&column).unwrap();
        let draw = |dependence| {
            let asked = Wanted {
                dependence,
                ..Wanted::share(1.0 / 3.0)
            };
            Drawn::draw(&label, &hold_out, &[], asked, Seed::new(4))
        };
        let independent = draw(0.0);
        let teaching = |drawn: &Drawn| drawn.cuts().map(|cut| cut.adaptation.len()).collect::<Vec<_>>();
        assert_eq!(teaching(&independent), [36, 42, 48]);
        let firsts: Vec<usize> = independent.cuts().map(|cut| cut.first).collect();
        assert_eq!(firsts, [0, 6, 12]);
        assert_eq!(
            [0, 3, 4, 6, 7, 9].map(|repeat| independent.place(repeat)),
            [0, 0, 1, 1, 2, 2]
        );
        assert_eq!(independent.first_repeats(), 4);
        // From day to day the label rises by one, or by two over a day without.
        let naive = independent.last.naive.unwrap();
        assert!((naive - 52.0 / 47.0).abs() < 1e-12, "{naive}");
        // Days within four of the first one that judges teach nothing; some of them have no label.
        let dependent = draw(2.0);
        assert_eq!(teaching(&dependent), [33, 38, 45]);
        for cut in dependent.cuts() {
            let latest = cut.adaptation.iter().max().unwrap();
            assert!(cut.held_out[0] - latest > 4, "{cut:?}");
        }
        // A block is as long as the dependence, or there are two.
        let blocks = dependent
            .last
            .shares()
            .iter()
            .filter(|share| **share > 0.0)
            .count();
        assert_eq!(blocks, 2);
        // Where the gap takes too many rows, there is none.
        let counted = draw(30.0).counted(&label, Seed::new(4));
        assert_eq!((counted.stretches, counted.gap), (1, 0));
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
            {
                let judging = drawn.judging().len();
                (drawn.by, judging)
            }
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
        let held: BTreeSet<usize> = drawn.judging().iter().map(|&row| groups[row]).collect();
        assert!(
            drawn
                .last
                .adaptation
                .iter()
                .all(|&row| !held.contains(&groups[row]))
        );
        let judging = drawn.judging().len();
        assert!((16..=20).contains(&judging), "{judging}");
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
        let drawn = Drawn::draw(&label, &hold_out, &[], Wanted::share(0.3), Seed::new(4));
        assert_eq!(drawn.by, HeldOutBy::Chance);
    }
}

//! Where the rows that judge begin: in time one stretch after the other, each judging what the rows before it taught.
//!
//! Rows that follow each other resemble their neighbours. So some of them are spared between what teaches and what judges,
//! and the blocks that an interval is computed from are stretches of time.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::features::{Label, Side, Split};
use crate::model::BLOCKS;
use crate::random::{Generator, Seed};
use crate::report::{MIN_HELD_OUT, MIN_TEACHING};

/// Between rows that teach and rows that judge lie so many times the integrated autocorrelation time. An autoregressive
/// process of the first order remembers less than two parts in a hundred that long.
const GAP_TIMES: f64 = 2.0;

/// A block of an interval is at least so many times as long, if there are enough rows for two.
const BLOCK_TIMES: f64 = 3.5;

/// Share of the rows that may teach that only decide when training stops.
pub(super) const VALIDATION: f64 = 0.2;

/// Rows that judge, with those that may teach what is judged by them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    /// Target rows that may teach.
    pub(super) adaptation: Vec<usize>,
    /// Target rows that only judge.
    pub(super) held_out: Vec<usize>,
    /// The block of each of them that the jackknife leaves out, below [`BLOCKS`].
    pub(super) blocks: Vec<u8>,
    /// The place of the first of them among those of all cuts.
    pub(super) first: usize,
    /// Rows that neither teach nor judge here: later ones, and those of the gap.
    pub(super) spared: usize,
    /// What the seasonal naive forecast says of the rows that judge; only numbers in time.
    pub(super) seasonal: Option<Vec<f64>>,
    /// How far a number is from that of the row before on the average, among rows that teach; only in time, and where no two
    /// rows have one moment.
    pub(super) naive: Option<f64>,
}

impl Cut {
    /// These rows judge, and all others may teach.
    pub(super) fn of(target: &[usize], held_out: Vec<usize>, blocks: Vec<u8>) -> Self {
        let judging: BTreeSet<usize> = held_out.iter().copied().collect();
        let rest = target.iter().copied().filter(|row| !judging.contains(row));
        Self {
            adaptation: rest.collect(),
            held_out,
            blocks,
            first: 0,
            spared: 0,
            seasonal: None,
            naive: None,
        }
    }

    /// Whether rows that were wanted to judge, and the others, are enough.
    pub(super) fn is_enough(&self, label: &Label<'_>, wanted: usize) -> bool {
        are_enough(std::slice::from_ref(self), label, wanted)
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

    /// The share of the rows that judge in each block.
    pub(super) fn shares(&self) -> [f64; BLOCKS] {
        let mut shares = [0.0; BLOCKS];
        for &block in &self.blocks {
            shares[usize::from(block)] += 1.0 / self.blocks.len() as f64;
        }
        shares
    }

    /// Whether there is something to learn and to judge.
    fn is_sound(&self, label: &Label<'_>) -> bool {
        label.varies(Side::Target, &self.adaptation) && label.varies(Side::Target, &self.held_out)
    }
}

/// Whether cuts, of which about `wanted` rows were to judge, leave enough rows to judge and to teach.
fn are_enough(cuts: &[Cut], label: &Label<'_>, wanted: usize) -> bool {
    let judging: usize = cuts.iter().map(|cut| cut.held_out.len()).sum();
    let target = cuts
        .iter()
        .map(|cut| cut.adaptation.len() + cut.held_out.len() + cut.spared);
    let rest = target.max().unwrap_or(0).saturating_sub(wanted);
    // Where many rows share the moment at which the latest begin, few may be left behind it.
    2 * judging >= wanted
        && cuts.iter().all(|cut| {
            cut.is_sound(label)
                && 2 * cut.adaptation.len() >= judging
                && cut.held_out.len() >= MIN_HELD_OUT.min(wanted)
                && cut.adaptation.len() >= MIN_TEACHING.min(rest)
        })
}

/// Target rows with their moments, of which the latest judge.
#[derive(Clone, Copy)]
pub(super) struct InTime<'t> {
    /// The target's rows with a label.
    pub(super) target: &'t [usize],
    /// Those of them that may judge.
    pub(super) candidates: &'t [usize],
    /// The moment of each row of the table in seconds; `NaN` where it has none.
    pub(super) moments: &'t [f64],
    /// The integrated autocorrelation time, in steps from moment to moment; 0 where rows are independent.
    pub(super) dependence: f64,
}

impl InTime<'_> {
    /// So many stretches of the latest rows, about `wanted` rows together; fewer, and at last without a gap, where there
    /// are too few rows. Nothing where time does not hold the labels that it takes.
    pub(super) fn cuts(&self, label: &Label<'_>, wanted: usize, stretches: u64) -> Option<Vec<Cut>> {
        let held_out = self.latest(wanted)?;
        let step = self.step();
        let gap = step * GAP_TIMES * self.dependence;
        let tries = [(stretches, gap), (1, gap), (1, 0.0)];
        let mut cuts = tries.into_iter().map(|(stretches, gap)| {
            let stretches = self.stretches(&held_out, stretches);
            let cut = |stretch: Range<usize>| self.cut(&held_out, stretch, gap, step);
            stretches.into_iter().map(cut).collect::<Vec<Cut>>()
        });
        cuts.find(|cuts| are_enough(cuts, label, wanted))
    }

    /// The latest rows in their order. A moment that would be cut goes to the rows that teach.
    fn latest(&self, wanted: usize) -> Option<Vec<usize>> {
        let mut dated = self.dated(self.candidates);
        let start = dated.len().checked_sub(wanted)?;
        let start = self.start_of_moment(&dated, start);
        let held_out = dated.split_off(start);
        (!held_out.is_empty()).then_some(held_out)
    }

    /// The first place from here on that begins a moment.
    fn start_of_moment(&self, dated: &[usize], place: usize) -> usize {
        let (Some(&row), Some(before)) = (dated.get(place), place.checked_sub(1)) else {
            return place;
        };
        let moment = self.moments[row];
        if self.moments[dated[before]] < moment {
            place
        } else {
            dated.partition_point(|&row| self.moments[row] <= moment)
        }
    }

    /// These rows in so many parts of about the same length, of which none begins within a moment.
    fn stretches(&self, held_out: &[usize], count: u64) -> Vec<Range<usize>> {
        let count = usize::try_from(count).unwrap_or(1);
        let starts = (0..count).map(|part| self.start_of_moment(held_out, part * held_out.len() / count));
        let mut ends: Vec<usize> = starts.collect();
        ends.push(held_out.len());
        ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    /// A stretch of these rows, taught by the rows before it that lie beyond the gap.
    fn cut(&self, held_out: &[usize], stretch: Range<usize>, gap: f64, step: f64) -> Cut {
        let (first, judging) = (stretch.start, &held_out[stretch.clone()]);
        let begin = judging.first().map_or(f64::INFINITY, |&row| self.moments[row]);
        // Rows without a moment may be of any.
        let teaches = |row: &usize| !self.has_moment(*row) || begin - self.moments[*row] > gap;
        let adaptation: Vec<usize> = self.target.iter().copied().filter(teaches).collect();
        let end = judging.last().map_or(begin, |&row| self.moments[row]);
        let blocks = blocks_in((end - begin) / step, BLOCK_TIMES * self.dependence);
        let count = judging.len();
        Cut {
            spared: self.target.len() - adaptation.len() - count,
            blocks: (0..count).map(|index| block(index * blocks / count)).collect(),
            held_out: judging.to_vec(),
            adaptation,
            first,
            seasonal: None,
            naive: None,
        }
    }

    /// The mean absolute step of a number from row to row, where each row has a moment of its own.
    pub(super) fn naive(&self, label: &Label<'_>, rows: &[usize]) -> Option<f64> {
        let dated = self.dated(rows);
        let is_one_series = dated
            .windows(2)
            .all(|pair| self.moments[pair[0]] < self.moments[pair[1]]);
        let labels = label.numbers(Side::Target, &dated);
        let steps: f64 = labels.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
        let mean = steps / labels.len().saturating_sub(1) as f64;
        (is_one_series && mean.is_finite() && mean > 0.0).then_some(mean)
    }

    /// Those of these rows that have a moment, in the order of time.
    pub(super) fn dated(&self, rows: &[usize]) -> Vec<usize> {
        let mut dated: Vec<usize> = rows.iter().copied().filter(|&row| self.has_moment(row)).collect();
        dated.sort_by(|&one, &other| {
            let moments = self.moments[one].total_cmp(&self.moments[other]);
            moments.then(one.cmp(&other))
        });
        dated
    }

    fn has_moment(&self, row: usize) -> bool {
        self.moments.get(row).is_some_and(|moment| !moment.is_nan())
    }

    /// The usual step from moment to moment.
    pub(super) fn step(&self) -> f64 {
        let dated = self.dated(self.target).into_iter();
        let mut moments: Vec<f64> = dated.map(|row| self.moments[row]).collect();
        moments.dedup();
        let mut steps: Vec<f64> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let middle = steps.len() / 2;
        if steps.is_empty() {
            return 1.0;
        }
        *steps.select_nth_unstable_by(middle, f64::total_cmp).1
    }
}

/// How many blocks of at least this length there are in so many steps: two at least.
fn blocks_in(steps: f64, length: f64) -> usize {
    (2..=BLOCKS)
        .rev()
        .find(|&blocks| blocks as f64 * length <= steps)
        .unwrap_or(2)
}

/// The number of a block, which is below [`BLOCKS`].
pub(super) fn block(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// Whole groups in random order until there are enough rows, each group in one block. Nothing where all rows would be
/// taken.
pub(super) fn whole_groups(
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

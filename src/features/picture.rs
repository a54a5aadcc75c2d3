//! The small picture of a column: how often values occur on each side.

use serde::{Deserialize, Serialize};

use super::paired::{Cells, PairedColumn};
use crate::report::Side;
use crate::table::{Column, MISSING_CODE, Values, calendar};

/// Bars of the small picture of a column.
const BARS: usize = 24;

/// Most categories that the small picture of a column tells apart; the others share a bar.
const MAX_BARS: usize = 12;

/// Cells that are looked at to find the range of a picture.
const SAMPLED: usize = 4_000;

/// What is left out at each end of the range, so that one outlier does not squeeze all others into one bar.
const TAIL: f64 = 0.005;

/// How often values occur on each side: source, target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Overlay {
    /// Numbers or moments in bars of equal width; cells beyond the range count in the last bar on their side.
    Range {
        /// Where the first bar begins.
        low: f64,
        /// Where the last bar ends.
        high: f64,
        /// Both as dates or times, where they are moments.
        shown: Option<[String; 2]>,
        /// The number of cells in each bar.
        counts: [Vec<u64>; 2],
    },
    /// Categories, the most frequent ones first.
    Levels {
        /// The names of those that have a bar of their own.
        names: Vec<String>,
        /// How many others share one more bar, the last.
        others: u64,
        /// The number of cells of each bar.
        counts: [Vec<u64>; 2],
    },
}

/// The picture of two columns, or of what they were paired to.
pub(super) fn overlay(sides: [Option<&Column>; 2], paired: Option<&[PairedColumn<'_>]>) -> Option<Overlay> {
    // Dates are shown as dates, though the test sees places on circles.
    match sides.map(|side| side.map(|column| &column.values)) {
        [Some(Values::Number(source)), Some(Values::Number(target))] => {
            return ranges([source, target], None);
        }
        [
            Some(&Values::Moment {
                seconds: ref source,
                has_date,
                has_time,
                ..
            }),
            Some(&Values::Moment {
                seconds: ref target,
                has_date: target_has_date,
                has_time: target_has_time,
                ..
            }),
        ] => {
            let parts = [has_date || target_has_date, has_time || target_has_time];
            return ranges([source, target], Some(parts));
        }
        _ => {}
    }
    let [column] = paired? else { return None };
    match (column.cells(Side::Source), column.cells(Side::Target)) {
        (Cells::Codes(source), Cells::Codes(target)) => Some(levels(&column.levels, [source, target])),
        (Cells::Numbers(source), Cells::Numbers(target)) => ranges([source, target], None),
        _ => None,
    }
}

/// Bars over the range of two sides; `moment` says whether they have dates and times.
fn ranges(sides: [&[f64]; 2], moment: Option<[bool; 2]>) -> Option<Overlay> {
    let mut sampled: Vec<f64> = sides
        .iter()
        .flat_map(|cells| cells.iter().step_by(cells.len().div_ceil(SAMPLED).max(1)))
        .copied()
        .filter(|value| !value.is_nan())
        .collect();
    sampled.sort_unstable_by(f64::total_cmp);
    let last = sampled.len().checked_sub(1)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small share of a count"
    )]
    let tail = (TAIL * last as f64) as usize;
    let (low, high) = (sampled[tail], sampled[last - tail]);
    if low >= high {
        return None;
    }
    let counts = sides.map(|cells| {
        let mut counts = vec![0; BARS];
        for &value in cells.iter().filter(|value| !value.is_nan()) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the number of bars"
            )]
            let bar = ((value - low) / (high - low) * BARS as f64).clamp(0.0, (BARS - 1) as f64) as usize;
            counts[bar] += 1;
        }
        counts
    });
    Some(Overlay::Range {
        low,
        high,
        shown: moment.map(|[has_date, has_time]| {
            [low, high].map(|seconds| calendar::shown(seconds, has_date, has_time))
        }),
        counts,
    })
}

fn levels(names: &[String], sides: [&Vec<u32>; 2]) -> Overlay {
    let counts = sides.map(|codes| {
        let mut counts = vec![0_u64; names.len()];
        for &code in codes.iter().filter(|&&code| code != MISSING_CODE) {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        counts
    });
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&level| std::cmp::Reverse(counts[0][level] + counts[1][level]));
    let (shown, others) = order.split_at(order.len().min(MAX_BARS));
    let mut shown_counts = counts
        .each_ref()
        .map(|counts| shown.iter().map(|&level| counts[level]).collect::<Vec<_>>());
    if !others.is_empty() {
        for (shown, all) in shown_counts.iter_mut().zip(&counts) {
            shown.push(others.iter().map(|&level| all[level]).sum());
        }
    }
    Overlay::Levels {
        names: shown.iter().map(|&level| names[level].clone()).collect(),
        others: others.len() as u64,
        counts: shown_counts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    #[test]
    fn rare_categories_share_a_bar() {
        let names: Vec<String> = (0..15).map(|level| format!("c{level}")).collect();
        let codes: Vec<u32> = (0..15).collect();
        let Overlay::Levels {
            names,
            others,
            counts,
        } = levels(&names, [&codes, &codes])
        else {
            panic!()
        };
        assert_eq!((names.len(), others), (MAX_BARS, 3));
        assert_eq!(counts[0], [vec![1; MAX_BARS], vec![3]].concat());
    }

    #[test]
    fn the_range_of_dates_is_told_as_dates() {
        let table = read("a.csv", b"d\n2020-01-31\n2020-02-01\n2020-02-29\n").unwrap();
        let column = Some(&table.columns[0]);
        let Some(Overlay::Range { shown, .. }) = overlay([column, column], None) else {
            panic!()
        };
        assert_eq!(shown, Some(["2020-01-31", "2020-02-29"].map(str::to_owned)));
    }
}

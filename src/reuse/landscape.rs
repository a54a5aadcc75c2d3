//! Where the two domains part: the witness in numbers that a page can draw.

use crate::features::{Cells, PairedColumn, Pairing, Side};
use crate::mmd::{Plan, Pooled, TestResult, mann_whitney_share, principal_plane};
use crate::random::Seed;
use crate::report::{Cell, ColumnEffect, ExtremeRow, Histogram, Landscape, Map, MapPoint};

/// Stretches that the range of the witness is cut into.
const STRETCHES: usize = 40;

/// Most rows of either side on the map, unless the other side has fewer.
const MAPPED_ROWS: usize = 400;

/// Rows that are shown of those most like either side.
const EXTREMES: usize = 5;

/// Most columns that are shown of these rows.
const SHOWN_COLUMNS: usize = 6;

/// The landscape of a test on the inputs. `rows` are those that are paired, source first; `by_column` says which
/// columns are of most interest.
pub(super) fn landscape(
    pairing: &Pairing<'_>,
    plan: &Plan,
    result: &TestResult,
    rows: &Pooled,
    by_column: Option<&[ColumnEffect]>,
    seed: Seed,
) -> Landscape {
    let [source, target] =
        [&plan.source, &plan.target].map(|all| -> Vec<usize> { plan.bins.paired_rows(all).collect() });
    let witness = &result.witness;
    let (of_source, of_target) = witness.split_at(source.len().min(witness.len()));
    let low = witness.iter().copied().fold(f64::INFINITY, f64::min);
    let high = witness.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let table_row = |index: usize| match index.checked_sub(source.len()) {
        None => (Side::Source, source[index]),
        Some(index) => (Side::Target, target[index]),
    };
    let shown = shown_columns(&pairing.inputs, by_column);
    let mut order: Vec<usize> = (0..witness.len()).collect();
    order.sort_by(|&one, &other| witness[other].total_cmp(&witness[one]));
    let extreme = |&index: &usize| {
        let (side, row) = table_row(index);
        ExtremeRow {
            is_target: side == Side::Target,
            number: row as u64 + 1,
            witness: witness[index],
            cells: shown.iter().map(|column| cell(column, side, row)).collect(),
        }
    };
    let extremes = [
        order.iter().take(EXTREMES).map(extreme).collect(),
        order.iter().rev().take(EXTREMES).map(extreme).collect(),
    ];
    Landscape {
        range: [low, high],
        counts: [of_source, of_target].map(|values| counts(values, [low, high])),
        source_above_target: mann_whitney_share(witness, source.len()),
        map: map(rows, source.len(), witness, seed),
        columns: shown.iter().map(|column| column.name.clone()).collect(),
        extremes,
    }
}

fn counts(witness: &[f64], range: [f64; 2]) -> Vec<u32> {
    Histogram::counts(witness.iter().copied(), range, STRETCHES)
}

fn map(rows: &Pooled, source: usize, witness: &[f64], seed: Seed) -> Option<Map> {
    let target = rows.rows() - source;
    // Rows are in random order already.
    let room = |other: usize| MAPPED_ROWS + MAPPED_ROWS.saturating_sub(other);
    let chosen: Vec<usize> = (0..source.min(room(target)))
        .chain(source..source + target.min(room(source)))
        .collect();
    let plane = principal_plane(rows, &chosen, seed)?;
    let points = plane
        .points
        .into_iter()
        .zip(&chosen)
        .map(|(place, &row)| MapPoint {
            place,
            witness: witness[row],
            is_target: row >= source,
        });
    Some(Map {
        shares: plane.shares,
        points: points.collect(),
    })
}

/// The columns whose cells are shown: first those that moved most.
fn shown_columns<'p, 't>(
    inputs: &'p [PairedColumn<'t>],
    by_column: Option<&[ColumnEffect]>,
) -> Vec<&'p PairedColumn<'t>> {
    let rank = |column: &PairedColumn<'_>| {
        let place = |columns: &[ColumnEffect]| columns.iter().position(|effect| effect.name == column.origin);
        by_column.and_then(place).unwrap_or(usize::MAX)
    };
    let mut shown: Vec<&PairedColumn<'_>> = inputs.iter().collect();
    shown.sort_by_cached_key(|column| rank(column));
    shown.truncate(SHOWN_COLUMNS);
    shown
}

fn cell(column: &PairedColumn<'_>, side: Side, row: usize) -> Cell {
    let cells = column.cells(side);
    if cells.is_missing(row) {
        return Cell::Missing;
    }
    match cells {
        Cells::Numbers(values) => Cell::Number(values[row]),
        Cells::Codes(codes) => {
            let name = column.levels.get(codes[row] as usize);
            name.map_or(Cell::Missing, |name| Cell::Category(name.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::borrow::Cow;

    use crate::features::Matrix;
    use crate::mmd::{self, Bins};
    use crate::table::MISSING_CODE;

    /// Numbers that rise with the row, a category, and numbers of which the second of each side is missing. `source` and
    /// `target` are the numbers.
    fn pairing(source: &[f64], target: &[f64]) -> Pairing<'static> {
        let numbers = |values: &[f64]| Cells::Numbers(Cow::Owned(values.to_vec()));
        let gaps = |values: &[f64]| {
            let mut values = values.to_vec();
            values[1] = f64::NAN;
            numbers(&values)
        };
        let codes = |values: &[f64]| {
            let mut codes: Vec<u32> = values.iter().map(|value| u32::from(*value > 50.0)).collect();
            codes[1] = MISSING_CODE;
            Cells::Codes(codes)
        };
        let levels = vec!["low".to_owned(), "high".to_owned()];
        Pairing {
            inputs: vec![
                PairedColumn::new("gaps", gaps(source), gaps(target), Vec::new()),
                PairedColumn::new("level", codes(source), codes(target), levels),
                PairedColumn::new("number", numbers(source), numbers(target), Vec::new()),
            ],
            label: None,
            left_out: Vec::new(),
            rows: [source.len(), target.len()],
        }
    }

    /// How many rows of either side are counted.
    fn totals(landscape: &Landscape) -> [u32; 2] {
        landscape.counts.each_ref().map(|counts| counts.iter().sum())
    }

    /// The landscape of two tables, of which the test sees the numbers and their squares; and the plan.
    fn found(source: &[f64], target: &[f64], bins: Option<Bins>) -> (Landscape, Plan) {
        let mut plan = Plan::new(source.len(), target.len(), Seed::new(1));
        plan.bins = bins.unwrap_or(plan.bins);
        let encoded = |values: &[f64], rows: &[usize]| {
            let values = rows
                .iter()
                .flat_map(|&row| [values[row], values[row] * values[row] / 100.0]);
            Matrix::new(2, values.collect::<Vec<f64>>()).unwrap()
        };
        let sides = [encoded(source, &plan.source), encoded(target, &plan.target)];
        let result = mmd::test(&sides[0], &sides[1], plan.bins, 99, Seed::new(1), &mut |_| {}).unwrap();
        let paired = sides.map(|side| mmd::paired(&side, plan.bins));
        let rows = Pooled::new(&paired[0], &paired[1]).unwrap();
        let effect = |name: &str| ColumnEffect {
            name: name.to_owned(),
            p_adjusted: 0.5,
            effect_sd: 0.1,
            effect_probability: None,
            unseen_share: None,
        };
        let by_column = [effect("number"), effect("gaps"), effect("level")];
        let pairing = pairing(source, target);
        let landscape = landscape(&pairing, &plan, &result, &rows, Some(&by_column), Seed::new(1));
        (landscape, plan)
    }

    /// Source rows at 0 to 39, and target rows at 60 to 89, but each side has one row deep in the other.
    fn two_places() -> (Vec<f64>, Vec<f64>) {
        let mut source: Vec<f64> = (0..40).map(f64::from).collect();
        let mut target: Vec<f64> = (60..90).map(f64::from).collect();
        source[7] = 75.0;
        target[3] = 20.0;
        (source, target)
    }

    #[test]
    fn the_rows_most_like_a_side_are_those_where_it_is_dense() {
        let (source, target) = two_places();
        let (landscape, _) = found(&source, &target, None);
        assert_eq!(landscape.columns, ["number", "gaps", "level"]);
        let [like_source, like_target] = &landscape.extremes;
        assert_eq!([like_source.len(), like_target.len()], [EXTREMES; 2]);
        for row in like_source.iter().chain(like_target) {
            // Its number leads back to the very row of its table.
            let index = usize::try_from(row.number).unwrap() - 1;
            let own = [&source, &target][usize::from(row.is_target)][index];
            let level = if own > 50.0 { "high" } else { "low" };
            let mut expected = [
                Cell::Number(own),
                Cell::Number(own),
                Cell::Category(level.to_owned()),
            ];
            if index == 1 {
                expected[1..].fill(Cell::Missing);
            }
            assert_eq!(row.cells, expected, "{row:?}");
        }
        assert!(like_source.iter().all(|row| row.witness > 0.0), "{like_source:?}");
        assert!(like_target.iter().all(|row| row.witness < 0.0), "{like_target:?}");
        let range = [like_target[0].witness, like_source[0].witness];
        assert_eq!(landscape.range.map(f64::to_bits), range.map(f64::to_bits));
        assert!(like_source.is_sorted_by(|one, next| one.witness >= next.witness));
        assert!(like_target.is_sorted_by(|one, next| one.witness <= next.witness));
        // 39 of 40 and 29 of 30 rows stand where their own side is dense.
        assert!(
            (0.9..1.0).contains(&landscape.source_above_target),
            "{}",
            landscape.source_above_target
        );
        assert_eq!(totals(&landscape), [40, 30]);
        // The source's rows fill the right end, the target's the left one.
        assert!(landscape.counts[0][STRETCHES - 1] > 0 && landscape.counts[1][0] > 0);
    }

    #[test]
    fn the_map_shows_each_row_on_its_side_with_its_witness() {
        let (source, target) = two_places();
        let (landscape, plan) = found(&source, &target, None);
        let map = landscape.map.unwrap();
        let rows = plan.source.iter().map(|&row| (source[row], false));
        let rows: Vec<(f64, bool)> = rows
            .chain(plan.target.iter().map(|&row| (target[row], true)))
            .collect();
        assert_eq!(map.points.len(), rows.len());
        let sides = rows.iter().map(|&(_, is_target)| is_target);
        assert!(map.points.iter().map(|point| point.is_target).eq(sides));
        // The first axis goes with the number, and so does the witness from one end to the other.
        for (point, (value, _)) in map.points.iter().zip(&rows) {
            assert_eq!(point.witness > 0.0, *value < 50.0, "{point:?} {value}");
        }
        for (one, (value, _)) in map.points.iter().zip(&rows) {
            for (other, (larger, _)) in map
                .points
                .iter()
                .zip(&rows)
                .filter(|(_, (other, _))| other > value)
            {
                assert!(one.place[0] < other.place[0], "{value} {larger}");
            }
        }
    }

    #[test]
    fn of_bins_only_the_paired_rows_are_shown() {
        let (source, target) = two_places();
        let (landscape, plan) = found(&source, &target, Some(Bins { rows: 5, paired: 3 }));
        assert_eq!(totals(&landscape), [24, 18]);
        let paired =
            [&plan.source, &plan.target].map(|rows| plan.bins.paired_rows(rows).collect::<Vec<usize>>());
        for row in landscape.extremes.iter().flatten() {
            let index = usize::try_from(row.number).unwrap() - 1;
            assert!(paired[usize::from(row.is_target)].contains(&index), "{row:?}");
            let own = [&source, &target][usize::from(row.is_target)][index];
            assert_eq!(row.cells[0], Cell::Number(own));
        }
    }

    #[test]
    fn a_small_side_leaves_its_room_on_the_map_to_the_other() {
        let numbers = |rows: u32| (0..rows).map(f64::from).collect::<Vec<f64>>();
        for (sizes, expected) in [
            ([900, 900], [400, 400]),
            ([900, 48], [752, 48]),
            ([48, 900], [48, 752]),
        ] {
            let (landscape, plan) = found(&numbers(sizes[0]), &numbers(sizes[1]), None);
            let used = [plan.source.len(), plan.target.len()];
            let points = landscape.map.unwrap().points;
            let of_target = points.iter().filter(|point| point.is_target).count();
            let shown = [points.len() - of_target, of_target];
            for side in 0..2 {
                assert_eq!(shown[side], expected[side].min(used[side]), "{sizes:?} {used:?}");
            }
        }
    }

    #[test]
    fn every_witness_is_counted_once() {
        let counts_of = counts(&[-1.0, 0.0, 1.0], [-1.0, 1.0]);
        assert_eq!(counts_of.iter().sum::<u32>(), 3);
        assert_eq!((counts_of[0], counts_of[20], counts_of[39]), (1, 1, 1));
        assert_eq!(counts(&[2.0, 2.0], [2.0, 2.0])[STRETCHES / 2], 2);
    }
}

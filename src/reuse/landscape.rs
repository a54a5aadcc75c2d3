//! Where the two domains part: the witness in numbers that a page can draw.

use crate::features::PairedColumn;
use crate::mmd::{Plan, Pooled, TestResult, mann_whitney_share, principal_plane};
use crate::random::Seed;
use crate::report::{Cell, ColumnEffect, ExtremeRow, Histogram, Landscape, Map, MapPoint};
use crate::table::{Column, Values};

/// Stretches that the range of the witness is cut into.
const STRETCHES: usize = 40;

/// Most rows of either side on the map, unless the other side has fewer.
const MAPPED_ROWS: usize = 400;

/// Rows that are shown of those most like either side.
const EXTREMES: usize = 5;

/// Most target rows whose numbers are kept because they look least like the source.
const MAX_UNLIKE: usize = 500;

/// Most columns that are shown of these rows.
const SHOWN_COLUMNS: usize = 6;

/// The landscape of a test on the inputs. `rows` are those that are paired, source first; `sampled` says of which file only a
/// sample was read.
pub(super) fn landscape(
    shown: &[Shown<'_>],
    plan: &Plan,
    result: &TestResult,
    rows: &Pooled,
    sampled: [bool; 2],
    seed: Seed,
) -> Landscape {
    let [source, target] =
        [&plan.source, &plan.target].map(|all| -> Vec<usize> { plan.bins.paired_rows(all).collect() });
    let witness = &result.witness;
    let (of_source, of_target) = witness.split_at(source.len().min(witness.len()));
    let low = witness.iter().copied().fold(f64::INFINITY, f64::min);
    let high = witness.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let table_row = |index: usize| match index.checked_sub(source.len()) {
        None => (0, source[index]),
        Some(index) => (1, target[index]),
    };
    let mut order: Vec<usize> = (0..witness.len()).collect();
    order.sort_by(|&one, &other| witness[other].total_cmp(&witness[one]));
    let extreme = |&index: &usize| {
        let (side, row) = table_row(index);
        ExtremeRow {
            is_target: side == 1,
            number: row as u64 + 1,
            is_sampled: sampled[side],
            witness: witness[index],
            cells: shown.iter().map(|column| cell(column[side], row)).collect(),
        }
    };
    let unlike_source = order
        .iter()
        .rev()
        .map(|&index| table_row(index))
        .filter(|(side, _)| *side == 1)
        .map(|(_, row)| row as u64 + 1)
        .take(MAX_UNLIKE)
        .collect();
    let extremes = [
        order.iter().take(EXTREMES).map(extreme).collect(),
        order.iter().rev().take(EXTREMES).map(extreme).collect(),
    ];
    Landscape {
        range: [low, high],
        counts: [of_source, of_target].map(|values| counts(values, [low, high])),
        source_above_target: mann_whitney_share(witness, source.len()),
        map: map(rows, source.len(), witness, seed),
        columns: shown.iter().map(|[column, _]| column.name.clone()).collect(),
        extremes,
        unlike_source,
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

/// A column of the source and the target's that belongs to it.
pub(super) type Shown<'t> = [&'t Column; 2];

/// The columns whose cells are shown, as they stand in the tables: first those that moved most.
pub(super) fn shown_columns<'t>(
    inputs: &[PairedColumn<'_>],
    by_column: Option<&[ColumnEffect]>,
    original: &dyn Fn(&str) -> Option<Shown<'t>>,
) -> Vec<Shown<'t>> {
    let rank = |name: &str| {
        let place = |columns: &[ColumnEffect]| columns.iter().position(|effect| effect.name == name);
        by_column.and_then(place).unwrap_or(usize::MAX)
    };
    let mut names: Vec<&str> = inputs.iter().map(|column| column.origin.as_str()).collect();
    // A date became several columns, which stand side by side.
    names.dedup();
    names.sort_by_cached_key(|name| rank(name));
    let shown = names.into_iter().take(SHOWN_COLUMNS);
    shown.filter_map(original).collect()
}

fn cell(column: &Column, row: usize) -> Cell {
    match &column.values {
        Values::Number(numbers) if !numbers[row].is_nan() => Cell::Number(numbers[row]),
        _ => column.shown(row).map_or(Cell::Missing, Cell::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::features::Matrix;
    use crate::mmd::{self, Bins};
    use crate::table::MISSING_CODE;
    use crate::table::calendar::{self, SECONDS_IN_DAY};

    /// Numbers that rise with the row, a category, days, and numbers of which the second is missing.
    fn columns(values: &[f64]) -> [Column; 4] {
        let mut gaps = values.to_vec();
        gaps[1] = f64::NAN;
        let mut codes: Vec<u32> = values.iter().map(|value| u32::from(*value > 50.0)).collect();
        codes[1] = MISSING_CODE;
        let levels = vec!["low".to_owned(), "high".to_owned()];
        let seconds = values.iter().map(|value| value * SECONDS_IN_DAY).collect();
        [
            Column::new("gaps", Values::Number(gaps)),
            Column::new("level", Values::Category { codes, levels }),
            Column::new("number", Values::Number(values.to_vec())),
            Column::new(
                "day",
                Values::Moment {
                    seconds,
                    has_date: true,
                    has_days: true,
                    has_time: false,
                },
            ),
        ]
    }

    /// What these columns become; of the day two numbers.
    fn inputs() -> Vec<PairedColumn<'static>> {
        let column = |name: &str, origin: &str| PairedColumn {
            origin: origin.to_owned(),
            ..PairedColumn::of_numbers(name, vec![0.0], vec![0.0])
        };
        vec![
            column("gaps", "gaps"),
            column("level", "level"),
            column("number", "number"),
            column("day (weekday, sine)", "day"),
            column("day (weekday, cosine)", "day"),
        ]
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
        let result = mmd::test(
            &sides[0],
            &sides[1],
            &[],
            &plan.bins,
            99,
            Seed::new(1),
            &mut |_| {},
        )
        .unwrap();
        let paired = sides.map(|side| mmd::paired(&side, &plan.bins));
        let rows = Pooled::new(&paired[0], &paired[1]).unwrap();
        let effect = |name: &str| ColumnEffect {
            name: name.to_owned(),
            p_adjusted: 0.5,
            effect_sd: 0.1,
            is_higher: None,
            effect_probability: None,
            unseen_share: None,
            outside_share: None,
        };
        let by_column = [effect("number"), effect("gaps"), effect("day"), effect("level")];
        let tables = [columns(source), columns(target)];
        let original = |name: &str| -> Option<Shown<'_>> {
            let place = tables[0].iter().position(|column| column.name == name)?;
            Some([&tables[0][place], &tables[1][place]])
        };
        let shown = shown_columns(&inputs(), Some(&by_column), &original);
        let landscape = landscape(&shown, &plan, &result, &rows, [false, true], Seed::new(1));
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
        assert_eq!(landscape.columns, ["number", "gaps", "day", "level"]);
        let [like_source, like_target] = &landscape.extremes;
        assert_eq!([like_source.len(), like_target.len()], [EXTREMES; 2]);
        let of_target = like_target.iter().filter(|row| row.is_target);
        let first: Vec<u64> = of_target.map(|row| row.number).collect();
        assert_eq!(landscape.unlike_source[..first.len()], first);
        // The row deep in the source is the last of them.
        assert_eq!(
            (landscape.unlike_source.len(), landscape.unlike_source[29]),
            (30, 4)
        );
        for row in like_source.iter().chain(like_target) {
            assert_eq!(row.is_sampled, row.is_target);
            // Its number leads back to the very row of its table.
            let index = usize::try_from(row.number).unwrap() - 1;
            let own = [&source, &target][usize::from(row.is_target)][index];
            let level = if own > 50.0 { "high" } else { "low" };
            let mut expected = [
                Cell::Number(own),
                Cell::Number(own),
                Cell::Text(calendar::shown(own * SECONDS_IN_DAY, true, false)),
                Cell::Text(level.to_owned()),
            ];
            if index == 1 {
                expected[1] = Cell::Missing;
                expected[3] = Cell::Missing;
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
        let (landscape, plan) = found(&source, &target, Some(Bins::partly(5, 3)));
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

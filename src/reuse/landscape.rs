//! Where the two domains part: the witness in numbers that a page can draw.

use crate::features::{Cells, PairedColumn, Pairing, Side};
use crate::mmd::{Plan, Pooled, TestResult, principal_plane};
use crate::random::Seed;
use crate::report::{Cell, ColumnEffect, ExtremeRow, Landscape, Map, MapPoint};

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
        counts: [of_source, of_target].map(|values| counts(values, low, high)),
        told_apart: told_apart(&order, source.len()),
        map: map(rows, source.len(), witness, seed),
        columns: shown.iter().map(|column| column.name.clone()).collect(),
        extremes,
    }
}

fn counts(values: &[f64], low: f64, high: f64) -> Vec<u32> {
    let mut counts = vec![0; STRETCHES];
    for value in values {
        let share = (value - low) / (high - low);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no number becomes 0, and the others lie in 0..=STRETCHES"
        )]
        let stretch = (share * STRETCHES as f64) as usize;
        counts[stretch.min(STRETCHES - 1)] += 1;
    }
    counts
}

/// The share of pairs of a row of the source and one of the target whose order by falling witness has the source's
/// first (the statistic of Mann and Whitney).
fn told_apart(order: &[usize], source: usize) -> f64 {
    let (mut before, mut wins) = (0_u64, 0_u64);
    for &index in order {
        if index < source {
            before += 1;
        } else {
            wins += before;
        }
    }
    let pairs = source as f64 * (order.len() - source) as f64;
    wins as f64 / pairs
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

    #[test]
    fn pairs_in_order_are_told_apart() {
        // Rows 0 to 2 are the source's.
        assert!((told_apart(&[0, 1, 2, 3, 4], 3) - 1.0).abs() < 1e-12);
        assert!(told_apart(&[4, 3, 0, 1, 2], 3).abs() < 1e-12);
        assert!((told_apart(&[0, 3, 1, 4, 2], 3) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn every_witness_is_counted_once() {
        let counts_of = counts(&[-1.0, 0.0, 1.0], -1.0, 1.0);
        assert_eq!(counts_of.iter().sum::<u32>(), 3);
        assert_eq!((counts_of[0], counts_of[20], counts_of[39]), (1, 1, 1));
        assert_eq!(counts(&[2.0, 2.0], 2.0, 2.0)[0], 2);
    }
}

//! Rows that are not exchangeable: neighbours that resemble each other, and columns that drift from the first rows of a
//! file to the last.

use crate::table::{Column, Values};

/// Fewest rows of which neighbours say anything.
const MIN_ROWS: usize = 60;

/// A correlation of neighbours is worth a word from here on.
const RESEMBLANCE: f64 = 0.2;

/// A difference between the first and the last third of the rows, in standard deviations, from here on.
const DRIFT: f64 = 0.3;

/// Both have to be so many times as large as chance makes them, as many columns are looked at.
const BEYOND_CHANCE: f64 = 6.0;

/// The column whose cells resemble those of the next row most, where that is no chance.
pub(super) fn resembling<'t>(columns: impl Iterator<Item = &'t Column>) -> Option<&'t str> {
    strongest(columns, |cells| {
        let count = cells.len() as f64;
        let (mean, spread) = moments(cells);
        let steps: f64 = cells
            .windows(2)
            .map(|pair| (pair[0] - mean) * (pair[1] - mean))
            .sum();
        let correlation = steps / (spread * count);
        // Of independent rows it has a standard deviation of 1/√n.
        (correlation > RESEMBLANCE && correlation * count.sqrt() > BEYOND_CHANCE).then_some(correlation)
    })
}

/// The column whose mean moves most from the first third of the rows to the last, where that is no chance.
pub(super) fn drifting<'t>(columns: impl Iterator<Item = &'t Column>) -> Option<&'t str> {
    strongest(columns, |cells| {
        let third = cells.len() / 3;
        let mean = |cells: &[f64]| cells.iter().sum::<f64>() / cells.len() as f64;
        let moved = mean(&cells[cells.len() - third..]) - mean(&cells[..third]);
        let drift = (moved * moved / moments(cells).1).sqrt();
        let chance = (2.0 / third as f64).sqrt();
        (drift > DRIFT && drift > BEYOND_CHANCE * chance).then_some(drift)
    })
}

/// About so many cells are looked at to find where the bulk of a column lies.
const SAMPLED: usize = 4_000;

/// One of so many lies beyond the bulk at either end.
const TAIL: usize = 200;

fn strongest<'t>(
    columns: impl Iterator<Item = &'t Column>,
    measure: impl Fn(&[f64]) -> Option<f64>,
) -> Option<&'t str> {
    let measured = columns.filter_map(|column| {
        let Values::Number(cells) = &column.values else {
            return None;
        };
        let cells = within_the_bulk(cells.iter().copied().filter(|cell| !cell.is_nan()).collect());
        // Asked of the cells, because rounding can leave equal ones with a spread.
        #[expect(clippy::float_cmp, reason = "constant means equal to the last bit")]
        let is_constant = cells.windows(2).all(|pair| pair[0] == pair[1]);
        if cells.len() < MIN_ROWS || is_constant {
            return None;
        }
        let strength = measure(&cells).filter(|strength| strength.is_finite())?;
        Some((strength, column.name.as_str()))
    });
    let strongest = measured.max_by(|one, other| one.0.total_cmp(&other.0));
    strongest.map(|(_, name)| name)
}

/// The cells, those at either end drawn in to the others, so that one far cell does not hide what they do.
fn within_the_bulk(cells: Vec<f64>) -> Vec<f64> {
    let step = cells.len().div_ceil(SAMPLED).max(1);
    let mut sampled: Vec<f64> = cells.iter().copied().step_by(step).collect();
    sampled.sort_unstable_by(f64::total_cmp);
    let tail = (sampled.len() / TAIL).max(1);
    let ends = sampled.get(tail).zip(sampled.iter().nth_back(tail));
    match ends {
        Some((&low, &high)) if low < high => cells.into_iter().map(|cell| cell.clamp(low, high)).collect(),
        _ => cells,
    }
}

/// Mean and variance.
fn moments(cells: &[f64]) -> (f64, f64) {
    let count = cells.len() as f64;
    let mean = cells.iter().sum::<f64>() / count;
    let squares: f64 = cells.iter().map(|cell| (cell - mean) * (cell - mean)).sum();
    (mean, squares / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;
    use crate::table::read;

    fn found(draw: &mut dyn FnMut(usize) -> f64) -> [Option<String>; 2] {
        let rows = (0..600).map(|row| format!("{:.6}\n", draw(row)));
        let table = read("a.csv", format!("x\n{}", rows.collect::<String>()).as_bytes()).unwrap();
        let columns = || table.columns.iter();
        [resembling(columns()), drifting(columns())].map(|name| name.map(str::to_owned))
    }

    #[test]
    fn waves_resemble_their_neighbours_and_trends_drift() {
        let mut generator = Seed::new(1).generator();
        let mut noise = |_| generator.normal();
        assert_eq!(found(&mut noise), [None, None]);
        // A mean of equal numbers is rounded.
        assert_eq!(found(&mut |_| -73.880_81), [None, None]);
        let mut wave = |row: usize| (row as f64 / 5.0).sin() + 0.5 * noise(row);
        let x = || Some("x".to_owned());
        assert_eq!(found(&mut wave), [x(), None]);
        // One far cell hides neither.
        let mut far = |row: usize| if row == 9 { 1e9 } else { wave(row) };
        assert_eq!(found(&mut far)[0], x());
        let mut trend = |row: usize| row as f64 / 300.0 + 2.0 * noise(row);
        assert_eq!(found(&mut trend)[1], x());
        let mut far = |row: usize| if row == 9 { 1e9 } else { trend(row) };
        assert_eq!(found(&mut far)[1], x());
    }
}

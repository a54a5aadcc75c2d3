//! Columns as bins: one byte for each cell.
//!
//! Numbers are cut at quantiles of the training rows, so a tree sees their order and nothing else. Equal numbers share a
//! bin. Each level of a category has a bin. After the bins of values comes one for missing cells.

use super::examples::{Column, Inputs, bounded};

/// How cells of one column become bins.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bins {
    /// Numbers up to the first border are in the first bin, and so on; those above the last border are in the last bin.
    Borders(Vec<f64>),
    /// The bin of each level, by its code; the bin of missing cells for levels that have none of their own.
    Levels { bins: Vec<u8>, count: usize },
}

impl Bins {
    /// Bins of a column from its training rows, at most `most` for its values; those of numbers have at least `bin_rows` rows.
    fn of(column: &Column<'_>, rows: &[usize], most: usize, bin_rows: usize) -> Self {
        match column {
            Column::Numbers(numbers) => {
                let numbers = rows
                    .iter()
                    .map(|&row| numbers[row])
                    .filter(|number| !number.is_nan());
                Self::Borders(borders(numbers.map(bounded).collect(), most, bin_rows))
            }
            Column::Categories { codes, levels } => {
                of_levels(rows.iter().map(|&row| codes[row]), *levels, most)
            }
        }
    }

    /// Number of bins for values, which is also the bin of missing cells. At most 255.
    pub(super) fn values(&self) -> usize {
        match self {
            Self::Borders(borders) => borders.len() + 1,
            Self::Levels { count, .. } => *count,
        }
    }

    fn missing(&self) -> u8 {
        byte(self.values())
    }

    fn of_number(&self, number: f64) -> u8 {
        match self {
            Self::Borders(borders) if !number.is_nan() => {
                byte(borders.partition_point(|&border| border < bounded(number)))
            }
            _ => self.missing(),
        }
    }

    /// The bin of a level.
    pub(super) fn of_code(&self, code: u32) -> u8 {
        match self {
            Self::Levels { bins, .. } => bins.get(code as usize).copied().unwrap_or(self.missing()),
            Self::Borders(_) => self.missing(),
        }
    }
}

/// Bins are counted to 255 at most (`MAX_BINS`), so they fit.
fn byte(bin: usize) -> u8 {
    u8::try_from(bin).unwrap_or(u8::MAX)
}

/// Borders between bins of about the same number of rows; halfway between all distinct numbers where these are few. Bins have
/// at least so many rows, but the last.
fn borders(mut numbers: Vec<f64>, most: usize, rows: usize) -> Vec<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let mut distinct: Vec<(f64, usize)> = Vec::new();
    for number in numbers {
        match distinct.last_mut() {
            #[expect(clippy::float_cmp, reason = "ties are equal numbers")]
            Some((last, rows)) if *last == number => *rows += 1,
            _ => distinct.push((number, 1)),
        }
    }
    let cuts = if distinct.len() <= most {
        all_cuts(&distinct, rows)
    } else {
        quantile_cuts(&distinct, most, rows)
    };
    cuts.into_iter()
        .map(|cut| halfway(distinct[cut - 1].0, distinct[cut].0))
        .collect()
}

/// A cut after each distinct number, unless the bin before it would have fewer than so many rows.
fn all_cuts(distinct: &[(f64, usize)], rows: usize) -> Vec<usize> {
    let (mut cuts, mut in_bin) = (Vec::new(), 0);
    for cut in 1..distinct.len() {
        in_bin += distinct[cut - 1].1;
        if in_bin >= rows {
            cuts.push(cut);
            in_bin = 0;
        }
    }
    cuts
}

/// Where bins begin among distinct numbers. A number with as many rows as a bin should have gets a bin of its own, and the
/// other bins share the other rows.
fn quantile_cuts(distinct: &[(f64, usize)], most: usize, rows: usize) -> Vec<usize> {
    let all: usize = distinct.iter().map(|(_, rows)| rows).sum();
    let most = most.min(all / rows).max(1);
    let is_large = |rows: usize| rows * most >= all;
    let large = distinct.iter().filter(|(_, rows)| is_large(*rows));
    let (count, in_large) = large.fold((0, 0), |(count, sum), (_, rows)| (count + 1, sum + rows));
    let (mut rows_left, mut bins_left) = (all - in_large, most - count.min(most - 1));
    let mut size = rows_left as f64 / bins_left as f64;
    let (mut cuts, mut in_bin) = (Vec::new(), 0);
    for (place, pair) in distinct.windows(2).enumerate() {
        let [this, next] = [pair[0].1, pair[1].1];
        in_bin += this;
        if !is_large(this) {
            rows_left -= this;
        }
        let rows = in_bin as f64;
        if is_large(this) || rows >= size || (is_large(next) && rows >= size / 2.0) {
            cuts.push(place + 1);
            in_bin = 0;
            if cuts.len() + 1 >= most {
                break;
            }
            if !is_large(this) {
                bins_left = (bins_left - 1).max(1);
                size = rows_left as f64 / bins_left as f64;
            }
        }
    }
    cuts
}

/// A number that is at least `low` and below `high`, in the middle where rounding allows.
fn halfway(low: f64, high: f64) -> f64 {
    let middle = low / 2.0 + high / 2.0;
    if (low..high).contains(&middle) {
        middle
    } else {
        low
    }
}

/// A bin for each level that occurs; for those with most rows where there are more than `most`.
fn of_levels(codes: impl Iterator<Item = u32>, levels: u32, most: usize) -> Bins {
    let mut rows = vec![0_usize; levels as usize];
    for code in codes {
        if let Some(rows) = rows.get_mut(code as usize) {
            *rows += 1;
        }
    }
    let mut kept: Vec<usize> = (0..rows.len()).filter(|&level| rows[level] > 0).collect();
    // Stable: of levels with as many rows, those with lower codes stay.
    kept.sort_by_key(|&level| std::cmp::Reverse(rows[level]));
    kept.truncate(most);
    kept.sort_unstable();
    let mut bins = vec![byte(kept.len()); rows.len()];
    for (bin, level) in kept.iter().enumerate() {
        bins[*level] = byte(bin);
    }
    Bins::Levels {
        bins,
        count: kept.len(),
    }
}

/// The training rows of a table in bins.
#[derive(Debug)]
pub(super) struct BinnedTable {
    /// How the cells of each column became bins.
    pub(super) columns: Vec<Bins>,
    /// Number of training rows.
    pub(super) rows: usize,
    /// Column by column.
    cells: Vec<u8>,
}

impl BinnedTable {
    /// Bins of these rows, at most `most` for the values of a column; those of numbers have at least `bin_rows` rows.
    pub(super) fn new(inputs: &Inputs<'_>, rows: &[usize], most: usize, bin_rows: usize) -> Self {
        let columns: Vec<Bins> = inputs
            .columns()
            .iter()
            .map(|column| Bins::of(column, rows, most, bin_rows))
            .collect();
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for (column, bins) in inputs.columns().iter().zip(&columns) {
            match column {
                Column::Numbers(numbers) => {
                    cells.extend(rows.iter().map(|&row| bins.of_number(numbers[row])));
                }
                Column::Categories { codes, .. } => {
                    cells.extend(rows.iter().map(|&row| bins.of_code(codes[row])));
                }
            }
        }
        Self {
            columns,
            rows: rows.len(),
            cells,
        }
    }

    /// The bins of a column, one for each training row.
    pub(super) fn column(&self, column: usize) -> &[u8] {
        &self.cells[column * self.rows..][..self.rows]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_distinct_numbers_have_a_bin_each_with_borders_halfway() {
        assert_eq!(borders(vec![3.0, 1.0, 1.0, 2.0, 3.0], 3, 1), [1.5, 2.5]);
        assert_eq!(borders(vec![7.0, 7.0], 255, 1), [0.0; 0]);
        assert_eq!(borders(Vec::new(), 255, 1), [0.0; 0]);
    }

    #[test]
    fn bins_have_rows_enough() {
        assert_eq!(borders(vec![1.0, 2.0, 2.0, 3.0, 4.0, 5.0], 255, 2), [2.5, 4.5]);
        let numbers: Vec<f64> = (0..300).map(f64::from).collect();
        assert_eq!(borders(numbers.clone(), 255, 100), [99.5, 199.5]);
        assert_eq!(borders(numbers, 255, 1_000), [0.0; 0]);
    }

    #[test]
    fn a_number_at_a_border_is_below_it() {
        let bins = Bins::Borders(vec![1.0, 2.0]);
        assert_eq!(
            [0.9, 1.0, 1.1, 2.0, 2.1].map(|number| bins.of_number(number)),
            [0, 0, 1, 1, 2]
        );
    }

    #[test]
    fn ties_stay_together_and_other_bins_share_the_other_rows() {
        // 60 of 100 rows are 50; the others are distinct.
        let mut numbers = vec![50.0; 60];
        numbers.extend((0..20).map(f64::from));
        numbers.extend((100..120).map(f64::from));
        let borders = borders(numbers, 5, 1);
        assert_eq!(borders, [9.5, 34.5, 75.0, 109.5]);
    }

    #[test]
    fn no_more_bins_than_allowed_and_about_equal() {
        for most in [2, 3, 16, 255] {
            let numbers: Vec<f64> = (0..10_000).map(|i| f64::from(i * i % 7_919)).collect();
            let found = borders(numbers.clone(), most, 1);
            assert!(found.len() < most, "{} borders for {most} bins", found.len());
            let mut rows = vec![0; most];
            for number in &numbers {
                rows[found.partition_point(|border| border < number)] += 1;
            }
            let largest = rows.iter().max().copied().unwrap_or(0);
            assert!(largest <= 10_000 / most + 10, "{largest} rows in a bin of {most}");
        }
    }

    #[test]
    fn a_border_separates_neighbouring_floats() {
        for low in [1.0, -1.0, 0.0, f64::MIN, 5e-324, 1e300] {
            let high = f64::next_up(low);
            let border = halfway(low, high);
            assert!(low <= border && border < high, "{low} {border}");
        }
        assert!(halfway(f64::MIN, f64::MAX).abs() < 1.0);
    }

    #[test]
    fn missing_and_unknown_cells_come_after_the_values() {
        let numbers = [1.0, f64::NAN, 2.0, f64::INFINITY];
        let codes = [4, 1, u32::MAX, 1];
        let columns = vec![
            Column::Numbers(&numbers),
            Column::Categories {
                codes: &codes,
                levels: 6,
            },
        ];
        let inputs = Inputs::new(columns).unwrap();
        let table = BinnedTable::new(&inputs, &[0, 1, 2, 3], 255, 1);
        assert_eq!(table.column(0), [0, 3, 1, 2]);
        assert_eq!(table.column(1), [1, 0, 2, 0]);
        assert_eq!(table.columns[1].of_code(0), 2, "a level without rows");
    }

    #[test]
    fn levels_with_few_rows_share_the_bin_of_missing_ones() {
        let Bins::Levels { bins, count } = of_levels([0, 1, 1, 2, 2, 2, 3].into_iter(), 4, 3) else {
            panic!("levels")
        };
        assert_eq!((bins, count), (vec![0, 1, 2, 3], 3));
    }
}

//! A column read in two ways at once, until it is known which is meant.

use super::style::{Votes, Way};

/// A rounded number lies at most half of its last digit beside the exact one, and sums in `f64` are not exact.
const ROUNDED: f64 = 1.000_001;
const SUMMED: f64 = 1e-12;

/// The cells of a column in two readings: numbers with a decimal point or a decimal comma, dates with the day
/// or the month first. `NaN` stands where a cell cannot be read in that way.
///
/// As long as both agree, which they do in most columns for good, there is one list.
#[derive(Debug, Default, Clone)]
pub(super) struct TwoWays {
    first: Vec<f64>,
    /// The second reading, where it ever differed.
    second: Option<Vec<f64>>,
    /// How many cells could be read in each way.
    read: [usize; 2],
    /// How many cells could be read in both ways.
    both: usize,
    /// How many of those mean something else in each.
    open: usize,
    /// How many of these are smaller in the first way: numbers with one point.
    smaller_first: usize,
}

impl TwoWays {
    /// Adds a cell in both readings, nothing where there is none; both are missing in a missing cell.
    pub(super) fn push(&mut self, first: Option<f64>, second: Option<f64>) {
        for (read, reading) in self.read.iter_mut().zip([first, second]) {
            *read += usize::from(reading.is_some());
        }
        let same = match (first, second) {
            (Some(first), Some(second)) => first.to_bits() == second.to_bits(),
            (None, None) => true,
            _ => false,
        };
        let both = first.is_some() && second.is_some();
        self.both += usize::from(both);
        self.open += usize::from(both && !same);
        if let (Some(first), Some(second)) = (first, second) {
            self.smaller_first += usize::from(first.abs() < second.abs());
        }
        if !same && self.second.is_none() {
            self.second = Some(self.first.clone());
        }
        self.first.push(first.unwrap_or(f64::NAN));
        if let Some(list) = &mut self.second {
            list.push(second.unwrap_or(f64::NAN));
        }
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        let second = self.second.as_ref().map_or(0, Vec::len);
        (self.first.len() + second) * size_of::<f64>()
    }

    /// So many missing cells.
    pub(super) fn all_missing(count: usize) -> Self {
        Self {
            first: vec![f64::NAN; count],
            ..Self::default()
        }
    }

    /// How many cells could be read in this way.
    pub(super) fn read(&self, way: Way) -> usize {
        self.read[way as usize]
    }

    /// How many cells could be read in the better of both ways.
    pub(super) fn most_read(&self) -> usize {
        let [first, second] = self.read;
        first.max(second)
    }

    /// Whether all cells whose reading is open are smaller in the first way: of numbers, all have a point.
    pub(super) fn all_smaller_first(&self) -> bool {
        self.smaller_first == self.open
    }

    /// The cells so far, where both readings agree in all of them; else, and where these `differ` all the same because
    /// only one reading is kept, as many missing ones.
    pub(super) fn agreed(&self, differ: bool) -> Vec<f64> {
        if differ || self.second.is_some() {
            vec![f64::NAN; self.first.len()]
        } else {
            self.first.clone()
        }
    }

    /// What the cells say about which way is meant.
    pub(super) fn votes(&self) -> Votes {
        let [first, second] = self.read;
        Votes {
            decisive: [first - self.both, second - self.both],
            open: self.open,
        }
    }

    /// Whether both readings are the same in all cells.
    pub(super) fn are_alike(&self) -> bool {
        self.votes() == Votes::default()
    }

    /// The cells in one reading.
    pub(super) fn values(&self, way: Way) -> &[f64] {
        match (way, &self.second) {
            (Way::Second, Some(second)) => second,
            _ => &self.first,
        }
    }

    /// Whether some cells have decimals in this way.
    pub(super) fn have_decimals(&self, way: Way) -> bool {
        self.values(way).iter().any(|value| value.fract().abs() > 0.0)
    }

    /// Whether a number with so many decimals is the sum or the mean of the cells in one reading; nothing where fewer than
    /// `fewest` are numbers.
    pub(super) fn is_summed_by(&self, way: Way, number: f64, decimals: usize, fewest: usize) -> Option<bool> {
        let numbers = || self.values(way).iter().filter(|cell| !cell.is_nan());
        let (sum, count) = (numbers().sum::<f64>(), numbers().count());
        let half_digit = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
        let is_near = |value: f64| (number - value).abs() <= half_digit * ROUNDED + SUMMED * value.abs();
        (count >= fewest).then(|| is_near(sum) || is_near(sum / count as f64))
    }

    /// Makes the numbers in these rows negative.
    pub(super) fn negate(&mut self, rows: &[usize]) {
        for cells in [Some(&mut self.first), self.second.as_mut()]
            .into_iter()
            .flatten()
        {
            for &row in rows {
                if let Some(cell) = cells.get_mut(row) {
                    *cell = -cell.abs();
                }
            }
        }
    }

    /// Gives up the other reading.
    pub(super) fn keep_only(&mut self, way: Way) {
        if let Some(second) = self.second.take()
            && way == Way::Second
        {
            self.first = second;
        }
    }

    /// Gives up the cells where they are these, until they are given back.
    pub(super) fn lend(&mut self, values: &[f64]) {
        let are_same = self
            .first
            .iter()
            .map(|cell| cell.to_bits())
            .eq(values.iter().map(|value| value.to_bits()));
        if self.second.is_none() && are_same {
            self.first = Vec::new();
        }
    }

    /// Takes the cells back where they were lent.
    pub(super) fn take_back(&mut self, values: &[f64]) {
        if self.first.is_empty() {
            self.first = values.to_vec();
        }
    }

    /// The cells in one reading, without the other.
    pub(super) fn into_values(self, way: Way) -> Vec<f64> {
        let mut values = match (way, self.second) {
            (Way::Second, Some(second)) => second,
            _ => self.first,
        };
        values.shrink_to_fit();
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_list_serves_while_both_readings_agree() {
        let mut cells = TwoWays::all_missing(1);
        cells.push(Some(1.0), Some(1.0));
        cells.push(None, None);
        assert!(cells.second.is_none());
        assert_eq!(cells.votes(), Votes::default());
        let values = cells.into_values(Way::Second);
        assert!(values[0].is_nan() && values[2].is_nan());
        assert_eq!((values.len(), values.get(1)), (3, Some(&1.0)));
    }

    #[test]
    fn sums_and_means_are_told_from_other_numbers() {
        let mut cells = TwoWays::default();
        for number in [1.0, 2.5, 4.0, 5.5] {
            cells.push(Some(number), Some(number));
        }
        for (number, decimals, expected) in [
            (13.0, 0, true),
            (3.25, 2, true),
            (3.3, 1, true),
            (3.4, 1, false),
            (12.0, 0, false),
        ] {
            let found = cells.is_summed_by(Way::First, number, decimals, 4);
            assert_eq!(found, Some(expected), "{number}");
        }
        assert_eq!(cells.is_summed_by(Way::First, 13.0, 0, 5), None);
    }

    #[test]
    fn votes_count_what_only_one_reading_allows() {
        let mut cells = TwoWays::default();
        cells.push(Some(1.0), Some(1.0));
        cells.push(Some(1.234), Some(1234.0));
        assert_eq!(cells.votes().way(), None);
        cells.push(None, Some(1.5));
        let votes = Votes {
            decisive: [0, 1],
            open: 1,
        };
        assert_eq!((cells.votes(), cells.votes().way()), (votes, Some(Way::Second)));
        assert_eq!((cells.read(Way::First), cells.most_read()), (2, 3));
        assert_eq!(cells.into_values(Way::Second), [1.0, 1234.0, 1.5]);
    }
    #[test]
    fn what_is_lent_comes_back_and_what_is_open_stays() {
        let mut plain = TwoWays::default();
        plain.push(Some(1.0), Some(1.0));
        plain.push(None, None);
        plain.lend(&[1.0, f64::NAN]);
        assert_eq!(plain.values(Way::First), [0.0; 0]);
        plain.take_back(&[1.0, f64::NAN]);
        assert_eq!(plain.values(Way::Second)[0].to_bits(), 1.0_f64.to_bits());
        let mut open = TwoWays::default();
        open.push(Some(1.234), Some(1234.0));
        open.lend(&[1.234]);
        assert_eq!(open.values(Way::Second), [1234.0]);
        open.keep_only(Way::Second);
        assert_eq!(open.values(Way::First), [1234.0]);
        open.negate(&[0]);
        assert_eq!(open.values(Way::First), [-1234.0]);
    }
}

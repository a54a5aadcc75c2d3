//! A column of numbers with something behind them: units of measurement, letters for thousands.

use super::super::measure::{self, Behind};
use super::super::{number, words};
use super::{Seen, Style, TwoWays, Way};

/// A unit is the column's where so many of a hundred numbers have it.
const NEARLY_ALL: usize = 90;

/// All cells of a column, read without what stands behind the numbers; there from the first such cell on.
#[derive(Debug)]
pub(super) struct Measures {
    pub(super) cells: TwoWays,
    /// Cells that are neither missing nor such a number, finite or not.
    pub(super) no_number: Seen,
    /// The first unit, how often it occurs, and the cells with another one.
    unit: String,
    with_unit: usize,
    other: Seen,
    /// Numbers that a letter multiplies.
    letters: Seen,
}

impl Measures {
    /// The cells so far, which are numbers by themselves or no numbers.
    pub(super) fn behind(cells: TwoWays, no_number: Seen) -> Self {
        Self {
            cells,
            no_number,
            unit: String::new(),
            with_unit: 0,
            other: Seen::default(),
            letters: Seen::default(),
        }
    }

    /// Adds a trimmed cell that is not missing; its readings.
    pub(super) fn push(&mut self, text: &str, row: u64, style: Style) -> [Option<f64>; 2] {
        let mut readings = number::read(text);
        if readings == number::Readings::default() {
            if let Some(measure) = measure::read(text) {
                readings = measure.number;
                match measure.behind {
                    Behind::Letter => self.letters.note(text, row),
                    Behind::Unit(unit) => {
                        if self.with_unit == 0 {
                            unit.clone_into(&mut self.unit);
                        }
                        if measure::is_same(&self.unit, unit) {
                            self.with_unit += 1;
                        } else {
                            self.other.note(text, row);
                        }
                    }
                }
            } else if !words::is_infinite(text) {
                self.no_number.note(text, row);
            }
        }
        let both = match style.numbers {
            None => [readings.point, readings.comma],
            Some(Way::First) => [readings.point; 2],
            Some(Way::Second) => [readings.comma; 2],
        };
        self.cells.push(both[0], both[1]);
        both
    }

    /// What is to be said where the numbers among `present` cells are meant, to go behind the column's name; nothing
    /// where they are not. Letters count only where all cells are numbers, unless numbers were `chosen`.
    pub(super) fn meant(&self, present: usize, chosen: bool) -> Option<String> {
        let read = self.cells.most_read();
        if self.other.count > 0 || self.letters.count > 0 && self.with_unit > 0 {
            return None;
        }
        if self.letters.count > 0 {
            return (chosen || read == present).then(|| {
                format!(
                    "K, M and B behind numbers, such as {}, are read as thousands, millions and billions.",
                    self.letters.first()
                )
            });
        }
        let is_unit = self.with_unit > 0 && (chosen || self.with_unit * 100 >= read * NEARLY_ALL);
        let unit = &self.unit;
        let plain = match read.saturating_sub(self.with_unit) {
            0 => String::new(),
            plain => format!("; {plain} of {read} stand without it and are taken to be the same"),
        };
        is_unit.then(|| format!("numbers are read without the unit “{unit}” behind them{plain}."))
    }

    /// What keeps the numbers among `present` cells from being read, to go behind the column's name.
    pub(super) fn mixed(&self, present: usize) -> Option<String> {
        let measured = self.with_unit + self.other.count;
        (self.other.count > 0 && measured * 100 >= present * NEARLY_ALL).then(|| {
            format!(
                "numbers have different units, such as “{}” and {}, so the column is not read as numbers. Bring them \
                 to one unit to have it compared as numbers.",
                self.unit,
                self.other.first()
            )
        })
    }
}

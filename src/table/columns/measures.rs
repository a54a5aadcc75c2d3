//! A column of numbers with something behind them: units of measurement, words for thousands.

use super::marks::Others;
use super::style::{Style, Way};
use super::two_ways::TwoWays;
use crate::table::cells::measure::{self, Behind};
use crate::table::cells::number;
use crate::table::facts::note::{NumberNote, SomeCells};

/// A unit is the column's where so many of a hundred numbers have it.
const NEARLY_ALL: usize = 90;

/// All cells of a column, read without what stands behind the numbers; there from the first such cell on.
#[derive(Debug)]
pub(super) struct Measures {
    pub(super) cells: TwoWays,
    /// Cells that are neither missing nor such a number, finite or not.
    pub(super) no_number: Others,
    /// The first unit, how often it occurs, and the cells with another one.
    unit: String,
    with_unit: usize,
    other: SomeCells,
    /// Numbers that a letter or a word multiplies.
    multipliers: SomeCells,
}

impl Measures {
    /// The cells so far, which are numbers by themselves or no numbers.
    pub(super) fn behind(cells: TwoWays, no_number: Others) -> Self {
        Self {
            cells,
            no_number,
            unit: String::new(),
            with_unit: 0,
            other: SomeCells::default(),
            multipliers: SomeCells::default(),
        }
    }

    /// Adds a trimmed cell that is not missing; its readings.
    pub(super) fn push(&mut self, text: &str, row: u64, style: Style) -> [Option<f64>; 2] {
        let mut readings = number::read(text);
        if readings == number::Readings::default() {
            if let Some(measure) = measure::read(text) {
                readings = measure.number;
                match measure.behind {
                    Behind::Multiplier => self.multipliers.add(text, row),
                    Behind::Unit(unit) => {
                        if self.with_unit == 0 {
                            unit.clone_into(&mut self.unit);
                        }
                        if measure::is_same(&self.unit, unit) {
                            self.with_unit += 1;
                        } else {
                            self.other.add(text, row);
                        }
                    }
                }
            } else if !number::is_infinite(text) {
                self.no_number.add(text, row);
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

    /// The note that is due where the numbers among `present` cells are meant; nothing where they are not. Letters count
    /// only where all cells are numbers, unless numbers were `chosen`.
    pub(super) fn meant(&self, present: usize, chosen: bool) -> Option<NumberNote> {
        let read = self.cells.most_read();
        if self.other.count > 0 || self.multipliers.count > 0 && self.with_unit > 0 {
            return None;
        }
        if self.multipliers.count > 0 {
            return (chosen || read == present).then(|| NumberNote::Multipliers(self.multipliers.clone()));
        }
        let is_unit = self.with_unit > 0 && (chosen || self.with_unit * 100 >= read * NEARLY_ALL);
        is_unit.then(|| NumberNote::UnitRemoved {
            unit: self.unit.clone(),
            without: read.saturating_sub(self.with_unit),
            numbers: read,
        })
    }

    /// What keeps the numbers among `present` cells from being read.
    pub(super) fn mixed(&self, present: usize) -> Option<NumberNote> {
        let measured = self.with_unit + self.other.count;
        (self.other.count > 0 && measured * 100 >= present * NEARLY_ALL).then(|| NumberNote::MixedUnits {
            unit: self.unit.clone(),
            others: self.other.clone(),
        })
    }
}

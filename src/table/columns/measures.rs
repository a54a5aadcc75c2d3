//! A column of numbers with something behind them: units of measurement, words for thousands, letters of hemispheres.

use super::marks::Others;
use super::signs::Units;
use super::style::{Style, Way};
use super::two_ways::TwoWays;
use crate::table::cells::hemisphere::{self, Hemisphere};
use crate::table::cells::measure::{self, Behind};
use crate::table::cells::number;
use crate::table::facts::note::{NumberNote, SomeCells};

/// A unit is the column's where so many of a hundred numbers have it.
const NEARLY_ALL: usize = 90;

/// All cells of a column, read without what stands behind the numbers; there from the first such cell on.
#[derive(Debug, Clone)]
pub(super) struct Measures {
    pub(super) cells: TwoWays,
    /// Cells that are neither missing nor such a number, finite or not.
    pub(super) no_number: Others,
    /// The first unit, how often it occurs, and the cells with another one.
    unit: String,
    with_unit: usize,
    other: SomeCells,
    /// Numbers that a letter or a word multiplies, how many of these are a `K`, and the currencies.
    multipliers: SomeCells,
    kelvin: usize,
    currencies: Units,
    /// Where the unit is the letter of a hemisphere: the rows with the letter of negative numbers, whether others have the
    /// one of positive numbers, and whether some have a degree sign.
    negative: Vec<usize>,
    is_positive: bool,
    has_degree: bool,
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
            kelvin: 0,
            currencies: Units::default(),
            negative: Vec::new(),
            is_positive: false,
            has_degree: false,
        }
    }

    /// Adds a trimmed cell that is not missing, in this row of the column; its readings.
    pub(super) fn push(&mut self, text: &str, row: u64, index: usize, style: Style) -> [Option<f64>; 2] {
        let mut readings = number::read(text);
        if readings == number::Readings::default() {
            if let Some(measure) = measure::read(text) {
                readings = measure.number;
                match measure.behind {
                    Behind::Multiplier => {
                        self.multipliers.add(text, row);
                        self.kelvin += usize::from(text.ends_with('K'));
                        self.currencies.push(text);
                    }
                    Behind::Unit(unit) => self.push_unit(unit, text, row, index),
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

    fn push_unit(&mut self, unit: &str, text: &str, row: u64, index: usize) {
        if self.with_unit == 0 {
            unit.clone_into(&mut self.unit);
        }
        let half = Hemisphere::of(unit);
        let is_same = match half.map(Hemisphere::letters) {
            Some(letters) => self.letters() == Some(letters),
            None => measure::is_same(&self.unit, unit),
        };
        if !is_same {
            self.other.add(text, row);
            return;
        }
        self.with_unit += 1;
        if let Some(half) = half {
            self.has_degree |= hemisphere::has_degree(unit);
            if half.is_negative() {
                self.negative.push(index);
            } else {
                self.is_positive = true;
            }
        }
    }

    /// The letters of positive and of negative numbers, where the unit is one of them.
    fn letters(&self) -> Option<[char; 2]> {
        Hemisphere::of(&self.unit).map(Hemisphere::letters)
    }

    /// Whether the letters behind numbers are those of hemispheres, and no units: both occur in this column or in
    /// `other`, or a degree sign or the name says so.
    pub(super) fn has_hemispheres(&self, other: Option<&Self>, is_coordinate: bool) -> bool {
        let Some(letters) = self.letters() else {
            return false;
        };
        let other = other.filter(|other| other.letters() == Some(letters));
        let columns = || [Some(self), other].into_iter().flatten();
        let both =
            columns().any(|column| column.is_positive) && columns().any(|column| !column.negative.is_empty());
        both || is_coordinate || columns().any(|column| column.has_degree)
    }

    /// Makes those numbers negative whose letter says so.
    pub(super) fn negate(&mut self) {
        self.cells.negate(&self.negative);
    }

    /// The unit behind the numbers, or the currency beside those that a word multiplies. A `K` alone multiplies, too, but
    /// beside degrees of the other file it is none of them.
    pub(super) fn unit(&self) -> Option<&str> {
        if self.with_unit > 0 && self.other.count == 0 {
            return Some(&self.unit);
        }
        let are_kelvin = self.kelvin > 0 && self.kelvin == self.multipliers.count;
        self.currencies.currency().or(are_kelvin.then_some("K"))
    }

    /// Whether the numbers among `present` cells are meant. Words that multiply count only where all cells are numbers, and
    /// a unit only where nearly all have it, unless numbers are `wanted`: by the user, or for what the other file's column is.
    pub(super) fn are_meant(&self, present: usize, wanted: bool) -> bool {
        let read = self.cells.most_read();
        if self.other.count > 0 || self.multipliers.count > 0 && self.with_unit > 0 {
            return false;
        }
        if self.multipliers.count > 0 {
            return wanted || read == present;
        }
        self.with_unit > 0 && (wanted || self.with_unit * 100 >= read * NEARLY_ALL)
    }

    /// What is said where the numbers are read.
    pub(super) fn note(&self, has_hemispheres: bool) -> NumberNote {
        if self.multipliers.count > 0 {
            return NumberNote::Multipliers(self.multipliers.clone());
        }
        match self.letters().filter(|_| has_hemispheres) {
            Some(letters) => NumberNote::Hemispheres {
                letters,
                negative: self.negative.len(),
            },
            None => NumberNote::UnitRemoved {
                unit: self.unit.clone(),
                without: self.cells.most_read().saturating_sub(self.with_unit),
                numbers: self.cells.most_read(),
            },
        }
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

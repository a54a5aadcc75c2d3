//! How the cells of a column are to be read: by what they say, or else by what the other file's column says, or their file.

use std::collections::BTreeSet;

use super::builder::ColumnBuilder;
use super::measures::Measures;
use super::style::Way;
use super::two_ways::TwoWays;
use super::year_first::{YearPlace, Years};
use crate::table::cells::hemisphere;
use crate::table::cells::stamp::Stamp;
use crate::table::facts::kind::ColumnKind;

/// Two sizes are near within a factor of 10, and far beyond one of 50: with the wrong decimal mark it is 1,000.
const NEAR: f64 = std::f64::consts::LN_10;
const FAR: f64 = 3.912;

/// What the cells of a column are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Numbers,
    /// Times of the day as numbers of seconds.
    Seconds,
    Moments,
    /// Numbers that are moments, written like this, or as most of them are.
    Stamps(Option<Stamp>),
    /// Months, quarters or years in words.
    Periods,
    /// Categories, or booleans.
    Categories,
    Text,
    Identifier,
}

impl Reading {
    /// Whether cells have their place in time.
    pub(super) fn is_moment(self) -> bool {
        matches!(self, Self::Moments | Self::Stamps(_) | Self::Periods)
    }

    /// Whether cells are read as numbers, whatever these are.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Numbers | Self::Stamps(_))
    }
}

/// How the cells of a column are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) chosen: Option<ColumnKind>,
    /// Whether numbers are read without what stands behind them.
    pub(super) is_without_units: bool,
    /// Whether the letters behind numbers are signs.
    pub(super) has_hemispheres: bool,
    /// With a decimal point, or a decimal comma.
    pub(super) numbers: Way,
    /// Whether the other file's numbers decided that, by their size.
    pub(super) is_by_size: bool,
    /// With the day first, or the month.
    pub(super) dates: Way,
    pub(super) year: YearPlace,
    /// The texts among numbers that stand for missing values.
    pub(super) marks: BTreeSet<String>,
    pub(super) reading: Reading,
}

/// What the other file says about a column, where both files are written alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heard<'c> {
    /// The column that belongs to it.
    pub(super) column: &'c ColumnBuilder,
    pub(super) is_without_units: bool,
    /// Whether its decimal mark, and its order of dates, count here.
    pub(super) numbers: bool,
    pub(super) dates: bool,
    /// The [`sizes`](ColumnBuilder::sizes) of the column's own numbers, and of the other's.
    pub(super) sizes: [[Option<f64>; 2]; 2],
}

impl Heard<'_> {
    /// The decimal mark of its column.
    fn number_way(self) -> Option<Way> {
        let measures = self.column.measures.as_ref().filter(|_| self.is_without_units);
        let cells = measures.map_or(self.column.numbers.as_ref(), |measures| Some(&measures.cells));
        cells.filter(|_| self.numbers)?.votes().way()
    }

    /// The decimal mark with which numbers such as `5.234` are about as large as those of its column, which have no marks at
    /// all, where they are far from them with the other one.
    fn way_by_size(self, own: &TwoWays) -> Option<Way> {
        let other = self.column.numbers.as_ref();
        if !self.numbers || own.votes().decisive != [0; 2] || !other.is_some_and(TwoWays::are_alike) {
            return None;
        }
        let [[first, second], [other, _]] = self.sizes;
        let distance = |size: Option<f64>| Some((size? / other?).ln().abs());
        let (first, second) = (distance(first)?, distance(second)?);
        if second < NEAR && first > FAR {
            Some(Way::Second)
        } else {
            (first < NEAR && second > FAR).then_some(Way::First)
        }
    }

    /// The order of day and month of its column.
    fn date_way(self) -> Option<Way> {
        let cells = self.column.moments.as_ref();
        cells.filter(|_| self.dates)?.votes().way()
    }
}

impl Plan {
    /// A plan that does not know yet what the column is. Where neither its cells nor the `other` file's say it, numbers and
    /// dates are read in the ways of the `file`.
    pub(super) fn new(column: &ColumnBuilder, file: [Way; 2], other: Option<Heard<'_>>) -> Self {
        let others = other.map(|other| other.column);
        let chosen = column.chosen.or(others.and_then(|other| other.chosen));
        let measures = column.measures.as_ref().filter(|_| !column.are_lists);
        let is_wanted = other.is_some_and(|other| other.is_without_units);
        let without = measures.filter(|measures| column.is_without_units(measures, chosen, is_wanted));
        let is_coordinate = |column: &ColumnBuilder| hemisphere::is_coordinate(&column.name);
        let has_hemispheres = |measures: &Measures| {
            let of_other = others.and_then(|other| other.measures.as_ref());
            measures.has_hemispheres(
                of_other,
                is_coordinate(column) || others.is_some_and(is_coordinate),
            )
        };
        let numbers = without.map_or(column.numbers.as_ref(), |measures| Some(&measures.cells));
        let numbers = numbers.filter(|_| !column.are_lists);
        let moments = column.moments.as_ref();
        let [numbers_of_file, dates_of_file] = file;
        let by_mark = numbers
            .map_or(Some(Way::First), |cells| column.own_number_way(cells))
            .or_else(|| other?.number_way());
        let by_size = match by_mark {
            Some(_) => None,
            None => other.and_then(|other| other.way_by_size(numbers?)),
        };
        Self {
            chosen,
            is_without_units: without.is_some(),
            has_hemispheres: without.is_some_and(has_hemispheres),
            numbers: by_mark.or(by_size).unwrap_or(numbers_of_file),
            is_by_size: by_size.is_some(),
            dates: moments
                .map_or(Some(Way::First), own_way)
                .or_else(|| other?.date_way())
                .unwrap_or(dates_of_file),
            year: column.year_place(others.and_then(ColumnBuilder::years)),
            marks: BTreeSet::new(),
            reading: Reading::Text,
        }
    }

    /// Whether dates have the year first.
    pub(super) fn has_year_first(&self) -> bool {
        matches!(self.year, YearPlace::First | YearPlace::LikelyFirst)
    }

    /// Whether cells are the same numbers and dates in both plans, whatever the column is read as.
    pub(super) fn has_cells_of(&self, other: &Self) -> bool {
        let other = Self {
            marks: self.marks.clone(),
            reading: self.reading,
            ..other.clone()
        };
        *self == other
    }
}

/// The number in the middle of all that are not missing, without its sign; nothing where it is zero.
fn middle(numbers: &[f64]) -> Option<f64> {
    let present = numbers.iter().filter(|number| !number.is_nan());
    let mut sizes: Vec<f64> = present.map(|number| number.abs()).collect();
    let place = sizes.len().checked_sub(1)? / 2;
    let (_, &mut middle, _) = sizes.select_nth_unstable_by(place, f64::total_cmp);
    (middle > 0.0).then_some(middle)
}

/// The way that the cells themselves decide; any where there is nothing to decide.
pub(super) fn own_way(cells: &TwoWays) -> Option<Way> {
    if cells.are_alike() {
        return Some(Way::First);
    }
    cells.votes().way()
}

impl ColumnBuilder {
    /// The decimal mark that the cells themselves decide.
    pub(super) fn own_number_way(&self, cells: &TwoWays) -> Option<Way> {
        // Between commas a point is a decimal point, whatever other columns hold: lists, addresses, codes.
        let is_point = self.style.between_commas && cells.all_smaller_first();
        own_way(cells).or(is_point.then_some(Way::First))
    }

    /// The size of the number in the middle, with a decimal point and with a decimal comma.
    pub(super) fn sizes(&self) -> [Option<f64>; 2] {
        let numbers = self.numbers.as_ref();
        [Way::First, Way::Second].map(|way| middle(numbers?.values(way)))
    }

    /// What the cells say about where the year stands in dates.
    pub(super) fn years(&self) -> Option<Years> {
        let cells = self.year_first.as_ref()?;
        Some(cells.years(self.moments.as_ref()?, self.style.dates.is_some()))
    }

    /// Where the year stands in dates, by what the cells say, and those of the `other` file.
    pub(super) fn year_place(&self, other: Option<Years>) -> YearPlace {
        let own = self.years();
        own.map_or(YearPlace::Last, |own| {
            other.map_or(own, |other| own.and(other)).place()
        })
    }

    /// Makes the numbers those of the plan.
    pub(super) fn open(&mut self, plan: &Plan) {
        self.chosen = plan.chosen;
        if self.are_lists {
            self.numbers = None;
            self.measures = None;
        }
        if plan.is_without_units
            && let Some(mut measures) = self.measures.take()
        {
            if plan.has_hemispheres {
                measures.negate();
            }
            self.without = Some(measures.note(plan.has_hemispheres));
            let unit = measures.unit().map(str::to_owned);
            self.unit = unit.or(self.unit.take()).filter(|_| !plan.has_hemispheres);
            self.no_number = measures.no_number;
            self.numbers = Some(measures.cells);
        }
        if self.are_months() && self.chosen.is_none() {
            self.numbers = None;
        }
    }
}

//! What two columns that belong together are, by what the cells of both files say.
//!
//! Everything here is symmetric in both files, and as far as possible a function of all rows whichever file they stand in.
//! Then two files of one distribution are read alike, and a test on them keeps its level.

use std::collections::HashSet;

use super::decide::{Finished, own_codes, spread};
use super::doubtful;
use super::evidence::Evidence;
use super::plan::{Heard, Plan, Reading};
use super::sentinel::Spread;
use super::style::Way;
use super::undecided::Undecided;
use crate::table::facts::column::{Column, Values};

/// Where the cells of two files decide together, they are of the kind in either by this share.
const CLEAR_IN_EACH: f64 = 0.9;

/// How a file reads numbers and dates where a column leaves it open, and whether the other file's column may say it first:
/// where both files are written alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileStyle {
    /// Of numbers, and of dates.
    pub(super) ways: [Way; 2],
    pub(super) are_alike: [bool; 2],
}

/// The columns as both files say; nothing for one that stays as its own file says.
pub(super) fn settle([source, target]: [&Column; 2], styles: [FileStyle; 2]) -> [Option<Finished>; 2] {
    let (Some(one), Some(other)) = (source.undecided.as_deref(), target.undecided.as_deref()) else {
        return [None, None];
    };
    // A column without cells says nothing about the other.
    if one.evidence.present == 0 || other.evidence.present == 0 {
        return [alone(source, styles[0]), alone(target, styles[1])];
    }
    let mut sides = [
        Side::new(source, one, Some(other), styles[0]),
        Side::new(target, other, Some(one), styles[1]),
    ];
    let evidence = sides.each_ref().map(|side| &side.evidence);
    let both = evidence[0].and(evidence[1], distinct_in_both(source, target));
    let readings = readings(evidence, &both, one.plan.chosen.or(other.plan.chosen).is_some());
    let are_numbers = readings.iter().all(|reading| reading.is_number());
    for (side, reading) in sides.iter_mut().zip(readings) {
        side.plan.reading = reading;
        if are_numbers {
            side.plan.marks = both.marks();
        }
    }
    let readings = sides.each_ref().map(|side| side.plan.reading);
    sides[0].has_missing_words = doubtful::are_missing(one, &source.values, other, readings);
    sides[1].has_missing_words = doubtful::are_missing(other, &target.values, one, readings);
    let codes = codes(&sides);
    sides.map(|side| side.finish(codes.as_deref()))
}

/// A column that has no partner, or none with cells, as its file says, which may have heard of the other one.
pub(super) fn alone(column: &Column, style: FileStyle) -> Option<Finished> {
    Side::new(column, column.undecided.as_deref()?, None, style).finish(None)
}

/// One of the two columns while it is decided.
struct Side<'c> {
    column: &'c Column,
    undecided: &'c Undecided,
    /// How it is to be read now.
    plan: Plan,
    /// What its own file says if it is read so.
    evidence: Evidence,
    /// Whether its words that may stand for missing values do.
    has_missing_words: bool,
}

impl<'c> Side<'c> {
    /// A column by what its own file says, with the units, the decimal mark and the order of dates that both say.
    fn new(
        column: &'c Column,
        undecided: &'c Undecided,
        other: Option<&Undecided>,
        style: FileStyle,
    ) -> Self {
        let heard = other.map(|other| Heard {
            column: &other.column,
            // What are numbers in the other file are numbers here, whatever stands behind some.
            is_without_units: other.plan.is_without_units || other.plan.reading == Reading::Numbers,
            numbers: style.are_alike[0],
            dates: style.are_alike[1] && date_mark(other) == date_mark(undecided),
            sizes: [undecided.sizes, other.sizes],
        });
        let mut plan = Plan::new(&undecided.column, style.ways, heard);
        let evidence = if plan.has_cells_of(&undecided.plan) {
            undecided.evidence.clone()
        } else {
            let mut opened = undecided.reopened(&column.values);
            opened.open(&plan);
            Evidence::of(&opened, &plan)
        };
        plan.reading = evidence.reading();
        if evidence.is_number() {
            plan.marks = evidence.marks();
        }
        Self {
            column,
            undecided,
            plan,
            evidence,
            has_missing_words: false,
        }
    }

    /// What decides about codes of missing values in this column, as it is to be read now.
    fn spread(&self) -> Option<Spread> {
        if self.plan == self.undecided.plan {
            return self.undecided.spread.clone();
        }
        let mut opened = self.undecided.reopened(&self.column.values);
        opened.open(&self.plan);
        spread(&opened.read_as(&self.plan, &self.evidence))
    }

    /// The column as it is to be read now, where that is not how it was read: without the `codes` of missing values that
    /// both files found, or else without its own.
    fn finish(self, codes: Option<&[f64]>) -> Option<Finished> {
        let Undecided {
            plan, plain, taken, ..
        } = self.undecided;
        let is_taken = |codes: &[f64]| {
            let occurring = self
                .undecided
                .spread
                .as_ref()
                .map(|spread| spread.occurring(codes));
            let codes = occurring.into_iter().flatten().map(|(code, _)| code.to_bits());
            codes.eq(taken.iter().map(|(code, _)| code.to_bits()))
        };
        if self.plan == *plan && codes.is_none_or(is_taken) && !self.has_missing_words {
            return None;
        }
        let mut column = self.undecided.reopened(&self.column.values);
        if self.has_missing_words {
            column = column.without_doubtful_words();
        }
        Some(column.finish_as(&self.plan, &self.evidence, |spread| {
            codes.map_or_else(|| own_codes(spread, *plain), <[f64]>::to_vec)
        }))
    }
}

/// What both columns are to be read as.
fn readings([one, other]: [&Evidence; 2], both: &Evidence, are_chosen: bool) -> [Reading; 2] {
    let own = [one.reading(), other.reading()];
    if are_chosen || own[0] == own[1] {
        return own;
    }
    let marks = both.marks();
    let holds = |reading| {
        [one, other]
            .iter()
            .all(|side| side.share(reading, &marks) >= CLEAR_IN_EACH)
    };
    let readings = match both.reading() {
        // Moments that are numbers in the other file would make any two periods differ.
        Reading::Numbers if own.iter().any(|reading| reading.is_moment()) => own,
        reading @ (Reading::Numbers | Reading::Stamps(_) | Reading::Moments | Reading::Seconds)
            if holds(reading) =>
        {
            [reading; 2]
        }
        // What is text in a file of few rows may be a category in both.
        Reading::Categories => own.map(|reading| match reading {
            Reading::Text => Reading::Categories,
            reading => reading,
        }),
        // What neither makes usable stays as it is, and is left out when the columns are paired.
        _ => own,
    };
    let stamped = |reading, evidence: &Evidence, other: Reading| match evidence.possible_stamp() {
        // Numbers that can be moments are, where the other column's cells are moments.
        Some(stamp) if reading == Reading::Numbers && other.is_moment() => Reading::Stamps(Some(stamp)),
        _ => reading,
    };
    [
        stamped(readings[0], one, readings[1]),
        stamped(readings[1], other, readings[0]),
    ]
}

/// The numbers that stand for missing values in both columns, unless the user said that none does; nothing where either is
/// no column of numbers.
fn codes(sides: &[Side<'_>; 2]) -> Option<Vec<f64>> {
    let [one, other] = sides.each_ref().map(Side::spread);
    let plain = sides.iter().any(|side| side.undecided.plain);
    Some(own_codes(Some(&one?.and(&other?)), plain))
}

/// Number of distinct texts in both, where they are few enough for categories.
fn distinct_in_both(source: &Column, target: &Column) -> Option<usize> {
    let mut texts = levels(source)?;
    texts.extend(levels(target)?);
    Some(texts.len())
}

/// The distinct texts of a column, where they are few enough for categories.
fn levels(column: &Column) -> Option<HashSet<&str>> {
    match &column.values {
        Values::Category { levels, .. } | Values::Boolean { levels, .. } => {
            Some(levels.iter().map(String::as_str).collect())
        }
        _ => {
            let dictionary = column.undecided.as_deref()?.column.dictionary.as_ref();
            Some(dictionary?.levels().collect())
        }
    }
}

/// What stands between the fields of the dates of a column that could have another order.
pub(super) fn date_mark(undecided: &Undecided) -> Option<char> {
    let column = &undecided.column;
    let texts = column.open_dates.iter().map(|example| example.raw.as_str());
    let decided = [&column.day_first, &column.month_first];
    let decided = decided.into_iter().filter(|cells| cells.count > 0);
    let mut texts = texts.chain(decided.map(|cells| cells.text.as_str()));
    texts.next()?.chars().find(|letter| !letter.is_ascii_digit())
}

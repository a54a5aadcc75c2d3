//! What the cells of a column say about its kind: those of one file, or of two columns that belong together.

use std::collections::{BTreeSet, HashSet};

use super::builder::{ColumnBuilder, Length};
use super::dictionary::Dictionary;
use super::key_names;
use super::marks::{Beside, Others};
use super::plan::{Plan, Reading};
use super::stamps::{Stamps, stamps};
use super::style::Way;
use super::two_ways::TwoWays;
use crate::table::cells::period;
use crate::table::cells::stamp::Stamp;
use crate::table::facts::kind::ColumnKind;

/// A column with so few distinct texts is a category column, however few rows there are.
pub(super) const FEW_LEVELS: usize = 20;

/// From this share of numbers or dates on, the other cells of a column are taken for slips and count as missing,
/// with a note.
const CLEAR: f64 = 0.99;

/// Among so many numbers, one with a needless zero is a slip and makes no codes of them.
const RARE_CODES: usize = 20;

/// Fewest digits of codes in formulas: shorter numbers of one length may be counts.
const MIN_CODE_DIGITS: usize = 4;

/// Fewest rows of a column that counts them.
const MIN_COUNTED: usize = 20;

/// Of the cells of a column that is named after keys, at least this share differs where it holds them.
const DISTINCT_KEYS: f64 = 0.9;

/// Why numbers are codes, and no quantities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codes {
    /// Some begin with a needless zero.
    Zeros,
    /// All stand in formulas, so that no zero gets lost.
    Formulas,
    /// They are not written as a program writes numbers: 1.9 and 1.10 are versions or chapters, and 1E2 and 2E1 rooms where
    /// no other file has plain numbers there.
    Decimals,
    /// They differ in digits which numbers cannot hold: no quantity is measured to that many.
    Long,
}

/// What the cells say about their kind. Counts are of cells that are not missing.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub(super) struct Evidence {
    chosen: Option<ColumnKind>,
    pub(super) present: usize,
    /// The numbers in the way that was decided; nothing where numbers are out of the question.
    numbers: Option<Beside>,
    /// The cells that are none, and the words among them that stand for missing values in other columns.
    others: Others,
    known_marks: Vec<String>,
    infinite: usize,
    /// Dates and times.
    moments: usize,
    dated: usize,
    spans: usize,
    zero_codes: usize,
    formulas: usize,
    length: Length,
    are_long_codes: bool,
    are_decimal_codes: bool,
    are_exponents: bool,
    /// What the numbers are, as moments.
    pub(super) stamps: Stamps,
    /// Whether the cells only name their rows.
    are_keys: bool,
    are_periods: bool,
    /// Distinct texts, where they are few enough for categories.
    distinct: Option<usize>,
}

impl Evidence {
    /// What one file says, once its column was opened as the plan says.
    pub(super) fn of(column: &ColumnBuilder, plan: &Plan) -> Self {
        let distinct = column.dictionary.as_ref().map(Dictionary::distinct);
        let list = column
            .numbers
            .as_ref()
            .map_or(&[][..], |cells| cells.values(plan.numbers));
        let moments = match (&column.year_first, &column.moments) {
            (Some(cells), Some(_)) if plan.has_year_first() => cells.read(),
            (_, Some(cells)) => cells.read(plan.dates),
            _ => 0,
        };
        let mut evidence = Self {
            chosen: plan.chosen,
            present: column.present,
            numbers: column
                .numbers
                .as_ref()
                .map(|cells| column.beside(cells, plan.numbers)),
            others: column.no_number.clone(),
            known_marks: column.known_marks.clone(),
            infinite: column.infinite.count,
            moments,
            dated: column.dated,
            spans: column.spans,
            zero_codes: column.zero_codes,
            formulas: column.formulas.count,
            length: column.length,
            are_long_codes: 2 * column.long_numbers > column.present && are_whole(list),
            are_decimal_codes: column
                .dictionary
                .as_ref()
                .is_some_and(Dictionary::tell_zeros_apart),
            are_exponents: column.dictionary.as_ref().is_some_and(Dictionary::are_exponents),
            stamps: stamps(&column.name, list, distinct.unwrap_or(usize::MAX)),
            are_keys: false,
            are_periods: column.dictionary.as_ref().is_some_and(Dictionary::are_periods),
            distinct,
        };
        evidence.are_keys = if evidence.is_number() {
            counts_rows(list) || column.are_keys(list)
        } else {
            let are_distinct = distinct.is_none_or(|distinct| distinct == column.present);
            column.present >= MIN_COUNTED && key_names::is_key(&column.name) && are_distinct
        };
        evidence
    }

    /// What both files say; `distinct` are the texts of both.
    pub(super) fn and(&self, other: &Self, distinct: Option<usize>) -> Self {
        Self {
            chosen: self.chosen,
            present: self.present + other.present,
            numbers: self.numbers.zip(other.numbers).map(|(one, other)| one.and(other)),
            others: self.others.and(&other.others),
            known_marks: [self.known_marks.as_slice(), &other.known_marks].concat(),
            infinite: self.infinite + other.infinite,
            moments: self.moments + other.moments,
            dated: self.dated + other.dated,
            spans: self.spans + other.spans,
            zero_codes: self.zero_codes + other.zero_codes,
            formulas: self.formulas + other.formulas,
            length: self.length.and(other.length),
            are_long_codes: self.are_long_codes || other.are_long_codes,
            are_decimal_codes: self.are_decimal_codes || other.are_decimal_codes,
            are_exponents: self.are_exponents && other.are_exponents,
            stamps: self.stamps.and(other.stamps),
            are_keys: self.are_keys || other.are_keys,
            are_periods: self.are_periods && other.are_periods,
            distinct,
        }
    }

    /// The texts among numbers that stand for missing values.
    pub(super) fn marks(&self) -> BTreeSet<String> {
        match self.numbers {
            Some(beside) if self.chosen.is_none() => self.others.marks(beside, &self.known_marks),
            _ => BTreeSet::new(),
        }
    }

    /// How many cells are numbers, finite or not, or these marks.
    fn number_cells(&self, marks: &BTreeSet<String>) -> usize {
        let (marked, _) = self.others.parted(marks);
        let marked: usize = marked.iter().map(|mark| mark.count).sum();
        self.numbers
            .map_or(0, |numbers| numbers.numbers + self.infinite + marked)
    }

    /// The share of cells that are of the kind, where these `marks` are missing values.
    pub(super) fn share(&self, reading: Reading, marks: &BTreeSet<String>) -> f64 {
        let count = match reading {
            Reading::Numbers | Reading::Stamps(_) => self.number_cells(marks),
            Reading::Moments | Reading::Seconds => self.moments,
            _ => self.present,
        };
        count as f64 / self.present.max(1) as f64
    }

    /// Whether numbers, or dates and times, are so many that the other cells are slips.
    fn is_clear(&self, count: usize) -> bool {
        let are_many_texts = self.distinct.is_none_or(|distinct| distinct > FEW_LEVELS);
        count == self.present || count as f64 >= CLEAR * self.present as f64 && are_many_texts
    }

    /// Whether the cells are numbers, whatever these are.
    pub(super) fn is_number(&self) -> bool {
        self.numbers.is_some_and(|numbers| {
            numbers.numbers >= self.infinite && self.is_clear(self.number_cells(&self.marks()))
        })
    }

    /// Times of the day among dates would all fall on one day.
    fn is_moment(&self) -> bool {
        self.moments > 0
            && self.is_clear(self.moments)
            && (self.dated == 0 || self.dated * 100 >= self.moments * 99)
    }

    /// Whether the texts are few enough for categories.
    fn has_few_levels(&self) -> bool {
        let most = (self.present / 2).max(FEW_LEVELS);
        self.distinct.is_some_and(|distinct| distinct <= most)
    }

    /// Why numbers are codes. Those with a needless zero are not few, or all are equally long.
    pub(super) fn codes(&self) -> Option<Codes> {
        let one_length = match self.length {
            Length::One(length) => Some(length),
            Length::Unknown | Length::Several => None,
        };
        if self.zero_codes > 0 && (self.zero_codes * RARE_CODES >= self.present || one_length.is_some()) {
            Some(Codes::Zeros)
        } else if self.formulas == self.present && one_length.is_some_and(|length| length >= MIN_CODE_DIGITS)
        {
            Some(Codes::Formulas)
        } else if (self.are_decimal_codes || self.are_exponents) && self.has_few_levels() {
            Some(Codes::Decimals)
        } else {
            self.are_long_codes.then_some(Codes::Long)
        }
    }

    /// What most cells are.
    pub(super) fn most_are(&self) -> Option<ColumnKind> {
        let is_most = |count: usize| 2 * count >= self.present && count > 0;
        if self.numbers.is_some_and(|numbers| is_most(numbers.numbers)) {
            Some(ColumnKind::Number)
        } else {
            is_most(self.moments).then_some(ColumnKind::Moment)
        }
    }

    /// What the column is read as: what the user has chosen, or what the cells say.
    pub(super) fn reading(&self) -> Reading {
        if let Some(kind) = self.chosen {
            self.reading_as(kind)
        } else if self.is_number() {
            self.reading_of_numbers()
        } else if self.is_moment() && self.spans > 0 && self.dated == 0 {
            Reading::Seconds
        } else if self.is_moment() {
            Reading::Moments
        } else if self.are_keys {
            Reading::Identifier
        } else if self.are_periods {
            Reading::Periods
        } else if self.has_few_levels() {
            Reading::Categories
        } else {
            Reading::Text
        }
    }

    fn reading_of_numbers(&self) -> Reading {
        if let Stamps::Likely(stamp) | Stamps::Surely(stamp) = self.stamps {
            Reading::Stamps(Some(stamp))
        } else if self.codes().is_some() && self.has_few_levels() {
            Reading::Categories
        } else if self.codes().is_some() || self.are_keys && !self.are_asked() {
            Reading::Identifier
        } else {
            Reading::Numbers
        }
    }

    /// What the column is read as where the user has chosen a kind.
    fn reading_as(&self, kind: ColumnKind) -> Reading {
        let count = self.numbers.map(|numbers| numbers.numbers);
        match kind {
            ColumnKind::Number if count.unwrap_or(0) == 0 && self.dated == 0 && self.moments > 0 => {
                Reading::Seconds
            }
            ColumnKind::Number if count.is_some() => Reading::Numbers,
            ColumnKind::Moment if self.moments > 0 => Reading::Moments,
            ColumnKind::Moment if count.is_some() => Reading::Stamps(self.possible_stamp()),
            ColumnKind::Moment if self.are_periods => Reading::Periods,
            ColumnKind::Category | ColumnKind::Boolean if self.distinct.is_some() => Reading::Categories,
            ColumnKind::Identifier => Reading::Identifier,
            _ => Reading::Text,
        }
    }

    /// Whether it is asked if numbers are moments.
    fn are_asked(&self) -> bool {
        matches!(self.stamps, Stamps::Perhaps(_))
    }

    /// How all numbers can be read as moments.
    pub(super) fn possible_stamp(&self) -> Option<Stamp> {
        self.stamps.stamp()
    }
}

impl Length {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, length) | (length, Self::Unknown) => length,
            (Self::One(one), Self::One(other)) if one == other => Self::One(one),
            _ => Self::Several,
        }
    }
}

impl Dictionary {
    /// Whether few texts are numbers with decimals that end with a zero where others have fewer: 1.1 and 1.10, or 1.9 and 1.10.
    /// Written by a program, either all have such zeros or none.
    fn tell_zeros_apart(&self) -> bool {
        if self.distinct() > FEW_LEVELS {
            return false;
        }
        let decimals = self.levels().filter_map(|text| {
            let (digits, decimals) = text.trim().split_once(['.', ','])?;
            let is_number = [digits, decimals]
                .iter()
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
            // A zero alone is written beside any number of decimals: 1.0 and 1.25.
            (is_number && decimals.bytes().any(|digit| digit != b'0')).then_some(decimals)
        });
        let decimals: Vec<&str> = decimals.collect();
        let fewest = decimals.iter().map(|decimals| decimals.len()).min();
        decimals
            .iter()
            .any(|decimals| decimals.ends_with('0') && Some(decimals.len()) > fewest)
    }

    /// Whether few texts are whole numbers with an exponent that has no sign, `1E2`. Programs write a sign or a point.
    fn are_exponents(&self) -> bool {
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_exponent = |text: &str| {
            let parts = text.trim().split_once(['e', 'E']);
            parts.is_some_and(|(digits, power)| are_digits(digits) && are_digits(power))
        };
        self.distinct() <= FEW_LEVELS && self.distinct() > 1 && self.levels().all(is_exponent)
    }

    /// Whether all texts are months, quarters or years.
    fn are_periods(&self) -> bool {
        let levels: Vec<String> = self.levels().map(str::to_owned).collect();
        period::starts(&levels).is_some()
    }
}

impl ColumnBuilder {
    /// The word that stands for missing values, where the cells of this column alone tell.
    pub(in crate::table) fn mark(&self) -> Option<String> {
        let cells = self.numbers.as_ref().filter(|_| !self.are_lists)?;
        let way = cells.votes().way().unwrap_or(Way::First);
        self.no_number.word(self.beside(cells, way))
    }

    /// What is known of these numbers.
    fn beside(&self, cells: &TwoWays, way: Way) -> Beside {
        let distinct = self.dictionary.as_ref().map_or(usize::MAX, Dictionary::distinct);
        Beside {
            numbers: cells.read(way),
            distinct: distinct.saturating_sub(self.no_number.distinct()),
            have_decimals: cells.have_decimals(way),
        }
    }

    /// Whether whole numbers are keys: the column's name says so, or the lack of one, and nearly all differ.
    fn are_keys(&self, numbers: &[f64]) -> bool {
        let is_index = key_names::is_index(&self.name);
        let is_named = is_index || self.is_nameless_first || key_names::is_key(&self.name);
        if !is_named || !are_whole(numbers) {
            return false;
        }
        let present = numbers.iter().filter(|number| !number.is_nan());
        let distinct: HashSet<u64> = present.map(|number| number.to_bits()).collect();
        is_index
            || self.present >= MIN_COUNTED && distinct.len() as f64 >= DISTINCT_KEYS * self.present as f64
    }
}

fn are_whole(numbers: &[f64]) -> bool {
    let present = numbers.iter().filter(|number| !number.is_nan());
    present.copied().all(|number| number.fract() == 0.0)
}

/// Whether the cells are whole numbers, each one more than the one above: numbers of rows.
fn counts_rows(numbers: &[f64]) -> bool {
    numbers.len() >= MIN_COUNTED
        && numbers[0].fract() == 0.0
        && numbers
            .windows(2)
            .all(|pair| matches!(pair, [above, below] if (below - above).to_bits() == 1.0_f64.to_bits()))
}

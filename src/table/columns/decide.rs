//! What a column is, once all its cells are known.

use std::collections::HashSet;

use super::builder::{ColumnBuilder, Length};
use super::dictionary::Dictionary;
use super::key_names;
use super::marks::{Beside, Others};
use super::sentinel;
use super::stamps;
use super::style::Way;
use super::two_ways::TwoWays;
use super::year_first::YearPlace;
use crate::table::cells::booleans;
use crate::table::cells::calendar::SECONDS_IN_DAY;
use crate::table::cells::period;
use crate::table::facts::column::{Column, Unused, Values};
use crate::table::facts::findings::ReadingQuestion;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::note::{ColumnNote, MomentNote, NumberNote, SomeCells};

/// A column with so few distinct texts is a category column, however few rows there are.
const FEW_LEVELS: usize = 20;

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

/// A finished column, with what is to be said about it.
#[derive(Debug)]
pub(in crate::table) struct Finished {
    pub(in crate::table) column: Column,
    pub(in crate::table) notes: Vec<ColumnNote>,
    pub(in crate::table) questions: Vec<ReadingQuestion>,
}

impl ColumnBuilder {
    /// Decides what the column is. Where its own cells do not say how numbers and dates are read, `numbers` and
    /// `dates` do. Numbers that stand for missing cells are taken out, unless they are `plain`.
    pub(in crate::table) fn finish(mut self, numbers: Way, dates: Way, plain: bool) -> Finished {
        let mut values = self.decide(numbers, dates);
        let notes = self.notes(&values);
        let counts_time = self.counts_time();
        let mut questions: Vec<ReadingQuestion> = self.asked.take().into_iter().collect();
        if let (Values::Number(numbers), false) = (&mut values, plain) {
            for (value, count) in sentinel::sentinels(numbers) {
                for number in numbers
                    .iter_mut()
                    .filter(|number| number.to_bits() == value.to_bits())
                {
                    *number = f64::NAN;
                }
                questions.push(ReadingQuestion::Sentinel {
                    column: self.name.clone(),
                    value,
                    count: count as u64,
                });
            }
        }
        Finished {
            column: Column {
                name: self.name,
                values,
                counts_time,
            },
            notes,
            questions,
        }
    }

    fn decide(&mut self, numbers_way: Way, dates_way: Way) -> Values {
        let numbers = self.decide_numbers(numbers_way);
        let moments = self.decide_dates(dates_way);
        let dictionary = self.dictionary.take();
        let distinct = dictionary.as_ref().map_or(usize::MAX, Dictionary::distinct);
        let number_count = numbers.as_ref().map_or(0, |(way, cells)| cells.read(*way));
        let moment_count = moments.as_ref().map_or(0, |&(count, _)| count);
        let clear = |count: usize| {
            count == self.present || count as f64 >= CLEAR * self.present as f64 && distinct > FEW_LEVELS
        };
        let infinite = self.infinite.count;
        let (marks, others) = match &numbers {
            Some((way, cells)) if self.chosen.is_none() => {
                let beside = self.beside(cells, *way, distinct);
                self.no_number.marks(beside, &self.known_marks)
            }
            _ => (Vec::new(), self.no_number.all()),
        };
        let marked: usize = marks.iter().map(|mark| mark.count).sum();
        let is_number =
            numbers.is_some() && number_count >= infinite && clear(number_count + infinite + marked);
        if is_number {
            self.marks = marks;
            self.no_number = Others::only(others);
        }
        self.most_are = if 2 * number_count >= self.present && number_count > 0 {
            Some(ColumnKind::Number)
        } else if 2 * moment_count >= self.present && moment_count > 0 {
            Some(ColumnKind::Moment)
        } else {
            None
        };
        // Times of the day among dates would all fall on one day.
        let is_moment = moment_count > 0
            && clear(moment_count)
            && (self.dated == 0 || self.dated * 100 >= moment_count * 99);
        let most_levels = self.most_levels();
        let missing = self.missing;
        let unused = |what| Values::Unused { what, missing };

        let numbers = numbers.map(|(way, cells)| cells.into_values(way));
        let moments = moments.map(|(_, seconds)| seconds);
        match self.chosen {
            Some(ColumnKind::Number) => {
                return match (numbers, moments) {
                    (_, Some(seconds)) if number_count == 0 && self.dated == 0 => {
                        self.notice(MomentNote::AsDurations);
                        Values::Number(seconds)
                    }
                    (Some(numbers), _) => Values::Number(numbers),
                    (None, _) => unused(Unused::Text),
                };
            }
            Some(ColumnKind::Moment) => {
                return match (moments, numbers) {
                    (Some(seconds), _) if moment_count > 0 => self.moments_of(seconds),
                    (_, Some(numbers)) => stamps::moments(&numbers, self.chosen_stamp(&numbers, distinct)),
                    _ => dictionary
                        .and_then(|dictionary| self.periods(&dictionary.into_parts()))
                        .unwrap_or_else(|| unused(Unused::Text)),
                };
            }
            Some(ColumnKind::Category | ColumnKind::Boolean) => {
                return dictionary.map_or_else(|| unused(Unused::Text), |it| categorical(it.into_parts()));
            }
            Some(ColumnKind::Text) => return unused(Unused::Text),
            Some(ColumnKind::Identifier) => return unused(Unused::Identifier),
            None => {}
        }
        match (numbers, moments) {
            (Some(numbers), _) if is_number => {
                let stamp = self.stamp(&numbers, distinct);
                if stamp.is_some() {
                    stamps::moments(&numbers, stamp)
                } else if self.are_codes() || self.are_formula_codes() || self.are_long_codes(&numbers) {
                    if let Some(categories) = dictionary.filter(|it| it.distinct() <= most_levels) {
                        categorical(categories.into_parts())
                    } else {
                        self.note_leading_zeros();
                        unused(Unused::Identifier)
                    }
                } else if self.asked.is_none() && (counts_rows(&numbers) || self.are_keys(&numbers)) {
                    unused(Unused::Identifier)
                } else {
                    Values::Number(numbers)
                }
            }
            (_, Some(seconds)) if is_moment && self.spans > 0 && self.dated == 0 => {
                self.notice(MomentNote::Durations {
                    count: self.spans,
                    first: self.first_span.clone(),
                    cells: self.present,
                });
                Values::Number(seconds)
            }
            (_, Some(seconds)) if is_moment => self.moments_of(seconds),
            _ => self.of_texts(dictionary),
        }
    }

    /// Texts: periods of years, keys, categories, or free text.
    fn of_texts(&mut self, dictionary: Option<Dictionary>) -> Values {
        let missing = self.missing;
        let unused = |what| Values::Unused { what, missing };
        let is_key = self.present >= MIN_COUNTED && key_names::is_key(&self.name);
        let Some(dictionary) = dictionary else {
            return unused(if is_key { Unused::Identifier } else { Unused::Text });
        };
        let distinct = dictionary.distinct();
        let parts = dictionary.into_parts();
        if is_key && distinct == self.present {
            unused(Unused::Identifier)
        } else if let Some(values) = self.periods(&parts) {
            values
        } else if distinct <= self.most_levels() {
            categorical(parts)
        } else {
            unused(Unused::Text)
        }
    }

    /// Most levels of a category column.
    fn most_levels(&self) -> usize {
        (self.present / 2).max(FEW_LEVELS)
    }

    /// Categories whose texts are all months, quarters or years, as moments.
    fn periods(&mut self, (codes, levels): &(Vec<u32>, Vec<String>)) -> Option<Values> {
        let starts = period::starts(levels)?;
        if period::are_spans_or_months(levels) {
            self.notice(MomentNote::YearsNotMonths {
                example: levels[0].clone(),
            });
        }
        // They took every cell, whatever the cells could be one by one.
        self.no_moment = SomeCells::default();
        self.other_style = SomeCells::default();
        self.most_are = None;
        let start = |&code: &u32| starts.get(code as usize).copied().unwrap_or(f64::NAN);
        Some(Values::Moment {
            seconds: codes.iter().map(start).collect(),
            has_date: true,
            has_days: false,
            has_time: false,
        })
    }

    /// Whether whole numbers are keys: the column's name says so, or the lack of one, and nearly all differ.
    fn are_keys(&self, numbers: &[f64]) -> bool {
        let is_index = key_names::is_index(&self.name);
        let is_named = is_index || self.is_nameless_first || key_names::is_key(&self.name);
        let present = || numbers.iter().filter(|number| !number.is_nan());
        if !is_named || !present().all(|number| number.fract() == 0.0) {
            return false;
        }
        let distinct: HashSet<u64> = present().map(|number| number.to_bits()).collect();
        is_index
            || self.present >= MIN_COUNTED && distinct.len() as f64 >= DISTINCT_KEYS * self.present as f64
    }

    /// The word that stands for missing values, where the cells of this column alone tell.
    pub(in crate::table) fn mark(&self) -> Option<String> {
        let cells = self.numbers.as_ref().filter(|_| !self.are_lists)?;
        let way = cells.votes().way().unwrap_or(Way::First);
        let distinct = self.dictionary.as_ref().map_or(usize::MAX, Dictionary::distinct);
        self.no_number.word(self.beside(cells, way, distinct))
    }

    /// What is known of these numbers; `distinct` counts all texts.
    fn beside(&self, cells: &TwoWays, way: Way, distinct: usize) -> Beside {
        Beside {
            numbers: cells.read(way),
            distinct: distinct.saturating_sub(self.no_number.distinct()),
            have_decimals: cells.have_decimals(way),
        }
    }

    /// Whether whole numbers are codes: some begin with a needless zero, and they are not few, or all are equally long.
    fn are_codes(&self) -> bool {
        self.zero_codes > 0
            && (self.zero_codes * RARE_CODES >= self.present || matches!(self.length, Length::One(_)))
    }

    /// Whether all cells are whole numbers of one length that stand in formulas: codes of which no zero was to get lost.
    fn are_formula_codes(&mut self) -> bool {
        let are_codes = self.formulas.count == self.present
            && matches!(self.length, Length::One(length) if length >= MIN_CODE_DIGITS);
        if are_codes {
            self.notice(NumberNote::FormulaCodes(self.formulas.clone()));
        }
        are_codes
    }

    /// Says why whole numbers with needless zeros are not used.
    fn note_leading_zeros(&mut self) {
        if self.zero_codes > 0 {
            self.notice(NumberNote::LeadingZeros {
                count: self.zero_codes,
                cells: self.present,
            });
        }
    }

    fn moments_of(&mut self, mut seconds: Vec<f64>) -> Values {
        if self.spans > 0 && self.dated == 0 {
            for time in seconds
                .iter_mut()
                .filter(|time| !(0.0..=SECONDS_IN_DAY).contains(*time))
            {
                *time = f64::NAN;
            }
            self.notice(MomentNote::LongTimesMissing {
                count: self.spans,
                first: self.first_span.clone(),
            });
        }
        Values::Moment {
            seconds,
            has_date: self.dated > 0,
            has_days: true,
            has_time: self.timed > 0,
        }
    }

    /// The numbers of the column, in the way that its cells say, or else its file.
    fn decide_numbers(&mut self, file: Way) -> Option<(Way, TwoWays)> {
        if self.are_lists {
            self.numbers = None;
            self.measures = None;
        }
        if let Some(measures) = self.measures.take() {
            self.without = self.meant(&measures);
            if self.without.is_some() {
                self.no_number = measures.no_number;
                self.numbers = Some(measures.cells);
            } else {
                self.measures = Some(measures);
            }
        }
        if self.are_months() && self.chosen.is_none() {
            self.numbers = None;
        }
        self.numbers.take().map(|cells| {
            // Between commas a point is a decimal point, whatever other columns hold: lists, addresses, codes.
            let point = self.style.between_commas && cells.all_smaller_first();
            let file = if point { Way::First } else { file };
            (cells.votes().way().unwrap_or(file), cells)
        })
    }

    /// The dates of the column, and how many there are, in the order that its cells say, or else its file.
    fn decide_dates(&mut self, file: Way) -> Option<(usize, Vec<f64>)> {
        let place = self.year_place();
        let moments = self.moments.take()?;
        let Some(year_first) = self.year_first.take() else {
            let way = moments.votes().way().unwrap_or(file);
            return Some((moments.read(way), moments.into_values(way)));
        };
        let example = || year_first.example.clone();
        match place {
            YearPlace::LikelyFirst => self.notice(MomentNote::YearFirst { example: example() }),
            YearPlace::Open => self.notice(MomentNote::YearMayBeFirst { example: example() }),
            YearPlace::First | YearPlace::Last => {}
        }
        if matches!(place, YearPlace::First | YearPlace::LikelyFirst) {
            return Some((year_first.read(), year_first.into_values()));
        }
        let way = moments.votes().way().unwrap_or(file);
        Some((moments.read(way), moments.into_values(way)))
    }

    /// Whether most cells are whole numbers that differ in digits which numbers cannot hold: no quantity is measured
    /// to that many. A note says which digits are lost.
    fn are_long_codes(&mut self, numbers: &[f64]) -> bool {
        let (count, cells) = (self.long_numbers, self.present);
        if count == 0 {
            return false;
        }
        let are_identifiers = 2 * count > cells
            && numbers
                .iter()
                .all(|number| number.is_nan() || number.fract() == 0.0);
        self.notice(NumberNote::TooManyDigits {
            count,
            cells,
            are_identifiers,
        });
        are_identifiers
    }
}

/// Categories; as booleans where the texts are the two words of one language for them.
fn categorical((codes, levels): (Vec<u32>, Vec<String>)) -> Values {
    match booleans::are_booleans(levels.iter().map(String::as_str)) {
        Some(truths) => Values::Boolean {
            codes,
            levels,
            truths,
        },
        None => Values::Category { codes, levels },
    }
}

/// Whether the cells are whole numbers, each one more than the one above: numbers of rows.
fn counts_rows(numbers: &[f64]) -> bool {
    numbers.len() >= MIN_COUNTED
        && numbers[0].fract() == 0.0
        && numbers
            .windows(2)
            .all(|pair| matches!(pair, [above, below] if (below - above).to_bits() == 1.0_f64.to_bits()))
}

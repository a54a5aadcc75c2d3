//! What a column is, once all its cells are known.

use super::super::column::{Column, MISSING_CODE, Unused, Values};
use super::super::decision::Question;
use super::super::error::shortened;
use super::super::{moment, sentinel, words};
use super::dictionary::Dictionary;
use super::{ColumnBuilder, Kind, Length, TwoWays, Way};

/// A column with so few distinct texts is a category column, however few rows there are.
const FEW_LEVELS: usize = 20;

/// From this share of numbers or dates on, the other cells of a column are taken for slips and count as missing,
/// with a note.
const CLEAR: f64 = 0.99;

/// From this share of numbers in another style on, a column was meant to be numbers, and a note says why it is
/// not.
const MEANT: f64 = 0.5;

/// Among so many numbers, one with a needless zero is a slip and makes no codes of them.
const RARE_CODES: usize = 20;

/// Fewest rows of a column that counts them.
const FEWEST_COUNTED: usize = 20;

/// Words in the names of columns that hold seconds or milliseconds since 1970.
const TIME_WORDS: [&str; 6] = ["time", "date", "stamp", "epoch", "unix", "zeit"];

/// A finished column, with what is to be said about it.
#[derive(Debug)]
pub(in super::super) struct Finished {
    pub(in super::super) column: Column,
    pub(in super::super) notes: Vec<String>,
    pub(in super::super) questions: Vec<Question>,
}

impl ColumnBuilder {
    /// Decides what the column is. Where its own cells do not say how numbers and dates are read, `numbers` and
    /// `dates` do. Numbers that stand for missing cells are taken out, unless they are `plain`.
    pub(in super::super) fn finish(mut self, numbers: Way, dates: Way, plain: bool) -> Finished {
        let mut values = self.decide(numbers, dates);
        let mut notes = Vec::new();
        let mut questions = Vec::new();
        notes.extend(self.notes(&values));
        if let (Values::Number(numbers), false) = (&mut values, plain) {
            for (value, count) in sentinel::sentinels(numbers) {
                for number in numbers
                    .iter_mut()
                    .filter(|number| number.to_bits() == value.to_bits())
                {
                    *number = f64::NAN;
                }
                questions.push(Question::Sentinel {
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
            },
            notes,
            questions,
        }
    }

    fn decide(&mut self, numbers_way: Way, dates_way: Way) -> Values {
        let way = |cells: &TwoWays, file: Way| cells.votes().way().unwrap_or(file);
        let numbers = self.numbers.take().map(|cells| {
            // Between commas a point is a decimal point, whatever other columns hold: lists, addresses, codes.
            let point = self.style.between_commas && cells.all_smaller_first();
            let file = if point { Way::First } else { numbers_way };
            (way(&cells, file), cells)
        });
        let moments = self.moments.take().map(|cells| (way(&cells, dates_way), cells));
        let dictionary = self.dictionary.take();
        let distinct = dictionary.as_ref().map_or(usize::MAX, Dictionary::distinct);
        let read = |cells: &Option<(Way, TwoWays)>| cells.as_ref().map_or(0, |(way, cells)| cells.read(*way));
        let [number_count, moment_count] = [read(&numbers), read(&moments)];
        let clear = |count: usize| {
            count == self.present || count as f64 >= CLEAR * self.present as f64 && distinct > FEW_LEVELS
        };
        let is_number = numbers.is_some() && clear(number_count);
        self.most_are = if 2 * number_count >= self.present && number_count > 0 {
            Some("numbers")
        } else if 2 * moment_count >= self.present && moment_count > 0 {
            Some("dates or times")
        } else {
            None
        };
        // Times of the day among dates would all fall on one day.
        let is_moment = moment_count > 0
            && clear(moment_count)
            && (self.dated == 0 || self.dated * 100 >= moment_count * 99);
        let categories = |most: usize| dictionary.filter(|dictionary| dictionary.distinct() <= most);
        let unused = |what| Values::Unused {
            what,
            missing: self.missing,
        };

        let numbers = numbers.map(|(way, cells)| cells.into_values(way));
        let moments = moments.map(|(way, cells)| cells.into_values(way));
        match self.chosen {
            Some(Kind::Number) => return numbers.map_or_else(|| unused(Unused::Text), Values::Number),
            Some(Kind::Moment) => {
                return match (moments, numbers) {
                    (Some(seconds), _) if moment_count > 0 => self.moments_of(seconds),
                    (_, Some(numbers)) => from_unix(&numbers),
                    _ => unused(Unused::Text),
                };
            }
            Some(Kind::Category | Kind::Boolean) => {
                return categories(usize::MAX)
                    .map_or_else(|| unused(Unused::Text), |it| categorical(it.into_parts()));
            }
            Some(Kind::Text) => return unused(Unused::Text),
            Some(Kind::Identifier) => return unused(Unused::Identifier),
            None => {}
        }
        match (numbers, moments) {
            (Some(numbers), _) if is_number => {
                if self.are_codes() {
                    categories((self.present / 2).max(FEW_LEVELS))
                        .map_or_else(|| unused(Unused::Identifier), |it| categorical(it.into_parts()))
                } else if counts_rows(&numbers) {
                    unused(Unused::Identifier)
                } else if self.is_named_like_a_time() && is_unix(&numbers) {
                    from_unix(&numbers)
                } else {
                    Values::Number(numbers)
                }
            }
            (_, Some(seconds)) if is_moment => self.moments_of(seconds),
            _ => categories((self.present / 2).max(FEW_LEVELS))
                .map_or_else(|| unused(Unused::Text), |it| categorical(it.into_parts())),
        }
    }

    /// Whether whole numbers are codes: some begin with a needless zero, and they are not few, or all are equally long.
    fn are_codes(&self) -> bool {
        self.zero_codes > 0
            && (self.zero_codes * RARE_CODES >= self.present || matches!(self.length, Length::One(_)))
    }

    fn moments_of(&self, seconds: Vec<f64>) -> Values {
        Values::Moment {
            seconds,
            has_date: self.dated > 0,
            has_time: self.timed > 0,
        }
    }

    fn is_named_like_a_time(&self) -> bool {
        let name = self.name.to_lowercase();
        name == "ts" || TIME_WORDS.iter().any(|word| name.contains(word))
    }

    fn notes(&self, values: &Values) -> Vec<String> {
        let name = shortened(&self.name);
        let present = self.present;
        let as_what = match values {
            Values::Number(_) => Some("numbers"),
            Values::Moment { .. } => Some("dates or times"),
            _ => None,
        };
        let mut notes = Vec::new();
        let super::Seen { count, first_row } = self.words;
        match (as_what, self.most_are) {
            _ if self.chosen.is_some() || count == 0 => {}
            (Some(as_what), _) => notes.push(format!(
                "Column \"{name}\": {count} of {present} cells are no {as_what} and count as missing; the first is in \
                 row {first_row}."
            )),
            (None, Some(most)) => notes.push(format!(
                "Column \"{name}\": {count} of {present} cells are no {most}, so the column is not read as {most}; the \
                 first is in row {first_row}. Choose another type where they only stand for missing cells."
            )),
            (None, None) => {}
        }
        let super::Seen { count, first_row } = self.other_style;
        let meant = count as f64 >= MEANT * present as f64 || self.most_are.is_some();
        if count > 0 && meant {
            let mark = match self.style.numbers {
                Some(Way::Second) => "a decimal point, and the file has decimal commas",
                _ => "a decimal comma, and the file has decimal points",
            };
            let result = match values {
                Values::Number(_) => "They count as missing.",
                _ => "The column is not read as numbers.",
            };
            notes.push(format!(
                "Column \"{name}\": {count} cells are numbers with {mark}; the first is in row {first_row}. {result}"
            ));
        }
        notes
    }
}

/// Categories; as booleans where the texts are the two words of one language for them.
fn categorical((mut codes, levels): (Vec<u32>, Vec<String>)) -> Values {
    let Some(truths) = words::are_booleans(levels.iter().map(String::as_str)) else {
        return Values::Category { codes, levels };
    };
    for code in codes.iter_mut().filter(|code| **code != MISSING_CODE) {
        *code = truths
            .get(*code as usize)
            .map_or(MISSING_CODE, |&truth| u32::from(truth));
    }
    Values::Boolean { codes }
}

/// Whether the cells are whole numbers, each one more than the one above: numbers of rows.
fn counts_rows(numbers: &[f64]) -> bool {
    numbers.len() >= FEWEST_COUNTED
        && numbers[0].fract() == 0.0
        && numbers
            .windows(2)
            .all(|pair| matches!(pair, [above, below] if (below - above).to_bits() == 1.0_f64.to_bits()))
}

fn is_unix(numbers: &[f64]) -> bool {
    let mut present = numbers.iter().filter(|number| !number.is_nan()).peekable();
    present.peek().is_some() && present.all(|&number| moment::unix(number).is_some())
}

fn from_unix(numbers: &[f64]) -> Values {
    Values::Moment {
        seconds: numbers
            .iter()
            .map(|&number| moment::unix(number).map_or(f64::NAN, |moment| moment.seconds))
            .collect(),
        has_date: true,
        has_time: true,
    }
}

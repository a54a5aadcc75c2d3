//! The cells of a column as a plan wants them, and the notes that are due because they are read so.

use super::builder::ColumnBuilder;
use super::dictionary::Dictionary;
use super::evidence::{Codes, Evidence};
use super::marks::Others;
use super::moment_names;
use super::plan::{Plan, Reading};
use super::stamps::{Stamps, stamps};
use super::style::Way;
use super::year_first::YearPlace;
use crate::table::cells::calendar::SECONDS_IN_DAY;
use crate::table::cells::stamp::Stamp;
use crate::table::cells::{booleans, period};
use crate::table::facts::choices::Decimal;
use crate::table::facts::column::{Column, CountsTime, Unused, Values};
use crate::table::facts::findings::ReadingQuestion;
use crate::table::facts::note::{MomentNote, NumberNote, SomeCells};

impl ColumnBuilder {
    /// The cells of a column that was opened; `own` is what those of its file say.
    pub(super) fn read_as(&mut self, plan: &Plan, own: &Evidence) -> Values {
        self.most_are = own.most_are();
        self.note_years(plan);
        let (marks, others) = self.no_number.parted(&plan.marks);
        self.marks = marks;
        self.no_number = Others::only(others);
        if plan.chosen.is_none() && (own.is_number() || plan.reading.is_number()) {
            self.note_numbers(plan, own);
        }
        match plan.reading {
            Reading::Numbers => Values::Number(self.take_numbers(plan)),
            Reading::Stamps(stamp) => {
                let numbers = self.take_numbers(plan);
                let stamp = stamp.or_else(|| Stamp::of_most(&numbers));
                from_stamps(&numbers, stamp)
            }
            Reading::Seconds => {
                // The long times may be those of the other file.
                self.notice(if plan.chosen.is_some() || self.spans == 0 {
                    MomentNote::AsDurations
                } else {
                    MomentNote::Durations {
                        count: self.spans,
                        first: self.first_span.clone(),
                        cells: self.present,
                    }
                });
                Values::Number(self.take_moments(plan))
            }
            Reading::Moments => self.moments_of(plan),
            Reading::Periods | Reading::Categories => {
                let parts = self.dictionary.take().map(Dictionary::into_parts);
                match parts {
                    Some(parts) if plan.reading == Reading::Periods => self.periods(&parts),
                    Some(parts) => categorical(parts),
                    None => self.unused(Unused::Text),
                }
            }
            Reading::Text => self.unused(Unused::Text),
            Reading::Identifier => self.unused(Unused::Identifier),
        }
    }

    fn unused(&self, what: Unused) -> Values {
        let missing = self.missing;
        Values::Unused { what, missing }
    }

    fn all_missing(&self) -> Vec<f64> {
        vec![f64::NAN; self.missing + self.present]
    }

    fn take_numbers(&mut self, plan: &Plan) -> Vec<f64> {
        let cells = self.numbers.take().map(|cells| cells.into_values(plan.numbers));
        cells.unwrap_or_else(|| self.all_missing())
    }

    fn take_moments(&mut self, plan: &Plan) -> Vec<f64> {
        let year_first = self.year_first.take().filter(|_| plan.has_year_first());
        match (year_first, self.moments.take()) {
            (Some(cells), _) => cells.into_values(),
            (None, Some(cells)) => cells.into_values(plan.dates),
            (None, None) => self.all_missing(),
        }
    }

    fn moments_of(&mut self, plan: &Plan) -> Values {
        let mut seconds = self.take_moments(plan);
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

    /// Texts that are all months, quarters or years, as moments, whatever the cells could be one by one.
    fn periods(&mut self, (codes, levels): &(Vec<u32>, Vec<String>)) -> Values {
        self.no_moment = SomeCells::default();
        self.other_style = SomeCells::default();
        self.most_are = None;
        if period::are_spans_or_months(levels) {
            self.notice(MomentNote::YearsNotMonths {
                example: levels[0].clone(),
            });
        }
        let starts = period::starts(levels).unwrap_or_default();
        let start = |&code: &u32| starts.get(code as usize).copied().unwrap_or(f64::NAN);
        Values::Moment {
            seconds: codes.iter().map(start).collect(),
            has_date: true,
            has_days: false,
            has_time: false,
        }
    }

    /// Says where the year stands in dates, where that is not certain.
    fn note_years(&mut self, plan: &Plan) {
        let Some(cells) = self.year_first.as_ref().filter(|_| self.moments.is_some()) else {
            return;
        };
        let example = cells.example.clone();
        match plan.year {
            YearPlace::LikelyFirst => self.notice(MomentNote::YearFirst { example }),
            YearPlace::Open => self.notice(MomentNote::YearMayBeFirst { example }),
            YearPlace::First | YearPlace::Last => {}
        }
    }

    /// Says what numbers are besides quantities, or could be.
    fn note_numbers(&mut self, plan: &Plan, own: &Evidence) {
        if let (true, Some(example)) = (plan.is_by_size, self.open_numbers.first()) {
            self.notice(NumberNote::DecimalBySize {
                example: example.raw.clone(),
                decimal: match plan.numbers {
                    Way::First => Decimal::Point,
                    Way::Second => Decimal::Comma,
                },
            });
        }
        self.note_stamps(plan, own);
        if matches!(plan.reading, Reading::Stamps(_)) {
            return;
        }
        let codes = own.codes();
        match codes {
            Some(Codes::Zeros | Codes::Decimals) => {}
            Some(Codes::Formulas) => self.notice(NumberNote::FormulaCodes(self.formulas.clone())),
            Some(Codes::Long) | None if self.long_numbers == 0 => {}
            Some(Codes::Long) | None => self.notice(NumberNote::TooManyDigits {
                count: self.long_numbers,
                cells: self.present,
                are_identifiers: codes.is_some(),
            }),
        }
        if codes.is_some() && plan.reading == Reading::Identifier && self.zero_codes > 0 {
            self.notice(NumberNote::LeadingZeros {
                count: self.zero_codes,
                cells: self.present,
            });
        }
    }

    /// Says that numbers are moments where that is not sure, and asks where even that is not.
    fn note_stamps(&mut self, plan: &Plan, own: &Evidence) {
        let are_moments = matches!(plan.reading, Reading::Stamps(_));
        let Some(stamp) = own
            .possible_stamp()
            .filter(|_| !matches!(own.stamps, Stamps::Surely(_)))
        else {
            return;
        };
        let mut numbers = self.numbers.iter().flat_map(|cells| cells.values(plan.numbers));
        let Some(example) = numbers.find(|number| !number.is_nan()).copied() else {
            return;
        };
        let values = from_stamps(&[example], Some(stamp));
        let Some(shown) = Column::new("", values).shown(0) else {
            return;
        };
        if are_moments {
            self.notice(MomentNote::NumbersAsDates { example, shown });
        } else if matches!(own.stamps, Stamps::Perhaps(_)) {
            let column = self.name.clone();
            self.asked = Some(ReadingQuestion::Moment {
                column,
                example,
                shown,
            });
        }
    }

    /// Whether the numbers count time. What the user chose to be numbers does not.
    pub(super) fn counts_time(&self) -> CountsTime {
        if self.asked.is_some() {
            CountsTime::Perhaps
        } else if self.chosen.is_none() && moment_names::counts_time(&self.name) {
            CountsTime::Yes
        } else {
            CountsTime::No
        }
    }
}

/// The column with its numbers as moments, where it is asked whether they are some: for a table beside it that says so.
#[must_use]
pub fn as_moments(column: &Column) -> Option<Column> {
    let (Values::Number(numbers), CountsTime::Perhaps) = (&column.values, column.counts_time) else {
        return None;
    };
    match stamps(&column.name, numbers, usize::MAX) {
        Stamps::Perhaps(stamp) | Stamps::Likely(stamp) => {
            Some(Column::new(&column.name, from_stamps(numbers, Some(stamp))))
        }
        Stamps::Surely(_) | Stamps::No => None,
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

/// Moments that are written as numbers in this way; all missing where there is no way.
fn from_stamps(numbers: &[f64], stamp: Option<Stamp>) -> Values {
    let seconds = |&number: &f64| stamp.and_then(|stamp| stamp.seconds(number));
    Values::Moment {
        seconds: numbers
            .iter()
            .map(|number| seconds(number).unwrap_or(f64::NAN))
            .collect(),
        has_date: true,
        has_days: stamp.is_none_or(Stamp::has_days),
        has_time: stamp.is_none_or(|stamp| stamp.has_time(numbers)),
    }
}

//! The kind of a column, found while its cells stream by.
//!
//! Until the end a column may be numbers, dates or categories, so all readings are kept side by side, and each is
//! dropped as soon as it is out of the question.

use super::dictionary::Dictionary;
use super::marks::Others;
use super::measures::Measures;
use super::signs::Units;
use super::style::{Style, Way};
use super::two_ways::TwoWays;
use super::year_first::YearFirst;
use crate::table::cells::{formula, measure, missing, moment, number, units};
use crate::table::facts::findings::{Example, ReadingQuestion};
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::note::{ColumnNote, NumberNote, SomeCells};
use crate::table::facts::packing::ColumnFormulas;

/// After so many cells, a reading that fits fewer cells than it does not fit is given up.
const PATIENCE: usize = 1_000;

/// A number of so many groups of three digits lies beyond a hundred thousand million, or is a list.
const FULL_GROUPS: usize = 4;

/// Numbers with fewer bytes have all their digits in an `f64`, which holds every whole number up to 2^53.
const LONG: usize = 16;

/// Whole numbers from here on may be rounded.
const FIRST_ROUNDED: f64 = 9_007_199_254_740_992.0;

/// Fewest cells of which all are numbers or dates that make a word out of place.
const MIN_VALUES: usize = 5;

/// Cells of a column that are kept to show what is open.
const EXAMPLES: usize = 3;

/// How many bytes the numbers of a column have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Length {
    /// There is none yet.
    #[default]
    Unknown,
    /// All have so many.
    One(usize),
    /// They differ.
    Several,
}

/// A column while it is read.
#[derive(Debug, Clone)]
pub(in crate::table) struct ColumnBuilder {
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) chosen: Option<ColumnKind>,
    /// Whether it is the table's first column and the header gives it no name.
    pub(super) is_nameless_first: bool,
    pub(super) missing: usize,
    /// Those of them that are words, and those that are lone minus signs.
    pub(super) missing_words: SomeCells,
    pub(super) minus_signs: SomeCells,
    /// Words that may stand for missing values, and may be answers.
    pub(super) doubtful_words: SomeCells,
    pub(super) present: usize,
    /// Cells that are neither missing nor a number, finite or not, in some reading.
    pub(super) no_number: Others,
    /// Words that stand for missing values in other columns of the file, in small letters.
    pub(in crate::table) known_marks: Vec<String>,
    /// Cells that stand for missing values, once the column is numbers.
    pub(super) marks: Vec<SomeCells>,
    /// Cells that are neither missing nor a date or time in some reading.
    pub(super) no_moment: SomeCells,
    /// Cells that are numbers, but not in the reading that was decided.
    pub(super) other_style: SomeCells,
    /// Cells that are numbers only where the comma in them is the decimal mark.
    pub(super) decimal_commas: SomeCells,
    /// Whether their commas stand between the parts of a list.
    pub(super) are_lists: bool,
    /// Cells with four or more groups of three digits.
    pub(super) full_groups: SomeCells,
    /// Cells that are bare digits with commas among them.
    pub(super) commas: SomeCells,
    /// How many of these have three digits before, between and behind the commas.
    pub(super) three_digits: usize,
    /// Cells that can be a month and a year.
    pub(super) months: usize,
    /// Cells that are numbers without end, which count as missing among numbers.
    pub(super) infinite: SomeCells,
    /// Signs beside numbers.
    pub(super) units: Units,
    /// The unit of numbers, from a row below the name or from behind them.
    pub(super) unit: Option<String>,
    /// Whole numbers that begin with a zero, such as `007`: codes, not quantities.
    pub(super) zero_codes: usize,
    /// Whole numbers that are the text of a formula, and the first of them.
    pub(super) formulas: SomeCells,
    /// Whole numbers beyond those that `f64` tells apart.
    pub(super) long_numbers: usize,
    /// How long numbers are.
    pub(super) length: Length,
    /// What most cells are, where that is not what the column is read as in the end.
    pub(super) most_are: Option<ColumnKind>,
    /// Formulas that are not computed, in a workbook.
    pub(in crate::table) uncomputed: ColumnFormulas,
    /// What was noticed while the column was decided.
    pub(super) noticed: Vec<ColumnNote>,
    /// What it leaves open whether its numbers are moments.
    pub(super) asked: Option<ReadingQuestion>,
    /// Cells that have a date, and cells that have a time of the day.
    pub(super) dated: usize,
    pub(super) timed: usize,
    /// Cells that are times, and none of a day, with the first of them.
    pub(super) spans: usize,
    pub(super) first_span: String,
    /// Cells that mean another day where the month comes before it.
    pub(super) ordered: usize,
    /// Cells that leave the reading of numbers, or of dates, open.
    pub(super) open_numbers: Vec<Example>,
    pub(super) open_dates: Vec<Example>,
    /// All cells; dropped where numbers are out of the question.
    pub(super) numbers: Option<TwoWays>,
    /// All cells without what stands behind numbers; there from the first unit on, until numbers are out of the question.
    pub(super) measures: Option<Measures>,
    /// The note that is due where these are what the column is read as.
    pub(super) without: Option<NumberNote>,
    /// Cells that are dates only with the day first, and only with the month first.
    pub(super) day_first: SomeCells,
    pub(super) month_first: SomeCells,
    /// All cells, in seconds since 1970; there from the first date on, until dates are out of the question.
    pub(super) moments: Option<TwoWays>,
    /// All cells, with the year first; there from the first date on in which it may stand there, as long as `moments`.
    pub(super) year_first: Option<YearFirst>,
    /// All cells; dropped where there are too many distinct ones.
    pub(super) dictionary: Option<Dictionary>,
}

impl ColumnBuilder {
    /// A column of which no cell was read; the user may have chosen its kind.
    pub(in crate::table) fn new(name: String, style: Style, chosen: Option<ColumnKind>) -> Self {
        Self {
            name,
            style,
            chosen,
            is_nameless_first: false,
            missing: 0,
            missing_words: SomeCells::default(),
            minus_signs: SomeCells::default(),
            doubtful_words: SomeCells::default(),
            present: 0,
            no_number: Others::default(),
            known_marks: Vec::new(),
            marks: Vec::new(),
            no_moment: SomeCells::default(),
            other_style: SomeCells::default(),
            decimal_commas: SomeCells::default(),
            are_lists: false,
            full_groups: SomeCells::default(),
            commas: SomeCells::default(),
            three_digits: 0,
            months: 0,
            infinite: SomeCells::default(),
            units: Units::default(),
            unit: None,
            zero_codes: 0,
            formulas: SomeCells::default(),
            long_numbers: 0,
            length: Length::default(),
            most_are: None,
            uncomputed: ColumnFormulas::default(),
            noticed: Vec::new(),
            asked: None,
            dated: 0,
            timed: 0,
            spans: 0,
            first_span: String::new(),
            ordered: 0,
            open_numbers: Vec::new(),
            open_dates: Vec::new(),
            numbers: Some(TwoWays::default()),
            measures: None,
            without: None,
            day_first: SomeCells::default(),
            month_first: SomeCells::default(),
            moments: None,
            year_first: None,
            dictionary: Some(Dictionary::default()),
        }
    }

    /// Says that it is the table's first column and the header gives it no name.
    pub(in crate::table) fn set_nameless_first(&mut self) {
        self.is_nameless_first = true;
    }

    /// Takes what stands below the name in a row that describes the columns.
    pub(in crate::table) fn describe(&mut self, cell: &str) {
        self.unit = units::bare(cell).map(str::to_owned).or(self.unit.take());
    }

    /// The name in the header.
    pub(in crate::table) fn name(&self) -> &str {
        &self.name
    }

    /// Whether some cell is not missing.
    pub(in crate::table) fn has_values(&self) -> bool {
        self.present > 0
    }

    /// Bytes of memory that the cells so far take, without room for more.
    pub(in crate::table) fn memory(&self) -> usize {
        let numbers = [&self.numbers, &self.moments].into_iter().flatten();
        let measures = self.measures.iter().map(|measures| &measures.cells);
        let numbers: usize = numbers.chain(measures).map(TwoWays::memory).sum();
        let years = self.year_first.as_ref().map_or(0, YearFirst::memory);
        let known = numbers + years + self.dictionary.as_ref().map_or(0, Dictionary::memory);
        // Of cells that are all missing nothing is kept until the end, and then as much as of numbers.
        let of_missing = if self.present == 0 { self.missing } else { 0 };
        known.max(of_missing * size_of::<f64>())
    }

    /// Adds a trimmed cell; `row` is its row in the file.
    pub(in crate::table) fn push(&mut self, cell: &str, row: u64) {
        let text = formula::bare(cell);
        if text.len() < cell.len() && number::is_digits(text) {
            self.formulas.add(cell, row);
        }
        if missing::is_missing(text) {
            let is_minus = text == "-";
            match (text, is_minus) {
                ("", _) => {}
                (_, true) => self.minus_signs.add(text, row),
                _ => self.missing_words.add(text, row),
            }
            self.push_missing(is_minus);
            return;
        }
        let is_open = self.numbers.is_some() || self.moments.is_some();
        if let Some(dictionary) = &mut self.dictionary
            && !dictionary.push(text, is_open)
        {
            self.dictionary = None;
        }
        // A date in digits and points can look like a number with points between thousands, and never is one
        // where it is a date; most numbers are told at once, so they come first.
        self.push_measure(text, row);
        let is_number = self.push_number(text, row);
        let is_moment = self.push_moment(text, row, is_number);
        if !is_number {
            if number::is_infinite(text) {
                self.infinite.add(text, row);
            } else {
                self.no_number.add(text, row);
            }
            if missing::may_be_missing(text) {
                self.doubtful_words.add(text, row);
            }
        }
        if !is_moment {
            self.no_moment.add(text, row);
        }
        self.present += 1;
        if self.present == PATIENCE {
            self.give_up();
        }
    }

    fn push_missing(&mut self, is_minus: bool) {
        self.missing += 1;
        for cells in [&mut self.numbers, &mut self.moments].into_iter().flatten() {
            cells.push(None, None);
        }
        if let Some(measures) = &mut self.measures {
            measures.cells.push(None, None);
        }
        if let Some(cells) = &mut self.year_first {
            cells.push_missing();
        }
        if let Some(dictionary) = &mut self.dictionary {
            if is_minus {
                dictionary.push_minus();
            } else {
                dictionary.push_missing();
            }
        }
    }

    /// Beside a plus sign, a minus sign is a value, as in the results of tests.
    pub(super) fn keep_minus(&mut self) {
        let has_numbers = self.numbers.as_ref().is_some_and(|cells| cells.most_read() > 0);
        if let Some(dictionary) = self
            .dictionary
            .as_mut()
            .filter(|dictionary| dictionary.holds("+") && !has_numbers)
        {
            let count = dictionary.keep_minus();
            self.missing -= count;
            self.present += count;
            self.minus_signs = SomeCells::default();
        }
    }

    /// Adds a cell to the numbers without what stands behind them, from the first one on that has something there.
    fn push_measure(&mut self, text: &str, row: u64) {
        if self.measures.is_none() {
            let early = self.present < PATIENCE || self.chosen == Some(ColumnKind::Number);
            let Some(numbers) = self.numbers.as_ref().filter(|_| early) else {
                return;
            };
            if measure::read(text).is_none() {
                return;
            }
            self.measures = Some(Measures::behind(numbers.clone(), self.no_number.clone()));
        }
        let index = self.missing + self.present;
        if let Some(measures) = &mut self.measures
            && let [Some(first), Some(second)] = measures.push(text, row, index, self.style)
            && first.to_bits() != second.to_bits()
            && number::read(text) == number::Readings::default()
        {
            note_example(&mut self.open_numbers, &self.name, text, first, second);
        }
    }

    /// Adds a cell to the numbers; whether it is one in the reading that was decided, or in any.
    fn push_number(&mut self, text: &str, row: u64) -> bool {
        let Some(numbers) = &mut self.numbers else {
            return false;
        };
        let number::Readings { point, comma } = number::read(text);
        if point.is_none() && comma.is_some() && text.contains(',') {
            self.decimal_commas.add(text, row);
        }
        let [first, second] = match self.style.numbers {
            None => [point, comma],
            Some(way) => {
                let (read, other) = match way {
                    Way::First => (point, comma),
                    Way::Second => (comma, point),
                };
                if read.is_none() && other.is_some() {
                    self.other_style.add(text, row);
                }
                [read, read]
            }
        };
        numbers.push(first, second);
        if let (Some(first), Some(second)) = (first, second)
            && first.to_bits() != second.to_bits()
        {
            note_example(&mut self.open_numbers, &self.name, text, first, second);
        }
        let is_number = first.or(second).is_some();
        if is_number {
            self.zero_codes += usize::from(number::has_leading_zero_code(text));
            self.months += usize::from(number::is_month_of_year(text));
            // Nearly all numbers are bare digits.
            let bytes = text.as_bytes();
            let is_bare = matches!(bytes, [b'0'..=b'9' | b'-', .., b'0'..=b'9'] | [b'0'..=b'9']);
            if !is_bare {
                self.units.push(text);
            } else if bytes.contains(&b',') {
                self.commas.add(text, row);
                let groups = number::full_groups(text);
                self.three_digits += usize::from(groups > 0);
                if groups >= FULL_GROUPS {
                    self.full_groups.add(text, row);
                }
            } else if bytes.len() >= LONG {
                let is_rounded = first
                    .or(second)
                    .is_some_and(|number| number.abs() >= FIRST_ROUNDED);
                self.long_numbers += usize::from(is_rounded && number::is_digits(text));
            }
            self.length = match self.length {
                Length::Unknown => Length::One(text.len()),
                Length::One(length) if length == text.len() => Length::One(length),
                Length::One(_) | Length::Several => Length::Several,
            };
        }
        is_number
    }

    /// Adds a cell to the dates, of which one that is a number is none; whether it is a date.
    fn push_moment(&mut self, text: &str, row: u64, is_number: bool) -> bool {
        let gave_up =
            || self.moments.is_none() && self.present >= PATIENCE && self.chosen != Some(ColumnKind::Moment);
        let moment = if is_number || gave_up() {
            None
        } else {
            // Among dates a span is no moment.
            moment::read(text).filter(|moment| !moment.is_span || self.dated == 0)
        };
        let Some(moment) = moment else {
            if let Some(moments) = &mut self.moments {
                moments.push(None, None);
                if let Some(cells) = &mut self.year_first {
                    cells.push_missing();
                }
            }
            return false;
        };
        let seconds = |moment: Option<moment::Moment>| moment.map(|moment| moment.seconds);
        let [day_first, month_first] = [seconds(moment.day_first), seconds(moment.month_first)];
        let [first, second] = match self.style.dates {
            None => [day_first, month_first],
            Some(Way::First) => [day_first; 2],
            Some(Way::Second) => [month_first; 2],
        };
        match [day_first, month_first] {
            [Some(_), None] => self.day_first.add(text, row),
            [None, Some(_)] => self.month_first.add(text, row),
            _ => {}
        }
        let rows = self.missing + self.present;
        let moments = self.moments.get_or_insert_with(|| TwoWays::all_missing(rows));
        if moment.short.is_some() && self.year_first.is_none() {
            let before = moments.agreed(self.ordered > 0);
            self.year_first = Some(YearFirst::new(before, moments.most_read(), text));
        }
        let is_year_first = self.year_first.as_mut().is_some_and(|cells| cells.push(&moment));
        moments.push(first, second);
        if moment.is_span {
            if self.spans == 0 {
                text.clone_into(&mut self.first_span);
            }
            self.spans += 1;
        }
        self.ordered += usize::from(moment.day_first != moment.month_first);
        let year_first = moment.short.and_then(|short| short.year_first);
        if let Some(moment) = moment.day_first.or(moment.month_first).or(year_first) {
            self.dated += usize::from(moment.has_date);
            self.timed += usize::from(moment.has_time);
        }
        if let (Some(first), Some(second)) = (first, second)
            && first.to_bits() != second.to_bits()
        {
            note_example(&mut self.open_dates, &self.name, text, first, second);
        }
        first.or(second).is_some() || is_year_first
    }

    /// Drops the readings that fit fewer cells than they do not fit, unless the user wants them.
    fn give_up(&mut self) {
        let unfit = |cells: &Option<TwoWays>, present: usize| {
            cells
                .as_ref()
                .is_some_and(|cells| cells.most_read() * 2 < present)
        };
        if unfit(&self.numbers, self.unmarked()) && self.chosen != Some(ColumnKind::Number) {
            self.numbers = None;
        }
        if let Some(measures) = &self.measures
            && measures.cells.most_read() * 2 < self.unmarked()
            && self.chosen != Some(ColumnKind::Number)
        {
            self.measures = None;
        }
        let year_first = self.year_first.as_ref().map_or(0, YearFirst::read);
        if unfit(&self.moments, self.present)
            && year_first * 2 < self.present
            && self.chosen != Some(ColumnKind::Moment)
        {
            self.moments = None;
            self.year_first = None;
        }
    }

    /// Cells that are not missing, without those of the text that most likely says so.
    pub(super) fn unmarked(&self) -> usize {
        self.present - self.no_number.most_frequent()
    }

    /// Whether all cells so far are numbers, with or without units, or all are dates, and they are not few.
    pub(in crate::table) fn holds_values_only(&self) -> bool {
        let measures = self.measures.as_ref().map(|measures| &measures.cells);
        let mut readings = [self.numbers.as_ref(), measures, self.moments.as_ref()]
            .into_iter()
            .flatten();
        self.present >= MIN_VALUES && readings.any(|cells| cells.most_read() == self.present)
    }

    /// Whether a cell so far had this text, as far as texts are kept.
    pub(in crate::table) fn holds(&self, text: &str) -> bool {
        let mut dictionary = self.dictionary.iter();
        dictionary.any(|dictionary| dictionary.holds(text))
    }

    /// Whether a number is the sum or the mean of the numbers so far, as exactly as it is written; nothing where it is no
    /// number, or fewer than `fewest` can be compared.
    pub(in crate::table) fn is_summed_by(&self, text: &str, fewest: usize) -> Option<bool> {
        let numbers = self.numbers.as_ref()?;
        let number::Readings { point, comma } = number::read(text);
        let ways = [(Way::First, point, '.'), (Way::Second, comma, ',')];
        let fits = ways.map(|(way, number, mark)| {
            let decimals = text.rsplit_once(mark).map_or(0, |(_, decimals)| {
                decimals.bytes().filter(u8::is_ascii_digit).count()
            });
            number.and_then(|number| numbers.is_summed_by(way, number, decimals, fewest))
        });
        match fits {
            [None, None] => None,
            [first, second] => Some(first == Some(true) || second == Some(true)),
        }
    }

    /// Cells that leave the reading of numbers open.
    pub(in crate::table) fn open_numbers(&self) -> &[Example] {
        &self.open_numbers
    }

    /// Cells that leave the reading of dates open.
    pub(in crate::table) fn open_dates(&self) -> &[Example] {
        &self.open_dates
    }
}

fn note_example(examples: &mut Vec<Example>, column: &str, raw: &str, first: f64, second: f64) {
    if examples.len() < EXAMPLES {
        examples.push(Example {
            column: column.to_owned(),
            raw: raw.to_owned(),
            first: Some(first),
            second,
        });
    }
}

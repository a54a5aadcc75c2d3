//! Columns that only name the table, the row or the moment, and so decide nothing about two tables.
//!
//! Each of these rules sees both sides and treats them alike.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::error::LeftOutReason;
use super::joining::{dated, is_constant, join_columns};
use super::levels;
use super::paired::{Cells, PairedColumn, Side};
use super::row_order::{are_apart, counts_up, most, rises, stand_in_order};
use super::scales::another_unit;
use super::share_distance;
use super::units::{Unit, bracketed};
use crate::table::{Column, CountsTime, MISSING_CODE, Values, month_named, names_key};

/// Fewest distinct keys on each side, for none in common to say that they name rows.
const MIN_KEYS: usize = 20;

/// The same where the name says that they are keys.
const MIN_NAMED_KEYS: usize = 5;

/// Numbers up to here are hours, days of a month or of a year, which come again.
const LAST_REPEATING: f64 = 366.0;

/// Two periods that share up to so much of the time of both together are two.
const SHARED_TIME: f64 = 0.5;

/// Counts of two tables share up to so much of the range of both together.
const SHARED_COUNTS: f64 = 0.05;

/// Where so many pairs of equal numbers are expected, none is found by chance once in a thousand (e⁻⁷; the birthday problem).
const MIN_EXPECTED_REPEATS: f64 = 7.0;

/// Distinct whole numbers of so many digits are keys where all have equally many, as barcodes do.
const MIN_KEY_DIGITS: i32 = 9;

/// The same where the numbers of the one table lie beyond those of the other.
const MIN_DIGITS_APART: i32 = 6;

/// From this share of numbers in common on, both sides go over the same ones: the ages from 18 to 80.
const SAME_NUMBERS: f64 = 0.9;

/// Two tables of other years may have so large a share of rows in the same ones: the first week of a year may begin in the
/// one before.
const SHARED_YEARS: f64 = 0.05;

/// Numbers of four digits that are taken for years.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// The last week of a year: days of a month, months and quarters have smaller numbers.
const LAST_PART: f64 = 53.0;

/// Fewest distinct numbers among categories that are measured rather than codes.
const MIN_MARKED_NUMBERS: usize = 21;

/// Eras with their first years.
const ERAS: [(&str, u16); 4] = [("昭和", 1926), ("平成", 1989), ("令和", 2019), ("民国", 1912)];

/// What two columns of one name become.
#[derive(Debug, PartialEq)]
pub(super) struct Paired<'t> {
    /// The inputs; none where the two do not go together.
    pub(super) columns: Vec<PairedColumn<'t>>,
    /// Why the two say nothing about two tables, where they do not.
    pub(super) reason: Option<LeftOutReason>,
}

impl Paired<'_> {
    /// No inputs.
    pub(super) fn nothing(reason: LeftOutReason) -> Self {
        Self {
            columns: Vec::new(),
            reason: Some(reason),
        }
    }
}

/// Pairs two columns of one name.
pub(super) fn pair_columns<'t>(source: &'t Column, target: &'t Column) -> Paired<'t> {
    if let Some(side) = empty_side(source, target) {
        return Paired::nothing(LeftOutReason::EmptyIn(side));
    }
    let columns = match join_columns(source, target) {
        Ok(columns) => columns,
        Err(reason) => return Paired::nothing(reason),
    };
    let counts_time = |known| [source, target].iter().any(|column| column.counts_time == known);
    let names_keys = [source, target].iter().any(|column| names_key(&column.name));
    let first = columns.first();
    let reason = if columns.iter().all(is_constant) {
        Some(LeftOutReason::Constant)
    } else if let Some(values) = one_value_each([source, target], &columns) {
        Some(LeftOutReason::NamesTable(values))
    } else if counts_time(CountsTime::Yes) && times_apart(source, target) {
        // Of cars and buildings the year is a quantity, and `time` may be a duration. Rows in its order were taken then.
        Some(if stand_in_any_order([source, target]) {
            LeftOutReason::PerhapsTime
        } else {
            LeftOutReason::TimeAlone
        })
    } else if counts_time(CountsTime::Perhaps) && times_apart(source, target)
        || first.is_some_and(|column| {
            are_years_apart(column)
                || are_periods_apart(column)
                || is_calendar_apart(column, counts_time(CountsTime::Yes))
        })
    {
        Some(LeftOutReason::PerhapsTime)
    } else if first.is_some_and(are_numbers_with_marks) {
        Some(LeftOutReason::NumbersWithMarks)
    } else if let Some(units) = percent_beside_unit([source, target]) {
        Some(LeftOutReason::UnitsDiffer(units))
    } else if let Some((factor, larger)) = another_unit(source, target) {
        Some(LeftOutReason::PerhapsUnit { factor, larger })
    } else if names_keys && first.is_some_and(are_keys_apart) {
        Some(LeftOutReason::Identifier)
    } else if first.is_some_and(rise_apart) || count_apart(source, target) {
        Some(LeftOutReason::PerhapsCounts)
    } else if !has_unit(&source.name) && first.is_some_and(never_repeat) {
        Some(LeftOutReason::PerhapsKey)
    } else {
        None
    };
    Paired { columns, reason }
}

/// The side whose column has no values, where the other one has some.
fn empty_side(source: &Column, target: &Column) -> Option<Side> {
    match [source, target].map(Column::is_empty) {
        [true, false] => Some(Side::Source),
        [false, true] => Some(Side::Target),
        _ => None,
    }
}

/// The value that all cells of the source have, and the one that all of the target have, where they differ. The missing
/// say nothing.
fn one_value_each(sides: [&Column; 2], paired: &[PairedColumn<'_>]) -> Option<[String; 2]> {
    let column = paired.first()?;
    let only = |column: &Column, cells: &Cells<'_>| {
        let values = |row: usize| match &column.values {
            Values::Moment { seconds, .. } => seconds[row].to_bits(),
            _ => bits(cells, row),
        };
        let mut present = (0..cells.len()).filter(|&row| !cells.is_missing(row));
        let first = present.next()?;
        present.all(|row| values(row) == values(first)).then_some(first)
    };
    let [source, target] = sides;
    let rows = [
        only(source, column.cells(Side::Source))?,
        only(target, column.cells(Side::Target))?,
    ];
    let differ = match (&source.values, &target.values) {
        (Values::Moment { seconds: one, .. }, Values::Moment { seconds: other, .. }) => {
            one[rows[0]].to_bits() != other[rows[1]].to_bits()
        }
        _ => bits(&column.source, rows[0]) != bits(&column.target, rows[1]),
    };
    differ.then_some([source.shown(rows[0])?, target.shown(rows[1])?])
}

/// Whether numbers that count time lie mostly before or behind those of the other side, or go on for much longer.
fn times_apart(source: &Column, target: &Column) -> bool {
    let (Values::Number(one), Values::Number(other)) = (&source.values, &target.values) else {
        return false;
    };
    [one, other]
        .iter()
        .any(|numbers| most(numbers).is_some_and(|[_, high]| high > LAST_REPEATING))
        && are_apart([one, other], SHARED_TIME)
}

/// Whether the rows of one side do not stand in the order of their numbers.
fn stand_in_any_order(sides: [&Column; 2]) -> bool {
    let [Values::Number(one), Values::Number(other)] = sides.map(|column| &column.values) else {
        return false;
    };
    !(stand_in_order(one) && stand_in_order(other))
}

/// Whether the dates of two columns are of two periods, and the rows of one side do not stand in their order: such are days of
/// birth, and of them the test compares only what comes again.
#[must_use]
pub fn are_dates_in_any_order(source: &Column, target: &Column) -> bool {
    let Some(sides) = dated([source, target]) else {
        return false;
    };
    let [
        Values::Moment {
            seconds: one,
            has_date: true,
            ..
        },
        Values::Moment {
            seconds: other,
            has_date: true,
            ..
        },
    ] = sides.each_ref().map(|column| &column.values)
    else {
        return false;
    };
    are_apart([one, other], SHARED_TIME) && !(stand_in_order(one) && stand_in_order(other))
}

/// Whether many whole numbers or texts of either side have none in common: those of customers, and not of shops that
/// both tables know.
fn are_keys_apart(column: &PairedColumn<'_>) -> bool {
    let keys = |cells: &Cells<'_>| -> HashSet<u64> {
        let present = (0..cells.len()).filter(|&row| !cells.is_missing(row));
        present.map(|row| bits(cells, row)).collect()
    };
    let are_whole = |cells: &Cells<'_>| match cells {
        Cells::Numbers(numbers) => numbers
            .iter()
            .all(|number| number.is_nan() || number.fract() == 0.0),
        Cells::Codes(_) => true,
    };
    if ![&column.source, &column.target].into_iter().all(are_whole) {
        return false;
    }
    let [one, other] = [keys(&column.source), keys(&column.target)];
    one.len() >= MIN_NAMED_KEYS && other.len() >= MIN_NAMED_KEYS && one.is_disjoint(&other)
}

/// Whether a unit stands in brackets behind a name, so that its numbers are measured.
fn has_unit(name: &str) -> bool {
    bracketed(name).is_some_and(|(_, unit)| Unit::of(unit).is_some())
}

/// Whether whole numbers of both sides are all distinct though measured ones would repeat or differ in length, and the two do
/// not hold the same ones. Keys do so: of 300 measured values between 1 and 3,000 some come twice.
fn never_repeat(column: &PairedColumn<'_>) -> bool {
    let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) else {
        return false;
    };
    let [one, other] = [one, other].map(|numbers| distinct_whole(numbers));
    let Some((one, other)) = one.zip(other) else {
        return false;
    };
    let sides = [&one, &other];
    let would_repeat = || {
        sides
            .iter()
            .all(|numbers| expected_repeats(numbers) >= MIN_EXPECTED_REPEATS)
    };
    let are_long = || {
        let mut lengths = sides
            .iter()
            .flat_map(|numbers| numbers.iter().map(|number| digits(*number)));
        let first = lengths.next();
        let fewest = if are_apart([&one, &other], SHARED_COUNTS) {
            MIN_DIGITS_APART
        } else {
            MIN_KEY_DIGITS
        };
        first >= Some(fewest) && lengths.all(|digits| Some(digits) == first)
    };
    (would_repeat() || are_long()) && {
        let keys: HashSet<u64> = one.iter().map(|number| number.to_bits()).collect();
        let common = other.iter().filter(|number| keys.contains(&number.to_bits()));
        (common.count() as f64) < SAME_NUMBERS * one.len().min(other.len()) as f64
    }
}

/// The numbers that are present, where they are many, whole and all distinct; in rising order.
fn distinct_whole(numbers: &[f64]) -> Option<Vec<f64>> {
    let present = numbers.iter().copied().filter(|number| !number.is_nan());
    // Adding zero turns −0 into 0.
    let mut present: Vec<f64> = present.map(|number| number + 0.0).collect();
    present.sort_unstable_by(f64::total_cmp);
    let are_distinct = present
        .windows(2)
        .all(|pair| pair[0].to_bits() != pair[1].to_bits());
    let are_whole = present.iter().all(|number| number.fract() == 0.0);
    (present.len() >= MIN_KEYS && are_distinct && are_whole).then_some(present)
}

/// How many pairs of equal numbers are expected at least among whole numbers drawn from the range of nine in ten of these: an even
/// distribution repeats least often.
fn expected_repeats(numbers: &[f64]) -> f64 {
    let drawn = 0.9 * numbers.len() as f64;
    most(numbers).map_or(0.0, |[low, high]| 0.5 * drawn * drawn / (high - low + 1.0))
}

/// The digits of a whole number.
fn digits(number: f64) -> i32 {
    let mut digits = 1;
    let mut rest = number.abs();
    while rest >= 10.0 {
        rest /= 10.0;
        digits += 1;
    }
    digits
}

/// Whether the numbers of both sides rise from row to row, and those of the one lie beyond those of the other: such are
/// keys, counters and moments that no name tells. A measured number hardly does so unless the tables are sorted by it.
fn rise_apart(column: &PairedColumn<'_>) -> bool {
    let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) else {
        return false;
    };
    rises(one, MIN_KEYS) && rises(other, MIN_KEYS) && are_apart([one, other], SHARED_COUNTS)
}

/// Whether the numbers, or times without a date, of both sides count up, and not over the same range: the seconds since each
/// recording began.
fn count_apart(source: &Column, target: &Column) -> bool {
    let counted = |column: &Column| -> Option<[f64; 2]> {
        let numbers = match &column.values {
            Values::Number(numbers) => numbers,
            // The times of many days begin anew each day.
            Values::Moment {
                seconds,
                has_date: false,
                ..
            } if seconds.is_sorted() => seconds,
            _ => return None,
        };
        counts_up(numbers, MIN_KEYS).then(|| most(numbers))?
    };
    let [source, target] = [source, target].map(counted);
    source.is_some() && target.is_some() && source != target
}

/// Whether each category of both sides names one year, as `1. Quartal 2019` and `WS 2019/20` do, and the two have hardly a
/// year in common.
fn are_years_apart(column: &PairedColumn<'_>) -> bool {
    let of_levels: Vec<Option<u16>> = column.levels.iter().map(|level| year_in(level)).collect();
    // The share of the rows that each year has.
    let shares = |cells: &Cells<'_>| -> Option<BTreeMap<u16, f64>> {
        let Cells::Codes(codes) = cells else {
            return None;
        };
        let present: Vec<u32> = codes
            .iter()
            .copied()
            .filter(|&code| code != MISSING_CODE)
            .collect();
        let mut shares = BTreeMap::new();
        for &code in &present {
            let year = of_levels.get(code as usize).copied().flatten()?;
            *shares.entry(year).or_insert(0.0) += 1.0 / present.len() as f64;
        }
        (!shares.is_empty()).then_some(shares)
    };
    match [&column.source, &column.target].map(shares) {
        // Terms that lie over the turn of a year have years in common, and no term.
        [Some(_), Some(_)] if have_no_level_in_common(column) => true,
        [Some(one), Some(other)] => {
            let both = one
                .iter()
                .map(|(year, share)| share.min(*other.get(year).unwrap_or(&0.0)));
            both.sum::<f64>() <= SHARED_YEARS
        }
        _ => false,
    }
}

/// The units where one side has percent signs beside its numbers, and the other one a word: `2 %` and `200 bp`.
fn percent_beside_unit(sides: [&Column; 2]) -> Option<[String; 2]> {
    let are_numbers = sides
        .iter()
        .all(|column| matches!(column.values, Values::Number(_)));
    let percent = sides.map(|column| column.has_percent_signs.then(|| "%".to_owned()));
    let units = sides.map(|column| column.unit.clone());
    match (percent, units) {
        ([Some(percent), None], [_, Some(unit)]) if are_numbers => Some([percent, unit]),
        ([None, Some(percent)], [Some(unit), _]) if are_numbers => Some([unit, percent]),
        _ => None,
    }
}

/// Whether the categories of a column that is named after a period of time have none in common: terms, and business years.
fn are_periods_apart(column: &PairedColumn<'_>) -> bool {
    const PERIODS: [&str; 8] = [
        "semester", "term", "jahr", "year", "saison", "season", "学期", "年度",
    ];
    let name = column.name.trim().to_lowercase();
    !column.levels.is_empty()
        && PERIODS.iter().any(|period| name.ends_with(period))
        && have_no_level_in_common(column)
}

/// Whether numbers or categories are parts of the calendar that come again each year, and the two tables have them in other
/// shares: two halves of a year. `is_named` where the name says that they count time.
fn is_calendar_apart(column: &PairedColumn<'_>, is_named: bool) -> bool {
    let are_parts = if let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) {
        let is_part =
            |number: &f64| number.is_nan() || number.fract() == 0.0 && (0.0..=LAST_PART).contains(number);
        is_named && one.iter().all(is_part) && other.iter().all(is_part)
    } else {
        let is_part = |level: &String| month_named(level).is_some() || is_numbered_part(level, is_named);
        !column.levels.is_empty() && column.levels.iter().all(is_part)
    };
    are_parts && are_shares_apart(column)
}

/// Whether a text is a numbered part of the year: a quarter, a week or a third, as `Q1`, `KW05` or `第5周`. The letters of other
/// things count only where the name of the column says that it is about time.
fn is_numbered_part(text: &str, is_named: bool) -> bool {
    const SURE: [&str; 7] = ["q", "kw", "cw", "quarter", "quartal", "week", "woche"];
    const PERHAPS: [&str; 5] = ["t", "s", "h", "w", "p"];
    let text = text.trim().to_lowercase();
    for mark in ["季度", "周", "週", "旬"] {
        if let Some(number) = text.strip_suffix(mark) {
            return is_small_number(number.trim_start_matches('第'));
        }
    }
    let word = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = &text[word.len()..];
    let word = word.trim_end_matches([' ', '.', '-', '_']);
    is_small_number(number) && (SURE.contains(&word) || is_named && PERHAPS.contains(&word))
}

fn is_small_number(text: &str) -> bool {
    text.trim()
        .parse::<u32>()
        .is_ok_and(|number| f64::from(number) <= LAST_PART)
}

/// Whether values have other shares in the two tables.
fn are_shares_apart(column: &PairedColumn<'_>) -> bool {
    let counts = |cells: &Cells<'_>| {
        let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
        for row in (0..cells.len()).filter(|&row| !cells.is_missing(row)) {
            *counts.entry(bits(cells, row)).or_insert(0.0) += 1.0;
        }
        counts
    };
    let sides = [counts(&column.source), counts(&column.target)];
    let rows = sides
        .each_ref()
        .map(|counts| counts.values().sum::<f64>().max(1.0));
    let values: BTreeSet<u64> = sides.iter().flat_map(BTreeMap::keys).copied().collect();
    let shares = values
        .into_iter()
        .map(|value| [0, 1].map(|side| sides[side].get(&value).unwrap_or(&0.0) / rows[side]));
    share_distance::beyond_chance(shares, rows) > share_distance::MAX_DISTANCE
}

/// Whether most categories of both tables are many numbers, and the others numbers with marks or words: `44.9 p` beside
/// `44.9`. As categories they hide how far the numbers moved.
fn are_numbers_with_marks(column: &PairedColumn<'_>) -> bool {
    let is_number: Vec<bool> = column
        .levels
        .iter()
        .map(|level| levels::number(level).is_some())
        .collect();
    if is_number.iter().filter(|is_number| **is_number).count() < MIN_MARKED_NUMBERS {
        return false;
    }
    [&column.source, &column.target].iter().all(|cells| {
        let Cells::Codes(codes) = cells else {
            return false;
        };
        let present: Vec<u32> = codes
            .iter()
            .copied()
            .filter(|&code| code != MISSING_CODE)
            .collect();
        let numbers = present
            .iter()
            .filter(|&&code| is_number.get(code as usize) == Some(&true));
        2 * numbers.count() >= present.len()
    })
}

/// Whether no category stands in both tables.
fn have_no_level_in_common(column: &PairedColumn<'_>) -> bool {
    let levels = |cells: &Cells<'_>| -> HashSet<u32> {
        let Cells::Codes(codes) = cells else {
            return HashSet::new();
        };
        codes
            .iter()
            .copied()
            .filter(|&code| code != MISSING_CODE)
            .collect()
    };
    levels(&column.source).is_disjoint(&levels(&column.target))
}

/// The one number of four digits in a text that is a year between other marks, or the year of an era, as in `平成31年`.
fn year_in(text: &str) -> Option<u16> {
    let of_era = ERAS.iter().find_map(|(era, first)| {
        let year = text.split_once(era)?.1.split_once('年')?.0;
        first
            .checked_add(year.trim().parse::<u16>().ok()?)?
            .checked_sub(1)
    });
    if of_era.is_some() {
        return of_era;
    }
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let mut years = numbers
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| YEARS.contains(year));
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

/// What a cell holds, in a form that can be compared.
fn bits(cells: &Cells<'_>, row: usize) -> u64 {
    match cells {
        // Adding zero turns −0 into 0.
        Cells::Numbers(numbers) => (numbers[row] + 0.0).to_bits(),
        Cells::Codes(codes) => u64::from(codes[row]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColumnKind, read};

    fn column(name: &str, cells: impl IntoIterator<Item = String>) -> Column {
        let cells: Vec<String> = cells.into_iter().collect();
        let text = format!("x;{name}\n1;{}\n", cells.join("\n1;"));
        read("a.csv", text.as_bytes()).unwrap().columns.remove(1)
    }

    fn reason(
        name: &str,
        source: impl IntoIterator<Item = String>,
        target: impl IntoIterator<Item = String>,
    ) -> Option<LeftOutReason> {
        pair_columns(&column(name, source), &column(name, target)).reason
    }

    fn all(text: &str) -> Vec<String> {
        vec![text.to_owned(); 40]
    }

    /// Numbers in no order, of which the first comes twice.
    fn numbers(first: u32, step: u32) -> Vec<String> {
        (0..=60_u32)
            .map(|row| (first + row * 7 % 60 * step).to_string())
            .collect()
    }

    #[test]
    fn one_value_on_each_side_names_the_table() {
        for (name, one, other) in [
            ("station", "A", "B"),
            ("year", "2023", "2024"),
            ("height", "1.5", "7.25"),
            ("day", "2023-05-01", "2024-07-02"),
            ("month", "2023-05", "2024-06"),
        ] {
            let expected = LeftOutReason::NamesTable([one, other].map(str::to_owned));
            let some_missing = all(one).into_iter().chain([String::new()]);
            assert_eq!(
                reason(name, all(one), all(other)),
                Some(expected.clone()),
                "{name}"
            );
            assert_eq!(reason(name, some_missing, all(other)), Some(expected), "{name}");
        }
        // One side that varies is a difference.
        let mixed = || all("A").into_iter().chain(all("C"));
        assert_eq!(reason("station", mixed(), all("B")), None);
        assert_eq!(reason("station", all("B"), mixed()), None);
        assert_eq!(
            reason("station", all("B"), all("B")),
            Some(LeftOutReason::Constant)
        );
    }

    #[test]
    fn time_alone_is_no_difference() {
        let time = Some(LeftOutReason::TimeAlone);
        assert_eq!(reason("year", numbers(1900, 1), numbers(1960, 1)), time);
        assert_eq!(reason("time", numbers(7_000, 10), numbers(100, 10)), time);
        assert_eq!(reason("year", numbers(1900, 1), numbers(1940, 1)), time);
        assert_eq!(
            reason(
                "season",
                all("2018/19").into_iter().chain(all("2019/20")),
                all("2020/21")
            ),
            time
        );
        let two = |one: &str, other: &str| all(one).into_iter().chain(all(other));
        let school = [two("2008-09", "2009-10"), two("2010-11", "2011-12")];
        let [one, other] = school;
        assert_eq!(reason("year", one, other), time);
        // Days that are counted from another one than a spreadsheet's.
        assert_eq!(reason("MJD", numbers(59_215, 1), numbers(59_580, 1)), time);
        // Named by nothing, and asked for.
        let seconds = |first: u32| numbers(first, 86_400);
        let asked = Some(LeftOutReason::PerhapsTime);
        assert_eq!(reason("t", seconds(1_500_000_000), seconds(1_600_000_000)), asked);
        assert_eq!(reason("t", seconds(1_600_000_000), seconds(1_600_000_000)), None);
        for (name, first, other) in [
            ("kwh", 1_900, 1_960),
            ("year_built", 1_900, 1_960),
            ("year", 1_900, 1_910),
            ("day", 0, 60),
        ] {
            assert_eq!(reason(name, numbers(first, 1), numbers(other, 1)), None, "{name}");
        }
    }

    #[test]
    fn what_rises_from_row_to_row_on_both_sides_may_only_count() {
        let asked = Some(LeftOutReason::PerhapsCounts);
        let rising = |first: u32, step: u32| (0..60_u32).map(move |row| (first + row / 2 * step).to_string());
        assert_eq!(reason("Vorgang", rising(20_059, 7), rising(45_035, 9)), asked);
        assert_eq!(reason("Takt", rising(58_852, 1), rising(58_485, 1)), asked);
        let swapped = rising(58_852, 1)
            .enumerate()
            .map(|(row, cell)| if row == 30 { "58900".to_owned() } else { cell });
        assert_eq!(reason("Takt", swapped, rising(58_485, 1)), asked);
        let within_days =
            |first: u32| (0..60_u32).map(move |row| format!("{}.{}", first + row / 2, row * 7 % 10));
        assert_eq!(
            reason("Stand", within_days(2_458_485), within_days(2_458_850)),
            asked
        );
        // Sorted by what is measured, the tables share more.
        assert_eq!(reason("salary", rising(28_000, 900), rising(38_000, 1_200)), None);
        // Those of one table lie among the others, one table is in another order, or values are few.
        assert_eq!(reason("Vorgang", rising(20_059, 7), rising(20_100, 7)), None);
        assert_eq!(reason("load", numbers(20_059, 7), rising(45_035, 9)), None);
        assert_eq!(reason("load", rising(20_059, 0), rising(45_035, 9)), None);
    }

    #[test]
    fn whole_numbers_that_never_repeat_may_be_keys() {
        let asked = Some(LeftOutReason::PerhapsKey);
        let shuffled =
            |first: u64, step: u64| (0..97_u64).map(move |row| (first + row * 35 % 97 * step).to_string());
        assert_eq!(reason("Vorgang", shuffled(10_001, 1), shuffled(10_301, 1)), asked);
        assert_eq!(reason("Vorgang", shuffled(10_001, 3), shuffled(10_100, 3)), asked);
        let barcodes = |first: u64| shuffled(first, 7_919_237);
        assert_eq!(
            reason("code", barcodes(4_001_234_567_890), barcodes(4_006_234_567_890)),
            asked
        );
        // The numbers are known from the name, have a unit, are the same ones, repeat, or are spread widely.
        let key = Some(LeftOutReason::Identifier);
        assert_eq!(reason("Patient", shuffled(10_001, 1), shuffled(10_301, 1)), key);
        assert_eq!(reason("load (kW)", shuffled(101, 1), shuffled(301, 1)), None);
        assert_eq!(reason("age", shuffled(18, 1), shuffled(18, 1)), None);
        let twice = |first: u64| shuffled(first, 1).chain(shuffled(first, 1).take(1));
        assert_eq!(reason("persons", twice(101), twice(301)), None);
        assert_eq!(
            reason("price", shuffled(10_001, 9_973), shuffled(30_001, 9_973)),
            None
        );
    }

    #[test]
    fn parts_of_the_year_are_asked_about_where_the_tables_have_others() {
        let asked = Some(LeftOutReason::PerhapsTime);
        let parts = |parts: &[&str]| -> Vec<String> {
            let parts = parts.iter().cycle().take(80);
            parts.map(|part| (*part).to_owned()).collect()
        };
        for (name, one, other) in [
            (
                "Monat",
                &["Januar", "Februar", "März"][..],
                &["Juli", "August", "Oktober"][..],
            ),
            ("月份", &["1月", "2月"], &["7月", "8月"]),
            ("month", &["1", "2", "3"], &["7", "8", "9"]),
            ("Quartal", &["Q1", "Q2"], &["Q3", "Q4"]),
            ("trimestre", &["T1", "T2"], &["T3", "T4"]),
            ("KW", &["KW01", "KW02"], &["KW27", "KW28"]),
        ] {
            assert_eq!(reason(name, parts(one), parts(other)), asked, "{name}");
            assert_eq!(reason(name, parts(one), parts(one)), None, "{name}");
        }
        assert_eq!(reason("arm", parts(&["T1"]), parts(&["T2", "T3"])), None);
        assert_eq!(reason("rooms", parts(&["1", "2"]), parts(&["3", "4"])), None);
    }

    #[test]
    fn other_periods_and_units_are_no_difference() {
        let of = |texts: &[&str]| -> Vec<String> {
            let texts = texts.iter().cycle().take(80);
            texts.map(|text| (*text).to_owned()).collect()
        };
        let asked = Some(LeftOutReason::PerhapsTime);
        assert_eq!(
            reason("Semester", of(&["WS21", "SS22"]), of(&["WS22", "SS23"])),
            asked
        );
        assert_eq!(reason("Semester", of(&["WS", "SS"]), of(&["SS", "WS"])), None);
        let measured = |unit: &'static str, factor: f64| {
            (0..90_u32).map(move |row| format!("{:.2}{unit}", factor * f64::from(200 + row * 37 % 61)))
        };
        assert_eq!(
            reason("spread", measured(" bp", 1.0), measured("%", 0.01)),
            Some(LeftOutReason::UnitsDiffer(["bp", "%"].map(str::to_owned)))
        );
    }

    #[test]
    fn numbers_with_marks_hide_a_shift_and_are_asked_about() {
        let flagged = |first: u32, every: u32| {
            (0..90_u32).map(move |row| {
                let mark = if row % every == 0 { " p" } else { "" };
                format!("{}.5{mark}", first + row * 7 % 30)
            })
        };
        assert_eq!(
            reason("value", flagged(40, 5), flagged(45, 5)),
            Some(LeftOutReason::NumbersWithMarks)
        );
        let codes = |row: u32| ["1", "2", "3", "X"][row as usize % 4].to_owned();
        assert_eq!(reason("code", (0..90).map(codes), (1..90).map(codes)), None);
    }

    #[test]
    fn numbers_of_another_scale_are_asked_about() {
        let measured = |factor: f64| {
            (0..90_u32).map(move |row| format!("{:.3}", factor * f64::from(20 + row * 37 % 61)))
        };
        let larger = Side::Target;
        for (from, to, factor) in [(1.0, 1_000.0, 1_000), (0.01, 1.0, 100)] {
            assert_eq!(
                reason("x", measured(from), measured(to)),
                Some(LeftOutReason::PerhapsUnit { factor, larger })
            );
        }
        assert_eq!(reason("x", measured(1.0), measured(3.0)), None);
    }

    #[test]
    fn durations_that_are_named_time_are_asked_about() {
        let measured = |first: u32| (0..60_u32).map(move |row| (first + row * 37 % 60 * 7).to_string());
        assert_eq!(
            reason("Time (s)", measured(400), measured(1_400)),
            Some(LeftOutReason::PerhapsTime)
        );
        let rising = |first: u32| (0..60_u32).map(move |row| (first + row * 7).to_string());
        assert_eq!(
            reason("Time (s)", rising(400), rising(1_400)),
            Some(LeftOutReason::TimeAlone)
        );
    }

    #[test]
    fn texts_that_name_years_may_be_periods() {
        let texts = |text: &str, first: u32| {
            let text = text.to_owned();
            (0..60_u32).map(move |row| {
                text.replace('#', &(row * 7 % 3 + 1).to_string())
                    .replace("YY", &(first + row % 2).to_string())
            })
        };
        for text in ["Nr #, 20YY", "term # of 20YY", "20YY Phase #"] {
            let asked = Some(LeftOutReason::PerhapsTime);
            assert_eq!(reason("term", texts(text, 18), texts(text, 20)), asked, "{text}");
            assert_eq!(reason("term", texts(text, 18), texts(text, 19)), None, "{text}");
        }
        let eras = |year: u32| texts("平成XX年#月", 0).map(move |text| text.replace("XX", &year.to_string()));
        assert_eq!(
            reason("年月", eras(30), eras(31)),
            Some(LeftOutReason::PerhapsTime)
        );
        // One of them names none.
        let mixed = texts("type #", 18).take(5).chain(texts("type # of 20YY", 18));
        assert_eq!(reason("kind", mixed, texts("type # of 20YY", 20)), None);
        assert_eq!(reason("model", texts("A#000YY", 18), texts("B#000YY", 20)), None);
    }

    #[test]
    fn numbers_are_moments_where_the_other_table_says_so() {
        let days = |first: u32, count: u32| (first..first + count).map(|day| day.to_string());
        let dates = (1..=28).map(|day| format!("2019-02-{day:02} 06:00"));
        let [source, target] = [column("time", dates), column("time", days(43_831, 400))];
        for (one, other) in [(&source, &target), (&target, &source)] {
            let paired = pair_columns(one, other);
            let names: Vec<&str> = paired.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(names.len(), 4, "{names:?}");
            assert_eq!(paired.reason, None);
        }
        // What is measured is no moment.
        let target = column("time", numbers(0, 7));
        let reason = LeftOutReason::KindsDiffer(ColumnKind::Moment, ColumnKind::Number);
        assert_eq!(pair_columns(&source, &target), Paired::nothing(reason));
    }

    #[test]
    fn seconds_since_the_beginning_are_asked_about_where_one_recording_is_longer() {
        let seconds = |count: u32| (0..count).map(|row| format!("{:.1}", f64::from(row) / 10.0));
        let asked = Some(LeftOutReason::PerhapsCounts);
        assert_eq!(reason("t", seconds(400), seconds(700)), asked);
        // Of the same length they differ in nothing.
        assert_eq!(reason("t", seconds(400), seconds(400)), None);
        assert_eq!(reason("t", seconds(400), numbers(0, 1)), None);
        let clock = |count: u32| {
            (0..count).map(|row| format!("{}:{:02}:{:02}", row / 360, row / 6 % 60, row % 6 * 10))
        };
        assert_eq!(reason("t", clock(400), clock(700)), asked);
        assert_eq!(reason("t", clock(400), clock(400)), None);
        let shuffled = |count: u32| clock(60).cycle().skip(7).step_by(7).take(count as usize);
        assert_eq!(reason("t", shuffled(60), shuffled(50)), None);
    }

    #[test]
    fn terms_over_the_turn_of_a_year_may_be_periods() {
        let terms = |first: [&'static str; 2]| (0..60_usize).map(move |row| first[row % 2].to_owned());
        let asked = Some(LeftOutReason::PerhapsTime);
        assert_eq!(
            reason(
                "term",
                terms(["Fall 2021", "Spring 2022"]),
                terms(["Fall 2022", "Spring 2023"])
            ),
            asked
        );
        assert_eq!(
            reason(
                "term",
                terms(["WS 2020/21", "SS 2021"]),
                terms(["WS 2021/22", "SS 2022"])
            ),
            asked
        );
        assert_eq!(
            reason(
                "term",
                terms(["Fall 2021", "Spring 2022"]),
                terms(["Spring 2022", "Fall 2022"])
            ),
            None
        );
    }

    #[test]
    fn keys_without_one_in_common_name_rows() {
        let twice = |first: u32| [numbers(first, 1), numbers(first, 1)].concat();
        let key = Some(LeftOutReason::Identifier);
        assert_eq!(reason("customer_id", twice(1), twice(5_000)), key);
        let texts = |first: u32| twice(first).into_iter().map(|number| format!("C{number}"));
        assert_eq!(reason("customer_id", texts(1), texts(5_000)), key);
        assert_eq!(reason("customer_id", numbers(1, 17), numbers(50_000, 3)), key);
        // Shops that both know, and amounts.
        assert_eq!(reason("shop_id", twice(1), twice(31)), None);
        assert_eq!(reason("kwh", twice(1), twice(5_000)), None);
        assert_eq!(reason("kwh", numbers(1, 17), numbers(50_000, 3)), None);
    }
}

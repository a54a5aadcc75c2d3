//! Columns that say when a row was taken: numbers that count time, dates, and categories that name years and other periods.

use std::collections::{BTreeMap, BTreeSet};

use crate::features::joining::dated;
use crate::features::paired::{Cells, PairedColumn};
use crate::features::row_order::{are_apart, most, stand_in_order};
use crate::features::share_distance;
use crate::table::{Column, ERAS, Values, is_day_of_year, month_named, names_year};

/// Numbers up to here are hours, days of a month or of a year, which come again.
const LAST_REPEATING: f64 = 366.0;

/// Two periods that share up to so much of the time of both together are two.
const SHARED_TIME: f64 = 0.5;

/// Two tables of other years may have so large a share of rows in the same ones: the first week of a year may begin in the
/// one before.
const SHARED_YEARS: f64 = 0.05;

/// Words for what may be counted on and on from a first one.
const NEVER_ENDING: [&str; 16] = [
    "week", "woche", "semaine", "semana", "周", "週", "day", "tag", "jour", "día", "天", "日", "month",
    "monat", "个月", "期",
];

/// Days from 1980 to 2050 as spreadsheets number them.
const DAYS_OF_SPREADSHEETS: std::ops::RangeInclusive<f64> = 29_221.0..=54_788.0;

/// Longest period, in days, that a table of days without a name may cover.
const LONGEST_PERIOD: f64 = 3_700.0;

/// Rows that cover a period evenly have their middle half in so large a share of it; of measured numbers it lies closer together.
const MIDDLE_OF_A_PERIOD: std::ops::RangeInclusive<f64> = 0.4..=0.6;

/// Fewest rows by which a period is known.
const MIN_DAYS: usize = 20;

/// Numbers of four digits that are taken for years.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// The last week of a year: days of a month, months and quarters have smaller numbers.
const LAST_PART: f64 = 53.0;

/// Whether numbers that count time lie mostly before or behind those of the other side, or go on for much longer.
pub(super) fn times_apart(source: &Column, target: &Column) -> bool {
    let (Values::Number(one), Values::Number(other)) = (&source.values, &target.values) else {
        return false;
    };
    // Years never come again, those of Taiwan neither: 111 is 2022.
    let are_years = [source, target].iter().all(|column| names_year(&column.name));
    let last = if are_years { LAST_PART } else { LAST_REPEATING };
    [one, other]
        .iter()
        .any(|numbers| most(numbers).is_some_and(|[_, high]| high > last))
        && are_apart([one, other], SHARED_TIME)
}

/// Whether the numbers of both sides may be days as spreadsheets number them, or moments with the time as decimals, each side's spread evenly over a period of
/// its own.
pub(super) fn are_days_apart(column: &PairedColumn<'_>) -> bool {
    let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) else {
        return false;
    };
    [one, other].into_iter().all(|numbers| covers_a_period(numbers)) && are_apart([one, other], SHARED_TIME)
}

/// Whether numbers are days of a spreadsheet that cover one period evenly.
fn covers_a_period(numbers: &[f64]) -> bool {
    let mut days: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| !number.is_nan())
        .collect();
    days.sort_unstable_by(f64::total_cmp);
    let ([first, .., last], true) = (days.as_slice(), days.len() >= MIN_DAYS) else {
        return false;
    };
    let quarter = days.len() / 4;
    let middle = days[days.len() - 1 - quarter] - days[quarter];
    let all = last - first;
    days.iter().all(|day| DAYS_OF_SPREADSHEETS.contains(day))
        && (1.0..=LONGEST_PERIOD).contains(&all)
        && MIDDLE_OF_A_PERIOD.contains(&(middle / all))
}

/// Whether the rows of one side do not stand in the order of their numbers.
pub(super) fn stand_in_any_order(sides: [&Column; 2]) -> bool {
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

/// Whether each category of both sides names one year, as `1. Quartal 2019` and `WS 2019/20` do, and the two have hardly a
/// year in common.
pub(super) fn are_years_apart(column: &PairedColumn<'_>) -> bool {
    let of_levels: Vec<Option<u16>> = column.levels.iter().map(|level| year_in(level)).collect();
    // The share of the rows that each year has.
    let shares = |cells: &Cells<'_>| -> Option<BTreeMap<u16, f64>> {
        let Cells::Codes(codes) = cells else {
            return None;
        };
        let present = cells.present();
        let rows = present.clone().count() as f64;
        let mut shares = BTreeMap::new();
        for row in present {
            let year = of_levels.get(codes[row] as usize).copied().flatten()?;
            *shares.entry(year).or_insert(0.0) += 1.0 / rows;
        }
        (!shares.is_empty()).then_some(shares)
    };
    match [&column.source, &column.target].map(shares) {
        // Terms that lie over the turn of a year have years in common, and no term.
        [Some(_), Some(_)] if have_no_value_in_common(column) => true,
        [Some(one), Some(other)] => {
            let both = one
                .iter()
                .map(|(year, share)| share.min(*other.get(year).unwrap_or(&0.0)));
            both.sum::<f64>() <= SHARED_YEARS
        }
        _ => false,
    }
}

/// Whether the categories of a column that is named after a period of time have none in common: terms, and business years.
pub(super) fn are_periods_apart(column: &PairedColumn<'_>) -> bool {
    const PERIODS: [&str; 8] = [
        "semester", "term", "jahr", "year", "saison", "season", "学期", "年度",
    ];
    let name = column.name.trim().to_lowercase();
    !column.levels.is_empty()
        && PERIODS.iter().any(|period| name.ends_with(period))
        && have_no_value_in_common(column)
}

/// Whether numbers or categories are parts of the calendar that come again each year, and the two tables have them in other
/// shares: two halves of a year. `is_named` where the name says that they count time.
pub(super) fn is_calendar_apart(column: &PairedColumn<'_>, is_named: bool) -> bool {
    let are_parts = if let (Cells::Numbers(one), Cells::Numbers(other)) = (&column.source, &column.target) {
        let is_part =
            |number: &f64| number.is_nan() || number.fract() == 0.0 && (0.0..=LAST_PART).contains(number);
        is_named && one.iter().all(is_part) && other.iter().all(is_part)
    } else {
        let is_part = |level: &String| {
            month_named(level).is_some() || is_day_of_year(level) || is_numbered_part(level, is_named)
        };
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

/// Whether the categories of both sides are numbered weeks or the like, and most numbers of the one lie before or behind those of
/// the other: `Week 121`, counted from the beginning of a project. `is_named` where the name says that they count time.
pub(super) fn are_numbered_apart(column: &PairedColumn<'_>, is_named: bool) -> bool {
    Numbered::of(column).is_some_and(|numbered| {
        (is_named || numbered.is_time) && are_apart(numbered.sides.each_ref().map(Vec::as_slice), SHARED_TIME)
    })
}

/// Categories that differ in their numbers only, by the places that these have among all: `Week 121`, `R4.1.3`.
pub(super) struct Numbered {
    /// The places of the rows of source and target.
    pub(super) sides: [Vec<f64>; 2],
    /// Whether the word beside the numbers is one of time.
    is_time: bool,
}

impl Numbered {
    /// Nothing where the categories differ in more, or there are none.
    pub(super) fn of(column: &PairedColumn<'_>) -> Option<Self> {
        let parsed: Vec<(String, Vec<u32>)> = column
            .levels
            .iter()
            .map(|level| numbers_in(level))
            .collect::<Option<_>>()?;
        let (words, _) = parsed.first()?;
        if parsed.iter().any(|(other, _)| other != words) {
            return None;
        }
        let mut order: Vec<&Vec<u32>> = parsed.iter().map(|(_, numbers)| numbers).collect();
        order.sort_unstable();
        order.dedup();
        let places: Vec<f64> = parsed
            .iter()
            .map(|(_, numbers)| order.partition_point(|known| *known < numbers) as f64)
            .collect();
        let place = |code: &u32| places.get(*code as usize).copied().unwrap_or(f64::NAN);
        let of_side = |cells: &Cells<'_>| match cells {
            Cells::Codes(codes) => Some(codes.iter().map(place).collect::<Vec<f64>>()),
            Cells::Numbers(_) => None,
        };
        let word = words.replace('#', "");
        let word = word.trim_matches([' ', '.', '-', '_', '第']);
        Some(Self {
            sides: [of_side(&column.source)?, of_side(&column.target)?],
            is_time: NEVER_ENDING.contains(&word),
        })
    }
}

/// The words of a text in small letters, with a mark for each of its numbers, and these.
fn numbers_in(text: &str) -> Option<(String, Vec<u32>)> {
    let mut words = String::new();
    let mut numbers = Vec::new();
    let mut rest = text.trim();
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let behind = rest[start..].trim_start_matches(|letter: char| letter.is_ascii_digit());
        numbers.push(rest[start..rest.len() - behind.len()].parse().ok()?);
        words.push_str(&rest[..start]);
        words.push('#');
        rest = behind;
    }
    words.push_str(rest);
    let words = words.to_lowercase();
    (!numbers.is_empty() && words.contains(char::is_alphabetic)).then_some((words, numbers))
}

/// Whether values have other shares in the two tables.
fn are_shares_apart(column: &PairedColumn<'_>) -> bool {
    let counts = |cells: &Cells<'_>| {
        let mut counts: BTreeMap<u64, f64> = BTreeMap::new();
        for row in cells.present() {
            *counts.entry(cells.bits(row)).or_insert(0.0) += 1.0;
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

/// Whether no value stands in both tables.
fn have_no_value_in_common(column: &PairedColumn<'_>) -> bool {
    column.source.values().is_disjoint(&column.target.values())
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
    if let Some(year) = first_of_two_years(text) {
        return Some(year);
    }
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let mut years = numbers
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| YEARS.contains(year));
    let year: u16 = years.next()?;
    // The first of two that follow each other: `2018-2019学年`.
    let other = years.next();
    (years.next().is_none() && other.is_none_or(|other| other == year + 1)).then_some(year)
}

/// The first of two years that follow each other, in two digits each: `GJ21/22`, `Saison 08-09`.
fn first_of_two_years(text: &str) -> Option<u16> {
    let (before, behind) = text.split_once(['/', '-'])?;
    let word = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let years = [&before[word.len()..], behind.trim()];
    if years
        .iter()
        .any(|year| year.len() != 2 || !year.bytes().all(|digit| digit.is_ascii_digit()))
    {
        return None;
    }
    let [first, second] = years.map(|year| year.parse::<u16>().ok());
    let first = first?;
    // Mere numbers, `5-6` and `21-22`, are spans of anything.
    let is_named = word.contains(char::is_alphabetic);
    (is_named && second == Some((first + 1) % 100)).then_some(2_000 + first)
}

//! How a month, a quarter or another part of a year is written in words.
//!
//! Each way may mean something else in a single cell, so all texts of a column have to be written in the same one.

use super::calendar::{SECONDS_IN_DAY, days_from_civil, days_in_month, weekday};
use super::date::{century, year_of_era, year_of_the_republic};
use super::months;
use super::scanner::Scanner;

/// The years that periods are of.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// The same years as they are counted in Thailand. Their months are those of other calendars.
const BUDDHIST_YEARS: std::ops::RangeInclusive<u32> = 2443..=2643;

/// How many years they are ahead.
const BUDDHIST_AHEAD: u32 = 543;

/// What stands between year and number.
const MARKS: [char; 6] = ['-', '/', '.', ' ', '_', ':'];

/// Where a period begins: year, month and day.
type Start = [u32; 3];

/// Part of a year: the letters that name it, how many there are, and how many months each has; weeks have none.
struct Part {
    letters: &'static [&'static str],
    most: u32,
    months: u32,
}

const QUARTER: Part = Part {
    letters: &["Q", "T", "QTR", "QUARTER", "QUARTAL"],
    most: 4,
    months: 3,
};
const HALF: Part = Part {
    letters: &["H", "S", "HY"],
    most: 2,
    months: 6,
};
const MONTH: Part = Part {
    letters: &["M"],
    most: 12,
    months: 1,
};
const WEEK: Part = Part {
    letters: &["W", "KW", "CW", "WK", "WEEK"],
    most: 53,
    months: 0,
};

/// The ways of writing.
const WAYS: [fn(&str) -> Option<Start>; 10] = [
    year_and_month,
    month_and_year,
    fiscal_period,
    named_month,
    |text| part(text, &QUARTER),
    |text| part(text, &HALF),
    |text| part(text, &MONTH),
    |text| part(text, &WEEK),
    asian,
    years,
];

/// The seconds from the start of 1970 to the begin of each of these periods; nothing where one is none, or is written in
/// another way.
pub(in crate::table) fn starts(texts: &[String]) -> Option<Vec<f64>> {
    let seconds =
        |[year, month, day]: Start| days_from_civil(i64::from(year), month, day) as f64 * SECONDS_IN_DAY;
    (!texts.is_empty()).then_some(())?;
    let all = |way: fn(&str) -> Option<Start>| texts.iter().map(|text| way(text).map(seconds)).collect();
    if are_spans_or_months(texts) {
        return all(years);
    }
    WAYS.into_iter().find_map(all)
}

/// Whether all of these distinct texts are spans of a year and could be months, as `2008-09` and `2009-10` could. Months
/// hardly follow the digits of their years in two years, so these are spans. One alone is a month.
pub(in crate::table) fn are_spans_or_months(texts: &[String]) -> bool {
    let mut spans = texts
        .iter()
        .map(|text| years(text).filter(|_| year_and_month(text).is_some()));
    match spans.next() {
        Some(Some(first)) => {
            spans.clone().all(|span| span.is_some()) && spans.any(|span| span != Some(first))
        }
        _ => false,
    }
}

/// A year of four digits.
fn year(scanner: &mut Scanner<'_>) -> Option<u32> {
    scanner.number(4, 4).filter(|year| YEARS.contains(year))
}

/// A year of two or four digits.
fn short_year(scanner: &mut Scanner<'_>) -> Option<u32> {
    let mut ahead = *scanner;
    if let Some(year) = ahead.number(2, 2) {
        *scanner = ahead;
        return Some(century(year));
    }
    year(scanner)
}

fn month(scanner: &mut Scanner<'_>) -> Option<u32> {
    scanner.number(1, 2).filter(|month| (1..=12).contains(month))
}

/// Takes a mark, and blanks around it.
fn mark(scanner: &mut Scanner<'_>) {
    scanner.spaces();
    scanner.one_of(&MARKS);
    scanner.spaces();
}

/// `2019-01`, `2019/1`, `2562-01`.
fn year_and_month(text: &str) -> Option<Start> {
    let mut scanner = Scanner::new(text);
    let year = match scanner.number(4, 4)? {
        year if BUDDHIST_YEARS.contains(&year) => year - BUDDHIST_AHEAD,
        year => Some(year).filter(|year| YEARS.contains(year))?,
    };
    scanner.one_of(&['-', '/', '.', '_'])?;
    let month = month(&mut scanner)?;
    scanner.is_done().then_some([year, month, 1])
}

/// `01/2019`, `1.2019`.
fn month_and_year(text: &str) -> Option<Start> {
    let mut scanner = Scanner::new(text);
    let month = month(&mut scanner)?;
    scanner.one_of(&['-', '/', '.', '_'])?;
    let year = year(&mut scanner)?;
    scanner.is_done().then_some([year, month, 1])
}

/// `003.2021`, `003/2021`: the periods of a fiscal year in SAP. Those behind the twelfth close the year.
fn fiscal_period(text: &str) -> Option<Start> {
    let mut scanner = Scanner::new(text);
    let period = scanner.number(3, 3).filter(|period| (1..=16).contains(period))?;
    scanner.one_of(&['.', '/'])?;
    let year = year(&mut scanner)?;
    scanner.is_done().then_some([year, period.min(12), 1])
}

/// `Jan 2019`, `Jan-19`, `January, 2019`, `2019 Jan`.
fn named_month(text: &str) -> Option<Start> {
    let mut scanner = Scanner::new(text);
    let first = year(&mut scanner);
    if first.is_some() {
        mark(&mut scanner);
    } else {
        scanner = Scanner::new(text);
    }
    let month = months::month(scanner.word())?;
    let year = if let Some(year) = first {
        year
    } else {
        scanner.one_of(&['.', ',']);
        mark(&mut scanner);
        scanner.one_of(&['\'', '’']);
        short_year(&mut scanner)?
    };
    scanner.is_done().then_some([year, month, 1])
}

/// `2019Q1`, `2019-Q1`, `Q1 2019`, `Q1/19`, `1Q19`, `2019-W01`, `KW 12/2019`. Only quarters have short years behind them:
/// `5W-30` is an oil, and `M8-20` a screw.
fn part(text: &str, part: &Part) -> Option<Start> {
    let year_behind = if part.most == QUARTER.most {
        short_year
    } else {
        year
    };
    let letters = |scanner: &mut Scanner<'_>| {
        let word = scanner.word();
        part.letters
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
            .then_some(())
    };
    let number = |scanner: &mut Scanner<'_>| {
        scanner
            .number(1, 2)
            .filter(|number| (1..=part.most).contains(number))
    };
    let year_first = |scanner: &mut Scanner<'_>| {
        let year = year(scanner)?;
        mark(scanner);
        letters(scanner)?;
        scanner.spaces();
        Some((year, number(scanner)?))
    };
    let letters_first = |scanner: &mut Scanner<'_>| {
        letters(scanner)?;
        scanner.spaces();
        let number = number(scanner)?;
        mark(scanner);
        Some((year_behind(scanner)?, number))
    };
    let number_first = |scanner: &mut Scanner<'_>| {
        let number = number(scanner)?;
        letters(scanner)?;
        mark(scanner);
        Some((year_behind(scanner)?, number))
    };
    let whole = |read: &dyn Fn(&mut Scanner<'_>) -> Option<(u32, u32)>| {
        let mut scanner = Scanner::new(text);
        read(&mut scanner).filter(|_| scanner.is_done())
    };
    let (year, number) = whole(&year_first)
        .or_else(|| whole(&letters_first))
        .or_else(|| whole(&number_first))?;
    if part.months == 0 {
        return Some(week(year, number));
    }
    Some([year, (number - 1) * part.months + 1, 1])
}

/// The Monday of a week; the first one has the year's first Thursday (ISO 8601). Near the ends of a year its first or
/// last day stands for it.
fn week(year: u32, week: u32) -> Start {
    let january = days_from_civil(i64::from(year), 1, 4);
    let monday = january - i64::from(weekday(january as f64 * SECONDS_IN_DAY)) + 7 * i64::from(week - 1);
    let in_year = u32::try_from(monday - days_from_civil(i64::from(year), 1, 1)).unwrap_or(0);
    nth_day(year, in_year + 1)
}

/// A day of a year, counted from 1; the last one where there are fewer.
fn nth_day(year: u32, mut day: u32) -> Start {
    for month in 1..=12 {
        let length = days_in_month(i64::from(year), month);
        if day <= length {
            return [year, month, day];
        }
        day -= length;
    }
    [year, 12, 31]
}

/// `2019年1月`, `2019年第1季度`, `2019年一季度`, `2019年上半年`, `2019年度`, `民國108年1月`, `108年1月`.
fn asian(text: &str) -> Option<Start> {
    const QUARTERS: [(char, u32); 4] = [('一', 1), ('二', 4), ('三', 7), ('四', 10)];
    let mut scanner = Scanner::new(text);
    let of_republic = |digits: &mut Scanner<'_>| digits.number(3, 3).and_then(year_of_the_republic);
    let mut ahead = scanner;
    let year = match year_of_era(&mut ahead).or_else(|| of_republic(&mut ahead)) {
        Some(year) => {
            scanner = ahead;
            year
        }
        None => year(&mut scanner)?,
    };
    if !scanner.eat('年') {
        return None;
    }
    scanner.spaces();
    let of_year = |scanner: &mut Scanner<'_>| {
        let rest = scanner.word();
        [("", 1), ("度", 1), ("上半年", 1), ("下半年", 7)]
            .into_iter()
            .find_map(|(word, month)| (rest == word).then_some(month))
    };
    let mut ahead = scanner;
    ahead.eat('第');
    let month = match ahead.one_of(&QUARTERS.map(|(letter, _)| letter)) {
        Some(found) => {
            let quarter = QUARTERS.into_iter().find(|(letter, _)| *letter == found);
            scanner = ahead;
            matches!(scanner.word(), "季度" | "季").then_some(quarter?.1)?
        }
        None => match ahead.number(1, 2) {
            Some(number) => {
                scanner = ahead;
                match scanner.word() {
                    "月" | "月份" if (1..=12).contains(&number) => number,
                    "季度" | "季" if (1..=4).contains(&number) => 3 * number - 2,
                    _ => return None,
                }
            }
            None => of_year(&mut scanner)?,
        },
    };
    scanner.is_done().then_some([year, month, 1])
}

/// `2019/20`, `2019-2020`, `FY2019`, `FY19`: a year that begins in another one's course, or a fiscal one.
fn years(text: &str) -> Option<Start> {
    let mut scanner = Scanner::new(text);
    let is_fiscal = scanner.eat_word("FY");
    scanner.spaces();
    let year = if is_fiscal {
        short_year(&mut scanner)?
    } else {
        year(&mut scanner)?
    };
    if is_fiscal && scanner.is_done() {
        return Some([year, 1, 1]);
    }
    scanner.one_of(&['/', '-', '–'])?;
    let next = short_year(&mut scanner)?;
    (scanner.is_done() && next == year + 1).then_some([year, 1, 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(text: &str) -> Option<f64> {
        starts(&[text.to_owned()])?.pop()
    }

    #[test]
    fn oils_screws_and_machines_are_no_periods() {
        for text in ["5W-30", "10W-40", "M8-20", "M1001", "W1201", "H2-19"] {
            assert_eq!(start(text), None, "{text}");
        }
        assert!(start("Q1/19").is_some());
    }

    #[test]
    fn months_quarters_and_years_are_read_from_their_start() {
        for (texts, [year, month, day]) in [
            (
                &[
                    "2019-01",
                    "2562-01",
                    "2019/1",
                    "01/2019",
                    "1.2019",
                    "001.2019",
                    "001/2019",
                    "Jan 2019",
                    "Jan-19",
                    "JANUAR 2019",
                    "Jan. 2019",
                    "Jan '19",
                ][..],
                [2019, 1, 1],
            ),
            (
                &["2019 Feb", "2019M02", "2019-M2", "2019年2月", "2019年02月份"],
                [2019, 2, 1],
            ),
            (
                &[
                    "2019Q2", "2019-Q2", "2019 q2", "Q2 2019", "Q2/19", "2Q19", "T2 2019",
                ],
                [2019, 4, 1],
            ),
            (&["2019年第2季度", "2019年二季度"], [2019, 4, 1]),
            (&["民國108年2月", "108年2月", "平成31年2月"], [2019, 2, 1]),
            (&["2019H2", "H2 2019", "2019S2", "2019年下半年"], [2019, 7, 1]),
            (&["2019-W02", "W2 2019", "KW 2/2019", "2019W02"], [2019, 1, 7]),
            (&["2020-W01", "2019-W01", "2021-W53"], [0, 0, 0]),
            (&["012.2019", "013.2019", "016/2019"], [2019, 12, 1]),
            (
                &[
                    "2019/20",
                    "2019-20",
                    "2019/2020",
                    "FY2019",
                    "FY19",
                    "2019年度",
                    "2019年",
                ],
                [2019, 1, 1],
            ),
        ] {
            for text in texts {
                if year == 0 {
                    assert!(start(text).is_some(), "{text}");
                    continue;
                }
                let expected = days_from_civil(i64::from(year), month, day) as f64 * SECONDS_IN_DAY;
                assert_eq!(start(text), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn other_texts_are_no_periods() {
        for text in [
            "",
            "2019",
            "2019-13",
            "2019-00",
            "13/2019",
            "2019-1-1",
            "12-34",
            "Q5 2019",
            "Q1",
            "Jan",
            "2019/21",
            "2019-22",
            "2019-001",
            "2019-367",
            "2019-0001",
            "017.2019",
            "000/2019",
            "001.19",
            "1850-01",
            "2019年13月",
            "99年1月",
            "民國年1月",
            "2019年5季度",
            "W54 2019",
            "A1 2019",
            "2019Q1x",
            "FY",
            "T-19",
            "M3",
            "3M 20x",
            "S1",
        ] {
            assert_eq!(start(text), None, "{text:?}");
        }
    }

    #[test]
    fn one_way_holds_for_all() {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<String>>();
        // Seasons, and not months of which one is none.
        let seasons = starts(&texts(&["2010-11", "2011-12", "2012-13"]));
        assert_eq!(
            seasons,
            Some(
                [2010, 2011, 2012]
                    .map(|year| days_from_civil(year, 1, 1) as f64 * SECONDS_IN_DAY)
                    .to_vec()
            )
        );
        for school in [
            ["2008-09", "2009-10", "2011-12"],
            ["2008/09", "2009/10", "2011/12"],
        ] {
            let years = [2008, 2009, 2011].map(|year| days_from_civil(year, 1, 1) as f64 * SECONDS_IN_DAY);
            assert_eq!(starts(&texts(&school)), Some(years.to_vec()));
            assert!(are_spans_or_months(&texts(&school)));
        }
        // What is months in one place is so in all.
        for months in [
            &["2008-09", "2009-10", "2009-11"][..],
            &["2009-10"],
            &["2009-10", "2009/10"],
        ] {
            let october = days_from_civil(2009, 10, 1) as f64 * SECONDS_IN_DAY;
            assert!(!are_spans_or_months(&texts(months)));
            assert!(
                starts(&texts(months)).is_some_and(|starts| starts.contains(&october)),
                "{months:?}"
            );
        }
        assert!(!are_spans_or_months(&texts(&["2010-11", "2011-12", "2012-13"])));
        assert_eq!(starts(&texts(&["2019-01", "Q1 2019"])), None);
        assert_eq!(starts(&texts(&["2019-01", "other"])), None);
        assert_eq!(starts(&[]), None);
    }
}

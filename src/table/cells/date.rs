//! How a date is written.

use super::calendar::{days_from_civil, days_in_month};
use super::months;
use super::scanner::Scanner;

/// Eras of Asia with their first years.
pub const ERAS: [(&str, u16); 5] = [
    ("昭和", 1926),
    ("平成", 1989),
    ("令和", 2019),
    ("民国", 1912),
    ("民國", 1912),
];

/// Years of three digits are counted from the first of the Republic of China: these are 2011 to 2060.
const YEARS_OF_THE_REPUBLIC: std::ops::RangeInclusive<u32> = 100..=149;

/// Years of the common era before the first of the Republic of China.
const BEFORE_THE_REPUBLIC: u32 = 1911;

/// Two-digit years up to this one are in this century and later ones in the last, as in POSIX.
const LAST_YEAR_OF_2000S: u32 = 68;

/// The day since 1970 that a date means in each order of day and month; nothing where it is no date in that
/// order. At least one of them is there, or it is with the year first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::table) struct Days {
    pub(in crate::table) day_first: Option<i64>,
    pub(in crate::table) month_first: Option<i64>,
    /// Where the year has two digits and the month has no name, so that the year may stand first as well.
    pub(in crate::table) short: Option<ShortYear<i64>>,
    /// Whether only digits have been read, so that the time may follow in the same manner.
    pub(in crate::table) compact: bool,
}

/// A date in which the year has two digits, such as `20-01-31`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::table) struct ShortYear<T> {
    /// What it means where the year stands first.
    pub(in crate::table) year_first: Option<T>,
    /// The number that stands first, and the one that stands last.
    pub(in crate::table) ends: [u32; 2],
}

impl Days {
    fn checked(day_first: Option<i64>, month_first: Option<i64>) -> Option<Self> {
        day_first.or(month_first).map(|_| Self {
            day_first,
            month_first,
            short: None,
            compact: false,
        })
    }

    /// A date of three numbers, the last of which is a year of two digits, or the first is; `long` where the first
    /// two have two digits as well, as they do behind a year of two.
    fn short([first, middle, last]: [u32; 3], long: bool) -> Option<Self> {
        let year = century(last);
        let day_first = days(year, middle, first);
        let month_first = days(year, first, middle);
        let year_first = days(century(first), middle, last).filter(|_| long);
        day_first.or(month_first).or(year_first).map(|_| Self {
            day_first,
            month_first,
            short: Some(ShortYear {
                year_first,
                ends: [first, last],
            }),
            compact: false,
        })
    }

    /// A date whose order is plain.
    fn plain(year: u32, month: u32, day: u32) -> Option<Self> {
        let days = days(year, month, day);
        Self::checked(days, days)
    }
}

/// The day since 1970, where the calendar has such a day.
pub(in crate::table) fn days(year: u32, month: u32, day: u32) -> Option<i64> {
    let year = i64::from(year);
    (year >= 1 && (1..=days_in_month(year, month)).contains(&day)).then(|| days_from_civil(year, month, day))
}

/// Reads a date.
pub(in crate::table) fn date(scanner: &mut Scanner<'_>) -> Option<Days> {
    if let Some(year) = year_of_era(scanner) {
        return after_year(year, scanner);
    }
    let digits = scanner.digits();
    let number = || digits.parse::<u32>().ok();
    match digits.len() {
        0 => after_month_name(scanner),
        1 | 2 => after_day_or_month(digits, number()?, scanner),
        3 => after_year(year_of_the_republic(number()?)?, scanner),
        4 => after_year(number()?, scanner),
        8 => {
            let number = number()?;
            let days = Days::plain(number / 10_000, number / 100 % 100, number % 100)?;
            Some(Days {
                compact: true,
                ..days
            })
        }
        _ => None,
    }
}

/// The year that three digits mean in Taiwan: 111 is 2022.
pub(in crate::table) fn year_of_the_republic(digits: u32) -> Option<u32> {
    YEARS_OF_THE_REPUBLIC
        .contains(&digits)
        .then_some(digits + BEFORE_THE_REPUBLIC)
}

/// The year behind the name of an era, `民國111`; the scanner stays where it is where none follows.
pub(in crate::table) fn year_of_era(scanner: &mut Scanner<'_>) -> Option<u32> {
    let mut ahead = *scanner;
    let (_, first) = ERAS.into_iter().find(|(era, _)| ahead.eat_word(era))?;
    ahead.spaces();
    let year = ahead.number(1, 3).filter(|year| *year > 0)?;
    *scanner = ahead;
    Some(u32::from(first) + year - 1)
}

/// The rest of `2020-01-31`, `2020/1/31`, `2020.01.31` or `2020年1月31日`.
fn after_year(year: u32, scanner: &mut Scanner<'_>) -> Option<Days> {
    let mark = scanner.one_of(&['-', '/', '.', '年'])?;
    let month = scanner.number(1, 2)?;
    if !scanner.eat(if mark == '年' { '月' } else { mark }) {
        return None;
    }
    let day = scanner.number(1, 2)?;
    if mark == '年' && !scanner.eat('日') {
        return None;
    }
    Days::plain(year, month, day)
}

/// The rest of `31.12.2020`, `12/31/20`, `20-12-31` or `31-Dec-2020`.
fn after_day_or_month(digits: &str, first: u32, scanner: &mut Scanner<'_>) -> Option<Days> {
    let mut ahead = *scanner;
    let mark = ahead.one_of(&['.', '/', '-']);
    let second_digits = if mark.is_some() { ahead.digits() } else { "" };
    if let (Some(mark), 1 | 2) = (mark, second_digits.len()) {
        *scanner = ahead;
        if !scanner.eat(mark) {
            return None;
        }
        let second = second_digits.parse().ok()?;
        let last_digits = scanner.digits();
        let last = last_digits.parse().ok()?;
        return match last_digits.len() {
            2 => Days::short(
                [first, second, last],
                digits.len() == 2 && second_digits.len() == 2,
            ),
            4 => Days::checked(days(last, second, first), days(last, first, second)),
            _ => None,
        };
    }
    // `1er janvier`, `31. Januar`, `31 de enero de 2020`.
    if first == 1 {
        scanner.eat_word("er");
    }
    separator(scanner);
    let month = months::month(scanner.word())?;
    separator(scanner);
    let year = year(scanner)?;
    Days::plain(year, month, first)
}

/// `Jan 31, 2020`: only with a whole year, as `Jan 31 20` has several meanings.
fn after_month_name(scanner: &mut Scanner<'_>) -> Option<Days> {
    let month = months::month(scanner.word())?;
    separator(scanner);
    let day = scanner.number(1, 2)?;
    separator(scanner);
    let year = scanner.number(4, 4)?;
    Days::plain(year, month, day)
}

/// Takes what may stand between day, name of the month, and year.
fn separator(scanner: &mut Scanner<'_>) {
    scanner.one_of(&['.', ',']);
    if scanner.spaces() {
        // Spanish and Portuguese dates have a little word here.
        let mut ahead = *scanner;
        if (ahead.eat_word("del") || ahead.eat_word("de")) && ahead.spaces() {
            *scanner = ahead;
        }
    } else {
        scanner.one_of(&['-', '/']);
    }
}

/// A year of two or four digits.
fn year(scanner: &mut Scanner<'_>) -> Option<u32> {
    let digits = scanner.digits();
    let number: u32 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(century(number)),
        4 => Some(number),
        _ => None,
    }
}

/// The year that two digits mean.
pub(in crate::table) fn century(digits: u32) -> u32 {
    if digits <= LAST_YEAR_OF_2000S {
        2000 + digits
    } else {
        1900 + digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<i64>, Option<i64>)> {
        let mut scanner = Scanner::new(text);
        let days = date(&mut scanner)?;
        scanner.is_done().then_some((days.day_first, days.month_first))
    }

    #[test]
    fn a_date_in_words_or_from_the_year_on_has_one_order() {
        let day = days(2020, 1, 31);
        for text in [
            "2020-01-31",
            "2020/01/31",
            "2020.1.31",
            "20200131",
            "2020年1月31日",
            "2020年01月31日",
            "31 Jan 2020",
            "31-Jan-2020",
            "31/jan/2020",
            "31-JAN-20",
            "31JAN2020",
            "31. Januar 2020",
            "31.Jan.2020",
            "Jan 31, 2020",
            "January 31 2020",
            "Jan. 31, 2020",
            "Jan-31-2020",
            "31 janvier 2020",
            "31 janv. 2020",
            "31 de enero de 2020",
            "31 de janeiro de 2020",
            "31 enero del 2020",
            "31 gennaio 2020",
        ] {
            assert_eq!(read(text), Some((day, day)), "{text:?}");
        }
        let first = days(2020, 1, 1);
        assert_eq!(read("1er janvier 2020"), Some((first, first)));
        assert_eq!(read("2er janvier 2020"), None);
    }

    #[test]
    fn years_of_taiwan_and_japan_are_read() {
        let day = days(2022, 1, 3);
        for text in [
            "111.01.03",
            "111/01/03",
            "111/1/3",
            "111-01-03",
            "111年1月3日",
            "民國111年1月3日",
            "民国111年01月03日",
            "民國 111/01/03",
            "令和4年1月3日",
            "平成34年1月3日",
        ] {
            assert_eq!(read(text), Some((day, day)), "{text:?}");
        }
        assert_eq!(
            read("民國99年12月31日"),
            Some((days(2010, 12, 31), days(2010, 12, 31)))
        );
        for text in [
            "99年1月3日",
            "111.13.03",
            "255.10.10",
            "010.01.03",
            "民國0年1月3日",
            "111.01",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn day_and_month_in_digits_are_read_both_ways() {
        for text in ["31.12.2020", "31/12/2020", "31-12-2020", "31.12.20"] {
            assert_eq!(read(text), Some((days(2020, 12, 31), None)), "{text:?}");
        }
        for text in ["12/31/2020", "12-31-20"] {
            assert_eq!(read(text), Some((None, days(2020, 12, 31))), "{text:?}");
        }
        assert_eq!(read("1/2/2020"), Some((days(2020, 2, 1), days(2020, 1, 2))));
        assert_eq!(read("5.5.2020"), Some((days(2020, 5, 5), days(2020, 5, 5))));
    }

    #[test]
    fn a_year_of_two_digits_may_stand_first() {
        let read = |text| {
            let days = date(&mut Scanner::new(text))?;
            Some((days.day_first, days.month_first, days.short?.year_first))
        };
        for text in ["20-01-31", "20/01/31", "20.01.31"] {
            assert_eq!(
                read(text),
                Some((days(2031, 1, 20), None, days(2020, 1, 31))),
                "{text:?}"
            );
        }
        assert_eq!(read("99-12-31"), Some((None, None, days(1999, 12, 31))));
        assert_eq!(read("31.12.99"), Some((days(1999, 12, 31), None, None)));
        // Version numbers have fewer digits.
        assert_eq!(read("1.1.20"), Some((days(2020, 1, 1), days(2020, 1, 1), None)));
        for text in ["40.1.31", "99-13-31", "99-02-30", "99-12-00", "5.5.2020"] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn two_digits_are_a_year_of_this_century_or_the_last() {
        for (text, expected) in [
            ("1.1.00", 2000),
            ("1.1.68", 2068),
            ("1.1.69", 1969),
            ("1 Jan 99", 1999),
        ] {
            let day = days(expected, 1, 1);
            assert_eq!(read(text), Some((day, day)), "{text:?}");
        }
    }

    #[test]
    fn the_calendar_is_heeded() {
        for text in [
            "2020-02-29",
            "29.02.2000",
            "0001-01-01",
            "9999-12-31",
            "29 Feb 2024",
        ] {
            assert!(read(text).is_some(), "{text:?}");
        }
        for text in [
            "2021-02-29",
            "29.02.1900",
            "2020-00-10",
            "2020-13-10",
            "2020-04-31",
            "2020-01-00",
            "0000-01-01",
            "20201301",
            "32.01.2020",
            "13/13/2020",
            "31 Feb 2020",
            "2020年13月1日",
            "Feb 30, 2020",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn other_things_are_no_dates() {
        for text in [
            "",
            "2020",
            "2020-01",
            "2020-01/31",
            "31.12/2020",
            "1.2.3",
            "1.2.345",
            "31 Foo 2020",
            "Jan 2020",
            "Jan-20",
            "Jan 31, 20",
            "31 Jan",
            "2020年1月",
            "2020年1月31",
            "123-45-6789",
            "1.2.3.4",
            "2020-01-31x",
            "202001310",
            "31 de 2020",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}

//! How a date and a time of day are written.
//!
//! A moment is the wall clock as written: an offset from universal time is read, checked and then ignored.
//! What matters to the columns made of it is the hour, the weekday and the day of the year where it was
//! written, and there 8 in the morning is 8 in the morning, in summer and in winter.

use super::calendar::SECONDS_IN_DAY;
use super::clock;
use super::date::{self, ShortYear};
use super::digits;
use super::scanner::Scanner;
use super::weekdays;

/// The shortest text that is a moment is a time such as `1:23`.
const SHORTEST: usize = 4;

/// Longer texts are no moments: this leaves room for the longest name of a month, fractions and the name of
/// a zone.
const LONGEST: usize = 72;

/// A moment of a wall clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::table) struct Moment {
    /// Seconds since the start of 1970; without a date, since midnight.
    pub(in crate::table) seconds: f64,
    /// Whether a date is written.
    pub(in crate::table) has_date: bool,
    /// Whether a time of day is written; it is midnight otherwise.
    pub(in crate::table) has_time: bool,
}

/// What a cell means in each order of day and month; the same in both where the order is plain, and nothing
/// where there is no such day. At least one of them is there, or it is with the year first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::table) struct Readings {
    /// The moment where the day comes before the month.
    pub(in crate::table) day_first: Option<Moment>,
    /// The moment where the month comes before the day.
    pub(in crate::table) month_first: Option<Moment>,
    /// Whether it is a span of time rather than a time of day: longer than a day, or negative.
    pub(in crate::table) is_span: bool,
    /// Where the year has two digits, so that it may stand first as well.
    pub(in crate::table) short: Option<ShortYear<Moment>>,
}

impl Readings {
    /// The same moment in both orders.
    fn plain(moment: Moment) -> Self {
        Self {
            day_first: Some(moment),
            month_first: Some(moment),
            is_span: false,
            short: None,
        }
    }
}

/// Reads a trimmed cell as a date, a time of day, or both.
///
/// Plain digits such as `20200131` are a number.
pub(in crate::table) fn read(text: &str) -> Option<Readings> {
    let text = &*digits::in_ascii(text);
    // This runs for every cell that is no number, so what cannot be a moment leaves early.
    let first = text.bytes().next()?;
    let may_be = (SHORTEST..=LONGEST).contains(&text.len())
        && (first.is_ascii_digit()
            || ((first.is_ascii_alphabetic() || first == b'-' || !first.is_ascii())
                && text.bytes().any(|byte| byte.is_ascii_digit())));
    if !may_be {
        return None;
    }
    time_alone(text)
        .or_else(|| with_date(text))
        .or_else(|| span(text))
        .or_else(|| with_date(&hour_apart(text)?))
        .or_else(|| with_date(&weekdays::without_weekday(text)?))
}

/// Reads a span of time.
fn span(text: &str) -> Option<Readings> {
    let mut scanner = Scanner::new(text);
    let moment = Moment {
        seconds: clock::span(&mut scanner).filter(|_| scanner.is_done())?,
        has_date: false,
        has_time: true,
    };
    Some(Readings {
        is_span: true,
        ..Readings::plain(moment)
    })
}

/// Reads a time of day. An offset would be taken for the end of a span here: `9:00-12:00`.
fn time_alone(text: &str) -> Option<Readings> {
    let mut scanner = Scanner::new(text);
    let moment = Moment {
        seconds: clock::time(&mut scanner).filter(|_| scanner.is_done())?,
        has_date: false,
        has_time: true,
    };
    Some(Readings::plain(moment))
}

fn with_date(text: &str) -> Option<Readings> {
    let mut scanner = Scanner::new(text);
    let days = date::date(&mut scanner)?;
    let has_time = !scanner.is_done();
    if days.compact && !has_time {
        return None;
    }
    let since_midnight = if has_time {
        time(&mut scanner, days.compact)?
    } else {
        0.0
    };
    let moment = |day: i64| Moment {
        seconds: day as f64 * SECONDS_IN_DAY + since_midnight,
        has_date: true,
        has_time,
    };
    Some(Readings {
        day_first: days.day_first.map(moment),
        month_first: days.month_first.map(moment),
        is_span: false,
        short: days.short.map(|ShortYear { year_first, ends }| ShortYear {
            year_first: year_first.map(moment),
            ends,
        }),
    })
}

/// `2019070100:12`, as weather services write it, with a blank between date and hour. Files of logs have a mark there:
/// `20190701_001200`.
fn hour_apart(text: &str) -> Option<String> {
    /// Digits of year, month and day.
    const DATE: usize = 8;
    let (date, rest) = text.split_at_checked(DATE)?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if digits(date) != DATE {
        return None;
    }
    match rest.strip_prefix('_') {
        Some(clock) => Some(format!("{date}T{clock}")),
        None => (digits(rest) == 2 && rest[2..].starts_with(':')).then(|| format!("{date} {rest}")),
    }
}

/// The time of day behind a date, to the end of the text.
fn time(scanner: &mut Scanner<'_>, compact: bool) -> Option<f64> {
    let marked = scanner.one_of(&['T', 't']).is_some();
    if !marked {
        // SAS and the logs of servers write `31JAN2020:12:34:56`, a browser `1/31/2020, 12:34:56 PM`.
        if !scanner.eat(':') {
            scanner.eat(',');
            scanner.spaces();
        }
    }
    let mut ahead = *scanner;
    let seconds = match clock::time(&mut ahead) {
        Some(seconds) => {
            *scanner = ahead;
            seconds
        }
        None if compact && marked => clock::compact_time(scanner)?,
        None if compact || marked => return None,
        None => clock::time_with_points(scanner)?,
    };
    clock::skip_offset(scanner)?;
    scanner.is_done().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::calendar;
    use super::*;

    /// The 31st of January 2020, from `date --utc +%s`.
    const DAY: f64 = 1_580_428_800.0;

    fn same(seconds: f64, has_date: bool, has_time: bool) -> Readings {
        Readings::plain(Moment {
            seconds,
            has_date,
            has_time,
        })
    }

    #[test]
    fn a_date_may_stand_alone() {
        for text in ["2020-01-31", "Jan 31, 2020", "2020年1月31日", "31 janvier 2020"] {
            assert_eq!(read(text), Some(same(DAY, true, false)), "{text:?}");
        }
    }

    #[test]
    fn a_time_may_follow() {
        let half_past = DAY + 12.0 * 3_600.0 + 34.0 * 60.0;
        for text in [
            "2020-01-31T12:34",
            "2020-01-31 12:34",
            "2020-01-31t12:34:00",
            "2020-01-31T12:34:00.000Z",
            "2020-01-31T12:34+05:30",
            "2020-01-31 12:34:00-0800",
            "2020-01-31 12:34:00 UTC",
            "2020/01/31 12:34",
            "2020.01.31  12:34",
            "20200131T123400",
            "20200131T1234",
            "20200131T123400Z",
            "20200131 12:34",
            "2020013112:34",
            "2020013112:34:00",
            "20200131_1234",
            "20200131_123400",
            "20200131_12:34",
            "2020年1月31日12:34",
            "2020年1月31日 12:34",
            "2020年1月31日12时34分",
            "2020年1月31日 下午12时34分",
            "31JAN2020:12:34:00",
            "31-JAN-20 12.34.00.000000 PM",
            "Fri, 31 Jan 2020 12:34:00 +0000",
            "Fri Jan 31 2020 12:34:00 GMT+0100 (Central European Standard Time)",
            "31/Jan/2020:12:34:00 +0100",
            "2020-01-31 12:34 EST",
            "2020-01-31T12:34:00+01:00[Europe/Berlin]",
            "2020/1/31 星期五 12:34",
            "31 Jan 2020 12.34",
            "31 Jan 2020 12:34",
            "Jan 31, 2020, 12:34 PM",
            "31. Januar 2020 12:34",
        ] {
            assert_eq!(read(text), Some(same(half_past, true, true)), "{text:?}");
        }
        assert_eq!(
            read("2020-01-31T00:00:56.789"),
            Some(same(DAY + 56.789, true, true))
        );
        let Some(Readings {
            day_first: None,
            month_first: Some(moment),
            ..
        }) = read("1/31/2020, 12:34:00\u{202f}AM")
        else {
            panic!("the 31st is no month");
        };
        assert_eq!((moment.seconds, moment.has_time), (DAY + 34.0 * 60.0, true));
    }

    #[test]
    fn a_time_may_stand_alone() {
        assert_eq!(read("1:23"), Some(same(4_980.0, false, true)));
        assert_eq!(read("12:34:56"), Some(same(45_296.0, false, true)));
        assert_eq!(read("1:00 PM"), Some(same(46_800.0, false, true)));
        assert_eq!(read("下午1:00"), Some(same(46_800.0, false, true)));
        let span = Readings {
            is_span: true,
            ..same(88_200.0, false, true)
        };
        assert_eq!(read("24:30"), Some(span));
    }

    #[test]
    fn day_and_month_are_kept_apart() {
        let at = |month, day| Moment {
            seconds: calendar::days_from_civil(2020, month, day) as f64 * SECONDS_IN_DAY + 60.0,
            has_date: true,
            has_time: true,
        };
        for text in ["03/04/2020 00:01", "3.4.2020 0:01", "3-4-20 12:01 AM"] {
            let found = read(text).map(|readings| (readings.day_first, readings.month_first));
            assert_eq!(found, Some((Some(at(4, 3)), Some(at(3, 4)))), "{text:?}");
        }
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in [
            "",
            "20200131",
            "2020",
            "12.34",
            "2020-01-31T24:01",
            "2020-01-31T",
            "2020-01-31 ",
            "2020-01-31 x",
            "2020-01-31 12",
            "2020-01-31 123456",
            "2020-01-31T123456",
            "20200131 123456",
            "2020013124:01",
            "2020013212:34",
            "20200131012:34",
            "20200131_12",
            "2020-01-31Z",
            "2020-01-31T12:34 OPEN",
            "2020-01-31:",
            "2020-01-31T12.34",
            "2020-01-31 12.5",
            "Fri 12:34",
            "Fr. 12.50",
            "24:60",
            "3-75:30",
            "2020-01-31T12:34+99:00",
            "9:00-12:00",
            "12:34Z",
            "3:1",
            "Monday",
            "Item 5",
            "May the 4th",
            "12 kg",
            "Märzen",
            "A-12-2020",
            "-2020-01-31",
            "192.168.1.10",
            "1.2.3",
            "0800 123 45 67",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(read(&format!("2020-01-31T00:00:00.{}", "0".repeat(60))), None);
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            let _ = read(&text);
        }

        #[test]
        fn what_looks_like_a_moment_is_read_without_a_panic(
            text in "([0-9]{1,8}|[-./: ,年月日时分TZ+()\\[\\]]|Jan|de|août|PM|Fri|周五|下午){0,12}",
        ) {
            if let Some(Readings { day_first, month_first, short, .. }) = read(&text) {
                let year_first = short.and_then(|short| short.year_first);
                prop_assert!(day_first.or(month_first).or(year_first).is_some());
            }
        }

        #[test]
        fn a_moment_is_read_as_it_was_written(
            year in 1_i64..10_000,
            month in 1_u32..=12,
            day in 1_u32..=31,
            (hour, minute, milliseconds) in (0_u32..24, 0_u32..60, 0_u32..60_000),
        ) {
            let second = f64::from(milliseconds) / 1_000.0;
            let written = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:06.3}");
            let exists = day <= calendar::days_in_month(year, month);
            let moment = read(&written).and_then(|readings| readings.day_first);
            prop_assert_eq!(moment.is_some(), exists, "{}", written);
            if let Some(Moment { seconds, .. }) = moment {
                let hours = f64::from(hour) + f64::from(minute) / 60.0 + second / 3_600.0;
                prop_assert!((calendar::hour(seconds) - hours).abs() < 1e-6);
                prop_assert_eq!(calendar::year(seconds), year);
                let first = calendar::days_from_civil(year, month, day) - calendar::days_from_civil(year, 1, 1);
                prop_assert_eq!(i64::from(calendar::day_of_year(seconds)), first + 1);
            }
        }
    }
}

//! How a time of day is written.

use super::scanner::Scanner;

/// The furthest that a wall clock is from universal time, in hours.
const FURTHEST_OFFSET: u32 = 14;

/// Digits of a fraction of a second that are read. With more, the last moment of a day in a far year would
/// round up to the next day.
const FRACTION_DIGITS: usize = 3;

/// Names of zones behind a time of day, beside `Z`, `UTC` and `GMT`. Other words say something else.
const ZONES: [&str; 40] = [
    "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "AST", "ADT", "NST",
    "NDT", "BRT", "BRST", "ART", "WET", "WEST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK", "BST",
    "IST", "JST", "KST", "HKT", "SGT", "AWST", "ACST", "AEST", "AEDT", "NZST", "NZDT", "SAST",
];

/// The halves of the day as they stand before a time: whether it is the afternoon.
const HALVES_BEFORE: [(&str, bool); 6] = [
    ("上午", false),
    ("下午", true),
    ("午前", false),
    ("午後", true),
    ("오전", false),
    ("오후", true),
];

/// Reads a time of day such as `12:34`, `12:34:56.789`, `1:02 PM`, `下午1:02` or `12时34分`: seconds since midnight.
pub(in crate::table) fn time(scanner: &mut Scanner<'_>) -> Option<f64> {
    let mut before = None;
    let digits = scanner.digits();
    let hour = if digits.is_empty() {
        before = Some(half_before(scanner)?);
        scanner.spaces();
        scanner.number(1, 2)?
    } else {
        digits.parse().ok().filter(|_| digits.len() <= 2)?
    };
    if scanner.one_of(&['时', '時', '点']).is_some() {
        return asian_time(in_half(hour, before)?, scanner);
    }
    after_hour(hour, ':', before, scanner)
}

/// Reads a time of day with points, such as `12.34` or `12.34.56.789 PM`, which only a date before it makes one.
pub(in crate::table) fn time_with_points(scanner: &mut Scanner<'_>) -> Option<f64> {
    let hour = scanner.number(1, 2)?;
    after_hour(hour, '.', None, scanner)
}

/// The rest of a time of day, with this mark; `half` is the half of the day that stood before it.
fn after_hour(hour: u32, mark: char, half: Option<bool>, scanner: &mut Scanner<'_>) -> Option<f64> {
    if !scanner.eat(mark) {
        return None;
    }
    let minute = scanner.number(2, 2)?;
    let seconds = if scanner.eat(mark) { seconds(scanner)? } else { 0.0 };
    let hour = in_half(hour, half.or_else(|| half_behind(scanner)))?;
    since_midnight(hour, minute, seconds)
}

/// The hour of the day, given its half where that is named.
fn in_half(hour: u32, afternoon: Option<bool>) -> Option<u32> {
    match afternoon {
        // Some write `0:30 AM`, but none `13:00 PM`.
        Some(_) if hour > 12 => None,
        Some(afternoon) => Some(hour % 12 + if afternoon { 12 } else { 0 }),
        None => Some(hour),
    }
}

/// Reads a span of hours, minutes and perhaps seconds, which may be longer than a day or negative, such as `75:30`:
/// seconds.
pub(in crate::table) fn span(scanner: &mut Scanner<'_>) -> Option<f64> {
    let negative = scanner.one_of(&['-', '\u{2212}']).is_some();
    let hours = scanner.number(1, 4)?;
    if !scanner.eat(':') {
        return None;
    }
    let minutes = scanner.number(2, 2).filter(|&minutes| minutes < 60)?;
    let seconds = if scanner.eat(':') { seconds(scanner)? } else { 0.0 };
    let span = f64::from(hours * 3_600 + minutes * 60) + seconds;
    (seconds < 60.0).then_some(if negative { -span } else { span })
}

/// Reads a time of day without colons, such as `1234` or `123456`.
pub(in crate::table) fn compact_time(scanner: &mut Scanner<'_>) -> Option<f64> {
    let digits = scanner.digits();
    let number: u32 = digits.parse().ok()?;
    match digits.len() {
        4 => since_midnight(number / 100, number % 100, 0.0),
        6 => {
            let second = f64::from(number % 100) + fraction(scanner)?;
            since_midnight(number / 10_000, number / 100 % 100, second)
        }
        _ => None,
    }
}

/// What follows the hour in `12时34分56秒`.
fn asian_time(hour: u32, scanner: &mut Scanner<'_>) -> Option<f64> {
    let minute = scanner.number(1, 2)?;
    if !scanner.eat('分') {
        return None;
    }
    let mut second = 0;
    if !scanner.is_done() {
        second = scanner.number(1, 2)?;
        if !scanner.eat('秒') {
            return None;
        }
    }
    since_midnight(hour, minute, f64::from(second))
}

/// Two digits and perhaps a fraction.
fn seconds(scanner: &mut Scanner<'_>) -> Option<f64> {
    let whole = scanner.number(2, 2)?;
    Some(f64::from(whole) + fraction(scanner)?)
}

/// The fraction of a second, if there is one: 0 where there is none, nothing where a mark has no digits.
fn fraction(scanner: &mut Scanner<'_>) -> Option<f64> {
    if scanner.one_of(&['.', ',']).is_none() {
        return Some(0.0);
    }
    let digits = scanner.digits();
    let read = &digits[..digits.len().min(FRACTION_DIGITS)];
    format!("0.{read}").parse().ok().filter(|_| !read.is_empty())
}

/// The half of the day that stands before the time: whether it is the afternoon.
fn half_before(scanner: &mut Scanner<'_>) -> Option<bool> {
    HALVES_BEFORE
        .into_iter()
        .find(|(word, _)| scanner.eat_word(word))
        .map(|(_, afternoon)| afternoon)
}

/// The half of the day, if it is named behind the time: whether it is the afternoon.
fn half_behind(scanner: &mut Scanner<'_>) -> Option<bool> {
    let mut ahead = *scanner;
    ahead.spaces();
    let named = [("AM", false), ("PM", true), ("A.M.", false), ("P.M.", true)];
    let (_, afternoon) = named.into_iter().find(|(word, _)| ahead.eat_word(word))?;
    *scanner = ahead;
    Some(afternoon)
}

/// Seconds since midnight, where there is such a time. 24:00 is the midnight at the end of the day, as meters write
/// it. A leap second counts as the one
/// before it, so that it stays in its minute.
pub(in crate::table) fn since_midnight(hour: u32, minute: u32, second: f64) -> Option<f64> {
    let second = if (60.0..61.0).contains(&second) {
        second - 1.0
    } else {
        second
    };
    let is_end_of_day = hour == 24 && minute == 0 && second <= 0.0;
    ((hour < 24 || is_end_of_day) && minute < 60 && second < 60.0)
        .then(|| f64::from(hour * 3_600 + minute * 60) + second)
}

/// Takes the offset from universal time behind a time of day, if there is one: `Z`, `UTC`, `GMT`, `CET`, `+01:00`,
/// `+0100`, `+01` or `GMT+0100`, and a name in brackets behind it. It is checked and not used. Nothing where there is
/// no such offset.
pub(in crate::table) fn skip_offset(scanner: &mut Scanner<'_>) -> Option<()> {
    scanner.spaces();
    let mut ahead = *scanner;
    let word = ahead.word();
    if !word.is_empty() {
        *scanner = ahead;
        let universal = ["Z", "UTC", "GMT"]
            .iter()
            .any(|zone| zone.eq_ignore_ascii_case(word));
        if !universal && !ZONES.contains(&word) {
            return None;
        }
    }
    if scanner.one_of(&['+', '-', '\u{2212}']).is_some() {
        let digits = scanner.digits();
        let number: u32 = digits.parse().ok()?;
        let (hour, minute) = match digits.len() {
            2 if scanner.eat(':') => (number, scanner.number(2, 2)?),
            2 => (number, 0),
            4 => (number / 100, number % 100),
            _ => return None,
        };
        if hour * 60 + minute > FURTHEST_OFFSET * 60 || minute >= 60 {
            return None;
        }
    }
    scanner.spaces();
    scanner.skip_brackets();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, read: impl Fn(&mut Scanner<'_>) -> Option<f64>) -> Option<f64> {
        let mut scanner = Scanner::new(text);
        read(&mut scanner).filter(|_| scanner.is_done())
    }

    fn clock(hour: u32, minute: u32, second: f64) -> f64 {
        f64::from(hour) * 3_600.0 + f64::from(minute) * 60.0 + second
    }

    #[test]
    fn times_of_day_are_read() {
        for (text, expected) in [
            ("12:34", clock(12, 34, 0.0)),
            ("1:02:03", clock(1, 2, 3.0)),
            ("00:00:00", clock(0, 0, 0.0)),
            ("24:00", clock(24, 0, 0.0)),
            ("23:59:59.999999999", clock(23, 59, 59.999)),
            ("12:34:56,25", clock(12, 34, 56.25)),
            ("23:59:60", clock(23, 59, 59.0)),
            ("23:59:60.5", clock(23, 59, 59.5)),
            ("12:34 AM", clock(0, 34, 0.0)),
            ("12:34 PM", clock(12, 34, 0.0)),
            ("0:34 am", clock(0, 34, 0.0)),
            ("1:02:03\u{202f}PM", clock(13, 2, 3.0)),
            ("1:02pm", clock(13, 2, 0.0)),
            ("1:02 p.m.", clock(13, 2, 0.0)),
            ("12时34分", clock(12, 34, 0.0)),
            ("9時5分7秒", clock(9, 5, 7.0)),
        ] {
            assert_eq!(whole(text, time), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn there_are_no_other_times() {
        for text in [
            "24:01",
            "25:00",
            "12:60",
            "12:34:61",
            "12:34:60x",
            "12",
            "12:",
            "12:3",
            "12:345",
            "123:45",
            "12:34:5",
            "12:34:56.",
            "13:00 PM",
            "12:34 XM",
            "12時",
            "12時34",
            "12時34分5",
            "24時01分",
            ":34",
        ] {
            assert_eq!(whole(text, time), None, "{text:?}");
        }
    }

    #[test]
    fn the_half_of_the_day_may_stand_before() {
        for (text, expected) in [
            ("下午3:20", Some(clock(15, 20, 0.0))),
            ("上午 12:05:06", Some(clock(0, 5, 6.0))),
            ("下午3时20分", Some(clock(15, 20, 0.0))),
            ("下午13:20", None),
            ("下午", None),
        ] {
            assert_eq!(whole(text, time), expected, "{text:?}");
        }
    }

    #[test]
    fn points_serve_for_colons() {
        for (text, expected) in [
            ("12.34", Some(clock(12, 34, 0.0))),
            ("12.34.56.250000 PM", Some(clock(12, 34, 56.25))),
            ("12.5", None),
            ("12.60", None),
        ] {
            assert_eq!(whole(text, time_with_points), expected, "{text:?}");
        }
    }

    #[test]
    fn spans_may_be_longer_than_a_day() {
        for (text, expected) in [
            ("75:30", Some(clock(75, 30, 0.0))),
            ("-0:30", Some(-1_800.0)),
            ("100:00:01.5", Some(clock(100, 0, 1.5))),
            ("75:60", None),
            ("75:30:60", None),
            ("75:3", None),
            ("12345:00", None),
            ("75", None),
            ("--1:00", None),
        ] {
            assert_eq!(whole(text, span), expected, "{text:?}");
        }
    }

    #[test]
    fn colons_may_be_left_out() {
        for (text, expected) in [
            ("1234", Some(clock(12, 34, 0.0))),
            ("123456", Some(clock(12, 34, 56.0))),
            ("123456.5", Some(clock(12, 34, 56.5))),
            ("12345", None),
            ("2401", None),
            ("126000", None),
            ("", None),
        ] {
            assert_eq!(whole(text, compact_time), expected, "{text:?}");
        }
    }

    #[test]
    fn offsets_are_checked() {
        let taken = |text: &str| whole(text, |scanner| skip_offset(scanner).map(|()| 0.0)).is_some();
        for text in [
            "",
            "Z",
            "z",
            " UTC",
            "GMT",
            "+01:00",
            "-0530",
            "+01",
            " +00:00",
            "+14:00",
            "\u{2212}03:00",
            "EST",
            " CEST",
            "GMT+0100 (Central European Standard Time)",
            "+01:00[Europe/Berlin]",
        ] {
            assert!(taken(text), "{text:?}");
        }
        for text in [
            "+1", "+15:00", "+14:30", "+01:60", "+01:0", "+010", "OPEN", "est", "+", "ZZ", "[", "[]", "[a)",
        ] {
            assert!(!taken(text), "{text:?}");
        }
    }
}

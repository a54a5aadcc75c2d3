//! What a single cell reads like.

/// The largest magnitude that counts as a number: what computes with the columns does so in `f32`, and a
/// greater one would be infinite there.
const LARGEST_NUMBER: f64 = 3.4e38;

/// What a cell reads like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// Nothing, or one of the usual words for nothing.
    Missing,
    /// A finite number with a decimal point or none.
    Number(f64),
    /// A number with commas, such as `1,5` or `1,234`: which of both readings is meant cannot be told here.
    CommaNumber,
    /// Anything else.
    Text,
}

impl Cell {
    /// Reads a trimmed cell.
    pub(super) fn of(text: &str) -> Self {
        if is_missing(text) {
            return Self::Missing;
        }
        if let Some(number) = short_number(text.as_bytes()) {
            return Self::Number(number);
        }
        // Numbers start with few bytes; words need not be tried, and `inf` and `nan` are words.
        if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
            return Self::Text;
        }
        match text.parse::<f64>() {
            Ok(number) if number.abs() <= LARGEST_NUMBER => Self::Number(number),
            Err(_) if is_comma_number(text) => Self::CommaNumber,
            Ok(_) | Err(_) => Self::Text,
        }
    }
}

/// Powers of ten, all exact in `f64`.
const POWERS_OF_TEN: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// A number of at most 15 digits without an exponent, the way nearly all are written; nothing for others.
///
/// Digits and power of ten are then exact in `f64`, so their quotient is the correctly rounded value: the
/// same as `str::parse` gives, several times faster (Clinger, How to read floating point numbers accurately,
/// 1990).
fn short_number(bytes: &[u8]) -> Option<f64> {
    let (negative, unsigned) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let digits = unsigned.len() - usize::from(unsigned.contains(&b'.'));
    if digits == 0 || digits >= POWERS_OF_TEN.len() {
        return None;
    }
    let mut value = 0_u64;
    let mut point = None;
    for (place, &byte) in unsigned.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(place),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |place| unsigned.len() - 1 - place);
    let magnitude = value as f64 / POWERS_OF_TEN[decimals];
    Some(if negative { -magnitude } else { magnitude })
}

fn is_missing(text: &str) -> bool {
    // The lengths are told apart first because this runs for every cell.
    match text.len() {
        0 => true,
        1 => text == "-",
        2 => text.eq_ignore_ascii_case("NA") || text == r"\N",
        3 => text.eq_ignore_ascii_case("N/A") || text.eq_ignore_ascii_case("NaN"),
        4 => text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("#N/A"),
        _ => false,
    }
}

/// A decimal comma (`1,5`, `1.234,5`) or commas between thousands (`1,234`, `1,234,567.8`).
fn is_comma_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut parts = unsigned.split(',');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits_and_points = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    match rest.as_slice() {
        [] => false,
        [last] => digits_and_points(first) && digits_and_points(last),
        [middle @ .., last] => {
            digits(first)
                && middle.iter().all(|part| part.len() == 3 && digits(part))
                && digits_and_points(last)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_gives_what_the_long_one_gives(text in "-?[0-9]{0,16}\\.{0,2}[0-9]{0,9}e?") {
            if let Some(number) = short_number(text.as_bytes()) {
                prop_assert_eq!(Ok(number.to_bits()), text.parse::<f64>().map(f64::to_bits));
            }
        }
    }

    #[test]
    fn the_short_way_is_taken() {
        assert!(
            ["0", "-1.5", ".5", "5.", "123456.789012345"]
                .iter()
                .all(|text| short_number(text.as_bytes()).is_some())
        );
        assert!(
            ["", "-", ".", "-.", "1e3", "1234567.890123456"]
                .iter()
                .all(|text| short_number(text.as_bytes()).is_none())
        );
    }

    #[test]
    fn the_usual_words_for_nothing_are_missing() {
        for text in [
            "", "NA", "na", "N/A", "n/a", "NaN", "nan", "NULL", "null", "-", "#N/A", r"\N",
        ] {
            assert_eq!(Cell::of(text), Cell::Missing, "{text:?}");
        }
        for text in ["none", "--", "nab", r"\n", "0", "N", "?"] {
            assert_ne!(Cell::of(text), Cell::Missing, "{text:?}");
        }
    }

    #[test]
    fn numbers_have_a_decimal_point_or_none() {
        for (text, number) in [
            ("0", 0.0),
            ("-1.5", -1.5),
            ("+2", 2.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-3", 0.001),
            ("-2.5E+10", -2.5e10),
            ("3.4e38", 3.4e38),
        ] {
            assert_eq!(Cell::of(text), Cell::Number(number), "{text:?}");
        }
    }

    #[test]
    fn infinite_and_absurd_numbers_are_text() {
        for text in [
            "inf",
            "-inf",
            "+infinity",
            "-nan",
            "1e999",
            "-1e999",
            "3.5e38",
            "1e",
            "1.2.3",
            "0x10",
            "1_000",
            "12:30",
        ] {
            assert_eq!(Cell::of(text), Cell::Text, "{text:?}");
        }
    }

    #[test]
    fn numbers_with_commas_are_told_from_lists() {
        for text in [
            "1,5",
            "-0,25",
            "1.234,5",
            "1,234",
            "1,234.5",
            "1,234,567",
            "+12,345,678.9",
        ] {
            assert_eq!(Cell::of(text), Cell::CommaNumber, "{text:?}");
        }
        for text in ["1,2,3", "1,", ",5", "1,x", "1, 5", "1,,2", "-,5", "2020-01-01"] {
            assert_eq!(Cell::of(text), Cell::Text, "{text:?}");
        }
    }
}

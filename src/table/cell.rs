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
    use super::*;

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

//! Tests of how numbers are read.

use proptest::prelude::*;

use super::*;

fn readings(point: impl Into<Option<f64>>, comma: impl Into<Option<f64>>) -> Readings {
    Readings {
        point: point.into(),
        comma: comma.into(),
    }
}

/// Writes a number with marks; `groups` of digits from the right, the last of them repeated.
fn written(
    negative: bool,
    whole: u64,
    fraction: &str,
    decimal: char,
    thousands: &str,
    groups: &[usize],
) -> String {
    let mut parts = Vec::new();
    let mut left = whole.to_string();
    let mut sizes = groups.iter().chain(std::iter::repeat(&groups[groups.len() - 1]));
    while let Some(&size) = sizes.next().filter(|&&size| left.len() > size) {
        parts.push(left.split_off(left.len() - size));
    }
    parts.push(left);
    parts.reverse();
    let sign = if negative { "-" } else { "" };
    let mark = if fraction.is_empty() {
        String::new()
    } else {
        decimal.to_string()
    };
    format!("{sign}{}{mark}{fraction}", parts.join(thousands))
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn the_short_way_gives_what_the_long_one_gives(text in "-?[0-9]{0,16}\\.{0,2}[0-9]{0,9}e?") {
        if let Some(short) = Short::of(text.as_bytes()) {
            let long = text.parse::<f64>().map(f64::to_bits);
            prop_assert_eq!(Ok(short.value().to_bits()), long);
        }
    }

    #[test]
    fn both_ways_agree(text in "[0-9]{1,7}[.,]?[0-9]{0,8}") {
        // A plus sign is all it takes to be read the long way.
        prop_assert!(Short::of(text.as_bytes()).is_some());
        prop_assert_eq!(read(&text), read(&format!("+{text}")));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC*") {
        let _ = read(&text);
        let _ = has_leading_zero_code(&text);
    }

    #[test]
    fn what_looks_like_a_number_is_read_without_a_panic(text in "[-+($€%0-9.,' \u{a0}０-９eE)]{0,12}") {
        let Readings { point, comma } = read(&text);
        for value in [point, comma].into_iter().flatten() {
            prop_assert!(value.abs() <= LARGEST_NUMBER);
        }
        // Whoever swaps the marks swaps the readings, but for the Indian groups of only one style.
        let swapped: String = text.chars().map(|letter| match letter {
            '.' => ',',
            ',' => '.',
            other => other,
        }).collect();
        if let (Some(comma), Readings { point, .. }) = (comma, read(&swapped)) {
            prop_assert_eq!(point, Some(comma));
        }
    }

    #[test]
    fn a_number_is_read_as_it_was_written(
        negative in any::<bool>(),
        whole in 0_u64..10_000_000_000_000,
        fraction in "[0-9]{0,12}",
        thousands in prop::sample::select(vec!["", ",", "'", "’", " ", "\u{a0}", "\u{202f}"]),
    ) {
        let plain = written(negative, whole, &fraction, '.', "", &[3]);
        let value = plain.parse::<f64>().ok();
        let point = written(negative, whole, &fraction, '.', thousands, &[3]);
        prop_assert_eq!(read(&point).point, value, "{}", point);
        let comma = written(negative, whole, &fraction, ',', if thousands == "," { "." } else { thousands }, &[3]);
        prop_assert_eq!(read(&comma).comma, value, "{}", comma);
        let indian = written(negative, whole, &fraction, '.', ",", &[3, 2]);
        prop_assert_eq!(read(&indian).point, value, "{}", indian);
    }

    #[test]
    fn a_percentage_is_rounded_once(whole in 0_u32..10_000, fraction in "[0-9]{1,6}") {
        let value = format!("{whole}.{fraction}e-2").parse::<f64>().ok();
        prop_assert_eq!(read(&format!("{whole}.{fraction}%")).point, value);
        prop_assert_eq!(read(&format!("{whole},{fraction} %")).comma, value);
    }
}

#[test]
fn the_short_way_is_taken() {
    assert!(
        ["0", "-1.5", ".5", "5.", "123456.789012345"]
            .iter()
            .all(|text| Short::of(text.as_bytes()).is_some())
    );
    assert!(
        ["", "-", ".", "-.", "1e3", "1234567.890123456", "1234567890123456"]
            .iter()
            .all(|text| Short::of(text.as_bytes()).is_none())
    );
}

#[test]
fn a_mark_may_be_the_one_or_the_other() {
    for (text, point, comma) in [
        ("12", Some(12.0), Some(12.0)),
        ("-12", Some(-12.0), Some(-12.0)),
        ("1,234", Some(1234.0), Some(1.234)),
        ("1.234", Some(1.234), Some(1234.0)),
        ("-1.234", Some(-1.234), Some(-1234.0)),
        ("0,234", None, Some(0.234)),
        ("0.234", Some(0.234), None),
        ("00.234", Some(0.234), None),
        ("012,345", None, Some(12.345)),
        ("1234,567", None, Some(1234.567)),
        ("1,5", None, Some(1.5)),
        ("1,23", None, Some(1.23)),
        (",5", None, Some(0.5)),
        (".5", Some(0.5), None),
        (".500", Some(0.5), None),
        ("5.", Some(5.0), None),
        ("1.234,5", None, Some(1234.5)),
        ("1,234.5", Some(1234.5), None),
        ("1,234,567", Some(1_234_567.0), None),
        ("1.234.567", None, Some(1_234_567.0)),
        ("1.234.567,89", None, Some(1_234_567.89)),
        ("12,34,567.8", Some(1_234_567.8), None),
        ("1,23,456", Some(123_456.0), None),
        ("12.34.567,8", None, None),
        ("12 34 567", None, None),
        ("123,45,678", None, None),
        ("1 234", Some(1234.0), Some(1234.0)),
        ("1'234", Some(1234.0), Some(1234.0)),
        ("1’234.5", Some(1234.5), None),
        ("1\u{202f}234\u{a0}567,5", None, Some(1_234_567.5)),
        ("0 234", None, None),
        ("1 23", None, None),
        ("1 234,567.8", None, None),
        ("1'234 567", None, None),
        ("1234 567", None, None),
        ("1,234,56", None, None),
        ("1,,234", None, None),
        ("1.2.3", None, None),
        ("1,2,3", None, None),
        ("1_000", None, None),
        ("1 ", None, None),
    ] {
        assert_eq!(read(text), readings(point, comma), "{text:?}");
    }
}

#[test]
fn an_exponent_is_read_in_both_styles() {
    for (text, point, comma) in [
        ("1e-3", Some(0.001), Some(0.001)),
        ("2,5E+10", None, Some(2.5e10)),
        ("2.5E+10", Some(2.5e10), None),
        ("-1e−3", Some(-0.001), Some(-0.001)),
        ("1,234e5", None, Some(1.234e5)),
        ("1 234e5", None, None),
        ("3.4e38", Some(3.4e38), None),
        ("3.5e38", None, None),
        ("-3.5e38", None, None),
        ("1e999", None, None),
        ("1e-999", Some(0.0), Some(0.0)),
        ("1e", None, None),
        ("e5", None, None),
        ("1e5.5", None, None),
        ("1e5e5", None, None),
        ("1e 5", None, None),
        ("1e5%", None, None),
    ] {
        assert_eq!(read(text), readings(point, comma), "{text:?}");
    }
}

#[test]
fn sign_currency_and_percent_are_understood() {
    for (text, point, comma) in [
        ("+2", Some(2.0), Some(2.0)),
        ("−2", Some(-2.0), Some(-2.0)),
        ("(1,234.50)", Some(-1234.5), None),
        ("(1.234,50 €)", None, Some(-1234.5)),
        ("$1,234.50", Some(1234.5), None),
        ("-R$ 1.234,50", None, Some(-1234.5)),
        ("CHF 1'234.50", Some(1234.5), None),
        ("1 234,50 zł", None, Some(1234.5)),
        ("₹12,34,567", Some(1_234_567.0), None),
        ("￥１，２３４", Some(1234.0), Some(1.234)),
        ("１２．５", Some(12.5), None),
        ("1200円", Some(1200.0), Some(1200.0)),
        ("12.3%", Some(0.123), None),
        ("12,3 %", None, Some(0.123)),
        ("-50％", Some(-0.5), Some(-0.5)),
        ("12-", None, None),
        ("5 kg", None, None),
        ("$", None, None),
    ] {
        assert_eq!(read(text), readings(point, comma), "{text:?}");
    }
}

#[test]
fn words_and_other_things_with_digits_are_no_numbers() {
    for text in [
        "",
        "-",
        ".",
        ",",
        "inf",
        "-inf",
        "+infinity",
        "nan",
        "0x10",
        "12:30",
        "2020-01-31",
        "31.12.2020",
        "31/12/2020",
        "A12",
        "12A",
        "12 Main Street",
        "Euro 5",
        "円5",
        "第5",
        "٣٫٤.٥",
        "١٢ن",
    ] {
        assert_eq!(read(text), Readings::default(), "{text:?}");
    }
}

#[test]
fn digits_and_marks_of_other_scripts_are_read() {
    for (text, value) in [
        ("١٢", 12.0),
        ("٥٠٫٠١", 50.01),
        ("-٥٫٥", -5.5),
        ("١٬٢٣٤٫٥", 1_234.5),
        ("١٬٢٣٤", 1_234.0),
        ("۱۲٫۳٪", 0.123),
        ("\u{200f}-٥\u{200e}", -5.0),
        ("१२", 12.0),
    ] {
        assert_eq!(read(text), readings(value, value), "{text:?}");
    }
    assert_eq!(read("१२.५"), readings(12.5, None));
    assert_eq!(read("۱۲,۵"), readings(None, 12.5));
}

#[test]
fn months_of_years_are_numbers_until_their_column_says_otherwise() {
    for text in ["01.2020", "09.1999", "12.2020", "10,2020", "001.2020", "016.2021"] {
        assert!(is_month_of_year(text), "{text:?}");
        assert_ne!(read(text), Readings::default(), "{text:?}");
    }
    for text in [
        "07.2333",
        "00.2020",
        "13.2020",
        "1.2020",
        "01.202",
        "01.2020 ",
        "01-2020",
        "20.1999",
        "017.2020",
        "000.2020",
        "001,2020",
        "0001.2020",
    ] {
        assert!(!is_month_of_year(text), "{text:?}");
    }
}

#[test]
fn numbers_that_are_none_are_told() {
    for text in [
        "nan",
        "-nan",
        "+NaN",
        "-nan(ind)",
        "NAN(0x8)",
        "1.#QNAN",
        "-1.#IND00",
        "1.#SNAN",
    ] {
        assert!(is_not_a_number(text), "{text:?}");
    }
    for text in ["nano", "nan5", "--nan", "1.#INF", "1.#IND5", "inf", "n", "banana"] {
        assert!(!is_not_a_number(text), "{text:?}");
    }
}

#[test]
fn digits_behind_a_needless_zero_are_a_code() {
    for text in ["007", "01067", "00"] {
        assert!(has_leading_zero_code(text), "{text:?}");
    }
    for text in ["", "0", "7", "70", "0.7", "-07", "07a", "０７"] {
        assert!(!has_leading_zero_code(text), "{text:?}");
    }
}

#[test]
fn numbers_without_end_are_infinite() {
    for text in ["Inf", "-inf", "+Infinity", "∞", "-∞", "1.#INF", "-1.#INF00"] {
        assert!(is_infinite(text), "{text:?}");
    }
    for text in ["", "-", "info", "in", "--inf"] {
        assert!(!is_infinite(text), "{text:?}");
    }
}

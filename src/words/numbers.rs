//! Numbers as people read them, in their language.

use std::fmt::Display;

use super::nouns::Noun;
use crate::language::{Language, say, spoken, tell};
use crate::report::{Measure, rounded_in_link};

/// The minus sign of typography.
const MINUS: char = '\u{2212}';

const NO_BREAK_SPACE: char = '\u{a0}';
/// Chinese has no space before a unit, and could break there.
const WORD_JOINER: char = '\u{2060}';

/// A count with a comma between thousands: `1,999`.
pub(crate) fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 row`, `2 rows`.
pub(crate) fn counted(value: u64, noun: Noun) -> String {
    tell!("{} {}", "{}{}", count(value), noun.after(value))
}

/// A p-value with its relation: `= .0345`, `= .342`, `< .0001`.
///
/// Four places hold every p-value of 1,999 permutations exactly; the fourth is left away where it is 0.
/// "Less than" appears only where it is true.
pub(crate) fn probability(p: f64) -> String {
    if !p.is_finite() {
        return tell!("is not known", "未知");
    }
    if p < 0.0001 {
        return format!("< {}", without_zero("0.0001"));
    }
    if p >= 1.0 {
        return "= 1".into();
    }
    let digits = format!("{p:.4}");
    let digits = without_zero(&digits);
    let digits = digits.strip_suffix('0').unwrap_or(digits);
    format!("= {digits}")
}

/// A p-value without its relation, unless that is "less than": `.0345`, `< .0001`.
pub(crate) fn p_value(p: f64) -> String {
    probability(p).trim_start_matches("= ").to_owned()
}

/// Numbers that never reach 1 go without the zero before the point in English.
fn without_zero(digits: &str) -> &str {
    match spoken() {
        Language::English => digits.strip_prefix('0').unwrap_or(digits),
        Language::Chinese => digits,
    }
}

/// A share in whole per cent: `71 %`.
pub(crate) fn percent(share: f64) -> String {
    let percent = 100.0 * as_in_link(share, 2);
    // No line breaks before a Chinese per cent sign.
    tell!("{percent:.0}{NO_BREAK_SPACE}%", "{percent:.0}%")
}

/// A share in per cent with one place: `98.4 %`.
pub(crate) fn percent_in_tenths(share: f64) -> String {
    let percent = 100.0 * as_in_link(share, 3);
    tell!("{percent:.1}{NO_BREAK_SPACE}%", "{percent:.1}%")
}

/// A level such as `.05`.
pub(crate) fn level(alpha: f64) -> String {
    let digits = format!("{alpha:.4}");
    without_zero(&digits).trim_end_matches('0').to_owned()
}

/// A number to `digits` significant digits: `0.0123`, `−1.20`, `1.2 × 10⁻⁶`.
pub(crate) fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return tell!("not known", "未知");
    }
    if value == 0.0 {
        return "0".into();
    }
    let value = as_in_link(value, digits);
    let magnitude = exponent(value);
    let last = i32::try_from(digits).unwrap_or(i32::MAX) - 1;
    let size = value.abs();
    let text = if (-4..7).contains(&magnitude) {
        let places = usize::try_from(last - magnitude).unwrap_or(0);
        format!("{size:.places$}")
    } else {
        let places = digits.saturating_sub(1);
        let text = format!("{size:.places$e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        format!("{mantissa} × 10{}", superscript(power))
    };
    signed(value, text)
}

/// A number of standard deviations, to `digits` significant digits: `0.31 SD`.
pub(crate) fn deviations(value: f64, digits: usize) -> String {
    united(significant(value, digits), say!(" SD", "个标准差"))
}

/// A number with this many decimal places: `0.884`, `−0.28`.
pub(crate) fn fixed(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return tell!("not known", "未知");
    }
    let before = usize::try_from(exponent(value)).map_or(0, |power| power + 1);
    let value = as_in_link(value, before + places);
    let text = format!("{:.places$}", value.abs());
    let zero = text.chars().all(|character| matches!(character, '0' | '.'));
    signed(if zero { 0.0 } else { value }, text)
}

/// Digits of a number in a link.
const LINK_DIGITS: usize = 5;

/// The number as a link has it, where so many digits are shown of it. Page and link would otherwise round the same number
/// differently: 0.882496 is 0.8825 in the link.
fn as_in_link(value: f64, digits: usize) -> f64 {
    if value.is_finite() && digits < LINK_DIGITS {
        rounded_in_link(value)
    } else {
        value
    }
}

/// A number with its unit, between which no line breaks.
pub(crate) fn united(number: impl Display, unit: &str) -> String {
    match unit.strip_prefix(' ') {
        Some(unit) => format!("{number}{NO_BREAK_SPACE}{unit}"),
        None => format!("{number}{WORD_JOINER}{unit}"),
    }
}

/// A difference with its sign: `+0.110`, `−0.280`, `0.000`.
pub(crate) fn difference(value: f64) -> String {
    signed_difference(value, 3)
}

fn signed_difference(value: f64, places: usize) -> String {
    let text = fixed(value, places);
    if value > 0.0 && text.chars().any(|digit| matches!(digit, '1'..='9')) {
        format!("+{text}")
    } else {
        text
    }
}

/// An interval of a difference, with this many decimal places.
pub(crate) fn differences(low: f64, high: f64, places: usize) -> String {
    range([low, high].map(|end| signed_difference(end, places)))
}

/// An interval of a share: `0.884 to 0.912`.
pub(crate) fn interval(low: f64, high: f64) -> String {
    range([low, high].map(|end| fixed(end, 3)))
}

/// A mean with its interval: `0.884 (0.850 to 0.912)`.
pub(crate) fn mean_and_interval(Measure { mean, low, high }: Measure) -> String {
    tell!("{} ({})", "{}（{}）", fixed(mean, 3), interval(low, high))
}

/// A mean difference with its interval: `+0.110 (+0.060 to +0.160)`.
pub(crate) fn difference_and_interval(Measure { mean, low, high }: Measure) -> String {
    tell!("{} ({})", "{}（{}）", difference(mean), differences(low, high, 3))
}

/// From one number to another.
pub(crate) fn range([low, high]: [String; 2]) -> String {
    tell!("{low} to {high}", "{low}至{high}")
}

/// A span of time: `0.004 s`, `0.3 s`, `12 s`, `2 min 5 s`.
pub(crate) fn seconds(value: f64) -> String {
    if !value.is_finite() || value < 0.0 {
        return tell!("an unknown time", "未知时间");
    }
    let (second, minute) = (say!(" s", "秒"), say!(" min", "分"));
    if value < 0.0995 {
        let value = value.max(0.001);
        return united(format!("{value:.3}"), second);
    }
    if value < 9.95 {
        return united(format!("{value:.1}"), second);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "finite and positive; the cast saturates"
    )]
    let whole = value.round() as u64;
    if whole < 60 {
        united(whole, second)
    } else {
        let [minutes, seconds] = [united(count(whole / 60), minute), united(whole % 60, second)];
        tell!("{minutes} {seconds}", "{minutes}{seconds}")
    }
}

/// A size of a file: `812 bytes`, `14.2 kB`, `3.1 MB`.
pub(crate) fn bytes(value: u64) -> String {
    let size = value as f64;
    match value {
        0..1_000 => counted(value, Noun::Byte),
        1_000..1_000_000 => united(format!("{:.1}", size / 1e3), " kB"),
        1_000_000..1_000_000_000 => united(format!("{:.1}", size / 1e6), " MB"),
        _ => united(format!("{:.1}", size / 1e9), " GB"),
    }
}

/// The power of ten of the first digit.
fn exponent(value: f64) -> i32 {
    // Through the text, because a logarithm is off by one next to a power of ten.
    format!("{value:e}")
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

fn signed(value: f64, text: String) -> String {
    if value < 0.0 {
        format!("{MINUS}{text}")
    } else {
        text
    }
}

fn superscript(power: &str) -> String {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = power.chars().map(|character| character.to_digit(10));
    digits
        .map(|digit| digit.and_then(|digit| raised.get(digit as usize)).unwrap_or(&'⁻'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_999), "1,999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(counted(1, Noun::Row), "1 row");
        assert_eq!(counted(1_000, Noun::Row), "1,000 rows");
    }

    #[test]
    fn a_p_value_says_less_only_where_it_is_less() {
        assert_eq!(probability(0.0005), "= .0005");
        assert_eq!(probability(0.001), "= .001");
        assert_eq!(probability(0.0495), "= .0495");
        assert_eq!(probability(0.342), "= .342");
        assert_eq!(probability(0.5), "= .500");
        assert_eq!(probability(1.0), "= 1");
        assert_eq!(probability(0.000_09), "< .0001");
        assert_eq!(probability(0.000_1), "= .0001");
    }

    #[test]
    fn a_level_is_short() {
        assert_eq!(level(0.05), ".05");
        assert_eq!(level(0.001), ".001");
        assert_eq!(level(0.5), ".5");
    }

    #[test]
    fn significant_digits_are_counted_from_the_first() {
        assert_eq!(significant(0.012_345, 3), "0.0123");
        assert_eq!(significant(-1.2, 3), "−1.20");
        assert_eq!(significant(1234.5, 3), "1234");
        assert_eq!(significant(0.000_001_2, 2), "1.2 × 10⁻⁶");
        assert_eq!(significant(-3.0e12, 2), "−3.0 × 10¹²");
        assert_eq!(significant(0.1, 3), "0.100");
        assert_eq!(significant(f64::NAN, 3), "not known");
    }

    #[test]
    fn zero_has_no_sign() {
        assert_eq!(fixed(-0.0004, 3), "0.000");
        assert_eq!(fixed(-0.28, 2), "−0.28");
    }

    #[test]
    fn differences_have_a_sign_where_they_differ() {
        assert_eq!(
            [0.11, -0.11, 0.000_1].map(difference),
            ["+0.110", "−0.110", "0.000"]
        );
    }

    #[test]
    fn time_has_the_unit_it_needs() {
        assert_eq!(seconds(0.0), "0.001\u{a0}s");
        assert_eq!(seconds(0.0042), "0.004\u{a0}s");
        assert_eq!(seconds(0.31), "0.3\u{a0}s");
        assert_eq!(seconds(12.4), "12\u{a0}s");
        assert_eq!(seconds(125.0), "2\u{a0}min 5\u{a0}s");
    }

    #[test]
    fn sizes_are_decimal() {
        assert_eq!(bytes(812), "812 bytes");
        assert_eq!(bytes(14_230), "14.2\u{a0}kB");
        assert_eq!(bytes(3_100_000), "3.1\u{a0}MB");
    }

    #[test]
    fn no_line_breaks_between_a_number_and_its_unit() {
        use crate::language::in_language;
        assert_eq!(deviations(0.31, 2), "0.31\u{a0}SD");
        assert_eq!(percent(0.714), "71\u{a0}%");
        in_language(Language::Chinese, || {
            assert_eq!(deviations(0.31, 2), "0.31\u{2060}个标准差");
            assert_eq!(percent(0.714), "71%");
            assert_eq!(seconds(125.0), "2\u{2060}分5\u{2060}秒");
        });
    }

    #[test]
    fn a_number_reads_as_it_does_from_its_link() {
        for value in [0.882_496, 0.882_504_9, 0.884_999_6, 12.344_96, -0.999_996] {
            let linked = rounded_in_link(value);
            assert_eq!(fixed(value, 3), fixed(linked, 3), "{value}");
            assert_eq!(significant(value, 2), significant(linked, 2), "{value}");
            assert_eq!(percent(value), percent(linked), "{value}");
        }
        // Where more digits are shown than a link has, all of them are.
        assert_eq!(fixed(123_456.0, 0), "123456");
        assert_eq!(significant(123_456.7, 6), "123457");
    }
}

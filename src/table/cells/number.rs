//! How a number is written.
//!
//! Whether `1,234` is above one thousand or just above one cannot be told from the cell alone, so every cell
//! is read in both styles, and the column decides which of them holds for all its cells.

use super::affixes::{self, Parts};
use super::digits::{self, ARABIC_DECIMAL, ARABIC_THOUSANDS};

/// The largest magnitude that counts as a number: what computes with the columns does so in `f32`, and a
/// greater one would be infinite there.
pub(in crate::table) const LARGEST_NUMBER: f64 = 3.4e38;

/// What a cell is worth in each of the two styles; nothing where it is no number in that style.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::table) struct Readings {
    /// The value where `.` is the decimal mark.
    pub(in crate::table) point: Option<f64>,
    /// The value where `,` is the decimal mark.
    pub(in crate::table) comma: Option<f64>,
}

/// Reads a trimmed cell as a number.
///
/// A sign (also in the manner of accountants: brackets), a currency and a percent sign may stand around the
/// digits. Marks between thousands have to stand where they belong: `1,234` has one, `1,23` and `0,234` do
/// not. Indian numbers group two digits above the thousands: `12,34,567`. Arabic ones have marks of their own, which mean the
/// same in both styles.
pub(in crate::table) fn read(text: &str) -> Readings {
    if let Some(short) = Short::of(text.as_bytes()) {
        return short.readings();
    }
    // Words come this way too, so what has no digit leaves before anything is allocated for it.
    if !text.chars().any(digits::is_digit) {
        return Readings::default();
    }
    let text = affixes::half_width(text);
    if text.contains([ARABIC_DECIMAL, ARABIC_THOUSANDS]) {
        if text.contains(['.', ',']) {
            return Readings::default();
        }
        let text = text.replace(ARABIC_DECIMAL, ".").replace(ARABIC_THOUSANDS, ",");
        let number = affixes::parts(&text).and_then(|parts| value(&parts, POINT));
        return Readings {
            point: number,
            comma: number,
        };
    }
    affixes::parts(&text).map_or_else(Readings::default, |parts| Readings {
        point: value(&parts, POINT),
        comma: value(&parts, COMMA),
    })
}

/// Whether a cell can be a month and a year of our times, such as `01.2020`, or a period of a fiscal year, such as `001.2020`.
/// So can a number with four decimals; the others of its column tell.
pub(in crate::table) fn is_month_of_year(text: &str) -> bool {
    let Some((month, year)) = text.split_once(['.', ',']) else {
        return false;
    };
    let number = |digits: &str, count| {
        let is_number = digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let is_month = number(month, 2).is_some_and(|month| (1..=12).contains(&month));
    let is_period = || number(month, 3).is_some_and(|period| (1..=16).contains(&period));
    (is_month || is_period() && !text.contains(','))
        && number(year, 4).is_some_and(|year| (1900..2100).contains(&year))
}

/// Whether a cell is written the way codes are and numbers are not: digits that start with a needless zero,
/// such as `007` or the postcode `01067`.
pub(in crate::table) fn has_leading_zero_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 2 && bytes[0] == b'0' && bytes.iter().all(u8::is_ascii_digit)
}

/// Into how many groups of three digits commas part a cell; 0 where a group has more digits or fewer.
pub(in crate::table) fn full_groups(text: &str) -> usize {
    let is_full = |group: &str| group.len() == 3 && is_digits(group);
    if text.split(',').all(is_full) {
        text.split(',').count()
    } else {
        0
    }
}

/// Whether a text says that a number is none, with a sign or as C on Windows writes it: `-nan`, `nan(ind)`, `-1.#IND`.
pub(in crate::table) fn is_not_a_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_start = |start: &str| {
        text.get(..start.len())
            .is_some_and(|letters| letters.eq_ignore_ascii_case(start))
    };
    let is_nan = |rest: &str| rest.is_empty() || rest.starts_with('(') && rest.ends_with(')');
    is_start("nan") && is_nan(&text[3..])
        || ["1.#qnan", "1.#snan", "1.#ind"]
            .into_iter()
            .any(|start| is_start(start) && are_zeros(&text[start.len()..]))
}

/// C on Windows fills its words up to the decimals that were asked for.
fn are_zeros(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

/// Whether a text is a number that is not finite.
pub(in crate::table) fn is_infinite(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+', '\u{2212}']).unwrap_or(text);
    let windows = text.get(..6).filter(|_| are_zeros(&text[6..])).unwrap_or(text);
    ["inf", "infinity", "∞"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text))
        || windows.eq_ignore_ascii_case("1.#inf")
}

/// Powers of ten, all exact in `f64`.
const POWERS_OF_TEN: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// A number of at most 15 digits with at most one mark, the way nearly all are written.
struct Short {
    negative: bool,
    /// All digits, as if there were no mark.
    digits: u64,
    /// How many digits stand after the mark.
    decimals: usize,
    /// `.` or `,` where there is one.
    mark: Option<u8>,
    /// Whether the mark may stand between thousands.
    grouped: bool,
}

impl Short {
    fn of(bytes: &[u8]) -> Option<Self> {
        let (negative, unsigned) = match bytes {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        // One more for the mark. This also keeps the digits from overflowing.
        if unsigned.len() > POWERS_OF_TEN.len() {
            return None;
        }
        let mut digits = 0_u64;
        let mut mark = None;
        for (place, &byte) in unsigned.iter().enumerate() {
            match byte {
                b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
                b'.' | b',' if mark.is_none() => mark = Some((place, byte)),
                _ => return None,
            }
        }
        let count = unsigned.len() - usize::from(mark.is_some());
        if count == 0 || count >= POWERS_OF_TEN.len() {
            return None;
        }
        let decimals = mark.map_or(0, |(place, _)| count - place);
        let whole = count - decimals;
        Some(Self {
            negative,
            digits,
            decimals,
            mark: mark.map(|(_, byte)| byte),
            grouped: decimals == 3 && (1..=3).contains(&whole) && unsigned[0] != b'0',
        })
    }

    fn signed(&self, magnitude: f64) -> f64 {
        if self.negative { -magnitude } else { magnitude }
    }

    /// The value where the mark, if any, is the decimal one.
    ///
    /// Digits and power of ten are exact in `f64`, so their quotient is the correctly rounded value: the same
    /// as `str::parse` gives, several times faster (Clinger, How to read floating point numbers accurately,
    /// 1990).
    fn value(&self) -> f64 {
        self.signed(self.digits as f64 / POWERS_OF_TEN[self.decimals])
    }

    fn readings(&self) -> Readings {
        let value = Some(self.value());
        let thousands = self.grouped.then(|| self.signed(self.digits as f64));
        match self.mark {
            None => Readings {
                point: value,
                comma: value,
            },
            Some(b'.') => Readings {
                point: value,
                comma: thousands,
            },
            Some(_) => Readings {
                point: thousands,
                comma: value,
            },
        }
    }
}

/// Which mark is which.
#[derive(Clone, Copy)]
struct Style {
    decimal: char,
    /// Apostrophes and spaces may stand between thousands in both styles.
    thousands: char,
    /// Whether groups may be Indian ones; those are written with commas.
    indian: bool,
}

const POINT: Style = Style {
    decimal: '.',
    thousands: ',',
    indian: true,
};

const COMMA: Style = Style {
    decimal: ',',
    thousands: '.',
    indian: false,
};

/// The value of what stands between sign and unit: brought to the form that `str::parse` reads, which then
/// rounds correctly and refuses what is still no number.
fn value(parts: &Parts<'_>, style: Style) -> Option<f64> {
    let (mantissa, exponent) = match parts.body.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (parts.body, None),
    };
    let (whole, fraction) = mantissa.split_once(style.decimal).unwrap_or((mantissa, ""));
    let grouped = !is_digits(whole);
    // Nobody groups the digits of a number with an exponent, and in `1,234e5` this tells the mark.
    if !is_digits(fraction) || (grouped && (exponent.is_some() || !is_grouped(whole, style))) {
        return None;
    }
    let mut plain = String::with_capacity(parts.body.len() + 4);
    if parts.negative {
        plain.push('-');
    }
    plain.extend(whole.chars().filter(char::is_ascii_digit));
    plain.push('.');
    plain.push_str(fraction);
    match exponent {
        Some(_) if parts.percent => return None,
        Some(exponent) => {
            plain.push('e');
            plain.push_str(exponent);
        }
        // Dividing by 100 would round a second time.
        None if parts.percent => plain.push_str("e-2"),
        None => {}
    }
    plain
        .parse()
        .ok()
        .filter(|value: &f64| value.abs() <= LARGEST_NUMBER)
}

/// Whether there are only digits, or nothing.
pub(in crate::table) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether marks of one sort stand between thousands, and nowhere else.
fn is_grouped(whole: &str, style: Style) -> bool {
    let Some(mark) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return false;
    };
    if mark != style.thousands && !matches!(mark, '\'' | ' ')
        || !whole.starts_with(|first| matches!(first, '1'..='9'))
    {
        return false;
    }
    let first = whole.find(mark).unwrap_or_default();
    let rest = &whole[first + mark.len_utf8()..];
    let western = first <= 3 && rest.split(mark).all(|group| group.len() == 3 && is_digits(group));
    let indian = || {
        let Some((middle, last)) = rest.rsplit_once(mark) else {
            return false;
        };
        first <= 2
            && last.len() == 3
            && is_digits(last)
            && middle
                .split(mark)
                .all(|group| group.len() == 2 && is_digits(group))
    };
    western || (style.indian && mark == style.thousands && indian())
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;

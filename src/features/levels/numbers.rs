//! Numbers in digits, as codes are written.

use super::spelling::written;

/// Digits that a code may have to be compared by its value.
const MAX_DIGITS: usize = 15;

/// A number in digits, with a decimal point; nothing for other texts.
fn decimal(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    // Two numbers with a comma between them may be a list, but not with a zero.
    let parts = unsigned.split_once('.').or_else(|| {
        let (digits, decimals) = unsigned.split_once(',')?;
        (decimals == "0").then_some((digits, decimals))
    });
    let (digits, decimals) = match parts {
        Some((digits, decimals)) => (digits, Some(decimals)),
        None => (unsigned, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = are_digits(digits.strip_prefix('-').unwrap_or(digits))
        && decimals.is_none_or(are_digits)
        && unsigned.len() <= MAX_DIGITS;
    is_number.then(|| match decimals {
        Some(decimals) => format!("{digits}.{decimals}"),
        None => digits.to_owned(),
    })
}

/// A whole number without decimals.
pub(super) fn whole(text: &str) -> Option<String> {
    let number = decimal(text)?;
    match number.split_once('.') {
        Some((digits, decimals)) if decimals.bytes().all(|digit| digit == b'0') => Some(digits.to_owned()),
        Some(_) => None,
        None => Some(number),
    }
}

/// A code of letters and numbers without the zeros in front of these: `A04`.
pub(super) fn unpadded(text: &str) -> Option<String> {
    let text = written(text);
    let has_both =
        text.contains(char::is_alphabetic) && text.contains(|letter: char| letter.is_ascii_digit());
    if !has_both {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_in_front =
            !plain.ends_with(|before: char| before.is_ascii_digit() || before == '.' || before == ',');
        let is_followed = letters.peek().is_some_and(char::is_ascii_digit);
        if !(letter == '0' && is_in_front && is_followed) {
            plain.push(letter);
        }
    }
    Some(plain)
}

/// The value of a number in digits.
pub(in crate::features) fn number(text: &str) -> Option<f64> {
    let value: f64 = decimal(&written(text))?.parse().ok()?;
    // Adding zero turns −0 into 0.
    Some(value + 0.0)
}

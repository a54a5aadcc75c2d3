//! What may stand around the digits of a number: sign, currency, percent.

use std::borrow::Cow;

use super::digits;

/// Currencies as they stand beside amounts. Where one ends or starts with another, the longer comes first.
const CURRENCIES: [&str; 25] = [
    "US$", "R$", "A$", "C$", "$", "€", "£", "JP¥", "CN¥", "¥", "₹", "₩", "₽", "CHF", "EUR", "USD", "GBP",
    "CNY", "JPY", "RMB", "BRL", "INR", "zł", "kr", "Kč",
];

/// Currencies that stand only behind amounts.
const CURRENCIES_BEHIND: [&str; 2] = ["元", "円"];

/// A number taken apart.
#[derive(Debug, PartialEq)]
pub(in crate::table) struct Parts<'a> {
    pub(in crate::table) negative: bool,
    pub(in crate::table) percent: bool,
    /// The digits with their marks and exponent.
    pub(in crate::table) body: &'a str,
}

/// The text with the plain form of each letter that a number may be written with: digits of other scripts, marks and signs
/// in full width (U+FF01 to U+FF5E) as in ASCII, the minus sign and the dash that stands for it, one sort of space and of
/// apostrophe, and no marks of direction.
pub(in crate::table) fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |letter| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{2212}' | '\u{2013}' => '-',
        '\u{2019}' => '\'',
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{ffe1}' => '£',
        '\u{ffe5}' => '¥',
        '\u{ffe6}' => '₩',
        '\u{66a}' => '%',
        _ => digits::plain(letter),
    };
    let letters = text.chars().filter(|letter| !digits::is_direction(*letter));
    Cow::Owned(letters.map(plain).collect())
}

/// Words for the percent sign, behind a number.
const PERCENT_WORDS: [&str; 10] = [
    "percent",
    "Percent",
    "per cent",
    "pct",
    "Prozent",
    "prozent",
    "procent",
    "pour cent",
    "por ciento",
    "per cento",
];

/// Takes a number in half width apart: at most one sign or one pair of brackets, which say that an amount is
/// negative, and at most one currency or percent sign. Nothing where what remains cannot be a number.
pub(in crate::table) fn parts(text: &str) -> Option<Parts<'_>> {
    let mut negative = None;
    let mut percent = None;
    let mut body = text;
    // Each round takes one off, in whichever order they stand: `-$5`, `$-5`, `($5)` and `(5) $` all occur.
    loop {
        if negative.is_none()
            && let Some((sign, rest)) = without_sign(body)
        {
            negative = Some(sign);
            body = rest;
        } else if percent.is_none()
            && let Some((sign, rest)) = without_unit(body)
        {
            percent = Some(sign);
            body = rest;
        } else {
            break;
        }
    }
    let begins = |first: char| first.is_ascii_digit() || matches!(first, '.' | ',');
    body.starts_with(begins).then_some(Parts {
        negative: negative.unwrap_or_default(),
        percent: percent.unwrap_or_default(),
        body,
    })
}

/// Takes off a sign or brackets: whether they say negative, and what is left.
fn without_sign(text: &str) -> Option<(bool, &str)> {
    let bracketed = || text.strip_prefix('(')?.strip_suffix(')');
    match text.as_bytes().first()? {
        b'-' => Some((true, &text[1..])),
        b'+' => Some((false, &text[1..])),
        b'(' => bracketed().map(|rest| (true, rest)),
        _ => text
            .strip_suffix('-')
            .filter(|rest| may_be_behind(rest))
            .map(|rest| (true, rest)),
    }
}

/// Whether a minus behind this number can be its sign, as SAP writes it: `123.45-`. Without a mark it may as well be an
/// open range or a grade, `65-`, and without decimals an even price, `12.-`.
fn may_be_behind(number: &str) -> bool {
    number.contains(['.', ',']) && number.ends_with(|last: char| last.is_ascii_digit())
}

/// What stands beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Unit {
    Percent,
    /// One sign for each currency.
    Currency(&'static str),
}

/// What stands beside a number, if anything. The yen and the yuan share a sign, which says neither.
pub(in crate::table) fn unit(number: &str) -> Option<Unit> {
    let text = half_width(number);
    if text.contains('%') || percent_word(&text).is_some() {
        return Some(Unit::Percent);
    }
    let currency = CURRENCIES
        .iter()
        .chain(&CURRENCIES_BEHIND)
        .find(|currency| text.contains(**currency))?;
    Some(Unit::Currency(match *currency {
        "EUR" => "€",
        "GBP" => "£",
        "US$" | "USD" => "$",
        "BRL" => "R$",
        "INR" => "₹",
        "RMB" | "元" | "CN¥" => "CNY",
        "円" | "JP¥" => "JPY",
        sign => sign,
    }))
}

/// The currency of two signs, where they may be those of one: `¥` stands for both the yen and the yuan.
pub(in crate::table) fn one_currency(one: &'static str, other: &'static str) -> Option<&'static str> {
    match (one, other) {
        ("¥", "JPY" | "CNY") => Some(other),
        ("JPY" | "CNY", "¥") => Some(one),
        _ => (one == other).then_some(one),
    }
}

/// Whether a text is an amount of nothing, as accountants write it: a dash, perhaps with a currency, `$ -`.
pub(in crate::table) fn is_dash(text: &str) -> bool {
    let text = half_width(text);
    let currency = CURRENCIES.iter().find_map(|currency| {
        text.strip_prefix(currency)
            .or_else(|| text.strip_suffix(currency))
    });
    matches!(currency.unwrap_or(&text).trim(), "-" | "—")
}

/// What stands before a word for per cent, in small letters or with a capital.
fn percent_word(text: &str) -> Option<&str> {
    // Nearly all cells leave here.
    if !text.ends_with(['t', 'o']) {
        return None;
    }
    PERCENT_WORDS.iter().find_map(|word| text.strip_suffix(word))
}

/// Takes off a currency or percent sign, and the space beside it: whether it is a percent sign, and what is
/// left.
fn without_unit(text: &str) -> Option<(bool, &str)> {
    // Where a number starts with something else than a digit and ends with one, the unit stands before it.
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        let before = CURRENCIES
            .iter()
            .filter(|currency| currency.as_bytes().first() == text.as_bytes().first())
            .find_map(|currency| text.strip_prefix(currency));
        if let Some(rest) = before {
            return Some((false, rest.trim_start_matches(' ')));
        }
    }
    if text.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    if let Some(rest) = text.strip_suffix('%').or_else(|| percent_word(text)) {
        return Some((true, rest.trim_end_matches(' ')));
    }
    CURRENCIES
        .iter()
        .chain(&CURRENCIES_BEHIND)
        .find_map(|currency| text.strip_suffix(currency))
        .map(|rest| (false, rest.trim_end_matches(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_and_unit_come_off_in_any_order() {
        for text in [
            "-5", "(5)", "-$5", "$-5", "$ -5", "($5)", "$(5)", "(5 €)", "(5) €", "-5 €", "-5€", "US$-5",
            "-5US$", "-5 USD", "USD -5", "-5 zł", "-5 Kč", "kr -5", "-5円", "-5 元",
        ] {
            let read = parts(text);
            let expected = Parts {
                negative: true,
                percent: false,
                body: "5",
            };
            assert_eq!(read, Some(expected), "{text:?}");
        }
        for text in [
            "+5%",
            "5%",
            "5 %",
            "+5 %",
            "5 Prozent",
            "5 pour cent",
            "5 per cento",
        ] {
            let expected = Parts {
                negative: false,
                percent: true,
                body: "5",
            };
            assert_eq!(parts(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn every_currency_stands_before_or_behind() {
        for currency in CURRENCIES {
            for text in [
                format!("{currency}7"),
                format!("{currency} 7"),
                format!("7{currency}"),
                format!("7 {currency}"),
            ] {
                assert_eq!(parts(&text).map(|parts| parts.body), Some("7"), "{text:?}");
            }
        }
    }

    #[test]
    fn each_comes_off_only_once() {
        for text in [
            "+-5", "--5", "(-5)", "-(5)", "((5))", "$$5", "$5%", "5%%", "€5€", "$5 USD", "- 5", "(5",
        ] {
            let body = parts(text).map(|parts| parts.body);
            assert_ne!(body, Some("5"), "{text:?}");
        }
        for text in ["", "-", "$", "%", "()", "A5", "元5", "usd 5", "e5"] {
            assert_eq!(parts(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_minus_may_stand_behind_decimals() {
        for text in ["1.5-", "€1.5-", "1.5-€", "1.5- €"] {
            let read = parts(text).map(|parts| (parts.negative, parts.body));
            assert_eq!(read, Some((true, "1.5")), "{text:?}");
        }
        for text in ["65-", "1990-", "12.-", "12,-", "-1.5-", "1.5--"] {
            let is_left = parts(text).is_none_or(|parts| parts.body.ends_with('-'));
            assert!(is_left, "{text:?}");
        }
    }

    #[test]
    fn a_dash_beside_a_currency_is_nothing() {
        for text in ["-", "–", "—", "$ -", "- €", "$-", "R$ –", "CHF —"] {
            assert!(is_dash(text), "{text:?}");
        }
        for text in ["", "$", "--", "$ 5", "a -", "-5", "€"] {
            assert!(!is_dash(text), "{text:?}");
        }
    }

    #[test]
    fn a_currency_has_one_sign() {
        for (text, unit_of_it) in [
            ("5", None),
            ("5 %", Some(Unit::Percent)),
            ("５％", Some(Unit::Percent)),
            ("EUR 5", Some(Unit::Currency("€"))),
            ("5€", Some(Unit::Currency("€"))),
            ("R$ 5", Some(Unit::Currency("R$"))),
            ("-US$5", Some(Unit::Currency("$"))),
            ("5元", Some(Unit::Currency("CNY"))),
            ("JP¥5", Some(Unit::Currency("JPY"))),
            ("CN￥ 5", Some(Unit::Currency("CNY"))),
        ] {
            assert_eq!(unit(text), unit_of_it, "{text:?}");
        }
    }

    #[test]
    fn full_width_and_rare_letters_become_plain() {
        assert_eq!(half_width("−１，２３４．５％"), "-1,234.5%");
        assert_eq!(
            half_width("1\u{202f}234\u{a0}567\u{2009}8\u{3000}"),
            "1 234 567 8 "
        );
        assert_eq!(half_width("￥1’000"), "¥1'000");
        assert!(matches!(half_width("1 234"), Cow::Borrowed("1 234")));
    }
}

//! Digits of other scripts, as ASCII has them.

use std::borrow::Cow;

/// The zeros of the scripts whose digits stand beside them in order: Arabic and Persian, `NKo`, the scripts of India, Thai
/// and Lao, Tibetan, Burmese, Khmer, Mongolian, and digits in full width.
const ZEROS: [char; 20] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}',
    '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}', '\u{1810}',
    '\u{1946}', '\u{ff10}',
];

/// The decimal mark of Arabic numbers.
pub(in crate::table) const ARABIC_DECIMAL: char = '\u{66b}';

/// The mark between their thousands.
pub(in crate::table) const ARABIC_THOUSANDS: char = '\u{66c}';

/// Whether a letter is a digit of some script.
pub(in crate::table) fn is_digit(letter: char) -> bool {
    plain(letter).is_ascii_digit()
}

/// The digit in ASCII; any other letter as it is.
pub(in crate::table) fn plain(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let after = |zero: &char| u32::from(letter).checked_sub(u32::from(*zero));
    let value = ZEROS.iter().filter_map(after).find(|value| *value < 10);
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(letter)
}

/// Whether a letter only says in which direction a text runs, as Arabic and Hebrew programs write it beside numbers.
pub(in crate::table) fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with plain digits, and without marks of direction.
pub(in crate::table) fn in_ascii(text: &str) -> Cow<'_, str> {
    let is_other = |letter: char| !letter.is_ascii() && (is_digit(letter) || is_direction(letter));
    if text.is_ascii() || !text.contains(is_other) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|letter| !is_direction(*letter));
    Cow::Owned(letters.map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_become_plain() {
        for text in [
            "٢٠٢٤",
            "۲۰۲۴",
            "२०२४",
            "২০২৪",
            "੨੦੨੪",
            "૨૦૨૪",
            "௨௦௨௪",
            "౨౦౨౪",
            "೨೦೨೪",
            "൨൦൨൪",
            "๒๐๒๔",
            "໒໐໒໔",
            "༢༠༢༤",
            "၂၀၂၄",
            "២០២៤",
            "２０２４",
            "\u{200f}٢٠٢٤\u{200e}",
        ] {
            assert_eq!(in_ascii(text), "2024", "{text}");
        }
        for zero in ZEROS {
            let digits: String = (0..10)
                .filter_map(|step| char::from_u32(u32::from(zero) + step))
                .collect();
            assert_eq!(in_ascii(&digits), "0123456789", "{digits}");
        }
        assert!(matches!(in_ascii("12.5 µg"), Cow::Borrowed("12.5 µg")));
    }

    #[test]
    fn other_letters_stay() {
        for text in ["½", "²", "一二", "Ⅳ", "ab", "ن1"] {
            assert_eq!(in_ascii(text), text);
        }
    }
}

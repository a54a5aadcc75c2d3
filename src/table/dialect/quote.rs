//! What stands around cells.

use crate::table::facts::dialect::Quote;

/// How cells are quoted.
#[derive(Debug, Clone, Copy)]
pub(in crate::table) struct Quoting {
    /// What stands around cells.
    pub(in crate::table) quote: Quote,
    /// Whether a backslash stands before quotes within quotes.
    pub(in crate::table) backslash: bool,
}

impl From<Quote> for Quoting {
    fn from(quote: Quote) -> Self {
        Self {
            quote,
            backslash: false,
        }
    }
}

/// Whether backslashes stand before quotes in the midst of cells, and seldom where a cell ends, as that of the folder
/// `"C:\data\"` does. A quote that follows the quote belongs to either.
pub(super) fn has_backslashes(text: &[u8], quote: Quote) -> bool {
    let Some(quote) = quote.byte() else {
        return false;
    };
    let (mut inside, mut at_ends) = (0_usize, 0_usize);
    for place in memchr::memmem::find_iter(text, &[b'\\', quote]) {
        match text.get(place + 2) {
            None | Some(b',' | b';' | b'\t' | b'|' | b'\n' | b'\r') => at_ends += 1,
            Some(byte) if *byte == quote => {}
            Some(_) => inside += 1,
        }
    }
    inside > at_ends
}

/// The quote of a text: the single one only where cells begin and end with it, and the double one never occurs.
/// Apostrophes in names and between thousands are no quotes.
pub(super) fn quote(text: &[u8]) -> Quote {
    if text.contains(&b'"') {
        return Quote::Double;
    }
    let edge = |byte: Option<&u8>| {
        byte.is_none_or(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r'))
    };
    let (mut opens, mut closes, mut others) = (0_usize, 0_usize, 0_usize);
    for (place, _) in text.iter().enumerate().filter(|&(_, &byte)| byte == b'\'') {
        let before = place.checked_sub(1).and_then(|place| text.get(place));
        match (edge(before), edge(text.get(place + 1))) {
            (true, false) => opens += 1,
            (false, true) => closes += 1,
            // An empty cell in quotes, or an apostrophe.
            (true, true) => {}
            (false, false) => others += 1,
        }
    }
    if opens > 1 && closes > 1 && opens.abs_diff(closes) <= 1 && others <= opens / 4 {
        Quote::Single
    } else {
        Quote::Double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_before_quotes_are_told_from_those_of_folders() {
        for (text, expected) in [
            (r#""a","say \"hi\" to b""#, true),
            (r#""a","\"hi\"""#, true),
            (r#""C:\data\","b""#, false),
            (r#""C:\data\";"b \"x\";""#, false),
            (r#""{""a"": ""\""""}""#, false),
            (r#""a\b","c""#, false),
            ("", false),
        ] {
            assert_eq!(
                has_backslashes(text.as_bytes(), Quote::Double),
                expected,
                "{text}"
            );
        }
        assert!(!has_backslashes(br#""a \"b""#, Quote::None));
    }
}

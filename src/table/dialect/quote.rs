//! What stands around cells.

use crate::table::facts::dialect::Quote;

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

//! What stands around cells.

use serde::{Deserialize, Serialize};

/// What stands around cells that hold a delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quote {
    /// `"`
    Double,
    /// `'`
    Single,
    /// Nothing: a quote is a letter as any other.
    None,
}

impl Quote {
    /// All that can be chosen.
    pub const ALL: [Self; 3] = [Self::Double, Self::Single, Self::None];

    pub(in crate::table) fn byte(self) -> Option<u8> {
        match self {
            Self::Double => Some(b'"'),
            Self::Single => Some(b'\''),
            Self::None => None,
        }
    }
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

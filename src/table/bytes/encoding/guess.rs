//! Which encoding bytes are written in.

use std::collections::HashSet;

use super::{dos, western};
use crate::table::facts::encoding::Encoding;

/// Zero bytes above this share of every second byte mean UTF-16 without its mark.
const UTF16_SHARE: f64 = 0.4;

/// So many letters beyond ASCII for each damaged one still mean UTF-8.
const UTF8_FOR_EACH_DAMAGE: usize = 10;

/// From so few bytes no encoding but the most common one is guessed, where they are letters in it.
const TOO_FEW: usize = 2;

/// The byte order mark at the start of a file: its length, and the encoding it stands for.
pub(super) fn mark(start: &[u8]) -> (usize, Option<Encoding>) {
    const MARKS: [(&[u8], Encoding); 3] = [
        (b"\xef\xbb\xbf", Encoding::Utf8),
        (b"\xff\xfe", Encoding::Utf16Le),
        (b"\xfe\xff", Encoding::Utf16Be),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| start.starts_with(mark))
        .map_or((0, None), |(mark, encoding)| (mark.len(), Some(*encoding)))
}

/// UTF-16 of mostly ASCII letters has zeros in every other place.
pub(super) fn utf16_by_zeros(start: &[u8]) -> Option<Encoding> {
    let mut zeros = [0_usize; 2];
    for (place, _) in start.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        zeros[place % 2] += 1;
    }
    let [even, odd] = zeros;
    let pairs = start.len() / 2;
    if even.min(odd) * 10 >= even.max(odd) || even.max(odd) as f64 <= UTF16_SHARE * pairs as f64 {
        return None;
    }
    Some(if odd > even {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    })
}

/// Whether bytes are UTF-8, perhaps a little damaged. Where they are not `complete`, a letter may be cut at their
/// end.
pub(super) fn is_utf8(bytes: &[u8], complete: bool) -> bool {
    let (mut letters, mut damages) = (0, 0);
    for piece in bytes.utf8_chunks() {
        letters += piece.valid().chars().filter(|letter| !letter.is_ascii()).count();
        damages += usize::from(!piece.invalid().is_empty());
    }
    let cut = match std::str::from_utf8(&bytes[bytes.len().saturating_sub(3)..]) {
        Err(error) => error.error_len().is_none() && !complete,
        Ok(_) => false,
    };
    let damages: usize = damages - usize::from(cut && damages > 0);
    damages * UTF8_FOR_EACH_DAMAGE <= letters && (letters > 0 || cut)
}

/// How many bytes say which encoding it is. A word says no more where it stands a second time.
pub(super) fn non_ascii_bytes(bytes: &[u8]) -> usize {
    let beyond = |bytes: &[u8]| bytes.iter().filter(|byte| !byte.is_ascii()).count();
    // Those of units alone stand at the same places in all Western encodings.
    if bytes.iter().all(|byte| byte.is_ascii() || is_sign(*byte)) {
        0
    } else {
        beyond(&distinct_words(bytes))
    }
}

/// Each word with letters beyond ASCII once.
fn distinct_words(bytes: &[u8]) -> Vec<u8> {
    let mut seen = HashSet::new();
    let words = bytes.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let words = words.filter(|word| !word.is_ascii() && seen.insert(*word));
    words.collect::<Vec<&[u8]>>().join(&b' ')
}

/// The signs of units, at the same places in all Western code pages: € § ° ± ² ³ µ ¼ ½.
fn is_sign(byte: u8) -> bool {
    matches!(byte, 0x80 | 0xa7 | 0xb0..=0xb3 | 0xb5 | 0xbc | 0xbd)
}

/// The encoding that the letters' frequencies fit best.
pub(super) fn encoding(bytes: &[u8]) -> Encoding {
    if dos::is_german(bytes) {
        return Encoding::Cp850;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = Encoding::of_library(detector.guess(None, chardetng::Utf8Detection::Deny).name());
    let in_pairs = matches!(
        guess,
        Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::EucJp | Encoding::EucKr
    );
    // Letters of two bytes come in words. Lone ones are signs among ASCII, as in 25 µg.
    let in_words = bytes
        .windows(2)
        .any(|pair| !pair[0].is_ascii() && !pair[1].is_ascii());
    let only_signs = bytes
        .iter()
        .filter(|byte| !byte.is_ascii())
        .all(|byte| is_sign(*byte));
    let latin = if in_pairs || only_signs {
        Encoding::Windows1252
    } else {
        guess
    };
    if !only_signs && let Some(older) = western::older(bytes, latin) {
        older
    } else if !in_words && (in_pairs || only_signs) {
        Encoding::Windows1252
    } else if is_common_chinese(bytes)
        && (matches!(guess, Encoding::Windows1251 | Encoding::EucJp | Encoding::Koi8R)
            || !in_pairs && stand_alone(bytes))
    {
        Encoding::Gb18030
    } else if matches!(
        guess,
        Encoding::Windows1250 | Encoding::Windows1254 | Encoding::Windows1257
    ) && non_ascii_bytes(bytes) <= TOO_FEW
        && !western::is_suspicious(bytes, Encoding::Windows1252)
    {
        Encoding::Windows1252
    } else {
        guess
    }
}

/// Whether letters beyond ASCII stand nowhere beside others, as they do in words of Western languages.
fn stand_alone(bytes: &[u8]) -> bool {
    let is_beside = |pair: &[u8]| {
        pair[0].is_ascii_alphabetic() && !pair[1].is_ascii()
            || !pair[0].is_ascii() && pair[1].is_ascii_alphabetic()
    };
    !bytes.windows(2).any(is_beside)
}

/// Whether all that is not ASCII are the most common Chinese letters, the first level of GB 2312, as GBK writes them.
/// Short texts in Cyrillic seldom are: their small letters stand elsewhere, and capitals alone are told apart.
fn is_common_chinese(bytes: &[u8]) -> bool {
    let mut words = bytes.split(u8::is_ascii).filter(|word| !word.is_empty());
    let are_capitals = bytes
        .iter()
        .all(|byte| byte.is_ascii() || (0xc0..=0xdf).contains(byte));
    let is_letter = |pair: &[u8]| matches!(pair, [0xb0..=0xd6, 0xa1..=0xfe] | [0xd7, 0xa1..=0xf9]);
    !are_capitals && words.all(|word| word.chunks(2).all(is_letter))
}

//! A SHA-256 of the whole file, inside the file: a flipped bit is noticed, wherever it is.
//!
//! It stands as 64 digits behind a mark, which are zeros while the file is hashed. The mark is looked for among the bytes,
//! whatever they mean, because a flipped bit may change what they mean. The description ends with it, and nothing behind the
//! description holds texts, so the last mark is the right one.

use std::ops::Range;

use memchr::memmem;
use sha2::{Digest as _, Sha256};

use super::error::{Damage, FileError};
use super::kind::FileKind;

/// Stands before the digits.
const MARK: &str = "kindred-sha256:";

/// Digits of a SHA-256.
const DIGITS: usize = 64;

const ZEROS: [u8; DIGITS] = [b'0'; DIGITS];

/// What stands in a file until [`close`].
pub(super) fn open() -> String {
    format!("{MARK}{}", "0".repeat(DIGITS))
}

/// Puts the hash of the file into the file.
pub(super) fn close(file: &mut [u8]) {
    if let Some(place) = place(file) {
        let digits = digits(file, &place);
        file[place].copy_from_slice(digits.as_bytes());
    }
}

/// Whether the file names its hash; an error where that is another one.
pub(super) fn check(file: &[u8]) -> Result<bool, FileError> {
    let Some(place) = place(file) else {
        return Ok(false);
    };
    if file[place.clone()] == *digits(file, &place).as_bytes() {
        Ok(true)
    } else {
        Err(damaged(Damage::OtherHash))
    }
}

/// That a file of Kindred's own names no hash.
pub(super) fn missing() -> FileError {
    damaged(Damage::NoHash)
}

fn damaged(damage: Damage) -> FileError {
    FileError::Damaged {
        kind: FileKind::Kindred,
        damage,
    }
}

/// Where the digits stand.
fn place(file: &[u8]) -> Option<Range<usize>> {
    let start = memmem::rfind(file, MARK.as_bytes())? + MARK.len();
    let place = start..start + DIGITS;
    (place.end <= file.len()).then_some(place)
}

/// The hash of the file as if zeros stood in the place of the digits.
fn digits(file: &[u8], place: &Range<usize>) -> String {
    let mut hash = Sha256::new();
    hash.update(&file[..place.start]);
    hash.update(ZEROS);
    hash.update(&file[place.end..]);
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16);
    let digits = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of the file with zeros, by `sha256sum`.
    const EXPECTED: &str = "6cf5297ff9a036f2886c4370b36e4943cd94d0b02561c16f5900239cbaf852af";

    #[test]
    fn a_closed_file_names_its_hash() {
        let mut file = format!("before {} after", open()).into_bytes();
        assert!(check(&file).is_err());
        close(&mut file);
        assert_eq!(check(&file), Ok(true));
        assert!(String::from_utf8(file).unwrap().contains(EXPECTED));
        assert_eq!(check(b"no mark"), Ok(false));
        assert_eq!(check(MARK.as_bytes()), Ok(false));
    }
}

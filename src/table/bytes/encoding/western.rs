//! Encodings of old programs for Western Europe, which the detector does not know: that of the Macintosh and that of DOS.
//!
//! Read in the wrong encoding, letters become signs and capitals in the midst of words: `Grš§e`. Read in the right one, all
//! are letters that Western Europe writes.

use super::dos;
use crate::table::facts::encoding::Encoding;

/// Letters of Western Europe beyond ASCII, small.
const LETTERS: &str = "àáâãäåæçèéêëìíîïñòóôõöøœùúûüßÿµªº";

/// Signs that stand in the midst of words in their own right.
const IN_WORDS: &str = "’‘'…–—-·•×";

/// From one unfit letter in so many on, another encoding is looked for.
const UNFIT_SHARE: usize = 10;

/// The letters beyond ASCII in the words of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters {
    /// How many there are beside other letters.
    in_words: usize,
    /// Those that stand where no such letter stands: a sign between letters, a capital behind a small letter.
    unfit: usize,
    /// Those that Western Europe does not write.
    foreign: usize,
}

impl Letters {
    fn of(bytes: &[u8], decode: impl Fn(u8) -> char) -> Self {
        let letter = |byte: &u8| {
            if byte.is_ascii() {
                char::from(*byte)
            } else {
                decode(*byte)
            }
        };
        let mut letters = Self::default();
        for (place, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
            let before = place.checked_sub(1).map_or('\n', |place| letter(&bytes[place]));
            let after = bytes.get(place + 1).map_or('\n', &letter);
            if !before.is_alphabetic() && !after.is_alphabetic() {
                continue;
            }
            let letter = letter(byte);
            // Letters that modify others stand alone: `ˆ` and `˜` of Windows.
            let is_letter = letter.is_alphabetic() && !matches!(letter, '\u{2b0}'..='\u{2ff}');
            let is_inside = before.is_alphabetic() && after.is_alphabetic() && !IN_WORDS.contains(letter);
            let is_late_capital = before.is_lowercase() && before.is_ascii() && letter.is_uppercase();
            let is_capital_inside =
                before.is_alphabetic() && letter.is_uppercase() && after.is_ascii_lowercase();
            letters.in_words += 1;
            letters.unfit += usize::from(
                letter.is_control()
                    || letter == char::REPLACEMENT_CHARACTER
                    || !is_letter && is_inside
                    || is_late_capital
                    || is_capital_inside,
            );
            let is_western = letter.to_lowercase().all(|small| LETTERS.contains(small));
            letters.foreign += usize::from(is_letter && !is_western);
        }
        letters
    }
}

fn letters(bytes: &[u8], encoding: Encoding) -> Letters {
    let Some(library) = encoding.library() else {
        return Letters::of(bytes, dos::letter);
    };
    let table: Vec<char> = (0x80..=0xff)
        .map(|byte: u8| {
            let byte = [byte];
            let (letter, _) = library.decode_without_bom_handling(&byte);
            letter.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    Letters::of(bytes, |byte| {
        usize::from(byte)
            .checked_sub(0x80)
            .and_then(|place| table.get(place))
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// Whether an encoding is one of Latin letters with a byte for each.
fn is_latin(encoding: Encoding) -> bool {
    use Encoding::{Cp850, Macintosh, Windows1250, Windows1252, Windows1254, Windows1257, Windows1258};
    matches!(
        encoding,
        Cp850 | Macintosh | Windows1250 | Windows1252 | Windows1254 | Windows1257 | Windows1258
    )
}

/// The encoding of the Macintosh or of DOS, where the words of a text have only their letters in it, and signs and capitals
/// in their midst in the one that was guessed.
pub(super) fn older(bytes: &[u8], guess: Encoding) -> Option<Encoding> {
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    [Encoding::Macintosh, Encoding::Cp850].into_iter().find(|&older| {
        let read = letters(bytes, older);
        let fits = read.unfit == 0 && read.foreign == 0 && 2 * read.in_words > beyond;
        fits && is_latin(guess) && {
            let guessed = letters(bytes, guess);
            guessed.unfit > 0 && guessed.unfit * UNFIT_SHARE >= guessed.in_words
        }
    })
}

/// Whether words look as if they were read in a wrong encoding.
pub(super) fn is_suspicious(bytes: &[u8], encoding: Encoding) -> bool {
    is_latin(encoding) && letters(bytes, encoding).unfit > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as the Macintosh writes it.
    fn on_macintosh(text: &str) -> Vec<u8> {
        let byte = |letter: char| {
            let beyond = || {
                (0x80..=0xff_u8).find(|byte| {
                    encoding_rs::MACINTOSH
                        .decode_without_bom_handling(&[*byte])
                        .0
                        .starts_with(letter)
                })
            };
            u8::try_from(letter)
                .ok()
                .filter(u8::is_ascii)
                .or_else(beyond)
                .unwrap()
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn words_of_the_macintosh_and_of_dos_are_told_from_those_of_windows() {
        for text in [
            "Größe,Übung,Ärger",
            "café,été,élève",
            "Málaga,Cádiz,Córdoba",
            "fürs,Mädchen",
            "ligação,coração,São",
        ] {
            let bytes = on_macintosh(text);
            assert_eq!(
                older(&bytes, Encoding::Windows1252),
                Some(Encoding::Macintosh),
                "{text}"
            );
            let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
            assert_eq!(older(&bytes, Encoding::Windows1252), None, "{text}");
            assert!(!is_suspicious(&bytes, Encoding::Windows1252), "{text}");
        }
        let bytes = b"caf\x82,\x82l\x8ave,gar\x87on,o\x97";
        assert_eq!(older(bytes, Encoding::Windows1252), Some(Encoding::Cp850));
    }

    #[test]
    fn signs_of_windows_in_words_are_no_letters_of_others() {
        for text in [
            "wait…what",
            "l’heure",
            "New York–London",
            "25 µg/m³",
            "Product™ €5",
            "ŁÓDŹ, Žižkov, Plzeň",
        ] {
            let (bytes, library, _) = encoding_rs::WINDOWS_1250.encode(text);
            assert_eq!(library, encoding_rs::WINDOWS_1250);
            assert_eq!(older(&bytes, Encoding::Windows1250), None, "{text}");
            assert!(!is_suspicious(&bytes, Encoding::Windows1250), "{text}");
        }
        assert!(is_suspicious(b"Gr\x9a\xa7e \xd3", Encoding::Windows1252));
    }
}

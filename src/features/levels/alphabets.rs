//! Alphabets: letters that look alike in two of them, and those that people leave out or type in place of each other.

use unicode_normalization::UnicodeNormalization as _;

use super::spelling::{unpunctuated, written};

/// Letters that look like Latin ones: Cyrillic, then Greek.
const LOOK_ALIKES: &str = "АВЕКМНОРСТУХІЅЈаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
const LATIN: &str = "ABEKMHOPCTYXISJaeopcyxisjABEZHIKMNOPTYXo";

/// Texts with Latin letters in place of those that look the same, as where a keyboard was set to another alphabet. A side with a
/// letter of that alphabet that looks like no Latin one is written in it: there `В` is the third letter, and no `B`.
pub(super) fn by_look(texts: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
    let is_mixed = texts
        .iter()
        .any(|texts| texts.iter().any(|text| text.contains(is_look_alike)));
    texts.map(|texts| {
        let latin: Option<Vec<String>> = texts.iter().map(|text| in_latin(text)).collect();
        latin.filter(|_| is_mixed).map_or_else(
            || vec![None; texts.len()],
            |latin| latin.into_iter().map(Some).collect(),
        )
    })
}

fn is_look_alike(letter: char) -> bool {
    LOOK_ALIKES.contains(letter)
}

/// A text in Latin letters, where all its Cyrillic and Greek ones look like some.
fn in_latin(text: &str) -> Option<String> {
    let letters = written(text);
    let latin = letters.chars().map(|letter| match letter {
        '\u{370}'..='\u{52f}' => {
            let place = LOOK_ALIKES.chars().position(|known| known == letter)?;
            LATIN.chars().nth(place)
        }
        letter => Some(letter),
    });
    latin.collect()
}

/// Texts in Cyrillic with letters of that alphabet in place of Latin ones that look the same, as where an `i` in `Львів` was typed
/// on another keyboard. A letter that stands alone stays as it is where others of that alphabet do so, too: there `B` is the
/// second class, and `В` the third.
pub(super) fn by_alphabet(texts: [&[String]; 2]) -> [Vec<Option<String>>; 2] {
    let are_listed = texts.iter().any(|texts| {
        texts.iter().any(|text| {
            let text = written(text);
            let mut words = text.split(|letter: char| !letter.is_alphabetic());
            words.any(|word| is_letter(word) && word.contains(is_cyrillic_alone))
        })
    });
    texts.map(|texts| texts.iter().map(|text| in_cyrillic(text, are_listed)).collect())
}

/// A text with letters that have no like in Latin, with Cyrillic ones for Latin ones in words that can be Cyrillic.
fn in_cyrillic(text: &str, are_letters_kept: bool) -> Option<String> {
    let text = written(text);
    if !text.contains(is_cyrillic_alone) {
        return None;
    }
    let mut own = String::with_capacity(text.len());
    for part in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = part.trim_end_matches(|letter: char| !letter.is_alphabetic());
        let letters: Option<String> = word.chars().map(cyrillic).collect();
        match letters.filter(|_| !(are_letters_kept && is_letter(word))) {
            Some(letters) => own.push_str(&letters),
            None => own.push_str(word),
        }
        own.push_str(&part[word.len()..]);
    }
    Some(own)
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some() && letters.next().is_none()
}

/// Whether a letter is Cyrillic and looks like no Latin one.
fn is_cyrillic_alone(letter: char) -> bool {
    is_cyrillic(letter) && !is_look_alike(letter)
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

/// A letter as it is in Cyrillic, where there is one that looks the same.
fn cyrillic(letter: char) -> Option<char> {
    if is_cyrillic(letter) {
        return Some(letter);
    }
    // Those of Cyrillic stand before those of Greek.
    let place = LATIN.chars().position(|known| known == letter)?;
    LOOK_ALIKES
        .chars()
        .nth(place)
        .filter(|letter| is_cyrillic(*letter))
}

/// A text in Arabic or Hebrew letters without the points and strokes that people leave out, and with one letter for those that
/// they type in place of each other: the Persian `ک` and the Arabic `ك`.
pub(super) fn unpointed(text: &str) -> Option<String> {
    let text = unpunctuated(text)?;
    // Taken apart, a letter with a hamza is that letter and a point.
    let letters = text.nfkd().filter(|letter| !is_point(*letter));
    let letters = letters.map(|letter| match letter {
        'ک' => 'ك',
        'ی' | 'ى' => 'ي',
        'ة' => 'ه',
        'ٱ' => 'ا',
        letter => letter,
    });
    Some(letters.nfc().collect())
}

/// Points of Hebrew, and those of Arabic with the stroke that makes a word longer.
fn is_point(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_as_many_as_latin_ones() {
        assert_eq!(LOOK_ALIKES.chars().count(), LATIN.chars().count());
        assert!(LATIN.is_ascii() && !LOOK_ALIKES.chars().any(|letter| letter.is_ascii()));
        assert_eq!(in_latin("\u{421}-\u{422}3").as_deref(), Some("C-T3"));
        assert_eq!(in_latin("\u{416}3"), None);
    }

    #[test]
    fn words_are_in_one_alphabet() {
        let own = |text: &str, is_kept| in_cyrillic(text, is_kept);
        assert_eq!(own("Льв\u{69}в 2", false).as_deref(), Some("Льв\u{456}в 2"));
        assert_eq!(
            own("класс A, B", false).as_deref(),
            Some("класс \u{410}, \u{412}")
        );
        assert_eq!(own("класс A, B", true).as_deref(), Some("класс A, B"));
        assert_eq!(own("жук DECO", false).as_deref(), Some("жук DECO"));
        assert_eq!(own("\u{410}1", false), None);
    }
}

//! When two names of columns mean the same.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use unicode_normalization::UnicodeNormalization as _;

use crate::table::Table;

/// A name that is looked up. Tests count how often two are compared, because a table may have very many columns.
#[derive(Debug, Clone, Copy, Eq)]
pub(super) struct Name<'n>(pub(super) &'n str);

impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        #[cfg(test)]
        COMPARISONS.set(COMPARISONS.get() + 1);
        self.0 == other.0
    }
}

impl Hash for Name<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

#[cfg(test)]
thread_local! {
    /// How often names were compared.
    pub(super) static COMPARISONS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// The columns of a table by their names.
pub(super) fn places(table: &Table) -> HashMap<Name<'_>, usize> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(index, column)| (Name(&column.name), index))
        .collect()
}

/// A name without what people write differently in two files: case, accents, spaces and punctuation. Digits with something
/// between them stay apart: `1.0 m` is not `10 m`.
///
/// Empty where nothing is left, which matches no other name.
pub(super) fn key(name: &str) -> String {
    let name = without_accents(&folded(name));
    let mut key = String::with_capacity(name.len());
    let mut is_apart = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            is_apart = true;
            continue;
        }
        let are_digits = letter.is_numeric() && key.chars().next_back().is_some_and(char::is_numeric);
        if is_apart && are_digits {
            key.push('.');
        }
        is_apart = false;
        key.push(letter);
    }
    key
}

/// Signs of a name that mean something: currencies, shares, signs of numbers, comparisons. A hyphen only at the end, where it
/// joins nothing.
pub(super) fn signs(name: &str) -> String {
    let name: String = name.nfkc().collect();
    let name = name.trim().replace(['−', '–'], "-");
    let is_sign = |letter: &char| "€$£¥₹₩₽%‰+<>=≤≥±".contains(*letter);
    let mut signs: String = name.chars().filter(is_sign).collect();
    if name.ends_with('-') {
        signs.push('-');
    }
    signs
}

/// A text in small letters; by way of the capitals, so that `ß` is `ss`, and all forms of a letter are one.
pub(super) fn folded(text: &str) -> String {
    let capitals = text.chars().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase).collect()
}

/// A folded text without accents. Marks that make another letter, as in Japanese and Indian scripts, stay.
pub(super) fn without_accents(text: &str) -> String {
    let letters = text
        .nfkd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter));
    let mut plain = String::with_capacity(text.len());
    for letter in letters.nfc() {
        // Unicode takes these for letters without a mark.
        match letter {
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ø' => plain.push('o'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_accents_make_no_difference() {
        for (one, other) in [
            ("Temp Max", "temp_max"),
            ("Größe (cm)", "GRÖSSE cm"),
            ("Température", "temperature"),
            ("ＴＥＭＰ", "temp"),
            ("温度 ", "温度"),
            ("Łódź", "Lodz"),
            ("Tromsø", "TROMSO"),
            ("Ærø", "Aero"),
            ("Đakovo", "Dakovo"),
            ("Þórður", "Thordur"),
            ("œuvre", "OEUVRE"),
            ("ışık", "isik"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("x1"), key("x2"));
        assert_ne!(key("wind 1.0 m"), key("wind 10 m"));
        assert_ne!(key("Q1.1"), key("Q11"));
        assert_eq!(key("2019-01"), key("2019 01"));
        assert_eq!(key("x_1"), key("x1"));
        // The small mark makes another letter.
        assert_ne!(key("カ"), key("ガ"));
        assert_eq!(key("%"), "");
    }

    #[test]
    fn signs_that_mean_something_are_found() {
        for (name, expected) in [
            ("Preis in €", "€"),
            ("Rabatt ％", "%"),
            ("A+", "+"),
            ("A−", "-"),
            ("share <65", "<"),
            ("wind-speed", ""),
            ("load (kW)", ""),
        ] {
            assert_eq!(signs(name), expected, "{name}");
        }
    }
}

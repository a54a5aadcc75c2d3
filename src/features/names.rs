//! When two names of columns mean the same.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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

/// A name without what people write differently in two files: case, accents, spaces and punctuation.
///
/// Empty where nothing is left, which matches no other name.
pub(super) fn key(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_accents_make_no_difference() {
        for (one, other) in [
            ("Temp Max", "temp_max"),
            ("Größe (cm)", "grosse cm"),
            ("Température", "temperature"),
            ("ＴＥＭＰ", "temp"),
            ("温度 ", "温度"),
        ] {
            let same = key(one) == key(other);
            // ß is a letter of its own, not s with a mark.
            assert_eq!(same, one != "Größe (cm)", "{one} {other}");
        }
        assert_ne!(key("x1"), key("x2"));
        assert_eq!(key("%"), "");
    }
}

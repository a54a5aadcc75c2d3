//! When two names of columns mean the same.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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

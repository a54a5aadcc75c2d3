//! Texts of a file, short enough to be shown.

/// A longer name or cell is cut where it is shown.
const SHOWN_LETTERS: usize = 60;

/// A name or cell as people are shown it: on one line and not too long.
#[must_use]
pub fn shortened(text: &str) -> String {
    cut(text, SHOWN_LETTERS)
}

/// A text on one line, with at most so many letters.
pub(in crate::table) fn cut(text: &str, max: usize) -> String {
    let mut letters = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(max).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_stands_on_one_line() {
        assert_eq!(shortened("price"), "price");
        assert_eq!(
            shortened(&format!("a\nb{}", "x".repeat(100))),
            format!("a b{}…", "x".repeat(57))
        );
    }
}

//! Texts of a file, short enough to be shown.

/// A longer name or cell is cut where it is shown.
const SHOWN_LETTERS: usize = 60;

/// A name or cell as people are shown it: on one line and not too long.
#[must_use]
pub fn shortened(text: &str) -> String {
    cut(text, SHOWN_LETTERS)
}

/// Whether a sign turns the direction in which the text around it is read. In a name it would turn the sentences that hold the
/// name, with their numbers.
#[must_use]
pub fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name without signs that turn text.
#[must_use]
pub fn straight(name: &str) -> String {
    name.chars().filter(|letter| !turns_text(*letter)).collect()
}

/// A text on one line, with at most so many letters.
pub(in crate::table) fn cut(text: &str, max: usize) -> String {
    let mut letters = text
        .chars()
        .filter(|letter| !turns_text(*letter))
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
        assert_eq!(shortened("a\u{202e}b"), "ab");
        assert_eq!(straight("\u{2067}load\u{2069} 1\u{202e}2"), "load 12");
        assert_eq!(
            shortened(&format!("a\nb{}", "x".repeat(100))),
            format!("a b{}…", "x".repeat(57))
        );
    }
}

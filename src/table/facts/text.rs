//! Texts of a file, short enough to be shown.

/// A longer name or cell is cut where it is shown.
const SHOWN_LETTERS: usize = 60;

/// A name or cell as people are shown it: on one line, not too long, and with a sign for each letter that cannot be seen.
#[must_use]
pub fn shortened(text: &str) -> String {
    cut(text, SHOWN_LETTERS)
}

/// Whether a sign turns the direction in which the text around it is read. In a name it would turn the sentences that hold the
/// name, with their numbers.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name as it is written anywhere, without signs that turn text and without letters that cannot be seen: it is what it looks
/// like.
#[must_use]
pub fn straight(name: &str) -> String {
    let seen = letters(name).filter(|(_, is_seen)| *is_seen);
    let name: String = seen.map(|(letter, _)| letter).collect();
    name.trim_end_matches(JOINERS).to_owned()
}

/// What shapes the letters on both sides of it.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// A text on one line, with at most so many letters.
pub(in crate::table) fn cut(text: &str, max: usize) -> String {
    let mut letters = letters(text);
    let mut short = String::new();
    for (letter, is_seen) in letters.by_ref().take(max) {
        if !is_seen {
            let sign = format!("⟨U+{:04X}⟩", u32::from(letter));
            short.push_str(&sign);
        } else if letter.is_control() {
            short.push(' ');
        } else {
            short.push(letter);
        }
    }
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// The letters of a text, and whether they can be seen. What joins or forms letters counts as seen behind a letter of a script
/// that is written with it.
fn letters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = None;
    text.chars().map(move |letter| {
        let forms = JOINERS.contains(&letter) || ('\u{fe00}'..='\u{fe0f}').contains(&letter);
        let is_seen = !is_hidden(letter) || forms && before.is_some_and(is_formed);
        if is_seen {
            before = Some(letter);
        }
        (letter, is_seen)
    })
}

/// Whether a letter belongs to a script that is written with joiners, or is a picture: Arabic, those of India and South East
/// Asia, Mongolian, signs and emoji.
fn is_formed(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{109f}' | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{180a}' | '\u{1820}'..='\u{18af}')
        || matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether nothing is shown of a letter (Unicode's `Default_Ignorable_Code_Point`).
fn is_hidden(letter: char) -> bool {
    turns_text(letter)
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}'
        )
        || matches!(letter, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}')
        || matches!(letter, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_stands_on_one_line() {
        assert_eq!(shortened("price"), "price");
        assert_eq!(shortened("a\u{202e}b"), "a⟨U+202E⟩b");
        assert_eq!(straight("\u{2067}load\u{2069} 1\u{202e}2"), "load 12");
        assert_eq!(
            shortened(&format!("a\nb{}", "x".repeat(100))),
            format!("a b{}…", "x".repeat(57))
        );
    }

    #[test]
    fn a_name_is_what_it_looks_like() {
        for hidden in [
            "kwh\u{200b}",
            "\u{feff}kwh",
            "k\u{ad}w\u{2060}h",
            "kw\u{200d}h",
            "kwh\u{3164}",
            "kwh\u{e0041}",
        ] {
            assert_eq!(straight(hidden), "kwh", "{hidden:?}");
        }
        // Persian with a joiner, Hindi, and pictures that signs form.
        for written in ["می\u{200c}خواهم", "क्\u{200d}ष", "❤\u{fe0f}", "👩\u{200d}🔬"] {
            assert_eq!(straight(written), written);
            assert_eq!(shortened(written), written);
        }
        assert_eq!(straight("می\u{200c}"), "می");
        assert_eq!(shortened("1\u{200b}2"), "1⟨U+200B⟩2");
    }
}

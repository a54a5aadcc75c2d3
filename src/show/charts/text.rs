//! How much room texts take in a picture, which is drawn before a browser measures them.

/// About as wide as a letter is in a wide font, on the average, and a Chinese sign.
const LETTER: f64 = 8.2;
const SIGN: f64 = 15.0;

/// It joins, and takes no room.
const WORD_JOINER: char = '\u{2060}';

/// From here on signs are as wide as they are high.
const FIRST_SIGN: char = '\u{2e80}';

/// About how wide a label is.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

fn width_of(letter: char) -> f64 {
    match letter {
        WORD_JOINER => 0.0,
        ..FIRST_SIGN => LETTER,
        _ => SIGN,
    }
}

/// The widest of some labels.
pub(super) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> f64 {
    texts.into_iter().map(width).fold(0.0, f64::max)
}

/// As much of a label as has room.
pub(super) fn fitting(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - LETTER;
    let kept = text.chars().take_while(|&letter| {
        left -= width_of(letter);
        left >= 0.0
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_where_their_room_ends() {
        let room = 5.0 * LETTER;
        assert_eq!(fitting("wind", room), "wind");
        assert_eq!(fitting("temperature", room), "temp…");
        // A Chinese sign is nearly as wide as two letters.
        assert_eq!(fitting("风速", room), "风速");
        assert_eq!(fitting("最高气温", room), "最高…");
        assert_eq!(fitting("温度", 0.0), "…");
    }
}

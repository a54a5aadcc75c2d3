//! What is read from the fields of forms.

use wasm_bindgen::JsCast as _;

/// The most lines above a table that a user can skip.
pub(super) const MAX_LINES_ABOVE: u64 = 10_000;

/// The number of lines to skip, between 0 and [`MAX_LINES_ABOVE`]. Without a number there is none, and the reader finds it in
/// the file.
pub(crate) fn lines_to_skip(text: &str) -> Option<u64> {
    let lines = text.trim().parse::<f64>().ok().filter(|lines| !lines.is_nan())?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small range"
    )]
    let lines = lines.clamp(0.0, MAX_LINES_ABOVE as f64) as u64;
    Some(lines)
}

/// The value of a list that was changed.
pub(crate) fn chosen_value(event: &web_sys::Event) -> Option<String> {
    let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
    Some(select.value())
}

/// The position of the value of a list that was changed, for lists whose values are their positions.
pub(crate) fn chosen_index(event: &web_sys::Event) -> Option<usize> {
    chosen_value(event)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_stay_within_their_limits() {
        for (text, lines) in [
            ("3", Some(3)),
            (" 3 ", Some(3)),
            ("-5", Some(0)),
            ("2.7", Some(2)),
            ("99999", Some(10_000)),
            ("1e300", Some(10_000)),
            ("", None),
            ("x", None),
            ("NaN", None),
        ] {
            assert_eq!(lines_to_skip(text), lines, "{text}");
        }
    }
}

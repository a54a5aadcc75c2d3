//! What is read from the fields of forms.

use wasm_bindgen::JsCast as _;

/// Most lines above a table that can be skipped.
pub(super) const MAX_LINES_ABOVE: u64 = 10_000;

/// The number of lines to skip, brought between 0 and the most; nothing where there is no number, so that it is found
/// in the file again.
pub(in crate::page) fn lines_to_skip(text: &str) -> Option<u64> {
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
pub(in crate::page) fn chosen_value(event: &web_sys::Event) -> Option<String> {
    let select = event.target()?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
    Some(select.value())
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

//! A bar for each of several things, below each other on one axis.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::Linear;
use crate::show::picture::Picture;

/// Height of a bar.
const BAR: f64 = 12.0;

/// The distance from a name to its bar, and the room for values, where the picture is wide.
pub(super) const GAP: f64 = 16.0;
pub(super) const VALUES: f64 = 160.0;

/// A bar with its name and its value.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) length: f64,
    pub(super) value: String,
    /// Whether it is drawn stronger than others.
    pub(super) is_strong: bool,
}

/// A length that can be drawn.
pub(super) fn length(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// A name that fits.
pub(super) fn shortened(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let kept: String = name.chars().take(letters.saturating_sub(1)).collect();
    kept + "…"
}

/// The bars from zero to `end`, with so much room for their names where the picture is wide.
pub(super) fn picture(width: f64, bars: &[Bar], end: f64, names: f64, title: &str) -> Picture {
    let narrow = width < axis::NARROW;
    let (left, right) = if narrow {
        (1.0, width - 12.0)
    } else {
        (names, width - VALUES)
    };
    let (line, middle) = if narrow { (44.0, 32.0) } else { (28.0, 14.0) };
    let (name_x, name_anchor) = if narrow {
        (0.0, "start")
    } else {
        (left - GAP, "end")
    };
    let across = Linear::new((0.0, end), (left, right));
    let base = line * bars.len() as f64 + 4.0;
    let content = html! {
        @for (at, bar) in bars.iter().enumerate() {
            @let y = line * at as f64 + middle;
            @let text_y = if narrow { y - 12.0 } else { y + 5.0 };
            @let class = if bar.is_strong { "bar beyond" } else { "bar" };
            text.label x=(name_x) y=(text_y) text-anchor=(name_anchor) { (bar.name) }
            rect class=(class) x=(left) y=(y - BAR / 2.0) height=(BAR) width=(place(across.at(bar.length) - left)) {}
            text.label.value x=(width) y=(text_y) text-anchor="end" { (bar.value) }
        }
        (axis(&across, (0.0, end), (left, right), width, base, title))
    };
    Picture::new(width, base + axis::ROOM, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened() {
        assert_eq!(shortened("温度", 3), "温度");
        assert_eq!(shortened("temperature", 5), "temp…");
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "numbers handed through, or exactly zero")]
    fn a_bar_is_never_of_negative_or_endless_length() {
        assert_eq!([f64::NAN, f64::INFINITY, -1.0].map(length), [0.0; 3]);
        assert_eq!(length(0.3), 0.3);
    }
}

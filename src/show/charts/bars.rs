//! A bar for each of several things, below each other on one axis.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::Linear;
use super::text;
use crate::show::picture::Picture;

/// Height of a bar.
const BAR: f64 = 12.0;

/// The distance of a name and a value from their bar where the picture is wide.
const GAP: f64 = 16.0;

/// The distance between a name and a value that stand in one line.
const APART: f64 = 8.0;

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

/// Where bars, their names and their values stand: the longest texts decide.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Layout {
    /// The ends of the longest possible bar.
    ends: (f64, f64),
    /// The height of a line, and the middle of its bar.
    line: f64,
    middle: f64,
    /// Where names hang, and the room that they have.
    name_x: f64,
    name_anchor: &'static str,
    room: f64,
    /// How far the names and the values stand above the middle.
    names_above: f64,
    values_above: f64,
}

impl Layout {
    /// That of a picture of this width, with so much room for names where it is wide.
    fn of(width: f64, bars: &[Bar], names: f64) -> Self {
        let values = text::widest(bars.iter().map(|bar| bar.value.as_str()));
        if width >= axis::NARROW {
            return Self {
                ends: (names, width - values - GAP),
                line: 28.0,
                middle: 14.0,
                name_x: names - GAP,
                name_anchor: "end",
                room: names - GAP,
                names_above: -5.0,
                values_above: -5.0,
            };
        }
        let is_short = |bar: &Bar| text::width(&bar.name) + APART + text::width(&bar.value) <= width;
        // The name has a line of its own where it would touch the value.
        let more = if bars.iter().all(is_short) { 0.0 } else { 20.0 };
        Self {
            ends: (1.0, width - 12.0),
            line: 44.0 + more,
            middle: 32.0 + more,
            name_x: 0.0,
            name_anchor: "start",
            room: width,
            names_above: 12.0 + more,
            values_above: 12.0,
        }
    }
}

/// The bars from zero to `end`, with so much room for their names where the picture is wide.
pub(super) fn picture(width: f64, bars: &[Bar], end: f64, names: f64, title: &str) -> Picture {
    let layout = Layout::of(width, bars, names);
    let (left, right) = layout.ends;
    let across = Linear::new((0.0, end), (left, right));
    let base = layout.line * bars.len() as f64 + 4.0;
    let content = html! {
        @for (at, bar) in bars.iter().enumerate() {
            @let y = layout.line * at as f64 + layout.middle;
            @let class = if bar.is_strong { "bar beyond" } else { "bar" };
            text.label x=(layout.name_x) y=(y - layout.names_above) text-anchor=(layout.name_anchor) {
                (text::fitting(&bar.name, layout.room))
            }
            rect class=(class) x=(left) y=(y - BAR / 2.0) height=(BAR) width=(place(across.at(bar.length) - left)) {}
            text.label.value x=(width) y=(y - layout.values_above) text-anchor="end" { (bar.value) }
        }
        (axis(&across, (0.0, end), (left, right), width, base, title))
    };
    Picture::new(width, base + axis::ROOM, content)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "numbers handed through, or exactly zero")]
mod tests {
    use super::*;
    use crate::show::picture::{NARROW, WIDE};

    fn bar(name: &str, value: &str) -> Bar {
        Bar {
            name: name.to_owned(),
            length: 1.0,
            value: value.to_owned(),
            is_strong: false,
        }
    }

    #[test]
    fn the_longest_bar_ends_before_its_value() {
        for value in ["0.68 SD, p = .0005", "0.68个标准差，p = 0.0005"] {
            let bars = [bar("Außentemperatur", value), bar("Wind", "0")];
            let layout = Layout::of(WIDE, &bars, 200.0);
            assert!(
                layout.ends.1 + text::width(value) + GAP <= WIDE,
                "{value} {layout:?}"
            );
        }
    }

    #[test]
    fn a_name_touches_no_value() {
        let line = |name: &str, value: &str| Layout::of(NARROW, &[bar(name, value)], 200.0);
        let one = line("weekday", "0.071 SD, p = .378");
        assert_eq!((one.line, one.names_above), (44.0, one.values_above));
        let two = line("temperature_min_f", "0.071个标准差，p = 0.3775");
        assert!(
            two.line > one.line && two.names_above > two.values_above,
            "{two:?}"
        );
        // A name that has no room is cut, in Chinese sooner.
        let long = "一个很长的列名".repeat(4);
        let drawn = picture(NARROW, &[bar(&long, "1")], 1.0, 200.0, "");
        assert!(drawn.content.into_string().contains('…'), "{long} has {NARROW}");
    }

    #[test]
    fn a_bar_is_never_of_negative_or_endless_length() {
        assert_eq!([f64::NAN, f64::INFINITY, -1.0].map(length), [0.0; 3]);
        assert_eq!(length(0.3), 0.3);
    }
}

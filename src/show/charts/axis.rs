//! A horizontal axis with its ticks and its title, and the thin lines of a vertical one.

use maud::{Markup, html};

use super::scale::{Linear, labels, ticks};

/// The room that an axis takes below its line.
pub(super) const ROOM: f64 = 40.0;

/// Pictures narrower than this have fewer ticks, and the axis' title takes their whole width.
pub(super) const NARROW: f64 = 520.0;

/// The width of a digit of a tick's name, and the room between two names.
const DIGIT: f64 = 7.0;
const GAP: f64 = 12.0;

/// Half the width of a tick's name.
pub(super) const TICK: f64 = 16.0;

/// An axis at the height `base` of a picture of this width, between two places; `ends` are the data's.
pub(super) fn axis(
    across: &Linear,
    ends: (f64, f64),
    (left, right): (f64, f64),
    width: f64,
    base: f64,
    title: &str,
) -> Markup {
    let (marks, names) = named_ticks(ends, if width < NARROW { 3 } else { 6 }, right - left);
    let end = if width < NARROW { width } else { right };
    html! {
        line.axis x1=(left) x2=(right) y1=(base) y2=(base) {}
        @for (tick, name) in marks.into_iter().zip(names) {
            @let x = across.at(tick);
            (tick_at(x, base, anchor(x, right, TICK), &name))
        }
        text.tick x=(end) y=(base + 34.0) text-anchor="end" { (title) }
    }
}

/// About so many ticks and their names; fewer where the names would touch.
fn named_ticks(ends: (f64, f64), about: u32, room: f64) -> (Vec<f64>, Vec<String>) {
    let mut about = about;
    loop {
        let marks = ticks(ends.0, ends.1, about);
        let names = labels(&marks);
        let letters: usize = names.iter().map(|name| name.chars().count()).sum();
        let wide = letters as f64 * DIGIT + names.len() as f64 * GAP;
        if wide <= room || about <= 1 {
            return (marks, names);
        }
        about -= 1;
    }
}

/// A mark on an axis at the height `base`, with its name.
pub(super) fn tick_at(x: f64, base: f64, anchor: &str, name: &str) -> Markup {
    html! {
        line.axis x1=(place(x)) x2=(place(x)) y1=(base) y2=(base + 4.0) {}
        text.tick x=(place(x)) y=(base + 18.0) text-anchor=(anchor) { (name) }
    }
}

/// Thin lines across a picture at the ticks of its vertical axis, with their numbers at the left.
pub(super) fn hairs(up: &Linear, ends: (f64, f64), (left, right): (f64, f64), count: u32) -> Markup {
    let marks = ticks(ends.0, ends.1, count);
    let names = labels(&marks);
    html! {
        @for (tick, name) in marks.into_iter().zip(names) {
            @let y = up.at(tick);
            line.hair x1=(left) x2=(right) y1=(place(y)) y2=(place(y)) {}
            text.tick x=(left - 6.0) y=(place(y + 4.0)) text-anchor="end" { (name) }
        }
    }
}

/// A place to a tenth of a pixel.
pub(super) fn place(at: f64) -> String {
    format!("{at:.1}")
}

/// Where words hang at a place of a picture of this width, so that the outermost ones stay inside; `room` is half the width of the longest.
pub(super) fn anchor(x: f64, width: f64, room: f64) -> &'static str {
    if x < room {
        "start"
    } else if x > width - room {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_touch() {
        // Eleven ticks of .02 would be nearest to six.
        assert_eq!(named_ticks((0.0, 0.2), 6, 700.0).0.len(), 11);
        let (marks, names) = named_ticks((0.0, 0.2), 6, 360.0);
        assert_eq!(names, ["0.00", "0.05", "0.10", "0.15", "0.20"]);
        assert_eq!(marks.len(), names.len());
        assert!(named_ticks((0.0, 0.2), 6, 0.0).0.len() < 4);
    }

    #[test]
    fn outer_labels_stay_inside() {
        assert_eq!(anchor(2.0, 300.0, TICK), "start");
        assert_eq!(anchor(150.0, 300.0, TICK), "middle");
        assert_eq!(anchor(299.0, 300.0, TICK), "end");
    }
}

//! A horizontal axis with its ticks and its title.

use leptos::prelude::*;

use super::scale::{Linear, labels, ticks};

/// The room that an axis takes below its line.
pub(super) const ROOM: f64 = 40.0;

/// An axis at the height `base` of a picture of this width; `ends` are the data's.
pub(super) fn axis(
    across: &Linear,
    ends: (f64, f64),
    width: f64,
    base: f64,
    title: &str,
) -> impl IntoView + use<> {
    let marks = ticks(ends.0, ends.1, if width < 480.0 { 3 } else { 6 });
    let names = labels(&marks);
    let marks = marks
        .into_iter()
        .zip(names)
        .map(|(tick, name)| {
            let x = across.at(tick);
            view! {
                <line class="axis" x1=format!("{x:.1}") x2=format!("{x:.1}") y1=base y2={base + 4.0} />
                <text class="tick" x=format!("{x:.1}") y={base + 18.0} text-anchor=anchor(x, width)>{name}</text>
            }
        })
        .collect_view();
    view! {
        <line class="axis" x1="0" x2=width y1=base y2=base />
        {marks}
        <text class="tick" x=width y={base + 34.0} text-anchor="end">{title.to_owned()}</text>
    }
}

/// Where a tick's label hangs, so that the outermost ones stay inside.
pub(super) fn anchor(x: f64, width: f64) -> &'static str {
    if x < 16.0 {
        "start"
    } else if x > width - 16.0 {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_labels_stay_inside() {
        assert_eq!(anchor(2.0, 300.0), "start");
        assert_eq!(anchor(150.0, 300.0), "middle");
        assert_eq!(anchor(299.0, 300.0), "end");
    }
}

//! The effect with its bound, against the margin and the smallest shift that would have been caught.

use leptos::prelude::*;

use super::axis::{self, axis};
use super::column;
use super::scale::Linear;
use crate::page::numbers::significant;
use crate::page::state::Page;
use crate::page::words;
use crate::report::Test;

/// Places of the line, the axis, and the foot of the picture.
const LINE: f64 = 44.0;
const BASE: f64 = 76.0;
const HEIGHT: f64 = BASE + axis::ROOM;

/// Half the width of the longest label.
const LONGEST_LABEL: f64 = 96.0;

/// The figure: title and picture. Nothing where the test has no effect.
pub(in crate::page) fn figure(page: Page, test: &Test, id: &'static str) -> Option<impl IntoView + use<>> {
    let title = words::effect_title(test, id == "relation")?;
    let shown = Shown {
        effect: test.effect_sd?,
        bound: test.effect_sd_upper,
        margin: test.margin_sd?,
        caught: test.smallest_detectable_sd,
    };
    let title_id = format!("{id}-effect");
    let named_by = title_id.clone();
    let description = title.clone();
    Some(view! {
        <figure aria-labelledby=named_by>
            <figcaption id=title_id>{title}</figcaption>
            {move || picture(column(page.width.get()), shown, &description)}
        </figure>
    })
}

/// Which side of a place its words stand on, so that they stay in the picture.
fn anchor(x: f64, width: f64) -> &'static str {
    if x < LONGEST_LABEL {
        "start"
    } else if x > width - LONGEST_LABEL {
        "end"
    } else {
        "middle"
    }
}

/// What is drawn, in standard deviations.
#[derive(Debug, Clone, Copy)]
struct Shown {
    effect: f64,
    bound: Option<f64>,
    margin: f64,
    caught: Option<f64>,
}

impl Shown {
    /// The end of the axis: everything that is drawn, and some room.
    fn end(self) -> f64 {
        [Some(self.effect), self.bound, Some(self.margin), self.caught]
            .into_iter()
            .flatten()
            .fold(0.0, f64::max)
            * 1.15
    }
}

fn picture(width: f64, shown: Shown, description: &str) -> impl IntoView + use<> {
    let end = shown.end();
    let across = Linear::new((0.0, end), (1.0, width - 1.0));
    let [dot, margin] = [shown.effect, shown.margin].map(|value| across.at(value));
    // Without a bound the line has no end.
    let bound = across.at(shown.bound.unwrap_or(end));
    let caught = shown.caught.map(|caught| {
        let x = across.at(caught);
        view! {
            <path class="dot" d=format!("M{:.1} {}h9l-4.5 -8z", x - 4.5, BASE - 1.0) />
            <text class="tick halo" x=format!("{x:.1}") y={BASE - 12.0} text-anchor=anchor(x, width)>
                {format!("{} is caught 4 times in 5", significant(caught, 2))}
            </text>
        }
    });
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {HEIGHT}")
            width=width
            height=HEIGHT
        >
            <g aria-hidden="true">
                <line class="observed" x1=format!("{margin:.1}") x2=format!("{margin:.1}") y1="18" y2=BASE />
                <text class="label" x=format!("{margin:.1}") y="12" text-anchor=anchor(margin, width)>
                    {format!("margin {}", significant(shown.margin, 2))}
                </text>
                <line class="interval" x1=format!("{dot:.1}") x2=format!("{bound:.1}") y1=LINE y2=LINE />
                <circle class="dot" cx=format!("{dot:.1}") cy=LINE r="4.5" />
                {caught}
                {axis(&across, (0.0, end), width, BASE, "shift with the same MMD, in standard deviations →")}
            </g>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_holds_all_that_is_drawn() {
        let shown = Shown {
            effect: 0.1,
            bound: Some(0.5),
            margin: 0.2,
            caught: Some(0.3),
        };
        assert!((shown.end() - 0.575).abs() < 1e-12);
        let shown = Shown { bound: None, ..shown };
        assert!((shown.end() - 0.345).abs() < 1e-12);
    }
}

//! The arms side by side: a dot for the mean, a line for the interval.

use leptos::prelude::*;

use super::axis::anchor;
use super::column;
use super::scale::{Linear, labels, ticks};
use crate::page::numbers::fixed;
use crate::page::state::Page;
use crate::page::words;
use crate::report::{Arm, Comparison};

/// No metric of ours says more below this: an R² of −1 is as far below the mean as it gets. What lies below
/// is drawn at the edge with an arrow, so that the other arms keep their distances.
const FLOOR: f64 = -1.0;
/// Below this width, names stand above their lines rather than beside them.
const NARROW: f64 = 520.0;

/// The figure: title, picture, note.
pub(in crate::page) fn figure(page: Page, comparison: Comparison) -> impl IntoView {
    let title = words::transfer_title(&comparison);
    let note = words::comparison_note(&comparison);
    let description = words::comparison_description(&comparison);
    view! {
        <figure aria-labelledby="arms-title">
            <figcaption id="arms-title">{title}</figcaption>
            <p class="small quiet">{note}</p>
            {move || picture(column(page.width.get()), &comparison, &description)}
        </figure>
    }
}

/// The range of the axis: all intervals and zero, but nothing below [`FLOOR`].
fn range(arms: &[Arm]) -> (f64, f64) {
    arms.iter()
        .flat_map(|arm| [arm.low, arm.mean, arm.high])
        .filter(|value| value.is_finite())
        .fold((0.0, 0.0), |(low, high): (f64, f64), value| {
            (low.min(value.max(FLOOR)), high.max(value))
        })
}

fn picture(width: f64, comparison: &Comparison, description: &str) -> impl IntoView + use<> {
    let narrow = width < NARROW;
    let (left, right) = if narrow { (12.0, 56.0) } else { (184.0, 64.0) };
    let line = if narrow { 44.0 } else { 32.0 };
    let (low, high) = range(&comparison.arms);
    let across = Linear::new((low, high), (left, width - right));
    let base = line * comparison.arms.len() as f64 + 4.0;
    let height = base + 40.0;
    let arms = comparison
        .arms
        .iter()
        .enumerate()
        .map(|(at, arm)| {
            let y = line * at as f64 + if narrow { 32.0 } else { 16.0 };
            let (name_x, name_y, name_anchor) = if narrow {
                (0.0, y - 14.0, "start")
            } else {
                (left - 16.0, y + 5.0, "end")
            };
            let (from, to, dot) = (across.at(arm.low), across.at(arm.high), across.at(arm.mean));
            let dot = if arm.mean < low {
                view! { <path class="dot" d=format!("M{:.1} {y}l9 -5v10z", dot - 4.0) /> }.into_any()
            } else {
                view! { <circle class="dot" cx=format!("{dot:.1}") cy=y r="4.5" /> }.into_any()
            };
            view! {
                <line class="hair" x1=left x2={width - right} y1=y y2=y />
                <text class="label" x=name_x y=name_y text-anchor=name_anchor>{words::arm(arm.name)}</text>
                <line class="interval" x1=format!("{from:.1}") x2=format!("{to:.1}") y1=y y2=y />
                {dot}
                <text class="label value" x=width y={y + 5.0} text-anchor="end">{fixed(arm.mean, 3)}</text>
            }
        })
        .collect_view();
    let marks = ticks(low, high, if narrow { 3 } else { 5 });
    let names = labels(&marks);
    let axis = marks
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
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {height}")
            width=width
            height=height
        >
            <g aria-hidden="true">
                {arms}
                <line class="axis" x1=left x2={width - right} y1=base y2=base />
                {axis}
                <text class="tick" x={width - right} y={base + 34.0} text-anchor="end">
                    {format!("{} on held-out target rows →", comparison.metric)}
                </text>
            </g>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ArmName;

    fn arm(low: f64, mean: f64, high: f64) -> Arm {
        Arm {
            name: ArmName::FineTuned,
            mean,
            low,
            high,
            seconds: 0.0,
            metrics: Vec::new(),
        }
    }

    #[test]
    fn the_axis_holds_every_interval_and_zero() {
        assert_eq!(range(&[arm(0.7, 0.8, 0.9), arm(-0.2, 0.1, 0.3)]), (-0.2, 0.9));
        assert_eq!(range(&[arm(0.7, 0.8, 0.9)]), (0.0, 0.9));
    }

    #[test]
    fn a_hopeless_arm_does_not_squeeze_the_others() {
        assert_eq!(
            range(&[arm(-40.0, -30.0, -20.0), arm(0.7, 0.8, 0.9)]),
            (-1.0, 0.9)
        );
        assert_eq!(range(&[arm(f64::NAN, 0.5, f64::INFINITY)]), (0.0, 0.5));
    }
}

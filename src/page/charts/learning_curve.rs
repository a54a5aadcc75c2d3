//! The metric over the number of target labels: fine-tuned and from scratch.

use leptos::prelude::*;

use super::axis::{self, anchor};
use super::column;
use super::curves::apart;
use super::intervals::{FLOOR, cell};
use super::scale::{Linear, labels, path, ticks};
use crate::page::numbers::{count, fixed};
use crate::page::state::Page;
use crate::page::words;
use crate::report::{Comparison, LabelBudget, Measure};

/// Room for the labels of the axis and of the lines.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 104.0;
const TOP: f64 = 12.0;
const HEIGHT: f64 = 180.0;
/// Both networks have the same numbers of labels: they stand a little beside each other.
const NUDGE: f64 = 3.0;
/// Least distance of two numbers on the axis.
const TICK_DISTANCE: f64 = 40.0;

/// The figure: title, note, picture, table. Nothing where there is one number of labels only.
pub(in crate::page) fn figure(page: Page, comparison: &Comparison) -> Option<impl IntoView + use<>> {
    let curve = comparison.learning_curve.clone();
    if curve.len() < 2 {
        return None;
    }
    let title = words::learning_title(&curve, comparison.transfer);
    let note = words::learning_note(comparison);
    let description = words::learning_description(comparison);
    let beyond = values(&curve).any(|value| value < FLOOR).then_some(words::BEYOND);
    let table = table(comparison);
    Some(view! {
        <figure aria-labelledby="learning-title">
            <figcaption id="learning-title">{title}</figcaption>
            <p class="small quiet">{note} " " {beyond}</p>
            {move || picture(column(page.width.get()), &curve, &description)}
            {table}
        </figure>
    })
}

/// All that is drawn.
fn values(curve: &[LabelBudget]) -> impl Iterator<Item = f64> {
    curve
        .iter()
        .flat_map(|point| [point.fine_tuned, point.from_scratch])
        .flat_map(|measure| [measure.low, measure.mean, measure.high])
        .filter(|value| value.is_finite())
}

/// The range of the metric: all intervals, but nothing below [`FLOOR`].
fn range(curve: &[LabelBudget]) -> (f64, f64) {
    values(curve)
        .map(|value| value.max(FLOOR))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
}

/// Which of these ascending positions have a number: the last one, and from the first on those with room.
fn numbered(positions: &[f64]) -> Vec<usize> {
    let Some((last, others)) = positions.split_last() else {
        return Vec::new();
    };
    let mut chosen: Vec<usize> = Vec::new();
    for (at, position) in others.iter().enumerate() {
        let after = chosen
            .last()
            .is_none_or(|&before| position - positions[before] >= TICK_DISTANCE);
        if after && last - position >= TICK_DISTANCE {
            chosen.push(at);
        }
    }
    chosen.push(others.len());
    chosen
}

/// How many labels, on a logarithmic scale.
fn logarithm(rows: u64) -> f64 {
    (rows.max(1) as f64).log10()
}

fn picture(width: f64, curve: &[LabelBudget], description: &str) -> impl IntoView + use<> {
    let ends = curve
        .iter()
        .map(|point| logarithm(point.rows))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| {
            (low.min(at), high.max(at))
        });
    let (low, high) = range(curve);
    let across = Linear::new(ends, (LEFT + 12.0, width - RIGHT - NUDGE));
    let up = Linear::new((low, high), (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT + 8.0;
    let lines = |class: &'static str, nudge: f64, measure: fn(&LabelBudget) -> Measure| {
        let points: Vec<(f64, Measure)> = curve
            .iter()
            .map(|point| (across.at(logarithm(point.rows)) + nudge, measure(point)))
            .collect();
        let line = path(points.iter().map(|(x, measure)| (*x, up.at(measure.mean))));
        let marks = points
            .iter()
            .map(|&(x, measure)| {
                let (from, to, y) = (up.at(measure.low), up.at(measure.high), up.at(measure.mean));
                let mark = if measure.mean < low {
                    format!("M{:.1} {:.1}h10l-5 8z", x - 5.0, y - 4.0)
                } else if class == "tuned" {
                    // A circle.
                    format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4.0)
                } else {
                    format!("M{:.1} {:.1}h7v7h-7z", x - 3.5, y - 3.5)
                };
                view! {
                    <line
                        class=format!("whisker {class}")
                        x1=format!("{x:.1}")
                        x2=format!("{x:.1}")
                        y1=format!("{from:.1}")
                        y2=format!("{to:.1}")
                    />
                    <path class=format!("mark {class}") d=mark />
                }
            })
            .collect_view();
        view! {
            <path class=format!("line {class}") d=line />
            {marks}
        }
    };
    let names = curve.last().map(|last| {
        let x = width - RIGHT + 10.0;
        let (tuned, fresh) = apart(up.at(last.fine_tuned.mean), up.at(last.from_scratch.mean));
        view! {
            <text class="label" x=x y={tuned + 4.0}>{words::TUNED}</text>
            <text class="label quiet" x=x y={fresh + 4.0}>{words::FRESH}</text>
        }
    });
    let vertical = ticks(low, high, 4);
    let vertical_names = labels(&vertical);
    let vertical = vertical
        .into_iter()
        .zip(vertical_names)
        .map(|(tick, name)| {
            let y = up.at(tick);
            view! {
                <line class="hair" x1=LEFT x2={width - RIGHT} y1=format!("{y:.1}") y2=format!("{y:.1}") />
                <text class="tick" x={LEFT - 6.0} y=format!("{:.1}", y + 4.0) text-anchor="end">{name}</text>
            }
        })
        .collect_view();
    let positions: Vec<f64> = curve
        .iter()
        .map(|point| across.at(logarithm(point.rows)))
        .collect();
    let horizontal = numbered(&positions)
        .into_iter()
        .map(|at| {
            let x = positions[at];
            view! {
                <line class="axis" x1=format!("{x:.1}") x2=format!("{x:.1}") y1=base y2={base + 4.0} />
                <text class="tick" x=format!("{x:.1}") y={base + 18.0} text-anchor=anchor(x, width)>
                    {count(curve[at].rows)}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {}", base + axis::ROOM)
            width=width
            height={base + axis::ROOM}
        >
            <g aria-hidden="true">
                {vertical}
                <line class="axis" x1=LEFT x2={width - RIGHT} y1=base y2=base />
                {horizontal}
                {lines("fresh", NUDGE, |point| point.from_scratch)}
                {lines("tuned", -NUDGE, |point| point.fine_tuned)}
                {names}
                <text class="tick" x={width - RIGHT} y={base + 34.0} text-anchor="end">{words::LABELS_AXIS}</text>
            </g>
        </svg>
    }
}

fn table(comparison: &Comparison) -> impl IntoView + use<> {
    let standings = words::standings(&comparison.learning_curve, comparison.transfer);
    let rows = comparison
        .learning_curve
        .iter()
        .zip(standings)
        .map(|(point, standing)| {
            let measure =
                |measure: Measure| cell(fixed(measure.mean, 3), words::interval(measure.low, measure.high));
            view! {
                <tr>
                    <th scope="row" class="number">{count(point.rows)}</th>
                    {measure(point.fine_tuned)}
                    {measure(point.from_scratch)}
                    <td>{standing.name()}</td>
                </tr>
            }
        })
        .collect_view();
    let metric = comparison.metric.clone();
    view! {
        <details>
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="By number of labels">
                <table class="measures">
                    <caption>{format!("{metric}: means and 95 % intervals")}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="number">"Labels"</th>
                            <th scope="col" class="number">"Fine-tuned"</th>
                            <th scope="col" class="number">"From scratch"</th>
                            <th scope="col">"What it allows to say"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(rows: u64, low: f64, high: f64) -> LabelBudget {
        let measure = Measure {
            mean: low.midpoint(high),
            low,
            high,
        };
        LabelBudget {
            rows,
            fine_tuned: measure,
            from_scratch: measure,
        }
    }

    #[test]
    fn the_axis_holds_every_interval_but_no_abyss() {
        assert_eq!(range(&[point(20, 0.2, 0.6), point(50, 0.4, 0.7)]), (0.2, 0.7));
        assert_eq!(range(&[point(20, -9.0, -3.0), point(50, 0.4, 0.7)]), (-1.0, 0.7));
        assert_eq!(
            range(&[point(20, f64::NAN, 0.5), point(50, 0.4, 0.7)]),
            (0.4, 0.7)
        );
    }

    #[test]
    fn numbers_on_the_axis_do_not_touch_and_the_last_stays() {
        assert_eq!(numbered(&[0.0, 50.0, 60.0, 100.0, 110.0]), [0, 1, 4]);
        assert_eq!(numbered(&[0.0, 45.0, 90.0]), [0, 1, 2]);
        assert_eq!(numbered(&[90.0, 100.0]), [1]);
        assert!(numbered(&[]).is_empty());
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "powers of ten")]
    fn ten_times_the_labels_are_one_step() {
        assert_eq!(logarithm(1_000) - logarithm(100), 1.0);
        assert_eq!(logarithm(0), 0.0);
    }
}

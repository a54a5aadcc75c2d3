//! The arms side by side: a dot for the mean, a line for the interval.

use leptos::prelude::*;

use super::axis::{self, anchor};
use super::column;
use super::scale::{Linear, labels, ticks};
use crate::page::numbers::{fixed, seconds};
use crate::page::state::Page;
use crate::page::words;
use crate::report::{Comparison, Measure, Metric, MetricName};

/// No metric of ours says more below this: an R² of −1 is as far below the mean as it gets. What lies below
/// is drawn at the edge with an arrow, so that the other arms keep their distances.
pub(super) const FLOOR: f64 = -1.0;
/// Below this width, names stand above their lines rather than beside them.
pub(super) const NARROW: f64 = 520.0;

/// The figure: title, note, picture, tables.
pub(in crate::page) fn figure(page: Page, comparison: Comparison) -> impl IntoView {
    let title = words::transfer_title(&comparison);
    let note = words::comparison_note(&comparison);
    let description = words::comparison_description(&comparison);
    let axis = words::on_target(&comparison.metric);
    let tables = tables(&comparison);
    let rows: Vec<Row> = comparison
        .arms
        .iter()
        .map(|arm| Row {
            name: words::arm(arm.name),
            measure: Measure {
                mean: arm.mean,
                low: arm.low,
                high: arm.high,
            },
            text: fixed(arm.mean, 3),
        })
        .collect();
    view! {
        <figure aria-labelledby="arms-title">
            <figcaption id="arms-title">{title}</figcaption>
            <p class="small quiet">{note}</p>
            {move || {
                let frame = Frame {
                    limits: (FLOOR, f64::INFINITY),
                    zero: false,
                    axis: &axis,
                    description: &description,
                };
                picture(column(page.width.get()), &rows, &frame)
            }}
            {tables}
        </figure>
    }
}

/// One line of a picture: a name, a mean with its interval, and the mean as text.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) measure: Measure,
    pub(super) text: String,
}

/// What a picture of rows shows beside them.
pub(super) struct Frame<'f> {
    /// Values outside are drawn at the edge with an arrow, so that the other rows keep their distances.
    pub(super) limits: (f64, f64),
    /// Whether a line stands at zero.
    pub(super) zero: bool,
    pub(super) axis: &'f str,
    pub(super) description: &'f str,
}

/// The range of the axis: all intervals and zero, but nothing outside the limits.
fn range(rows: &[Row], (least, most): (f64, f64)) -> (f64, f64) {
    rows.iter()
        .flat_map(|row| [row.measure.low, row.measure.mean, row.measure.high])
        .filter(|value| value.is_finite())
        .fold((0.0, 0.0), |(low, high): (f64, f64), value| {
            (low.min(value.max(least)), high.max(value.min(most)))
        })
}

/// The picture: one line for each row, one axis for all.
pub(super) fn picture(width: f64, rows: &[Row], frame: &Frame<'_>) -> impl IntoView + use<> {
    let narrow = width < NARROW;
    let (left, right) = if narrow { (12.0, 68.0) } else { (184.0, 72.0) };
    let line = if narrow { 44.0 } else { 32.0 };
    let (low, high) = range(rows, frame.limits);
    let across = Linear::new((low, high), (left, width - right));
    let base = line * rows.len() as f64 + 4.0;
    let height = base + axis::ROOM;
    let zero = frame.zero.then(|| {
        let x = across.at(0.0);
        view! { <line class="axis" x1=format!("{x:.1}") x2=format!("{x:.1}") y1="0" y2=base /> }
    });
    let lines = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let y = line * at as f64 + if narrow { 32.0 } else { 16.0 };
            let (name_x, name_y, name_anchor) = if narrow {
                (0.0, y - 14.0, "start")
            } else {
                (left - 16.0, y + 5.0, "end")
            };
            let Measure {
                mean,
                low: from,
                high: to,
            } = row.measure;
            let (from, to, dot) = (across.at(from), across.at(to), across.at(mean));
            let dot = if mean < low {
                view! { <path class="dot" d=format!("M{:.1} {y}l9 -5v10z", dot - 4.0) /> }.into_any()
            } else if mean > high {
                view! { <path class="dot" d=format!("M{:.1} {y}l-9 -5v10z", dot + 4.0) /> }.into_any()
            } else {
                view! { <circle class="dot" cx=format!("{dot:.1}") cy=y r="4.5" /> }.into_any()
            };
            view! {
                <line class="hair" x1=left x2={width - right} y1=y y2=y />
                <text class="label halo" x=name_x y=name_y text-anchor=name_anchor>{row.name}</text>
                <line class="interval" x1=format!("{from:.1}") x2=format!("{to:.1}") y1=y y2=y />
                {dot}
                <text class="label value" x=width y={y + 5.0} text-anchor="end">{row.text.clone()}</text>
            }
        })
        .collect_view();
    view! {
        <svg
            role="img"
            aria-label=frame.description.to_owned()
            viewBox=format!("0 0 {width} {height}")
            width=width
            height=height
        >
            <g aria-hidden="true">
                {zero}
                {lines}
                {foot(&across, (low, high), (left, width - right), width, base, frame.axis)}
            </g>
        </svg>
    }
}

/// The axis below rows, from `left` to `right` in a picture of this width.
pub(super) fn foot(
    across: &Linear,
    (low, high): (f64, f64),
    (left, right): (f64, f64),
    width: f64,
    base: f64,
    title: &str,
) -> impl IntoView + use<> {
    let marks = ticks(low, high, if width < NARROW { 3 } else { 5 });
    let names = labels(&marks);
    let marks = marks
        .into_iter()
        .zip(names)
        .map(|(tick, name)| {
            let x = across.at(tick);
            view! {
                <line class="axis" x1=format!("{x:.1}") x2=format!("{x:.1}") y1=base y2={base + 4.0} />
                <text class="tick" x=format!("{x:.1}") y={base + 18.0} text-anchor=anchor(x, right)>{name}</text>
            }
        })
        .collect_view();
    // A long title needs the whole width of a narrow picture.
    let end = if width < NARROW { width } else { right };
    view! {
        <line class="axis" x1=left x2=right y1=base y2=base />
        {marks}
        <text class="tick" x=end y={base + 34.0} text-anchor="end">{title.to_owned()}</text>
    }
}

/// Every metric of every arm, which of them are better large, and what each means.
fn tables(comparison: &Comparison) -> impl IntoView + use<> {
    let metrics: Vec<MetricName> = comparison
        .arms
        .first()
        .map(|arm| arm.metrics.iter().map(|metric| metric.name).collect())
        .unwrap_or_default();
    let heads = metrics
        .iter()
        .map(|&metric| {
            view! {
                <th scope="col" class="number">
                    {words::metric(metric)} " " <span>{words::direction(metric)}</span>
                </th>
            }
        })
        .collect_view();
    // A report of an older version has the metric of the comparison alone.
    let only = metrics.is_empty().then(|| {
        view! { <th scope="col" class="number">{comparison.metric.clone()} " " <span>{words::LARGER_IS_BETTER}</span></th> }
    });
    let rows = comparison
        .arms
        .iter()
        .map(|arm| {
            let cells = metrics
                .iter()
                .map(|name| {
                    let metric = arm.metrics.iter().find(|metric| metric.name == *name);
                    metric.map_or_else(
                        || view! { <td class="number">"–"</td> }.into_any(),
                        |metric| {
                            let Metric { mean, low, high, .. } = *metric;
                            cell(words::value(*name, mean), words::value_interval(*name, low, high))
                                .into_any()
                        },
                    )
                })
                .collect_view();
            let only = metrics
                .is_empty()
                .then(|| cell(fixed(arm.mean, 3), words::interval(arm.low, arm.high)));
            view! {
                <tr>
                    <th scope="row">{words::arm(arm.name)}</th>
                    {cells}
                    {only}
                    <td class="number">{seconds(arm.seconds)}</td>
                    <td class="what">{words::arm_help(arm.name)}</td>
                </tr>
            }
        })
        .collect_view();
    let glossary = (!metrics.is_empty()).then(|| {
        let entries = metrics.iter().map(|&metric| {
            view! { <div><dt>{words::metric(metric)}</dt><dd>{words::metric_help(metric)}</dd></div> }
        });
        view! {
            <details>
                <summary>{words::METRICS}</summary>
                <dl class="glossary">{entries.collect_view()}</dl>
            </details>
        }
    });
    view! {
        <details>
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Networks side by side">
                <table class="measures">
                    <caption>{words::MEAN_AND_INTERVAL}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Network"</th>
                            {heads}
                            {only}
                            <th scope="col" class="number">"Time"</th>
                            <th scope="col">"What it is"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
        {glossary}
    }
}

/// A mean with its interval below it.
pub(super) fn cell(mean: String, interval: String) -> impl IntoView {
    view! { <td class="number">{mean} " " <span>{interval}</span></td> }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_CEILING: (f64, f64) = (FLOOR, f64::INFINITY);

    fn row(low: f64, mean: f64, high: f64) -> Row {
        Row {
            name: "Fine-tuned",
            measure: Measure { mean, low, high },
            text: String::new(),
        }
    }

    #[test]
    fn the_axis_holds_every_interval_and_zero() {
        let rows = [row(0.7, 0.8, 0.9), row(-0.2, 0.1, 0.3)];
        assert_eq!(range(&rows, NO_CEILING), (-0.2, 0.9));
        assert_eq!(range(&rows[..1], NO_CEILING), (0.0, 0.9));
    }

    #[test]
    fn a_hopeless_row_does_not_squeeze_the_others() {
        let rows = [row(-40.0, -30.0, -20.0), row(0.7, 0.8, 0.9)];
        assert_eq!(range(&rows, NO_CEILING), (-1.0, 0.9));
        assert_eq!(
            range(&[row(f64::NAN, 0.5, f64::INFINITY)], NO_CEILING),
            (0.0, 0.5)
        );
        assert_eq!(range(&[row(0.1, 30.0, 50.0)], (-2.0, 2.0)), (0.0, 2.0));
    }
}

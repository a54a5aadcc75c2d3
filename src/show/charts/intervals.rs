//! The arms side by side: a dot for the mean, a line for the interval.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::{Linear, ends};
use crate::report::{Arm, ArmName, Comparison, Measure, MetricName, Report, Task};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::numbers::{fixed, seconds};

/// No metric of ours says more below this: an R² of −1 is as far below the mean as it gets. What lies below
/// is drawn at the edge with an arrow, so that the other arms keep their distances.
pub(super) const FLOOR: f64 = -1.0;

/// What is no network and made of trees.
const TREES: [ArmName; 3] = [ArmName::Trees, ArmName::PooledTrees, ArmName::Stacked];

/// The figure: this title, note, picture, table.
pub(crate) fn figure(title: impl Into<String>, comparison: &Comparison) -> Figure {
    let axis = words::on_target(comparison.metric);
    let rows: Vec<Row> = comparison
        .arms
        .iter()
        .map(|arm| row(arm, comparison.task, false))
        .collect();
    let frame = Frame {
        limits: (FLOOR, f64::INFINITY),
        zero: false,
        axis: &axis,
    };
    Figure {
        note: Some(words::comparison_note(comparison)),
        sheets: vec![sheet(comparison)],
        ..Figure::new(
            "arms",
            title,
            words::comparison_description(comparison),
            |width| picture(width, &rows, &frame),
        )
    }
}

/// The arms beside the answer: the advised one first and marked, then the others, the best of them first.
pub(in crate::show) fn of_answer(report: &Report, comparison: &Comparison) -> Figure {
    let advised = report.advice.arm();
    let of_trees = |arm: &&Arm| TREES.contains(&arm.name);
    let best_trees = comparison
        .arms
        .iter()
        .filter(of_trees)
        .max_by(|one, other| one.measure.mean.total_cmp(&other.measure.mean));
    // Of the three kinds of trees the best one speaks for all; the tab of the networks has the others.
    let is_shown = |arm: &&Arm| {
        !of_trees(arm) || Some(arm.name) == advised || best_trees.is_some_and(|best| best.name == arm.name)
    };
    let mut arms: Vec<&Arm> = comparison.arms.iter().filter(is_shown).collect();
    arms.sort_by(|one, other| {
        let is_other = |arm: &Arm| Some(arm.name) != advised;
        let by_mean = other.measure.mean.total_cmp(&one.measure.mean);
        is_other(one).cmp(&is_other(other)).then(by_mean)
    });
    let rows: Vec<Row> = arms
        .iter()
        .map(|arm| row(arm, comparison.task, Some(arm.name) == advised))
        .collect();
    let axis = words::on_target(comparison.metric);
    let frame = Frame {
        limits: (FLOOR, f64::INFINITY),
        zero: false,
        axis: &axis,
    };
    let description = words::comparison_description(comparison);
    let title = words::card::arms_title(report, comparison);
    Figure::new("arms", title, description, |width| picture(width, &rows, &frame))
}

fn row(arm: &Arm, task: Task, is_advised: bool) -> Row {
    Row {
        name: words::arm_of_task(arm.name, task),
        measure: arm.measure,
        text: fixed(arm.measure.mean, 3),
        is_advised,
    }
}

/// One line of a picture: a name, a mean with its interval, and the mean as text.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) measure: Measure,
    pub(super) text: String,
    /// Whether it is the one that is advised.
    pub(super) is_advised: bool,
}

/// What a picture of rows shows beside them.
pub(super) struct Frame<'f> {
    /// Values outside are drawn at the edge with an arrow, so that the other rows keep their distances.
    pub(super) limits: (f64, f64),
    /// Whether a line stands at zero.
    pub(super) zero: bool,
    pub(super) axis: &'f str,
}

/// The range of the axis: all intervals and zero, but nothing outside the limits.
fn range(rows: &[Row], (least, most): (f64, f64)) -> (f64, f64) {
    let measures = rows.iter().map(|row| row.measure);
    let values = measures.flat_map(|measure| [measure.low, measure.mean, measure.high]);
    let drawn = values
        .filter(|value| value.is_finite())
        .map(|value| value.clamp(least, most));
    ends(std::iter::once(0.0).chain(drawn))
}

/// The picture: one line for each row, one axis for all.
pub(super) fn picture(width: f64, rows: &[Row], frame: &Frame<'_>) -> Picture {
    let narrow = width < axis::NARROW;
    let (left, right) = if narrow { (12.0, 68.0) } else { (184.0, 72.0) };
    let line = if narrow { 44.0 } else { 32.0 };
    let (low, high) = range(rows, frame.limits);
    let across = Linear::new((low, high), (left, width - right));
    let base = line * rows.len() as f64 + 4.0;
    let content = html! {
        @let zero = place(across.at(0.0));
        @if frame.zero && !narrow {
            line.axis x1=(zero) x2=(zero) y1="0" y2=(base) {}
        }
        @for (at, row) in rows.iter().enumerate() {
            @let y = line * at as f64 + if narrow { 32.0 } else { 16.0 };
            @let (name_x, name_y, name_anchor) = if narrow { (0.0, y - 14.0, "start") } else { (left - 16.0, y + 5.0, "end") };
            @let measure = row.measure;
            @let dot = across.at(measure.mean);
            @if row.is_advised {
                rect.wash x="-8" y=(y - if narrow { 29.0 } else { 16.0 }) width=(width + 16.0) height=(line - 2.0) rx="4" {}
            }
            line.hair x1=(left) x2=(width - right) y1=(y) y2=(y) {}
            @if frame.zero && narrow {
                // In parts: names stand between them.
                line.axis x1=(zero) x2=(zero) y1=(y - 8.0) y2=(y + 8.0) {}
            }
            text.label.halo.strong[row.is_advised] x=(name_x) y=(name_y) text-anchor=(name_anchor) { (row.name) }
            line.interval x1=(place(across.at(measure.low))) x2=(place(across.at(measure.high))) y1=(y) y2=(y) {}
            @if measure.mean < low {
                path.dot d=(format!("M{:.1} {y}l9 -5v10z", dot - 4.0)) {}
            } @else if measure.mean > high {
                path.dot d=(format!("M{:.1} {y}l-9 -5v10z", dot + 4.0)) {}
            } @else {
                circle.dot cx=(place(dot)) cy=(y) r="4.5" {}
            }
            text.label.value x=(width) y=(y + 5.0) text-anchor="end" { (row.text) }
        }
        (axis(&across, (low, high), (left, width - right), width, base, frame.axis))
    };
    Picture::new(width, base + axis::ROOM, content)
}

/// Every metric of every arm, which of them are better large, and what each arm is.
fn sheet(comparison: &Comparison) -> Sheet {
    let metrics: Vec<MetricName> = comparison
        .arms
        .first()
        .map(|arm| arm.metrics.iter().map(|metric| metric.name).collect())
        .unwrap_or_default();
    let mut columns = vec![Column::text(words::NETWORK.say())];
    columns.extend(
        metrics.iter().map(|&metric| {
            Column::interval(words::metric_title(metric)).with_below(words::direction(metric))
        }),
    );
    columns.push(Column::number(words::TIME.say()));
    columns.push(Column::text(words::WHAT_IT_IS.say()));
    let rows = comparison.arms.iter().map(|arm| {
        let mut cells = vec![Cell::text(words::arm_of_task(arm.name, comparison.task))];
        for &name in &metrics {
            let metric = arm.metrics.iter().find(|metric| metric.name == name);
            cells.push(metric.map_or_else(
                || Cell::nothing(3),
                |metric| {
                    let Measure { mean, low, high } = metric.measure;
                    Cell::interval(
                        words::value(name, mean),
                        words::value_interval(name, low, high),
                        [mean, low, high],
                    )
                },
            ));
        }
        cells.push(Cell::number(seconds(arm.seconds), arm.seconds));
        cells.push(Cell::text(words::arm_help(arm.name)));
        cells
    });
    Sheet::new(columns, rows).below(words::MEAN_AND_INTERVAL.say())
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
            is_advised: false,
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

//! The metric over the number of target labels: fine-tuned and from scratch.

use maud::{Markup, html};

use super::axis::{self, anchor, hairs, place, tick_at};
use super::curves::apart;
use super::intervals::FLOOR;
use super::scale::{Linear, ends, path};
use crate::report::{ArmName, Comparison, LabelBudget, Measure};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::numbers::{count, fixed};

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
pub(crate) fn figure(comparison: &Comparison) -> Option<Figure> {
    let curve = &comparison.learning_curve;
    if curve.len() < 2 {
        return None;
    }
    let note = words::learning_note(comparison);
    let beyond = values(curve).any(|value| value < FLOOR);
    Some(Figure {
        note: Some(if beyond {
            format!("{note} {}", words::BEYOND.say())
        } else {
            note
        }),
        sheets: vec![sheet(comparison)],
        ..Figure::new(
            "learning",
            words::learning_title(curve, comparison.transfer),
            words::learning_description(comparison),
            |width| picture(width, curve),
        )
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
    ends(values(curve).map(|value| value.max(FLOOR)))
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

fn picture(width: f64, curve: &[LabelBudget]) -> Picture {
    let logarithms: Vec<f64> = curve.iter().map(|point| logarithm(point.rows)).collect();
    let ends = ends(logarithms.iter().copied());
    let (low, high) = range(curve);
    let across = Linear::new(ends, (LEFT + 12.0, width - RIGHT - NUDGE));
    let up = Linear::new((low, high), (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT + 8.0;
    let line = |class: &str, nudge: f64, measure: fn(&LabelBudget) -> Measure| {
        let points: Vec<(f64, Measure)> = curve
            .iter()
            .map(|point| (across.at(logarithm(point.rows)) + nudge, measure(point)))
            .collect();
        marks(class, &points, &up, low)
    };
    let positions: Vec<f64> = logarithms.iter().map(|at| across.at(*at)).collect();
    let content = html! {
        (hairs(&up, (low, high), (LEFT, width - RIGHT), 4))
        line.axis x1=(LEFT) x2=(width - RIGHT) y1=(base) y2=(base) {}
        @for at in numbered(&positions) {
            (tick_at(positions[at], base, anchor(positions[at], width, axis::TICK), &count(curve[at].rows)))
        }
        (line("fresh", NUDGE, |point| point.from_scratch))
        (line("tuned", -NUDGE, |point| point.fine_tuned))
        @if let Some(last) = curve.last() {
            @let x = width - RIGHT + 10.0;
            @let (tuned, fresh) = apart(up.at(last.fine_tuned.mean), up.at(last.from_scratch.mean));
            text.label x=(x) y=(tuned + 4.0) { (words::TUNED.say()) }
            text.label.quiet x=(x) y=(fresh + 4.0) { (words::FRESH.say()) }
        }
        text.tick x=(width - RIGHT) y=(base + 34.0) text-anchor="end" { (words::LABELS_AXIS.say()) }
    };
    Picture::new(width, base + axis::ROOM, content)
}

/// A line through means with their intervals: circles where fine-tuned, squares where not, arrows below `low`.
fn marks(class: &str, points: &[(f64, Measure)], up: &Linear, low: f64) -> Markup {
    html! {
        path class=(format!("line {class}")) d=(path(points.iter().map(|(x, measure)| (*x, up.at(measure.mean))))) {}
        @for (x, measure) in points {
            @let y = up.at(measure.mean);
            line class=(format!("whisker {class}")) x1=(place(*x)) x2=(place(*x))
                y1=(place(up.at(measure.low))) y2=(place(up.at(measure.high))) {}
            path class=(format!("mark {class}")) d=(
                if measure.mean < low {
                    format!("M{:.1} {:.1}h10l-5 8z", x - 5.0, y - 4.0)
                } else if class == "tuned" {
                    // A circle.
                    format!("M{:.1} {y:.1}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4.0)
                } else {
                    format!("M{:.1} {:.1}h7v7h-7z", x - 3.5, y - 3.5)
                }
            ) {}
        }
    }
}

fn sheet(comparison: &Comparison) -> Sheet {
    let standings = words::standings(&comparison.learning_curve, comparison.transfer);
    let measure = |measure: Measure| {
        Cell::interval(
            fixed(measure.mean, 3),
            words::interval(measure.low, measure.high),
            [measure.mean, measure.low, measure.high],
        )
    };
    let rows = comparison
        .learning_curve
        .iter()
        .zip(standings)
        .map(|(point, standing)| {
            vec![
                Cell::count(point.rows),
                measure(point.fine_tuned),
                measure(point.from_scratch),
                Cell::text(standing.name()),
            ]
        });
    let columns = [
        Column::number(words::LABELS.say()),
        Column::interval(words::arm(ArmName::FineTuned)),
        Column::interval(words::arm(ArmName::FromScratch)),
        Column::text(words::WHAT_IT_ALLOWS.say()),
    ];
    Sheet::new(columns, rows).below(words::means_of(comparison.metric))
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

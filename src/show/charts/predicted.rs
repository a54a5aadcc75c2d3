//! What networks predict against what was measured: a panel for each network, with the line on which both are the same.

use maud::{Markup, html};

use super::axis::{self, axis, hairs, place};
use super::scale::{Linear, ends};
use crate::report::{ArmName, ByPrediction, Comparison, Errors, PredictionBin};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// The room between two panels, and that for the numbers at the left of each.
const BETWEEN: f64 = 40.0;
const LEFT: f64 = 44.0;
/// The room above a panel: the network's name, and that of the axis.
const ABOVE: f64 = 48.0;
const HEIGHT: f64 = 170.0;
/// Room at the right for half of the last dot.
const RIGHT: f64 = 8.0;

/// The figure: title, note, picture, table. Nothing for classes.
pub(crate) fn figure(errors: &Errors, comparison: &Comparison) -> Option<Figure> {
    let networks = &errors.by_prediction;
    if networks.is_empty() {
        return None;
    }
    Some(Figure {
        note: Some(words::predicted_note(comparison)),
        sheets: vec![sheet(networks)],
        ..Figure::new(
            "predicted",
            words::predicted_title(networks, &comparison.label),
            words::predicted_description(networks),
            |width| picture(width, networks, &comparison.label),
        )
    })
}

/// The ends of both axes: what was measured with its spread, and predictions as far as they lie no farther from it than
/// it is wide. Others are drawn at the edge.
fn range(networks: &[ByPrediction]) -> (f64, f64) {
    let bins = || networks.iter().flat_map(|network| &network.bins);
    let (low, high) = ends(bins().flat_map(|bin| [bin.actual - bin.actual_sd, bin.actual + bin.actual_sd]));
    let width = high - low;
    let predicted = bins().map(|bin| bin.predicted.clamp(low - width, high + width));
    ends(predicted.chain([low, high]))
}

fn picture(width: f64, networks: &[ByPrediction], label: &str) -> Picture {
    let is_narrow = width < axis::NARROW;
    let panel_width = if is_narrow { width } else { (width - BETWEEN) / 2.0 };
    let panel_height = ABOVE + HEIGHT + 8.0 + axis::ROOM;
    let range = range(networks);
    let rows = if is_narrow { networks.len().max(1) } else { 1 };
    let content = html! {
        @for (at, network) in networks.iter().enumerate() {
            @let at = at as f64;
            @let (x, y) = if is_narrow { (0.0, at * (panel_height + 16.0)) } else { (at * (panel_width + BETWEEN), 0.0) };
            g transform=(format!("translate({x} {y})")) { (panel(panel_width, network, range, label)) }
        }
    };
    Picture::new(
        width,
        panel_height * rows as f64 + 16.0 * (rows as f64 - 1.0),
        content,
    )
}

fn panel(width: f64, network: &ByPrediction, (low, high): (f64, f64), label: &str) -> Markup {
    let right = width - RIGHT;
    let across = Linear::new((low, high), (LEFT, right));
    let up = Linear::new((low, high), (ABOVE + HEIGHT, ABOVE));
    let [predicted, actual] = words::predicted_axes(label);
    html! {
        text.label.strong x="0" y="14" { (words::arm(network.arm)) }
        text.tick x="0" y="34" { (actual) }
        (hairs(&up, (low, high), (LEFT, right), 4))
        line.axis x1=(LEFT) x2=(right) y1=(ABOVE + HEIGHT) y2=(ABOVE) {}
        @for bin in &network.bins { (dot(bin, network.arm, &across, &up, (low, high))) }
        (axis(&across, (low, high), (LEFT, right), axis::NARROW, ABOVE + HEIGHT + 8.0, &predicted))
    }
}

/// A dot with the spread of what was measured; an arrow where the prediction lies outside.
fn dot(bin: &PredictionBin, arm: ArmName, across: &Linear, up: &Linear, (low, high): (f64, f64)) -> Markup {
    let class = class_of(arm);
    let (x, y) = (across.at(bin.predicted), up.at(bin.actual));
    let ends = [bin.actual - bin.actual_sd, bin.actual + bin.actual_sd].map(|end| up.at(end));
    html! {
        line class=(format!("interval {class}")) x1=(place(x)) x2=(place(x)) y1=(place(ends[0])) y2=(place(ends[1])) {}
        @if bin.predicted < low {
            path class=(format!("dot {class}")) d=(format!("M{:.1} {y:.1}l9 -5v10z", x - 4.0)) {}
        } @else if bin.predicted > high {
            path class=(format!("dot {class}")) d=(format!("M{:.1} {y:.1}l-9 -5v10z", x + 4.0)) {}
        } @else {
            circle class=(format!("dot {class}")) cx=(place(x)) cy=(place(y)) r="4" {}
        }
    }
}

/// The source network has the source's colour, any other that of the text.
pub(super) fn class_of(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => "source",
        _ => "other",
    }
}

fn sheet(networks: &[ByPrediction]) -> Sheet {
    let rows = networks.iter().flat_map(|network| {
        network.bins.iter().map(|bin| {
            vec![
                Cell::text(words::arm(network.arm)),
                Cell::count(bin.rows),
                Cell::significant(bin.predicted, 3),
                Cell::significant(bin.actual, 3),
                Cell::significant(bin.actual_sd, 2),
            ]
        })
    });
    Sheet::new(
        [
            Column::text(words::NETWORK.say()),
            Column::number(words::ROWS_OF_BIN.say()),
            Column::number(words::PREDICTED_MEAN.say()),
            Column::number(words::ACTUAL_MEAN.say()),
            Column::number(words::ACTUAL_SD.say()),
        ],
        rows,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(bins: &[[f64; 3]]) -> ByPrediction {
        ByPrediction {
            arm: ArmName::FineTuned,
            bins: bins
                .iter()
                .map(|&[predicted, actual, actual_sd]| PredictionBin {
                    rows: 10,
                    predicted,
                    actual,
                    actual_sd,
                })
                .collect(),
        }
    }

    #[test]
    fn both_axes_hold_what_was_measured_and_no_abyss() {
        assert_eq!(
            range(&[network(&[[2.0, 3.0, 1.0], [9.0, 8.0, 2.0]])]),
            (2.0, 10.0)
        );
        // Measured from 2 to 4, so that nothing below 0 or above 6 is drawn in its place.
        let wild = network(&[[-50.0, 3.0, 1.0], [700.0, 3.0, 0.5]]);
        assert_eq!(range(std::slice::from_ref(&wild)), (0.0, 6.0));
        let drawn = picture(704.0, &[wild], "kwh").content.into_string();
        assert_eq!(drawn.matches("<path class=\"dot other\"").count(), 2, "{drawn}");
    }

    #[test]
    fn panels_stand_beside_each_other_or_below() {
        let networks = [network(&[[2.0, 3.0, 1.0]]), network(&[[2.0, 3.0, 1.0]])];
        let [wide, narrow] = [704.0, 328.0].map(|width| picture(width, &networks, "kwh"));
        assert!(wide.content.into_string().contains("translate(372 0)"));
        assert!(narrow.height > 2.0 * wide.height);
    }
}

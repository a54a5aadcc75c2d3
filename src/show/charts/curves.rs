//! Losses by epoch: one small picture for each network, side by side.

use maud::{Markup, html};

use super::axis::{self, hairs};
use super::scale::{Linear, ends, path};
use crate::report::{Curve, Epoch};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

/// Room for the labels of the lines and the axes, and for the name above.
const LEFT: f64 = 36.0;
const RIGHT: f64 = 80.0;
const TOP: f64 = 36.0;
const HEIGHT: f64 = 104.0;
const BOTTOM: f64 = 44.0;

/// Width of the gap between two pictures.
const GAP: f64 = 24.0;

/// Labels of two lines that end closer than this are pushed apart.
const LABEL_DISTANCE: f64 = 16.0;

/// The figure: title, pictures, note, tables.
pub(crate) fn figure(curves: &[Curve]) -> Option<Figure> {
    (!curves.is_empty()).then(|| Figure {
        sheets: curves.iter().map(sheet).collect(),
        ..titled(words::CURVES_TITLE.say(), curves)
    })
}

/// The figure while the networks are still learning: without tables and files.
pub(crate) fn live(curves: &[Curve], title: &'static str) -> String {
    titled(title, curves).in_page(false).into_string()
}

fn titled(title: &'static str, curves: &[Curve]) -> Figure {
    let described: Vec<String> = curves.iter().map(description).collect();
    Figure {
        legend: Some(words::CURVES_NOTE.say().to_owned()),
        ..Figure::new("curves", title, described.join(words::STOP.say()), |width| {
            picture(width, curves)
        })
    }
}

fn description(curve: &Curve) -> String {
    words::losses_over(words::learner(curve.arm), passes_of(curve))
}

/// How often the network went through its rows.
fn passes_of(curve: &Curve) -> u32 {
    curve.epochs.last().map_or(0, |epoch| epoch.number)
}

/// Smallest and largest loss of a picture. Each has its own, because each network's losses have a unit of their own.
fn extent(curve: &Curve) -> (f64, f64) {
    let losses = curve
        .epochs
        .iter()
        .flat_map(|epoch| [epoch.training, epoch.validation]);
    let finite = losses.map(f64::from).filter(|loss| loss.is_finite());
    let (low, high) = ends(std::iter::once(0.0).chain(finite));
    (low, if high > low { high } else { low + 1.0 })
}

fn picture(width: f64, curves: &[Curve]) -> Picture {
    let longest = curves.iter().map(passes_of).max().unwrap_or(0);
    let across = if width < axis::NARROW { 1 } else { 2 };
    let part = (width - GAP * (across - 1) as f64) / across as f64;
    let height = TOP + HEIGHT + BOTTOM;
    let content = html! {
        @for (at, curve) in curves.iter().enumerate() {
            @let (x, y) = ((part + GAP) * (at % across) as f64, height * (at / across) as f64);
            g transform=(format!("translate({x:.1} {y})")) { (of_network(part, curve, longest)) }
        }
    };
    Picture::new(
        width,
        height * curves.len().div_ceil(across).max(1) as f64,
        content,
    )
}

fn of_network(width: f64, curve: &Curve, longest: u32) -> Markup {
    let losses = extent(curve);
    let across = Linear::new((0.0, f64::from(longest.max(2))), (LEFT, width - RIGHT));
    let up = Linear::new(losses, (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT;
    let line = |loss: fn(&Epoch) -> f32| {
        path(
            curve
                .epochs
                .iter()
                .map(|epoch| (across.at(f64::from(epoch.number)), up.at(f64::from(loss(epoch))))),
        )
    };
    let end = across.at(f64::from(passes_of(curve))) + 6.0;
    html! {
        text.label x="0" y="14" { (words::learner(curve.arm)) }
        (hairs(&up, losses, (LEFT, width - RIGHT), 3))
        line.axis x1=(LEFT) x2=(width - RIGHT) y1=(base) y2=(base) {}
        path.training d=(line(|epoch| epoch.training)) {}
        path.validation d=(line(|epoch| epoch.validation)) {}
        @if let Some(last) = curve.epochs.last() {
            @let (training, validation) = apart(up.at(f64::from(last.training)), up.at(f64::from(last.validation)));
            text.tick x=(end) y=(training + 4.0) { (words::TRAINING_LOSS.say()) }
            text.label x=(end) y=(validation + 4.0) { (words::VALIDATION_LOSS.say()) }
        }
        text.tick x=(LEFT) y=(base + 18.0) { (counted(u64::from(passes_of(curve)), Noun::Epoch)) }
    }
}

/// Two heights, pushed apart where their labels would cover each other.
pub(super) fn apart(first: f64, second: f64) -> (f64, f64) {
    let distance = (first - second).abs();
    if distance >= LABEL_DISTANCE {
        return (first, second);
    }
    let push = (LABEL_DISTANCE - distance) / 2.0;
    if first > second {
        (first + push, second - push)
    } else {
        (first - push, second + push)
    }
}

fn sheet(curve: &Curve) -> Sheet {
    let rows = curve.epochs.iter().map(|epoch| {
        let losses = [epoch.training, epoch.validation].map(|loss| Cell::significant(f64::from(loss), 3));
        let number = Cell::number(epoch.number.to_string(), f64::from(epoch.number));
        std::iter::once(number).chain(losses).collect()
    });
    let columns = [words::EPOCH, words::TRAINING_LOSS, words::VALIDATION_LOSS];
    Sheet::new(columns.map(Column::number), rows).below(words::learner(curve.arm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ArmName;

    #[test]
    fn labels_do_not_cover_each_other() {
        assert_eq!(apart(10.0, 50.0), (10.0, 50.0));
        assert_eq!(apart(50.0, 50.0), (42.0, 58.0));
        assert_eq!(apart(52.0, 50.0), (59.0, 43.0));
    }

    #[test]
    fn axes_hold_every_finite_loss() {
        let epoch = |number, training, validation| Epoch {
            number,
            training,
            validation,
        };
        let curve = |epochs| Curve {
            arm: ArmName::FineTuned,
            epochs,
        };
        let curves = [
            curve(vec![epoch(1, 2.0, 3.0), epoch(7, 1.0, f32::NAN)]),
            curve(vec![epoch(2, 0.5, 0.25)]),
        ];
        assert_eq!(extent(&curves[0]), (0.0, 3.0));
        assert_eq!(extent(&curves[1]), (0.0, 0.5));
        assert_eq!(extent(&curve(Vec::new())), (0.0, 1.0));
    }
}

//! The effect with its bound, against the margin and the smallest shift that would have been caught.

use maud::html;

use super::axis::{self, anchor, axis, place};
use super::scale::Linear;
use crate::report::{Quantity, Test};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::quantities;

/// Places of the line, the axis, and the foot of the picture.
const LINE: f64 = 44.0;
const BASE: f64 = 76.0;
const HEIGHT: f64 = BASE + axis::ROOM;

/// Half the width of the longest label.
const LONGEST_LABEL: f64 = 96.0;

/// The figure: title, picture, table. Nothing where the test has no effect.
pub(crate) fn figure(test: &Test, id: &'static str) -> Option<Figure> {
    let title = words::effect_title(test)?;
    let shown = Shown {
        effect: test.effect_sd?,
        bound: test.effect_sd_upper,
        margin: test.margin_sd?,
        caught: test.smallest_detectable_sd,
    };
    Some(Figure {
        sheets: vec![shown.sheet()],
        ..Figure::new(id, title.clone(), title, |width| picture(width, shown))
    })
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

    fn sheet(self) -> Sheet {
        let rows = [
            (Quantity::EffectSd, Some(self.effect)),
            (Quantity::EffectSdUpper, self.bound),
            (Quantity::MarginSd, Some(self.margin)),
            (Quantity::SmallestDetectableSd, self.caught),
        ];
        let rows = rows.into_iter().filter_map(|(quantity, value)| {
            Some(vec![
                Cell::text(quantities::name(quantity)),
                Cell::significant(value?, 3),
            ])
        });
        Sheet::new(
            [
                Column::text(words::NUMBER.say()),
                Column::number(words::IN_DEVIATIONS.say()),
            ],
            rows,
        )
    }
}

fn picture(width: f64, shown: Shown) -> Picture {
    let end = shown.end();
    let across = Linear::new((0.0, end), (1.0, width - 1.0));
    let [dot, margin] = [shown.effect, shown.margin].map(|value| across.at(value));
    // Without a bound the line has no end.
    let bound = across.at(shown.bound.unwrap_or(end));
    let content = html! {
        line.observed x1=(place(margin)) x2=(place(margin)) y1="18" y2=(LINE + 8.0) {}
        text.label x=(place(margin)) y="12" text-anchor=(anchor(margin, width, LONGEST_LABEL)) { (words::margin_at(shown.margin)) }
        line.interval x1=(place(dot)) x2=(place(bound)) y1=(LINE) y2=(LINE) {}
        circle.dot cx=(place(dot)) cy=(LINE) r="4.5" {}
        @if let Some(caught) = shown.caught {
            @let x = across.at(caught);
            path.dot d=(format!("M{:.1} {}h9l-4.5 -8z", x - 4.5, BASE - 1.0)) {}
            text.tick.halo x=(place(x)) y=(BASE - 12.0) text-anchor=(anchor(x, width, LONGEST_LABEL)) { (words::caught_at(caught)) }
        }
        (axis(&across, (0.0, end), (0.0, width), width, BASE, words::SHIFT_AXIS.say()))
    };
    Picture::new(width, HEIGHT, content)
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

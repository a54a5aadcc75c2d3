//! What fine-tuning gains over the other arms: paired differences against a line at zero.

use super::intervals::{Frame, Row, picture};
use crate::report::Comparison;
use crate::show::figure::Figure;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// The metrics end at 1, and below −1 none says more: larger gains than this are drawn at the edge.
const LIMITS: (f64, f64) = (-2.0, 2.0);

/// The figure: title, note, picture, table. Nothing where nothing is gained or lost.
pub(crate) fn figure(comparison: &Comparison) -> Option<Figure> {
    let gains = comparison.gains_of_tuning();
    if gains.is_empty() {
        return None;
    }
    let axis = words::gains_axis(comparison);
    let rows: Vec<Row> = gains
        .iter()
        .map(|gain| Row {
            name: words::arm_of_task(gain.over, comparison.task),
            measure: gain.gain,
            text: words::difference(gain.gain.mean),
            is_advised: false,
        })
        .collect();
    let lines = gains.iter().map(|gain| {
        let measure = gain.gain;
        vec![
            Cell::text(words::arm_of_task(gain.over, comparison.task)),
            Cell::interval(
                words::difference(measure.mean),
                words::differences(measure.low, measure.high, 3),
                [measure.mean, measure.low, measure.high],
            ),
            Cell::text(words::claim(gain)),
        ]
    });
    let frame = Frame {
        limits: LIMITS,
        zero: true,
        axis: &axis,
    };
    Some(Figure {
        note: Some(words::gains_note(comparison)),
        sheets: vec![Sheet::new(
            [
                Column::text(words::OVER.say()),
                Column::interval(words::GAIN.say()).with_below(words::INTERVAL_95.say()),
                Column::text(words::WHAT_IT_ALLOWS.say()),
            ],
            lines,
        )],
        ..Figure::new(
            "gains",
            words::gains_title(&gains, comparison.task),
            words::gains_description(comparison),
            |width| picture(width, &rows, &frame),
        )
    })
}

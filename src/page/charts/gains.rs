//! What fine-tuning gains over the other arms: paired differences against a line at zero.

use leptos::prelude::*;

use super::column;
use super::intervals::{Frame, Row, cell, picture};
use crate::page::state::Page;
use crate::page::words;
use crate::report::Comparison;

/// The metrics end at 1, and below −1 none says more: larger gains than this are drawn at the edge.
const LIMITS: (f64, f64) = (-2.0, 2.0);

/// The figure: title, note, picture, table. Nothing where nothing is gained or lost.
pub(in crate::page) fn figure(page: Page, comparison: &Comparison) -> Option<impl IntoView + use<>> {
    let gains = comparison.gains.clone();
    if gains.is_empty() {
        return None;
    }
    let note = words::gains_note(comparison);
    let description = words::gains_description(comparison);
    let axis = words::gains_axis(comparison);
    let rows: Vec<Row> = gains
        .iter()
        .map(|gain| Row {
            name: words::over(gain),
            measure: gain.gain,
            text: words::difference(gain.gain.mean),
        })
        .collect();
    let lines = gains
        .iter()
        .map(|gain| {
            let measure = gain.gain;
            view! {
                <tr>
                    <th scope="row">{words::over(gain)}</th>
                    {cell(words::difference(measure.mean), words::differences(measure.low, measure.high))}
                    <td>{words::claim(gain)}</td>
                </tr>
            }
        })
        .collect_view();
    Some(view! {
        <figure aria-labelledby="gains-title">
            <figcaption id="gains-title">{words::gains_title(&gains)}</figcaption>
            <p class="small quiet">{note}</p>
            {move || {
                let frame = Frame {
                    limits: LIMITS,
                    zero: true,
                    axis: &axis,
                    description: &description,
                };
                picture(column(page.width.get()), &rows, &frame)
            }}
            <details>
                <summary>"The same as a table"</summary>
                <div class="scroll" tabindex="0" role="region" aria-label="Gains of fine-tuning">
                    <table class="measures">
                        <thead>
                            <tr>
                                <th scope="col">"Over"</th>
                                <th scope="col" class="number">"Gain " <span>"95 % interval"</span></th>
                                <th scope="col">"What it allows to say"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    })
}

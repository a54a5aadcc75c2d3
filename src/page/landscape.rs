//! Where the two domains part, row by row: shown on the device that has the tables, and nowhere else.

use leptos::prelude::*;

use super::charts::{map, witness};
use super::numbers::{count, significant};
use super::state::Page;
use super::words;
use crate::report::{ExtremeRow, Landscape as Found};

/// Witness, map and the rows most like either side, where they were computed here.
#[component]
pub(super) fn Landscape(page: Page) -> impl IntoView {
    move || {
        page.landscape.get().map(|found| {
            let Found {
                map: on_map,
                columns,
                extremes,
                ..
            } = found.clone();
            let told_apart = found.told_apart;
            view! {
                <details class="fold" open>
                    <summary>{words::LANDSCAPE_HEADING}</summary>
                    <p class="small">{words::LANDSCAPE_INTRO}</p>
                    {witness::figure(page, &found)}
                    {on_map.map(|found| map::figure(page, found, told_apart))}
                    {extremes
                        .into_iter()
                        .zip(words::EXTREMES)
                        .map(|(rows, caption)| extreme(rows, &columns, caption))
                        .collect_view()}
                </details>
            }
        })
    }
}

fn extreme(rows: Vec<ExtremeRow>, columns: &[String], caption: &'static str) -> impl IntoView + use<> {
    let names = columns
        .iter()
        .map(|name| view! { <th scope="col">{name.clone()}</th> });
    let names = names.collect_view();
    let rows = rows.into_iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|cell| view! { <td>{words::cell(cell)}</td> });
        view! {
            <tr>
                <th scope="row">{format!("{} {}", words::side(row.is_target), count(row.number))}</th>
                <td class="number">{significant(row.witness, 2)}</td>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=caption>
            <table class="unwrapped">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Row"</th>
                        <th scope="col" class="number">"Witness"</th>
                        {names}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

//! Where source and target differ, row by row: the witness, the map and the extreme rows.

use maud::{Markup, html};

use super::charts::{map, witness};
use super::figure::Figure;
use crate::report::{ExtremeRow, Landscape};
use crate::words;
use crate::words::numbers::significant;

/// Its figures.
pub(super) fn figures(landscape: &Landscape) -> Vec<Figure> {
    let map = landscape
        .map
        .as_ref()
        .map(|found| map::figure(found, landscape.source_above_target));
    std::iter::once(witness::figure(landscape)).chain(map).collect()
}

/// The whole of it. It stays on this device: no report file and no link has it.
pub(crate) fn landscape(landscape: &Landscape) -> String {
    html! {
        details.fold open {
            summary { (words::LANDSCAPE_HEADING.say()) }
            p.small { (words::LANDSCAPE_INTRO.say()) }
            div.pair { @for figure in figures(landscape) { (figure.in_page(true)) } }
            @for (rows, caption) in landscape.extremes.iter().zip(words::extremes()) {
                (extreme(rows, &landscape.columns, caption))
            }
            p.small.quiet { (words::LANDSCAPE_METHOD.say()) }
        }
    }
    .into_string()
}

fn extreme(rows: &[ExtremeRow], columns: &[String], caption: &str) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(caption) {
            table.unwrapped {
                caption { (caption) }
                thead { tr {
                    th scope="col" { (words::ROW.say()) }
                    th.number scope="col" { (words::WITNESS.say()) }
                    @for name in columns { th scope="col" { (words::column_name(name)) } }
                } }
                tbody {
                    @for row in rows { tr {
                        th scope="row" { (words::row_of(row)) }
                        td.number { (significant(row.witness, 2)) }
                        @for cell in &row.cells { td { (words::cell(cell)) } }
                    } }
                }
            }
        }
    }
}

//! The first rows of a table, as they stand in the file and as they were read.

use leptos::prelude::*;

use super::words::decisions as words;
use crate::table::{ColumnKind, ColumnProfile, PreviewCell};

/// Most columns of a preview.
const MAX_PREVIEWED: usize = 60;

/// The rows below each other; nothing where there are none.
pub(super) fn table(columns: Vec<ColumnProfile>, preview: Vec<Vec<PreviewCell>>) -> impl IntoView {
    (!preview.is_empty()).then(|| {
        let kinds: Vec<ColumnKind> = columns.iter().map(|column| column.kind).collect();
        let cell = move |(cell, kind): (PreviewCell, ColumnKind)| {
            let read = cell.read.unwrap_or_else(|| words::unread(kind).to_owned());
            view! {
                <td>
                    <span class="raw">{cell.raw}</span>
                    <span>{read}</span>
                </td>
            }
        };
        view! {
            <h3 class="small">{words::PREVIEW}</h3>
            <div class="scroll" tabindex="0" role="group" aria-label=words::PREVIEW.say()>
                <table class="preview">
                    <thead>
                        <tr>
                            {columns
                                .into_iter()
                                .take(MAX_PREVIEWED)
                                .map(|column| view! { <th scope="col">{column.name}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {preview
                            .into_iter()
                            .map(|row| {
                                let cells = row.into_iter().zip(kinds.iter().copied()).take(MAX_PREVIEWED);
                                view! { <tr>{cells.map(cell).collect_view()}</tr> }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            <p class="small quiet">{words::PREVIEW_NOTE}</p>
        }
    })
}

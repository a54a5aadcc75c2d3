//! The columns of a table.

use leptos::prelude::*;

use super::numbers::{count, counted};
use super::words;
use crate::table::Profile;

/// The most columns that are listed; a table of thousands would stop the page.
const MOST_LISTED: usize = 200;

/// A folded list of columns with their types and missing cells.
#[component]
pub(super) fn Columns(profile: Profile) -> impl IntoView {
    let total = profile.columns.len();
    let more = total.saturating_sub(MOST_LISTED);
    view! {
        <details>
            <summary>{format!("{} and their types", counted(total as u64, "column"))}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Columns">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"Type"</th>
                            <th scope="col" class="number">"Missing"</th>
                            <th scope="col">"Values"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {profile
                            .columns
                            .into_iter()
                            .take(MOST_LISTED)
                            .map(|column| {
                                view! {
                                    <tr>
                                        <th scope="row">{column.name}</th>
                                        <td>{words::kind(column.kind)}</td>
                                        <td class="number">{count(column.missing)}</td>
                                        <td>{words::summary(&column.summary)}</td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            {(more > 0).then(|| format!("{} more are not listed.", counted(more as u64, "column")))}
        </details>
    }
}

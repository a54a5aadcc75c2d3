//! What is odd about the rows: beside the tables, and beside the verdict whose meaning it changes.

use leptos::prelude::*;

use super::words;
use crate::features::Warning;

/// The warnings as a list; nothing where there are none.
pub(crate) fn list(warnings: &[Warning]) -> Option<impl IntoView + use<>> {
    let items = warnings
        .iter()
        .map(|warning| view! { <li>{words::columns::warning(warning)}</li> });
    (!warnings.is_empty()).then(|| view! { <ul class="note warnings">{items.collect_view()}</ul> })
}

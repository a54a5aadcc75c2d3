//! What was decided while the tables were read and paired, for people: on stderr, so that stdout holds the report alone.

use std::collections::HashSet;

use kindred::features::{self, Selection};
use kindred::report::Outcome;
use kindred::table::Table;
use kindred::words;

/// Writes the notes about both files, what is odd about both together, and what became of columns that are not inputs as they stand there.
pub(crate) fn print(source: &Table, target: &Table, outcome: &Outcome) {
    let settings = &outcome.settings;
    let overview = features::overview(
        source,
        target,
        &Selection {
            label: settings.label.as_deref(),
            columns: settings.columns.as_deref(),
            by_hand: Some(&settings.pairs),
        },
    );
    for (table, profile) in [source, target].into_iter().zip(overview.profiles.iter()) {
        let notes = profile.as_ref().map_or(&table.notes, |profile| &profile.notes);
        for note in notes {
            eprintln!("{}: {}", table.name, words::notes::note(note));
        }
    }
    for warning in words::warnings::warnings(outcome) {
        eprintln!("{warning}");
    }
    let mut said = HashSet::new();
    for column in &overview.columns {
        for remark in words::columns::remarks(column) {
            let line = format!("{}: {remark}", column.name);
            // Columns in other units stand there once for each table.
            if said.insert(line.clone()) {
                eprintln!("{line}");
            }
        }
    }
}

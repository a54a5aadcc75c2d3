//! Questions as the page asks them: two tables and settings in, an outcome and networks out.

use kindred::failure::ReuseError;
use kindred::report::{Outcome, Settings};
use kindred::reuse::{Kept, Silent, compare, test_domains};
use kindred::table::{Table, read};

/// A table of these lines, the names first.
pub(crate) fn table(file: &str, names: &str, rows: impl IntoIterator<Item = String>) -> Table {
    let rows: Vec<String> = rows.into_iter().collect();
    read(file, format!("{names}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
}

/// The tests, then the comparison.
pub(crate) fn ask(
    source: &Table,
    target: &Table,
    settings: Settings,
) -> Result<(Outcome, Vec<Kept>), ReuseError> {
    let question = settings.check().unwrap();
    let tested = test_domains(source, target, &question, &mut Silent)?;
    compare(&tested, source, target, &question, None, &mut Silent)
}

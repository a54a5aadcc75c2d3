//! Questions as the page asks them: two tables and settings in, an outcome and networks out.

use kindred::failure::ReuseError;
use kindred::report::{LinkError, Outcome, Settings, Test, write};
use kindred::reuse::{Kept, Silent, compare, test_domains};
use kindred::table::{Table, read};

/// A table of these lines, the names first.
pub(crate) fn table(file: &str, names: &str, rows: impl IntoIterator<Item = String>) -> Table {
    let rows: Vec<String> = rows.into_iter().collect();
    read(file, format!("{names}\n{}\n", rows.join("\n")).as_bytes()).unwrap()
}

/// That a link carries the result: what decides it, decides the same when the link is opened.
pub(crate) fn links(outcome: &Outcome) {
    if let Err(LinkError::Unfit(fault)) = write(outcome) {
        panic!("{fault:?} in {:?}", outcome.report);
    }
}

/// What the test of the inputs says, with this seed and no other setting.
pub(crate) fn tested(source: &Table, target: &Table, seed: u64) -> Test {
    let settings = Settings {
        seed,
        ..Settings::default()
    };
    let question = settings.check().unwrap();
    let outcome = test_domains(source, target, &question, &mut Silent).unwrap();
    links(&outcome);
    outcome.report.test
}

/// The tests, then the comparison.
pub(crate) fn ask(
    source: &Table,
    target: &Table,
    settings: Settings,
) -> Result<(Outcome, Vec<Kept>), ReuseError> {
    let question = settings.check().unwrap();
    let tested = test_domains(source, target, &question, &mut Silent)?;
    links(&tested);
    let compared = compare(&tested, source, target, &question, None, &mut Silent)?;
    links(&compared.0);
    Ok(compared)
}

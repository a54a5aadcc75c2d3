//! Two tables as both files say.

use std::borrow::Cow;
use std::collections::HashSet;

use super::decide::Finished;
use super::settle::{FileStyle, alone, date_mark, settle};
use super::style::Way;
use crate::table::facts::choices::{DateOrder, Decimal};
use crate::table::facts::column::{Column, Table};
use crate::table::facts::findings::{Findings, ReadingQuestion, ReadingReason};
use crate::table::facts::note::Note;

/// How numbers, or dates, of a file are read, and why.
type Known = (Way, ReadingReason);

/// Two tables as both files say. What only one file says, such as a code for missing values that is near the limit, would
/// make two files of one distribution differ. `partners` are the target's columns that belong to the source's, as indices.
///
/// A table that nothing changes in is lent, and one that was settled already stays as it is.
#[must_use]
pub fn settled<'t>(source: &'t Table, target: &'t Table, partners: &[Option<usize>]) -> [Cow<'t, Table>; 2] {
    let tables = [source, target];
    let pairs = || {
        let pairs = partners.iter().enumerate();
        pairs.filter_map(|(index, partner)| Some([&source.columns[index], &target.columns[(*partner)?]]))
    };
    let delimiters = tables.map(|table| table.findings.dialect.dialect.delimiter);
    let are_numbers_alike = delimiters[0] == delimiters[1];
    let are_dates_alike = pairs().any(|pair| {
        let marks = pair.map(|column| date_mark(column.undecided.as_deref()?));
        marks[0].is_some() && marks[0] == marks[1]
    });
    let numbers = heard(tables.map(numbers_of), are_numbers_alike);
    let dates = heard(tables.map(dates_of), are_dates_alike);
    let styles = [0, 1].map(|side| FileStyle {
        ways: [numbers[side].0, dates[side].0],
        are_alike: [
            are_numbers_alike && numbers[0].0 == numbers[1].0,
            dates[0].0 == dates[1].0,
        ],
    });
    let mut changes = tables.map(|table| {
        table
            .columns
            .iter()
            .map(|_| None)
            .collect::<Vec<Option<Finished>>>()
    });
    let mut is_alone = vec![true; target.columns.len()];
    for (index, partner) in partners.iter().enumerate() {
        if let Some(partner) = *partner {
            is_alone[partner] = false;
            let pair = [&source.columns[index], &target.columns[partner]];
            [changes[0][index], changes[1][partner]] = settle(pair, styles);
        } else {
            changes[0][index] = alone(&source.columns[index], styles[0]);
        }
    }
    for (index, column) in target
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| is_alone[*index])
    {
        changes[1][index] = alone(column, styles[1]);
    }
    let [of_source, of_target] = changes;
    [
        changed(source, of_source, found(&source.findings, numbers[0], dates[0])),
        changed(target, of_target, found(&target.findings, numbers[1], dates[1])),
    ]
}

/// A table with these columns in place of its own, and what is to be said of it now.
fn changed(table: &Table, changes: Vec<Option<Finished>>, findings: Findings) -> Cow<'_, Table> {
    if changes.iter().all(Option::is_none) && findings == table.findings {
        return Cow::Borrowed(table);
    }
    let changed = table.columns.iter().zip(&changes);
    let changed = changed.filter_map(|(column, change)| Some((change.as_ref()?, column.name.as_str())));
    let changed: HashSet<&str> = changed.map(|(_, name)| name).collect();
    let is_said =
        |note: &&Note| !matches!(note, Note::Column { name, .. } if changed.contains(name.as_str()));
    let is_open = |question: &&ReadingQuestion| match question {
        ReadingQuestion::Decimal { .. } => findings.decimal_reason == ReadingReason::Assumed,
        ReadingQuestion::DateOrder { .. } => findings.date_order_reason == ReadingReason::Assumed,
        ReadingQuestion::Moment { column, .. } | ReadingQuestion::Sentinel { column, .. } => {
            !changed.contains(column.as_str())
        }
    };
    let mut notes: Vec<Note> = table.notes.iter().filter(is_said).cloned().collect();
    let mut questions: Vec<ReadingQuestion> = table.questions.iter().filter(is_open).cloned().collect();
    let mut columns = Vec::new();
    for (column, change) in table.columns.iter().zip(changes) {
        columns.push(match change {
            Some(finished) => {
                notes.extend(finished.notes.into_iter().map(|note| Note::Column {
                    name: column.name.clone(),
                    note,
                }));
                questions.extend(finished.questions);
                finished.column
            }
            None => Column {
                unit: column.unit.clone(),
                has_percent_signs: column.has_percent_signs,
                counts_time: column.counts_time,
                ..Column::new(&column.name, column.values.clone())
            },
        });
    }
    Cow::Owned(Table {
        name: table.name.clone(),
        fingerprint: table.fingerprint.clone(),
        preview: table.preview.clone(),
        columns,
        notes,
        questions,
        findings,
        ..*table
    })
}

/// A file that leaves something open is read as the other one, where that says it and both are written alike.
fn heard([source, target]: [Known; 2], are_alike: bool) -> [Known; 2] {
    let hear = |own: Known, other: Known| {
        let is_known = matches!(other.1, ReadingReason::OnlyReading | ReadingReason::Chosen);
        if own.1 == ReadingReason::Assumed && is_known && are_alike {
            (other.0, ReadingReason::OtherFile)
        } else {
            own
        }
    };
    [hear(source, target), hear(target, source)]
}

fn numbers_of(table: &Table) -> Known {
    let way = match table.findings.decimal {
        Decimal::Point => Way::First,
        Decimal::Comma => Way::Second,
    };
    (way, table.findings.decimal_reason)
}

fn dates_of(table: &Table) -> Known {
    let way = match table.findings.date_order {
        DateOrder::DayFirst => Way::First,
        DateOrder::MonthFirst => Way::Second,
    };
    (way, table.findings.date_order_reason)
}

fn found(findings: &Findings, numbers: Known, dates: Known) -> Findings {
    Findings {
        decimal: match numbers.0 {
            Way::First => Decimal::Point,
            Way::Second => Decimal::Comma,
        },
        decimal_reason: numbers.1,
        date_order: match dates.0 {
            Way::First => DateOrder::DayFirst,
            Way::Second => DateOrder::MonthFirst,
        },
        date_order_reason: dates.1,
        ..findings.clone()
    }
}

#[cfg(test)]
#[path = "settled_tests.rs"]
mod tests;

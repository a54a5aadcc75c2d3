//! The end of a file: what its rows have become.

use super::table_builder::Builder;
use crate::table::columns::builder::ColumnBuilder;
use crate::table::columns::decimal_and_date_order::{examples, likely_decimal, way_and_reason};
use crate::table::columns::lists::{self, Commas};
use crate::table::columns::style::Way;
use crate::table::facts::choices::{DateOrder, Decimal};
use crate::table::facts::column::Column;
use crate::table::facts::dialect::Delimiter;
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::findings::{Ragged, ReadingQuestion, ReadingReason};
use crate::table::facts::note::{HeaderNote, Note};
use crate::table::rows::sample::Sample;

/// What a file's rows have become.
#[derive(Debug)]
pub(in crate::table) struct Built {
    pub(in crate::table) columns: Vec<Column>,
    pub(in crate::table) rows: usize,
    pub(in crate::table) notes: Vec<Note>,
    pub(in crate::table) questions: Vec<ReadingQuestion>,
    pub(in crate::table) decimal: (Decimal, ReadingReason),
    pub(in crate::table) date_order: (DateOrder, ReadingReason),
    pub(in crate::table) ragged: Ragged,
    pub(in crate::table) preview: Vec<Vec<String>>,
}

impl Builder {
    /// Decides what each column is.
    pub(in crate::table) fn finish(mut self) -> Result<Built, Fault> {
        let ends_above = self.rows > 0;
        if ends_above {
            self.take_cases_at_end()?;
        } else {
            self.take_waiting()?;
        }
        let at_end = self.tail.notes();
        for row in self.tail.rulers() {
            self.take_ruler(row);
        }
        let (kept, left_out) = self.unnamed_columns()?;
        self.check_ragged()?;
        let mut notes = std::mem::take(&mut self.notes);
        notes.extend(self.sample.as_ref().map(Sample::note));
        if !self.header {
            notes.push(Note::Header(HeaderNote::Missing));
        }
        let numbers = |columns: &[usize]| columns.iter().map(|column| column + 1).collect();
        if !kept.is_empty() {
            notes.push(Note::Header(HeaderNote::UnnamedColumns {
                columns: numbers(&kept),
            }));
        }
        if !left_out.is_empty() {
            notes.push(Note::Header(HeaderNote::EmptyColumnsLeftOut {
                columns: numbers(&left_out),
            }));
        }
        if self.repeated > 0 {
            notes.push(Note::Header(HeaderNote::Repeated { count: self.repeated }));
        }
        if let Some(row) = self.first_ruler {
            let count = self.rulers;
            notes.push(Note::RulersLeftOut { row, count });
        }
        notes.extend(at_end);
        let commas = if self.choices.decimal.is_none() {
            lists::mark_lists(self.delimiter, &mut self.columns)
        } else {
            Commas::Plain
        };
        let [numbers, dates] = self.votes();
        let mut questions = Vec::new();
        let (number_way, mut decimal_reason) = way_and_reason(
            numbers,
            self.style.numbers,
            self.choices.decimal.is_some(),
            || likely_decimal(self.delimiter, &self.columns),
        );
        if commas == Commas::Asked || decimal_reason == ReadingReason::Assumed {
            let mut examples = examples(&self.columns, ColumnBuilder::open_numbers);
            if decimal_reason != ReadingReason::Assumed {
                decimal_reason = ReadingReason::Assumed;
                examples = lists::examples(&self.columns);
            }
            questions.push(ReadingQuestion::Decimal { examples });
        }
        let (date_way, date_reason) =
            way_and_reason(dates, self.style.dates, self.choices.date_order.is_some(), || {
                Some(Way::First)
            });
        if date_reason == ReadingReason::Assumed {
            let examples = examples(&self.columns, ColumnBuilder::open_dates);
            questions.push(ReadingQuestion::DateOrder { examples });
        }
        let marks: Vec<String> = self.columns.iter().filter_map(ColumnBuilder::mark).collect();
        let mut columns = Vec::with_capacity(self.columns.len());
        for (index, mut column) in self.columns.into_iter().enumerate() {
            if left_out.binary_search(&index).is_ok() {
                for row in &mut self.preview {
                    row.remove(columns.len());
                }
                continue;
            }
            column.known_marks.clone_from(&marks);
            let plain = self.choices.plain_numbers.contains(column.name());
            let finished = column.finish(number_way, date_way, plain);
            notes.extend(finished.notes.into_iter().map(|note| Note::Column {
                name: finished.column.name.clone(),
                note,
            }));
            columns.push(finished.column);
            questions.extend(finished.questions);
        }
        Ok(Built {
            columns,
            // Bounded by memory, which holds at least a byte for each row.
            rows: usize::try_from(self.rows).unwrap_or(usize::MAX),
            notes,
            questions,
            decimal: match number_way {
                Way::First => (Decimal::Point, decimal_reason),
                Way::Second => (Decimal::Comma, decimal_reason),
            },
            date_order: match date_way {
                Way::First => (DateOrder::DayFirst, date_reason),
                Way::Second => (DateOrder::MonthFirst, date_reason),
            },
            ragged: self.ragged,
            preview: self.preview,
        })
    }

    /// The columns without a name: those that hold values, and those that do not. A delimiter at the end of each
    /// line, as some programs write it, is no column.
    fn unnamed_columns(&self) -> Result<(Vec<usize>, Vec<usize>), Fault> {
        let (kept, left_out): (Vec<usize>, Vec<usize>) = self
            .unnamed
            .iter()
            .partition(|&&column| self.columns[column].has_values());
        let none = left_out.len() == self.columns.len();
        if none || self.rows == 0 && self.ragged.count == 0 {
            return Err(Fault::of_file(match self.choices.dialect.skipped_lines {
                Some(lines @ 1..) => Problem::NothingBelow { lines },
                _ if none => Problem::Empty,
                _ => Problem::HeaderOnly,
            }));
        }
        Ok((kept, left_out))
    }

    /// Rows that do not fit stop the reading, unless the user leaves them out and others are left.
    fn check_ragged(&self) -> Result<(), Fault> {
        let Some(&(row, _)) = self.ragged.first.first() else {
            return Ok(());
        };
        if self.choices.skip_ragged_rows && self.rows > 0 {
            return Ok(());
        }
        let names = self.ragged.expected;
        let are_halves = self.ragged.first.iter().all(|&(_, cells)| cells == 2 * names);
        let problem = if self.delimiter == Delimiter::Comma && self.rows == 0 && self.header && are_halves {
            Problem::DecimalCommas { names }
        } else {
            Problem::RaggedRows {
                ragged: self.ragged.clone(),
                rows: self.rows + self.ragged.count,
            }
        };
        Err(Fault::of_row(row, problem))
    }
}

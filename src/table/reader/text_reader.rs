//! Decoded text in, typed columns out.

use super::finish::Built;
use super::table_builder::Builder;
use crate::table::bytes::encoding::Found;
use crate::table::bytes::foreign::Foreign;
use crate::table::columns::decimal_and_date_order::sure;
use crate::table::columns::style::{Style, Way};
use crate::table::dialect::{self, HEAD_BYTES};
use crate::table::facts::choices::Choices;
use crate::table::facts::column::{Column, Table, Unused, Values};
use crate::table::facts::dialect::{Delimiter, DelimiterReason, FoundDialect};
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::findings::Findings;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::limits::Limits;
use crate::table::facts::note::Note;
use crate::table::facts::packing::Packing;
use crate::table::rows::splitter::Splitter;

/// Whether the only column holds words, as lines of prose do. Dates that nobody can read hold none.
fn is_one_of_texts(columns: &[Column], preview: &[Vec<String>]) -> bool {
    let [only] = columns else { return false };
    let is_text = matches!(
        only.values,
        Values::Category { .. }
            | Values::Unused {
                what: Unused::Text,
                ..
            }
    );
    let cells = || preview.iter().flatten();
    let words = cells().filter(|cell| cell.chars().any(char::is_alphabetic));
    is_text && 2 * words.count() > cells().count()
}

/// What is known of the file beside its text.
#[derive(Debug)]
pub(in crate::table) struct Source {
    pub(in crate::table) name: String,
    pub(in crate::table) bytes: u64,
    pub(in crate::table) fingerprint: String,
    pub(in crate::table) packing: Packing,
    pub(in crate::table) decoded: Found,
}

/// Takes the text of a file: keeps its start until it is known how to read it, and then passes rows on.
#[derive(Debug)]
pub(in crate::table) struct TextReader {
    limits: Limits,
    choices: Choices,
    /// The start of the text, until the dialect is known.
    head: Vec<u8>,
    /// What takes rows, once the dialect is known.
    body: Option<Body>,
}

/// The part of a reader that needs to know the dialect.
#[derive(Debug)]
pub(in crate::table) struct Body {
    found: FoundDialect,
    /// What stands between cells and cannot be read, with the cells that it makes.
    unknown_delimiter: Option<(String, usize)>,
    splitter: Splitter,
    builder: Builder,
}

impl TextReader {
    pub(in crate::table) fn new(limits: Limits, choices: &Choices) -> Self {
        Self {
            limits,
            choices: choices.clone(),
            head: Vec::new(),
            body: None,
        }
    }

    pub(in crate::table) fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// Bytes of memory that columns take so far.
    pub(in crate::table) fn memory(&self) -> u64 {
        self.body.as_ref().map_or(0, |body| body.builder.memory())
    }

    pub(in crate::table) fn push(&mut self, text: &str) -> Result<(), Fault> {
        let bytes = text.as_bytes();
        if let Some(body) = &mut self.body {
            return body.push(bytes);
        }
        // Cut anywhere: what looks at the head bears half a letter at its end, and the rest comes behind it.
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD_BYTES - self.head.len()));
        self.head.extend_from_slice(head);
        if self.head.len() < HEAD_BYTES {
            return Ok(());
        }
        self.start(false)?.push(rest)
    }

    pub(in crate::table) fn finish(&mut self) -> Result<(), Fault> {
        match &mut self.body {
            Some(body) => body.finish(),
            None => self.start(true)?.finish(),
        }
    }

    /// Decides how to read the file and reads its head; `complete` where that is the whole file.
    fn start(&mut self, complete: bool) -> Result<&mut Body, Fault> {
        let head = std::mem::take(&mut self.head);
        if let Some(looks_like) = Foreign::of_text(&head) {
            return Err(Fault::of_file(Problem::NotCsv { looks_like }));
        }
        let found = dialect::find(&head, complete, &self.choices.dialect);
        let style = self.style(&head, &found);
        let body = self
            .body
            .insert(Body::new(found, self.limits, &self.choices, style));
        if body.found.delimiter_reason == DelimiterReason::OneColumn {
            let table = dialect::after_lines(&head, body.found.dialect.skipped_lines);
            body.unknown_delimiter = dialect::unknown_delimiter(table, complete);
        }
        body.push(&head)?;
        Ok(body)
    }

    /// How numbers and dates are read, where the start of the file leaves no doubt. A trial tells, and then each
    /// cell is read in one way only.
    fn style(&self, head: &[u8], found: &FoundDialect) -> Style {
        let mut trial = Body::new(found.clone(), self.limits, &self.choices, Style::default());
        // What is wrong with the head is told by the real reading.
        let _ = trial.push(head);
        let [numbers, dates] = trial.builder.votes();
        let between_commas = found.dialect.delimiter == Delimiter::Comma;
        Style {
            // Between commas, columns can differ: see where columns are decided.
            numbers: sure(numbers).filter(|way| !(between_commas && *way == Way::Second)),
            dates: sure(dates),
            ..Style::default()
        }
    }

    /// The table of all that was pushed.
    pub(in crate::table) fn into_table(self, source: Source) -> Result<Table, Fault> {
        let Some(mut body) = self.body else {
            return Err(Fault::of_file(Problem::Empty));
        };
        if let Packing::Workbook { formulas, .. } = &source.packing {
            body.builder.set_formulas(formulas);
        }
        let Built {
            columns,
            rows,
            mut notes,
            questions,
            decimal,
            date_order,
            ragged,
            preview,
        } = body.builder.finish()?;
        // A column of times or of categories may well have colons.
        if let (Some((separator, cells)), [column]) = (body.unknown_delimiter, columns.as_slice())
            && column.kind() == ColumnKind::Text
        {
            return Err(Fault::of_file(Problem::UnknownDelimiter { separator, cells }));
        }
        let has_delimiters = !matches!(source.packing, Packing::Workbook { .. } | Packing::Parquet { .. });
        if has_delimiters && is_one_of_texts(&columns, &preview) {
            notes.push(Note::OneColumnOfTexts);
        }
        if source.decoded.is_doubtful() {
            notes.push(Note::UncertainEncoding {
                encoding: source.decoded.encoding,
                bytes: source.decoded.non_ascii_bytes,
            });
        }
        if let Packing::Parquet { left_out } = &source.packing
            && !left_out.is_empty()
        {
            notes.push(Note::BinaryColumnsLeftOut {
                names: left_out.clone(),
            });
        }
        if ragged.count > 0 {
            notes.push(Note::RaggedRowsLeftOut { count: ragged.count });
        }
        Ok(Table {
            name: source.name,
            columns,
            rows,
            bytes: source.bytes,
            fingerprint: source.fingerprint,
            findings: Findings {
                packing: source.packing,
                encoding: source.decoded.encoding,
                encoding_reason: source.decoded.reason,
                malformed: source.decoded.malformed,
                dialect: body.found,
                decimal: decimal.0,
                decimal_reason: decimal.1,
                date_order: date_order.0,
                date_order_reason: date_order.1,
                ragged,
            },
            questions,
            notes,
            preview,
        })
    }
}

impl Body {
    fn new(found: FoundDialect, limits: Limits, choices: &Choices, style: Style) -> Self {
        Self {
            splitter: Splitter::new(found.dialect, limits),
            builder: Builder::new(limits, &found, choices, style),
            found,
            unknown_delimiter: None,
        }
    }

    /// Number of complete rows so far, the header not counted.
    pub(in crate::table) fn rows(&self) -> u64 {
        self.builder.rows()
    }

    /// The name of the column with this index.
    pub(in crate::table) fn name(&self, column: usize) -> Option<&str> {
        self.builder.name(column)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let Self {
            splitter, builder, ..
        } = self;
        splitter.push(bytes, |record| builder.take(record))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        let Self {
            splitter, builder, ..
        } = self;
        splitter.finish(|record| builder.take(record))
    }
}

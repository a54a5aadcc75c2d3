//! Rows of cells into a table. Rows that may be its end wait for what follows (`table_end`).

use crate::table::columns::builder::ColumnBuilder;
use crate::table::columns::header_names::{self, Names};
use crate::table::columns::style::{Style, Votes, Way};
use crate::table::dialect;
use crate::table::facts::choices::{Choices, DateOrder, Decimal};
use crate::table::facts::dialect::{Delimiter, FoundDialect, HeaderFit, HeaderRows};
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::findings::Ragged;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::limits::Limits;
use crate::table::facts::note::Note;
use crate::table::facts::packing::ColumnFormulas;
use crate::table::facts::text::shortened;
use crate::table::rows::record::Record;
use crate::table::rows::sample::Sample;
use crate::table::rows::stray_quotes::{self, Swallowed};
use crate::table::rows::table_end::{Tail, Waiting};

/// How many of the first rows are kept as they stand in the file, to be shown.
const PREVIEW_ROWS: u64 = 6;

/// Notes and errors show so many of a kind.
const MAX_SHOWN: usize = 5;

/// A table while it is read.
#[derive(Debug)]
pub(in crate::table) struct Builder {
    pub(super) limits: Limits,
    pub(super) choices: Choices,
    pub(super) style: Style,
    /// Whether the first record names the columns.
    pub(super) header: bool,
    pub(super) delimiter: Delimiter,
    pub(super) fit: HeaderFit,
    /// Which rows name and describe the columns.
    pub(super) header_rows: HeaderRows,
    /// Those of them that have been read, with their places.
    pub(super) header_so_far: Vec<(u64, Vec<String>)>,
    /// The cells of a header that can be told from a row.
    pub(super) header_cells: Vec<String>,
    /// How often the header stands again among the rows.
    pub(super) repeated: u64,
    /// Whether a cell has been told that may have swallowed rows.
    pub(super) has_doubt: bool,
    /// What was noticed so far.
    pub(super) notes: Vec<Note>,
    pub(super) tail: Tail,
    /// How many lines are drawn with characters, and where the first stands.
    pub(super) rulers: usize,
    pub(super) first_ruler: Option<u64>,
    /// How many rows hold their first cell alone.
    pub(super) lone_rows: u64,
    /// Empty until the first record has been read.
    pub(super) columns: Vec<ColumnBuilder>,
    /// Indices of the columns to which the header gives no name.
    pub(super) unnamed: Vec<usize>,
    pub(super) rows: u64,
    /// Which rows are read, where it is not all.
    pub(super) sample: Option<Sample>,
    pub(super) ragged: Ragged,
    /// The raw cells of the first rows.
    pub(super) preview: Vec<Vec<String>>,
}

impl Builder {
    /// A builder for a file that is cut like this. Where the user has not chosen how numbers and dates are read, `style`
    /// says what is known from the file's start.
    pub(in crate::table) fn new(
        limits: Limits,
        found: &FoundDialect,
        choices: &Choices,
        style: Style,
    ) -> Self {
        let dialect = found.dialect;
        let chosen = Style {
            between_commas: false,
            numbers: choices.decimal.map(|decimal| match decimal {
                Decimal::Point => Way::First,
                Decimal::Comma => Way::Second,
            }),
            dates: choices.date_order.map(|order| match order {
                DateOrder::DayFirst => Way::First,
                DateOrder::MonthFirst => Way::Second,
            }),
        };
        Self {
            limits,
            choices: choices.clone(),
            style: Style {
                numbers: chosen.numbers.or(style.numbers),
                dates: chosen.dates.or(style.dates),
                between_commas: dialect.delimiter == Delimiter::Comma && choices.decimal.is_none(),
            },
            header: dialect.header,
            delimiter: dialect.delimiter,
            fit: found.header_fit,
            header_rows: found.header_rows.clone(),
            header_so_far: Vec::new(),
            header_cells: Vec::new(),
            repeated: 0,
            has_doubt: false,
            notes: Vec::new(),
            tail: Tail::default(),
            rulers: 0,
            first_ruler: None,
            lone_rows: 0,
            columns: Vec::new(),
            unnamed: Vec::new(),
            rows: 0,
            sample: choices.one_row_of.map(Sample::one_row_of),
            ragged: Ragged::default(),
            preview: Vec::new(),
        }
    }

    /// Number of rows so far, the header not counted.
    pub(in crate::table) fn rows(&self) -> u64 {
        self.rows
    }

    /// Bytes of memory that the columns take so far, with the empty rows that wait: a row behind them makes cells of all at
    /// once.
    pub(in crate::table) fn memory(&self) -> u64 {
        let of_columns: usize = self.columns.iter().map(ColumnBuilder::memory).sum();
        let waiting = self.tail.empty_rows().saturating_mul(self.columns.len() as u64);
        let of_waiting = waiting.saturating_mul(size_of::<f64>() as u64);
        of_waiting.saturating_add(of_columns as u64)
    }

    /// Says which columns hold formulas that are not computed.
    pub(in crate::table) fn set_formulas(&mut self, formulas: &[ColumnFormulas]) {
        for formulas in formulas {
            if let Some(column) = self.columns.get_mut(formulas.column) {
                column.uncomputed = *formulas;
            }
        }
    }

    /// The name of the column with this index, once the header has been read.
    pub(in crate::table) fn name(&self, column: usize) -> Option<&str> {
        self.columns.get(column).map(ColumnBuilder::name)
    }

    /// What the cells so far say about the reading of numbers and of dates.
    pub(in crate::table) fn votes(&self) -> [Votes; 2] {
        let mut votes = [Votes::default(); 2];
        for column in &self.columns {
            votes[0] += column.number_votes();
            votes[1] += column.date_votes();
        }
        votes
    }

    /// Takes the header first, then row after row.
    pub(in crate::table) fn take(&mut self, record: Record<'_>) -> Result<(), Fault> {
        let text = decode(record)?;
        let cells = record.ends.len();
        // White space alone on a line is a blank line, save where it can be the missing cell of a single
        // column.
        if cells == 1 && self.columns.len() != 1 && text.trim().is_empty() {
            return Ok(());
        }
        // The end of a file, as DOS marks it.
        if cells == 1 && text == "\u{1a}" {
            return Ok(());
        }
        let width = self
            .header_so_far
            .first()
            .map_or(self.columns.len(), |(_, cells)| cells.len());
        if width > 1 && dialect::is_ruler(header_names::cells(text, record)) {
            return self.wait(Waiting::Ruler { row: record.row });
        }
        if self.columns.is_empty() {
            if self.header {
                return self.take_header(text, record);
            }
            self.columns = (1..=cells)
                .map(|number| self.column(format!("column {number}")))
                .collect();
        }
        if self.is_header_again(text, record) {
            self.repeated += 1;
            return Ok(());
        }
        // A choice of the user's says that quotes are meant as they stand.
        if self.choices.dialect.quote.is_none()
            && let Some(swallowed) =
                stray_quotes::swallowed(record, self.columns.len(), self.delimiter.byte())
        {
            self.take_swallowed(record.row, swallowed)?;
        }
        if let Some(waiting) = self.waiting(text, record) {
            return self.wait(waiting);
        }
        if cells != self.columns.len() {
            self.take_waiting()?;
            self.take_ragged(record.row, cells);
            return Ok(());
        }
        // What stands in quotes was written on purpose, even where it is nothing.
        let delimiter = self.delimiter.byte();
        let is_empty = |byte: u8| byte == delimiter || matches!(byte, b' ' | b'\t');
        if cells > 1 && !record.seen.quoted && text.bytes().all(is_empty) {
            self.tail.push_empty(record.row);
            return Ok(());
        }
        self.take_waiting()?;
        self.take_row(record.row, header_names::cells(text, record))
    }

    fn take_row<'a>(&mut self, row: u64, cells: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
        if self.sample.as_mut().is_some_and(|sample| !sample.takes_next()) {
            return Ok(());
        }
        if self.rows >= self.limits.rows {
            let limit = self.limits.rows;
            return Err(Fault::of_row(row, Problem::TooManyRows { limit }));
        }
        let shown = self.rows < PREVIEW_ROWS;
        let mut raw = Vec::new();
        let mut is_lone = true;
        for (place, (column, cell)) in self.columns.iter_mut().zip(cells).enumerate() {
            is_lone &= cell.is_empty() == (place > 0);
            if shown {
                raw.push(shortened(cell));
            }
            column.push(trimmed(cell), row);
        }
        if shown {
            self.preview.push(raw);
        }
        self.lone_rows += u64::from(is_lone);
        self.rows += 1;
        Ok(())
    }

    /// Puts a row aside until it is known what follows.
    fn wait(&mut self, waiting: Waiting) -> Result<(), Fault> {
        self.tail.push(waiting);
        if self.tail.is_full() {
            self.take_waiting()
        } else {
            Ok(())
        }
    }

    /// Rows that could have been the end of the table, and were not.
    pub(super) fn take_waiting(&mut self) -> Result<(), Fault> {
        if self.tail.is_empty() {
            return Ok(());
        }
        let waiting = self.tail.take();
        self.take_as_rows(waiting)
    }

    pub(super) fn take_as_rows(&mut self, waiting: Vec<Waiting>) -> Result<(), Fault> {
        for waiting in waiting {
            match waiting {
                Waiting::Ruler { row } => self.take_ruler(row),
                Waiting::Row {
                    row, cells, count, ..
                } if cells.len() != self.columns.len() => {
                    self.take_ragged(row, count);
                }
                Waiting::Row { row, cells, .. } => self.take_row(row, cells.iter().map(String::as_str))?,
                Waiting::Empty { row, count } => {
                    for row in row..row + count {
                        self.take_row(row, std::iter::repeat_n("", self.columns.len()))?;
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn take_ruler(&mut self, row: u64) {
        self.first_ruler.get_or_insert(row);
        self.rulers += 1;
    }

    /// Files that were put one behind another bring their headers along.
    fn is_header_again(&self, text: &str, record: Record<'_>) -> bool {
        let Some(first) = self.header_cells.first() else {
            return false;
        };
        let start = &text[..record.ends[0]];
        let is_first = start == first || start.strip_prefix('\u{feff}') == Some(first);
        is_first
            && record.ends.len() == self.header_cells.len()
            && header_names::cells(text, record)
                .skip(1)
                .eq(self.header_cells[1..].iter().map(String::as_str))
    }

    /// A cell that has surely swallowed rows stops the reading; of others the first is told.
    fn take_swallowed(&mut self, row: u64, swallowed: Swallowed) -> Result<(), Fault> {
        let Swallowed { column, lines, sure } = swallowed;
        if sure {
            return Err(Fault::of_cell(row, column, Problem::StrayQuote { lines }));
        }
        if !self.has_doubt {
            self.has_doubt = true;
            let column = self
                .name(column)
                .map_or_else(|| (column + 1).to_string(), str::to_owned);
            self.notes.push(Note::DoubtfulQuote { row, column, lines });
        }
        Ok(())
    }

    fn column(&self, name: String) -> ColumnBuilder {
        let kind = self.choices.kinds.get(&name).copied();
        let mut style = self.style;
        // Where somebody chose numbers, the column's own cells may tell its decimal mark.
        if kind == Some(ColumnKind::Number) && self.choices.decimal.is_none() {
            style.numbers = None;
        }
        ColumnBuilder::new(name, style, kind)
    }

    fn take_ragged(&mut self, row: u64, cells: usize) {
        self.ragged.count += 1;
        self.ragged.expected = self.columns.len();
        if self.ragged.first.len() < MAX_SHOWN {
            self.ragged.first.push((row, cells));
        }
    }

    /// Takes the rows of the header, of which the last makes the columns.
    fn take_header(&mut self, text: &str, record: Record<'_>) -> Result<(), Fault> {
        let cells = header_names::cells(text, record).map(str::to_owned).collect();
        self.header_so_far.push((record.row, cells));
        if self.header_so_far.len() < self.header_rows.count {
            return Ok(());
        }
        let (places, rows): (Vec<u64>, Vec<Vec<String>>) = self.header_so_far.drain(..).unzip();
        let header = dialect::joined(&rows, &self.header_rows);
        let Names { all, unnamed, notes } = header_names::names(&header, places[0], self.fit, self.limits)?;
        self.columns = all.into_iter().map(|name| self.column(name)).collect();
        // Programs write the numbers of rows there, and other files give the name back that R has made up.
        if let Some(first) = self.columns.first_mut()
            && (unnamed.first() == Some(&0) || first.name() == "X" || self.fit == HeaderFit::RowNames)
        {
            first.set_nameless_first();
        }
        self.unnamed = unnamed;
        self.notes = notes.into_iter().map(Note::Header).collect();
        for (index, (row, cells)) in places.into_iter().zip(&rows).enumerate() {
            let filled = cells
                .iter()
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty());
            let shown: Vec<String> = filled.take(MAX_SHOWN).map(shortened).collect();
            if !self.header_rows.names.contains(&index) && !shown.is_empty() {
                for (column, cell) in self.columns.iter_mut().zip(cells) {
                    column.describe(cell);
                }
                self.notes.push(Note::DescriptionLeftOut { row, cells: shown });
            }
        }
        // Numbers can stand over a row of the same numbers, and a single name above a cell that repeats it.
        let names = self.header_rows.names.first().and_then(|&index| rows.get(index));
        if let Some(names) = names.filter(|names| names.len() > 1)
            && dialect::are_names(names.iter().map(String::as_str))
        {
            self.header_cells = names
                .iter()
                .map(|cell| cell.trim_start_matches('\u{feff}').to_owned())
                .collect();
        }
        Ok(())
    }
}

/// The cells' text. What is split was text before, and delimiters, quotes and line ends are letters of their own, so
/// each cell is whole letters; a zero byte is a letter, too, and never one of a table.
fn decode(record: Record<'_>) -> Result<&str, Fault> {
    let column_at = |place: usize| record.ends.partition_point(|&end| end <= place);
    // `contains` is the fast search; only damaged files need the place.
    if memchr::memchr(0, record.bytes).is_some() {
        let place = record.bytes.iter().take_while(|&&byte| byte != 0).count();
        return Err(Fault::of_cell(record.row, column_at(place), Problem::ZeroByte));
    }
    std::str::from_utf8(record.bytes)
        .map_err(|error| Fault::of_cell(record.row, column_at(error.valid_up_to()), Problem::ZeroByte))
}

/// `str::trim` decodes letters even where there is nothing to trim, which is nearly always.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] | [first @ last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

//! What was noticed while a file was read and did not stop the reading.

use serde::{Deserialize, Serialize};

use super::choices::Decimal;
use super::encoding::Encoding;
use super::kind::ColumnKind;
use super::text::cut;

/// Letters of a cell that are kept to show it.
const CELL_LETTERS: usize = 20;

/// Something that was noticed about a file. Rows are counted as in [`Place::row`](crate::table::Place::row), columns from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum Note {
    /// Something about the header and the names in it.
    Header(HeaderNote),
    /// One row of so many was read, drawn at random from this number.
    Sampled { every: u32, rows: u64 },
    /// Rows with more or fewer cells than the first row were left out.
    RaggedRowsLeftOut { count: u64 },
    /// A quoted cell goes over lines that could be rows.
    DoubtfulQuote { row: u64, column: String, lines: usize },
    /// A row of the header describes the columns and was left out.
    DescriptionLeftOut { row: u64, cells: Vec<String> },
    /// A row at the end holds totals or means and was left out.
    TotalsLeftOut { row: u64, cells: Vec<String> },
    /// Rows without anything in them were left out at the end.
    EmptyRowsLeftOut { count: u64 },
    /// Lines at the end that are no rows, the first of them here, were left out.
    RemarksLeftOut { row: u64, lines: Vec<String> },
    /// Lines that are drawn with characters, the first of them here, were left out.
    RulersLeftOut { row: u64, count: usize },
    /// The only column holds texts: the file may be no table, or have a delimiter that was not found.
    OneColumnOfTexts,
    /// Columns that hold bytes and no text were left out.
    BinaryColumnsLeftOut { names: Vec<String> },
    /// The encoding is a guess from few bytes, or words look wrong in it.
    UncertainEncoding { encoding: Encoding, bytes: usize },
    /// Something about a single column.
    Column { name: String, note: ColumnNote },
}

/// Something that was noticed about the header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum HeaderNote {
    /// There is no header, so the columns are numbered.
    Missing,
    /// The header gives no name to these columns.
    UnnamedColumns { columns: Vec<usize> },
    /// Columns with neither name nor values were left out.
    EmptyColumnsLeftOut { columns: Vec<usize> },
    /// The header stands again among the rows, which happens where files were joined.
    Repeated { count: u64 },
    /// Each row has one cell more than the header: a first cell that names the row.
    RowNames { column: String },
    /// The header ends with a delimiter that the rows do not have.
    DelimiterBehind,
    /// Columns with the name of another were given another one.
    DuplicateNames { columns: Vec<(usize, String)> },
}

/// Something that was noticed about a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnNote {
    /// About cells of another kind than the column's.
    Kinds(KindNote),
    /// About numbers.
    Numbers(NumberNote),
    /// About dates and times.
    Moments(MomentNote),
    /// So many cells are formulas that were never computed, and count as missing.
    NeverComputed(u64),
    /// So many cells are formulas with a value that the file asks to compute again.
    OldValues(u64),
}

/// Cells of another kind than the column's. `cells` counts those that are not missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum KindNote {
    /// The user chose a kind that no cell has.
    NothingRead { kind: ColumnKind },
    /// A text among numbers that stands for missing values.
    MarkMissing { mark: SomeCells, cells: usize },
    /// Words that stand for missing values are as frequent as the categories beside them.
    WordsMissing { words: SomeCells, levels: usize },
    /// Cells that are not of the column's kind count as missing.
    OthersMissing {
        kind: ColumnKind,
        others: SomeCells,
        cells: usize,
    },
    /// Most cells are of a kind, and because of the others the column is not read so.
    NotReadAs {
        kind: ColumnKind,
        others: SomeCells,
        cells: usize,
    },
    /// Cells that are written in another style than the other ones of their kind count as missing.
    OtherStyleMissing {
        kind: ColumnKind,
        count: usize,
        cells: usize,
    },
}

/// What is odd about numbers. `cells` counts those that are not missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum NumberNote {
    /// Whole numbers that begin with a zero are codes, and nearly all of them differ, so the column is not used.
    LeadingZeros { count: usize, cells: usize },
    /// Whole numbers stand in formulas as texts, `="00123"`, and are all equally long, so they are codes.
    FormulaCodes(SomeCells),
    /// Whole numbers have more digits than a number can hold.
    TooManyDigits {
        count: usize,
        cells: usize,
        are_identifiers: bool,
    },
    /// Letters and words behind numbers multiply them: `K`, `Mio.`, `万`.
    Multipliers(SomeCells),
    /// Numbers are read without the unit behind them.
    UnitRemoved {
        unit: String,
        without: usize,
        numbers: usize,
    },
    /// Letters behind numbers say on which half of the earth places lie, and are read as signs: that of positive numbers,
    /// and that of negative ones.
    Hemispheres { letters: [char; 2], negative: usize },
    /// Numbers have different units, so the column is not read as numbers.
    MixedUnits { unit: String, others: SomeCells },
    /// Infinite numbers count as missing.
    InfiniteMissing { infinite: SomeCells, cells: usize },
    /// Cells with a comma are lists, because other columns have decimal points.
    CommasOfLists { cells: SomeCells },
    /// Commas in cells are read as decimal marks, or as marks of thousands, and could stand between the parts of lists.
    CommasRead { cells: SomeCells, decimal: Decimal },
    /// Numbers have another decimal mark than the file.
    OtherDecimal {
        others: SomeCells,
        decimal: Decimal,
        is_number: bool,
    },
    /// Nothing in the file decides the decimal mark, and with this one the numbers are as large as those of the other file.
    DecimalBySize { example: String, decimal: Decimal },
    /// Some numbers have a percent sign and are divided by 100; the others have none.
    SomePercent { count: usize, numbers: usize },
    /// Amounts are in several currencies, and none is converted.
    MixedCurrencies { currencies: [String; 2] },
}

/// What is odd about dates and times, or about numbers that may be some. `cells` counts those that are not missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields' names say all")]
pub enum MomentNote {
    /// Times of the day are read as numbers of seconds, because the user chose numbers or those of the other file are.
    AsDurations,
    /// The column is read as numbers of seconds, because some of its times are longer than a day.
    Durations {
        count: usize,
        first: String,
        cells: usize,
    },
    /// Times longer than a day count as missing.
    LongTimesMissing { count: usize, first: String },
    /// Dates are read with the year first, because only then they are the days of few years.
    YearFirst { example: String },
    /// Dates are read with the year last, and could have the year first.
    YearMayBeFirst { example: String },
    /// Numbers are read as dates; the first of them, and what it is read as.
    NumbersAsDates { example: f64, shown: String },
    /// Texts that could be months are read as spans of two years, because each ends with the year behind its first.
    YearsNotMonths { example: String },
    /// Some dates can only have the day first and others only the month, so the column is not read as dates.
    BothOrders {
        day_first: SomeCells,
        month_first: SomeCells,
    },
}

impl From<KindNote> for ColumnNote {
    fn from(note: KindNote) -> Self {
        Self::Kinds(note)
    }
}

impl From<NumberNote> for ColumnNote {
    fn from(note: NumberNote) -> Self {
        Self::Numbers(note)
    }
}

impl From<MomentNote> for ColumnNote {
    fn from(note: MomentNote) -> Self {
        Self::Moments(note)
    }
}

/// Some cells of a column: how many there are, and the first of them.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SomeCells {
    /// How many there are.
    pub count: usize,
    /// The first one's row.
    pub row: u64,
    /// The first one's text, shortened.
    pub text: String,
}

impl SomeCells {
    /// Counts one more cell.
    pub(in crate::table) fn add(&mut self, text: &str, row: u64) {
        if self.count == 0 {
            self.row = row;
            self.text = cut(text, CELL_LETTERS);
        }
        self.count += 1;
    }
}

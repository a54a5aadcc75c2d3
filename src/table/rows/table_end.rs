//! What stands at the end of a file and is no row: rows of delimiters alone, as spreadsheets write them, and remarks
//! such as `(1234 rows affected)`, rulers, and totals. Until the file ends, nobody knows that this is its end.

use crate::table::cells::{measure, missing, moment, number};
use crate::table::facts::note::Note;
use crate::table::facts::text::shortened;

/// Most remarks that wait; more are no end of a table, but another table.
const MAX_REMARKS: usize = 30;

/// Cells of a total in a note.
const MAX_TOTALS: usize = 3;

/// What a row is, where it stands at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Ending {
    /// A text about the table.
    Remark,
    /// Totals or means of the columns.
    Total,
    /// Totals or means, if the columns agree.
    LikelyTotal,
}

/// A row that may be the beginning of the end.
#[derive(Debug)]
pub(in crate::table) enum Waiting {
    /// So many rows without anything in them, from this one on.
    Empty { row: u64, count: u64 },
    /// A line drawn with characters.
    Ruler { row: u64 },
    /// Any other row, with its cells where they can make a row of the table.
    Row {
        row: u64,
        ending: Ending,
        text: String,
        cells: Vec<String>,
        count: usize,
    },
}

impl Waiting {
    /// The first cell of a row that has something in it.
    pub(in crate::table) fn word(&self) -> Option<&str> {
        match self {
            Self::Row { cells, .. } => cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()),
            Self::Empty { .. } | Self::Ruler { .. } => None,
        }
    }

    pub(in crate::table) fn new(
        row: u64,
        ending: Ending,
        text: &str,
        cells: Vec<String>,
        count: usize,
    ) -> Self {
        Self::Row {
            row,
            ending,
            text: shortened(text),
            cells,
            count,
        }
    }
}

/// The rows that wait for a row of the table below them, or for the end.
#[derive(Debug, Default)]
pub(in crate::table) struct Tail {
    rows: Vec<Waiting>,
    texts: usize,
}

impl Tail {
    pub(in crate::table) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(in crate::table) fn push_empty(&mut self, row: u64) {
        if let Some(Waiting::Empty { count, .. }) = self.rows.last_mut() {
            *count += 1;
        } else {
            self.rows.push(Waiting::Empty { row, count: 1 });
        }
    }

    /// How many empty rows wait.
    pub(in crate::table) fn empty_rows(&self) -> u64 {
        let counts = self.rows.iter().map(|waiting| match waiting {
            Waiting::Empty { count, .. } => *count,
            _ => 0,
        });
        counts.sum()
    }

    pub(in crate::table) fn push(&mut self, waiting: Waiting) {
        self.texts += 1;
        self.rows.push(waiting);
    }

    /// Whether so much waits that it is no end.
    pub(in crate::table) fn is_full(&self) -> bool {
        self.texts > MAX_REMARKS
    }

    /// Whether a line has been drawn below the table.
    pub(in crate::table) fn has_ruler(&self) -> bool {
        self.rows.iter().any(|row| matches!(row, Waiting::Ruler { .. }))
    }

    /// All rows that wait, in their order.
    pub(in crate::table) fn take(&mut self) -> Vec<Waiting> {
        std::mem::take(self).rows
    }

    /// Puts back what was taken and waits on.
    pub(in crate::table) fn restore(&mut self, rows: Vec<Waiting>) {
        self.rows = rows;
    }

    /// What is left out, where this is the end.
    pub(in crate::table) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut lines = Vec::new();
        let mut first_line = 0;
        let mut empty = 0;
        for waiting in &self.rows {
            match waiting {
                Waiting::Empty { count, .. } => empty += count,
                Waiting::Ruler { .. } => {}
                Waiting::Row {
                    row,
                    ending: Ending::Remark,
                    text,
                    ..
                } => {
                    if lines.is_empty() {
                        first_line = *row;
                    }
                    lines.push(text.clone());
                }
                Waiting::Row { row, cells, .. } => {
                    let filled = cells
                        .iter()
                        .map(|cell| cell.trim())
                        .filter(|cell| !cell.is_empty());
                    notes.push(Note::TotalsLeftOut {
                        row: *row,
                        cells: filled.take(MAX_TOTALS).map(shortened).collect(),
                    });
                }
            }
        }
        if empty > 0 {
            notes.push(Note::EmptyRowsLeftOut { count: empty });
        }
        if !lines.is_empty() {
            notes.push(Note::RemarksLeftOut {
                row: first_line,
                lines,
            });
        }
        notes
    }

    /// The rulers among the rows that wait.
    pub(in crate::table) fn rulers(&self) -> Vec<u64> {
        let rulers = self.rows.iter().filter_map(|waiting| match waiting {
            Waiting::Ruler { row } => Some(*row),
            _ => None,
        });
        rulers.collect()
    }
}

/// Words that say that a file ends, in lower case.
const ENDS: [&str; 5] = ["eof", "eor", "end", "end of file", "ende"];

/// Most words before the colon of a remark.
const MAX_KEY_WORDS: usize = 3;

/// Whether a text begins as remarks do whose sentences hold delimiters: `Note: preliminary, as of May`.
fn has_key(text: &str) -> bool {
    let Some((key, rest)) = text.split_once(": ").or_else(|| text.split_once('：')) else {
        return false;
    };
    let is_letter = |letter: char| letter.is_alphabetic() || letter == ' ';
    !rest.is_empty()
        && key.chars().all(is_letter)
        && !key.is_empty()
        && key.split_whitespace().count() <= MAX_KEY_WORDS
}

/// Whether all cells of a row that are not empty are keys with a value or without, and some are empty: who made a report and
/// who checked it, `制表人：张三` beside `审核人：李四`.
pub(in crate::table) fn has_keys_only<'a>(cells: impl Iterator<Item = &'a str>, columns: usize) -> bool {
    let mut filled = 0;
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        let is_bare = cell
            .strip_suffix([':', '：'])
            .is_some_and(|key| has_key(&format!("{key}：-")));
        if !has_key(cell) && !is_bare {
            return false;
        }
        filled += 1;
    }
    (1..columns).contains(&filled)
}

/// Whether a row with so many cells, which are not as many as the table's, can be a remark: it begins as comments do,
/// or is several words in a single cell. A row that was cut off seldom looks so.
pub(in crate::table) fn is_remark(text: &str, cells: usize) -> bool {
    let text = text.trim();
    let bare = text
        .trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase();
    if cells == 1 && ENDS.contains(&bare.as_str()) {
        return true;
    }
    let is_marked = ["#", "//", "--", "%", "*", "©", "(c)"]
        .iter()
        .any(|mark| text.starts_with(mark));
    let is_sentence = || {
        text.contains(char::is_alphabetic)
            && (text.starts_with('(') || text.contains([':', '：']) || text.contains(char::is_whitespace))
    };
    is_marked && cells <= 3 || cells == 1 && is_sentence() || has_key(text)
}

/// Words for a total, in lower case.
const TOTALS: [&str; 34] = [
    "sum",
    "sums",
    "total",
    "totals",
    "grand total",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "endsumme",
    "合计",
    "总计",
    "总和",
    "合計",
    "總計",
    "합계",
    "총계",
    "soma",
    "total geral",
    "total general",
    "suma",
    "somme",
    "totaux",
    "totale",
    "totaal",
    "итого",
    "всего",
    "сумма",
    "razem",
    "celkem",
    "toplam",
    "σ",
    "∑",
];

/// Words for a mean, in lower case.
const MEANS: [&str; 19] = [
    "mean",
    "average",
    "avg",
    "mittelwert",
    "durchschnitt",
    "ø",
    "moyenne",
    "média",
    "promedio",
    "gemiddelde",
    "medelvärde",
    "średnia",
    "среднее",
    "ortalama",
    "平均",
    "平均值",
    "均值",
    "平均値",
    "평균",
];

/// Words for what stands beside totals and means, in lower case.
const OTHERS: [&str; 20] = [
    "min",
    "max",
    "minimum",
    "maximum",
    "median",
    "std",
    "sd",
    "stdev",
    "stddev",
    "standard deviation",
    "var",
    "variance",
    "count",
    "n",
    "anzahl",
    "stabw",
    "最大值",
    "最小值",
    "中位数",
    "标准差",
];

/// What a row looks like that may sum up the columns: it begins with a word, and all others are numbers or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Summary {
    /// It does not look so.
    None,
    /// A word for a total, and at least half of the cells are empty, or the row is cut short.
    Total,
    /// A word for a total, a mean or what stands beside them.
    Word,
    /// Any word.
    Numbers,
}

/// What a row of a table with so many columns looks like; `word` is its first cell that is not empty, and where that
/// `is_odd` in its column, it may be any.
pub(in crate::table) fn summary<'a>(
    cells: impl Iterator<Item = &'a str>,
    word: &str,
    is_odd: bool,
    columns: usize,
) -> Summary {
    let bare = word.trim_end_matches([':', '：', ' ']).to_lowercase();
    let is_total = TOTALS.contains(&bare.as_str());
    let is_mean = MEANS.contains(&bare.as_str()) || OTHERS.contains(&bare.as_str());
    if !is_total && !is_mean && !is_odd {
        return Summary::None;
    }
    let (mut filled, mut count) = (0, 0);
    for cell in cells.map(str::trim) {
        count += 1;
        if cell.is_empty() || filled > 0 && missing::is_missing(cell) {
            continue;
        }
        if filled > 0 && number::read(cell) == number::Readings::default() {
            return Summary::None;
        }
        filled += 1;
    }
    if is_total && columns > 2 && (count < columns || count - filled >= filled) {
        Summary::Total
    } else if filled < 2 {
        Summary::None
    } else if is_total || is_mean {
        Summary::Word
    } else {
        Summary::Numbers
    }
}

/// Whether a cell is a word that is out of place among numbers and dates.
pub(in crate::table) fn is_word(cell: &str) -> bool {
    number::read(cell) == number::Readings::default()
        && moment::read(cell).is_none()
        && measure::read(cell).is_none()
        && !missing::is_missing(cell)
        && !number::is_infinite(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_cases() {
        for (row, columns, expected) in [
            ("Summe;;;;;1.234.567,89", 6, Summary::Total),
            ("Total;;;1500;", 5, Summary::Total),
            (";;合计：;;3", 5, Summary::Total),
            ("Total general;;5 €;", 4, Summary::Total),
            ("Total;40", 3, Summary::Total),
            ("Total;1500", 2, Summary::Word),
            ("Mittelwert:;0,1;4,4", 3, Summary::Word),
            ("Average;;;5", 4, Summary::Word),
            ("broken;0,1;4,4", 3, Summary::None),
            ("Total;;a;1;;", 6, Summary::None),
            ("a;;;Total;", 5, Summary::None),
            ("Total SE;;;1", 4, Summary::None),
            ("Average;;", 3, Summary::None),
        ] {
            let word = row.split(';').find(|cell| !cell.is_empty()).unwrap_or_default();
            assert_eq!(summary(row.split(';'), word, false, columns), expected, "{row}");
        }
    }

    #[test]
    fn any_word_may_sum_up_where_it_is_out_of_place() {
        for (row, expected) in [
            ("Mittelw.;0,1;4,4", Summary::Numbers),
            ("Mittelw.;;4,4", Summary::Numbers),
            ("broken;0,1;x", Summary::None),
            ("broken;;", Summary::None),
        ] {
            let word = row.split(';').next().unwrap();
            assert_eq!(summary(row.split(';'), word, true, 3), expected, "{row}");
        }
        for (cell, expected) in [
            ("Mean", true),
            ("NA", false),
            ("5 kg", false),
            ("1 May 2020", false),
            ("inf", false),
        ] {
            assert_eq!(is_word(cell), expected, "{cell}");
        }
    }

    #[test]
    fn remarks_are_told_from_rows_that_were_cut() {
        for (text, cells, expected) in [
            ("# end", 1, true),
            ("(1234 rows affected)", 1, true),
            ("Total: 123 rows", 1, true),
            ("数据来源：国家统计局", 1, true),
            ("# a,b", 2, true),
            ("Note: preliminary, as of May", 2, true),
            ("EOF", 1, true),
            ("*** End of file ***", 1, true),
            ("Bonn, at 10:00: 5", 2, false),
            ("© Statistics Office, 2024", 2, true),
            ("2020-01-01 10:00", 1, false),
            ("17", 1, false),
            ("Berl", 1, false),
            ("New York,5", 2, false),
        ] {
            assert_eq!(is_remark(text, cells), expected, "{text:?}");
        }
    }
}

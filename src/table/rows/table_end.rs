//! What stands at the end of a file and is no row: rows of delimiters alone, as spreadsheets write them, and remarks
//! such as `(1234 rows affected)`, and totals. Until the file ends, nobody knows that this is its end.

use crate::table::cells::number;
use crate::table::facts::note::Note;
use crate::table::facts::text::shortened;

/// Most remarks that wait; more are no end of a table, but another table.
const MAX_REMARKS: usize = 30;

/// Cells of a total in a note.
const MAX_TOTALS: usize = 3;

/// A row that may be the beginning of the end.
#[derive(Debug)]
pub(in crate::table) enum Waiting {
    /// So many rows without anything in them, from this one on.
    Empty { row: u64, count: u64 },
    /// A row that has other cells than the table.
    Remark { row: u64, cells: usize, text: String },
    /// A row that holds a word for a total and little else.
    Total { row: u64, cells: Vec<String> },
}

/// The rows that wait for a row of the table below them, or for the end.
#[derive(Debug, Default)]
pub(in crate::table) struct Tail {
    rows: Vec<Waiting>,
    remarks: usize,
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

    pub(in crate::table) fn push_remark(&mut self, row: u64, cells: usize, text: &str) {
        self.remarks += 1;
        self.rows.push(Waiting::Remark {
            row,
            cells,
            text: shortened(text),
        });
    }

    pub(in crate::table) fn push_total(&mut self, row: u64, cells: Vec<String>) {
        self.remarks += 1;
        self.rows.push(Waiting::Total { row, cells });
    }

    /// Whether so much waits that it is no end.
    pub(in crate::table) fn is_full(&self) -> bool {
        self.remarks > MAX_REMARKS
    }

    /// All rows that wait, in their order.
    pub(in crate::table) fn take(&mut self) -> Vec<Waiting> {
        std::mem::take(self).rows
    }

    /// What is left out, where this is the end.
    pub(in crate::table) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut lines = Vec::new();
        let mut empty = 0;
        for waiting in &self.rows {
            match waiting {
                Waiting::Empty { count, .. } => empty += count,
                Waiting::Remark { text, .. } => lines.push(text.clone()),
                Waiting::Total { row, cells } => {
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
            notes.push(Note::RemarksLeftOut { lines });
        }
        notes
    }
}

/// Whether a row with so many cells, which are not as many as the table's, can be a remark: it begins as comments do,
/// or is several words in a single cell. A row that was cut off seldom looks so.
pub(in crate::table) fn is_remark(text: &str, cells: usize) -> bool {
    let text = text.trim();
    let is_marked = ["#", "//", "--", "%", "*"]
        .iter()
        .any(|mark| text.starts_with(mark));
    let is_sentence = || {
        text.contains(char::is_alphabetic)
            && (text.starts_with('(') || text.contains([':', '：']) || text.contains(char::is_whitespace))
    };
    is_marked && cells <= 3 || cells == 1 && is_sentence()
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

/// Whether a row can be one of totals: the first cell that is not empty is a word for that, any others are numbers, and
/// at least half of the cells are empty.
pub(in crate::table) fn is_total<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut empty = 0;
    let mut filled = 0;
    for cell in cells.map(str::trim) {
        if cell.is_empty() {
            empty += 1;
            continue;
        }
        let fits = if filled == 0 {
            let word = cell.trim_end_matches([':', '：', ' ']).to_lowercase();
            TOTALS.contains(&word.as_str())
        } else {
            number::read(cell) != number::Readings::default()
        };
        if !fits {
            return false;
        }
        filled += 1;
    }
    filled > 0 && empty >= filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_from_cases() {
        for (row, expected) in [
            ("Summe;;;;;1.234.567,89", true),
            ("Total;;;1500;", true),
            (";;合计：;;3", true),
            ("Total general;;5 €;", true),
            ("Total;1500", false),
            ("Total;;a;1;;", false),
            ("a;;;Total;", false),
            ("Total SE;;;1", false),
            (";;;", false),
        ] {
            assert_eq!(is_total(row.split(';')), expected, "{row}");
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
            ("2020-01-01 10:00", 1, false),
            ("17", 1, false),
            ("Berl", 1, false),
            ("New York,5", 2, false),
        ] {
            assert_eq!(is_remark(text, cells), expected, "{text:?}");
        }
    }
}

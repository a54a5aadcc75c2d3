//! Which rows may belong to the end of a table, seen from its columns: a total of each, the word for it where all other
//! cells are numbers, a remark with nothing beside it.

use super::table_builder::Builder;
use crate::table::columns::header_names;
use crate::table::facts::error::Fault;
use crate::table::rows::record::Record;
use crate::table::rows::table_end::{Ending, Summary, Waiting, has_keys_only, is_remark, is_word, summary};

/// Fewest rows above a remark of which each has more than its first cell.
const MIN_ROWS: u64 = 5;

/// Fewest rows above a total or a mean that numbers are compared with.
const MIN_SUMMED: usize = 2;

impl Builder {
    /// The row, where it waits for what follows.
    pub(super) fn waiting(&self, text: &str, record: Record<'_>) -> Option<Waiting> {
        let columns = self.columns.len();
        let count = record.ends.len();
        let row = record.row;
        if columns < 2 {
            return None;
        }
        let below_ruler = || count < columns && self.tail.has_ruler() && text.contains(char::is_alphabetic);
        if count != columns && (is_remark(text, count) || below_ruler()) {
            return Some(Waiting::new(row, Ending::Remark, text, Vec::new(), count));
        }
        let mut start = 0;
        let mut first = None;
        for (column, &end) in record.ends.iter().enumerate() {
            let cell = text[start..end].trim();
            start = end + record.gap;
            if !cell.is_empty() {
                first = Some((column, cell, &text[end..]));
                break;
            }
        }
        let (column, word, rest) = first.filter(|&(column, ..)| column < columns)?;
        // Nearly all rows leave here.
        if !word.contains(char::is_alphabetic) {
            return None;
        }
        let cells = || header_names::cells(text, record).map(str::to_owned).collect();
        let ending = |ending| Some(Waiting::new(row, ending, word, cells(), count));
        let delimiter = self.delimiter.byte();
        let is_alone = rest
            .bytes()
            .all(|byte| byte == delimiter || matches!(byte, b' ' | b'\t'));
        let holds_values = self.columns[column].holds_values_only();
        let is_odd = holds_values && is_word(word);
        let may_be_alone =
            || self.lone_rows == 0 && self.rows >= MIN_ROWS && columns > 2 && is_remark(word, 1);
        if is_alone && count == columns && (is_odd || may_be_alone()) {
            return ending(Ending::Remark);
        }
        if holds_values && has_keys_only(header_names::cells(text, record), columns) {
            return ending(Ending::Remark);
        }
        if count != columns && is_odd && is_remark(word, 1) {
            return Some(Waiting::new(row, Ending::Remark, text, Vec::new(), count));
        }
        if count > columns {
            return None;
        }
        let is_cut = count < columns;
        ending(
            match summary(header_names::cells(text, record), word, is_odd, columns) {
                Summary::Total => Ending::Total,
                Summary::Word if is_odd => Ending::Total,
                Summary::Numbers if is_cut => Ending::Total,
                // A word that is nowhere else may stand for a missing value.
                Summary::Word | Summary::Numbers if !is_cut && !self.columns[column].holds(word) => {
                    Ending::LikelyTotal
                }
                Summary::Word | Summary::Numbers | Summary::None => return None,
            },
        )
    }

    /// Whether a row holds sums or means of the columns above: at least one, and as many as not.
    fn sums_up(&self, cells: &[String]) -> bool {
        let (mut fitting, mut others) = (0, 0);
        for (column, cell) in self.columns.iter().zip(cells) {
            match column.is_summed_by(cell.trim(), MIN_SUMMED) {
                Some(true) => fitting += 1,
                Some(false) => others += 1,
                None => {}
            }
        }
        fitting > 0 && fitting >= others
    }

    /// Takes the rows that wait, down to the last that turns out to be a case: a word for a total whose number is none.
    pub(super) fn take_cases_at_end(&mut self) -> Result<(), Fault> {
        let waiting = self.tail.take();
        let is_likely = |waiting: &&Waiting| {
            matches!(
                waiting,
                Waiting::Row {
                    ending: Ending::LikelyTotal,
                    ..
                }
            )
        };
        // A group of its own has several rows: women, men, and all of them, year by year.
        let words: Vec<&str> = waiting
            .iter()
            .filter(is_likely)
            .filter_map(Waiting::word)
            .collect();
        let is_group = words
            .iter()
            .enumerate()
            .any(|(place, word)| words[..place].contains(word));
        // A median stands beside a mean, and is not checked.
        let sums_up =
            |waiting: &Waiting| matches!(waiting, Waiting::Row { cells, .. } if self.sums_up(cells));
        let cases = if !is_group && waiting.iter().filter(is_likely).any(sums_up) {
            0
        } else {
            let last = waiting.iter().rposition(|waiting| is_likely(&waiting));
            last.map_or(0, |place| place + 1)
        };
        let mut waiting = waiting.into_iter();
        let cases: Vec<Waiting> = waiting.by_ref().take(cases).collect();
        self.take_as_rows(cases)?;
        self.tail.restore(waiting.collect());
        Ok(())
    }
}

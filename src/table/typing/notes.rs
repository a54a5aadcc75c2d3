//! What is said about a column, in whole sentences.

use super::super::column::{Kind, Values};
use super::super::error::shortened;
use super::{ColumnBuilder, Seen, Way};

/// From this share of numbers in another style on, a column was meant to be numbers, and a note says why it is
/// not.
const MEANT: f64 = 0.5;

impl ColumnBuilder {
    /// Notes what was found out about the column; `what` goes on behind its name.
    pub(super) fn remark(&mut self, what: &str) {
        let name = shortened(&self.name);
        self.remarks.push(format!("Column \"{name}\": {what}"));
    }

    /// All that is said about a column with these values.
    pub(super) fn notes(&mut self, values: &Values) -> Vec<String> {
        if let Values::Number(numbers) = values {
            let count = numbers.iter().filter(|number| !number.is_nan()).count();
            for remark in self.units.remarks(count) {
                self.remark(&remark);
            }
        }
        let mut notes = std::mem::take(&mut self.remarks);
        notes.extend(self.nothing_read(values));
        notes.extend(self.words_note(values));
        notes.extend(self.infinite_note(values));
        notes.extend(self.lost_note(values));
        notes.extend(self.other_style_note(values));
        notes
    }

    /// A choice of the user's that fits no cell.
    fn nothing_read(&self, values: &Values) -> Option<String> {
        let (as_what, numbers) = match values {
            Values::Number(numbers) => ("numbers", numbers),
            Values::Moment { seconds, .. } => ("dates or times", seconds),
            _ => return None,
        };
        let chosen = matches!(self.chosen, Some(Kind::Number | Kind::Moment));
        let name = shortened(&self.name);
        (chosen && self.present > 0 && numbers.iter().all(|number| number.is_nan())).then(|| {
            format!("Column \"{name}\": you chose {as_what}, and no cell is one, so all count as missing.")
        })
    }

    /// Cells that are neither numbers nor dates.
    fn words_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let present = self.present;
        let as_what = match values {
            Values::Number(_) => Some("numbers"),
            Values::Moment { .. } => Some("dates or times"),
            _ => None,
        };
        let Seen { count, first_row } = self.words;
        match (as_what, self.most_are) {
            _ if self.chosen.is_some() || count == 0 => None,
            (Some(as_what), _) => Some(format!(
                "Column \"{name}\": {count} of {present} cells are no {as_what} and count as missing; the first is in \
                 row {first_row}."
            )),
            (None, Some(most)) => Some(format!(
                "Column \"{name}\": {count} of {present} cells are no {most}, so the column is not read as {most}; the \
                 first is in row {first_row}. Choose another type where they only stand for missing cells."
            )),
            (None, None) => None,
        }
    }

    /// Numbers that are not finite.
    fn infinite_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let present = self.present;
        let Seen { count, first_row } = self.infinite;
        (count > 0 && matches!(values, Values::Number(_))).then(|| {
            format!(
                "Column \"{name}\": {count} of {present} cells are infinite and count as missing; the first is in row \
                 {first_row}."
            )
        })
    }

    /// Cells that could be read, and not like the others: dates in another order, numbers among dates.
    fn lost_note(&self, values: &Values) -> Option<String> {
        let (others, read) = match values {
            Values::Number(numbers) => ("numbers", numbers),
            Values::Moment { seconds, .. } => ("dates or times", seconds),
            _ => return None,
        };
        let infinite = if others == "numbers" {
            self.infinite.count
        } else {
            0
        };
        let read = read.iter().filter(|number| !number.is_nan()).count();
        let lost = self.present.saturating_sub(read + self.words.count + infinite);
        let (name, present) = (shortened(&self.name), self.present);
        (lost > 0 && self.chosen.is_none()).then(|| {
            format!("Column \"{name}\": {lost} of {present} cells are not written like the other {others} and count as missing.")
        })
    }

    /// Numbers with another decimal mark than the file's.
    fn other_style_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let Seen { count, first_row } = self.other_style;
        let meant = count as f64 >= MEANT * self.present as f64 || self.most_are.is_some();
        if count == 0 || !meant {
            return None;
        }
        let mark = match self.style.numbers {
            Some(Way::Second) => "a decimal point, and the file has decimal commas",
            _ => "a decimal comma, and the file has decimal points",
        };
        let result = match values {
            Values::Number(_) => "They count as missing.",
            _ => "The column is not read as numbers.",
        };
        Some(format!(
            "Column \"{name}\": {count} cells are numbers with {mark}; the first is in row {first_row}. {result}"
        ))
    }
}

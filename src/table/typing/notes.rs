//! What is said about a column, in whole sentences.

use super::super::column::Values;
use super::super::error::shortened;
use super::{ColumnBuilder, Seen, Way};

/// From this share of numbers in another style on, a column was meant to be numbers, and a note says why it is
/// not.
const MEANT: f64 = 0.5;

/// What numbers are called, and what moments are.
pub(super) const NUMBERS: &str = "numbers";
pub(super) const MOMENTS: &str = "dates or times";

/// What a column is read as, and how many cells could be; nothing where no cell is lost by that.
fn read_as(values: &Values) -> Option<(&'static str, usize)> {
    let (as_what, read) = match values {
        Values::Number(numbers) => (NUMBERS, numbers),
        Values::Moment { seconds, .. } => (MOMENTS, seconds),
        _ => return None,
    };
    Some((as_what, read.iter().filter(|number| !number.is_nan()).count()))
}

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
            if let Some(remark) = self.without.take() {
                self.remark(&remark);
            }
        }
        if self.chosen.is_none()
            && let Some(remark) = self.unread_numbers(values).or_else(|| self.both_orders(values))
        {
            self.remark(&remark);
        }
        let mut notes = std::mem::take(&mut self.remarks);
        notes.extend(self.nothing_read(values));
        notes.extend(self.words_note(values));
        notes.extend(self.infinite_note(values));
        notes.extend(self.lost_note(values));
        notes.extend(self.other_style_note(values));
        notes
    }

    /// Numbers with several units behind them.
    fn unread_numbers(&self, values: &Values) -> Option<String> {
        let measures = self.measures.as_ref().filter(|_| read_as(values).is_none())?;
        measures.mixed(self.present)
    }

    /// Dates of which some can only have the day first, and others only the month.
    fn both_orders(&self, values: &Values) -> Option<String> {
        let (days, months) = (&self.day_first, &self.month_first);
        let is_meant = read_as(values).is_none()
            && days.count > 0
            && months.count > 0
            && 2 * self.no_moment.count < self.present;
        is_meant.then(|| {
            format!(
                "{} cells can only be dates with the day first (the first is {}), and {} only with the month first (the \
                 first is {}), so the column is not read as dates. Choose “date or time” as the type to read those of one \
                 order.",
                days.count,
                days.first(),
                months.count,
                months.first()
            )
        })
    }

    /// A choice of the user's that fits no cell.
    fn nothing_read(&self, values: &Values) -> Option<String> {
        let (as_what, read) = read_as(values)?;
        let name = shortened(&self.name);
        (self.chosen.is_some() && self.present > 0 && read == 0).then(|| {
            format!("Column \"{name}\": you chose {as_what}, and no cell is one, so all count as missing.")
        })
    }

    /// The cells that are not what the column is read as, or what most of its cells are. Where these are times read as
    /// numbers, or numbers read as dates, the others are neither.
    fn unread(&self, as_what: &str) -> &Seen {
        let (own, other) = if as_what == NUMBERS {
            (&self.no_number, &self.no_moment)
        } else {
            (&self.no_moment, &self.no_number)
        };
        if own.count < self.present { own } else { other }
    }

    /// Cells that are no numbers, or no dates.
    fn words_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let present = self.present;
        if let Some((as_what, read)) = read_as(values) {
            let unread = self.unread(as_what);
            let count = unread.count;
            return (count > 0 && read > 0).then(|| {
                format!(
                    "Column \"{name}\": {count} of {present} cells are no {as_what} and count as missing; the first is {}.",
                    unread.first()
                )
            });
        }
        let most = self.most_are.filter(|_| self.chosen.is_none())?;
        let unread = self.unread(most);
        let count = unread.count;
        (count > 0).then(|| {
            format!(
                "Column \"{name}\": {count} of {present} cells are no {most}, so the column is not read as {most}; the \
                 first is {}. Choose another type where they only stand for missing cells.",
                unread.first()
            )
        })
    }

    /// Numbers that are not finite.
    fn infinite_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let (present, count) = (self.present, self.infinite.count);
        (count > 0 && matches!(values, Values::Number(_))).then(|| {
            format!(
                "Column \"{name}\": {count} of {present} cells are infinite and count as missing; the first is {}.",
                self.infinite.first()
            )
        })
    }

    /// Cells that could be read, and not like the others: dates in another order, numbers in another style.
    fn lost_note(&self, values: &Values) -> Option<String> {
        let (others, read) = read_as(values)?;
        // Each has its own note.
        let told = match values {
            Values::Number(_) => self.infinite.count,
            _ if self.dated == 0 => self.spans,
            _ => 0,
        };
        let lost = self
            .present
            .saturating_sub(read + self.unread(others).count + told);
        let (name, present) = (shortened(&self.name), self.present);
        (lost > 0 && read > 0).then(|| {
            format!("Column \"{name}\": {lost} of {present} cells are not written like the other {others} and count as missing.")
        })
    }

    /// Numbers with another decimal mark than the file's.
    fn other_style_note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let count = self.other_style.count;
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
            "Column \"{name}\": {count} cells are numbers with {mark}; the first is {}. {result}",
            self.other_style.first()
        ))
    }
}

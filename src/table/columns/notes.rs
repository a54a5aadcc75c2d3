//! What is worth a note about a column.

use super::builder::ColumnBuilder;
use super::evidence::FEW_LEVELS;
use super::style::Way;
use crate::table::cells::number;
use crate::table::facts::choices::Decimal;
use crate::table::facts::column::Values;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::note::{ColumnNote, KindNote, MomentNote, NumberNote, SomeCells};

/// From this share of numbers in another style on, a column was meant to be numbers, and a note says why it is
/// not.
const MEANT: f64 = 0.5;

/// The kind that a column is read as, and how many of its cells could be; nothing where no cell is lost by that.
fn read_as(values: &Values) -> Option<(ColumnKind, usize)> {
    let (kind, read) = match values {
        Values::Number(numbers) => (ColumnKind::Number, numbers),
        Values::Moment { seconds, .. } => (ColumnKind::Moment, seconds),
        _ => return None,
    };
    Some((kind, read.iter().filter(|number| !number.is_nan()).count()))
}

impl ColumnBuilder {
    /// Keeps a note for the end.
    pub(super) fn notice(&mut self, note: impl Into<ColumnNote>) {
        self.noticed.push(note.into());
    }

    /// All notes about a column with these values.
    pub(super) fn notes(&mut self, values: &Values) -> Vec<ColumnNote> {
        let mut notes = Vec::new();
        if self.uncomputed.never > 0 {
            notes.push(ColumnNote::NeverComputed(self.uncomputed.never));
        }
        if self.uncomputed.old > 0 {
            notes.push(ColumnNote::OldValues(self.uncomputed.old));
        }
        notes.append(&mut self.noticed);
        if let Values::Number(numbers) = values {
            let count = numbers.iter().filter(|number| !number.is_nan()).count();
            let units = self.units.notes(count).into_iter().chain(self.without.take());
            notes.extend(units.map(ColumnNote::Numbers));
        }
        if self.are_lists {
            let cells = [&self.decimal_commas, &self.full_groups]
                .into_iter()
                .find(|cells| cells.count > 0);
            let cells = cells.cloned().unwrap_or_default();
            notes.push(NumberNote::CommasOfLists { cells }.into());
        }
        notes.extend(self.commas_read(values).map(ColumnNote::Numbers));
        notes.extend(self.marked(values));
        notes.extend(self.words_missing(values).map(ColumnNote::Kinds));
        if self.chosen.is_none() {
            let mixed = self.mixed_units(values).map(ColumnNote::Numbers);
            notes.extend(mixed.or_else(|| self.both_orders(values).map(ColumnNote::Moments)));
        }
        notes.extend(self.nothing_read(values).map(ColumnNote::Kinds));
        notes.extend(self.other_kinds(values).map(ColumnNote::Kinds));
        notes.extend(self.infinite(values).map(ColumnNote::Numbers));
        notes.extend(self.lost(values).map(ColumnNote::Kinds));
        notes.extend(self.other_decimal(values).map(ColumnNote::Numbers));
        notes
    }

    /// Commas in numbers of a file with commas between its cells. They could part a list: those that are read as decimal marks,
    /// and those of thousands where no number has fewer digits before the first.
    fn commas_read(&self, values: &Values) -> Option<NumberNote> {
        let Values::Number(numbers) = values else {
            return None;
        };
        let could_be_lists = self.style.between_commas && !self.are_lists && self.chosen.is_none();
        if !could_be_lists || self.commas.count == 0 {
            return None;
        }
        let is_read_as = |value: Option<f64>| value.is_some_and(|value| numbers.contains(&value));
        let decimal = if is_read_as(number::read(&self.commas.text).point) {
            Decimal::Point
        } else {
            Decimal::Comma
        };
        let is_open = decimal == Decimal::Comma || self.three_digits == self.commas.count;
        is_open.then(|| NumberNote::CommasRead {
            cells: self.commas.clone(),
            decimal,
        })
    }

    /// Texts that stand for missing values.
    fn marked(&self, values: &Values) -> Vec<ColumnNote> {
        let marks = self.marks.iter().filter(|_| read_as(values).is_some());
        let note = |mark: &SomeCells| KindNote::MarkMissing {
            mark: mark.clone(),
            cells: self.present,
        };
        marks.map(|mark| note(mark).into()).collect()
    }

    /// Words for missing values that are as frequent as a category.
    fn words_missing(&self, values: &Values) -> Option<KindNote> {
        let Values::Category { levels, .. } = values else {
            return None;
        };
        let [words, signs] = [&self.missing_words, &self.minus_signs];
        let words = if signs.count > words.count { signs } else { words };
        // As many as each level has on average, if these are few.
        let is_frequent =
            words.count > 0 && levels.len() <= FEW_LEVELS && words.count * levels.len() >= self.present / 2;
        is_frequent.then(|| KindNote::WordsMissing {
            words: words.clone(),
            levels: levels.len(),
        })
    }

    /// Numbers with several units behind them.
    fn mixed_units(&self, values: &Values) -> Option<NumberNote> {
        let measures = self.measures.as_ref().filter(|_| read_as(values).is_none())?;
        measures.mixed(self.present)
    }

    /// Dates of which some can only have the day first, and others only the month.
    fn both_orders(&self, values: &Values) -> Option<MomentNote> {
        let is_meant = read_as(values).is_none()
            && self.day_first.count > 0
            && self.month_first.count > 0
            && 2 * self.no_moment.count < self.present;
        is_meant.then(|| MomentNote::BothOrders {
            day_first: self.day_first.clone(),
            month_first: self.month_first.clone(),
        })
    }

    /// A choice of the user's that fits no cell.
    fn nothing_read(&self, values: &Values) -> Option<KindNote> {
        let (kind, read) = read_as(values)?;
        (self.chosen.is_some() && self.present > 0 && read == 0).then_some(KindNote::NothingRead { kind })
    }

    /// The cells that are not of the kind that the column is read as, or that most of its cells are. Where these are
    /// times read as numbers, or numbers read as dates, the others are neither.
    fn unread(&self, kind: ColumnKind) -> SomeCells {
        let (own, other) = if kind == ColumnKind::Number {
            (self.no_number.all(), self.no_moment.clone())
        } else {
            (self.no_moment.clone(), self.no_number.all())
        };
        if own.count < self.present { own } else { other }
    }

    /// Cells that are no numbers, or no dates.
    fn other_kinds(&self, values: &Values) -> Option<KindNote> {
        let cells = self.present;
        if let Some((kind, read)) = read_as(values) {
            let others = self.unread(kind);
            return (others.count > 0 && read > 0).then_some(KindNote::OthersMissing { kind, others, cells });
        }
        let kind = self.most_are.filter(|_| self.chosen.is_none())?;
        let others = self.unread(kind);
        (others.count > 0).then_some(KindNote::NotReadAs { kind, others, cells })
    }

    /// Numbers that are not finite.
    fn infinite(&self, values: &Values) -> Option<NumberNote> {
        (self.infinite.count > 0 && matches!(values, Values::Number(_))).then(|| {
            NumberNote::InfiniteMissing {
                infinite: self.infinite.clone(),
                cells: self.present,
            }
        })
    }

    /// Cells that could be read, and not like the others: dates in another order, numbers in another style.
    fn lost(&self, values: &Values) -> Option<KindNote> {
        let (kind, read) = read_as(values)?;
        // Each has its own note.
        let marked: usize = self.marks.iter().map(|mark| mark.count).sum();
        let noted = match values {
            Values::Number(_) => self.infinite.count,
            _ if self.dated == 0 => self.spans,
            _ => 0,
        };
        let lost = self
            .present
            .saturating_sub(read + self.unread(kind).count + marked + noted);
        (lost > 0 && read > 0).then_some(KindNote::OtherStyleMissing {
            kind,
            count: lost,
            cells: self.present,
        })
    }

    /// Numbers with another decimal mark than the file's.
    fn other_decimal(&self, values: &Values) -> Option<NumberNote> {
        let others = &self.other_style;
        if self.are_lists {
            return None;
        }
        let is_meant = others.count as f64 >= MEANT * self.present as f64 || self.most_are.is_some();
        (others.count > 0 && is_meant).then(|| NumberNote::OtherDecimal {
            others: others.clone(),
            decimal: match self.style.numbers {
                Some(Way::Second) => Decimal::Comma,
                _ => Decimal::Point,
            },
            is_number: matches!(values, Values::Number(_)),
        })
    }
}

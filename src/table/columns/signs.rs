//! Signs beside the numbers of a column: percent, and currencies.

use crate::table::cells::affixes::{self, Unit};
use crate::table::facts::note::NumberNote;

/// Which signs stand beside the numbers of a column.
#[derive(Debug, Default, Clone)]
pub(super) struct Units {
    /// Numbers with a percent sign.
    percent: usize,
    /// The first currency, and the first one that is another.
    currency: Option<&'static str>,
    other: Option<&'static str>,
}

impl Units {
    /// Adds a number as it is written.
    pub(super) fn push(&mut self, text: &str) {
        match affixes::unit(text) {
            Some(Unit::Percent) => self.percent += 1,
            Some(Unit::Currency(currency)) if *self.currency.get_or_insert(currency) != currency => {
                self.other.get_or_insert(currency);
            }
            Some(Unit::Currency(_)) | None => {}
        }
    }

    /// The currency beside the numbers, where it is one.
    pub(super) fn currency(&self) -> Option<&'static str> {
        self.currency.filter(|_| self.other.is_none())
    }

    /// Whether a number has a percent sign.
    pub(super) fn has_percent(&self) -> bool {
        self.percent > 0
    }

    /// What is worth a note about the signs of `numbers` numbers.
    pub(super) fn notes(&self, numbers: usize) -> Vec<NumberNote> {
        let mut notes = Vec::new();
        if (1..numbers).contains(&self.percent) {
            notes.push(NumberNote::SomePercent {
                count: self.percent,
                numbers,
            });
        }
        if let (Some(first), Some(other)) = (self.currency, self.other) {
            notes.push(NumberNote::MixedCurrencies {
                currencies: [first, other].map(str::to_owned),
            });
        }
        notes
    }
}

//! Signs beside the numbers of a column: percent, and currencies.

use super::super::affixes::{self, Unit};

/// Which signs stand beside the numbers of a column.
#[derive(Debug, Default)]
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

    /// What is to be said about the signs of `numbers` numbers, each a sentence to go behind the column's name.
    pub(super) fn remarks(&self, numbers: usize) -> Vec<String> {
        let mut remarks = Vec::new();
        let percent = self.percent;
        if (1..numbers).contains(&percent) {
            remarks.push(format!(
                "{percent} of {numbers} numbers have a percent sign and are divided by 100; the others are read as they \
                 stand."
            ));
        }
        if let (Some(first), Some(other)) = (self.currency, self.other) {
            remarks.push(format!(
                "amounts are in different currencies, such as {first} and {other}, and none is converted."
            ));
        }
        remarks
    }
}

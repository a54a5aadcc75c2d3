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
            Some(Unit::Currency(currency)) => {
                match affixes::one_currency(self.currency.unwrap_or(currency), currency) {
                    Some(one) => self.currency = Some(one),
                    None => self.other = self.other.or(Some(currency)),
                }
            }
            None => {}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_yen_and_the_yuan_share_a_sign() {
        let currency = |texts: &[&str]| {
            let mut units = Units::default();
            for text in texts {
                units.push(text);
            }
            (units.currency(), units.notes(texts.len()).len())
        };
        for texts in [["¥5", "5 JPY"], ["5 JPY", "¥5"], ["JP¥5", "5円"]] {
            assert_eq!(currency(&texts), (Some("JPY"), 0), "{texts:?}");
        }
        assert_eq!(currency(&["¥5", "CNY 5", "5元"]), (Some("CNY"), 0));
        assert_eq!(currency(&["¥5", "CNY 5", "JPY 5"]), (None, 1));
        assert_eq!(currency(&["¥5", "$5"]), (None, 1));
    }
}

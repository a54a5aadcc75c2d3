//! What a column says about how its file is read: with decimal point or comma, with the day or the month first.

use super::builder::ColumnBuilder;
use super::measures::Measures;
use super::style::Votes;
use super::two_ways::TwoWays;
use super::year_first::YearPlace;
use crate::table::facts::kind::ColumnKind;

impl ColumnBuilder {
    /// What this column says about the reading of numbers, if it holds numbers.
    pub(in crate::table) fn number_votes(&self) -> Votes {
        if self.are_lists || self.are_months() {
            return Votes::default();
        }
        let present = self.unmarked();
        match &self.measures {
            Some(measures) if self.is_without_units(measures, self.chosen, false) => {
                Self::votes(Some(&measures.cells), present)
            }
            _ => Self::votes(self.numbers.as_ref(), present),
        }
    }

    /// Whether all numbers can be months of years: `01.2020`.
    pub(super) fn are_months(&self) -> bool {
        self.months > 0
            && self
                .numbers
                .as_ref()
                .is_some_and(|cells| cells.most_read() == self.months)
    }

    /// Whether numbers are read without what stands behind them; `wanted` where those of the other file are.
    pub(super) fn is_without_units(
        &self,
        measures: &Measures,
        chosen: Option<ColumnKind>,
        wanted: bool,
    ) -> bool {
        let is_chosen = chosen == Some(ColumnKind::Number);
        let moments = self.moments.as_ref().map_or(0, TwoWays::most_read);
        let may_be = is_chosen || chosen.is_none() && measures.cells.most_read() > moments;
        may_be && measures.are_meant(self.present - measures.no_number.signs(), is_chosen || wanted)
    }

    /// What this column says about the reading of dates, if it holds dates.
    pub(in crate::table) fn date_votes(&self) -> Votes {
        let votes = Self::votes(self.moments.as_ref(), self.present);
        match self.year_place(None) {
            YearPlace::Last => votes,
            // What can be no month may be the year.
            YearPlace::Open => Votes {
                decisive: [0; 2],
                ..votes
            },
            YearPlace::First | YearPlace::LikelyFirst => Votes::default(),
        }
    }

    fn votes(cells: Option<&TwoWays>, present: usize) -> Votes {
        match cells {
            // Lists and version numbers in texts have no vote.
            Some(cells) if cells.most_read() * 2 >= present => {
                let votes = cells.votes();
                // A column that decides for itself leaves nothing open.
                let open = if votes.way().is_some() { 0 } else { votes.open };
                Votes { open, ..votes }
            }
            _ => Votes::default(),
        }
    }
}

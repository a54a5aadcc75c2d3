//! What a column says about how its file is read: with decimal point or comma, with the day or the month first.

use super::builder::ColumnBuilder;
use super::measures::Measures;
use super::style::Votes;
use super::two_ways::TwoWays;
use super::year_first::YearPlace;
use crate::table::facts::kind::ColumnKind;
use crate::table::facts::note::NumberNote;

impl ColumnBuilder {
    /// What this column says about the reading of numbers, if it holds numbers.
    pub(in crate::table) fn number_votes(&self) -> Votes {
        if self.are_lists || self.are_months() {
            return Votes::default();
        }
        let present = self.unmarked();
        match &self.measures {
            Some(measures) if self.meant(measures).is_some() => Self::votes(Some(&measures.cells), present),
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

    /// The note that is due where numbers are read without what stands behind them; nothing where they are not.
    pub(super) fn meant(&self, measures: &Measures) -> Option<NumberNote> {
        let chosen = self.chosen == Some(ColumnKind::Number);
        let moments = self.moments.as_ref().map_or(0, TwoWays::most_read);
        let wanted = chosen || self.chosen.is_none() && measures.cells.most_read() > moments;
        wanted.then(|| measures.meant(self.present - measures.no_number.signs(), chosen))?
    }

    /// What this column says about the reading of dates, if it holds dates.
    pub(in crate::table) fn date_votes(&self) -> Votes {
        let votes = Self::votes(self.moments.as_ref(), self.present);
        match self.year_place() {
            YearPlace::Last => votes,
            // What can be no month may be the year.
            YearPlace::Open => Votes {
                decisive: [0; 2],
                ..votes
            },
            YearPlace::First | YearPlace::LikelyFirst => Votes::default(),
        }
    }

    /// Where the year stands in dates.
    pub(super) fn year_place(&self) -> YearPlace {
        match (&self.year_first, &self.moments) {
            (Some(cells), Some(moments)) => cells.place(moments, self.style.dates.is_some()),
            _ => YearPlace::Last,
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

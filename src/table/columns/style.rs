//! In which of two ways the numbers and the dates of a file are read, and what its cells say about that.

/// Where one reading has more than a share of one in so many of the other's decisive cells, both are in use.
const DIVIDED: usize = 20;

/// One of the two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Way {
    First,
    Second,
}

/// What is known of a file's cells before they are read.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::table) struct Style {
    /// How numbers are read, where that is decided: the first way has a decimal point.
    pub(in crate::table) numbers: Option<Way>,
    /// How dates are read, where that is decided: the first way has the day first.
    pub(in crate::table) dates: Option<Way>,
    /// Whether commas stand between cells.
    pub(in crate::table) between_commas: bool,
}

/// What speaks for the first and for the second of two readings, over all columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::table) struct Votes {
    /// Cells that one reading allows and the other does not: for the first, for the second.
    pub(in crate::table) decisive: [usize; 2],
    /// Cells that both allow, each with another value.
    pub(in crate::table) open: usize,
}

impl Votes {
    /// Whether neither reading has nearly all of the decisive cells.
    pub(in crate::table) fn are_divided(self) -> bool {
        let [first, second] = self.decisive;
        first.min(second) * DIVIDED > first.max(second)
    }

    /// The reading that the decisive cells speak for; nothing where they do not, or evenly.
    pub(in crate::table) fn way(self) -> Option<Way> {
        let [first, second] = self.decisive;
        match first.cmp(&second) {
            std::cmp::Ordering::Greater => Some(Way::First),
            std::cmp::Ordering::Less => Some(Way::Second),
            std::cmp::Ordering::Equal => None,
        }
    }
}

impl std::ops::AddAssign for Votes {
    fn add_assign(&mut self, other: Self) {
        self.decisive[0] += other.decisive[0];
        self.decisive[1] += other.decisive[1];
        self.open += other.open;
    }
}

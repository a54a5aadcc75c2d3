//! Warnings: what is odd about the rows and columns that were compared, and may weaken the answer.

use serde::{Deserialize, Serialize};

/// The most warnings about single columns that a report names one by one.
pub const MAX_COLUMNS_WARNED: usize = 20;

/// The most classes of a table that a warning names.
pub const MAX_CLASSES_WARNED: usize = 3;

/// One of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The table the network comes from.
    Source,
    /// The table it should be reused on.
    Target,
}

/// A circle that moments lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    /// Hours of the day.
    Hour,
    /// Days of the week.
    Weekday,
    /// Days of the year.
    DayOfYear,
    /// Months of the year, for moments that do not tell days apart.
    Month,
}

impl Cycle {
    /// How many parts it has where rows are counted.
    #[must_use]
    pub fn parts(self) -> usize {
        match self {
            Self::Hour => 24,
            Self::Weekday => 7,
            Self::DayOfYear | Self::Month => 12,
        }
    }
}

/// A part of the calendar that has another share of the rows in the other table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarShift {
    /// The circle.
    pub cycle: Cycle,
    /// The part of it whose shares differ most: the hour, the weekday from Monday = 0 on, the month from January = 0 on.
    pub part: u8,
    /// Its share of the rows with a date in source and target, in percent.
    pub percent: [u8; 2],
}

/// A column in each table that has such a one; by the source's name where both tables have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnOfEach {
    /// The source's.
    pub source: Option<String>,
    /// The target's.
    pub target: Option<String>,
}

impl ColumnOfEach {
    /// Those that there are, with their side.
    pub fn named(&self) -> impl Iterator<Item = (Side, &str)> {
        let sides = [(Side::Source, &self.source), (Side::Target, &self.target)];
        sides
            .into_iter()
            .filter_map(|(side, name)| Some((side, name.as_deref()?)))
    }
}

/// Something that is odd about the rows or columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Rows of the target that stand in the source, too.
    SharedRows {
        /// How many.
        count: u64,
        /// Of how many.
        rows: u64,
    },
    /// Rows of one table that stand in it more than once.
    RepeatedRows {
        /// Which one.
        side: Side,
        /// How many repeat another one.
        count: u64,
        /// Of how many.
        rows: u64,
    },
    /// Many rows of both tables together are equal in all columns.
    Ties {
        /// How many have an equal one.
        count: u64,
        /// Of how many.
        rows: u64,
    },
    /// A column whose numbers look as if they had another unit in the other table.
    Unit {
        /// The column, by the source's name.
        column: String,
        /// The factor, as 1,000 or 100.
        factor: u32,
        /// The side with the larger numbers.
        larger: Side,
    },
    /// A column of numbers whose unit only one table says.
    UnitOnOneSide {
        /// The column, by the source's name.
        column: String,
        /// The table that says it.
        side: Side,
        /// The unit as it stands there; nothing where names are kept back, because it may stand in one.
        unit: Option<String>,
    },
    /// A column of numbers that have percent signs in only one table, where they are read as shares of 1.
    PercentOnOneSide {
        /// The column, by the source's name.
        column: String,
        /// The table with the signs.
        side: Side,
    },
    /// A column of dates that does not go once around the day, the week or the year in both tables.
    Periods {
        /// The column, by the source's name.
        column: String,
        /// What it does not go around.
        cycles: Vec<Cycle>,
        /// Whether the test compares the place there all the same, because the inputs are nothing but such.
        is_compared: bool,
    },
    /// A column of dates that fall on other hours, weekdays or months in the other table.
    Calendar {
        /// The column, by the source's name.
        column: String,
        /// What differs most.
        shift: CalendarShift,
    },
    /// Further warnings about single columns, beyond [`MAX_COLUMNS_WARNED`].
    MoreColumns {
        /// How many.
        count: u64,
    },
    /// Rows that are in the order of a column.
    Ordered {
        /// The columns; they need not be compared.
        columns: ColumnOfEach,
    },
    /// Rows that resemble their neighbours, most of all in a column.
    Neighbours {
        /// The columns.
        columns: ColumnOfEach,
    },
    /// A column that moves from the first rows of a file to its last.
    Drift {
        /// The columns.
        columns: ColumnOfEach,
    },
    /// A label whose classes are others in each table.
    NoSharedClass {
        /// The label, by the source's name.
        label: String,
        /// The first classes of the source and of the target.
        classes: [Vec<String>; 2],
    },
}

impl Warning {
    /// The column or the table that it is about, where it is about one of them.
    #[must_use]
    pub fn about(&self) -> (Option<&str>, Option<Side>) {
        match self {
            Self::Unit { column, .. }
            | Self::UnitOnOneSide { column, .. }
            | Self::PercentOnOneSide { column, .. }
            | Self::Periods { column, .. }
            | Self::Calendar { column, .. } => (Some(column), None),
            Self::RepeatedRows { side, .. } => (None, Some(*side)),
            Self::SharedRows { .. }
            | Self::Ties { .. }
            | Self::MoreColumns { .. }
            | Self::Ordered { .. }
            | Self::Neighbours { .. }
            | Self::Drift { .. }
            | Self::NoSharedClass { .. } => (None, None),
        }
    }
}

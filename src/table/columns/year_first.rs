//! Dates whose year has two digits, and may stand first: `20-01-31`.

use super::two_ways::TwoWays;
use crate::table::cells::moment::Readings;

/// Where fewer than one date in so many has no other reading than with the year first, those are slips.
const SLIPS: usize = 100;

/// So many times more distinct numbers stand where the day is than where the year is, in a column that says by this
/// which is which.
const MORE_DAYS: u32 = 2;

/// With fewer distinct days than this, the column says nothing.
const MIN_DAYS: u32 = 8;

/// From so many distinct days on, a column says it whatever others say.
const MANY_DAYS: u32 = 20;

/// Days that end or begin months, quarters and years. A column of such days alone has few distinct days and many
/// years.
const ENDS_OF_PERIODS: u128 = (0b1111 << 28) | (1 << 1);

/// Numbers that are days, and hardly years: those would be years to come.
const LATE_DAYS: u128 = 0b111 << 29;

/// Where the year stands in the dates of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearPlace {
    /// Behind day and month.
    Last,
    /// Before month and day: there are dates that cannot be read otherwise.
    First,
    /// Before month and day, because the days go through a month only then.
    LikelyFirst,
    /// Either; it is read as the last.
    Open,
}

/// All cells of a column, read with the year first.
#[derive(Debug, Clone)]
pub(super) struct YearFirst {
    seconds: Vec<f64>,
    years: Years,
    /// The first such date.
    pub(super) example: String,
}

impl YearFirst {
    /// The first date with a short year, `example`, comes behind cells of which `any` are dates or times, with these
    /// seconds where they have no order of day and month.
    pub(super) fn new(seconds: Vec<f64>, any: usize, example: &str) -> Self {
        Self {
            years: Years {
                read: seconds.iter().filter(|seconds| !seconds.is_nan()).count(),
                any,
                ..Years::default()
            },
            seconds,
            example: example.to_owned(),
        }
    }

    /// Adds a cell that is a date or a time; whether it is one with the year first.
    pub(super) fn push(&mut self, readings: &Readings) -> bool {
        let moment = match readings.short {
            Some(short) => {
                // Two digits.
                let [first, last] = short.ends.map(|number| 1 << number.min(99));
                self.years.firsts |= first;
                self.years.lasts |= last;
                short.year_first
            }
            None => readings
                .day_first
                .filter(|_| readings.day_first == readings.month_first),
        };
        self.years.any += 1;
        self.years.read += usize::from(moment.is_some());
        self.seconds
            .push(moment.map_or(f64::NAN, |moment| moment.seconds));
        moment.is_some()
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        self.seconds.len() * size_of::<f64>()
    }

    /// Adds a cell that is no date.
    pub(super) fn push_missing(&mut self) {
        self.seconds.push(f64::NAN);
    }

    /// How many cells could be read.
    pub(super) fn read(&self) -> usize {
        self.years.read
    }

    /// What the cells say about where the year stands, given the readings with the year last; `decided` where other
    /// columns or the user say in which order these are read.
    pub(super) fn years(&self, others: &TwoWays, decided: bool) -> Years {
        Years {
            year_last: others.most_read(),
            decided,
            ..self.years
        }
    }

    /// The cells.
    pub(super) fn into_values(self) -> Vec<f64> {
        let mut values = self.seconds;
        values.shrink_to_fit();
        values
    }

    /// Gives up the cells where they are these, until they are given back.
    pub(super) fn lend(&mut self, seconds: &[f64]) {
        if self
            .seconds
            .iter()
            .map(|cell| cell.to_bits())
            .eq(seconds.iter().map(|cell| cell.to_bits()))
        {
            self.seconds = Vec::new();
        }
    }

    /// Takes the cells back where they were lent.
    pub(super) fn take_back(&mut self, seconds: &[f64]) {
        if self.seconds.is_empty() {
            self.seconds = seconds.to_vec();
        }
    }
}

/// What the cells of a column say about where the year stands in dates.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Years {
    /// Cells that are dates or times with the year first, and in any order.
    read: usize,
    any: usize,
    /// Each number that stands first, or last, as a bit.
    firsts: u128,
    lasts: u128,
    /// Cells that are dates with the year last.
    year_last: usize,
    /// Whether it is known in which order those are read.
    decided: bool,
}

impl Years {
    /// What the cells of two columns say.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            read: self.read + other.read,
            any: self.any + other.any,
            firsts: self.firsts | other.firsts,
            lasts: self.lasts | other.lasts,
            year_last: self.year_last + other.year_last,
            decided: self.decided || other.decided,
        }
    }

    /// Where the year stands.
    ///
    /// Where all dates can be read in either way, the year is what has fewer distinct numbers: days go up to 31 in
    /// any month, and few columns have as many years.
    pub(super) fn place(self) -> YearPlace {
        let surplus = self.read.saturating_sub(self.year_last);
        if surplus * SLIPS > self.any {
            return YearPlace::First;
        }
        if self.read < self.any {
            return YearPlace::Last;
        }
        let [firsts, lasts] = [self.firsts.count_ones(), self.lasts.count_ones()];
        if firsts >= MORE_DAYS * lasts {
            return YearPlace::Last;
        }
        let whole_month = lasts >= MANY_DAYS && self.lasts & LATE_DAYS != 0;
        let few_days = !self.decided && lasts >= MIN_DAYS && self.firsts & ENDS_OF_PERIODS == 0;
        if lasts >= MORE_DAYS * firsts && (whole_month || few_days) {
            YearPlace::LikelyFirst
        } else {
            YearPlace::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells::moment;

    /// Where the year is, in a column of these dates, where the day comes before the month.
    fn place<T: AsRef<str>>(dates: impl IntoIterator<Item = T>, decided: bool) -> YearPlace {
        let mut cells = YearFirst::new(Vec::new(), 0, "");
        let mut others = TwoWays::default();
        for date in dates {
            let readings = moment::read(date.as_ref()).unwrap();
            cells.push(&readings);
            let seconds = |moment: Option<moment::Moment>| moment.map(|moment| moment.seconds);
            others.push(seconds(readings.day_first), seconds(readings.month_first));
        }
        cells.years(&others, decided).place()
    }

    #[test]
    fn a_date_with_one_reading_decides() {
        assert_eq!(place(["20-01-02", "99-12-31"], true), YearPlace::First);
        assert_eq!(place(["20.01.02", "31.12.99"], false), YearPlace::Last);
        assert_eq!(place(["20.01.02", "1.2.03"], false), YearPlace::Last);
        assert_eq!(place(["20.01.02", "31.12.2020"], false), YearPlace::Last);
        // A slip is none: the 32nd of January is not the 15th of January 2032.
        let slip = (0..400).map(|index| match index {
            7 => "32.01.15".to_owned(),
            index => format!("{:02}.01.{:02}", 1 + index % 28, 18 + index % 4),
        });
        assert_eq!(place(slip, false), YearPlace::Last);
    }

    #[test]
    fn else_the_number_with_fewer_values_is_the_year() {
        let year_first = |days: u32| (1..=days).map(|day| format!("20-01-{day:02}"));
        assert_eq!(place(year_first(31), false), YearPlace::LikelyFirst);
        assert_eq!(place(year_first(31), true), YearPlace::LikelyFirst);
        assert_eq!(place(year_first(8), false), YearPlace::LikelyFirst);
        assert_eq!(place(year_first(8), true), YearPlace::Open);
        assert_eq!(place(year_first(7), false), YearPlace::Open);
        let day_first = (1..=31).map(|day| format!("{day:02}.01.20"));
        assert_eq!(place(day_first, false), YearPlace::Last);
    }

    #[test]
    fn ends_and_starts_of_periods_are_days() {
        for day in ["31.12", "30.06", "01.01", "01.10", "28.02"] {
            let yearly = (5..25).map(|year| format!("{day}.{year:02}"));
            assert_eq!(place(yearly, false), YearPlace::Open, "{day}");
        }
        let quarterly = (5..25)
            .flat_map(|year| ["31.03", "30.06", "30.09", "31.12"].map(|day| format!("{day}.{year:02}")));
        assert_eq!(place(quarterly, false), YearPlace::Open);
    }
}

//! Which numbers of a column are moments.

use super::{key_names, moment_names};
use crate::table::cells::stamp::{Stamp, are_minutes};

/// Fewest distinct whole numbers that are taken for dates where the column's name does not say so: others are hardly
/// all days of the calendar by chance.
const MIN_DATES: usize = 10;

/// Fewest distinct whole numbers that are worth a word because they could be months.
const MIN_MONTHS: usize = 3;

/// Seconds since 1970 that are worth a word where no name says so: from 2001 to 2033, all within 30 years.
const SECONDS: std::ops::RangeInclusive<f64> = 1.0e9..=2.0e9;
const MAX_SPREAD: f64 = 9.5e8;

/// What the numbers of a column are, as moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamps {
    /// None.
    No,
    /// They could be some, which is asked.
    Perhaps(Stamp),
    /// They are some, which is worth a word.
    Likely(Stamp),
    /// They are some.
    Surely(Stamp),
}

impl Stamps {
    /// How numbers are written that are moments, or could be.
    pub(super) fn stamp(self) -> Option<Stamp> {
        match self {
            Self::No => None,
            Self::Perhaps(stamp) | Self::Likely(stamp) | Self::Surely(stamp) => Some(stamp),
        }
    }

    /// What the numbers of two columns are: what the surer of them is, where both are written alike.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            _ if self.stamp() != other.stamp() => Self::No,
            (Self::Surely(_), _) | (Self::Likely(_), Self::Perhaps(_) | Self::Likely(_)) => self,
            _ => other,
        }
    }
}

/// How the numbers of a column with this name and so many `distinct` texts are written, if they are moments.
pub(super) fn stamps(name: &str, numbers: &[f64], distinct: usize) -> Stamps {
    let [moment, day, month, year] = [
        moment_names::is_moment(name),
        moment_names::is_day(name),
        moment_names::is_month(name),
        moment_names::is_year(name),
    ];
    // What is counted from another day would be another date.
    let from_usual_day = !moment_names::counts_days(name);
    let said = Stamp::of_all(numbers, |stamp| match stamp {
        Stamp::Calendar { .. } | Stamp::Unix { .. } => moment || day,
        Stamp::Years | Stamp::Month => day || month || year,
        Stamp::DecimalYear => day || year,
        Stamp::DayOfYear | Stamp::YearLast { .. } | Stamp::ShortYear | Stamp::Year => day,
        Stamp::Days => day && from_usual_day,
        Stamp::Serial => from_usual_day && (day || moment && are_minutes(numbers)),
    });
    match said {
        Some(stamp @ (Stamp::Calendar { .. } | Stamp::Unix { .. })) => return Stamps::Surely(stamp),
        Some(stamp) => return Stamps::Likely(stamp),
        None if key_names::is_key(name) => return Stamps::No,
        None => {}
    }
    let by_itself = Stamp::of_all(numbers, |stamp| match stamp {
        Stamp::Calendar { .. } | Stamp::Years | Stamp::Month => true,
        Stamp::Unix { .. } => are_recent(numbers),
        Stamp::Serial => moment && from_usual_day,
        Stamp::DecimalYear => moment,
        _ => false,
    });
    match by_itself {
        Some(stamp @ Stamp::Calendar { .. }) if distinct >= MIN_DATES => Stamps::Likely(stamp),
        Some(stamp @ Stamp::Month) if distinct >= MIN_DATES && has_years(numbers) => Stamps::Likely(stamp),
        Some(Stamp::Years | Stamp::Month) if distinct < MIN_MONTHS => Stamps::No,
        Some(stamp @ Stamp::Years) => Stamps::Likely(stamp),
        Some(Stamp::Unix { .. }) if distinct < MIN_DATES => Stamps::No,
        Some(stamp) => Stamps::Perhaps(stamp),
        None => Stamps::No,
    }
}

/// Whether months are of several years: the numbers of one year alone count up by one.
fn has_years(numbers: &[f64]) -> bool {
    let mut years = numbers
        .iter()
        .filter(|number| !number.is_nan())
        .map(|number| (number / 100.0).floor());
    years
        .next()
        .is_some_and(|first| years.any(|year| year.to_bits() != first.to_bits()))
}

/// Whether whole numbers are seconds of the last decades.
fn are_recent(numbers: &[f64]) -> bool {
    let present = || numbers.iter().copied().filter(|number| !number.is_nan());
    let [low, high] = [
        present().fold(f64::INFINITY, f64::min),
        present().fold(0.0, f64::max),
    ];
    SECONDS.contains(&low)
        && SECONDS.contains(&high)
        && high - low <= MAX_SPREAD
        && present().all(|number| number.fract().abs() < f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: f64, step: f64) -> Vec<f64> {
        (0..30).map(|index| from + f64::from(index) * step).collect()
    }

    #[test]
    fn name_and_numbers_say_together_what_is_a_moment() {
        for (name, from, step, expected) in [
            (
                "timestamp",
                877_227_673.0,
                86_399.0,
                Stamps::Surely(Stamp::Unix { in_a_second: 1 }),
            ),
            ("Date", 43_829.0, 7.0, Stamps::Likely(Stamp::Serial)),
            ("日期", 43_829.0, 7.0, Stamps::Likely(Stamp::Serial)),
            ("Zeit", 43_829.25, 0.5, Stamps::Likely(Stamp::Serial)),
            ("date", 200_101.0, 1.0, Stamps::Likely(Stamp::ShortYear)),
            ("date", 2_020_001.0, 1.0, Stamps::Likely(Stamp::DayOfYear)),
            ("date", 18_262.0, 1.0, Stamps::Likely(Stamp::Days)),
            ("date", 2_019.01, 0.01, Stamps::Likely(Stamp::DecimalYear)),
            ("year", 2_019.01, 0.01, Stamps::Likely(Stamp::DecimalYear)),
            ("date", 1_990.0, 1.0, Stamps::Likely(Stamp::Year)),
            (
                "t",
                1_600_000_000.0,
                60.0,
                Stamps::Perhaps(Stamp::Unix { in_a_second: 1 }),
            ),
            ("time", 43_829.0, 7.0, Stamps::Perhaps(Stamp::Serial)),
        ] {
            assert_eq!(stamps(name, &range(from, step), 30), expected, "{name} {from}");
        }
        // What is measured stays what it is.
        for (name, from, step) in [
            ("kwh", 43_829.0, 7.0),
            ("kwh", 200_101.0, 1.0),
            ("year_built", 1_990.0, 1.0),
            ("year", 1_990.0, 1.0),
            ("time", 0.0, 1.0),
            ("time", 30_000.0, 2_000.0),
            ("time", 1.0e8, 1.0e7),
            ("day", 1.0, 1.0),
            ("customer_id", 1_600_000_000.0, 60.0),
            ("population", 1.0e9, 1.0e9),
            // Days that are counted from another day than a spreadsheet's.
            ("modified julian date", 59_215.5, 7.0),
            ("MJD", 59_215.5, 7.0),
            ("datenum", 738_263.25, 7.0),
            ("Julian Date", 2_459_215.5, 7.0),
        ] {
            assert_eq!(stamps(name, &range(from, step), 30), Stamps::No, "{name} {from}");
        }
    }

    #[test]
    fn months_tell_themselves_where_there_are_many() {
        let months = |years: std::ops::Range<u32>| -> Vec<f64> {
            years
                .flat_map(|year| (1..=12).map(move |month| f64::from(year * 100 + month)))
                .collect()
        };
        let (two, one) = (months(2019..2021), months(2019..2020));
        assert_eq!(stamps("cycle", &two, 24), Stamps::Likely(Stamp::Month));
        assert_eq!(stamps("cycle", &one, 12), Stamps::Perhaps(Stamp::Month));
        assert_eq!(stamps("cycle", &one[..2], 2), Stamps::No);
        assert_eq!(stamps("month", &one[..2], 2), Stamps::Likely(Stamp::Month));
        assert_eq!(stamps("date", &one, 12), Stamps::Likely(Stamp::Month));
        assert_eq!(stamps("order_id", &two, 24), Stamps::No);
        let school = [200_910.0, 201_011.0, 201_112.0];
        assert_eq!(stamps("cohort", &school, 3), Stamps::Likely(Stamp::Years));
        assert_eq!(stamps("cohort", &school[..2], 2), Stamps::No);
        assert_eq!(stamps("year", &school[..2], 2), Stamps::Likely(Stamp::Years));
    }
}

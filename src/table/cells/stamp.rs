//! Moments that are written as one number: a date in digits alone, or the time since 1970.
//!
//! Order numbers and accounts may look the same, so a column has to be judged as a whole.

use super::calendar::SECONDS_IN_DAY;
use super::clock;
use super::date;

/// The first and the last date that digits alone are read as.
const FIRST_DATE: u64 = 19_000_101;
const LAST_DATE: u64 = 21_001_231;

/// Seconds since 1970 that numbers may count: from 1998 to 2103.
const FIRST_SECOND: f64 = 9.0e8;
const LAST_SECOND: f64 = 4.2e9;

/// How moments are written as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Stamp {
    /// Digits of the calendar: year, month and day, as in `20200131`, and so many digits of the time of day behind
    /// them: none, or two, four or six.
    Calendar { clock_digits: u32 },
    /// So many units since 1970 make a second, in universal time.
    Unix { in_a_second: u32 },
}

impl Stamp {
    /// Dates come first: `2020013123` would also be a second of the year 2034.
    const ALL: [Self; 8] = [
        Self::Calendar { clock_digits: 0 },
        Self::Calendar { clock_digits: 2 },
        Self::Calendar { clock_digits: 4 },
        Self::Calendar { clock_digits: 6 },
        Self::Unix { in_a_second: 1 },
        Self::Unix { in_a_second: 1_000 },
        Self::Unix {
            in_a_second: 1_000_000,
        },
        Self::Unix {
            in_a_second: 1_000_000_000,
        },
    ];

    /// How all of these numbers are written, if they are moments; `NaN` is missing.
    pub(in crate::table) fn of_all(numbers: &[f64]) -> Option<Self> {
        let mut present = numbers.iter().filter(|number| !number.is_nan()).peekable();
        present.peek()?;
        Self::ALL
            .into_iter()
            .find(|stamp| present.clone().all(|&number| stamp.seconds(number).is_some()))
    }

    /// How most of these numbers are written, if any is a moment.
    pub(in crate::table) fn of_most(numbers: &[f64]) -> Option<Self> {
        let read = |stamp: Self| {
            numbers
                .iter()
                .filter(|&&number| stamp.seconds(number).is_some())
                .count()
        };
        // Of equals the last is taken, so they go backwards.
        Self::ALL
            .into_iter()
            .rev()
            .map(|stamp| (read(stamp), stamp))
            .max_by_key(|&(count, _)| count)
            .and_then(|(count, stamp)| (count > 0).then_some(stamp))
    }

    /// The seconds from the start of 1970 to the moment that a number means.
    pub(in crate::table) fn seconds(self, number: f64) -> Option<f64> {
        match self {
            Self::Calendar { clock_digits } => by_calendar(number, clock_digits),
            Self::Unix { in_a_second } => {
                let seconds = number / f64::from(in_a_second);
                (FIRST_SECOND..=LAST_SECOND).contains(&seconds).then_some(seconds)
            }
        }
    }

    /// Whether the digits are those of the calendar.
    pub(in crate::table) fn is_calendar(self) -> bool {
        matches!(self, Self::Calendar { .. })
    }

    /// Whether there is a time of the day.
    pub(in crate::table) fn has_time(self) -> bool {
        self != Self::Calendar { clock_digits: 0 }
    }
}

fn by_calendar(number: f64, clock_digits: u32) -> Option<f64> {
    let clock_range = 10_u64.pow(clock_digits);
    let is_whole = number.fract().abs() < f64::MIN_POSITIVE;
    if !is_whole || !(0.0..1e15).contains(&number) {
        return None;
    }
    // Whole, and below 2^53.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let digits = number as u64;
    let date = digits / clock_range;
    if !(FIRST_DATE..=LAST_DATE).contains(&date) {
        return None;
    }
    // The digits of the clock, filled up to six.
    let clock = digits % clock_range * 10_u64.pow(6 - clock_digits);
    // Each of them has at most four digits.
    let field = |number: u64| u32::try_from(number).ok();
    let day = date::days(
        field(date / 10_000)?,
        field(date / 100 % 100)?,
        field(date % 100)?,
    )?;
    let second = f64::from(field(clock % 100)?);
    let since_midnight = clock::since_midnight(field(clock / 10_000)?, field(clock / 100 % 100)?, second)?;
    Some(day as f64 * SECONDS_IN_DAY + since_midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 31st of January 2020, from `date --utc +%s`.
    const DAY: f64 = 1_580_428_800.0;

    #[test]
    fn digits_may_be_those_of_the_calendar() {
        for (number, clock_digits, seconds) in [
            (20_200_131.0, 0, DAY),
            (2_020_013_123.0, 2, DAY + 23.0 * 3_600.0),
            (2_020_013_124.0, 2, DAY + SECONDS_IN_DAY),
            (202_001_310_102.0, 4, DAY + 3_720.0),
            (20_200_131_010_203.0, 6, DAY + 3_723.0),
        ] {
            let stamp = Stamp::of_all(&[f64::NAN, number]);
            assert_eq!(stamp, Some(Stamp::Calendar { clock_digits }), "{number}");
            assert_eq!(
                stamp.and_then(|stamp| stamp.seconds(number)),
                Some(seconds),
                "{number}"
            );
        }
        for number in [
            20_201_301.0,
            20_210_229.0,
            18_991_231.0,
            21_010_101.0,
            20_200_131.5,
            -20_200_131.0,
            202_001_312_460.0,
            200_131.0,
            0.0,
            f64::INFINITY,
        ] {
            assert_eq!(Stamp::of_all(&[number]), None, "{number}");
        }
    }

    #[test]
    fn numbers_may_count_from_1970_on() {
        for (number, in_a_second, seconds) in [
            (9.0e8, 1, 9.0e8),
            (DAY, 1, DAY),
            (DAY + 0.25, 1, DAY + 0.25),
            (4.2e9, 1, 4.2e9),
            (DAY * 1_000.0 + 5.0, 1_000, DAY + 0.005),
            (DAY * 1e6 + 5e5, 1_000_000, DAY + 0.5),
            (DAY * 1e9 + 5e8, 1_000_000_000, DAY + 0.5),
        ] {
            let stamp = Stamp::of_all(&[number]);
            assert_eq!(stamp, Some(Stamp::Unix { in_a_second }), "{number}");
            assert_eq!(
                stamp.and_then(|stamp| stamp.seconds(number)),
                Some(seconds),
                "{number}"
            );
        }
        for number in [-1.6e9, 8.9e8, 4.3e9, 8.9e11, 4.3e12, 8.9e14, 4.3e15, 4.3e18] {
            assert_eq!(Stamp::of_all(&[number]), None, "{number}");
        }
    }

    #[test]
    fn a_column_has_one_way_of_writing() {
        assert_eq!(Stamp::of_all(&[DAY, DAY * 1_000.0]), None);
        assert_eq!(Stamp::of_all(&[f64::NAN]), None);
        assert_eq!(Stamp::of_all(&[]), None);
        // The second number is none of the calendar.
        let unix = [2_020_013_123.0, 2_020_013_199.0];
        assert_eq!(Stamp::of_all(&unix), Some(Stamp::Unix { in_a_second: 1 }));
        assert_eq!(
            Stamp::of_most(&[0.0, 20_200_131.0]),
            Some(Stamp::Calendar { clock_digits: 0 })
        );
        assert_eq!(
            Stamp::of_most(&[2_020_013_123.0]),
            Some(Stamp::Calendar { clock_digits: 2 })
        );
        assert_eq!(Stamp::of_most(&[0.0, f64::NAN]), None);
    }
}

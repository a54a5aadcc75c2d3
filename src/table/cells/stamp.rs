//! Moments that are written as one number: a date in digits alone, the time since 1970, a spreadsheet's days.
//!
//! Order numbers and accounts may look the same, so a column has to be judged as a whole.

use super::calendar::{SECONDS_IN_DAY, year_length};
use super::clock;
use super::date;

/// The first and the last year that digits alone are read as.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// Seconds since 1970 that numbers may count: from 1973 to 2103. Smaller units are read from 1998 on.
const FIRST_SECOND: f64 = 1.0e8;
const LAST_SECOND: f64 = 4.2e9;

/// From this second on, in 1998, moments may lie as far apart as they like. Before it, so many durations are as long
/// that all must lie within a factor of two.
const FIRST_PLAIN_SECOND: f64 = 9.0e8;
const MAX_RATIO: f64 = 2.0;

/// Days that numbers may count: since 1970 from 2000 to 2030, and in spreadsheets from 1961 to 2100, so that no number
/// is both.
const DAYS_SINCE_1970: std::ops::Range<f64> = 10_957.0..22_280.0;
const SERIALS: std::ops::Range<f64> = 22_280.0..73_051.0;

/// The day of a spreadsheet that is the first of 1970.
const SERIAL_OF_1970: f64 = 25_569.0;

/// The first date of six digits, `010101`, that a number is read as. Years of the century's first are lost with their
/// zeros.
const FIRST_SHORT: u32 = 10_101;

/// How moments are written as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Stamp {
    /// Digits of the calendar: year, month and day, as in `20200131`, and so many digits of the time of day behind
    /// them: none, or two, four or six.
    Calendar { clock_digits: u32 },
    /// So many units since 1970 make a second, in universal time.
    Unix { in_a_second: u32 },
    /// A year and the one after it, as in `201920`.
    Years,
    /// Year and month, as in `202001`.
    Month,
    /// Year and day of the year, as in `2020031`.
    DayOfYear,
    /// The year at the end, as in `31012020` or `01312020`.
    YearLast { month_first: bool },
    /// A year of two digits, month and day, as in `200131`.
    ShortYear,
    /// Days as spreadsheets count them, with the time of the day as a fraction.
    Serial,
    /// Days since 1970.
    Days,
    /// A year with a fraction, as in `2020.0833`.
    DecimalYear,
    /// A year.
    Year,
}

impl Stamp {
    /// Dates come first: `2020013123` would also be a second of the year 2034. Of six digits `201001` is a month
    /// before it is a day of 2020, because the days of a month hardly end with the twelfth. Several spans such as
    /// `200910` and `201011` are hardly months that follow the digits of their years.
    const ALL: [Self; 18] = [
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
        Self::Years,
        Self::Month,
        Self::DayOfYear,
        Self::YearLast { month_first: false },
        Self::YearLast { month_first: true },
        Self::ShortYear,
        Self::Serial,
        Self::Days,
        Self::Year,
        Self::DecimalYear,
    ];

    /// How all of these numbers are written, if they are moments; `NaN` is missing. Only ways that are `allowed` count.
    pub(in crate::table) fn of_all(numbers: &[f64], allowed: impl Fn(Self) -> bool) -> Option<Self> {
        let mut present = numbers.iter().filter(|number| !number.is_nan()).peekable();
        present.peek()?;
        Self::ALL
            .into_iter()
            .filter(|&stamp| allowed(stamp))
            .find(|stamp| {
                present.clone().all(|&number| stamp.seconds(number).is_some())
                    && stamp.is_plausible(present.clone())
            })
    }

    /// How most of these numbers are written, if any is a moment.
    pub(in crate::table) fn of_most(numbers: &[f64]) -> Option<Self> {
        let read = |stamp: Self| {
            let read = numbers.iter().filter(|&&number| stamp.seconds(number).is_some());
            let is_month = stamp == Self::Years && !stamp.is_plausible(read.clone());
            if is_month { 0 } else { read.count() }
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
        let day = |day: i64| day as f64 * SECONDS_IN_DAY;
        match self {
            Self::Calendar { clock_digits } => by_calendar(number, clock_digits),
            Self::Unix { in_a_second } => {
                // Milliseconds of those years have the digits of a date with hour and minute.
                let first = if in_a_second == 1 {
                    FIRST_SECOND
                } else {
                    FIRST_PLAIN_SECOND
                };
                let seconds = number / f64::from(in_a_second);
                (first..=LAST_SECOND).contains(&seconds).then_some(seconds)
            }
            Self::Years => {
                let digits = whole(number)?;
                let year = digits / 100;
                (digits % 100 == (year + 1) % 100).then(|| date_of([year, 1, 1]).map(day))?
            }
            Self::Month => {
                let digits = whole(number)?;
                date_of([digits / 100, digits % 100, 1]).map(day)
            }
            Self::DayOfYear => {
                let digits = whole(number)?;
                let first = date_of([digits / 1_000, 1, 1]).map(day)?;
                let day = digits % 1_000;
                (1..=year_length(first))
                    .contains(&day)
                    .then(|| first + f64::from(day - 1) * SECONDS_IN_DAY)
            }
            Self::YearLast { month_first } => {
                let digits = whole(number)?;
                let [one, other] = [digits / 1_000_000, digits / 10_000 % 100];
                let [month, of_month] = if month_first { [one, other] } else { [other, one] };
                date_of([digits % 10_000, month, of_month]).map(day)
            }
            Self::ShortYear => {
                let digits = whole(number).filter(|digits| (FIRST_SHORT..1_000_000).contains(digits))?;
                let year = date::century(digits / 10_000);
                date_of([year, digits / 100 % 100, digits % 100]).map(day)
            }
            Self::Serial => SERIALS
                .contains(&number)
                .then(|| ((number - SERIAL_OF_1970) * SECONDS_IN_DAY).round()),
            Self::Days => {
                (DAYS_SINCE_1970.contains(&number) && is_whole(number)).then_some(number * SECONDS_IN_DAY)
            }
            Self::Year => date_of([whole(number)?, 1, 1]).map(day),
            Self::DecimalYear => {
                let first = date_of([whole(number.floor())?, 1, 1]).map(day)?;
                let in_year = f64::from(year_length(first)) * SECONDS_IN_DAY;
                Some(first + number.fract() * in_year)
            }
        }
    }

    /// Whether there is a time of the day; a spreadsheet's days have one where they have a fraction.
    pub(in crate::table) fn has_time(self, numbers: &[f64]) -> bool {
        match self {
            Self::Calendar { clock_digits } => clock_digits > 0,
            Self::Unix { .. } => true,
            Self::Serial => numbers
                .iter()
                .any(|&number| !number.is_nan() && !is_whole(number)),
            _ => false,
        }
    }

    /// Whether days are told apart, and not only months or years.
    pub(in crate::table) fn has_days(self) -> bool {
        !matches!(self, Self::Years | Self::Month | Self::Year | Self::DecimalYear)
    }

    /// Whether numbers that can be read so, one by one, are meant so together.
    fn is_plausible<'n>(self, numbers: impl Iterator<Item = &'n f64> + Clone) -> bool {
        match self {
            Self::Unix { in_a_second: 1 } => {
                let [low, high] = ends(numbers);
                low >= FIRST_PLAIN_SECOND || high <= MAX_RATIO * low
            }
            Self::Years => {
                let [low, high] = ends(numbers);
                low < high
            }
            // Whole years alone are years.
            Self::DecimalYear => {
                let whole = numbers.clone().filter(|&&number| is_whole(number)).count();
                2 * whole < numbers.count()
            }
            _ => true,
        }
    }
}

/// Whether a spreadsheet's days have a time of the day that is written in whole minutes, as hardly a quantity of that
/// size has.
pub(in crate::table) fn are_minutes(numbers: &[f64]) -> bool {
    const MINUTES: f64 = 1_440.0;
    /// A minute's share of a day with five decimals is off by so many minutes.
    const ROUNDED: f64 = 0.02;
    let present = || numbers.iter().filter(|number| !number.is_nan());
    let minutes = |number: &f64| number * MINUTES;
    present().any(|&number| !is_whole(number))
        && present().all(|number| (minutes(number) - minutes(number).round()).abs() < ROUNDED)
}

fn ends<'n>(numbers: impl Iterator<Item = &'n f64>) -> [f64; 2] {
    numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], &number| {
        [low.min(number), high.max(number)]
    })
}

fn is_whole(number: f64) -> bool {
    number.fract().abs() < f64::MIN_POSITIVE
}

/// A whole number of at most eight digits.
fn whole(number: f64) -> Option<u32> {
    // The smallest where it is negative, and far below the greatest integer.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let digits = number as u32;
    (is_whole(number) && (0.0..1e8).contains(&number)).then_some(digits)
}

/// The day since 1970 of a year that digits alone may mean, a month and a day.
fn date_of([year, month, day]: [u32; 3]) -> Option<i64> {
    YEARS.contains(&year).then(|| date::days(year, month, day))?
}

fn by_calendar(number: f64, clock_digits: u32) -> Option<f64> {
    let clock_range = 10_u64.pow(clock_digits);
    if !is_whole(number) || !(0.0..1e15).contains(&number) {
        return None;
    }
    // Whole, and below 2^53.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let digits = number as u64;
    let date = digits / clock_range;
    // The digits of the clock, filled up to six.
    let clock = digits % clock_range * 10_u64.pow(6 - clock_digits);
    // A year of more digits than a number holds is out of range.
    let field = |number: u64| u32::try_from(number).ok();
    let day = date_of([
        field(date / 10_000)?,
        field(date / 100 % 100)?,
        field(date % 100)?,
    ])?;
    let second = f64::from(field(clock % 100)?);
    let since_midnight = clock::since_midnight(field(clock / 10_000)?, field(clock / 100 % 100)?, second)?;
    Some(day as f64 * SECONDS_IN_DAY + since_midnight)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::days_from_civil;
    use super::*;

    /// The 31st of January 2020, from `date --utc +%s`.
    const DAY: f64 = 1_580_428_800.0;

    /// Calendar and time since 1970.
    fn plain(numbers: &[f64]) -> Option<Stamp> {
        Stamp::of_all(numbers, |stamp| {
            matches!(stamp, Stamp::Calendar { .. } | Stamp::Unix { .. })
        })
    }

    #[test]
    fn digits_may_be_those_of_the_calendar() {
        for (number, clock_digits, seconds) in [
            (20_200_131.0, 0, DAY),
            (2_020_013_123.0, 2, DAY + 23.0 * 3_600.0),
            (2_020_013_124.0, 2, DAY + SECONDS_IN_DAY),
            (202_001_310_102.0, 4, DAY + 3_720.0),
            (20_200_131_010_203.0, 6, DAY + 3_723.0),
        ] {
            let stamp = plain(&[f64::NAN, number]);
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
            assert_eq!(plain(&[number]), None, "{number}");
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
            let stamp = plain(&[number]);
            assert_eq!(stamp, Some(Stamp::Unix { in_a_second }), "{number}");
            assert_eq!(
                stamp.and_then(|stamp| stamp.seconds(number)),
                Some(seconds),
                "{number}"
            );
        }
        for number in [-1.6e9, 9.9e7, 4.3e9, 8.9e11, 4.3e12, 8.9e14, 4.3e15, 4.3e18] {
            assert_eq!(plain(&[number]), None, "{number}");
        }
    }

    #[test]
    fn seconds_before_1998_lie_close_together() {
        let unix = Some(Stamp::Unix { in_a_second: 1 });
        assert_eq!(plain(&[877_227_673.0, 880_484_241.0]), unix);
        assert_eq!(plain(&[8.9e8, 9.1e8]), unix);
        assert_eq!(plain(&[1.0e8, 2.5e8]), None);
    }

    #[test]
    fn months_days_and_years_may_be_one_number() {
        let at = |year, month, day| Some(days_from_civil(year, month, day) as f64 * SECONDS_IN_DAY);
        for (number, stamp, seconds) in [
            (202_001.0, Stamp::Month, at(2020, 1, 1)),
            (2_020_366.0, Stamp::DayOfYear, at(2020, 12, 31)),
            (
                31_012_020.0,
                Stamp::YearLast { month_first: false },
                at(2020, 1, 31),
            ),
            (
                1_312_020.0,
                Stamp::YearLast { month_first: true },
                at(2020, 1, 31),
            ),
            (200_131.0, Stamp::ShortYear, at(2020, 1, 31)),
            (991_231.0, Stamp::ShortYear, at(1999, 12, 31)),
            (50_131.0, Stamp::ShortYear, at(2005, 1, 31)),
            (43_829.0, Stamp::Serial, at(2019, 12, 30)),
            (18_292.0, Stamp::Days, at(2020, 1, 31)),
            (2_020.0, Stamp::Year, at(2020, 1, 1)),
            (
                2_019.5,
                Stamp::DecimalYear,
                at(2019, 7, 2).map(|day| day + 43_200.0),
            ),
        ] {
            assert_eq!(stamp.seconds(number), seconds, "{number}");
            assert_eq!(Stamp::of_all(&[number], |_| true), Some(stamp), "{number}");
        }
        let spans = [200_910.0, 201_011.0, f64::NAN];
        assert_eq!(Stamp::of_all(&spans, |_| true), Some(Stamp::Years));
        assert_eq!(Stamp::Years.seconds(spans[0]), at(2009, 1, 1));
        assert_eq!(Stamp::Years.seconds(199_900.0), at(1999, 1, 1));
        assert_eq!(
            Stamp::of_all(&[200_910.0, 200_911.0], |_| true),
            Some(Stamp::Month)
        );
        for (number, stamp) in [
            (202_122.5, Stamp::Years),
            (202_022.0, Stamp::Years),
            (202_013.0, Stamp::Month),
            (202_000.0, Stamp::Month),
            (2_019_366.0, Stamp::DayOfYear),
            (32_012_020.0, Stamp::YearLast { month_first: false }),
            (200_230.0, Stamp::ShortYear),
            (1_231.0, Stamp::ShortYear),
            (18_292.5, Stamp::Days),
            (1_899.0, Stamp::Year),
            (2_101.5, Stamp::DecimalYear),
            (-2_020.5, Stamp::DecimalYear),
            (f64::INFINITY, Stamp::Serial),
            (f64::NAN, Stamp::DecimalYear),
        ] {
            assert_eq!(stamp.seconds(number), None, "{number}");
        }
    }

    #[test]
    fn days_of_a_spreadsheet_have_the_time_as_a_fraction() {
        let half_past = Stamp::Serial.seconds(43_829.520_83);
        assert_eq!(half_past.map(|seconds| seconds % SECONDS_IN_DAY), Some(45_000.0));
        assert!(!Stamp::Serial.has_time(&[43_829.0, f64::NAN]) && Stamp::Serial.has_time(&[43_829.5]));
        assert!(are_minutes(&[43_829.520_83, 43_830.0, f64::NAN]));
        assert!(!are_minutes(&[43_829.0]) && !are_minutes(&[43_829.52, 43_830.13]));
    }

    #[test]
    fn a_column_has_one_way_of_writing() {
        assert_eq!(plain(&[DAY, DAY * 1_000.0]), None);
        assert_eq!(plain(&[f64::NAN]), None);
        assert_eq!(plain(&[]), None);
        // The second number is none of the calendar.
        let unix = [2_020_013_123.0, 2_020_013_199.0];
        assert_eq!(plain(&unix), Some(Stamp::Unix { in_a_second: 1 }));
        assert_eq!(
            Stamp::of_most(&[0.0, 20_200_131.0]),
            Some(Stamp::Calendar { clock_digits: 0 })
        );
        assert_eq!(
            Stamp::of_most(&[2_020_013_123.0]),
            Some(Stamp::Calendar { clock_digits: 2 })
        );
        assert_eq!(Stamp::of_most(&[200_910.0]), Some(Stamp::Month));
        assert_eq!(Stamp::of_most(&[0.0, f64::NAN]), None);
    }
}

//! The Gregorian calendar, for moments in seconds since the start of 1970.
//!
//! All of it is arithmetic on the wall clock as written: there are no time zones and no leap seconds here.
//! Moments further than some millions of years away count as the furthest ones, and `NaN` as 1970.

/// Seconds in a day.
pub const SECONDS_IN_DAY: f64 = 86_400.0;

/// Days in 400 years, after which the calendar repeats.
const DAYS_IN_ERA: i64 = 146_097;

/// Days from the 1st of March of the year 0 to the start of 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

/// Days that a moment may be away from 1970, so that no sum overflows.
const MAX_DAYS: f64 = 1e9;

/// Whether the year has a 29th of February.
#[must_use]
pub fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days in a month, counted from 1; 0 where there is no such month.
#[must_use]
pub fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from the 1st of January 1970 to a date, negative before it. Month and day count from 1.
///
/// Years are taken to start in March, so that the leap day is the last of its year and the lengths of the
/// months before a month are a linear function, rounded down: 153 days in each five months. After Howard
/// Hinnant, chrono-Compatible Low-Level Date Algorithms (2013).
#[must_use]
pub fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let month = i64::from(month);
    let (year, months_since_march) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * months_since_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_IN_ERA + day_of_era - DAYS_BEFORE_1970
}

/// Whole days from the start of 1970 to a moment.
fn days(seconds: f64) -> i64 {
    // Far below the greatest integer after the clamp.
    #[expect(clippy::cast_possible_truncation)]
    let days = (seconds / SECONDS_IN_DAY).floor().clamp(-MAX_DAYS, MAX_DAYS) as i64;
    days
}

/// The year of a moment.
#[must_use]
pub fn year(seconds: f64) -> i64 {
    let days = days(seconds);
    // At most one year off, as a year's mean length is 365.2425 days.
    let guess = 1970 + (days * 400).div_euclid(DAYS_IN_ERA);
    if days < days_from_civil(guess, 1, 1) {
        guess - 1
    } else if days >= days_from_civil(guess + 1, 1, 1) {
        guess + 1
    } else {
        guess
    }
}

/// Hours since midnight, with fractions: from 0 to below 24.
#[must_use]
pub fn hour(seconds: f64) -> f64 {
    if !seconds.is_finite() {
        return 0.0;
    }
    let since_midnight = seconds.rem_euclid(SECONDS_IN_DAY);
    // The remainder of a tiny negative number rounds up to the whole day.
    if since_midnight < SECONDS_IN_DAY {
        since_midnight / 3_600.0
    } else {
        0.0
    }
}

/// The day of the week of a moment: 0 for Monday to 6 for Sunday.
#[must_use]
pub fn weekday(seconds: f64) -> u32 {
    // 1970 began on a Thursday. The remainder is below 7.
    #[expect(clippy::cast_possible_truncation)]
    let weekday = (days(seconds) + 3).rem_euclid(7) as u32;
    weekday
}

/// The day of the year of a moment: 1 for the 1st of January to 365 or 366.
#[must_use]
pub fn day_of_year(seconds: f64) -> u32 {
    // At most 366.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let day = (days(seconds) - days_from_civil(year(seconds), 1, 1) + 1) as u32;
    day
}

/// Days in the year of a moment: 365 or 366.
#[must_use]
pub fn year_length(seconds: f64) -> u32 {
    if is_leap_year(year(seconds)) { 366 } else { 365 }
}

/// Year, month and day of a moment.
fn civil(seconds: f64) -> (i64, u32, u32) {
    let year = year(seconds);
    let mut day = day_of_year(seconds);
    let mut month = 1;
    while day > days_in_month(year, month) && month < 12 {
        day -= days_in_month(year, month);
        month += 1;
    }
    (year, month, day)
}

/// The month of a moment: 1 to 12.
#[must_use]
pub fn month(seconds: f64) -> u32 {
    civil(seconds).1
}

/// A moment for people: date, time, or both, as `2020-01-31 12:34:56`.
#[must_use]
pub fn shown(seconds: f64, has_date: bool, has_time: bool) -> String {
    let date = || {
        let (year, month, day) = civil(seconds);
        format!("{year:04}-{month:02}-{day:02}")
    };
    let time = || {
        // Below a day.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let second = (hour(seconds) * 3_600.0).round() as u32;
        let (minutes, seconds) = (second / 60, second % 60);
        format!("{:02}:{:02}:{seconds:02}", minutes / 60 % 24, minutes % 60)
    };
    match (has_date, has_time) {
        (true, false) => date(),
        (false, _) => time(),
        (true, true) => format!("{} {}", date(), time()),
    }
}

/// The month of a moment for people, as `2020-01`.
#[must_use]
pub fn shown_month(seconds: f64) -> String {
    let (year, month, _) = civil(seconds);
    format!("{year:04}-{month:02}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn midnight(year: i64, month: u32, day: u32) -> f64 {
        days_from_civil(year, month, day) as f64 * SECONDS_IN_DAY
    }

    #[test]
    fn days_count_from_1970() {
        // From `date --utc --date=... +%s`.
        for (year, month, day, seconds) in [
            (1970, 1, 1, 0.0),
            (1969, 12, 31, -86_400.0),
            (2000, 2, 29, 951_782_400.0),
            (2020, 1, 31, 1_580_428_800.0),
            (1900, 3, 1, -2_203_891_200.0),
            (9999, 12, 31, 253_402_214_400.0),
            (1, 1, 1, -62_135_596_800.0),
        ] {
            assert_eq!(
                Some(midnight(year, month, day)),
                Some(seconds),
                "{year}-{month}-{day}"
            );
        }
    }

    #[test]
    fn each_day_follows_the_one_before() {
        let mut days = days_from_civil(1599, 1, 1);
        let mut weekdays = (0..7).cycle().skip(weekday(midnight(1599, 1, 1)) as usize);
        for year in 1599..2402 {
            let mut day_in_year = 0;
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    day_in_year += 1;
                    assert_eq!(days_from_civil(year, month, day), days, "{year}-{month}-{day}");
                    for second in [0.0, 86_399.0] {
                        let moment = days as f64 * SECONDS_IN_DAY + second;
                        assert_eq!(super::year(moment), year);
                        assert_eq!(day_of_year(moment), day_in_year);
                    }
                    assert_eq!(Some(weekday(days as f64 * SECONDS_IN_DAY)), weekdays.next());
                    days += 1;
                }
            }
            assert_eq!(year_length(midnight(year, 7, 1)), day_in_year);
        }
    }

    #[test]
    fn leap_years_are_the_gregorian_ones() {
        for (year, leap) in [
            (1900, false),
            (2000, true),
            (2023, false),
            (2024, true),
            (2100, false),
            (0, true),
        ] {
            assert_eq!(is_leap_year(year), leap, "{year}");
            assert_eq!(days_in_month(year, 2), if leap { 29 } else { 28 });
        }
        assert_eq!((days_in_month(2020, 0), days_in_month(2020, 13)), (0, 0));
    }

    #[test]
    fn hours_and_weekdays_are_those_of_the_wall_clock() {
        // A Friday.
        let noon = midnight(2020, 1, 31) + 12.5 * 3_600.0;
        assert_eq!((month(noon), shown_month(noon)), (1, "2020-01".to_owned()));
        assert_eq!((hour(noon), weekday(noon), day_of_year(noon)), (12.5, 4, 31));
        // A Wednesday, before 1970.
        assert_eq!(
            (hour(-1_800.0), weekday(-1_800.0), day_of_year(-1_800.0)),
            (23.5, 2, 365)
        );
        assert_eq!(
            (weekday(midnight(2024, 1, 1)), weekday(midnight(2023, 12, 31))),
            (0, 6)
        );
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn every_number_is_some_moment(bits in any::<u64>()) {
            let seconds = f64::from_bits(bits);
            prop_assert!((0.0..24.0).contains(&hour(seconds)));
            prop_assert!(weekday(seconds) < 7);
            prop_assert!((1..=year_length(seconds)).contains(&day_of_year(seconds)));
        }

        #[test]
        fn a_moment_is_found_in_its_year(seconds in -1e12..1e12) {
            let year = year(seconds);
            prop_assert!((midnight(year, 1, 1)..midnight(year + 1, 1, 1)).contains(&seconds));
        }
    }
}

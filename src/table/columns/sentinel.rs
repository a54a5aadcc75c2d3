//! Codes for missing values among numbers, such as `-999`.
//!
//! Such a code is known by three things: it is one of few usual numbers, it occurs again and again, and it
//! stands apart from all other values. How far apart depends on how easily a true value could be the same. Where two
//! files are compared, both together decide (`settle`): were each asked alone, a code near the limit would be missing in
//! one and a value in the other, and make any two files different.

/// The usual codes that are no runs of nines, and the shortest of those: -77 and -88
/// for refused and unknown answers in surveys; -200 of many sensors; the least and the greatest integers of 16 and 32 bits;
/// 88888 of ships' reports; 1e20 and what other programs fill grids of the weather with.
///
/// 77, 88 and 0 are not among them: too often they are true values, and an unfitting one among them does
/// little harm. Nor are 9 and -8 to -2 of short scales, and -1 only where all other values are far from zero.
///
/// -999.25 is the code of well logs. They stand in order.
const CODES: [f64; 23] = [
    -2_147_483_648.0,
    -32_768.0,
    -999.25,
    -200.0,
    -99.0,
    -88.0,
    -77.0,
    -9.0,
    -1.0,
    99.0,
    32_766.0,
    32_767.0,
    65_534.0,
    65_535.0,
    88_888.0,
    2_147_483_647.0,
    4_294_967_295.0,
    1e20,
    1e30,
    1e31,
    1e35,
    9.969_209_968_386_869e36,
    9.969_21e36,
];

/// Fewest nines of a run that is a code: the greatest number of a field of fixed width, with decimals or a power of ten,
/// `9999`, `-99.9`, `9.99E20`.
const MIN_NINES: usize = 3;

/// Numbers from here on may be a run of nines with zeros behind it.
const FIRST_HUGE: f64 = 1e15;

/// Where one in so many of the other values ends in 99 hundredths, they are prices, and so is a code that does. By chance one in a
/// hundred would.
const PRICES: usize = 10;

/// A code occurs at least so often. What is there once may be anything.
const MIN_OCCURRENCES: usize = 2;

/// With fewer other values nothing can be said about where these end.
const MIN_OTHERS: usize = 10;

/// The gap from the other values to a code below them, in ranges of these: from one range on, more than half
/// of the axis would be empty.
const GAP_BELOW: f64 = 1.0;

/// The same, where no other value is negative. Were the code a true value, then so would probably be some of
/// those between it and zero.
const GAP_BELOW_ZERO: f64 = 0.5;

/// The gap to a code above them. Amounts have a long tail upwards, where one range is not much: capital gains
/// in census tables end with 41310 and a capped 99999, which is no missing value.
const GAP_ABOVE: f64 = 2.0;

/// Negative codes up to here need no gap where no other value is negative: such a number again and again, and
/// no other one below zero, is no amount. Nor do those with decimals need one. A true -9 in a mild winter is another matter.
const PLAIN_BELOW_ZERO: f64 = -77.0;

/// The codes that are closest to zero. Where all other values are positive and far from it, they are no values.
const SMALL: [f64; 2] = [-9.0, -1.0];

/// What is far from zero, and the gap below it in ranges of the other values.
const FAR_FROM_ZERO: f64 = 10.0;
const GAP_BELOW_FAR: f64 = 0.25;

/// A small code is at least one in so many numbers.
const RAREST_SMALL: usize = 100;

/// A code with how often it occurs.
pub(super) type Counted = (f64, usize);

/// What decides which codes stand out: how often each occurs, and how far the other values reach. That of two files is
/// the same whichever rows stand in which, so the codes are the same on both sides.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    /// The codes that occur, in order.
    counted: Vec<Counted>,
    others: Range,
    other_count: usize,
    /// How many of the other values end in 99 hundredths, as prices do.
    prices: usize,
}

impl Spread {
    /// That of these values. `NaN` is missing already.
    pub(super) fn of(values: &[f64]) -> Self {
        let mut spread = Self {
            counted: Vec::new(),
            others: Range::EMPTY,
            other_count: 0,
            prices: 0,
        };
        for &value in values.iter().filter(|value| value.is_finite()) {
            if is_code(value) {
                spread.count((value, 1));
            } else {
                spread.others.add(value);
                spread.other_count += 1;
                spread.prices += usize::from(ends_in_99(value));
            }
        }
        spread
    }

    /// Adds a code that occurs so often.
    fn count(&mut self, (code, count): Counted) {
        match self.counted.binary_search_by(|known| known.0.total_cmp(&code)) {
            Ok(place) => self.counted[place].1 += count,
            Err(place) => self.counted.insert(place, (code, count)),
        }
    }

    /// That of the values of two files.
    pub(super) fn and(mut self, other: &Self) -> Self {
        for &counted in &other.counted {
            self.count(counted);
        }
        self.others.low = self.others.low.min(other.others.low);
        self.others.high = self.others.high.max(other.others.high);
        self.other_count += other.other_count;
        self.prices += other.prices;
        self
    }

    /// Those of the usual codes for missing values that stand out, smallest first, each with how often it occurs.
    pub(super) fn codes(&self) -> Vec<Counted> {
        let mut others = self.others;
        // With a single other value, as in a column of 1 and -9, either may be the meaning of the other.
        if self.other_count < MIN_OTHERS || others.low >= others.high {
            return Vec::new();
        }
        let total = self.other_count + self.counted.iter().map(|counted| counted.1).sum::<usize>();
        let are_prices = self.prices * PRICES >= self.other_count;
        let is_price = |code: f64| are_prices && ends_in_99(code);
        let mut found = self.counted.clone();
        // A code that does not stand out is one of the other values. Their range can only grow by that, and what
        // does not stand out from the smaller range does not from the greater one, so the order does not matter.
        while let Some(place) = found
            .iter()
            .position(|&code| !others.leaves_out(code, total) || is_price(code.0))
        {
            others.add(found.remove(place).0);
        }
        found
    }

    /// Those of some codes that occur here, each with how often it does.
    pub(super) fn occurring(&self, codes: &[f64]) -> Vec<Counted> {
        let is_asked = |value: f64| codes.iter().any(|code| code.to_bits() == value.to_bits());
        let counted = self.counted.iter().copied();
        counted.filter(|(code, _)| is_asked(*code)).collect()
    }
}

/// Whether a number has 99 hundredths.
fn ends_in_99(value: f64) -> bool {
    ((value * 100.0).round() % 100.0 - 99.0).abs() < f64::MIN_POSITIVE
}

/// Whether a value is a code for missing values where it stands apart.
fn is_code(value: f64) -> bool {
    // Nearly all values are told by their whole part.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = value.abs() as u64;
    let may_be_nines = are_nines(whole) || value.abs() >= FIRST_HUGE;
    let may_be_code = may_be_nines
        || matches!(
            whole,
            1 | 77 | 88 | 200 | 999 | 32_766
                ..=32_768 | 65_534 | 65_535 | 88_888 | 2_147_483_647 | 2_147_483_648 | 4_294_967_295
        );
    let is_code = |code: &f64| code.to_bits() == value.to_bits();
    may_be_code && (CODES.iter().any(is_code) || may_be_nines && is_run_of_nines(value))
}

/// Whether all digits of a whole number are nines.
fn are_nines(mut whole: u64) -> bool {
    let some = whole > 0;
    while whole % 10 == 9 {
        whole /= 10;
    }
    some && whole == 0
}

/// Whether all digits of a number are nines, and these are many. Below zero, where most quantities have no values, two are
/// enough.
fn is_run_of_nines(value: f64) -> bool {
    let text = format!("{:e}", value.abs());
    let mantissa = text
        .split_once('e')
        .map_or(text.as_str(), |(mantissa, _)| mantissa);
    let digits = mantissa.bytes().filter(|byte| *byte != b'.');
    let fewest = if value < 0.0 { MIN_NINES - 1 } else { MIN_NINES };
    digits.clone().all(|digit| digit == b'9') && digits.count() >= fewest
}

/// From the least to the greatest of some values.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    const EMPTY: Self = Self {
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };

    fn add(&mut self, value: f64) {
        self.low = self.low.min(value);
        self.high = self.high.max(value);
    }

    /// Whether a code occurs often enough among `total` numbers and far enough from these values to be none of them.
    fn leaves_out(self, (code, count): Counted, total: usize) -> bool {
        let range = self.high - self.low;
        let small = SMALL.iter().any(|small| small.to_bits() == code.to_bits());
        let is_far = self.low >= FAR_FROM_ZERO
            && self.low - code >= GAP_BELOW_FAR * range
            && count * RAREST_SMALL >= total;
        let apart = if small && is_far {
            true
        } else if code.to_bits() == (-1.0_f64).to_bits() {
            false
        } else if code < 0.0 {
            let gap = self.low - code;
            let outside = gap > 0.0;
            let positive = self.low >= 0.0;
            let is_plain = code <= PLAIN_BELOW_ZERO || code.fract() < 0.0;
            outside && (gap > GAP_BELOW * range || (positive && (is_plain || gap >= GAP_BELOW_ZERO * range)))
        } else {
            // Half the code keeps 99 from being one beside 98 and 97, however narrow these are.
            self.high <= code / 2.0 && code - self.high >= GAP_ABOVE * range
        };
        count >= MIN_OCCURRENCES && apart
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentinels(values: &[f64]) -> Vec<Counted> {
        Spread::of(values).codes()
    }

    /// Ten values from the first to the last, and codes as often as told.
    fn column(from: f64, to: f64, codes: &[Counted]) -> Vec<f64> {
        let mut values: Vec<f64> = (0..10)
            .map(|step| from + (to - from) * f64::from(step) / 9.0)
            .collect();
        for &(code, count) in codes {
            values.extend(std::iter::repeat_n(code, count));
            values.push(f64::NAN);
        }
        values
    }

    #[test]
    fn codes_stand_out() {
        for (from, to, codes) in [
            (0.0, 50.0, &[(-999.0, 3)][..]),
            (-10.0, 35.0, &[(-99.0, 2)]),
            (-30.0, 40.0, &[(-9_999.0, 2), (-999.0, 2)]),
            (1.0, 5.0, &[(-9.0, 2)]),
            (0.0, 18.0, &[(-9.0, 2)]),
            (1.0, 7.0, &[(-99.0, 2), (-88.0, 4), (-77.0, 3)]),
            (
                1.0,
                5.0,
                &[
                    (-99.0, 2),
                    (-88.0, 2),
                    (-77.0, 2),
                    (-9.0, 2),
                    (99.0, 2),
                    (999.0, 2),
                ],
            ),
            (0.0, 1e6, &[(-99.0, 2)]),
            (647.0, 2_040.0, &[(-200.0, 9)]),
            (-1.9, 44.6, &[(-200.0, 9)]),
            (0.0, 3_000.0, &[(-32_768.0, 2)]),
            (1.0, 30.0, &[(99.0, 2)]),
            (18.0, 80.0, &[(999.0, 2)]),
            (1990.0, 2020.0, &[(9_999.0, 2)]),
            (-30.0, 45.0, &[(999.0, 2)]),
            (0.0, 1_000.0, &[(99_999.0, 2)]),
            (-30.0, 45.0, &[(999.9, 2)]),
            (990.0, 1_030.0, &[(9_999.9, 2)]),
            (0.0, 12.0, &[(99.99, 2)]),
            (0.0, 150.0, &[(-999.25, 2)]),
            (-10.0, 35.0, &[(-99.9, 2)]),
            (0.0, 90.0, &[(999_999.0, 3)]),
            (20.0, 90.0, &[(-1.0, 2)]),
            (20.0, 90.0, &[(-9.0, 2)]),
            (20.0, 90.0, &[(-9.0, 2), (-1.0, 3)]),
        ] {
            assert_eq!(sentinels(&column(from, to, codes)), codes, "{from} to {to}");
        }
    }

    #[test]
    fn true_values_do_not() {
        for (from, to, codes) in [
            // Temperatures, cold and mild.
            (-8.0, 30.0, &[(-9.0, 5)][..]),
            (-15.0, 30.0, &[(-9.0, 5)]),
            (0.0, 30.0, &[(-9.0, 5)]),
            // Likert scales, balances, differences, and amounts with a long tail.
            (1.0, 5.0, &[(-1.0, 5)]),
            (0.0, 90.0, &[(-1.0, 5)]),
            (-90.0, 90.0, &[(-1.0, 5)]),
            (20.0, 900.0, &[(-1.0, 5)]),
            (20.0, 90.0, &[(-1.0, 1)]),
            (0.0, 600_000.0, &[(999_999.0, 5)]),
            // Ages, body temperatures, years.
            (18.0, 98.0, &[(99.0, 5)]),
            (98.0, 98.2, &[(99.0, 5)]),
            (97.0, 101.0, &[(99.0, 5)]),
            (1950.0, 2020.0, &[(999.0, 1)]),
            // Amounts.
            (0.0, 41_310.0, &[(99_999.0, 159)]),
            (0.5, 45.0, &[(99.0, 2)]),
            (-5_000.0, 5_000.0, &[(-999.0, 5), (999.0, 5)]),
            (-150.0, 100.0, &[(-200.0, 5)]),
            (9.99, 18.99, &[(99.99, 5)]),
            (0.0, 980.0, &[(999.9, 5)]),
            // Once is not enough.
            (0.0, 50.0, &[(-999.0, 1)]),
            (0.0, 1.0, &[(-999.5, 5)]),
            // One other value, or none.
            (1.0, 1.0, &[(-9.0, 5)]),
        ] {
            assert_eq!(sentinels(&column(from, to, codes)), [], "{from} to {to}");
        }
        assert_eq!(sentinels(&[-999.0, -999.0]), []);
        assert_eq!(sentinels(&[]), []);
        assert_eq!(sentinels(&[1.0, 2.0, 3.0, -999.0, -999.0]), [], "too few");
        let rare: Vec<f64> = (0..1_000)
            .map(|step| 20.0 + f64::from(step % 70))
            .chain([-1.0; 2])
            .collect();
        assert_eq!(sentinels(&rare), [], "fewer than one in a hundred");
    }

    #[test]
    fn a_true_value_among_the_codes_does_not_hide_the_others() {
        let values = column(-8.0, 30.0, &[(-9.0, 5), (-999.0, 2)]);
        assert_eq!(sentinels(&values), [(-999.0, 2)]);
        // A single 99 belongs to the values, so that 100 is no longer twice the range away.
        let values = column(1.0, 5.0, &[(99.0, 1), (-99.0, 2), (999.0, 2)]);
        assert_eq!(sentinels(&values), [(-99.0, 2), (999.0, 2)]);
        let values = column(-5.0, 5.0, &[(99.0, 1), (-99.0, 2)]);
        assert_eq!(
            sentinels(&values),
            [],
            "the gap of 94 is less than the range of 104"
        );
    }

    #[test]
    fn two_files_decide_together() {
        let often = column(-30.0, 40.0, &[(-9_999.0, 4)]);
        let once = column(0.0, 50.0, &[(-9_999.0, 1)]);
        assert_eq!(sentinels(&once), [], "once is not enough");
        let both = Spread::of(&often).and(&Spread::of(&once));
        assert_eq!(both.codes(), [(-9_999.0, 5)]);
        assert_eq!(Spread::of(&once).occurring(&[-9_999.0, 99.0]), [(-9_999.0, 1)]);
        // Prices in one file make prices of both.
        let prices = column(9.99, 18.99, &[]);
        let plain = column(0.0, 12.0, &[(99.99, 2)]);
        assert_eq!(Spread::of(&plain).and(&Spread::of(&prices)).codes(), []);
    }

    #[test]
    fn codes_stand_in_order_and_are_found() {
        assert!(CODES.is_sorted_by(|above, below| above < below));
        let nines = [
            -9_999_999.0,
            -999_999.0,
            -9_999.9,
            -999.99,
            -99.9,
            -9.99,
            -9.9,
            9.99,
            99.99,
            999.0,
            9_999.99,
            999_999_999.0,
            9.99e20,
            9.999e20,
            -9.99e33,
        ];
        for code in CODES.into_iter().chain(nines) {
            assert!(is_code(code), "{code}");
        }
        for value in [
            0.0, 0.999, 9.0, 9.9, 98.99, 99.98, 199.0, 1_999.0, 9.99e5, 9.98e20, 2e16,
        ] {
            assert!(!is_code(value), "{value}");
        }
    }

    #[test]
    fn a_run_of_nines_among_measured_values_is_a_code() {
        // Amounts with two decimals, of which one in a hundred ends in 99 hundredths.
        let amounts: Vec<f64> = (0..300).map(|step| f64::from(step * 13) / 100.0).collect();
        assert!(amounts.iter().any(|amount| ends_in_99(*amount)));
        for code in [-9.99, -9.9, 999.99, 9.99e20] {
            let values = [amounts.clone(), vec![code; 12]].concat();
            assert_eq!(sentinels(&values), [(code, 12)], "{code}");
        }
        // Among values on both sides of zero it may be one of them, and among prices it is one.
        let both: Vec<f64> = amounts.iter().map(|amount| amount - 8.0).collect();
        assert_eq!(sentinels(&[both, vec![-9.99; 12]].concat()), []);
        let prices: Vec<f64> = (0..300).map(|step| f64::from(step % 40) + 0.99).collect();
        assert_eq!(sentinels(&[prices, vec![999.99; 12]].concat()), []);
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn a_code_found_is_the_least_or_greatest_without_those_beyond(
            mut values in prop::collection::vec(
                prop_oneof![-50.0..150.0, prop::sample::select(CODES.to_vec()), Just(f64::NAN)], 0..60,
            ),
            turn in 0_usize..60,
        ) {
            let found = sentinels(&values);
            let is_found = |value: f64| found.iter().any(|&(code, _)| code.to_bits() == value.to_bits());
            for &(code, count) in &found {
                prop_assert!(count >= 2);
                prop_assert_eq!(values.iter().filter(|value| value.to_bits() == code.to_bits()).count(), count);
                let rest = || values.iter().filter(|value| !value.is_nan() && !is_found(**value));
                prop_assert!(rest().all(|&value| value > code) || rest().all(|&value| value < code));
            }
            let places = values.len().max(1);
            values.rotate_left(turn % places);
            prop_assert_eq!(&sentinels(&values), &found, "the order of the rows does not matter");
            let (one, other) = values.split_at(turn % places);
            let both = Spread::of(one).and(&Spread::of(other));
            prop_assert_eq!(both.codes(), found, "nor does the file in which they stand");
        }
    }
}

//! Numbers in a link: five significant digits, as a whole number and a power of ten.
//!
//! A number in double precision takes eight bytes that no packing shortens; most of what a link shows is rounded on the
//! page anyway. Formats for people (JSON) keep every digit. For `#[serde(with = "short")]`.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "serde calls these with references to fields"
)]

use serde::ser::Error as _;
use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

/// Digits behind the first one.
const DIGITS: usize = 4;

/// A number as `digits · 10^power`; no zeros at the end of `digits`.
type Parts = (i32, i8);

fn parts(value: f64) -> Parts {
    if value == 0.0 {
        return (0, 0);
    }
    let text = format!("{value:.DIGITS$e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let mut digits: i32 = digits.replace('.', "").parse().unwrap_or(0);
    let mut power: i32 = power.parse::<i32>().unwrap_or(0) - i32::try_from(DIGITS).unwrap_or(0);
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
        power += 1;
    }
    match i8::try_from(power) {
        Ok(power) => (digits, power),
        // Nothing that is measured is so small or so large.
        Err(_) if power < 0 => (0, 0),
        Err(_) => (digits, i8::MAX),
    }
}

fn number((digits, power): Parts) -> f64 {
    // Parsing rounds to the nearest number, which is the one that these digits came from where they were all of it.
    format!("{digits}e{power}").parse().unwrap_or(0.0)
}

/// The number as it comes out of a link.
pub(super) fn rounded(value: f64) -> f64 {
    number(parts(value))
}

pub(super) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_f64(*value)
    } else if value.is_finite() {
        parts(*value).serialize(serializer)
    } else {
        Err(S::Error::custom("a number in a link is finite"))
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    if deserializer.is_human_readable() {
        f64::deserialize(deserializer)
    } else {
        Parts::deserialize(deserializer).map(number)
    }
}

/// The same in single precision.
pub(super) mod single {
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_f32(*value)
        } else {
            super::serialize(&f64::from(*value), serializer)
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        if deserializer.is_human_readable() {
            f32::deserialize(deserializer)
        } else {
            let value = super::deserialize(deserializer)?;
            #[expect(clippy::cast_possible_truncation, reason = "it was in single precision")]
            let value = value as f32;
            Ok(value)
        }
    }
}

/// The same where there may be no number.
pub(super) mod option {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Parts;

    pub(in super::super) fn serialize<S: Serializer>(
        value: &Option<f64>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            value.serialize(serializer)
        } else {
            value.map(super::parts).serialize(serializer)
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<f64>, D::Error> {
        if deserializer.is_human_readable() {
            Option::<f64>::deserialize(deserializer)
        } else {
            Ok(Option::<Parts>::deserialize(deserializer)?.map(super::number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_stay() {
        assert_eq!(parts(0.000_5), (5, -4));
        assert_eq!(parts(-1_234.567), (-12_346, -1));
        assert_eq!(rounded(0.812_345_678).to_bits(), 0.812_35_f64.to_bits());
        for value in [0.0, 0.000_5, 1.0, -0.25, 366.0, 99_999.0, 5e-120, 1e126] {
            assert_eq!(rounded(value).to_bits(), value.to_bits(), "{value}");
        }
        assert_eq!(rounded(f64::MIN_POSITIVE).to_bits(), 0.0_f64.to_bits());
        assert!(rounded(f64::MAX).is_finite());
    }

    proptest::proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn what_is_short_stays_as_it_is(value in proptest::num::f64::NORMAL) {
            let short = rounded(value);
            proptest::prop_assert_eq!(rounded(short).to_bits(), short.to_bits());
            if (1e-100..1e100).contains(&value.abs()) {
                proptest::prop_assert!((short - value).abs() <= 5e-5 * value.abs());
            }
        }
    }
}

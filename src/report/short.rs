//! Numbers in a link: five significant digits, as a whole number and a power of ten.
//!
//! A number in double precision takes eight bytes that no packing shortens; most of what a link shows is rounded on the
//! page anyway. Formats for people (JSON) keep every digit. For `#[serde(with = "short")]`.

use serde::de::DeserializeOwned;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
pub(crate) fn rounded(value: f64) -> f64 {
    number(parts(value))
}

/// What a link shortens.
pub(super) trait Short: Serialize + DeserializeOwned {
    /// What stands for it in a link.
    type Parts: Serialize + DeserializeOwned;

    /// Refused where it is not finite.
    fn parts<E: Error>(&self) -> Result<Self::Parts, E>;

    fn of(parts: Self::Parts) -> Self;
}

impl Short for f64 {
    type Parts = Parts;

    fn parts<E: Error>(&self) -> Result<Parts, E> {
        let parts = self.is_finite().then(|| parts(*self));
        parts.ok_or_else(|| E::custom("a number in a link is finite"))
    }

    fn of(parts: Parts) -> Self {
        number(parts)
    }
}

impl Short for f32 {
    type Parts = Parts;

    fn parts<E: Error>(&self) -> Result<Parts, E> {
        f64::from(*self).parts()
    }

    #[expect(clippy::cast_possible_truncation, reason = "it was in single precision")]
    fn of(parts: Parts) -> Self {
        number(parts) as f32
    }
}

impl Short for Option<f64> {
    type Parts = Option<Parts>;

    fn parts<E: Error>(&self) -> Result<Option<Parts>, E> {
        self.map(|value| value.parts()).transpose()
    }

    fn of(parts: Option<Parts>) -> Self {
        parts.map(number)
    }
}

pub(super) fn serialize<T: Short, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        value.serialize(serializer)
    } else {
        value.parts::<S::Error>()?.serialize(serializer)
    }
}

pub(super) fn deserialize<'de, T: Short, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        T::deserialize(deserializer)
    } else {
        T::Parts::deserialize(deserializer).map(T::of)
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

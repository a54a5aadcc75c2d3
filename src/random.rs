//! Seeds from one place.
//!
//! Every shuffle, split and permutation draws from a generator that is derived from the one seed of the
//! question, by the name of its purpose. So no step depends on how many numbers another step drew, and the
//! same seed gives the same numbers natively and in every browser. The generator (xoshiro256++) comes from a
//! library; the few draws built on it are ours, because their exact results are part of what a link promises.

#[cfg(test)]
pub(crate) mod cases;

use rand_core::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A seed: what makes a computation repeatable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(u64);

impl Seed {
    /// The seed with this number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number of this seed.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// A seed of its own for one purpose and repeat, independent of all others.
    ///
    /// FNV-1a over the purpose's name and the repeat; the generator spreads the result further when it is
    /// seeded.
    #[must_use]
    pub fn derive(self, purpose: &str, repeat: u64) -> Self {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        let bytes = purpose
            .bytes()
            .chain(repeat.to_le_bytes())
            .chain(self.0.to_le_bytes());
        Self(bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME)))
    }

    /// The generator that starts from this seed.
    #[must_use]
    pub fn generator(self) -> Generator {
        Generator(Xoshiro256PlusPlus::seed_from_u64(self.0))
    }
}

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Generator(Xoshiro256PlusPlus);

impl Generator {
    /// A whole number below `bound`, each equally likely (Lemire's method); 0 where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound == 0 {
            return 0;
        }
        // The low half of the product is uniform except for the first `2^64 mod bound` values; draw again there.
        let rejected = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(bound);
            #[expect(clippy::cast_possible_truncation, reason = "the low half is wanted")]
            let low = product as u64;
            if low >= rejected {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the high half is below `bound`, a usize"
                )]
                return (product >> 64) as usize;
            }
        }
    }

    /// A number in `[0, 1)`, with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A standard normal number (Box and Muller's method, the first of the pair).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Puts the items in an order drawn uniformly from all orders (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// The numbers from 0 to `count - 1` in random order.
    pub fn permutation(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        self.shuffle(&mut order);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_and_repeats_have_streams_of_their_own() {
        let seed = Seed::new(7);
        let first = |seed: Seed| seed.generator().below(usize::MAX);
        assert_eq!(first(seed.derive("split", 0)), first(seed.derive("split", 0)));
        assert_ne!(first(seed.derive("split", 0)), first(seed.derive("split", 1)));
        assert_ne!(first(seed.derive("split", 0)), first(seed.derive("bins", 0)));
        assert_ne!(
            first(seed.derive("split", 0)),
            first(Seed::new(8).derive("split", 0))
        );
    }

    #[test]
    fn each_order_is_equally_likely() {
        let mut generator = Seed::new(1).generator();
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            *counts.entry(generator.permutation(3)).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 6);
        // 1,000 expected for each, standard deviation 29.
        assert!(
            counts.values().all(|count| (870..1130).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn normal_numbers_have_mean_zero_and_variance_one() {
        let mut generator = Seed::new(2).generator();
        let sample: Vec<f64> = (0..20_000).map(|_| generator.normal()).collect();
        let mean = sample.iter().sum::<f64>() / 20_000.0;
        let variance = sample.iter().map(|x| x * x).sum::<f64>() / 20_000.0;
        assert!(
            mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05,
            "{mean} {variance}"
        );
    }
}

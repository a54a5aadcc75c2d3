//! A chain of kernels: ten exponentials for the price of one or two, because most of them are products of others.
//!
//! # The idea
//!
//! The test sees each pair of rows through ten kernels of one shape, `exp(-r_1 d)` to `exp(-r_10 d)`: one distance
//! `d`, and ten rates from the smallest (the widest kernel) to the largest. There are as many exponentials as pairs
//! of rows times ten, and each costs many times what a product costs. But
//!
//! ```text
//! exp(-a d) · exp(-b d) = exp(-(a + b) d)
//! ```
//!
//! so a kernel whose rate is the sum of two rates before it costs one product. All rates are made whole multiples of
//! one base rate, and each multiple is the sum of two before it. Such a list is called an addition chain.
//!
//! The rates that are asked for are a grid over a range, and a grid with slightly other points tests as well. So
//! [`Chain::near`] goes through the wanted rates, from small to large, and takes for each the nearest multiple that the
//! chain has or can make by one more sum. For wanted rates that grow by a factor of 1.5 the chain is this:
//!
//! ```text
//! wanted    -    -    4    6    9    13.5  20.25 …   in multiples of the base rate
//! chain     1    2    4    6    10   14    20    …
//! made by  exp  1+1  2+2  4+2  6+4  10+4  10+10  …   one exponential, the others products
//! ```
//!
//! The multiples 1 and 2 are steps without a kernel of their own. The first kernel is not the base itself, because a
//! chain that starts `1, 2` has nothing between a rate and its double. The base is a quarter of the first rate where
//! the grid is that fine ([`FIRST_MULTIPLE`]), so that there are sums between 4 and 8.
//!
//! # What always holds
//!
//! - A step uses only steps before it. [`Chain::fill`] relies on this: it computes the steps in order, in one go.
//! - While a chain is built, `known` holds the multiples of the *newest* base rate only, in rising order, each with the
//!   step that computes it. A new base empties it.
//! - The rates of the kernels strictly rise, and [`Chain::rates`] gives those that were taken, never those that were
//!   wanted. Whoever reports a bandwidth or computes one of these kernels elsewhere has to ask for them.
//!
//! # The traps
//!
//! - *Errors grow.* A kernel at the multiple `m` is the base's exponential to the power of `m`, and so it has `m`
//!   times its relative error. Beyond [`MAX_MULTIPLE`] a new base is computed by an exponential of its own.
//! - *Tiny numbers are slow, and lose digits.* Products of small kernels soon fall below the smallest normal number
//!   of single precision, `1.2e-38`, where processors take many times as long. Values below [`MIN_KERNEL`] become
//!   zero. The product of two larger ones is at least `1e-36`, and so it is normal.
//! - *Factors come last.* The kernel on the labels multiplies each of the ten. It may do so only when all steps are
//!   computed ([`Chain::multiply`]): in an early step it would be squared by the next product.
//! - *The bits count.* Browser and native program have to agree to the last bit. So there is one order of products,
//!   and no fused multiply-add.

use super::exponential::kernel_single;
use super::lanes::{TILE, single};

/// Kernels of one shape: the members of a chain.
pub(super) const BANDWIDTHS: usize = 10;

/// Smaller values of a kernel are set to 0.
const MIN_KERNEL: f32 = 1e-18;

/// The largest multiple of a base rate. The relative error there is `1.5e-5`.
const MAX_MULTIPLE: f64 = 256.0;

/// Where rates grow by at least this factor, the first kernel is the base of the chain itself.
const MIN_COARSE_RATIO: f64 = 2.0;

/// The multiple of the base that the first kernel is, where rates grow by less. A power of 2.
const FIRST_MULTIPLE: f64 = 4.0;

/// How one of the exponentials is made.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    /// From its rate.
    Rate(f32),
    /// As a product of two before it.
    Product(usize, usize),
}

/// A family of kernels of one shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    steps: Vec<Step>,
    /// Which of the steps are the kernels.
    members: [usize; BANDWIDTHS],
    /// The rates of the kernels, rising.
    rates: [f64; BANDWIDTHS],
}

/// The values of all steps of a chain between a row and a tile.
pub(super) type Values = Vec<[f32; TILE]>;

impl Chain {
    /// A chain for rates that rise in equal ratios.
    pub(super) fn near(wanted: [f64; BANDWIDTHS]) -> Self {
        let mut chain = Self {
            steps: Vec::new(),
            members: [0; BANDWIDTHS],
            rates: [0.0; BANDWIDTHS],
        };
        let ratio = wanted[1] / wanted[0];
        // The multiples of the newest base, each with its step.
        let mut known: Vec<(f64, usize)> = Vec::new();
        let mut base = 0.0;
        for (place, rate) in wanted.into_iter().enumerate() {
            let before = place.checked_sub(1).map_or(0.0, |before| chain.rates[before]);
            if known.is_empty() || rate > MAX_MULTIPLE * base {
                let first = if ratio < MIN_COARSE_RATIO {
                    FIRST_MULTIPLE
                } else {
                    1.0
                };
                base = rate / first;
                known = vec![(1.0, chain.push(Step::Rate(single(base))))];
                while known.last().is_some_and(|last| last.0 < first) {
                    chain.double(&mut known);
                }
            }
            let target = rate / base;
            // Doubles on the way to a rate that is too large for one sum.
            while known.last().is_some_and(|last| 2.0 * last.0 < 0.9 * target) {
                chain.double(&mut known);
            }
            let (multiple, step) = chain.nearest(&mut known, target, before / base);
            chain.members[place] = step;
            chain.rates[place] = multiple * base;
        }
        chain
    }

    fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn double(&mut self, known: &mut Vec<(f64, usize)>) {
        if let Some(&(multiple, step)) = known.last() {
            known.push((2.0 * multiple, self.push(Step::Product(step, step))));
        }
    }

    /// The multiple above `before` that is nearest to `target`, with its step: one that is known (`Ok` below), or a
    /// sum of two (`Err`), which becomes a step.
    fn nearest(&mut self, known: &mut Vec<(f64, usize)>, target: f64, before: f64) -> (f64, usize) {
        let sums = known.iter().enumerate().flat_map(|(index, &(one, left))| {
            let sum = move |&(other, right): &(f64, usize)| (one + other, Err((left, right)));
            std::iter::once((one, Ok(left))).chain(known[..=index].iter().map(sum))
        });
        // A little above, because `before` was divided.
        let above = sums.filter(|(multiple, _)| *multiple > before * (1.0 + 1e-9));
        let distance = |multiple: f64| libm::log(multiple / target).abs();
        let nearest = above.min_by(|one, other| distance(one.0).total_cmp(&distance(other.0)));
        match nearest {
            Some((multiple, Ok(step))) => (multiple, step),
            Some((multiple, Err((left, right)))) => {
                let step = self.push(Step::Product(left, right));
                known.push((multiple, step));
                known.sort_by(|one, other| one.0.total_cmp(&other.0));
                (multiple, step)
            }
            // Never: the double of the largest multiple is above the one before.
            None => (before, self.steps.len() - 1),
        }
    }

    /// The rates of the kernels, rising: `exp(-rate · distance)`.
    pub(super) fn rates(&self) -> &[f64; BANDWIDTHS] {
        &self.rates
    }

    /// Buffers for [`Self::fill`].
    pub(super) fn buffers(&self) -> Values {
        vec![[0.0; TILE]; self.steps.len()]
    }

    /// Computes all steps for the distances between a row and a tile.
    pub(super) fn fill(&self, distances: &[f32; TILE], all: &mut Values) {
        for (place, step) in self.steps.iter().enumerate() {
            let (before, rest) = all.split_at_mut(place);
            let values = &mut rest[0];
            match *step {
                Step::Rate(rate) => {
                    kernel_single(rate, distances, values);
                    for value in values {
                        *value = if *value > MIN_KERNEL { *value } else { 0.0 };
                    }
                }
                Step::Product(left, right) => {
                    let pairs = before[left].iter().zip(&before[right]);
                    for (value, (left, right)) in values.iter_mut().zip(pairs) {
                        let product = left * right;
                        *value = if product > MIN_KERNEL { product } else { 0.0 };
                    }
                }
            }
        }
    }

    /// The kernels among the steps, from wide to narrow.
    pub(super) fn members<'v>(&'v self, all: &'v Values) -> impl Iterator<Item = &'v [f32; TILE]> + 'v {
        self.members.iter().map(|&step| &all[step])
    }

    /// Multiplies all steps by factors, once all are computed.
    pub(super) fn multiply(all: &mut Values, factors: &[f32; TILE]) {
        for values in all {
            for (value, factor) in values.iter_mut().zip(factors) {
                *value *= factor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rates_are_near_those_wanted_and_the_kernels_have_them() {
        // All distances nearly equal, and distances over many orders of magnitude.
        for range in [4.0_f64, 16.0, 42.0, 1e3, 1.5e4, 1e8, 1e16] {
            let wanted: [f64; BANDWIDTHS] =
                std::array::from_fn(|place| 0.3 * range.powf(place as f64 / (BANDWIDTHS - 1) as f64));
            let chain = Chain::near(wanted);
            for pair in chain.rates().windows(2) {
                assert!(pair[0] < pair[1], "{range}: {:?}", chain.rates());
            }
            for (rate, wanted) in chain.rates().iter().zip(wanted) {
                assert!((rate / wanted - 1.0).abs() < 0.35, "{range}: {:?}", chain.rates());
            }
            let distances: [f32; TILE] = std::array::from_fn(|place| place as f32 * 0.07);
            let mut all = chain.buffers();
            chain.fill(&distances, &mut all);
            for (values, rate) in chain.members(&all).zip(chain.rates()) {
                for (value, distance) in values.iter().zip(distances) {
                    let exact = (-rate * f64::from(distance)).exp();
                    assert!(
                        (f64::from(*value) - exact).abs() < 2e-5,
                        "{range} {rate} {distance}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_chain_has_few_exponentials() {
        let wanted = std::array::from_fn(|place| 1.5_f64.powf(place as f64));
        let chain = Chain::near(wanted);
        let afresh = chain.steps.iter().filter(|step| matches!(step, Step::Rate(_)));
        assert_eq!(afresh.count(), 1);
        assert!(chain.steps.len() <= BANDWIDTHS + 3, "{:?}", chain.steps);
    }
}

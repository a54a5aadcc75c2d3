//! Random signs: how large sums of products are where nothing depends on the table.

use crate::mmd::Calibration;
use crate::random::Seed;

/// Two values of the joined statistic this close count as equal. It is on the scale of a standard normal.
const TIE: f64 = 1e-9;

/// Random signs between two reports of progress.
const PROGRESS_EVERY: u32 = 64;

/// What each bin adds to the sums of one family: as many numbers for each bin.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) width: usize,
    pub(super) bins: Vec<f64>,
}

impl Family {
    /// The squared length of the sum over bins, each with its sign.
    fn squared(&self, signs: &[f64], sums: &mut Vec<f64>) -> f64 {
        sums.clear();
        sums.resize(self.width, 0.0);
        for (sign, bin) in signs.iter().zip(self.bins.chunks_exact(self.width)) {
            for (sum, value) in sums.iter_mut().zip(bin) {
                *sum += sign * value;
            }
        }
        sums.iter().map(|sum| sum * sum).sum()
    }
}

/// The data's own statistic among those of random signs.
#[derive(Debug)]
pub(super) struct Flipped {
    pub(super) p_value: f64,
    pub(super) observed: f64,
    /// The family whose statistic stands out most.
    pub(super) strongest: usize,
}

/// Judges all families by the same random signs of the bins, each on the scale of its own noise, joined like the kernels of the
/// two-sample test.
pub(super) fn flip(
    families: &[Family],
    bins: usize,
    flips: u32,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> Flipped {
    let mut generator = seed.derive("signs", 0).generator();
    let mut list = Vec::with_capacity(families.len() * (flips as usize + 1));
    let mut signs = vec![1.0; bins];
    let mut sums = Vec::new();
    for flip in 0..=flips {
        list.extend(families.iter().map(|family| family.squared(&signs, &mut sums)));
        for sign in &mut signs {
            *sign = if generator.below(2) == 0 { 1.0 } else { -1.0 };
        }
        if flip % PROGRESS_EVERY == 0 {
            progress(f64::from(flip) / f64::from(flips));
        }
    }
    let calibration = Calibration::of(&list, families.len());
    let mut each = list.chunks_exact(families.len());
    let own = each.next().unwrap_or_default();
    let observed = calibration.joined(own);
    // What is no number is not less, and counts against rejection.
    let less = each
        .filter(|values| calibration.joined(values) < observed - TIE)
        .count();
    let all = f64::from(flips) + 1.0;
    let scores = calibration.scores(own);
    let strongest = (0..families.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other]));
    Flipped {
        p_value: (all - less as f64) / all,
        observed,
        strongest: strongest.unwrap_or_default(),
    }
}

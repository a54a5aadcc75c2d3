//! How large the MMD may be, at a confidence of 95 %.

use crate::random::Seed;

use super::bins::BinSums;

/// Bootstrap samples. With 499 the 95 % point is the 475th value.
const SAMPLES: usize = 499;

/// The confidence of the bound.
const CONFIDENCE: f64 = 0.95;

/// An upper bound of the MMD (not squared) of the two distributions, where the first `source_bins` are the source's.
///
/// The bootstrap in the kernel's space: bins of each side are drawn with replacement, and the 95 % point of the
/// distance between the drawn and the observed difference of mean embeddings is added to the observed distance, which
/// is the triangle inequality. Safe rather than sharp: it covers more often than it promises.
pub(super) fn upper_bound(
    sums: &BinSums<1>,
    source_bins: usize,
    seed: Seed,
    progress: &mut dyn FnMut(f64),
) -> f64 {
    let bins = sums.bins();
    let target_bins = bins - source_bins;
    let observed: Vec<usize> = (0..source_bins).collect();
    let distance = libm::sqrt(sums.form(source_bins).biased(&observed)[0].max(0.0));
    let mut generator = seed.derive("bootstrap", 0).generator();
    let mut weights = vec![0.0; bins];
    let rows = |bins: usize| (bins * sums.bin_rows()) as f64;
    let mut deviations: Vec<f64> = (0..SAMPLES)
        .map(|done| {
            if done % 64 == 0 {
                progress(done as f64 / SAMPLES as f64);
            }
            // Each bin drawn once is the data itself; the weights are what is drawn beyond that.
            weights[..source_bins].fill(-1.0);
            weights[source_bins..].fill(-1.0);
            for _ in 0..source_bins {
                weights[generator.below(source_bins)] += 1.0;
            }
            for _ in 0..target_bins {
                weights[source_bins + generator.below(target_bins)] += 1.0;
            }
            let (source, target) = weights.split_at_mut(source_bins);
            for weight in source {
                *weight /= rows(source_bins);
            }
            for weight in target {
                *weight /= -rows(target_bins);
            }
            libm::sqrt(sums.norm_squared(&weights).max(0.0))
        })
        .collect();
    deviations.sort_unstable_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank below the number of samples"
    )]
    let rank = (CONFIDENCE * (SAMPLES + 1) as f64) as usize;
    distance + deviations[rank - 1]
}

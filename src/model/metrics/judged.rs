//! A metric on all held-out rows, and without each block of them.

use crate::report::MetricName as Metric;

/// Blocks of rows that are left out in turn.
pub const BLOCKS: usize = 20;

/// A metric on all rows, and without each block.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Which metric.
    pub metric: Metric,
    /// On all rows.
    pub all: f64,
    /// On all rows but those of a block, for each block; as on all rows where that cannot be had.
    pub without: [f64; BLOCKS],
}

/// A metric from what a block's rows add up to: on the sum of all blocks, and on that sum less each block.
pub(super) fn over_blocks<S: Clone>(
    metric: Metric,
    blocks: &[S],
    add: impl Fn(&mut S, &S),
    value: impl Fn(&S) -> Option<f64>,
) -> Option<Judged> {
    let sum_without = |left_out: Option<usize>| {
        let mut kept = blocks
            .iter()
            .enumerate()
            .filter(|(block, _)| Some(*block) != left_out);
        let mut sum = kept.next()?.1.clone();
        for (_, block) in kept {
            add(&mut sum, block);
        }
        value(&sum).filter(|value| value.is_finite())
    };
    let all = sum_without(None)?;
    Some(Judged {
        metric,
        all,
        without: std::array::from_fn(|block| sum_without(Some(block)).unwrap_or(all)),
    })
}

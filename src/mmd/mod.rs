//! The kernel two-sample test: two matrices in, statistic and p-value out.
//!
//! The squared maximum mean discrepancy (Gretton et al., JMLR 2012) of twenty kernels, ten Gaussian and ten Laplace ones,
//! eleven kernels of whitened columns and each column alone, judged together by permuting bins of rows (Domingo-Enrich,
//! Dwivedi and Mackey 2025): exact at any size, and without a matrix of all pairs. Kernels are computed in single precision
//! and summed up in double, but for the median Gaussian kernel of few rows, which is double throughout; always in a fixed
//! order and with the elementary functions of one library, so that a browser and a native program get the same bits.

mod bandwidth;
mod bins;
mod bound;
mod calibration;
mod categories;
mod chain;
mod columns;
mod effect;
mod exponential;
mod fuse;
mod kernels;
mod lanes;
mod pass;
mod permutation;
mod plan;
mod plane;
mod random_features;
mod runs;
mod sensitivity;
mod sides;
mod spread_of_column;
mod symmetric;
mod test;
mod tiles;
mod whitened_kernels;
mod whitening;
mod witness;

pub use bandwidth::median_distance;
pub(crate) use calibration::Calibration;
pub use columns::{ColumnResult, Group};
pub use effect::{mmd2_of_shift, shift_of_mmd2};
pub use kernels::Kernel;
pub use permutation::Permuted;
pub use plan::{Bins, MAX_PAIRED_ROWS, MIN_ROWS, Plan};
pub use plane::{Plane, principal_plane};
pub use sensitivity::smallest_detectable_shift;
pub use sides::{MAX_SPLITS, binomial_at_most};
pub(crate) use symmetric::{Cholesky, Symmetric, dot};
pub use test::{MmdError, TestResult, paired, test, test_product};
pub use tiles::Pooled;
pub use witness::mann_whitney_share;

/// Number of random permutations.
pub const PERMUTATIONS: u32 = 1_999;

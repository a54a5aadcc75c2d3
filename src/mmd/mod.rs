//! The kernel two-sample test: matrices in, statistic and p-value out.

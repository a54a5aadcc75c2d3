//! What no result has: why a link is refused whose form is right.

use serde::{Deserialize, Serialize};

use super::MetricName;

/// What no result has. Fields are named by their path, as in `report.test.p_value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkFault {
    /// A number that is not finite.
    NotFinite,
    /// This field has a value that it cannot have.
    Field(String),
    /// The version is none.
    Version,
    /// The verdict of this test is not what its numbers give.
    Verdict(String),
    /// The effect of this test lies above its own upper bound.
    EffectAboveBound(String),
    /// The p-value of this test is none that its permutations can give.
    PValue(String),
    /// This histogram of permutations is not the one of its test.
    Histogram(String),
    /// These numbers of rows contradict others.
    Rows(String),
    /// A network has a value of this metric that none can have.
    Metric(MetricName),
    /// The gains are not the differences between the networks, or one is missing that the advice needs.
    Gains,
    /// The advice is not what tests and gains give.
    Advice,
}

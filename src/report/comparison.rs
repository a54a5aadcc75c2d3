//! Networks side by side: what the comparison says.

use serde::{Deserialize, Serialize};

use super::short;

/// What the networks predict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// One of several classes.
    Classification,
    /// A number.
    Regression,
}

impl Task {
    /// The metric that decides.
    #[must_use]
    pub fn metric(self) -> MetricName {
        match self {
            Self::Classification => MetricName::BalancedAccuracy,
            Self::Regression => MetricName::RSquared,
        }
    }
}

/// A way to get predictions on the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArmName {
    /// The source network, unchanged.
    SourceAsIs,
    /// The source network with its output recalibrated on target rows.
    Recalibrated,
    /// The source network, trained further on target rows.
    FineTuned,
    /// The source network with a new last layer.
    LinearProbe,
    /// A network that has seen target rows only.
    FromScratch,
    /// The source network, adapted to target inputs without labels.
    Adapted,
    /// Ridge or logistic regression on target rows.
    Simple,
    /// Boosted trees on target rows.
    Trees,
    /// Boosted trees on rows of both tables, with a column that names the table.
    PooledTrees,
    /// Boosted trees on target rows, with the source network's predictions as more inputs.
    Stacked,
    /// Always the mean or the most frequent class.
    Dummy,
    /// The label at the same time a day, a week or a year before; in time only.
    SeasonalNaive,
}

impl ArmName {
    /// What a comparison trains and judges, in this order; see [`Self::needs_shared_class`].
    pub const COMPARED: [Self; 10] = [
        Self::SourceAsIs,
        Self::Recalibrated,
        Self::LinearProbe,
        Self::FineTuned,
        Self::FromScratch,
        Self::Simple,
        Self::Trees,
        Self::PooledTrees,
        Self::Stacked,
        Self::Dummy,
    ];

    /// What is no network, and may be advised instead of one; the simplest first.
    pub const RIVALS: [Self; 4] = [Self::Simple, Self::Trees, Self::Stacked, Self::PooledTrees];

    /// Whether it is judged only where the source knows a class of the target: it repeats what was learned on the source.
    #[must_use]
    pub fn needs_shared_class(self) -> bool {
        matches!(
            self,
            Self::SourceAsIs | Self::Recalibrated | Self::PooledTrees | Self::Stacked
        )
    }
}

/// How one arm did on held-out target rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// The arm.
    pub name: ArmName,
    /// The comparison's metric over the repeats.
    pub measure: Measure,
    /// Seconds spent on this arm over all repeats.
    #[serde(with = "short")]
    pub seconds: f64,
    /// Every metric of this task; the comparison's own stands among them.
    pub metrics: Vec<Metric>,
}

/// One metric of one arm on held-out target rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Which metric it is.
    pub name: MetricName,
    /// Its value over the repeats.
    pub measure: Measure,
}

/// What predictions are judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricName {
    /// Share of rows whose class is recognised.
    Accuracy,
    /// Mean over classes of the share of their rows that is recognised.
    BalancedAccuracy,
    /// Mean over classes of the harmonic mean of precision and recall.
    MacroF1,
    /// Area under the receiver operating characteristic, mean over classes against the rest.
    Auroc,
    /// Mean of minus the logarithm of the probability of the true class; smaller is better.
    LogLoss,
    /// Expected calibration error: how far the stated probabilities are from the shares that are right; smaller is
    /// better.
    CalibrationError,
    /// Share of the label's variance that is explained.
    RSquared,
    /// Root of the mean squared error, in the label's unit; smaller is better.
    Rmse,
    /// Mean absolute error, in the label's unit; smaller is better.
    Mae,
    /// Mean absolute error as a share of the label, where none is 0; smaller is better.
    Mape,
    /// Mean absolute error over that of taking the label of the row before, on rows that teach (Hyndman and Koehler, 2006);
    /// smaller is better. Only of rows in time.
    Mase,
}

impl MetricName {
    /// Whether larger is better.
    #[must_use]
    pub fn larger_is_better(self) -> bool {
        !matches!(
            self,
            Self::LogLoss | Self::CalibrationError | Self::Rmse | Self::Mae | Self::Mape | Self::Mase
        )
    }

    /// The least and the most that it can be.
    #[must_use]
    pub fn limits(self) -> [f64; 2] {
        match self {
            Self::Accuracy
            | Self::BalancedAccuracy
            | Self::MacroF1
            | Self::Auroc
            | Self::CalibrationError => [0.0, 1.0],
            Self::LogLoss | Self::Rmse | Self::Mae | Self::Mape | Self::Mase => [0.0, f64::INFINITY],
            Self::RSquared => [f64::NEG_INFINITY, 1.0],
        }
    }
}

/// A mean with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The mean.
    #[serde(with = "short")]
    pub mean: f64,
    /// Lower end, at most `mean`.
    #[serde(with = "short")]
    pub low: f64,
    /// Upper end, at least `mean`.
    #[serde(with = "short")]
    pub high: f64,
}

impl Measure {
    /// The same for a value of this metric: its interval ends where the metric does.
    #[must_use]
    pub fn within(self, metric: MetricName) -> Self {
        let [least, most] = metric.limits();
        Self {
            mean: self.mean,
            low: self.low.max(least).min(self.mean),
            high: self.high.min(most).max(self.mean),
        }
    }

    /// Whether the whole interval lies above zero.
    #[must_use]
    pub fn is_above_zero(self) -> bool {
        self.low > 0.0
    }

    /// Whether the whole interval lies below zero.
    #[must_use]
    pub fn is_below_zero(self) -> bool {
        self.high < 0.0
    }
}

/// What one arm gains over another: the paired difference of the comparison's metric.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Gain {
    /// The one arm.
    pub arm: ArmName,
    /// The other arm.
    pub over: ArmName,
    /// The difference; above zero where the one is better.
    pub gain: Measure,
}

impl Gain {
    /// Whether it judges the source network's own answers.
    pub(super) fn is_of_source(&self) -> bool {
        [self.arm, self.over].contains(&ArmName::SourceAsIs)
    }
}

/// How the rows that judge were held out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldOutBy {
    /// At random; classes in their proportions.
    Chance,
    /// The latest by this column.
    Time(String),
    /// Whole groups of rows that agree in this column.
    Group(String),
}

/// In time, the rows that judge are so many stretches at most: a network is judged as it would be taught anew from time to time
/// (rolling origin; Tashman, International Journal of Forecasting, 2000).
pub const MAX_STRETCHES: u64 = 3;

/// The comparison's metric where only so many labelled target rows taught.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LabelBudget {
    /// Labelled target rows that taught or told when to stop.
    pub rows: u64,
    /// Fine-tuned on them.
    pub fine_tuned: Measure,
    /// Trained from scratch on them.
    pub from_scratch: Measure,
}

/// What fine-tuning forgot: the comparison's metric on held-out source rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Forgetting {
    /// Of the source network.
    pub before: Measure,
    /// Of the fine-tuned one.
    pub after: Measure,
    /// After less before; below zero where something was forgotten.
    pub change: Measure,
}

/// The loss of the source network from held-out source rows to held-out target rows, taken apart (DISDE: Cai, Namkoong and
/// Yadlowsky, Operations Research). Above zero where the target costs more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LossParts {
    /// What it is counted in: R², by the variance of the target's labels on both sides, or accuracy.
    pub metric: MetricName,
    /// The whole loss: the sum of the other three.
    pub total: Measure,
    /// From the source's inputs to those that both tables have, with the source's labels.
    pub harder_inputs: Measure,
    /// From the source's labels to the target's, at inputs that both tables have.
    pub other_relation: Measure,
    /// From inputs that both tables have to those of the target, with the target's labels.
    pub new_inputs: Measure,
}

impl LossParts {
    /// What the loss of a task is counted in. Balanced accuracy is no mean over rows, so that rows cannot be weighted.
    #[must_use]
    pub fn metric_of(task: Task) -> MetricName {
        match task {
            Task::Classification => MetricName::Accuracy,
            Task::Regression => MetricName::RSquared,
        }
    }
}

/// A change of R² or balanced accuracy that nobody would notice.
const SLIGHT_CHANGE: f64 = 0.02;

impl Forgetting {
    /// Whether the interval of the change holds nothing that anybody would notice.
    #[must_use]
    pub fn is_slight(&self) -> bool {
        self.change.low >= -SLIGHT_CHANGE && self.change.high <= SLIGHT_CHANGE
    }
}

/// How the two domains differ in what a layer of the source network makes of held-out rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LayerEffect {
    /// The layer: 0 are the network's inputs, 1 is the lowest hidden layer.
    pub layer: u32,
    /// p-value of the two-sample test on the layer's outputs.
    #[serde(with = "short")]
    pub p_value: f64,
    /// Effect as a mean shift in standard deviations; absent where it is beyond any shift.
    #[serde(with = "short")]
    pub effect_sd: Option<f64>,
    /// Squared MMD of the median Gaussian kernel (biased, never negative).
    #[serde(with = "short")]
    pub mmd2: f64,
}

/// The layers of the source network one by one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ByLayer {
    /// From the inputs up to the last hidden layer.
    pub layers: Vec<LayerEffect>,
    /// How many of the lowest hidden layers may stay frozen: those before the first whose outputs differ.
    pub suggested_frozen: u32,
    /// Held-out rows of source and target.
    pub rows: [u64; 2],
}

/// A check that guards the comparison against itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guard {
    /// Which check it is.
    pub name: GuardName,
    /// Whether nothing was found.
    pub passed: bool,
    /// What was found, as a number: rows, or the metric less the dummy's.
    #[serde(with = "short")]
    pub value: f64,
}

/// The checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardName {
    /// Rows that stand in both tables do not judge; the value is their number.
    RowsInBoth,
    /// A network that learned shuffled labels is no better than the dummy; the value is its metric less the dummy's.
    ShuffledLabels,
    /// No input repeats the label; the value is the number of columns that do, which are left out.
    LabelLeak,
}

impl GuardName {
    /// All of them: every comparison has each.
    pub(super) const ALL: [Self; 3] = [Self::RowsInBoth, Self::ShuffledLabels, Self::LabelLeak];
}

/// A network that was kept after the comparison: trained once more on all rows that may teach, for as many epochs as the
/// repeats found best.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FinalNetwork {
    /// Which one.
    pub arm: ArmName,
    /// Source rows that taught it; not known where it was opened, or began as one that was.
    pub source_rows: Option<u64>,
    /// Target rows that taught it.
    pub target_rows: u64,
    /// Passes over these rows in which the last layer alone learned.
    pub probe_epochs: u32,
    /// Passes in which all layers learned.
    pub epochs: u32,
    /// The comparison's metric on held-out target rows; not of a source network that knows none of the target's classes.
    #[serde(with = "short")]
    pub value: Option<f64>,
}

/// What was chosen on validation rows of the target, before the rows that judge were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Tuning {
    /// Highest learning rate of the source network.
    #[serde(with = "short")]
    pub learning_rate: f64,
    /// Strength of L2-SP.
    #[serde(with = "short")]
    pub starting_point_strength: f64,
    /// Factor on the learning rates of fine-tuning.
    #[serde(with = "short")]
    pub fine_tuning_factor: f64,
    /// Highest learning rate of the network from scratch.
    #[serde(with = "short")]
    pub scratch_learning_rate: f64,
}

/// The source network adapted to the inputs of a target without labels. Nothing here was verified by labels of the
/// target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adaptation {
    /// What is predicted.
    pub task: Task,
    /// Rows that took part: of the source, with their labels, and of the target.
    pub rows: [u64; 2],
    /// Squared MMD of the last hidden layer between held-out rows of both domains, before; absent where they are too few.
    #[serde(with = "short")]
    pub mmd2_before: Option<f64>,
    /// And after.
    #[serde(with = "short")]
    pub mmd2_after: Option<f64>,
    /// The metric (R² or balanced accuracy) on held-out source rows, before.
    #[serde(with = "short")]
    pub source_before: f64,
    /// And after.
    #[serde(with = "short")]
    pub source_after: f64,
    /// Seconds it took.
    #[serde(with = "short")]
    pub seconds: f64,
    /// The file of the source network, where it was opened instead of trained.
    pub source_file: Option<String>,
}

/// Whether what was learned on the source helped on the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// The whole interval of the gain over training from scratch lies above zero.
    Positive,
    /// The interval contains zero.
    Ambiguous,
    /// The whole interval lies below zero.
    Negative,
}

/// Networks side by side, on target rows that none of them has seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// What is predicted.
    pub task: Task,
    /// The label column.
    pub label: String,
    /// The metric that decides; larger is better.
    pub metric: MetricName,
    /// Number of paired repeats, each with its own split and initial weights.
    pub repeats: u32,
    /// The arms. The source network as it is and recalibrated are absent where it knows none of the target's classes.
    pub arms: Vec<Arm>,
    /// Fine-tuning against training from scratch.
    pub transfer: Transfer,
    /// How many rows served for what in the last repeat; in the others it may be a few more or fewer.
    pub rows: RowsOfRepeat,
    /// How the rows that judge were held out.
    pub held_out_by: HeldOutBy,
    /// What fine-tuning gains over the other arms, and what else the advice goes by.
    pub gains: Vec<Gain>,
    /// The metric over the number of target labels, ascending.
    pub learning_curve: Vec<LabelBudget>,
    /// What fine-tuning forgot on the source.
    pub forgetting: Option<Forgetting>,
    /// Why the source network does worse on the target; absent where it was opened or knows no class of the target, and where
    /// too few rows have inputs that both tables have.
    pub loss: Option<LossParts>,
    /// The domains after each layer of the source network.
    pub by_layer: Option<ByLayer>,
    /// Checks that guard the comparison.
    pub guards: Vec<Guard>,
    /// The networks that were kept; none before all repeats are done.
    pub networks: Vec<FinalNetwork>,
    /// What was chosen on validation rows.
    pub tuning: Tuning,
    /// Classes that only the target has, and so get scores of their own in a new last layer.
    pub new_classes: Vec<String>,
    /// The file of the source network, where it was opened instead of trained.
    pub source_file: Option<String>,
}

/// How many rows served for what in one repeat. No row is in two of the lists of its side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsOfRepeat {
    /// Source rows that weights were fitted on.
    pub source_training: u64,
    /// Source rows that training stopped by.
    pub source_validation: u64,
    /// Target rows that weights were fitted on.
    pub target_training: u64,
    /// Target rows that training stopped by.
    pub target_validation: u64,
    /// Target rows that only judged, of all stretches together.
    pub held_out: u64,
    /// Stretches of time that these rows are cut into, one after the other; each repeat judges one, taught by rows before it.
    pub stretches: u64,
    /// Target rows between those that taught and those that judged, which did neither.
    pub gap: u64,
    /// Source rows that only judged what was forgotten.
    pub source_held_out: u64,
}

impl RowsOfRepeat {
    /// All target rows that took part: those with a label, as a rule.
    #[must_use]
    pub fn of_target(&self) -> u64 {
        self.target_training + self.target_validation + self.held_out
    }

    /// The labelled rows of both sides that may teach.
    #[must_use]
    pub fn that_may_teach(&self) -> u64 {
        let source = self.source_training + self.source_validation + self.source_held_out;
        source + self.target_training + self.target_validation
    }
}

impl Comparison {
    /// The arm of this name, where it ran.
    #[must_use]
    pub fn arm(&self, name: ArmName) -> Option<&Arm> {
        self.arms.iter().find(|arm| arm.name == name)
    }

    /// What one arm gains over another.
    #[must_use]
    pub fn gain(&self, arm: ArmName, over: ArmName) -> Option<Measure> {
        let mut gains = self.gains.iter();
        let found = gains.find(|gain| gain.arm == arm && gain.over == over)?;
        Some(found.gain)
    }

    /// What fine-tuning gains over the other arms.
    #[must_use]
    pub fn gains_of_tuning(&self) -> Vec<Gain> {
        let gains = self.gains.iter().copied();
        gains.filter(|gain| gain.arm == ArmName::FineTuned).collect()
    }

    /// What fine-tuning gains over training from scratch.
    #[must_use]
    pub fn leading_gain(&self) -> Option<Measure> {
        self.gain(ArmName::FineTuned, ArmName::FromScratch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_ends_where_its_metric_does() {
        let measure = |[low, mean, high]: [f64; 3]| Measure { mean, low, high };
        let ends = [
            (MetricName::RSquared, [-2.0, 0.8, 1.3], [-2.0, 0.8, 1.0]),
            (MetricName::BalancedAccuracy, [-0.1, 0.5, 1.1], [0.0, 0.5, 1.0]),
            (MetricName::Mae, [-1.0, 3.0, 7.0], [0.0, 3.0, 7.0]),
        ];
        for (metric, found, shown) in ends {
            assert_eq!(measure(found).within(metric), measure(shown));
        }
    }
}

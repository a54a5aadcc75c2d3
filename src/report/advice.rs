//! What to do with the network, and the facts that speak for it.

use serde::{Deserialize, Serialize};

use super::{ArmName, Changed, Measure, MetricName, Task, Verdict, short};

/// Fewest rows with a label on a side that teaches or judges.
pub const MIN_LABELS: u64 = 20;

/// What to do with the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Keep the network.
    ReuseAsIs,
    /// Train it further on the target.
    FineTune,
    /// Train a new one on the target.
    TrainFromScratch,
    /// The data at hand cannot tell.
    CollectMore,
}

impl Action {
    /// The network that is advised; none where more has to be collected.
    #[must_use]
    pub fn arm(self) -> Option<ArmName> {
        match self {
            Self::ReuseAsIs => Some(ArmName::SourceAsIs),
            Self::FineTune => Some(ArmName::FineTuned),
            Self::TrainFromScratch => Some(ArmName::FromScratch),
            Self::CollectMore => None,
        }
    }
}

/// What to do, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// What to do.
    pub action: Action,
    /// Why; what decides comes first.
    pub reasons: Vec<Reason>,
}

impl Advice {
    /// The network or baseline that is advised; none where more has to be collected.
    #[must_use]
    pub fn arm(&self) -> Option<ArmName> {
        let rival = self.reasons.iter().find_map(|reason| match reason {
            Reason::RivalBetter { arm, .. } | Reason::OnlyRivalBeatsConstant { arm, .. } => Some(*arm),
            _ => None,
        });
        rival.or_else(|| self.action.arm())
    }
}

/// A table has fewer rows than a comparison needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// Whether it is the target.
    pub is_target: bool,
    /// Its rows, or those of them with a label.
    pub rows: u64,
    /// The fewest rows with a label that a comparison needs.
    pub needed: u64,
}

/// A fact that speaks for an action. "Certain" means that a whole 95 % interval lies on one side of zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// What the test on the inputs found.
    Inputs {
        /// Its verdict.
        verdict: Verdict,
        /// The smallest shift that it would have detected.
        smallest_detectable_sd: Option<f64>,
    },
    /// The test on all inputs found no difference, but one column forbids to call the tables the same.
    OneColumnDiffers,
    /// Source and target hold the same input rows.
    SameInputRows {
        /// How many.
        rows: u64,
    },
    /// Some rows stand in both tables by their inputs.
    SharedInputRows {
        /// How many of source and target.
        rows: [u64; 2],
    },
    /// A table has too few labelled rows for a comparison.
    TooFewLabels(Shortage),
    /// A table has too few rows for a comparison, whichever label is chosen.
    TooFewRows(Shortage),
    /// All labelled rows of a table have one label.
    ConstantLabel {
        /// Whether it is the target.
        is_target: bool,
    },
    /// Source and target are one file.
    SameFile,
    /// Too few labelled target rows are not in the source, too.
    TooFewOwnRows {
        /// How many are not.
        own: u64,
        /// The fewest that can judge.
        needed: u64,
    },
    /// The target rows that would judge have one label.
    NothingToJudge,
    /// The target rows that would teach have one label.
    NothingToLearn,
    /// Inputs and label together differ.
    RelationDiffers {
        /// The verdict on the inputs alone.
        inputs: Verdict,
    },
    /// At the same inputs the labels differ, whether the inputs do or not.
    LabelsDifferAtSameInputs {
        /// The p-value of the conditional test.
        p_value: f64,
        /// What differs.
        changed: Changed,
    },
    /// The inputs differ, and the conditional test found no other labels at the same inputs.
    NoOtherLabelsFound {
        /// The p-value of the conditional test.
        p_value: f64,
    },
    /// The inputs differ so much that no test can tell whether the relation does.
    TablesHardlyOverlap,
    /// The relation differs, and the network still works.
    RelationShiftHarmless,
    /// The inputs differ, and the network still works.
    InputShiftHarmless,
    /// The inputs differ, and fine-tuning still pays.
    FineTuningPays,
    /// No test found a difference, and the network has to be trained anew all the same.
    ComparisonDecides,
    /// The target has no column with the label.
    NoTargetLabel,
    /// Adapting changed how far apart the last hidden layer sees held-out rows of both tables.
    Adapted {
        /// Their squared MMD before.
        #[serde(with = "short")]
        mmd2_before: f64,
        /// And after.
        #[serde(with = "short")]
        mmd2_after: f64,
    },
    /// No label of the target says whether adapting helped.
    AdaptationUnverified,
    /// Only the relation differs, and no network was compared.
    CompareFirst,
    /// The inputs differ, and no network was compared.
    DifferenceAllowsReuse,
    /// Nothing was found to differ, and no network was compared.
    NothingCompared,
    /// How two networks compare on held-out target rows.
    Gain {
        /// The one.
        arm: ArmName,
        /// The other.
        over: ArmName,
        /// What they are judged by.
        metric: MetricName,
        /// The metric of the one less that of the other.
        gain: Measure,
    },
    /// The source network knows no class of the target, so it was not judged as it is.
    NoSharedClass,
    /// Among the inputs is one that only names the table, the row or the moment, because somebody chose it.
    ChosenNames,
    /// No network is certainly better than a constant guess.
    NothingBeatsConstant,
    /// The gain of training from scratch that stands before this is not certain for fine-tuning.
    FineTuningUncertain,
    /// The gain is certain, and too small to be worth the work.
    GainTooSmall,
    /// Fine-tuning and training from scratch both gain, and neither more than the other.
    EitherWorks,
    /// The source network as it is is not certainly better than a constant guess.
    SourceNetworkFails,
    /// Neither fine-tuning nor training from scratch was found to beat the source network as it is.
    NothingBeatsSourceNetwork,
    /// The rows at hand cannot tell which network is better.
    RowsCannotTell,
    /// Recalibrating alone does about as well as fine-tuning.
    RecalibratingSuffices,
    /// What is no network is certainly better than the network that would be advised, and by enough to be worth the work: it is
    /// advised instead.
    RivalBetter {
        /// Which one.
        arm: ArmName,
        /// The network.
        over: ArmName,
        /// What is predicted, which says which model it is.
        task: Task,
        /// The metric of the network less that of the rival.
        gain: Measure,
    },
    /// No network is certainly better than a constant guess, and this is: it is advised.
    OnlyRivalBeatsConstant {
        /// Which one.
        arm: ArmName,
        /// What is predicted, which says which model it is.
        task: Task,
    },
    /// The advised network is not certainly better than what is simpler, nor better by what would be worth the work.
    RivalAsGood {
        /// Which one.
        arm: ArmName,
        /// What is predicted, which says which model it is.
        task: Task,
    },
}

impl Reason {
    /// Whether it keeps networks from being compared.
    pub(crate) fn is_hindrance(&self) -> bool {
        matches!(
            self,
            Self::TooFewLabels(_)
                | Self::TooFewRows(_)
                | Self::ConstantLabel { .. }
                | Self::SameFile
                | Self::TooFewOwnRows { .. }
                | Self::NothingToJudge
                | Self::NothingToLearn
                | Self::NoTargetLabel
        )
    }
}

//! Which fields of the training settings stand together.

use crate::report::TrainingField as Field;

/// A group of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Network,
    Learning,
    FineTuning,
    Comparing,
}

/// The groups in their order.
pub(crate) const GROUPS: [Group; 4] = [
    Group::Network,
    Group::Learning,
    Group::FineTuning,
    Group::Comparing,
];

/// The group that a field stands in.
pub(crate) fn group(field: Field) -> Group {
    match field {
        Field::Hidden | Field::Dropout => Group::Network,
        Field::ClassWeightCap
        | Field::LearningRate
        | Field::WeightDecay
        | Field::Epochs
        | Field::Patience => Group::Learning,
        Field::Method
        | Field::FrozenLayers
        | Field::ProbeLearningRate
        | Field::HeadLearningRate
        | Field::TrunkLearningRate
        | Field::TrunkDecay
        | Field::StartingPointStrength => Group::FineTuning,
        Field::Repeats | Field::HeldOut => Group::Comparing,
    }
}

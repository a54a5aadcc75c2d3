//! Words about the settings of the networks.

use crate::page::training_fields::{Field, Group};
use crate::report::Method;
use crate::show::nouns::Noun;
use crate::show::numbers::counted;

pub(in crate::page) const HEADING: &str = "Settings of the networks";
pub(in crate::page) const INTRO: &str = "The defaults suit tables of some hundred to some ten thousand rows. Decimal marks \
    may be points or commas. A change holds from the next run on.";
pub(in crate::page) const RESET: &str = "Back to the defaults";

/// How many settings differ from the default.
pub(in crate::page) fn changed(settings: usize) -> String {
    match settings {
        0 => "all as by default".to_owned(),
        1 => "1 setting differs from the default".to_owned(),
        several => format!("{} differ from the default", counted(several as u64, Noun::Setting)),
    }
}

/// The heading of a group.
pub(in crate::page) fn group(group: Group) -> &'static str {
    match group {
        Group::Network => "The network",
        Group::Learning => "How it learns",
        Group::FineTuning => "How it is fine-tuned",
        Group::Comparing => "How networks are compared",
    }
}

/// The name of a method.
pub(in crate::page) fn method(method: Method) -> &'static str {
    match method {
        Method::ProbeThenFull => "Last layer first, then all layers",
        Method::Full => "All layers at once",
        Method::LinearProbe => "Last layer alone",
    }
}

/// The label of a field.
pub(in crate::page) fn label(field: Field) -> &'static str {
    match field {
        Field::Hidden => "Hidden layers",
        Field::Dropout => "Dropout",
        Field::ClassWeightCap => "Largest class weight",
        Field::LearningRate => "Learning rate",
        Field::WeightDecay => "Weight decay",
        Field::Epochs => "Epochs",
        Field::Patience => "Patience",
        Field::Method => "What fine-tuning changes",
        Field::FrozenLayers => "Frozen layers",
        Field::ProbeLearningRate => "Learning rate of the probe",
        Field::HeadLearningRate => "Learning rate of the last layer",
        Field::TrunkLearningRate => "Learning rate of the hidden layers",
        Field::TrunkDecay => "Decay by layer",
        Field::StartingPointStrength => "Strength of L2-SP",
        Field::Repeats => "Repeats",
        Field::HeldOut => "Held out",
    }
}

/// The unit of a field, where it has one.
pub(in crate::page) fn unit(field: Field) -> &'static str {
    match field {
        Field::Hidden => "units in each",
        Field::Dropout => "of the hidden units",
        Field::ClassWeightCap | Field::TrunkDecay => "times",
        Field::LearningRate
        | Field::ProbeLearningRate
        | Field::HeadLearningRate
        | Field::TrunkLearningRate
        | Field::WeightDecay => "a step",
        Field::Epochs => "passes at most",
        Field::Patience => "passes",
        Field::FrozenLayers => "of the lowest",
        Field::Repeats => "paired",
        Field::HeldOut => "% of the target’s labelled rows",
        Field::Method | Field::StartingPointStrength => "",
    }
}

/// What a field does.
pub(in crate::page) fn help(field: Field) -> &'static str {
    match field {
        Field::Hidden => {
            "Widths from the inputs up, such as 64, 64; more units fit more and take longer. Empty: two layers, wider where \
             there are many rows. “none”: no hidden layer."
        }
        Field::Dropout => {
            "The share of hidden units that each step leaves out at random. More of it keeps a network from learning single \
             rows by heart."
        }
        Field::ClassWeightCap => {
            "Rows of rare classes weigh more, so that they are not overlooked, but at most so much. 1 lets all rows weigh the \
             same. Without effect where the label is a number."
        }
        Field::LearningRate => {
            "The largest step of the source network’s training; the rate rises to it and then falls. Too large, and the loss \
             jumps; too small, and training stays behind. Empty: a finder seeks it on source rows."
        }
        Field::WeightDecay => "How strongly each step pulls weights towards zero, which keeps them small.",
        Field::Epochs => "How often training goes through its rows at most; patience mostly ends it sooner.",
        Field::Patience => {
            "Training stops after so many passes without a better loss on validation rows, and takes the best weights."
        }
        Field::Method => {
            "Starting with the last layer keeps what the layers below have learned from being spoilt while the last one is \
             still wrong."
        }
        Field::FrozenLayers => {
            "So many hidden layers, from the inputs up, stay as the source network has them. The chart by layer suggests how \
             many."
        }
        Field::ProbeLearningRate => "The rate of the last layer while all others are frozen.",
        Field::HeadLearningRate => "The rate of the last layer once the others learn with it.",
        Field::TrunkLearningRate => {
            "The rate of the highest hidden layer; small, because it has learned already. Validation rows choose a factor on \
             the rates of fine-tuning."
        }
        Field::TrunkDecay => {
            "From each hidden layer to the one below, the rate is multiplied by this: lower layers are more general and \
             change less."
        }
        Field::StartingPointStrength => {
            "A penalty that holds the hidden layers near those of the source network; 0 lets them go. Empty: chosen on \
             validation rows of the target."
        }
        Field::Repeats => {
            "Each repeat splits rows and draws first weights anew, for all networks alike. More repeats narrow the intervals \
             and take longer; very large tables have fewer."
        }
        Field::HeldOut => {
            "These rows only judge. More of them make the verdict surer, and leave fewer to learn from."
        }
    }
}

/// The default of a field, and whether it was changed.
pub(in crate::page) fn default(value: &str, changed: bool) -> String {
    if changed {
        format!("Changed; the default is {value}.")
    } else {
        format!("This is the default, {value}.")
    }
}

/// What an empty field means, where that is its value.
pub(in crate::page) fn empty(field: Field) -> &'static str {
    match field {
        Field::Hidden => "empty (by the number of rows)",
        Field::LearningRate => "empty (sought by a finder)",
        _ => "empty (chosen on validation rows)",
    }
}

/// What may stand in a field, where the check of all settings says it otherwise.
pub(in crate::page) fn range(field: Field, checked: &str) -> String {
    match field {
        Field::Hidden => "at most 8 whole numbers between 1 and 1,024 with commas between them".to_owned(),
        Field::HeldOut => "a number between 30 and 70".to_owned(),
        Field::Epochs | Field::Patience | Field::FrozenLayers | Field::Repeats => {
            format!("a whole number {checked}, without a mark between thousands")
        }
        Field::LearningRate | Field::StartingPointStrength => format!("empty, or a number {checked}"),
        _ => format!("a number {checked}"),
    }
}

/// A value that was not taken.
pub(in crate::page) fn refused(field: Field, typed: &str, range: &str, kept: &str) -> String {
    let kept = if kept.is_empty() { "empty" } else { kept };
    let typed = if typed.trim().is_empty() {
        "Nothing".to_owned()
    } else {
        format!("“{}”", typed.trim())
    };
    format!(
        "{typed} was not taken: {} has to be {range}. It stays {kept}.",
        label(field)
    )
}

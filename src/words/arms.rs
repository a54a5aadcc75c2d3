//! Names of the networks and baselines of a comparison.

use crate::language::say;
use crate::report::{ArmName, Task};

/// The name of a network or baseline.
pub(crate) fn arm(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("Source network as is", "源网络（原样）"),
        ArmName::Recalibrated => say!("Recalibrated", "校准"),
        ArmName::FineTuned => say!("Fine-tuned", "微调"),
        ArmName::LinearProbe => say!("Linear probe", "线性探测"),
        ArmName::FromScratch => say!("From scratch", "从头训练"),
        ArmName::Adapted => say!("Adapted", "适配"),
        ArmName::Simple => say!("Linear baseline", "线性基线"),
        ArmName::Trees => say!("Boosted trees", "提升树"),
        ArmName::PooledTrees => say!("Pooled trees", "合并两表的提升树"),
        ArmName::Stacked => say!("Stacked trees", "堆叠提升树"),
        ArmName::Dummy => say!("Constant guess", "常数预测"),
        ArmName::SeasonalNaive => say!("Seasonal naive", "季节性朴素预测"),
    }
}

/// A network or baseline within a sentence.
pub(super) fn mentioned(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("the source network as is", "源网络（原样）"),
        ArmName::Recalibrated => say!("the recalibrated network", "校准后的网络"),
        ArmName::FineTuned => say!("fine-tuning", "微调"),
        ArmName::LinearProbe => say!("the linear probe", "线性探测"),
        ArmName::FromScratch => say!("training from scratch", "从头训练"),
        ArmName::Adapted => say!("the adapted network", "适配后的网络"),
        ArmName::Simple => say!("the linear baseline", "线性基线"),
        ArmName::Trees => say!("boosted trees", "提升树"),
        ArmName::PooledTrees => say!("boosted trees on both tables", "两表合并的提升树"),
        ArmName::Stacked => say!("trees on the network's predictions", "以源网络预测为输入的提升树"),
        ArmName::Dummy => say!("a constant guess", "常数预测"),
        ArmName::SeasonalNaive => say!("the seasonal naive forecast", "季节性朴素预测"),
    }
}

/// A network that predicts, within a sentence.
pub(super) fn predictor(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("the source network", "源网络"),
        ArmName::FineTuned => say!("the fine-tuned network", "微调后的网络"),
        ArmName::FromScratch => say!("the network from scratch", "从头训练的网络"),
        ArmName::Recalibrated
        | ArmName::LinearProbe
        | ArmName::Adapted
        | ArmName::Simple
        | ArmName::Trees
        | ArmName::PooledTrees
        | ArmName::Stacked
        | ArmName::Dummy
        | ArmName::SeasonalNaive => mentioned(arm),
    }
}

/// What a network or baseline is.
pub(crate) fn arm_help(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!(
            "The network trained on the source, unchanged.",
            "在源数据上训练的网络，未经改动。"
        ),
        ArmName::Recalibrated => say!(
            "The source network with its output recalibrated on target rows.",
            "源网络，其输出用目标行校准。"
        ),
        ArmName::FineTuned => say!(
            "The source network, trained further on target rows.",
            "源网络，用目标行继续训练。"
        ),
        ArmName::LinearProbe => say!(
            "The source network with a new last layer.",
            "源网络，换上新的最后一层。"
        ),
        ArmName::FromScratch => say!(
            "A new network that has seen target rows only.",
            "只见过目标行的新网络。"
        ),
        ArmName::Adapted => say!(
            "The source network, adapted to target inputs without labels.",
            "源网络，不用标签适配目标输入。"
        ),
        ArmName::Simple => say!(
            "Ridge or logistic regression on target rows.",
            "用目标行训练的岭回归或逻辑回归。"
        ),
        ArmName::Trees => say!(
            "Gradient boosted trees on target rows.",
            "用目标行训练的梯度提升树。"
        ),
        ArmName::PooledTrees => say!(
            "Gradient boosted trees on rows of both tables, with a column that names the table.",
            "用两张表的行一起训练的梯度提升树，另加一列标明所属的表。"
        ),
        ArmName::Stacked => say!(
            "Gradient boosted trees on target rows, with the source network's predictions as more inputs.",
            "用目标行训练的梯度提升树，并把源网络的预测作为附加输入。"
        ),
        ArmName::Dummy => say!(
            "Always the mean or the most frequent class. Any use of the inputs must beat it.",
            "总是给出均值（均值预测）或最常见的类别（多数类预测）。任何利用输入的方法都必须优于它。"
        ),
        ArmName::SeasonalNaive => say!(
            "The value at the same time a day, a week or a year before, whichever fits the earlier rows best.",
            "取前一天、前一周或前一年同一时刻的数值（选用与较早的行最相符的周期）。"
        ),
    }
}

/// The network whose losses a curve shows.
pub(crate) fn learner(arm: ArmName) -> &'static str {
    match arm {
        ArmName::SourceAsIs => say!("Source network, on source rows", "源网络，在源数据行上"),
        other => self::arm(other),
    }
}

/// The kind of prediction.
pub(super) fn task(task: Task) -> &'static str {
    match task {
        Task::Classification => say!("classification", "分类"),
        Task::Regression => say!("regression", "回归"),
    }
}

/// What a constant guess is in a task.
pub(super) fn constant_guess(task: Task) -> &'static str {
    match task {
        Task::Classification => say!("always guessing the most frequent class", "多数类预测"),
        Task::Regression => say!("always guessing the mean", "均值预测"),
    }
}

/// A network or baseline within a sentence about one task.
pub(super) fn of_task(arm: ArmName, task: Task) -> &'static str {
    match arm {
        ArmName::Simple => simple_model(task),
        ArmName::Dummy => constant_guess(task),
        other => mentioned(other),
    }
}

/// The name of a network or baseline of one task: the linear baseline is named as in sentences.
pub(crate) fn arm_of_task(arm: ArmName, task: Task) -> &'static str {
    match (arm, task) {
        (ArmName::Simple, Task::Classification) => say!("Logistic regression", "逻辑回归"),
        (ArmName::Simple, Task::Regression) => say!("Ridge regression", "岭回归"),
        _ => self::arm(arm),
    }
}

/// Whether the name of an arm within a sentence is a plural.
pub(super) fn is_plural(arm: ArmName) -> bool {
    matches!(arm, ArmName::Trees | ArmName::PooledTrees | ArmName::Stacked)
}

/// The linear baseline of a task.
pub(super) fn simple_model(task: Task) -> &'static str {
    match task {
        Task::Classification => say!("logistic regression", "逻辑回归"),
        Task::Regression => say!("ridge regression", "岭回归"),
    }
}

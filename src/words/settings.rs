//! The settings of a computation, and what is wrong with some.

use crate::language::{say, tell};
use crate::report::{
    LEVELS, MARGINS, MAX_HIDDEN_LAYERS, Method, ROWS_OF_RUN, RowDependence, SeriesBy, SettingsError,
    Training, TrainingField, TrainingRange, WIDTHS,
};
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted};

/// What is wrong with settings, and what to do about it.
#[must_use]
pub fn error(error: &SettingsError) -> String {
    match error {
        SettingsError::Alpha(alpha) => tell!(
            "The level α is {alpha}. It must be between {} and {}; 0.05 is usual.",
            "显著性水平α为{alpha}。它必须在{}到{}之间；通常取0.05。",
            LEVELS.start(),
            LEVELS.end()
        ),
        SettingsError::Margin(margin) => tell!(
            "The margin is {margin} standard deviations. It must be between {} and {}; 0.2 is usual.",
            "等效界值为{margin}个标准差。它必须在{}到{}之间；通常取0.2。",
            MARGINS.start(),
            MARGINS.end()
        ),
        SettingsError::Run(rows) => tell!(
            "A run of {} is not possible. It must have {} to {} rows.",
            "每段不能是{}。每段须有{}至{}行。",
            counted(*rows, Noun::Row),
            count(*ROWS_OF_RUN.start()),
            count(*ROWS_OF_RUN.end())
        ),
        SettingsError::Columns(0) => tell!(
            "The list of input columns is empty. Name at least one, or drop the list to use all paired columns.",
            "输入列的列表为空。请至少列出一列，或去掉列表以使用所有配对的列。"
        ),
        SettingsError::Columns(columns) => tell!(
            "The list of input columns names {}, more than any file has.",
            "输入列的列表列出了{}，超过任何文件的列数。",
            counted(*columns as u64, Noun::Column)
        ),
        SettingsError::Reading(columns) => tell!(
            "There are decisions about {}, more than any file has.",
            "有关于{}的决定，超过任何文件的列数。",
            counted(*columns as u64, Noun::Column)
        ),
        SettingsError::Pairs(columns) => tell!(
            "{} are paired by hand, more than any file has.",
            "手动配对了{}，超过任何文件的列数。",
            counted(*columns as u64, Noun::Column)
        ),
        SettingsError::PairedTwice(column) => tell!(
            "Target column “{column}” is paired with two source columns. Keep one pair.",
            "目标数据的“{column}”列与源数据的两列配对。请只保留一对。"
        ),
        SettingsError::LabelIsInput(label) => tell!(
            "The label “{label}” is also in the list of input columns. Remove it from one of them.",
            "标签“{label}”也在输入列的列表中。请从其中一处移除。"
        ),
        SettingsError::Training(setting) => tell!(
            "“{}” must be {}.",
            "“{}”须为{}。",
            field(*setting),
            range(setting.range())
        ),
    }
}

/// How far rows depend on those before them, as it was chosen.
pub(crate) fn dependence(chosen: RowDependence) -> String {
    match chosen {
        RowDependence::Found => tell!("found by Kindred", "自动判断"),
        RowDependence::Independent => tell!("independent", "各行独立"),
        RowDependence::Runs(rows) => tell!("runs of {}", "每段{}", counted(rows, Noun::Row)),
    }
}

/// What tells series of rows apart, as it was chosen.
pub(crate) fn series(chosen: &SeriesBy) -> String {
    match chosen {
        SeriesBy::Found => tell!("found by Kindred", "自动判断"),
        SeriesBy::Nothing => tell!("one series", "不分组"),
        SeriesBy::Column(name) => name.clone(),
    }
}

/// The name of a training setting.
pub(crate) fn field(field: TrainingField) -> &'static str {
    match field {
        TrainingField::Hidden => say!("Hidden layers", "隐藏层"),
        TrainingField::Dropout => say!("Dropout", "随机失活"),
        TrainingField::ClassWeightCap => say!("Largest class weight", "最大类别权重"),
        TrainingField::LearningRate => say!("Learning rate", "学习率"),
        TrainingField::WeightDecay => say!("Weight decay", "权重衰减"),
        TrainingField::Epochs => say!("Epochs", "轮数"),
        TrainingField::Patience => say!("Patience", "早停耐心值"),
        TrainingField::Method => say!("What fine-tuning changes", "微调改变什么"),
        TrainingField::FrozenLayers => say!("Frozen layers", "冻结的层"),
        TrainingField::ProbeLearningRate => say!("Learning rate of the probe", "探测的学习率"),
        TrainingField::HeadLearningRate => say!("Learning rate of the last layer", "最后一层的学习率"),
        TrainingField::TrunkLearningRate => say!("Learning rate of the hidden layers", "隐藏层的学习率"),
        TrainingField::TrunkDecay => say!("Decay by layer", "逐层衰减"),
        TrainingField::StartingPointStrength => say!("Strength of L2-SP", "L2-SP的强度"),
        TrainingField::Repeats => say!("Repeats", "重复次数"),
        TrainingField::HeldOut => say!("Held out", "留出"),
    }
}

/// The name of a fine-tuning method.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::ProbeThenFull => say!("Last layer first, then all layers", "先最后一层，再所有层"),
        Method::Full => say!("All layers at once", "所有层同时"),
        Method::LinearProbe => say!("Last layer alone", "仅最后一层"),
    }
}

/// The value of a setting, or `None` if Kindred chooses it.
pub(crate) fn value(field: TrainingField, training: &Training) -> Option<String> {
    match field {
        TrainingField::Hidden => {
            let widths = training.hidden.as_ref()?;
            let widths: Vec<String> = widths.iter().map(u32::to_string).collect();
            Some(if widths.is_empty() {
                "none".to_owned()
            } else {
                widths.join(", ")
            })
        }
        TrainingField::Method => Some(method(training.method).to_owned()),
        _ => field.number(training).map(|value| value.to_string()),
    }
}

/// The values that a setting accepts, to follow “must be”.
pub(crate) fn range(range: TrainingRange) -> String {
    match range {
        TrainingRange::Widths => tell!(
            "at most {MAX_HIDDEN_LAYERS} whole numbers between {} and {}, separated by commas",
            "最多{MAX_HIDDEN_LAYERS}个{}到{}之间的整数，以逗号隔开",
            WIDTHS.start(),
            count(u64::from(*WIDTHS.end()))
        ),
        TrainingRange::Method => tell!("one of the methods", "其中一种方法"),
        TrainingRange::Number(low, high) => tell!(
            "a number between {} and {}",
            "{}到{}之间的数",
            plain(low),
            plain(high)
        ),
        TrainingRange::Above(low, high) => tell!(
            "a number above {} and at most {}",
            "大于{}且不超过{}的数",
            plain(low),
            plain(high)
        ),
        TrainingRange::Whole(low, high) => tell!(
            "a whole number between {} and {}",
            "{}到{}之间的整数",
            count(low.into()),
            count(high.into())
        ),
    }
}

/// A number as it would be typed, but with commas between thousands.
fn plain(value: f64) -> String {
    if value < 1_000.0 {
        return value.to_string();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that is not negative"
    )]
    let whole = value as u64;
    count(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_names_the_value_and_the_range() {
        assert_eq!(
            error(&SettingsError::Alpha(0.7)),
            "The level α is 0.7. It must be between 0.001 and 0.5; 0.05 is usual."
        );
        let training = |field| error(&SettingsError::Training(field));
        assert_eq!(
            training(TrainingField::Dropout),
            "“Dropout” must be a number between 0 and 0.9."
        );
        assert_eq!(
            training(TrainingField::LearningRate),
            "“Learning rate” must be a number between 0.0000001 and 1."
        );
        assert_eq!(
            training(TrainingField::ClassWeightCap),
            "“Largest class weight” must be a number between 1 and 1,000."
        );
        assert_eq!(
            training(TrainingField::Hidden),
            "“Hidden layers” must be at most 8 whole numbers between 1 and 1,024, separated by commas."
        );
    }
}

//! Texts of the network settings.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::question::training_groups::Group;
use crate::report::{TrainingField as Field, TrainingRange};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;
use crate::words::settings;

pub(crate) const HEADING: Phrase = phrase("Settings of the networks", "网络的设置");
pub(crate) const INTRO: Phrase = phrase(
    "The defaults suit a few hundred to tens of thousands of rows. Changes apply from the next run.",
    "默认值适合几百行到几万行的表。更改从下次运行起生效。",
);
pub(crate) const RESET: Phrase = phrase("Back to the defaults", "恢复默认值");

/// How many settings differ from the default.
pub(crate) fn changed(settings: usize) -> String {
    match settings {
        0 => tell!("all as by default", "全部为默认值"),
        1 => tell!("1 setting differs from the default", "1项设置与默认值不同"),
        several => tell!(
            "{} differ from the default",
            "{0}与默认值不同",
            counted(several as u64, Noun::Setting)
        ),
    }
}

/// The heading of a group.
pub(crate) fn group(group: Group) -> &'static str {
    match group {
        Group::Network => say!("The network", "网络"),
        Group::Learning => say!("How it learns", "如何学习"),
        Group::FineTuning => say!("How it is fine-tuned", "如何微调"),
        Group::Comparing => say!("How networks are compared", "如何比较网络"),
    }
}

/// The unit of a field, if it has one.
pub(crate) fn unit(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("units per layer", "单元/层"),
        Field::Dropout => say!("of the hidden units", "比例"),
        Field::ClassWeightCap | Field::TrunkDecay => say!("times", "倍"),
        Field::LearningRate
        | Field::ProbeLearningRate
        | Field::HeadLearningRate
        | Field::TrunkLearningRate
        | Field::WeightDecay => say!("per step", ""),
        Field::Epochs => say!("passes at most", "轮"),
        Field::Patience => say!("passes", "轮"),
        Field::FrozenLayers => say!("from the input side", "层"),
        Field::Repeats => say!("paired", "次"),
        Field::HeldOut => say!("% of the target’s labelled rows", "%的有标签目标行"),
        Field::Method | Field::StartingPointStrength => "",
    }
}

/// What a field does.
pub(crate) fn help(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!(
            "Widths from the input side, such as 64, 64. Empty: two layers, wider for more rows. “none”: no hidden layer.",
            "从输入侧起的宽度，如64, 64。留空：两层，行多时更宽。“none”：没有隐藏层。"
        ),
        Field::Dropout => say!(
            "The share of hidden units that each step drops at random. More dropout reduces overfitting.",
            "每一步随机略去的隐藏单元的比例。比例越大，越不易过拟合。"
        ),
        Field::ClassWeightCap => say!(
            "Rows of rare classes weigh more, up to this factor. 1 means equal weights. A label with numbers ignores it.",
            "少数类别的行权重更大，但不超过这个倍数。1表示所有行权重相同。标签为数值时不起作用。"
        ),
        Field::LearningRate => say!(
            "The peak learning rate of the source network. Empty: searched for on source rows.",
            "源网络的最高学习率。留空：在源数据行上搜索。"
        ),
        Field::WeightDecay => say!(
            "How strongly each step pulls weights towards zero.",
            "每一步把权重拉向零的强度。"
        ),
        Field::Epochs => say!(
            "The most passes through the training rows. Patience usually ends training sooner.",
            "训练最多遍历各行的次数。通常会因早停而提前结束。"
        ),
        Field::Patience => say!(
            "Training stops after this many passes without a better validation loss, and keeps the best weights.",
            "若经过这么多轮验证损失没有变好，训练停止，并保留最好的权重。"
        ),
        Field::Method => say!(
            "Training the last layer first protects the layers below while the last one is still wrong.",
            "先训练最后一层，可在它尚未正确时保护下面各层。"
        ),
        Field::FrozenLayers => say!(
            "This many hidden layers stay unchanged, from the input side. The chart by layer suggests how many.",
            "从输入侧起，这么多隐藏层保持不变。逐层的图会建议层数。"
        ),
        Field::ProbeLearningRate => say!(
            "The rate of the last layer while all others are frozen.",
            "其他层都冻结时最后一层的学习率。"
        ),
        Field::HeadLearningRate => say!(
            "The rate of the last layer once all layers learn.",
            "其他层一起学习时最后一层的学习率。"
        ),
        Field::TrunkLearningRate => say!(
            "The rate of the top hidden layer. Validation rows choose a factor for all fine-tuning rates.",
            "最靠近输出的隐藏层的学习率。验证行会为所有微调学习率选择一个倍数。"
        ),
        Field::TrunkDecay => say!(
            "Each hidden layer learns at this multiple of the rate of the layer above.",
            "每个隐藏层的学习率是上一层的这个倍数。"
        ),
        Field::StartingPointStrength => say!(
            "A penalty that keeps hidden layers near the source network; 0 is none. Empty: chosen on target validation rows.",
            "使隐藏层保持在源网络附近的惩罚；0表示没有。留空：用目标的验证行选择。"
        ),
        Field::Repeats => say!(
            "Each repeat draws new splits and initial weights, the same for all networks. More repeats narrow the intervals \
            but take longer.",
            "每次重复都重新划分行并抽取初始权重，对所有网络相同。重复越多，区间越窄，用时越长。"
        ),
        Field::HeldOut => say!(
            "More held-out rows make the verdict more certain but leave fewer to learn from.",
            "留出行越多，结论越确定，可供学习的行越少。"
        ),
    }
}

/// The default of a field, and whether the value differs from it.
pub(crate) fn default(value: &str, changed: bool) -> String {
    if changed {
        tell!("Changed; the default is {value}.", "已更改；默认值为{value}。")
    } else {
        tell!("Default: {value}.", "默认值：{value}。")
    }
}

/// What an empty field means.
pub(crate) fn empty(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("empty (by the number of rows)", "留空（由行数决定）"),
        Field::LearningRate => say!("empty (searched for on source rows)", "留空（在源数据行上搜索）"),
        _ => say!("empty (chosen on validation rows)", "留空（用验证行选择）"),
    }
}

/// The values that a field accepts.
fn range(field: Field) -> String {
    let range = match field {
        // Users type it in per cent.
        Field::HeldOut => TrainingRange::Number(30.0, 70.0),
        _ => field.range(),
    };
    let text = settings::range(range);
    match (field, range) {
        (Field::LearningRate | Field::StartingPointStrength, _) => {
            tell!("nothing, or {text}", "空白，或{text}")
        }
        // The range itself has a separator from there on.
        (_, TrainingRange::Whole(_, 1_000..)) => {
            tell!("{text}, without thousands separators", "{text}（不写千位分隔符）")
        }
        (_, TrainingRange::Whole(..)) => tell!("{text}, without thousands separators", "{text}"),
        _ => text,
    }
}

/// Why a field refuses a text, and which value it keeps.
pub(crate) fn refused(field: Field, typed: &str, kept: &str) -> String {
    let name = settings::field(field);
    let shown: String = typed.trim().chars().take(MAX_SHOWN).collect();
    let kept = if kept.is_empty() {
        tell!("The field stays empty.", "该项仍为空。")
    } else {
        tell!("Keeping {kept}.", "保留{kept}。")
    };
    let range = range(field);
    if shown.is_empty() {
        tell!(
            "{name} cannot be empty: it must be {range}. {kept}",
            "{name}不能为空：须为{range}。{kept}"
        )
    } else {
        tell!(
            "“{shown}” is not possible: {name} must be {range}. {kept}",
            "“{shown}”不可用：{name}须为{range}。{kept}"
        )
    }
}

/// A refusal quotes this many characters of the typed text at most.
const MAX_SHOWN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_range_and_what_stays() {
        assert_eq!(
            refused(Field::Dropout, "0.95", "0.1"),
            "“0.95” is not possible: Dropout must be a number between 0 and 0.9. Keeping 0.1."
        );
        assert_eq!(
            refused(Field::TrunkDecay, " ", "0.3"),
            "Decay by layer cannot be empty: it must be a number above 0 and at most 1. Keeping 0.3."
        );
        assert!(
            refused(Field::Epochs, "1,000", "200").contains("a whole number between 1 and 2,000, without")
        );
        assert!(refused(Field::HeldOut, "0.3", "30").contains("between 30 and 70"));
        let rate = refused(Field::LearningRate, "2", "");
        assert!(
            rate.contains("nothing, or a number between 0.0000001 and 1") && rate.ends_with("stays empty."),
            "{rate}"
        );
        assert!(refused(Field::Dropout, &"9".repeat(10_000), "0.1").len() < 300);
    }
}

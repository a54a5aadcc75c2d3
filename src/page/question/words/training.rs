//! Words about the settings of the networks.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::question::training_groups::Group;
use crate::report::{TrainingField as Field, TrainingRange};
use crate::words::nouns::Noun;
use crate::words::numbers::counted;
use crate::words::settings;

pub(crate) const HEADING: Phrase = phrase("Settings of the networks", "网络的设置");
pub(crate) const INTRO: Phrase = phrase(
    "The defaults suit tables of some hundred to some ten thousand rows. Decimal marks \
    may be points or commas. A change holds from the next run on.",
    "默认值适合几百行到几万行的表。小数点可以是句点或逗号。更改从下次运行起生效。",
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

/// The unit of a field, where it has one.
pub(crate) fn unit(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("units in each", "个单元，每层"),
        Field::Dropout => say!("of the hidden units", "的隐藏单元"),
        Field::ClassWeightCap | Field::TrunkDecay => say!("times", "倍"),
        Field::LearningRate
        | Field::ProbeLearningRate
        | Field::HeadLearningRate
        | Field::TrunkLearningRate
        | Field::WeightDecay => say!("a step", "每步"),
        Field::Epochs => say!("passes at most", "轮，最多"),
        Field::Patience => say!("passes", "轮"),
        Field::FrozenLayers => say!("of the lowest", "层，从最低起"),
        Field::Repeats => say!("paired", "次，配对"),
        Field::HeldOut => say!("% of the target’s labelled rows", "%的有标签目标行"),
        Field::Method | Field::StartingPointStrength => "",
    }
}

/// What a field does.
pub(crate) fn help(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!(
            "Widths from the inputs up, such as 64, 64; more units fit more and take longer. Empty: two layers, wider where \
             there are many rows. “none”: no hidden layer.",
            "从输入向上的宽度，如64, 64；单元越多，能拟合的越多，用时也越长。留空：两层，行多时更宽。“none”：没有隐藏层。"
        ),
        Field::Dropout => say!(
            "The share of hidden units that each step leaves out at random. More of it keeps a network from learning single \
             rows by heart.",
            "每一步随机略去的隐藏单元的比例。比例越大，网络越不会死记个别的行。"
        ),
        Field::ClassWeightCap => say!(
            "Rows of rare classes weigh more, so that they are not overlooked, but at most so much. 1 lets all rows weigh the \
             same. Without effect where the label is a number.",
            "罕见类别的行权重更大，以免被忽视，但不超过这个倍数。1表示所有行权重相同。标签为数值时不起作用。"
        ),
        Field::LearningRate => say!(
            "The largest step of the source network’s training; the rate rises to it and then falls. Too large, and the loss \
             jumps; too small, and training stays behind. Empty: it is searched for on source rows.",
            "源网络训练的最大步长；学习率先升到它再下降。太大，损失会跳动；太小，训练跟不上。留空：在源数据行上搜索。"
        ),
        Field::WeightDecay => say!(
            "How strongly each step pulls weights towards zero, which keeps them small.",
            "每一步把权重拉向零的强度，使权重保持较小。"
        ),
        Field::Epochs => say!(
            "How often training goes through its rows at most; patience mostly ends it sooner.",
            "训练最多遍历各行的次数；通常耐心会使它更早结束。"
        ),
        Field::Patience => say!(
            "Training stops after so many passes without a better loss on validation rows, and takes the best weights.",
            "若经过这么多轮，验证行上的损失没有变好，训练停止，并取最好的权重。"
        ),
        Field::Method => say!(
            "Starting with the last layer keeps what the layers below have learned from being spoilt while the last one is \
             still wrong.",
            "从最后一层开始，可使下面各层学到的内容不会在最后一层尚未正确时被破坏。"
        ),
        Field::FrozenLayers => say!(
            "So many hidden layers, from the inputs up, stay as the source network has them. The chart by layer suggests how \
             many.",
            "从输入向上的这么多隐藏层保持源网络的样子。逐层的图会建议多少层。"
        ),
        Field::ProbeLearningRate => say!(
            "The rate of the last layer while all others are frozen.",
            "其他层都冻结时最后一层的学习率。"
        ),
        Field::HeadLearningRate => say!(
            "The rate of the last layer once the others learn with it.",
            "其他层一起学习时最后一层的学习率。"
        ),
        Field::TrunkLearningRate => say!(
            "The rate of the highest hidden layer; small, because it has learned already. Validation rows choose a factor on \
             the rates of fine-tuning.",
            "最高隐藏层的学习率；较小，因为它已经学过。验证行会为微调的学习率选择一个倍数。"
        ),
        Field::TrunkDecay => say!(
            "From each hidden layer to the one below, the rate is multiplied by this: lower layers are more general and \
             change less.",
            "从每个隐藏层到下一层，学习率乘以它：较低的层更通用，变化更少。"
        ),
        Field::StartingPointStrength => say!(
            "A penalty that holds the hidden layers near those of the source network; 0 lets them go. Empty: chosen on \
             validation rows of the target.",
            "使隐藏层保持在源网络附近的惩罚；0表示不约束。留空：用目标的验证行选择。"
        ),
        Field::Repeats => say!(
            "Each repeat splits rows and draws first weights anew, for all networks alike. More repeats narrow the intervals \
             and take longer; very large tables have fewer.",
            "每次重复都重新划分行并抽取初始权重，对所有网络相同。重复越多，区间越窄，用时越长；很大的表重复较少。"
        ),
        Field::HeldOut => say!(
            "These rows only judge. More of them make the verdict surer, and leave fewer to learn from.",
            "这些行仅用于评判。越多，结论越确定，可供学习的越少。"
        ),
    }
}

/// The default of a field, and whether it was changed.
pub(crate) fn default(value: &str, changed: bool) -> String {
    if changed {
        tell!("Changed; the default is {value}.", "已更改；默认值为{value}。")
    } else {
        tell!("This is the default, {value}.", "这是默认值，{value}。")
    }
}

/// What an empty field means, where that is its value.
pub(crate) fn empty(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("empty (by the number of rows)", "留空（由行数决定）"),
        Field::LearningRate => say!("empty (searched for on source rows)", "留空（在源数据行上搜索）"),
        _ => say!("empty (chosen on validation rows)", "留空（用验证行选择）"),
    }
}

/// What may stand in a field.
fn range(field: Field) -> String {
    let range = match field {
        // It is typed in per cent.
        Field::HeldOut => TrainingRange::Number(30.0, 70.0),
        _ => field.range(),
    };
    let text = settings::range(range);
    match (field, range) {
        (Field::LearningRate | Field::StartingPointStrength, _) => {
            tell!("nothing, or {text}", "空白，或{text}")
        }
        (_, TrainingRange::Whole(..)) => tell!(
            "{text}, without a comma between thousands",
            "{text}，不写千位分隔符"
        ),
        _ => text,
    }
}

/// Why a text cannot stand in a field, and what stays there.
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
            "{name} cannot be empty: it takes {range}. {kept}",
            "{name}不能为空：须为{range}。{kept}"
        )
    } else {
        tell!(
            "“{shown}” is not possible: {name} takes {range}. {kept}",
            "“{shown}”不可用：{name}须为{range}。{kept}"
        )
    }
}

/// The most characters of a typed text that are repeated.
const MAX_SHOWN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_range_and_what_stays() {
        assert_eq!(
            refused(Field::Dropout, "0.95", "0.1"),
            "“0.95” is not possible: Dropout takes a number between 0 and 0.9. Keeping 0.1."
        );
        assert_eq!(
            refused(Field::TrunkDecay, " ", "0.3"),
            "Decay by layer cannot be empty: it takes a number above 0 and at most 1. Keeping 0.3."
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

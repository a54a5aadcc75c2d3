//! Words about the settings of the networks.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::training_fields::{Field, Group};
use crate::report::Method;
use crate::words::nouns::Noun;
use crate::words::numbers::counted;

pub(in crate::page) const HEADING: Phrase = phrase("Settings of the networks", "网络的设置");
pub(in crate::page) const INTRO: Phrase = phrase(
    "The defaults suit tables of some hundred to some ten thousand rows. Decimal marks \
    may be points or commas. A change holds from the next run on.",
    "默认值适合几百行到几万行的表。小数点可以是句点或逗号。更改从下次运行起生效。",
);
pub(in crate::page) const RESET: Phrase = phrase("Back to the defaults", "恢复默认值");

/// How many settings differ from the default.
pub(in crate::page) fn changed(settings: usize) -> String {
    match settings {
        0 => say!("all as by default", "全部为默认值").to_owned(),
        1 => say!("1 setting differs from the default", "1项设置与默认值不同").to_owned(),
        several => tell!(
            "{} differ from the default",
            "{0}与默认值不同",
            counted(several as u64, Noun::Setting)
        ),
    }
}

/// The heading of a group.
pub(in crate::page) fn group(group: Group) -> &'static str {
    match group {
        Group::Network => say!("The network", "网络"),
        Group::Learning => say!("How it learns", "如何学习"),
        Group::FineTuning => say!("How it is fine-tuned", "如何微调"),
        Group::Comparing => say!("How networks are compared", "如何比较网络"),
    }
}

/// The name of a method.
pub(in crate::page) fn method(method: Method) -> &'static str {
    match method {
        Method::ProbeThenFull => say!("Last layer first, then all layers", "先最后一层，再所有层"),
        Method::Full => say!("All layers at once", "所有层同时"),
        Method::LinearProbe => say!("Last layer alone", "仅最后一层"),
    }
}

/// The label of a field.
pub(in crate::page) fn label(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("Hidden layers", "隐藏层"),
        Field::Dropout => say!("Dropout", "随机失活"),
        Field::ClassWeightCap => say!("Largest class weight", "最大类别权重"),
        Field::LearningRate => say!("Learning rate", "学习率"),
        Field::WeightDecay => say!("Weight decay", "权重衰减"),
        Field::Epochs => say!("Epochs", "轮数"),
        Field::Patience => say!("Patience", "耐心"),
        Field::Method => say!("What fine-tuning changes", "微调改变什么"),
        Field::FrozenLayers => say!("Frozen layers", "冻结的层"),
        Field::ProbeLearningRate => say!("Learning rate of the probe", "探测的学习率"),
        Field::HeadLearningRate => say!("Learning rate of the last layer", "最后一层的学习率"),
        Field::TrunkLearningRate => say!("Learning rate of the hidden layers", "隐藏层的学习率"),
        Field::TrunkDecay => say!("Decay by layer", "逐层衰减"),
        Field::StartingPointStrength => say!("Strength of L2-SP", "L2-SP的强度"),
        Field::Repeats => say!("Repeats", "重复次数"),
        Field::HeldOut => say!("Held out", "留出"),
    }
}

/// The unit of a field, where it has one.
pub(in crate::page) fn unit(field: Field) -> &'static str {
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
pub(in crate::page) fn help(field: Field) -> &'static str {
    match field {
        Field::Hidden => {
            say!(
                "Widths from the inputs up, such as 64, 64; more units fit more and take longer. Empty: two layers, wider where \
             there are many rows. “none”: no hidden layer.",
                "从输入向上的宽度，如64, 64；单元越多，能拟合的越多，用时也越长。留空：两层，行多时更宽。“none”：没有隐藏层。"
            )
        }
        Field::Dropout => {
            say!(
                "The share of hidden units that each step leaves out at random. More of it keeps a network from learning single \
             rows by heart.",
                "每一步随机略去的隐藏单元的比例。比例越大，网络越不会死记个别的行。"
            )
        }
        Field::ClassWeightCap => {
            say!(
                "Rows of rare classes weigh more, so that they are not overlooked, but at most so much. 1 lets all rows weigh the \
             same. Without effect where the label is a number.",
                "罕见类别的行权重更大，以免被忽视，但不超过这个倍数。1表示所有行权重相同。标签为数值时不起作用。"
            )
        }
        Field::LearningRate => {
            say!(
                "The largest step of the source network’s training; the rate rises to it and then falls. Too large, and the loss \
             jumps; too small, and training stays behind. Empty: a finder seeks it on source rows.",
                "源网络训练的最大步长；学习率先升到它再下降。太大，损失会跳动；太小，训练跟不上。留空：由查找器在源数据行上寻找。"
            )
        }
        Field::WeightDecay => say!(
            "How strongly each step pulls weights towards zero, which keeps them small.",
            "每一步把权重拉向零的强度，使权重保持较小。"
        ),
        Field::Epochs => say!(
            "How often training goes through its rows at most; patience mostly ends it sooner.",
            "训练最多遍历各行的次数；通常耐心会使它更早结束。"
        ),
        Field::Patience => {
            say!(
                "Training stops after so many passes without a better loss on validation rows, and takes the best weights.",
                "若经过这么多轮，验证行上的损失没有变好，训练停止，并取最好的权重。"
            )
        }
        Field::Method => {
            say!(
                "Starting with the last layer keeps what the layers below have learned from being spoilt while the last one is \
             still wrong.",
                "从最后一层开始，可使下面各层学到的内容不会在最后一层尚未正确时被破坏。"
            )
        }
        Field::FrozenLayers => {
            say!(
                "So many hidden layers, from the inputs up, stay as the source network has them. The chart by layer suggests how \
             many.",
                "从输入向上的这么多隐藏层保持源网络的样子。逐层的图会建议多少层。"
            )
        }
        Field::ProbeLearningRate => say!(
            "The rate of the last layer while all others are frozen.",
            "其他层都冻结时最后一层的学习率。"
        ),
        Field::HeadLearningRate => say!(
            "The rate of the last layer once the others learn with it.",
            "其他层一起学习时最后一层的学习率。"
        ),
        Field::TrunkLearningRate => {
            say!(
                "The rate of the highest hidden layer; small, because it has learned already. Validation rows choose a factor on \
             the rates of fine-tuning.",
                "最高隐藏层的学习率；较小，因为它已经学过。验证行会为微调的学习率选择一个倍数。"
            )
        }
        Field::TrunkDecay => {
            say!(
                "From each hidden layer to the one below, the rate is multiplied by this: lower layers are more general and \
             change less.",
                "从每个隐藏层到下一层，学习率乘以它：较低的层更通用，变化更少。"
            )
        }
        Field::StartingPointStrength => {
            say!(
                "A penalty that holds the hidden layers near those of the source network; 0 lets them go. Empty: chosen on \
             validation rows of the target.",
                "使隐藏层保持在源网络附近的惩罚；0表示不约束。留空：用目标的验证行选择。"
            )
        }
        Field::Repeats => {
            say!(
                "Each repeat splits rows and draws first weights anew, for all networks alike. More repeats narrow the intervals \
             and take longer; very large tables have fewer.",
                "每次重复都重新划分行并抽取初始权重，对所有网络相同。重复越多，区间越窄，用时越长；很大的表重复较少。"
            )
        }
        Field::HeldOut => {
            say!(
                "These rows only judge. More of them make the verdict surer, and leave fewer to learn from.",
                "这些行仅用于评判。越多，结论越确定，可供学习的越少。"
            )
        }
    }
}

/// The default of a field, and whether it was changed.
pub(in crate::page) fn default(value: &str, changed: bool) -> String {
    if changed {
        tell!("Changed; the default is {value}.", "已更改；默认值为{value}。")
    } else {
        tell!("This is the default, {value}.", "这是默认值，{value}。")
    }
}

/// What an empty field means, where that is its value.
pub(in crate::page) fn empty(field: Field) -> &'static str {
    match field {
        Field::Hidden => say!("empty (by the number of rows)", "留空（由行数决定）"),
        Field::LearningRate => say!("empty (sought by a finder)", "留空（由查找器寻找）"),
        _ => say!("empty (chosen on validation rows)", "留空（用验证行选择）"),
    }
}

/// What may stand in a field, where the check of all settings says it otherwise.
pub(in crate::page) fn range(field: Field, checked: &str) -> String {
    match field {
        Field::Hidden => say!(
            "at most 8 whole numbers between 1 and 1,024 with commas between them",
            "最多8个1到1,024之间的整数，以逗号隔开"
        )
        .to_owned(),
        Field::HeldOut => say!("a number between 30 and 70", "30到70之间的数").to_owned(),
        Field::Epochs | Field::Patience | Field::FrozenLayers | Field::Repeats => {
            tell!(
                "a whole number {checked}, without a mark between thousands",
                "整数（{checked}），不写千位分隔符"
            )
        }
        Field::LearningRate | Field::StartingPointStrength => {
            tell!("empty, or a number {checked}", "留空，或一个数（{checked}）")
        }
        _ => tell!("a number {checked}", "一个数（{checked}）"),
    }
}

/// A value that was not taken.
pub(in crate::page) fn refused(field: Field, typed: &str, range: &str, kept: &str) -> String {
    let kept = if kept.is_empty() {
        say!("empty", "空")
    } else {
        kept
    };
    let typed = if typed.trim().is_empty() {
        say!("Nothing", "空白").to_owned()
    } else {
        tell!("“{}”", "“{0}”", typed.trim())
    };
    tell!(
        "{typed} was not taken: {} has to be {range}. It stays {kept}.",
        "{typed}未被采用：{0}必须是{range}。它仍为{kept}。",
        label(field)
    )
}

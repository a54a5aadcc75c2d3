//! Texts about network files.

use crate::compute::messages::OpenedNetwork;
use crate::files::{Activation, FileKind, Parity, Part, Reading};
use crate::language::{Phrase, phrase, say, tell};
use crate::words::lists::{commas, listed};
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted, significant};

pub(crate) const NETWORK_SUMMARY: Phrase =
    phrase("Start from a network you already have", "从您已有的网络开始");
pub(crate) const NETWORK_HELP: Phrase = phrase(
    "Without one, Kindred trains a network on the source. It opens its own networks, and linear layers from PyTorch \
    (safetensors, .pt) or ONNX (scikit-learn, PyTorch). The file stays on this device.",
    "如果没有，Kindred会用源数据训练网络。它能打开自己保存的网络，以及PyTorch（safetensors、.pt）或ONNX（scikit-learn、PyTorch）的线性层网络。文件只留在本设备上。",
);
pub(crate) const NETWORK_FILE: Phrase = phrase("Network file", "网络文件");
pub(crate) const NETWORK_NEEDS_TABLES: Phrase = phrase(
    "Choose both tables to match the network with their columns. One table is enough to predict it.",
    "请选择两张表，网络会与它们的列匹配。如果只需预测，一张表就够了。",
);
pub(crate) const NETWORK_PREDICTS_TABLE: Phrase = phrase(
    "The network can predict this table. It needs no second one.",
    "该网络可以预测这张表，不需要第二张表。",
);
pub(crate) const PREDICT_TABLE: Phrase = phrase("Predict this table", "预测这张表");
pub(crate) const NETWORK_NEEDS_LABEL: Phrase = phrase(
    "Choose the label under Data first: it is what the network predicts.",
    "请先在“数据”中选择标签：它就是网络所预测的。",
);
pub(crate) const NETWORK_REMOVE: Phrase = phrase("Remove the network", "移除网络");
pub(crate) const NETWORK_MAPPING: Phrase = phrase(
    "The file does not name the network's columns or its output. Fill them in here. The network predicts the label chosen \
    under Data.",
    "文件没有说明网络的输入列和输出。请在此填写。网络预测“数据”中所选的标签。",
);
pub(crate) const NETWORK_COLUMNS: Phrase =
    phrase("Columns for the inputs (numbers only)", "用作输入的列（仅数值）");
pub(crate) const NETWORK_STANDARDISED: Phrase = phrase(
    "Standardise the inputs with the source's means and standard deviations, as in training. (A scaler inside the file is \
    always used.)",
    "按源表的均值和标准差标准化输入，与训练时相同。（文件内自带的缩放总会使用。）",
);
pub(crate) const NETWORK_OUTPUTS: Phrase = phrase("What the outputs mean", "输出的含义");
pub(crate) const NETWORK_PREDICTS: Phrase = phrase("The output is", "输出是");
pub(crate) const NETWORK_NUMBER: Phrase =
    phrase("a number, as the last layer gives it", "数值，即最后一层给出的值");
pub(crate) const NETWORK_TWO_CLASSES: Phrase =
    phrase("the score of the second of two classes", "两个类别中第二类的得分");
pub(crate) const NETWORK_CLASSES: Phrase =
    phrase("Classes, in the order of the outputs", "类别，按输出的次序");
pub(crate) const NETWORK_CLASSES_HELP: Phrase = phrase(
    "Separated by commas, written as in the label column.",
    "用逗号隔开，写法与标签列中相同。",
);
pub(crate) const NETWORK_ACTIVATION: Phrase = phrase("Each activation is", "每个激活函数是");
pub(crate) const NETWORK_STRUCTURE: Phrase = phrase("How the network runs", "网络如何运行");
pub(crate) const NETWORK_READING: Phrase = phrase("Order of its parts", "各部分的次序");
pub(crate) const NETWORK_READING_CHOOSE: Phrase = phrase("Choose", "请选择");
pub(crate) const NETWORK_READING_HELP: Phrase = phrase(
    "The file stores weights, not their order. Look it up in the network's forward method. If that does more (skip \
    connections, normalisation without weights), export the network as ONNX.",
    "文件只保存权重，没有运行次序。请查看网络的forward方法。如果它还做别的事（跳跃连接、没有权重的归一化），请把网络导出为ONNX。",
);
pub(crate) const NETWORK_LABEL_STANDARDISED: Phrase = phrase(
    "The network predicts the standardised label: convert it back with the source's mean and standard deviation.",
    "网络预测标准化的标签：用源表的均值和标准差还原。",
);
pub(crate) const NETWORK_PARITY: Phrase = phrase("Column with known predictions", "含已知预测的列");
pub(crate) const NETWORK_NO_PARITY: Phrase = phrase("None", "无");
pub(crate) const NETWORK_PARITY_HELP: Phrase = phrase(
    "A source column with this network's predictions shows whether the entries above are right.",
    "用源表中含该网络预测的列，可核对以上各项是否正确。",
);
pub(crate) const NETWORK_USE: Phrase = phrase("Use this network", "使用这个网络");

/// Says that the network set label and inputs.
pub(crate) fn network_fits(inputs: usize) -> String {
    tell!(
        "The network's file sets the label and {}.",
        "标签和{0}已按网络文件设置。",
        counted(inputs as u64, Noun::InputColumn)
    )
}

/// Says that the source lacks the column that the network predicts.
pub(crate) fn network_label_missing(label: &str) -> String {
    tell!(
        "The network predicts “{label}”, which the source does not have. Choose the matching label under Data.",
        "该网络预测“{label}”，但源数据没有这一列。请在“数据”中选择相应的标签。"
    )
}

/// Says that the network does not predict the chosen label.
pub(crate) fn network_label_other(label: &str, chosen: Option<&str>) -> String {
    match chosen {
        Some(chosen) => tell!(
            "The network predicts “{label}”, but the label chosen under Data is “{chosen}”.",
            "该网络预测“{label}”，但“数据”中所选的标签是“{chosen}”。"
        ),
        None => tell!(
            "The network predicts “{label}”. Choose it as the label, under Data.",
            "该网络预测“{label}”。请在“数据”中选择它作为标签。"
        ),
    }
}

/// Differences up to this between two computations of one network are rounding.
const ROUNDING: f64 = 1e-3;

/// An input of a network whose file has no names.
pub(crate) fn network_input(number: u32) -> String {
    tell!("input {number}", "输入{number}")
}

/// One reading of a network: its parts in order.
pub(crate) fn network_reading(Reading(parts): &Reading) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| match part {
            Part::Linear(name) | Part::Normalisation(name) if name.is_empty() => say!("layer", "层"),
            Part::Linear(name) | Part::Normalisation(name) => name,
            Part::Activation => say!("activation", "激活函数"),
        })
        .collect();
    parts.join(" → ")
}

/// Asks whether the normalisations are LayerNorm.
pub(crate) fn network_is_layer_normalised(names: &[String]) -> String {
    tell!(
        "LayerNorm: {}. (GroupNorm and BatchNorm without statistics look the same in the file, but Kindred does not read \
        them.)",
        "LayerNorm：{0}。（GroupNorm和没有统计量的BatchNorm在文件中看起来一样，但Kindred不读取它们。）",
        listed(names)
    )
}

/// The name of an activation.
pub(crate) fn network_activation(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => say!("none", "无"),
        Activation::Relu => "ReLU",
        Activation::Tanh => "tanh",
        Activation::Sigmoid => "sigmoid",
        Activation::LeakyRelu(_) => "LeakyReLU",
        Activation::Elu(_) => "ELU",
        Activation::Selu => "SELU",
    }
}

/// A sentence that describes an opened network.
pub(crate) fn network_is(network: &OpenedNetwork) -> String {
    let hidden = commas(network.hidden.iter().map(|&width| count(u64::from(width))));
    let layers = match network.hidden.len() {
        0 => tell!("no hidden layer", "没有隐藏层"),
        1 => tell!("a hidden layer of {hidden} units", "一个{hidden}单元的隐藏层"),
        _ => tell!("hidden layers of {hidden} units", "隐藏层的单元数为{hidden}"),
    };
    let predicts = match (&network.label, network.predicts_number, network.classes.len()) {
        (Some(label), true, _) => tell!(" It predicts the number \"{label}\".", "它预测数值“{label}”。"),
        (Some(label), false, classes) => tell!(
            " It predicts \"{label}\", one of {classes} classes.",
            "它预测“{label}”，{classes}个类别之一。"
        ),
        (None, ..) => String::new(),
    };
    tell!(
        "{}: {}, {layers}, {}.{predicts}",
        "{0}：{1}，{layers}，{2}。{predicts}",
        crate::words::files::kind(network.kind),
        counted(u64::from(network.inputs), Noun::Input),
        counted(u64::from(network.outputs), Noun::Output),
    )
}

/// The warning for a file without a hash of its content.
pub(crate) fn network_unsealed(kind: FileKind) -> Option<String> {
    match kind {
        FileKind::Kindred => None,
        FileKind::SafeTensors | FileKind::PyTorch | FileKind::Onnx => Some(tell!(
            "This file has no checksum, so damage and changes go unnoticed. Compare known predictions.",
            "这个文件没有校验和，无法发现损坏或改动。请与已知预测比较。"
        )),
    }
}

/// The metrics that the file carries.
pub(crate) fn network_metrics(metrics: &[(String, f64)]) -> String {
    let named = metrics.iter();
    let named =
        commas(named.map(|(name, value)| format!("{} {}", name.replace('_', " "), significant(*value, 3))));
    tell!(
        "Measured when it was saved, on rows outside its training: {named}.",
        "保存时在未用于训练的行上测得：{named}。"
    )
}

/// How well the network's predictions agree with known ones.
pub(crate) fn network_agreement(parity: &Parity, is_number: bool) -> String {
    let Parity { rows, difference } = *parity;
    let rows = counted(rows as u64, Noun::Row);
    match (is_number, difference > ROUNDING) {
        (_, false) => tell!(
            "Its predictions agree with the known ones on {rows}.",
            "它的预测与{rows}上的已知预测一致。"
        ),
        (true, true) => tell!(
            "Its predictions differ from the known ones by up to {} on {rows}. Check columns, order and standardisation.",
            "它的预测与{rows}上的已知预测最多相差{0}。请检查列、次序和标准化。",
            significant(difference, 3)
        ),
        (false, true) => tell!(
            "Its predictions differ from the known ones in {}\u{a0}% of {rows}. Check columns, order of classes and \
            standardisation.",
            "它的预测与{rows}上的已知预测有{0}%不同。请检查列、类别的次序和标准化。",
            significant(100.0 * difference, 3)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileKind;

    #[test]
    fn a_network_is_described_in_a_sentence() {
        let network = OpenedNetwork {
            name: "a.onnx".into(),
            kind: FileKind::Onnx,
            inputs: 2,
            input_names: vec!["a".into(), "b".into()],
            hidden: vec![64, 32],
            outputs: 3,
            predicts_number: false,
            classes: vec!["x".into(), "y".into(), "z".into()],
            label: Some("kind".into()),
            metrics: Vec::new(),
            parity: None,
            needs_mapping: false,
            readings: Vec::new(),
            layer_normalisations: Vec::new(),
            needs_activation: false,
        };
        assert_eq!(
            network_is(&network),
            "ONNX: 2 inputs, hidden layers of 64, 32 units, 3 outputs. It predicts \"kind\", one of 3 classes."
        );
    }

    #[test]
    fn a_reading_is_told_part_by_part() {
        let reading = Reading(vec![
            Part::Linear("fc1".into()),
            Part::Normalisation("bn1".into()),
            Part::Activation,
            Part::Linear(String::new()),
        ]);
        assert_eq!(network_reading(&reading), "fc1 → bn1 → activation → layer");
        let names = ["norm1".to_owned(), "norm2".to_owned()];
        assert!(network_is_layer_normalised(&names).starts_with("LayerNorm: norm1 and norm2."));
    }

    #[test]
    fn a_difference_is_told_in_its_unit() {
        let parity = |difference| Parity { rows: 8, difference };
        assert!(network_agreement(&parity(1e-6), true).contains("agree"));
        assert!(network_agreement(&parity(0.5), true).contains("up to 0.500 on 8 rows"));
        assert!(network_agreement(&parity(0.25), false).contains("25.0\u{a0}%"));
    }
}

//! Words about networks in files.

use crate::compute::messages::OpenedNetwork;
use crate::files::{Activation, FileKind, Parity, Part, Reading};
use crate::language::{Phrase, phrase, say, tell};
use crate::words::lists::{commas, listed};
use crate::words::nouns::Noun;
use crate::words::numbers::{count, counted, significant};

pub(crate) const NETWORK_SUMMARY: Phrase =
    phrase("Start from a network you already have", "从您已有的网络开始");
pub(crate) const NETWORK_HELP: Phrase = phrase(
    "Without one, Kindred trains a network on the source. It opens its own networks, and networks of linear layers from \
    PyTorch (safetensors, .pt) or as ONNX (scikit-learn, PyTorch). Drop the file anywhere on this page; it stays on this \
    device.",
    "如果没有，Kindred会用源数据训练网络。它能打开自己保存的网络，以及PyTorch（safetensors、.pt）或ONNX（scikit-learn、PyTorch）的线性层网络。请把文件拖放到本页任意位置；它只留在本设备上。",
);
pub(crate) const NETWORK_FILE: Phrase = phrase("Network file", "网络文件");
pub(crate) const NETWORK_NEEDS_TABLES: Phrase = phrase(
    "Choose both tables. The network is then matched with their columns.",
    "请选择两张表，随后网络会与它们的列匹配。",
);
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
    phrase("Columns of numbers that the inputs take", "输入所用的数值列");
pub(crate) const NETWORK_STANDARDISED: Phrase = phrase(
    "The network was trained on standardised columns: subtract each column's mean in the source, and divide by its standard \
    deviation. (A scaler inside the file is always used.)",
    "网络用标准化的列训练：减去各列在源表中的均值，再除以标准差。（文件内自带的缩放总会使用。）",
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
    "The file stores weights, not the order in which they run. Look it up in the network's forward method. If that does \
    anything else (such as skip connections, or normalisation without weights), export the network as ONNX.",
    "文件只保存权重，没有运行次序。请在网络的forward方法中查看。如果它还做别的事（如跳跃连接或没有权重的归一化），请把网络导出为ONNX。",
);
pub(crate) const NETWORK_LABEL_STANDARDISED: Phrase = phrase(
    "The network predicts the standardised label: multiply by the label's standard deviation in the source, and add its mean.",
    "网络预测标准化的标签：乘以标签在源表中的标准差，再加上其均值。",
);
pub(crate) const NETWORK_PARITY: Phrase = phrase("Column with known predictions", "含已知预测的列");
pub(crate) const NETWORK_NO_PARITY: Phrase = phrase("None", "无");
pub(crate) const NETWORK_PARITY_HELP: Phrase = phrase(
    "If the source has a column with this network's predictions, Kindred compares its own with them. This shows whether the \
    entries above are right.",
    "如果源表有一列是该网络的预测，Kindred会与之比较，由此可知以上各项是否正确。",
);
pub(crate) const NETWORK_USE: Phrase = phrase("Use this network", "使用这个网络");

/// That label and inputs were chosen by the network.
pub(crate) fn network_fits(inputs: usize) -> String {
    tell!(
        "Label and inputs are set as in the network's training, with {}.",
        "标签和输入已按该网络的训练设置，共{0}。",
        counted(inputs as u64, Noun::Column)
    )
}

/// That the source has no column that the network predicts.
pub(crate) fn network_label_missing(label: &str) -> String {
    tell!(
        "The network predicts “{label}”, which the source does not have. Choose the column that it predicts as the label, \
        under Data.",
        "该网络预测“{label}”，但源数据没有这一列。请在“数据”中选择它所预测的列作为标签。"
    )
}

/// That the network predicts another column than the label that is chosen.
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

/// The largest difference between two ways to compute one network that is rounding.
const ROUNDING: f64 = 1e-3;

/// An input of a network whose file names none.
pub(crate) fn network_input(number: u32) -> String {
    tell!("input {number}", "输入{number}")
}

/// A way to read a network, part after part.
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

/// The question whether normalisations are those that Kindred can compute.
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

/// What an opened network is.
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

/// What cannot be known of a file that carries no hash of its content.
pub(crate) fn network_unsealed(kind: FileKind) -> Option<String> {
    match kind {
        FileKind::Kindred => None,
        FileKind::SafeTensors | FileKind::PyTorch | FileKind::Onnx => Some(tell!(
            "This file has no checksum, so Kindred cannot tell whether it was damaged or changed. Compare known predictions.",
            "这个文件没有校验和，因此Kindred无法知道它是否损坏或被改动。请与已知预测比较。"
        )),
    }
}

/// What the file says of the network's quality.
pub(crate) fn network_metrics(metrics: &[(String, f64)]) -> String {
    let named = metrics.iter();
    let named =
        commas(named.map(|(name, value)| format!("{} {}", name.replace('_', " "), significant(*value, 3))));
    tell!(
        "Measured when it was saved, on rows that it was not trained on: {named}.",
        "保存时在未用于训练的行上测得：{named}。"
    )
}

/// How the network's predictions agree with known ones.
pub(crate) fn network_agreement(parity: &Parity, is_number: bool) -> String {
    let Parity { rows, difference } = *parity;
    let rows = counted(rows as u64, Noun::Row);
    match (is_number, difference > ROUNDING) {
        (_, false) => tell!(
            "Its predictions agree with the known ones on {rows}.",
            "它的预测与{rows}上的已知预测一致。"
        ),
        (true, true) => tell!(
            "Its predictions differ from the known ones by up to {} on {rows}. Check the columns, their order and the \
            standardisation.",
            "它的预测与{rows}上的已知预测最多相差{0}。请检查各列、其次序以及标准化。",
            significant(difference, 3)
        ),
        (false, true) => tell!(
            "Its predictions differ from the known ones in {} % of {rows}. Check the columns, the order of the classes and \
            the standardisation.",
            "它的预测与{rows}上的已知预测有{0}%不同。请检查各列、类别的次序以及标准化。",
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
        assert!(network_agreement(&parity(0.25), false).contains("25.0 %"));
    }
}

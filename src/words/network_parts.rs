//! Why the parts of a file do not form a network, as clauses for sentences of `words::files`.

use crate::files::{BundleFault, Counted, LayerShape, LayersFault, NetworkError, NetworkPart, UseFault};
use crate::language::{say, tell};
use crate::words::lists::{clauses, commas, joined};
use crate::words::numbers::count;

/// What is wrong with a network that Kindred saved.
pub(super) fn bundle(fault: &BundleFault) -> String {
    match fault {
        BundleFault::NoVersion => tell!(
            "it does not say which Kindred version wrote it",
            "它没有说明由哪个Kindred版本写出"
        ),
        // The message of the JSON library, always in English.
        BundleFault::Unreadable(error) => tell!(
            "its description of the network cannot be read, {error}",
            "无法读取它对网络的描述，{error}"
        ),
        BundleFault::Preprocessing(error) => super::columns::wrong_encoding(error),
        BundleFault::Width { takes, gives } => tell!(
            "the network takes {takes} numbers, but its preprocessing gives {gives}",
            "网络接收{takes}个数，而其预处理给出{gives}个"
        ),
        BundleFault::ClassesUnnamed => tell!("its classes have no names", "它的类别没有名称"),
        BundleFault::OtherGraph => tell!("another program changed its graph", "另一个程序改动了它的计算图"),
        BundleFault::ClassWeights => tell!("its class weights are invalid", "它的类别权重无效"),
        BundleFault::Metric(name) => tell!(
            "its measure {name} is unknown, stands twice or has an impossible value",
            "它的指标{name}未知、重复或取值不可能"
        ),
        // Like the one above.
        BundleFault::Unwritable(error) => error.clone(),
    }
}

/// Why the use of an ONNX operator is not supported.
pub(super) fn use_of(fault: UseFault) -> &'static str {
    match fault {
        UseFault::NotOverRows => say!("it does not work along a row", "它不是沿一行的各数计算"),
        UseFault::OtherSelu => say!("its constants are not those of Selu", "它的常数不是Selu的常数"),
        UseFault::TrainingMode => say!(
            "it is in training mode; export the network in evaluation mode",
            "它处于训练模式；请以评估模式导出网络"
        ),
        UseFault::Lengths => say!("its parts have different lengths", "它的各部分长度不同"),
        UseFault::TransposesRows => say!("it transposes the rows", "它转置了各行"),
        UseFault::Divides => say!("it divides by what the network computes", "它除以网络计算出的值"),
        UseFault::Rounds => say!("it rounds what the network computes", "它对网络计算出的值取整"),
        UseFault::MixesRows => say!("it mixes rows", "它混合了不同的行"),
        UseFault::Joins => say!(
            "it joins parts that are not single inputs",
            "它拼接的不是单个输入"
        ),
        UseFault::Picks => say!(
            "it picks or reorders what the network computes",
            "它挑选或重排了网络计算出的值"
        ),
        UseFault::NotProbabilities => say!("it does not work on the probabilities", "它处理的不是概率"),
        UseFault::NotInOrder => say!(
            "its input is not the result of the operator before it",
            "它的输入不是前一个算子的结果"
        ),
        UseFault::NotConstant => say!(
            "its numbers are not constants in the file",
            "它的数不是文件中的常数"
        ),
        UseFault::WeightsSize => say!("its weights are empty or too large", "它的权重是空的或过大"),
        UseFault::WeightsDimensions => say!("its weights do not have two dimensions", "它的权重不是二维的"),
        UseFault::WeightsKind => say!(
            "its weights are not float16, float or double",
            "它的权重不是float16、float或double类型"
        ),
        UseFault::NotOneRow => say!("its numbers do not form one row", "它的数不对应一行"),
    }
}

/// Why tensors or operators do not form a network of linear layers.
pub(super) fn layers(fault: &LayersFault) -> String {
    match fault {
        LayersFault::NoLinearLayer => tell!("it has no linear layer", "它没有线性层"),
        LayersFault::NoNames => tell!(
            "it holds no weights by name; save model.state_dict()",
            "它没有按名称保存的权重；请保存model.state_dict()"
        ),
        LayersFault::TextInput(name) => tell!(
            "its input {name} takes texts; Kindred reads only networks of numbers",
            "它的输入{name}接收文本；Kindred只读取以数值为输入的网络"
        ),
        LayersFault::InputKind(name) => tell!(
            "its input {name} takes whole numbers or another kind than float; export the network with float inputs",
            "它的输入{name}接收整数或其他非浮点类型；请以浮点输入导出网络"
        ),
        LayersFault::OtherOutput => tell!(
            "its output is not that of its last layer",
            "它的输出不是最后一层的输出"
        ),
        LayersFault::FurtherOutput(name) => tell!(
            "it has a further output {name}, which is not that of its last layer; export the network with one output",
            "它还有一个输出{name}，不是最后一层的输出；请以单个输出导出网络"
        ),
        LayersFault::OtherNames => tell!(
            "its outputs give the classes different names",
            "它的各个输出给类别起了不同的名称"
        ),
        LayersFault::EmptyLayer(name) => tell!("its layer {name} is empty", "它的层{name}是空的"),
        LayersFault::TensorSize(name) => tell!(
            "the tensor {name} is empty or too large",
            "张量{name}是空的或过大"
        ),
        LayersFault::TensorDimensions { tensor, dimensions } => tell!(
            "the tensor {tensor} has {dimensions} dimensions",
            "张量{tensor}是{dimensions}维的"
        ),
        LayersFault::NumberKind { tensor, kind } => tell!(
            "the tensor {tensor} is of kind {kind}, not of half, single or double precision",
            "张量{tensor}的类型为{kind}，不是半精度、单精度或双精度"
        ),
        LayersFault::OtherTensor { tensor, shape } => {
            let shape = joined(shape, " × ");
            tell!(
                "the tensor {tensor} ({shape}) belongs to no linear layer or normalisation",
                "张量{tensor}（{shape}）不属于线性层或归一化"
            )
        }
        LayersFault::OtherModule(name) => tell!(
            "the module {name} is neither a linear layer nor a normalisation",
            "模块{name}既不是线性层也不是归一化"
        ),
        LayersFault::WeightAlone(name) => tell!(
            "the module {name} has a weight but no bias (PReLU, RMSNorm, or LayerNorm without bias); of these, Kindred reads \
            only LayerNorm, and only from ONNX",
            "模块{name}有权重而无偏置（PReLU、RMSNorm或无偏置的LayerNorm）；其中Kindred只读取LayerNorm，且只从ONNX读取"
        ),
        LayersFault::NoStatistics(name) => tell!(
            "the batch normalisation {name} has no statistics (track_running_stats=False), so a row's prediction would depend \
            on other rows",
            "批归一化{name}没有统计量（track_running_stats=False），对一行的预测会取决于其他行"
        ),
        LayersFault::OtherNormalisation(names) => tell!(
            "you did not confirm that {} is LayerNorm; Kindred reads only LayerNorm, and BatchNorm with statistics",
            "您没有确认{0}是LayerNorm；Kindred只读取LayerNorm和带统计量的BatchNorm",
            commas(names.iter().cloned())
        ),
        LayersFault::ReadingOpen => tell!(
            "its layers can run in several ways; choose the right one",
            "它的各层有多种运行方式；请选择正确的一种"
        ),
        LayersFault::NormalisationLayer(name) => tell!(
            "its names do not tell which layer the normalisation {name} belongs to; export the network as ONNX",
            "名称没有说明归一化{name}属于哪一层；请把网络导出为ONNX"
        ),
        LayersFault::PartWidth => tell!(
            "the width of a bias, scaling or layer normalisation differs from that of its layer",
            "一个偏置、缩放或层归一化的宽度与所属的层不同"
        ),
        LayersFault::NormalisationPlace => tell!(
            "a layer normalisation is not between a linear layer and its activation",
            "一个层归一化不在线性层与其激活函数之间"
        ),
        LayersFault::ActivationPlace => tell!(
            "an activation does not follow a linear layer",
            "一个激活函数不在线性层之后"
        ),
        LayersFault::ScalingNotFinite => {
            tell!("it scales by a number that is not finite", "它按非有限的数缩放")
        }
        LayersFault::ScaledOutputs => tell!(
            "it scales its outputs after the last activation",
            "它在最后的激活函数之后缩放输出"
        ),
        LayersFault::ZeroFactor => tell!("it multiplies an input by 0", "它把一个输入乘以0"),
        LayersFault::Order { layers } => tell!(
            "its layers fit together in no way, or in too many. If they form one chain, export the network as ONNX. Its \
            layers: {}",
            "它的各层无法衔接，或有过多的衔接方式。如果它们是一条链，请把网络导出为ONNX。它的各层：{0}",
            clauses(layers.iter().map(layer))
        ),
    }
}

fn layer(LayerShape { name, takes, gives }: &LayerShape) -> String {
    tell!(
        "{name} takes {takes} and gives {gives}",
        "{name}接收{takes}个数、给出{gives}个"
    )
}

/// Why parts do not form a network, as sentences.
pub(super) fn network(error: &NetworkError) -> String {
    match error {
        NetworkError::NoLayers => tell!("The network has no layers.", "该网络没有任何层。"),
        NetworkError::TooMany { what, max } => {
            let max = count(*max as u64);
            let most = match what {
                Counted::Layers => tell!("{max} layers", "{max}层"),
                Counted::Inputs => tell!("{max} inputs", "{max}个输入"),
                Counted::Units => tell!("{max} units in one layer", "一层{max}个单元"),
                Counted::Weights => tell!("{max} weights", "{max}个权重"),
                Counted::Operators => tell!("{max} operators", "{max}个算子"),
            };
            tell!(
                "The network has more than {most}, the most that Kindred opens.",
                "该网络超过{most}，这是Kindred能打开的上限。"
            )
        }
        NetworkError::Chain { layer, takes, given } => tell!(
            "Layer {layer} of the network takes {takes} numbers, but the one before it gives {given}.",
            "网络的第{layer}层接收{takes}个数，而前一层给出{given}个。"
        ),
        NetworkError::Length {
            part,
            found,
            expected,
        } => tell!(
            "The network's {} holds {found} numbers instead of {expected}.",
            "网络的{0}有{found}个数，应有{expected}个。",
            part_name(*part)
        ),
        NetworkError::Value(part) => tell!(
            "The network's {} holds a number that is infinite, not a number or out of range.",
            "网络的{0}含有无穷大、非数或超出范围的数。",
            part_name(*part)
        ),
        NetworkError::Scale(part) => tell!(
            "The network's {} holds a number far too large for a trained network. The file is probably damaged: download or \
            save it again.",
            "网络的{0}含有过大的数，不像训练所得。文件很可能已损坏：请重新下载或保存。",
            part_name(*part)
        ),
        NetworkError::Output { outputs } => tell!(
            "The network has {outputs} outputs. A number needs one output; classes need one each, and at least two. Kindred \
            does not read networks with several labels.",
            "该网络有{outputs}个输出。预测数值需要一个输出，预测类别则每类一个，至少两个。Kindred不读取有多个标签的网络。"
        ),
        NetworkError::ClassNames { count, names } => tell!(
            "The network has {count} classes but {names} different class names.",
            "该网络有{count}个类别，却有{names}个不同的类别名称。"
        ),
        NetworkError::Rows { takes, found } => tell!(
            "The network takes {takes} numbers per row, but these rows have {found}.",
            "该网络接收每行{takes}个数，而这些行有{found}个。"
        ),
    }
}

fn part_name(part: NetworkPart) -> &'static str {
    match part {
        NetworkPart::InputNames => say!("list of input names", "输入名称列表"),
        NetworkPart::InputScaling => say!("input scaling", "输入缩放"),
        NetworkPart::Weights => say!("weights", "权重"),
        NetworkPart::Bias => say!("bias", "偏置"),
        NetworkPart::Normalisation => say!("normalisation", "归一化"),
        NetworkPart::Activation => say!("activation", "激活函数"),
        NetworkPart::Label => say!("label scaling", "标签缩放"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_that_do_not_chain_are_listed() {
        let shape = |name: &str, takes, gives| LayerShape {
            name: name.to_owned(),
            takes,
            gives,
        };
        let fault = LayersFault::Order {
            layers: vec![shape("a", 4, 4), shape("b", 3, 4)],
        };
        assert!(layers(&fault).ends_with("a takes 4 and gives 4; b takes 3 and gives 4"));
    }

    #[test]
    fn numbers_have_their_commas() {
        let many = NetworkError::TooMany {
            what: Counted::Weights,
            max: 20_000_000,
        };
        assert!(network(&many).starts_with("The network has more than 20,000,000 weights, the most"));
    }
}

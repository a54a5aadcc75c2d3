//! Network files: their kinds, and why one cannot be opened or written.

use super::network_parts::{bundle, layers, network, use_of};
use crate::files::{Damage, FileError, FileKind, LargePart, OtherKind};
use crate::language::{say, tell};
use crate::table::straight;

/// A kind of network file.
pub(crate) fn kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Kindred => say!("Kindred network", "Kindred网络"),
        FileKind::SafeTensors => "safetensors",
        FileKind::PyTorch => "PyTorch state_dict",
        FileKind::Onnx => "ONNX",
    }
}

/// Why a network file cannot be opened or written, and what to do about it. Names out of the file must not turn the sentence, or
/// hide a letter in it.
pub(super) fn error(error: &FileError) -> String {
    straight(&sentence(error))
}

fn sentence(error: &FileError) -> String {
    match error {
        FileError::TooLarge { what, max } => tell!(
            "{} is larger than {max}\u{a0}MB, the most that Kindred opens. Choose a file with one network only.",
            "{0}大于{max}\u{a0}MB，这是Kindred能打开的上限。请选择只含一个网络的文件。",
            large_part(*what)
        ),
        FileError::Unknown => tell!(
            "Kindred does not know this kind of network file. It opens its own networks, safetensors, PyTorch state_dicts \
            (.pt, .pth) and ONNX.",
            "Kindred不认识这种网络文件。它能打开自己保存的网络、safetensors、PyTorch的state_dict（.pt、.pth）和ONNX。"
        ),
        FileError::OtherKind(kind) => other_kind(*kind).to_owned(),
        FileError::Damaged { kind: format, damage } => tell!(
            "The {} file is damaged: {}. Download or save it again.",
            "{0}文件已损坏：{1}。请重新下载或保存。",
            kind(*format),
            damaged(damage)
        ),
        FileError::Bundle(fault) => tell!(
            "This Kindred network is damaged or was changed: {}. Ask for the file again.",
            "这个Kindred网络已损坏或被改动：{0}。请重新索取文件。",
            bundle(fault)
        ),
        FileError::Newer { found, known } => tell!(
            "A newer Kindred wrote this network (file version {found}; this page reads {known}). Reload the page to update \
            Kindred.",
            "这个网络由更新的Kindred写出（文件版本{found}；本页读取{known}）。请重新加载页面以更新Kindred。"
        ),
        FileError::Operator { name } => tell!(
            "Kindred does not read the ONNX operator {name}. It reads linear layers with common activations, a scaler in \
            front and softmax at the end.",
            "Kindred不读取ONNX算子{name}。它读取线性层、常用激活函数、前置缩放和末尾的softmax。"
        ),
        FileError::Use { name, fault } => tell!(
            "Kindred does not read this use of the ONNX operator {name}: {}.",
            "Kindred不读取ONNX算子{name}的这种用法：{0}。",
            use_of(*fault)
        ),
        FileError::Global { name } => tell!(
            "The PyTorch file asks for {name}, which weights do not need. Nothing was run. Save only the weights: \
            torch.save(model.state_dict(), \"network.pt\").",
            "该PyTorch文件要求{name}，而权重并不需要它。没有运行任何内容。请只保存权重：torch.save(model.state_dict(), \"network.pt\")。"
        ),
        FileError::Opcode { code } => tell!(
            "The PyTorch file holds the pickle instruction 0x{code:02x}, which weights do not need. Save only the weights: \
            torch.save(model.state_dict(), \"network.pt\").",
            "该PyTorch文件含有pickle指令0x{code:02x}，而权重并不需要它。请只保存权重：torch.save(model.state_dict(), \"network.pt\")。"
        ),
        FileError::Layers(fault) => tell!(
            "Kindred cannot use this network: {}.",
            "Kindred不能使用这个网络：{0}。",
            layers(fault)
        ),
        FileError::Network(error) => network(error),
    }
}

fn large_part(part: LargePart) -> &'static str {
    match part {
        LargePart::File => say!("The file", "该文件"),
        LargePart::Unpacked => say!("The unpacked PyTorch file", "该PyTorch文件解压后的内容"),
        LargePart::Header => say!("The header of the safetensors file", "safetensors文件的文件头"),
        LargePart::Saved => say!("What is saved beside the weights", "要与权重一起保存的内容"),
    }
}

fn other_kind(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Pickle => say!(
            "This is a bare Python pickle. It could run any code, so it is not opened. With PyTorch 1.6 or later, save the \
            weights with torch.save(model.state_dict(), \"network.pt\"). With scikit-learn, export the network as ONNX.",
            "这是单独的Python pickle，可能运行任何代码，因此不予打开。PyTorch 1.6或更高版本：请用torch.save(model.state_dict(), \"network.pt\")保存权重。scikit-learn：请把网络导出为ONNX。"
        ),
        OtherKind::Keras => say!(
            "This is a Keras network in HDF5, which Kindred does not read. Export it as ONNX.",
            "这是HDF5格式的Keras网络，Kindred无法读取。请把它导出为ONNX。"
        ),
        OtherKind::Archive => say!(
            "This ZIP archive holds no PyTorch weights. Save them with torch.save(model.state_dict(), \"network.pt\").",
            "这个ZIP压缩包里没有PyTorch权重。请用torch.save(model.state_dict(), \"network.pt\")保存。"
        ),
        OtherKind::BigEndian => say!(
            "This PyTorch file is big-endian, which Kindred does not read. Save it again on a PC, or as safetensors.",
            "这个PyTorch文件是大端序的，Kindred无法读取。请在PC上重新保存，或保存为safetensors。"
        ),
        OtherKind::ExternalWeights => say!(
            "This ONNX file keeps its weights in another file. Save both as one: torch.onnx.export(…, external_data=False).",
            "这个ONNX文件的权重在另一个文件中。请保存为一个文件：torch.onnx.export(…, external_data=False)。"
        ),
    }
}

fn damaged(damage: &Damage) -> String {
    match damage {
        // The message of the library, always in English.
        Damage::Library(error) => error.trim_end_matches('.').to_owned(),
        Damage::EndsEarly => tell!("it ends too early", "它过早结束"),
        Damage::Instructions => tell!("its instructions do not fit together", "它的指令互不相符"),
        Damage::NotUtf8 => tell!("a text is not UTF-8", "有文本不是UTF-8"),
        Damage::TooManyParts => tell!(
            "it has more parts than any network needs",
            "它含有的部分多于任何网络所需"
        ),
        Damage::NameTwice => tell!("a name occurs twice", "有名称出现两次"),
        Damage::NotATensor(name) => tell!("{name} is not a tensor", "{name}不是张量"),
        Damage::TensorOutside(name) => tell!(
            "the tensor {name} lies outside of its data",
            "张量{name}超出其数据范围"
        ),
        Damage::TensorMissing(name) => tell!("the tensor {name} is missing", "缺少张量{name}"),
        Damage::TensorSize(name) => tell!(
            "the size of tensor {name} does not match its shape",
            "张量{name}的大小与其形状不符"
        ),
        Damage::TensorSizes => tell!(
            "the size of a tensor does not match its shape",
            "有张量的大小与其形状不符"
        ),
        Damage::DataLength => tell!(
            "its data do not match the length of its tensors",
            "它的数据长度与张量不符"
        ),
        Damage::NoGraph => tell!("it holds no graph", "它不含计算图"),
        Damage::NoInput => tell!("its graph has no input", "它的计算图没有输入"),
        Damage::OtherHash => tell!(
            "its content does not match its SHA-256",
            "其内容与它所记的SHA-256不符"
        ),
        Damage::NoHash => tell!(
            "its SHA-256 is missing; every network that Kindred saves has one",
            "它缺少SHA-256，而Kindred保存的每个网络都有"
        ),
        Damage::NotAMessage => tell!("it does not follow the ONNX format", "它不符合ONNX格式"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::open;
    use crate::language::{Language, in_language};

    #[test]
    fn a_file_of_another_kind_says_what_to_do() {
        let keras = open("n.h5", b"\x89HDF\r\n\x1a\n").unwrap_err();
        assert!(error(&keras).ends_with("Export it as ONNX."));
        let short = open("n.safetensors", b"\x40\0").unwrap_err();
        assert_eq!(
            error(&short),
            "The safetensors file is damaged: it ends too early. Download or save it again."
        );
        assert_eq!(
            in_language(Language::Chinese, || error(&short)),
            "safetensors文件已损坏：它过早结束。请重新下载或保存。"
        );
    }

    #[test]
    fn an_instruction_is_named_by_its_byte() {
        assert!(error(&FileError::Opcode { code: 0x69 }).contains("0x69"));
    }
}

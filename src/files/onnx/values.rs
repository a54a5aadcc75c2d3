//! What tensors, attributes and names of an ONNX file say.

use std::borrow::Cow;

use half::f16;

use super::super::error::{Damage, FileError, UseFault, shortened};
use super::super::tensor::Storage;
use super::{damaged, proto};

/// The numbers of a tensor, which should be so many.
pub(super) fn checked(
    node: &proto::Node,
    tensor: &proto::Tensor,
    count: usize,
) -> Result<Vec<f64>, FileError> {
    let numbers = numbers(tensor).ok_or_else(|| odd(node, UseFault::WeightsKind))?;
    if numbers.len() != count {
        return Err(damaged(Damage::TensorSize(shortened(&tensor.name))));
    }
    Ok(numbers)
}

/// The numbers of a tensor; nothing where they are of another kind.
pub(super) fn numbers(tensor: &proto::Tensor) -> Option<Vec<f64>> {
    let raw = |storage: Storage| storage.numbers(&tensor.raw_data).collect();
    let is_raw = !tensor.raw_data.is_empty();
    Some(match tensor.data_type {
        proto::FLOAT if is_raw => raw(Storage::Single),
        proto::FLOAT => tensor.float_data.iter().copied().map(f64::from).collect(),
        proto::DOUBLE if is_raw => raw(Storage::Double),
        proto::DOUBLE => tensor.double_data.clone(),
        proto::HALF if is_raw => raw(Storage::Half),
        proto::HALF => {
            let bits = tensor.int32_data.iter();
            let bits = bits.map(|&bits| u16::try_from(bits).map_or(f16::NAN, f16::from_bits));
            bits.map(f64::from).collect()
        }
        _ => return None,
    })
}

/// The whole numbers of a tensor.
pub(super) fn whole_numbers(tensor: &proto::Tensor) -> Vec<i64> {
    match tensor.data_type {
        proto::INT64 if !tensor.raw_data.is_empty() => {
            let whole = tensor.raw_data.as_chunks::<8>().0.iter();
            whole.map(|&bytes| i64::from_le_bytes(bytes)).collect()
        }
        proto::INT64 => tensor.int64_data.clone(),
        proto::INT32 if !tensor.raw_data.is_empty() => {
            let whole = tensor.raw_data.as_chunks::<4>().0.iter();
            whole.map(|&bytes| i32::from_le_bytes(bytes).into()).collect()
        }
        proto::INT32 | proto::BOOL => tensor.int32_data.iter().map(|&number| number.into()).collect(),
        _ => Vec::new(),
    }
}

/// A tensor of class names as texts.
pub(super) fn texts(tensor: &proto::Tensor) -> Vec<String> {
    if tensor.data_type == proto::STRING {
        return strings(&tensor.string_data);
    }
    whole_numbers(tensor).iter().map(ToString::to_string).collect()
}

pub(super) fn class_names(attribute: &proto::Attribute) -> Vec<String> {
    match attribute.name.as_str() {
        "classlabels_strings" => strings(&attribute.strings),
        "classlabels_int64s" => attribute.ints.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn strings(texts: &[Vec<u8>]) -> Vec<String> {
    let texts = texts.iter().map(|text| String::from_utf8_lossy(text));
    texts.map(Cow::into_owned).collect()
}

/// The tensor of a node that is a constant.
pub(super) fn constant(node: &proto::Node) -> Result<Cow<'_, proto::Tensor>, FileError> {
    let attribute = node
        .attribute
        .first()
        .ok_or_else(|| odd(node, UseFault::NotConstant))?;
    Ok(match (attribute.name.as_str(), &attribute.t) {
        ("value", Some(tensor)) => Cow::Borrowed(tensor),
        ("value_float", _) => Cow::Owned(proto::Tensor {
            float_data: vec![attribute.f.unwrap_or(0.0)],
            data_type: proto::FLOAT,
            ..proto::Tensor::default()
        }),
        _ => return Err(odd(node, UseFault::NotConstant)),
    })
}

pub(super) fn attribute<'m>(node: &'m proto::Node, name: &str) -> Option<&'m proto::Attribute> {
    node.attribute.iter().find(|attribute| attribute.name == name)
}

pub(super) fn int(node: &proto::Node, name: &str, default: i64) -> i64 {
    attribute(node, name).map_or(default, |attribute| attribute.i.unwrap_or(0))
}

pub(super) fn float(node: &proto::Node, name: &str, default: f32) -> f32 {
    attribute(node, name).map_or(default, |attribute| attribute.f.unwrap_or(0.0))
}

pub(super) fn floats(node: &proto::Node, name: &str) -> Vec<f64> {
    let floats = attribute(node, name)
        .into_iter()
        .flat_map(|attribute| &attribute.floats);
    floats.copied().map(f64::from).collect()
}

pub(super) fn full_name(node: &proto::Node) -> String {
    match node.domain.as_str() {
        "" | "ai.onnx" => shortened(&node.op_type),
        domain => shortened(&format!("{domain}.{}", node.op_type)),
    }
}

pub(super) fn unknown(node: &proto::Node) -> FileError {
    FileError::Operator {
        name: full_name(node),
    }
}

pub(super) fn odd(node: &proto::Node, fault: UseFault) -> FileError {
    FileError::Use {
        name: full_name(node),
        fault,
    }
}

/// Refuses a cast that would round.
pub(super) fn check_cast(node: &proto::Node) -> Result<(), FileError> {
    let kind = int(node, "to", 0);
    let keeps = [proto::FLOAT, proto::DOUBLE].map(i64::from).contains(&kind);
    if node.op_type == "Cast" && !keeps {
        return Err(odd(node, UseFault::Rounds));
    }
    Ok(())
}

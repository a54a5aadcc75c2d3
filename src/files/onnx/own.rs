//! A network of Kindred's own, out of the ONNX file that Kindred wrote.
//!
//! The preprocessing inside the graph cannot be told from other operators, so the file says it a second time in its
//! metadata. That is believed only where the graph is the one that Kindred writes for it. Another program may have changed the
//! graph and kept the metadata.

use std::collections::HashMap;

use super::super::bundle::Bundle;
use super::super::error::{BundleFault, Damage, FileError, shortened};
use super::super::safetensors::DESCRIPTION;
use super::super::tensor::{Tensor, narrow, transposed};
use super::values::numbers;
use super::{damaged, proto};

/// The network, where Kindred wrote the file.
pub(super) fn bundle(model: &proto::Model) -> Result<Option<Bundle>, FileError> {
    let mut metadata = model.metadata_props.iter();
    let (Some(description), Some(graph)) = (metadata.find(|entry| entry.key == DESCRIPTION), &model.graph)
    else {
        return Ok(None);
    };
    let tensors = tensors(graph);
    let tensor = |name: &str| {
        let tensor = tensors.get(name).cloned();
        tensor.ok_or_else(|| damaged(Damage::TensorMissing(shortened(name))))
    };
    let bundle = Bundle::described(&description.value, tensor)?;
    let written = bundle.onnx_model()?;
    if written.graph != model.graph || written.opset_import != model.opset_import {
        return Err(BundleFault::OtherGraph.into());
    }
    Ok(Some(bundle))
}

/// Weights and biases of the graph's layers, by their names in a safetensors file.
fn tensors(graph: &proto::Graph) -> HashMap<String, Tensor> {
    let constants: HashMap<&str, &proto::Tensor> = graph
        .initializer
        .iter()
        .map(|tensor| (tensor.name.as_str(), tensor))
        .collect();
    let mut tensors = HashMap::new();
    let mut layers = 0_usize;
    for node in &graph.node {
        let module = match node.op_type.as_str() {
            "Gemm" => {
                layers += 1;
                ""
            }
            "LayerNormalization" => "norm.",
            _ => continue,
        };
        for (name, part) in node.input.iter().skip(1).zip(["weight", "bias"]) {
            if let Some(tensor) = constants.get(name.as_str()).and_then(|tensor| plain(tensor)) {
                tensors.insert(
                    format!("layers.{}.{module}{part}", layers.saturating_sub(1)),
                    tensor,
                );
            }
        }
    }
    tensors
}

/// The tensor, a matrix transposed: ONNX has `inputs × outputs`, safetensors `outputs × inputs`.
fn plain(tensor: &proto::Tensor) -> Option<Tensor> {
    let shape: Option<Vec<usize>> = tensor
        .dims
        .iter()
        .map(|&size| usize::try_from(size).ok())
        .collect();
    let found = Tensor {
        shape: shape?,
        values: numbers(tensor)?.into_iter().map(narrow).collect(),
    };
    let Some(matrix) = found.matrix() else {
        return Some(found);
    };
    Some(Tensor {
        shape: vec![matrix.columns(), matrix.rows()],
        values: transposed(&matrix)?.values().to_vec(),
    })
}

//! Layers out of an ONNX graph.
//!
//! The graph must be a chain: each operator works on what the one before gave, and on constants. What scikit-learn's
//! converter adds behind the probabilities, to make labels of them, is known and left out (`behind`).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::assembly::{Affine, Assembly, Step};
use super::super::error::{
    Counted, Damage, FileError, LayersFault, NetworkError, OtherKind, UseFault, shortened,
};
use super::super::network::{Activation, MAX_UNITS, Normalisation, Output, PlainNetwork, within};
use super::super::tensor::{count, narrow, transposed};
use super::behind::{Behind, Rows};
use super::values::{
    check_cast, checked, constant, float, floats, int, numbers, odd, unknown, whole_numbers,
};
use super::{damaged, proto};
use crate::features::Matrix;

/// A network out of an ONNX file.
#[derive(Debug)]
pub(in super::super) struct Imported {
    pub(in super::super) network: PlainNetwork,
    /// Whether the file tells what its outputs mean.
    pub(in super::super) is_output_known: bool,
}

/// Most operators of a graph: some ten for each layer, and those behind the last one.
const MAX_NODES: usize = 1_000;

/// Reads a network.
pub(super) fn read(model: &proto::Model) -> Result<Imported, FileError> {
    let graph = model.graph.as_ref().ok_or_else(|| damaged(Damage::NoGraph))?;
    within(Counted::Operators, graph.node.len(), MAX_NODES)?;
    let mut chain = Chain::start(graph)?;
    for node in &graph.node {
        chain.take(node)?;
    }
    chain.finish(&graph.output, &model.producer_name)
}

/// What ends the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A score for each class.
    Scores,
    /// The probability of the second of two classes, behind a sigmoid.
    One,
}

struct Chain<'m> {
    constants: HashMap<&'m str, Cow<'m, proto::Tensor>>,
    /// Whether the graph says that it takes rows one by one.
    takes_one_row: bool,
    /// The numbers of a row that the graph says it takes.
    declared_width: Option<i64>,
    /// Names of all inputs of the graph, where there are several that are not yet joined.
    separate: Vec<&'m str>,
    input_names: Vec<String>,
    /// Names of what the last layer so far gives.
    flow: HashSet<&'m str>,
    /// One minus that.
    complement: Option<&'m str>,
    end: Option<End>,
    /// What is made of the network's end.
    behind: Behind<'m>,
    assembly: Assembly,
}

impl<'m> Chain<'m> {
    fn start(graph: &'m proto::Graph) -> Result<Self, FileError> {
        let constants: HashMap<&str, Cow<proto::Tensor>> = graph
            .initializer
            .iter()
            .map(|tensor| (tensor.name.as_str(), Cow::Borrowed(tensor)))
            .collect();
        let mut inputs = Vec::new();
        let (mut rows, mut width) = (None, None);
        for input in graph
            .input
            .iter()
            .filter(|input| !constants.contains_key(input.name.as_str()))
        {
            let kind = input.r#type.as_ref().and_then(|kind| kind.tensor_type.as_ref());
            match kind.map_or(proto::UNDEFINED, |kind| kind.elem_type) {
                proto::UNDEFINED | proto::FLOAT | proto::DOUBLE | proto::HALF => {}
                proto::STRING => return Err(LayersFault::TextInput(shortened(&input.name)).into()),
                // Whoever runs the network rounds what a table gives it.
                _ => return Err(LayersFault::InputKind(shortened(&input.name)).into()),
            }
            inputs.push(input.name.as_str());
            rows = rows.or(kind.and_then(|kind| kind.size(0)));
            width = kind.and_then(|kind| kind.size(1));
        }
        let flow = match inputs[..] {
            [] => return Err(damaged(Damage::NoInput)),
            [input] => HashSet::from([input]),
            _ => HashSet::new(),
        };
        Ok(Self {
            constants,
            takes_one_row: rows == Some(1),
            declared_width: width.filter(|_| inputs.len() == 1),
            separate: inputs,
            input_names: Vec::new(),
            flow,
            complement: None,
            end: None,
            behind: Behind::default(),
            assembly: Assembly::default(),
        })
    }

    fn take(&mut self, node: &'m proto::Node) -> Result<(), FileError> {
        let output = node.output.first().map_or("", String::as_str);
        let name = node.op_type.as_str();
        let is_known_domain = match name {
            "Scaler" | "FeatureVectorizer" | "ArrayFeatureExtractor" | "ZipMap" => {
                node.domain == "ai.onnx.ml"
            }
            _ => node.domain.is_empty() || node.domain == "ai.onnx",
        };
        if !is_known_domain {
            return Err(unknown(node));
        }
        if name == "Constant" {
            self.constants.insert(output, constant(node)?);
            return Ok(());
        }
        if let (Some(tensor), "Identity" | "Cast") = (self.constant(node, 0).cloned(), name) {
            check_cast(node)?;
            self.constants.insert(output, tensor);
            return Ok(());
        }
        if self.end.is_some() {
            return self.take_behind(node);
        }
        match name {
            "Identity" | "Dropout" | "Cast" | "Flatten" | "Reshape" | "Squeeze" | "Unsqueeze" => {
                self.pass(node, output)
            }
            "Concat" | "FeatureVectorizer" => self.join(node, output),
            "Softmax" | "LogSoftmax" => {
                self.flow_at(node, 0)?;
                if ![1, -1].contains(&int(node, "axis", -1)) {
                    return Err(odd(node, UseFault::NotOverRows));
                }
                self.end_with_scores();
                self.behind.add_scores(output);
                Ok(())
            }
            "ArgMax" => {
                self.flow_at(node, 0)?;
                self.end_with_scores();
                self.take_behind(node)
            }
            "Sub" if self.is_complement(node) => {
                self.complement = Some(output);
                Ok(())
            }
            _ => {
                let step = self.step(node)?;
                self.assembly.push(step)?;
                self.flow = HashSet::from([output]);
                Ok(())
            }
        }
    }

    /// What the operator adds to the layers.
    fn step(&self, node: &proto::Node) -> Result<Step, FileError> {
        match node.op_type.as_str() {
            "Relu" => self.activation(node, Activation::Relu),
            "Tanh" => self.activation(node, Activation::Tanh),
            "Sigmoid" => self.activation(node, Activation::Sigmoid),
            "LeakyRelu" => self.activation(node, Activation::LeakyRelu(float(node, "alpha", 0.01))),
            "Elu" => self.activation(node, Activation::Elu(float(node, "alpha", 1.0))),
            "Selu" => {
                let (alpha, gamma) = (float(node, "alpha", 1.673_263_2), float(node, "gamma", 1.050_701));
                if (alpha - 1.673_263_2).abs() > 1e-5 || (gamma - 1.050_701).abs() > 1e-5 {
                    return Err(odd(node, UseFault::OtherSelu));
                }
                self.activation(node, Activation::Selu)
            }
            "MatMul" => {
                self.flow_at(node, 0)?;
                let weights = self.matrix(node, 1)?;
                Ok(Step::Linear {
                    bias: vec![0.0; weights.columns()],
                    weights,
                })
            }
            "Gemm" => self.gemm(node),
            "Add" | "Sub" | "Mul" | "Div" => self.arithmetic(node),
            "Scaler" => {
                self.flow_at(node, 0)?;
                let offset = floats(node, "offset");
                let scale = floats(node, "scale");
                let offsets = offset.iter().cycle().take(offset.len().max(scale.len()));
                let scales = scale.iter().cycle().take(offset.len().max(scale.len()));
                if offset.is_empty() || scale.is_empty() {
                    return Err(odd(node, UseFault::Lengths));
                }
                Ok(Step::Affine(Affine {
                    shift: offsets
                        .zip(scales.clone())
                        .map(|(offset, scale)| -offset * scale)
                        .collect(),
                    scale: scales.copied().collect(),
                }))
            }
            "BatchNormalization" => {
                self.flow_at(node, 0)?;
                // Before operator set 14, only its further outputs tell training mode.
                let gives = node.output.iter().filter(|name| !name.is_empty()).count();
                if int(node, "training_mode", 0) != 0 || gives > 1 {
                    return Err(odd(node, UseFault::TrainingMode));
                }
                let [gamma, beta, mean, variance] = [1, 2, 3, 4].map(|place| self.vector(node, place));
                let (gamma, beta, mean, variance) = (gamma?, beta?, mean?, variance?);
                if [&beta, &mean, &variance]
                    .iter()
                    .any(|part| part.len() != gamma.len())
                {
                    return Err(odd(node, UseFault::Lengths));
                }
                let epsilon = f64::from(float(node, "epsilon", 1e-5));
                let affine = Affine::batch_normalisation(&gamma, &beta, &mean, &variance, epsilon);
                Ok(Step::Affine(affine))
            }
            "LayerNormalization" => {
                self.flow_at(node, 0)?;
                if ![1, -1].contains(&int(node, "axis", -1)) {
                    return Err(odd(node, UseFault::NotOverRows));
                }
                let gamma = self.vector(node, 1)?;
                let beta = match node.input.get(2) {
                    Some(_) => self.vector(node, 2)?,
                    None => vec![0.0; gamma.len()],
                };
                Ok(Step::Normalise(Normalisation {
                    gamma,
                    beta,
                    epsilon: f64::from(float(node, "epsilon", 1e-5)),
                }))
            }
            _ => Err(unknown(node)),
        }
    }

    fn activation(&self, node: &proto::Node, activation: Activation) -> Result<Step, FileError> {
        self.flow_at(node, 0)?;
        Ok(Step::Activate(activation))
    }

    fn gemm(&self, node: &proto::Node) -> Result<Step, FileError> {
        self.flow_at(node, 0)?;
        if int(node, "transA", 0) != 0 {
            return Err(odd(node, UseFault::TransposesRows));
        }
        let (alpha, beta) = (float(node, "alpha", 1.0), float(node, "beta", 1.0));
        let mut weights = self.matrix(node, 1)?;
        if int(node, "transB", 0) != 0 {
            weights = transposed(&weights).ok_or_else(|| odd(node, UseFault::WeightsSize))?;
        }
        if alpha.to_bits() != 1.0_f32.to_bits() {
            let values = weights.values().iter().map(|weight| weight * alpha).collect();
            weights =
                Matrix::new(weights.columns(), values).ok_or_else(|| odd(node, UseFault::WeightsSize))?;
        }
        let width = weights.columns();
        let mut bias = match node.input.get(2).filter(|name| !name.is_empty()) {
            Some(_) => self.vector(node, 2)?,
            None => vec![0.0],
        };
        for bias in &mut bias {
            *bias *= beta;
        }
        if let [number] = bias[..] {
            bias = vec![number; width];
        }
        Ok(Step::Linear { weights, bias })
    }

    fn arithmetic(&self, node: &proto::Node) -> Result<Step, FileError> {
        let is_reversed = self.constant(node, 0).is_some();
        self.flow_at(node, usize::from(is_reversed))?;
        let numbers = self.doubles(node, usize::from(!is_reversed))?;
        let all = |value: f64| vec![value; numbers.len()];
        let affine = match (node.op_type.as_str(), is_reversed) {
            ("Add", _) => (all(1.0), numbers),
            ("Sub", false) => (all(1.0), numbers.iter().map(|number| -number).collect()),
            ("Sub", true) => (all(-1.0), numbers),
            ("Mul", _) => (numbers.clone(), all(0.0)),
            ("Div", false) => (numbers.iter().map(|number| 1.0 / number).collect(), all(0.0)),
            _ => return Err(odd(node, UseFault::Divides)),
        };
        Ok(Step::Affine(Affine {
            scale: affine.0,
            shift: affine.1,
        }))
    }

    /// An operator that leaves the numbers as they are.
    fn pass(&mut self, node: &'m proto::Node, output: &'m str) -> Result<(), FileError> {
        self.flow_at(node, 0)?;
        match node.op_type.as_str() {
            "Cast" => check_cast(node)?,
            "Squeeze" | "Unsqueeze" if self.assembly.width() != Some(1) => {
                return Err(odd(node, UseFault::MixesRows));
            }
            "Flatten" if int(node, "axis", 1) != 1 => return Err(odd(node, UseFault::MixesRows)),
            "Dropout" => {
                let mode = self.constant(node, 2);
                if mode.is_some_and(|mode| mode.raw_data.contains(&1) || mode.int32_data.contains(&1)) {
                    return Err(odd(node, UseFault::TrainingMode));
                }
            }
            "Reshape" => {
                let shape = self.constant(node, 1).map(|tensor| whole_numbers(tensor));
                let width = self.assembly.width();
                let row = width
                    .and_then(|width| i64::try_from(width).ok())
                    .or(self.declared_width);
                let rows = Rows {
                    scores: row,
                    are_single: self.takes_one_row,
                };
                let keeps_rows = shape
                    .as_deref()
                    .is_some_and(|shape| shape == [-1] && width == Some(1) || rows.are_kept_by(shape));
                if let (Some(&[_, 1]), Some(outputs @ 2..)) = (shape.as_deref(), width) {
                    // What scikit-learn's converter makes of a network that predicts several numbers.
                    return Err(NetworkError::Output { outputs }.into());
                }
                if !keeps_rows {
                    return Err(odd(node, UseFault::MixesRows));
                }
            }
            _ => {}
        }
        self.flow.insert(output);
        Ok(())
    }

    /// Inputs of one column each become rows; or the probabilities of two classes stand side by side.
    fn join(&mut self, node: &'m proto::Node, output: &'m str) -> Result<(), FileError> {
        if ![1, -1].contains(&int(node, "axis", 1)) {
            return Err(odd(node, UseFault::MixesRows));
        }
        let names: Vec<&str> = node.input.iter().map(String::as_str).collect();
        if let [first, second] = names[..]
            && self.complement == Some(first)
            && self.flow.contains(second)
        {
            self.end = Some(End::One);
            for part in self.flow.drain() {
                self.behind.add_part(part);
            }
            self.behind.add_scores(output);
            return Ok(());
        }
        let distinct: HashSet<&str> = names.iter().copied().collect();
        let is_all = self.flow.is_empty() && distinct == self.separate.iter().copied().collect();
        if !is_all || distinct.len() != names.len() {
            return Err(odd(node, UseFault::Joins));
        }
        self.input_names.clone_from(&node.input);
        self.flow.insert(output);
        Ok(())
    }

    /// Whether it is 1 minus the probability that a sigmoid gave.
    fn is_complement(&self, node: &proto::Node) -> bool {
        let minuend = self
            .constant(node, 0)
            .filter(|tensor| tensor.dims.iter().all(|&size| size == 1));
        let minuend = minuend
            .filter(|tensor| tensor.raw_data.len() <= 8)
            .and_then(|tensor| numbers(tensor));
        minuend.is_some_and(|minuend| minuend == [1.0])
            && node
                .input
                .get(1)
                .is_some_and(|name| self.flow.contains(name.as_str()))
            && self.assembly.last_activation() == Some(Activation::Sigmoid)
            && self.assembly.width() == Some(1)
    }

    /// The last layer gives a score for each class.
    fn end_with_scores(&mut self) {
        self.end = Some(End::Scores);
        for name in self.flow.drain() {
            self.behind.add_scores(name);
        }
    }

    /// An operator behind the network's end.
    fn take_behind(&mut self, node: &'m proto::Node) -> Result<(), FileError> {
        let scores = match self.end {
            Some(End::One) => Some(2),
            _ => self.assembly.width().and_then(|width| i64::try_from(width).ok()),
        };
        let rows = Rows {
            scores,
            are_single: self.takes_one_row,
        };
        self.behind.take(node, &self.constants, rows)
    }

    fn finish(self, outputs: &[proto::ValueInfo], producer: &str) -> Result<Imported, FileError> {
        let is_reached = |output: &proto::ValueInfo| {
            let name = output.name.as_str();
            self.behind.contains(name) || self.flow.contains(name)
        };
        if !outputs.iter().any(is_reached) {
            return Err(LayersFault::OtherOutput.into());
        }
        if let Some(further) = outputs.iter().find(|output| !is_reached(output)) {
            return Err(LayersFault::FurtherOutput(shortened(&further.name)).into());
        }
        let names = self.behind.class_names(outputs)?;
        let (scaling, mut layers) = self.assembly.finish()?;
        let last = layers.last_mut().ok_or(NetworkError::NoLayers)?;
        let outputs = last.weights.columns();
        let has_sigmoid = last.activation == Activation::Sigmoid;
        let (end, is_output_known) = match self.end {
            None if has_sigmoid && outputs > 1 => return Err(NetworkError::Output { outputs }.into()),
            None if has_sigmoid => (Some(End::One), false),
            None if outputs > 1 => (Some(End::Scores), false),
            None => (None, producer == "skl2onnx"),
            end => (end, true),
        };
        let output = match end {
            Some(End::One) => {
                last.activation = Activation::Identity;
                Output::Classes { count: 2, names }
            }
            Some(End::Scores) => Output::Classes {
                count: outputs,
                names,
            },
            None => Output::Number { mean: 0.0, sd: 1.0 },
        };
        Ok(Imported {
            network: PlainNetwork::new(self.input_names, scaling, layers, output)?,
            is_output_known,
        })
    }

    fn constant(&self, node: &proto::Node, place: usize) -> Option<&Cow<'m, proto::Tensor>> {
        self.constants.get(node.input.get(place)?.as_str())
    }

    fn flow_at(&self, node: &proto::Node, place: usize) -> Result<(), FileError> {
        match node.input.get(place) {
            Some(name) if self.flow.contains(name.as_str()) => Ok(()),
            _ => Err(odd(node, UseFault::NotInOrder)),
        }
    }

    /// A constant of numbers, and its shape.
    fn tensor(&self, node: &proto::Node, place: usize) -> Result<(Vec<usize>, &proto::Tensor), FileError> {
        let tensor = self
            .constant(node, place)
            .ok_or_else(|| odd(node, UseFault::NotConstant))?;
        if tensor.data_location != 0 {
            return Err(FileError::OtherKind(OtherKind::ExternalWeights));
        }
        let shape: Option<Vec<usize>> = tensor
            .dims
            .iter()
            .map(|&size| usize::try_from(size).ok())
            .collect();
        let shape = shape.filter(|shape| count(shape).is_some_and(|count| count > 0));
        let shape = shape.ok_or_else(|| odd(node, UseFault::WeightsSize))?;
        Ok((shape, tensor))
    }

    fn matrix(&self, node: &proto::Node, place: usize) -> Result<Matrix<f32>, FileError> {
        let (shape, tensor) = self.tensor(node, place)?;
        let [rows, columns] = shape[..] else {
            return Err(odd(node, UseFault::WeightsDimensions));
        };
        let numbers = checked(node, tensor, rows * columns)?;
        Matrix::new(columns, numbers.into_iter().map(narrow).collect())
            .ok_or_else(|| odd(node, UseFault::WeightsSize))
    }

    /// One number for each unit, or one for all.
    fn doubles(&self, node: &proto::Node, place: usize) -> Result<Vec<f64>, FileError> {
        let (shape, tensor) = self.tensor(node, place)?;
        let (&last, outer) = shape.split_last().unwrap_or((&1, &[]));
        if last > MAX_UNITS || outer.iter().any(|&size| size != 1) {
            return Err(odd(node, UseFault::NotOneRow));
        }
        checked(node, tensor, last)
    }

    fn vector(&self, node: &proto::Node, place: usize) -> Result<Vec<f32>, FileError> {
        Ok(self.doubles(node, place)?.into_iter().map(narrow).collect())
    }
}

//! A network as an ONNX file that needs nothing else: raw columns in, predictions out.

use std::collections::BTreeMap;

use prost::Message as _;

use super::super::bundle::Bundle;
use super::super::error::FileError;
use super::super::network::{Activation, Normalisation, Output, PlainLayer, Scaling, single};
use super::super::safetensors::DESCRIPTION;
use super::super::seal;
use super::super::tensor::narrow;
use super::proto::{
    self, Attribute, Dimension, Entry, Graph, Model, Node, OperatorSet, Shape, Tensor, TensorType, Type,
    ValueInfo,
};
use crate::features::{CLIP, PortableForm};

/// Operator set 19 is the first in which texts can be compared.
const OPERATOR_SET: i64 = 19;

/// The file version that came with it.
const IR_VERSION: i64 = 9;

/// Names of the outputs, which no input may have.
const OUTPUTS: [&str; 3] = ["prediction", "probabilities", "label"];

impl Bundle {
    /// The network as an ONNX file with its preprocessing inside, for onnxruntime and others that know operator set 19.
    ///
    /// There is one input for each column, `rows × 1`: numbers as `float`, where `NaN` is a missing cell, and
    /// categories as `string` in the words of either table, where one that the network never saw counts as missing. The outputs are `probabilities`,
    /// `rows × classes`, and `label`, the name of the class with the highest score, which classes that were rare in training
    /// reach more easily than their probability says; or `prediction`, `rows × 1`. A column with
    /// the name of an output gets ` (input)` behind its name.
    ///
    /// The metadata hold what Kindred needs to open the file again ([`super::super::open()`]).
    pub fn to_onnx(&self) -> Result<Vec<u8>, FileError> {
        let mut file = self.onnx_model()?.encode_to_vec();
        seal::close(&mut file);
        Ok(file)
    }

    pub(super) fn onnx_model(&self) -> Result<Model, FileError> {
        self.check()?;
        let columns = self.encoding.columns();
        let mut names: Vec<String> = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            let mut name = column.name.clone();
            if name.is_empty() {
                name = format!("column {}", index + 1);
            }
            while OUTPUTS.contains(&name.as_str()) || names.contains(&name) {
                name.push_str(" (input)");
            }
            names.push(name);
        }
        // What is inside has a name that no column begins with.
        let mut prefix = "/".to_owned();
        while names.iter().any(|name| name.starts_with(&prefix)) {
            prefix.push('/');
        }
        let mut builder = Builder {
            graph: Graph {
                name: "network".to_owned(),
                ..Graph::default()
            },
            prefix,
            count: 0,
        };
        let features = builder.preprocess(columns.iter().map(|column| &column.form), &names);
        let network = self.network.clone().with_a_score_for_each_class();
        let mut flow = features;
        if let Some(scaling) = network.scaling() {
            flow = builder.scale(&flow, scaling);
        }
        for layer in network.layers() {
            flow = builder.layer(&flow, layer);
        }
        match network.output() {
            &Output::Number { mean, sd } => builder.number(&flow, mean, sd),
            Output::Classes { count, .. } => {
                builder.classes(&flow, *count, self.classes(), &self.class_weights);
            }
        }
        let description = Entry {
            key: DESCRIPTION.to_owned(),
            value: self.description()?,
        };
        Ok(Model {
            ir_version: IR_VERSION,
            producer_name: "Kindred".to_owned(),
            graph: Some(builder.graph),
            opset_import: vec![OperatorSet {
                domain: String::new(),
                version: OPERATOR_SET,
            }],
            metadata_props: vec![description],
        })
    }
}

/// Puts a graph together. Each method gives the name of what it adds.
struct Builder {
    graph: Graph,
    prefix: String,
    count: usize,
}

impl Builder {
    /// The encoding of all columns: the network's inputs, in their order.
    fn preprocess<'e>(&mut self, forms: impl Iterator<Item = &'e PortableForm>, names: &[String]) -> String {
        let (mut fills, mut centers, mut scales, mut clips) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut numbers, mut one_hot) = (Vec::new(), Vec::new());
        // Where each input of the network stands among the values of all numbers, then their flags, then categories.
        let mut places: Vec<Place> = Vec::new();
        let mut categories = 0;
        for (form, name) in forms.zip(names) {
            match form {
                PortableForm::Number {
                    fill,
                    center,
                    scale,
                    clipped,
                    flagged,
                } => {
                    self.input(name, proto::FLOAT);
                    places.push(Place::Value(numbers.len()));
                    if *flagged {
                        places.push(Place::Flag(numbers.len()));
                    }
                    numbers.push(name.clone());
                    fills.push(*fill);
                    centers.push(*center);
                    scales.push(*scale);
                    clips.push(*clipped);
                }
                PortableForm::Categories { levels, spellings } => {
                    self.input(name, proto::STRING);
                    one_hot.push(self.one_hot(name, levels, spellings));
                    places.extend((categories..=categories + levels.len()).map(Place::Category));
                    categories += levels.len() + 1;
                }
            }
        }
        let mut parts = Vec::new();
        let count = numbers.len();
        if count > 0 {
            let raw = self.join(&numbers);
            let missing = self.node("IsNaN", &[&raw], Vec::new());
            // In double precision, because the centre of a large number is not exact in single.
            let raw = self.cast(&raw, proto::DOUBLE);
            let fills = self.doubles(&fills);
            let filled = self.node("Where", &[&missing, &fills, &raw], Vec::new());
            let centers = self.doubles(&centers);
            let centred = self.node("Sub", &[&filled, &centers], Vec::new());
            let scales = self.doubles(&scales);
            let scaled = self.node("Div", &[&centred, &scales], Vec::new());
            let clipped = self.clip(&scaled, &clips);
            parts.push(self.cast(&clipped, proto::FLOAT));
            parts.push(self.cast(&missing, proto::FLOAT));
        }
        parts.extend(one_hot);
        let all = self.join(&parts);
        let places: Vec<usize> = places
            .into_iter()
            .map(|place| match place {
                Place::Value(number) => number,
                Place::Flag(number) => count + number,
                Place::Category(category) => 2 * count + category,
            })
            .collect();
        let places = self.wholes(&places);
        self.node("Gather", &[&all, &places], vec![int("axis", 1)])
    }

    /// `x / √(1 + (x / 3)²)` where it is wanted.
    fn clip(&mut self, scaled: &str, clips: &[bool]) -> String {
        if !clips.contains(&true) {
            return scaled.to_owned();
        }
        let third = self.doubles(&[CLIP]);
        let third = self.node("Div", &[scaled, &third], Vec::new());
        let square = self.node("Mul", &[&third, &third], Vec::new());
        let one = self.doubles(&[1.0]);
        let sum = self.node("Add", &[&square, &one], Vec::new());
        let root = self.node("Sqrt", &[&sum], Vec::new());
        let clipped = self.node("Div", &[scaled, &root], Vec::new());
        if !clips.contains(&false) {
            return clipped;
        }
        let wanted = self.constant(Tensor {
            dims: dims(&[1, clips.len()]),
            data_type: proto::BOOL,
            int32_data: clips.iter().map(|&clip| i32::from(clip)).collect(),
            ..Tensor::default()
        });
        self.node("Where", &[&wanted, &clipped, scaled], Vec::new())
    }

    /// A number for each category, whichever text stands for it, and one for all others.
    fn one_hot(&mut self, name: &str, levels: &[String], spellings: &BTreeMap<String, String>) -> String {
        if levels.is_empty() {
            let same = self.node("Equal", &[name, name], Vec::new());
            return self.cast(&same, proto::FLOAT);
        }
        let texts: Vec<String> = levels.iter().chain(spellings.keys()).cloned().collect();
        let constant = self.texts(&[1, texts.len()], &texts);
        let equal = self.node("Equal", &[name, &constant], Vec::new());
        let mut marks = self.cast(&equal, proto::FLOAT);
        if !spellings.is_empty() {
            // Each text marks its category.
            let of_texts = levels.iter().chain(spellings.values());
            let is_same = of_texts.flat_map(|of_text| {
                levels
                    .iter()
                    .map(move |level| f32::from(u8::from(of_text == level)))
            });
            let is_same: Vec<f32> = is_same.collect();
            let is_same = self.singles(&[texts.len(), levels.len()], is_same.iter());
            marks = self.node("MatMul", &[&marks, &is_same], Vec::new());
        }
        let axes = self.wholes(&[1]);
        let sum = self.node("ReduceSum", &[&marks, &axes], Vec::new());
        let one = self.singles(&[], [1.0].iter());
        let others = self.node("Sub", &[&one, &sum], Vec::new());
        self.join(&[marks, others])
    }

    fn scale(&mut self, flow: &str, scaling: &Scaling) -> String {
        let flow = self.cast(flow, proto::DOUBLE);
        let offset = self.doubles(&scaling.offset);
        let flow = self.node("Sub", &[&flow, &offset], Vec::new());
        let factor = self.doubles(&scaling.factor);
        let flow = self.node("Mul", &[&flow, &factor], Vec::new());
        self.cast(&flow, proto::FLOAT)
    }

    fn layer(&mut self, flow: &str, layer: &PlainLayer) -> String {
        let (rows, columns) = (layer.weights.rows(), layer.weights.columns());
        let weights = self.singles(&[rows, columns], layer.weights.values().iter());
        let bias = self.singles(&[columns], layer.bias.iter());
        let mut flow = self.node("Gemm", &[flow, &weights, &bias], Vec::new());
        if let Some(Normalisation { gamma, beta, epsilon }) = &layer.normalisation {
            let gamma = self.singles(&[columns], gamma.iter());
            let beta = self.singles(&[columns], beta.iter());
            let epsilon = float("epsilon", single(*epsilon));
            flow = self.node("LayerNormalization", &[&flow, &gamma, &beta], vec![epsilon]);
        }
        let (operator, attributes) = match layer.activation {
            Activation::Identity => return flow,
            Activation::Relu => ("Relu", Vec::new()),
            Activation::Tanh => ("Tanh", Vec::new()),
            Activation::Sigmoid => ("Sigmoid", Vec::new()),
            Activation::LeakyRelu(slope) => ("LeakyRelu", vec![float("alpha", slope)]),
            Activation::Elu(alpha) => ("Elu", vec![float("alpha", alpha)]),
            Activation::Selu => ("Selu", Vec::new()),
        };
        self.node(operator, &[&flow], attributes)
    }

    fn number(&mut self, flow: &str, mean: f64, sd: f64) {
        let flow = self.cast(flow, proto::DOUBLE);
        let sd = self.doubles(&[sd]);
        let flow = self.node("Mul", &[&flow, &sd], Vec::new());
        let mean = self.doubles(&[mean]);
        let flow = self.node("Add", &[&flow, &mean], Vec::new());
        self.output(
            "Cast",
            &[&flow],
            vec![int("to", proto::FLOAT.into())],
            "prediction",
            proto::FLOAT,
            Some(1),
        );
    }

    /// The label by the scores as they are, and the probabilities without the weights that the classes had in training:
    /// `softmax(scores − ln weights)`.
    fn classes(&mut self, flow: &str, count: usize, names: &[String], weights: &[f32]) {
        let scores = if weights.is_empty() {
            flow.to_owned()
        } else {
            let logarithms = weights.iter().map(|&weight| libm::log(f64::from(weight)));
            let logarithms: Vec<f32> = logarithms.map(narrow).collect();
            let logarithms = self.singles(&[1, count], logarithms.iter());
            self.node("Sub", &[flow, &logarithms], Vec::new())
        };
        self.output(
            "Softmax",
            &[&scores],
            vec![int("axis", -1)],
            "probabilities",
            proto::FLOAT,
            Some(count),
        );
        let attributes = vec![int("axis", 1), int("keepdims", 0)];
        let highest = self.node("ArgMax", &[flow], attributes);
        let names = self.texts(&[names.len()], names);
        self.output(
            "Gather",
            &[&names, &highest],
            vec![int("axis", 0)],
            "label",
            proto::STRING,
            None,
        );
    }

    fn join(&mut self, parts: &[String]) -> String {
        if let [part] = parts {
            return part.clone();
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.node("Concat", &parts, vec![int("axis", 1)])
    }

    fn cast(&mut self, flow: &str, kind: i32) -> String {
        self.node("Cast", &[flow], vec![int("to", kind.into())])
    }

    fn node(&mut self, operator: &str, inputs: &[&str], attribute: Vec<Attribute>) -> String {
        let output = self.fresh();
        self.add(operator, inputs, attribute, output.clone());
        output
    }

    fn add(&mut self, operator: &str, inputs: &[&str], attribute: Vec<Attribute>, output: String) {
        self.graph.node.push(Node {
            input: inputs.iter().map(|&input| input.to_owned()).collect(),
            output: vec![output],
            op_type: operator.to_owned(),
            attribute,
            domain: String::new(),
        });
    }

    fn output(
        &mut self,
        operator: &str,
        inputs: &[&str],
        attribute: Vec<Attribute>,
        name: &str,
        kind: i32,
        columns: Option<usize>,
    ) {
        self.add(operator, inputs, attribute, name.to_owned());
        self.graph.output.push(value_info(name, kind, columns));
    }

    fn input(&mut self, name: &str, kind: i32) {
        self.graph.input.push(value_info(name, kind, Some(1)));
    }

    fn doubles(&mut self, values: &[f64]) -> String {
        self.constant(Tensor {
            dims: dims(&[1, values.len()]),
            data_type: proto::DOUBLE,
            raw_data: values.iter().flat_map(|value| value.to_le_bytes()).collect(),
            ..Tensor::default()
        })
    }

    fn singles<'v>(&mut self, shape: &[usize], values: impl Iterator<Item = &'v f32>) -> String {
        self.constant(Tensor {
            dims: dims(shape),
            data_type: proto::FLOAT,
            raw_data: values.flat_map(|value| value.to_le_bytes()).collect(),
            ..Tensor::default()
        })
    }

    fn wholes(&mut self, values: &[usize]) -> String {
        self.constant(Tensor {
            dims: dims(&[values.len()]),
            data_type: proto::INT64,
            int64_data: dims(values),
            ..Tensor::default()
        })
    }

    fn texts(&mut self, shape: &[usize], texts: &[String]) -> String {
        self.constant(Tensor {
            dims: dims(shape),
            data_type: proto::STRING,
            string_data: texts.iter().map(|text| text.as_bytes().to_vec()).collect(),
            ..Tensor::default()
        })
    }

    fn constant(&mut self, tensor: Tensor) -> String {
        let name = self.fresh();
        self.graph.initializer.push(Tensor {
            name: name.clone(),
            ..tensor
        });
        name
    }

    fn fresh(&mut self) -> String {
        self.count += 1;
        format!("{}{}", self.prefix, self.count)
    }
}

/// Where one input of the network comes from.
enum Place {
    Value(usize),
    Flag(usize),
    Category(usize),
}

fn value_info(name: &str, kind: i32, columns: Option<usize>) -> ValueInfo {
    let rows = Dimension {
        dim_value: None,
        dim_param: Some("rows".to_owned()),
    };
    let columns = columns.map(|columns| Dimension {
        dim_value: i64::try_from(columns).ok(),
        dim_param: None,
    });
    ValueInfo {
        name: name.to_owned(),
        r#type: Some(Type {
            tensor_type: Some(TensorType {
                elem_type: kind,
                shape: Some(Shape {
                    dim: std::iter::once(rows).chain(columns).collect(),
                }),
            }),
        }),
    }
}

fn dims(sizes: &[usize]) -> Vec<i64> {
    sizes
        .iter()
        .map(|&size| i64::try_from(size).unwrap_or(i64::MAX))
        .collect()
}

fn int(name: &str, value: i64) -> Attribute {
    Attribute {
        name: name.to_owned(),
        i: Some(value),
        r#type: proto::ATTRIBUTE_INT,
        ..Attribute::default()
    }
}

fn float(name: &str, value: f32) -> Attribute {
    Attribute {
        name: name.to_owned(),
        f: Some(value),
        r#type: proto::ATTRIBUTE_FLOAT,
        ..Attribute::default()
    }
}

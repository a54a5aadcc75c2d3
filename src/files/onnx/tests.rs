//! Graphs that a converter could write, put together here.

use prost::Message as _;

use super::super::error::FileError;
use super::super::network::{Activation, Output, PlainNetwork, Predictions};
use super::import::Imported;
use super::open::{Opened, open};
use super::proto::{
    self, Attribute, Dimension, Graph, Model, Node, Shape, Tensor, TensorType, Type, ValueInfo,
};
use crate::features::Matrix;

fn node(op_type: &str, input: &[&str], output: &str) -> Node {
    Node {
        op_type: op_type.to_owned(),
        input: input.iter().map(|&name| name.to_owned()).collect(),
        output: vec![output.to_owned()],
        domain: if ["Scaler", "ZipMap", "ArrayFeatureExtractor"].contains(&op_type) {
            "ai.onnx.ml"
        } else {
            ""
        }
        .to_owned(),
        ..Node::default()
    }
}

fn with(mut node: Node, name: &str, number: f32) -> Node {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole where it is asked for as such"
    )]
    let whole = number as i64;
    node.attribute.push(Attribute {
        name: name.to_owned(),
        f: Some(number),
        i: Some(whole),
        floats: vec![number],
        ..Attribute::default()
    });
    node
}

fn tensor(name: &str, dims: &[i64], float_data: &[f32]) -> Tensor {
    Tensor {
        name: name.to_owned(),
        dims: dims.to_vec(),
        data_type: proto::FLOAT,
        float_data: float_data.to_vec(),
        ..Tensor::default()
    }
}

/// A tensor of whole numbers.
fn whole(name: &str, int64_data: &[i64]) -> Tensor {
    Tensor {
        name: name.to_owned(),
        dims: vec![int64_data.len().try_into().unwrap()],
        data_type: proto::INT64,
        int64_data: int64_data.to_vec(),
        ..Tensor::default()
    }
}

fn info(name: &str) -> ValueInfo {
    ValueInfo {
        name: name.to_owned(),
        r#type: None,
    }
}

/// A graph with input `x` of two numbers; constants beside `one` = 1, `pair` = (2, 4), `w` = ((1, −1), (2, 3)) and
/// `column` = (1, 1)ᵀ.
fn opened(nodes: Vec<Node>, constants: Vec<Tensor>, output: &str) -> Result<Imported, FileError> {
    opened_with(nodes, constants, info("x"), &[output])
}

/// The same with this input and these outputs.
fn opened_with(
    nodes: Vec<Node>,
    constants: Vec<Tensor>,
    input: ValueInfo,
    outputs: &[&str],
) -> Result<Imported, FileError> {
    let mut initializer = vec![
        tensor("one", &[], &[1.0]),
        tensor("pair", &[1, 2], &[2.0, 4.0]),
        tensor("w", &[2, 2], &[1.0, -1.0, 2.0, 3.0]),
        tensor("column", &[2, 1], &[1.0, 1.0]),
    ];
    initializer.extend(constants);
    let graph = Graph {
        node: nodes,
        initializer,
        input: vec![input],
        output: outputs.iter().map(|&output| info(output)).collect(),
        ..Graph::default()
    };
    let model = Model {
        graph: Some(graph),
        ..Model::default()
    };
    match open(&model.encode_to_vec())? {
        Opened::Foreign(imported) => Ok(imported),
        Opened::Kindred(_) => unreachable!("it has no description"),
    }
}

fn message(nodes: Vec<Node>, constants: Vec<Tensor>, output: &str) -> String {
    opened(nodes, constants, output).unwrap_err().to_string()
}

fn predicted(network: &PlainNetwork, row: [f32; 2]) -> Vec<f64> {
    match network.predict(&Matrix::new(2, row.to_vec()).unwrap()).unwrap() {
        Predictions::Numbers(numbers) => numbers,
        Predictions::Probabilities(matrix) => matrix.values().to_vec(),
    }
}

#[track_caller]
fn near(found: &[f64], expected: &[f64]) {
    let close = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6);
    assert!(close && found.len() == expected.len(), "{found:?} {expected:?}");
}

#[test]
fn arithmetic_by_constants_is_a_scaling_wherever_it_stands() {
    let before = vec![
        node("Sub", &["x", "pair"], "a"),
        node("Div", &["a", "pair"], "b"),
        node("Mul", &["one", "b"], "c"),
        node("MatMul", &["c", "w"], "d"),
        // (x − 2) / 2 and (y − 4) / 4, then · w, for (4, 8): (1, 1) · w = (3, 2).
        node("Relu", &["d"], "e"),
        // Between an activation and the next layer: (3, 2) · (2, 4) + 1 = (7, 9).
        node("Mul", &["e", "pair"], "f"),
        node("Add", &["one", "f"], "g"),
        node("MatMul", &["g", "column"], "h"),
        // 16, then 1 − 16.
        node("Sub", &["one", "h"], "y"),
    ];
    let found = opened(before, Vec::new(), "y").unwrap();
    assert!(!found.is_output_known);
    near(&predicted(&found.network, [4.0, 8.0]), &[-15.0]);
}

#[test]
fn gemm_has_factors_and_can_be_transposed() {
    let gemm = with(
        with(node("Gemm", &["x", "w", "one"], "h"), "alpha", 2.0),
        "beta",
        0.5,
    );
    let straight = vec![gemm.clone(), node("MatMul", &["h", "column"], "y")];
    // (1, 10) · w = (21, 29); · 2 + 0.5 = (42.5, 58.5).
    near(
        &predicted(&opened(straight, Vec::new(), "y").unwrap().network, [1.0, 10.0]),
        &[101.0],
    );
    let transposed = vec![with(gemm, "transB", 1.0), node("MatMul", &["h", "column"], "y")];
    // (1, 10) · wᵀ = (−9, 32); · 2 + 0.5 = (−17.5, 64.5).
    near(
        &predicted(&opened(transposed, Vec::new(), "y").unwrap().network, [1.0, 10.0]),
        &[47.0],
    );
}

#[test]
fn batch_normalisation_is_folded_before_and_behind_an_activation() {
    let parts = || {
        vec![
            tensor("gamma", &[2], &[2.0, 1.0]),
            tensor("beta", &[2], &[0.5, 0.0]),
            tensor("mean", &[2], &[1.0, 3.0]),
            tensor("variance", &[2], &[4.0, 0.25]),
        ]
    };
    let normalise = |input: &str, output: &str| {
        with(
            node(
                "BatchNormalization",
                &[input, "gamma", "beta", "mean", "variance"],
                output,
            ),
            "epsilon",
            0.0,
        )
    };
    let nodes = vec![
        node("MatMul", &["x", "w"], "a"),
        normalise("a", "b"),
        node("Relu", &["b"], "c"),
        normalise("c", "d"),
        node("MatMul", &["d", "column"], "y"),
    ];
    // (3, 2) → (2.5, −2) → (2.5, 0) → (2, −6) → −4.
    near(
        &predicted(&opened(nodes, parts(), "y").unwrap().network, [1.0, 1.0]),
        &[-4.0],
    );
    let training = with(normalise("x", "a"), "training_mode", 1.0);
    assert!(message(vec![training], parts(), "a").contains("TrainingMode"));
    let mut older = normalise("x", "a");
    older.output.extend(["m", "v", "", ""].map(str::to_owned));
    assert!(message(vec![older], parts(), "a").contains("TrainingMode"));
}

#[test]
fn the_end_tells_what_is_predicted() {
    let one = |end: Vec<Node>, output: &str| {
        let mut nodes = vec![
            node("MatMul", &["x", "column"], "s"),
            node("Sigmoid", &["s"], "p"),
        ];
        nodes.extend(end);
        opened(nodes, Vec::new(), output)
    };
    let complement = || node("Sub", &["one", "p"], "q");
    let sigmoid = 1.0 / (1.0 + (-0.75_f64).exp());
    for (found, is_known) in [
        (one(Vec::new(), "p").unwrap(), false),
        (
            one(vec![complement(), node("Concat", &["q", "p"], "y")], "y").unwrap(),
            true,
        ),
    ] {
        assert_eq!(found.is_output_known, is_known);
        assert_eq!(found.network.layers()[0].activation, Activation::Identity);
        near(&predicted(&found.network, [0.5, 0.25]), &[1.0 - sigmoid, sigmoid]);
    }
    let reversed = one(vec![complement(), node("Concat", &["p", "q"], "y")], "y").unwrap_err();
    assert!(reversed.to_string().contains("Concat"), "{reversed}");

    let several = vec![node("MatMul", &["x", "w"], "s"), node("Sigmoid", &["s"], "p")];
    assert!(message(several, Vec::new(), "p").contains("Output { outputs: 2 }"));

    let labels = whole("names", &[10, 20]);
    let nodes = vec![
        node("MatMul", &["x", "w"], "s"),
        with(node("ArgMax", &["s"], "best"), "axis", 1.0),
        node("Gather", &["names", "best"], "y"),
    ];
    let found = opened(nodes, vec![labels], "y").unwrap();
    let names = ["10", "20"].map(str::to_owned).to_vec();
    assert_eq!(found.network.output(), &Output::Classes { count: 2, names });
}

#[test]
fn what_changes_the_scores_behind_the_end_is_refused() {
    let opened = |end: Vec<Node>, outputs: &[&str]| {
        let mut nodes = vec![node("MatMul", &["x", "w"], "s"), node("Softmax", &["s"], "p")];
        nodes.extend(end);
        let constants = vec![
            whole("names", &[10, 20]),
            whole("others", &[20, 10]),
            whole("two", &[2, -1]),
            whole("rows", &[-1, 2]),
            whole("flat", &[-1]),
        ];
        opened_with(nodes, constants, info("x"), outputs)
    };
    let best = || with(node("ArgMax", &["p"], "best"), "axis", 1.0);
    let named = || node("ArrayFeatureExtractor", &["names", "best"], "label");
    for (last, words) in [
        (node("ArgMax", &["p"], "y"), "NotOverRows"),
        (node("Reshape", &["p", "two"], "y"), "MixesRows"),
        (node("Reshape", &["p", "names"], "y"), "MixesRows"),
        (with(node("Flatten", &["p"], "y"), "axis", 0.0), "MixesRows"),
        (with(node("Cast", &["p"], "y"), "to", 7.0), "Rounds"),
        (with(node("Cast", &["best"], "y"), "to", 9.0), "Rounds"),
        (with(node("Gather", &["p", "others"], "y"), "axis", 1.0), "Picks"),
        (
            with(node("Gather", &["names", "best"], "y"), "axis", 1.0),
            "Picks",
        ),
        (node("ArrayFeatureExtractor", &["p", "names"], "y"), "Picks"),
        (node("Gather", &["names", "others"], "y"), "NotProbabilities"),
        (node("Gather", &["others", "label"], "y"), "NotProbabilities"),
        (node("ArgMax", &["label"], "y"), "NotProbabilities"),
        (node("Mul", &["p", "one"], "y"), "Operator { name: \"Mul\" }"),
    ] {
        let error = opened(vec![best(), named(), last], &["y"])
            .unwrap_err()
            .to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
    // Names that no output has say nothing, and outputs must not contradict each other.
    let unused = || node("ArrayFeatureExtractor", &["others", "best"], "unused");
    let names = ["10", "20"].map(str::to_owned).to_vec();
    let sound = || {
        vec![
            best(),
            named(),
            unused(),
            node("Reshape", &["label", "flat"], "list"),
            with(node("Cast", &["list"], "text"), "to", 8.0),
            node("Reshape", &["p", "rows"], "q"),
        ]
    };
    for outputs in [&["text", "q"][..], &["q", "label"], &["label", "best", "p"]] {
        let found = opened(sound(), outputs).unwrap();
        let expected = Output::Classes {
            count: 2,
            names: names.clone(),
        };
        assert_eq!(found.network.output(), &expected, "{outputs:?}");
    }
    let error = opened(sound(), &["label", "unused"]).unwrap_err().to_string();
    assert!(error.contains("OtherNames"), "{error}");
}

#[test]
fn graphs_that_are_no_chain_are_refused() {
    let layer = || node("MatMul", &["x", "w"], "a");
    for (nodes, words) in [
        (
            vec![node("Conv", &["x", "w"], "y")],
            "Operator { name: \"Conv\" }",
        ),
        (
            vec![Node {
                domain: "com.microsoft".to_owned(),
                ..node("FusedMatMul", &["x", "w"], "y")
            }],
            "com.microsoft.FusedMatMul",
        ),
        (
            vec![layer(), node("PRelu", &["a", "pair"], "y")],
            "Operator { name: \"PRelu\" }",
        ),
        (
            vec![layer(), node("GroupNormalization", &["a", "pair", "pair"], "y")],
            "Operator { name: \"GroupNormalization\" }",
        ),
        (
            vec![layer(), node("RMSNormalization", &["a", "pair"], "y")],
            "Operator { name: \"RMSNormalization\" }",
        ),
        (vec![layer(), node("MatMul", &["x", "w"], "y")], "NotInOrder"),
        (vec![node("MatMul", &["w", "x"], "y")], "NotInOrder"),
        (vec![layer(), node("Add", &["a", "x"], "y")], "NotConstant"),
        (vec![layer(), node("Div", &["one", "a"], "y")], "Divides"),
        (vec![layer(), node("Add", &["a", "column"], "y")], "NotOneRow"),
        (
            vec![
                layer(),
                node("Softmax", &["a"], "p"),
                node("MatMul", &["p", "w"], "y"),
            ],
            "Operator { name: \"MatMul\" }",
        ),
        (
            vec![layer(), with(node("Softmax", &["a"], "y"), "axis", 0.0)],
            "NotOverRows",
        ),
        (
            vec![layer(), with(node("Cast", &["a"], "y"), "to", 7.0)],
            "Rounds",
        ),
        (
            vec![layer(), with(node("Gemm", &["a", "w"], "y"), "transA", 1.0)],
            "TransposesRows",
        ),
        (vec![layer(), node("Squeeze", &["a"], "y")], "MixesRows"),
        (vec![node("Relu", &["x"], "y")], "ActivationPlace"),
        (
            vec![layer(), node("Relu", &["a"], "b"), node("Relu", &["b"], "y")],
            "ActivationPlace",
        ),
        (
            vec![
                layer(),
                node("Relu", &["a"], "b"),
                node("Mul", &["b", "pair"], "y"),
            ],
            "ScaledOutputs",
        ),
        (
            vec![layer(), node("MatMul", &["a", "missing"], "y")],
            "NotConstant",
        ),
        (vec![layer()], "OtherOutput"),
        (vec![node("Identity", &["x"], "y")], "NoLayers"),
        (
            vec![layer(), node("Identity", &["a"], "y"), node("If", &["y"], "z")],
            "Operator { name: \"If\" }",
        ),
    ] {
        let message = message(nodes, Vec::new(), "y");
        assert!(message.contains(words), "{words}: {message}");
    }
    let outside = Tensor {
        data_location: 1,
        ..tensor("far", &[2, 1], &[])
    };
    assert!(
        message(vec![node("MatMul", &["x", "far"], "y")], vec![outside], "y").contains("ExternalWeights")
    );
    for (dims, words) in [
        ([2_i64, 3], "TensorSize"),
        ([-2, -1], "WeightsSize"),
        ([i64::MAX, i64::MAX], "WeightsSize"),
        ([2, 0], "WeightsSize"),
    ] {
        let odd = tensor("odd", &dims, &[1.0, 2.0]);
        let message = message(vec![node("MatMul", &["x", "odd"], "y")], vec![odd], "y");
        assert!(message.contains(words), "{dims:?}: {message}");
    }
    let many = (0..1_001).map(|_| node("Identity", &["x"], "x")).collect();
    assert!(message(many, Vec::new(), "y").contains("TooMany { what: Operators, max: 1000 }"));
}

/// The input `x` of this kind, with these sizes; 0 is any size.
fn input(elem_type: i32, sizes: [i64; 2]) -> ValueInfo {
    let dim = sizes.map(|size| Dimension {
        dim_value: (size > 0).then_some(size),
        dim_param: None,
    });
    let shape = Shape { dim: dim.to_vec() };
    let tensor_type = TensorType {
        elem_type,
        shape: Some(shape),
    };
    ValueInfo {
        r#type: Some(Type {
            tensor_type: Some(tensor_type),
        }),
        ..info("x")
    }
}

#[test]
fn inputs_that_are_no_floats_are_refused_by_name() {
    let layer = || vec![node("MatMul", &["x", "column"], "y")];
    for (kind, words) in [
        (proto::INT32, "InputKind(\"x\")"),
        (proto::INT64, "InputKind(\"x\")"),
        (proto::BOOL, "InputKind(\"x\")"),
        (proto::STRING, "TextInput(\"x\")"),
    ] {
        // A cast behind it does not give back what was rounded.
        let cast = with(node("Cast", &["x"], "float"), "to", 1.0);
        let nodes = vec![cast, node("MatMul", &["float", "column"], "y")];
        let error = opened_with(nodes, Vec::new(), input(kind, [0, 2]), &["y"]).unwrap_err();
        assert!(error.to_string().contains(words), "{kind}: {error}");
    }
    for kind in [proto::UNDEFINED, proto::FLOAT, proto::DOUBLE, proto::HALF] {
        assert!(
            opened_with(layer(), Vec::new(), input(kind, [0, 2]), &["y"]).is_ok(),
            "{kind}"
        );
    }
}

#[test]
fn a_shape_that_joins_or_splits_rows_is_refused() {
    let opened = |shape: [i64; 2], input: ValueInfo| {
        let nodes = vec![
            node("Reshape", &["x", "shape"], "a"),
            node("MatMul", &["a", "column"], "y"),
        ];
        opened_with(nodes, vec![whole("shape", &shape)], input, &["y"])
    };
    for (shape, sizes, keeps_rows) in [
        ([-1, 2], [0, 2], true),
        ([-1, 2], [0, 0], true),
        ([0, -1], [0, 2], true),
        ([0, 2], [0, 2], true),
        ([1, -1], [1, 2], true),
        ([1, 2], [1, 2], true),
        // Each row of four becomes two; all rows become one; no shape at all.
        ([-1, 2], [0, 4], false),
        ([1, -1], [0, 2], false),
        ([1, 2], [0, 2], false),
        ([-1, -1], [0, 2], false),
        ([-7, 2], [0, 2], false),
    ] {
        let opened = opened(shape, input(proto::FLOAT, sizes));
        let message = opened.err().map(|error| error.to_string());
        let is_refused = message.is_some_and(|message| message.contains("MixesRows"));
        assert_eq!(is_refused, !keeps_rows, "{shape:?} of {sizes:?}");
    }
}

#[test]
fn a_further_output_is_refused_by_name() {
    let nodes = || {
        vec![
            node("MatMul", &["x", "w"], "hidden"),
            node("Relu", &["hidden"], "b"),
            node("MatMul", &["b", "w"], "s"),
            node("Softmax", &["s"], "p"),
            with(node("ArgMax", &["p"], "label"), "axis", 1.0),
        ]
    };
    let opened = |outputs: &[&str]| opened_with(nodes(), Vec::new(), info("x"), outputs);
    assert!(opened(&["label", "p"]).is_ok());
    assert!(opened(&["p", "s"]).is_ok());
    for outputs in [["p", "hidden"], ["hidden", "label"]] {
        let error = opened(&outputs).unwrap_err().to_string();
        assert!(error.contains("FurtherOutput(\"hidden\")"), "{error}");
    }
}

#[test]
fn one_tensor_used_again_and_again_stays_within_bounds() {
    let wide = tensor("wide", &[2_000, 2_000], &vec![0.0; 4_000_000]);
    let nodes = (0..60)
        .map(|index| node("MatMul", &[if index == 0 { "x" } else { "a" }, "wide"], "a"))
        .collect();
    assert!(message(nodes, vec![wide], "a").contains("TooMany { what: Weights, max: 8000000 }"));
}

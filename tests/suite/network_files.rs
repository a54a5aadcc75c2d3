//! Network files of other libraries and Kindred's own: the same predictions, and hostile files refused.
//!
//! `tests/networks/make.py` made the files and what their own libraries predict.

use std::path::PathBuf;

use crate::hostile::sealed;
use crate::networks::{CLASSES, EXPORTED, bundle, layer};
use kindred::features::{Cells, Encoding, Matrix, PairedColumn, Side};
use kindred::files::{
    Activation, Bundle, BundleFault, FileError, Foreign, LayersFault, NetworkError, OpenedFile, OtherKind,
    Output, Part, PlainNetwork, Predictions, Reading, Unknown, open, open_as,
};
use serde_json::{Value, json};

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "networks", name]
        .iter()
        .collect()
}

pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn record(name: &str) -> Value {
    serde_json::from_slice(&file(name)).unwrap()
}

#[expect(clippy::cast_possible_truncation, reason = "inputs are single precision")]
fn numbers(value: &Value) -> (Vec<f32>, usize) {
    let rows = value.as_array().unwrap();
    let columns = rows[0].as_array().map_or(1, Vec::len);
    let cells = rows.iter().flat_map(|row| match row {
        Value::Array(cells) => cells.clone(),
        cell => vec![cell.clone()],
    });
    (cells.map(|cell| cell.as_f64().unwrap() as f32).collect(), columns)
}

/// All predictions, row after row.
fn predictions(network: &PlainNetwork, rows: &Matrix<f32>) -> Vec<f64> {
    match network.predict(rows).unwrap() {
        Predictions::Numbers(numbers) => numbers,
        Predictions::Probabilities(matrix) => matrix.values().to_vec(),
    }
}

fn agree(name: &str, found: &[f64], expected: &[f32]) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (index, (found, &expected)) in found.iter().zip(expected).enumerate() {
        let difference = (found - f64::from(expected)).abs();
        assert!(
            difference <= 1e-5 * f64::from(expected).abs().max(1.0),
            "{name}, {index}: {found} {expected}"
        );
    }
}

fn foreign(name: &str) -> Foreign {
    match open(name, &file(name)) {
        Ok(OpenedFile::Foreign(foreign)) => foreign,
        other => panic!("{name}: {other:?}"),
    }
}

fn check(name: &str, network: &PlainNetwork, record_name: &str) {
    let record = record(record_name);
    let (rows, columns) = numbers(&record["rows"]);
    let (expected, _) = numbers(&record["predictions"]);
    agree(
        name,
        &predictions(network, &Matrix::new(columns, rows).unwrap()),
        &expected,
    );
}

#[test]
fn networks_of_scikit_learn_predict_the_same() {
    for (name, classes) in [
        ("sklearn-two-classes", ["0", "1"].as_slice()),
        ("sklearn-three-classes", &["high", "low", "middle"]),
        ("sklearn-number", &[]),
    ] {
        let found = foreign(&format!("{name}.onnx"));
        assert_eq!(found.unknown, [], "{name}");
        check(name, &found.network, &format!("{name}.json"));
        match found.network.output() {
            Output::Classes { names, .. } => assert_eq!(names, classes),
            Output::Number { .. } => assert!(classes.is_empty(), "{name}"),
        }
        let spread = found.network.clone().with_a_score_for_each_class();
        check(name, &spread, &format!("{name}.json"));
    }
}

#[test]
fn networks_of_pytorch_predict_the_same() {
    for (name, activation, normalised) in [
        ("torch-plain", Activation::Tanh, [].as_slice()),
        ("torch-normalised", Activation::Relu, &[Unknown::Normalisation]),
    ] {
        for ending in ["onnx", "pt", "safetensors"] {
            let file = format!("{name}.{ending}");
            let found = foreign(&file);
            let network = if ending == "onnx" {
                assert_eq!(found.unknown, [Unknown::Output], "{file}");
                found.network
            } else {
                let unknown = [normalised, &[Unknown::Activation, Unknown::Output]].concat();
                assert_eq!(found.unknown, unknown, "{file}");
                assert_eq!(found.readings.len(), 1, "{file}");
                found.network.with_activation(activation).unwrap()
            };
            check(&file, &network, &format!("{name}.json"));
        }
    }
}

#[test]
fn layers_that_fit_in_several_orders_are_asked_for() {
    let bytes = file("unordered.safetensors");
    let found = foreign("unordered.safetensors");
    assert_eq!(
        found.unknown,
        [Unknown::Reading, Unknown::Activation, Unknown::Output]
    );
    let linear = |name: &str| Part::Linear(name.to_owned());
    let reading = |names: [&str; 3]| {
        let [first, second, third] = names.map(linear);
        Reading(vec![first, Part::Activation, second, Part::Activation, third])
    };
    let right = reading(["entry", "body", "head"]);
    assert_eq!(
        found.readings,
        [reading(["body", "entry", "head"]), right.clone()]
    );
    let place = found.readings.iter().position(|reading| *reading == right);
    let chosen = match open_as("n.safetensors", &bytes, place) {
        Ok(OpenedFile::Foreign(foreign)) => foreign,
        other => panic!("{other:?}"),
    };
    assert_eq!(chosen.unknown, [Unknown::Activation, Unknown::Output]);
    check("entry first", &chosen.network, "unordered.json");
}

#[test]
fn what_may_be_no_layer_normalisation_is_asked_for_or_refused() {
    let refused = |name: &str| open(name, &file(name)).unwrap_err();
    let prelu = LayersFault::WeightAlone("1".to_owned());
    assert_eq!(refused("prelu.pt"), prelu.into());
    let batch = LayersFault::NoStatistics("1".to_owned());
    assert_eq!(refused("batch-normalised-alone.pt"), batch.into());
    let group = foreign("group-normalised.pt");
    let unknown = [Unknown::Normalisation, Unknown::Activation, Unknown::Output];
    assert_eq!(group.unknown, unknown);
    assert_eq!(group.layer_normalisations, ["1"]);
}

#[test]
fn a_network_of_others_becomes_one_of_kindreds() {
    let columns = ["a", "b", "c", "d"].map(str::to_owned);
    let found = foreign("sklearn-two-classes.onnx");
    let bundle = found.clone().bundle(&columns, "y").unwrap();
    assert_eq!(bundle.network.scaling(), None);
    let record = record("sklearn-two-classes.json");
    let (rows, _) = numbers(&record["rows"]);
    let cells = |column: usize| -> Vec<f64> {
        rows.iter()
            .skip(column)
            .step_by(4)
            .map(|&cell| cell.into())
            .collect()
    };
    let table: Vec<PairedColumn<'_>> = columns
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let cells = Cells::Numbers(cells(place).into());
            PairedColumn::new(name, cells.clone(), cells, Vec::new())
        })
        .collect();
    let read = Bundle::read(&bundle.write().unwrap()).unwrap();
    let (encoding, _) = read.encoding.bind(&table.iter().collect::<Vec<_>>()).unwrap();
    let inputs = encoding
        .encode(&table, Side::Source, &(0..12).collect::<Vec<_>>())
        .unwrap();
    let (expected, _) = numbers(&record["predictions"]);
    agree("as Kindred's", &predictions(&read.network, &inputs), &expected);

    let error = found.clone().bundle(&columns[1..], "y").unwrap_err();
    assert_eq!(error, NetworkError::Rows { takes: 4, found: 3 }.into());
    let twice = ["a", "b", "a", "d"].map(str::to_owned);
    let twice = found.bundle(&twice, "y").unwrap_err();
    assert!(
        matches!(twice, FileError::Bundle(BundleFault::Preprocessing(_))),
        "{twice}"
    );
    let nameless = foreign("torch-plain.pt").bundle(&columns, "y").unwrap_err();
    assert_eq!(nameless, BundleFault::ClassesUnnamed.into());
}

#[test]
fn exported_networks_predict_the_same_in_onnxruntime() {
    for name in EXPORTED {
        let bundle = bundle(name);
        assert!(
            bundle.to_onnx().unwrap() == file(&format!("{name}.onnx")),
            "{name}: other bytes"
        );
        let record = record(&format!("{name}.json"));
        let texts = |column: &str| -> Vec<String> {
            let cells = record["table"][column].as_array().unwrap();
            cells
                .iter()
                .map(|cell| cell.as_str().unwrap().to_owned())
                .collect()
        };
        let category = |column: &str| {
            // Each cell a level of its own is as good as any other coding.
            let (levels, codes) = (texts(column), (0..8).collect::<Vec<u32>>());
            PairedColumn::new(column, Cells::Codes(codes.clone()), Cells::Codes(codes), levels)
        };
        let number = |column: &str| {
            let cells = record["table"][column].as_array().unwrap();
            // As single precision has them.
            #[expect(clippy::cast_possible_truncation, reason = "onnxruntime was given these")]
            let cells: Vec<f64> = cells
                .iter()
                .map(|cell| f64::from(cell.as_f64().unwrap_or(f64::NAN) as f32))
                .collect();
            PairedColumn::new(
                column,
                Cells::Numbers(cells.clone().into()),
                Cells::Numbers(cells.into()),
                Vec::new(),
            )
        };
        let table = [
            number("day"),
            number("number"),
            category("kind"),
            category("label"),
        ];
        let (encoding, order) = bundle.encoding.bind(&table.each_ref()).unwrap();
        let table: Vec<PairedColumn<'_>> = order.iter().map(|&place| table[place].clone()).collect();
        let rows = encoding
            .encode(&table, Side::Target, &(0..8).collect::<Vec<_>>())
            .unwrap();
        let found = predictions(&bundle.network, &rows);
        let outputs = &record["outputs"];
        if name == "exported-number" {
            agree(name, &found, &numbers(&outputs["prediction"]).0);
            continue;
        }
        // The probabilities are told without the weights that the classes had in training; the label is the highest score's.
        let unweighed: Vec<f64> = found
            .chunks(3)
            .flat_map(|row| {
                let shares = row.iter().zip(&bundle.class_weights);
                let shares: Vec<f64> = shares.map(|(share, &weight)| share / f64::from(weight)).collect();
                let sum: f64 = shares.iter().sum();
                shares.into_iter().map(move |share| share / sum)
            })
            .collect();
        agree(name, &unweighed, &numbers(&outputs["probabilities"]).0);
        let labels = found.chunks(3).map(|row| {
            let highest = (0..3).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap();
            json!(CLASSES[highest])
        });
        assert_eq!(outputs["label"], Value::Array(labels.collect()));
    }
}

#[test]
fn a_bundle_is_read_as_it_was_written() {
    for name in EXPORTED {
        let bundle = bundle(name);
        let bytes = bundle.write().unwrap();
        assert_eq!(bytes, bundle.write().unwrap());
        match open("network.safetensors", &bytes) {
            Ok(OpenedFile::Kindred(read)) => assert_eq!(*read, bundle),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_bundle_is_read_from_the_onnx_file_that_it_wrote() {
    for name in EXPORTED {
        let bundle = bundle(name);
        match open("network.onnx", &bundle.to_onnx().unwrap()) {
            Ok(OpenedFile::Kindred(read)) => assert_eq!(*read, bundle),
            other => panic!("{other:?}"),
        }
    }
    // One score for two classes is written as two.
    let mut bundle = bundle("exported-classes");
    let output = Output::Classes {
        count: 2,
        names: ["no", "yes"].map(str::to_owned).to_vec(),
    };
    let layers = vec![layer(9, 1, Activation::Identity, false)];
    bundle.network = PlainNetwork::new(Vec::new(), None, layers, output).unwrap();
    bundle.class_weights = Vec::new();
    let Ok(OpenedFile::Kindred(read)) = open("network.onnx", &bundle.to_onnx().unwrap()) else {
        panic!("it is not Kindred's");
    };
    let rows = Matrix::new(9, (0_u8..18).map(f32::from).collect()).unwrap();
    assert_eq!(read.network.predict(&rows), bundle.network.predict(&rows));
    assert_eq!(read.encoding, bundle.encoding);
}

#[test]
fn the_fitted_encoding_travels() {
    let cells = [1.0, 5.0, f64::NAN, 9.0];
    let column = PairedColumn::new(
        "x",
        Cells::Numbers(cells.as_slice().into()),
        Cells::Numbers(cells.as_slice().into()),
        Vec::new(),
    );
    let columns = [column];
    let fitted = Encoding::for_network(&columns, &[0, 1, 2, 3]);
    let mut bundle = bundle("exported-number");
    bundle.encoding = fitted.portable(&columns);
    bundle.network = PlainNetwork::new(
        Vec::new(),
        None,
        vec![layer(2, 1, Activation::Identity, false)],
        Output::Number { mean: 0.0, sd: 1.0 },
    )
    .unwrap();
    let read = Bundle::read(&bundle.write().unwrap()).unwrap();
    let (encoding, order) = read.encoding.bind(&columns.each_ref()).unwrap();
    assert_eq!((encoding, order), (fitted, vec![0]));
}

/// The bytes with one stretch in them exchanged.
pub(crate) fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let place = bytes.windows(from.len()).position(|window| window == from);
    let place = place.unwrap_or_else(|| panic!("{} is not there", String::from_utf8_lossy(from)));
    [&bytes[..place], to, &bytes[place + from.len()..]].concat()
}

fn all_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = ["sklearn-two-classes.onnx", "sklearn-three-classes.onnx"]
        .into_iter()
        .chain(
            ["torch-plain", "torch-normalised"]
                .iter()
                .flat_map(|name| match *name {
                    "torch-plain" => ["torch-plain.onnx", "torch-plain.pt", "torch-plain.safetensors"],
                    _ => [
                        "torch-normalised.onnx",
                        "torch-normalised.pt",
                        "torch-normalised.safetensors",
                    ],
                }),
        )
        .map(|name| (name.to_owned(), file(name)))
        .collect();
    let bundle = bundle("exported-classes");
    files.push(("bundle.safetensors".to_owned(), bundle.write().unwrap()));
    files.push(("bundle.onnx".to_owned(), bundle.to_onnx().unwrap()));
    files
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for (name, bytes) in all_files() {
        for length in 0..bytes.len() {
            // With a hash that fits, so that the readers have to notice.
            let opened = open(&name, &sealed(bytes[..length].to_vec()));
            // An ONNX file may end in parts that say nothing of the network.
            let is_harmless =
                name.ends_with("onnx") && name != "bundle.onnx" && length > bytes.len() * 9 / 10;
            assert!(opened.is_err() || is_harmless, "{name} cut at {length}");
        }
    }
}

#[test]
fn a_changed_byte_never_panics() {
    for (name, bytes) in all_files() {
        let mut changed = bytes.clone();
        for place in 0..bytes.len() {
            for change in [0x01, 0x80, 0xff] {
                changed[place] = bytes[place] ^ change;
                let network = match open(&name, &sealed(changed.clone())) {
                    Ok(OpenedFile::Foreign(foreign)) => foreign.network,
                    Ok(OpenedFile::Kindred(bundle)) => bundle.network,
                    Err(_) => continue,
                };
                let rows = Matrix::new(network.inputs(), vec![0.5; network.inputs()]);
                predictions(&network, &rows.unwrap());
            }
            changed[place] = bytes[place];
        }
    }
}

pub(crate) fn message(name: &str, bytes: &[u8]) -> String {
    open(name, bytes).unwrap_err().to_string()
}

#[test]
fn sizes_out_of_all_bounds_are_refused() {
    let safetensors = |header: &str, length: u64| [&length.to_le_bytes(), header.as_bytes()].concat();
    let whole = |header: &str| safetensors(header, header.len() as u64);
    assert!(
        message("n.safetensors", &safetensors("{", u64::MAX)).contains("TooLarge { what: Header, max: 10 }")
    );
    for (header, word) in [
        (
            r#"{"0.weight":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#,
            "TensorSize",
        ),
        (
            r#"{"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#,
            "DataLength",
        ),
        (
            r#"{"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[9,3]}}"#,
            "TensorOutside",
        ),
        (
            r#"{"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,0]}}"#,
            "TensorSize",
        ),
        (
            r#"{"0.weight":{"dtype":"I64","shape":[0,2],"data_offsets":[0,0]}}"#,
            "kind: \"I64\"",
        ),
        (
            r#"{"0.weight":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]}}"#,
            "EmptyLayer",
        ),
        (
            r#"{"0.weight":{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,0]}}"#,
            "Library",
        ),
        ("{}", "NoLinearLayer"),
    ] {
        let message = message("n.safetensors", &whole(header));
        assert!(message.contains(word), "{header}: {message}");
    }
}

/// A `.pt` file of this pickle and one storage of sixteen zeros.
fn zipped(pickle: &[u8]) -> Vec<u8> {
    archive(&[("n/data.pkl", pickle), ("n/data/0", &[0; 64])])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The pickle of a `state_dict` with one tensor of this shape and these strides.
fn pickle(function: &str, shape: [i32; 2], strides: [i32; 2]) -> Vec<u8> {
    let text = |text: &str| {
        [
            &b"X"[..],
            &u32::try_from(text.len()).unwrap().to_le_bytes(),
            text.as_bytes(),
        ]
        .concat()
    };
    let int = |number: i32| [b"J", number.to_le_bytes().as_slice()].concat();
    [
        b"\x80\x02}".as_slice(),
        &text("0.weight"),
        format!("c{function}\n((").as_bytes(),
        &text("storage"),
        b"ctorch\nFloatStorage\n",
        &text("0"),
        &text("cpu"),
        &int(16),
        b"tQ",
        &int(0),
        b"(",
        &int(shape[0]),
        &int(shape[1]),
        b"t(",
        &int(strides[0]),
        &int(strides[1]),
        b"t\x89}tRs.",
    ]
    .concat()
}

#[test]
fn pickles_are_read_and_never_run() {
    let rebuild = "torch._utils\n_rebuild_tensor_v2";
    let read = |pickle: &[u8]| open("n.pt", &zipped(pickle));
    assert!(read(&pickle(rebuild, [2, 8], [8, 1])).is_ok());
    for (bytes, words) in [
        (
            pickle("os\nsystem", [2, 8], [8, 1]),
            "Global { name: \"os.system\"",
        ),
        (
            pickle("posix\nsystem", [2, 8], [8, 1]),
            "Global { name: \"posix.system\"",
        ),
        (
            pickle("torch\nload", [2, 8], [8, 1]),
            "Global { name: \"torch.load\"",
        ),
        (pickle(rebuild, [2, 9], [8, 1]), "TensorOutside"),
        (pickle(rebuild, [2, 8], [i32::MAX, i32::MAX]), "TensorOutside"),
        (pickle(rebuild, [-1, 8], [8, 1]), "NotATensor"),
        (pickle(rebuild, [i32::MAX, 0], [0, 0]), "TensorSize"),
        (pickle(rebuild, [i32::MAX, i32::MAX], [0, 0]), "TensorSize"),
        // 5,000 units of one stored number.
        (
            pickle(rebuild, [5_000, 1], [0, 0]),
            "TooMany { what: Units, max: 4096 }",
        ),
        (b"\x80\x02(ios\nsystem\n.".to_vec(), "Opcode { code: 105 }"),
        (b"\x80\x02R.".to_vec(), "Instructions"),
        (b"\x80\x02t.".to_vec(), "Instructions"),
        (b"\x80\x02X\xff\xff\xff\xff.".to_vec(), "EndsEarly"),
        (b"\x80\x02}".repeat(300_000), "TooManyParts"),
        (b"\x80\x02}.".to_vec(), "NoNames"),
    ] {
        let message = read(&bytes).unwrap_err().to_string();
        assert!(message.contains(words), "{words}: {message}");
    }
    let good = pickle(rebuild, [2, 8], [8, 1]);
    assert!(message("n.pt", &good).contains("OtherKind(Pickle)"));
    let numbers = ("n/data/0", [0; 64].as_slice());
    // PyTorch 2 says which byte comes first.
    let ordered = |order: &[u8]| {
        open(
            "n.pt",
            &archive(&[("n/data.pkl", &good), ("n/byteorder", order), numbers]),
        )
    };
    assert!(ordered(b"little").is_ok());
    assert_eq!(ordered(b"big"), Err(FileError::OtherKind(OtherKind::BigEndian)));
    for (parts, words) in [
        (
            [("n/data.pkl", vec![0; 3_000_000].as_slice()), numbers],
            "TooLarge { what: Unpacked, max: 2 }",
        ),
        ([("n/data.pkl", &good), ("n/data/0", &[0; 60])], "TensorOutside"),
        ([("n/data.pkl", &good), ("n/data/1", &[0; 64])], "Library"),
        (
            [("xl/workbook.xml", b"".as_slice()), numbers],
            "OtherKind(Archive)",
        ),
    ] {
        let message = message("n.pt", &archive(&parts));
        assert!(message.contains(words), "{words}: {message}");
    }
}

#[test]
fn what_is_no_plain_network_is_named() {
    let plain = file("torch-plain.onnx");
    let unknown = replace(&plain, b"\x22\x04Tanh", b"\x22\x04Erf_");
    assert!(
        message("n.onnx", &unknown).contains("Operator { name: \"Erf_\" }"),
        "{}",
        message("n.onnx", &unknown)
    );
    let branched = replace(&plain, b"/1/Gemm_output_0\x12", b"/9/Gemm_output_0\x12");
    assert!(
        message("n.onnx", &branched).contains("NotInOrder"),
        "{}",
        message("n.onnx", &branched)
    );
    assert_eq!(open("n.bin", b"hello"), Err(FileError::Unknown));
    assert_eq!(open("", b""), Err(FileError::Unknown));
    assert!(message("n.h5", b"\x89HDF\r\n\x1a\n").contains("OtherKind(Keras)"));
    // 6 × 4 and 6 × 6 exchanged for what does not chain.
    let bytes = file("torch-plain.safetensors");
    let shapes = replace(&bytes, b"\"shape\":[6,4]", b"\"shape\":[4,6]");
    assert!(
        message("n.safetensors", &shapes).contains("Order"),
        "{}",
        message("n", &shapes)
    );
}

mod arbitrary {
    use super::{all_files, open, zipped};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::cases::config())]

        #[test]
        fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0_usize..6) {
            let starts: [&[u8]; 6] = [b"", b"PK\x03\x04", b"\x40\0\0\0\0\0\0\0{", b"\x08\x08:", b"\x08\x08:\x20\x0a", b"\x80\x02"];
            let bytes = [starts[start], &bytes].concat();
            for name in ["n.onnx", "n.safetensors", "n.pt"] {
                prop_assert!(open(name, &bytes).is_err());
            }
        }

        #[test]
        fn pickles_never_panic(bytes in prop::collection::vec(prop::sample::select(b"\x80\x02}](.NKtqhsubaeRQcX0\n\x85\x86\x87".to_vec()), 0..60)) {
            prop_assert!(open("n.pt", &zipped(&bytes)).is_err());
        }

        #[test]
        fn files_with_a_stretch_exchanged_never_panic(
            choice in 0_usize..10,
            place in any::<prop::sample::Index>(),
            stretch in prop::collection::vec(any::<u8>(), 1..12),
        ) {
            let (name, mut bytes) = all_files().swap_remove(choice);
            let place = place.index(bytes.len());
            let end = (place + stretch.len()).min(bytes.len());
            bytes.splice(place..end, stretch);
            drop(open(&name, &bytes));
        }
    }
}

//! Network files that were damaged or changed: Kindred's own carry a hash, others are of a plausible scale.

use crate::hostile::sealed;
use crate::network_files::{file, message, replace};
use crate::networks::{bundle, layer};
use kindred::features::PortableEncoding;
use kindred::files::{
    Activation, Bundle, BundleFault, Damage, FileError, FileKind, NetworkError, OpenedFile, Output,
    PlainNetwork, open,
};

/// A small network as both kinds of file, as Kindred saves it.
fn small_files() -> [Vec<u8>; 2] {
    let mut bundle = bundle("exported-number");
    let columns = bundle.encoding.columns()[..1].to_vec();
    bundle.encoding = PortableEncoding::new(columns).unwrap();
    bundle.training = serde_json::Value::Null;
    bundle.metrics.clear();
    bundle.network = PlainNetwork::new(
        Vec::new(),
        None,
        vec![layer(bundle.encoding.width(), 1, Activation::Identity, false)],
        Output::Number { mean: 0.0, sd: 1.0 },
    )
    .unwrap();
    [bundle.write().unwrap(), bundle.to_onnx().unwrap()]
}

#[test]
fn no_flipped_bit_gives_another_network() {
    for mut file in small_files() {
        assert!(matches!(open("n", &file), Ok(OpenedFile::Kindred(_))));
        for at in 0..file.len() {
            for bit in 0..8 {
                file[at] ^= 1 << bit;
                assert!(open("n.onnx", &file).is_err(), "bit {bit} of byte {at}");
                file[at] ^= 1 << bit;
            }
        }
    }
}

#[test]
fn a_file_of_kindreds_without_a_hash_is_damaged() {
    for file in small_files() {
        let unmarked = replace(&file, b"kindred-sha256:", b"something-else:");
        let expected = FileError::Damaged {
            kind: FileKind::Kindred,
            damage: Damage::NoHash,
        };
        assert_eq!(open("n", &unmarked), Err(expected));
    }
    // With its entries of another form.
    let other = replace(&small_files()[0], br#""kindred":"{"#, br#""kindred.":""#);
    let other = replace(&other, b"kindred-sha256:", b"something-else:");
    assert!(message("n", &other).contains("NoHash"));
    // An entry of another program, with a longer name.
    let other = replace(&other, br#""kindred.":""#, br#""kindred_":""#);
    let opened = format!("{:?}", open("n", &other));
    assert!(!opened.contains("Kindred"), "{opened}");
}

#[test]
fn a_file_of_others_with_numbers_beyond_any_network_is_refused() {
    let bytes = file("torch-plain.safetensors");
    let header = 8 + usize::try_from(u64::from_le_bytes(bytes[..8].try_into().unwrap())).unwrap();
    // Behind the normalisation of the inputs, which may have any scale.
    for at in (header + 72..bytes.len()).step_by(4) {
        let mut changed = bytes.clone();
        changed[at..at + 4].copy_from_slice(&1e30_f32.to_le_bytes());
        let error = open("n.safetensors", &changed);
        assert!(
            matches!(error, Err(FileError::Network(NetworkError::Scale(_)))),
            "{at}: {error:?}"
        );
        // The scale of labels that nobody scaled.
        changed[at..at + 4].copy_from_slice(&1e13_f32.to_le_bytes());
        assert!(open("n.safetensors", &changed).is_ok(), "{at}");
    }
}

#[test]
fn an_onnx_file_of_kindreds_that_was_changed_is_refused() {
    let bytes = bundle("exported-classes").to_onnx().unwrap();
    for (from, to) in [
        ("\x22\x04Relu", "\x22\x04Tanh"),
        // An input of another name, and another category.
        ("day", "dax"),
        ("Straße", "Strafe_"),
    ] {
        let changed = replace(&bytes, from.as_bytes(), to.as_bytes());
        assert!(message("n.onnx", &changed).contains("OtherHash"), "{to}");
        let error = open("n.onnx", &sealed(changed)).unwrap_err();
        assert_eq!(error, BundleFault::OtherGraph.into(), "{to}");
    }
    let nameless = replace(&bytes, b"kindred", b"another");
    assert!(message("n.onnx", &nameless).contains("OtherHash"));
    assert!(message("n.onnx", &sealed(nameless)).contains("TextInput"));
}

#[test]
fn a_bundle_whose_parts_do_not_fit_is_refused() {
    type Change = fn(&mut Bundle);
    let changes: [(&str, Change); 3] = [
        ("ClassesUnnamed", |bundle| {
            bundle.network = bundle.network.clone().with_class_names(Vec::new()).unwrap();
        }),
        ("ClassWeights", |bundle| bundle.class_weights.push(1.0)),
        ("Width", |bundle| {
            bundle.encoding = PortableEncoding::new(bundle.encoding.columns()[..2].to_vec()).unwrap();
        }),
    ];
    for (word, change) in changes {
        let mut bundle = bundle("exported-classes");
        change(&mut bundle);
        let message = bundle.write().unwrap_err().to_string();
        assert!(message.contains(word), "{message}");
        assert_eq!(bundle.to_onnx().unwrap_err().to_string(), message);
    }
    let bytes = bundle("exported-classes").write().unwrap();
    let newer = sealed(replace(&bytes, br#"\"version\":1"#, br#"\"version\":7"#));
    assert!(matches!(
        open("n", &newer),
        Err(FileError::Newer { found: 7, known: 1 })
    ));
    let other = replace(&bytes, br#"\"Stra"#, br#"\"Stru"#);
    assert!(message("n", &other).contains("OtherHash"));
    assert!(open("n", &sealed(other)).is_ok());
    let twice = replace(&bytes, "\\\"Straße\\\"".as_bytes(), "\\\"a\\\"      ".as_bytes());
    let twice = open("n", &sealed(twice)).unwrap_err();
    assert!(
        matches!(
            twice,
            FileError::Network(NetworkError::ClassNames { .. })
                | FileError::Bundle(BundleFault::Preprocessing(_))
        ),
        "{twice}"
    );
}

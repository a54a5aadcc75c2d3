//! The command line of the example: what it takes, and what it refuses.

#[path = "../../examples/reuse_check/arguments.rs"]
#[allow(dead_code, reason = "the example uses all of it")]
mod reuse_check;

use reuse_check::{Arguments, parse};

fn parsed(arguments: &[&str]) -> Result<Arguments, String> {
    parse(arguments.iter().map(|&argument| argument.to_owned()))
}

#[test]
fn columns_may_have_a_comma_in_their_name() {
    for (text, names) in [
        ("age", &["age"][..]),
        ("age, size", &["age", "size"]),
        ("age,\"size, cm\",x", &["age", "size, cm", "x"]),
        ("\"say \"\"hi\"\"\"", &["say \"hi\""]),
    ] {
        let settings = parsed(&["a.csv", "b.csv", "--columns", text]).unwrap().settings;
        assert_eq!(settings.columns.unwrap(), names, "{text}");
    }
    assert!(parsed(&["a.csv", "b.csv", "--columns", ""]).is_err());
}

#[test]
fn settings_that_do_not_exist_are_refused() {
    let training = |json: &str| parsed(&["a.csv", "b.csv", "--label", "y", "--training", json]);
    assert_eq!(training("{\"repeats\": 5}").unwrap().settings.training.repeats, 5);
    let error = training("{\"repeat\": 5}").unwrap_err();
    assert!(error.contains("repeat`"), "{error}");
}

#[test]
fn options_that_do_nothing_together_are_refused() {
    for (arguments, part) in [
        (&["--save", "n.onnx"][..], "--save does nothing without --label"),
        (&["--adapt"], "--adapt does nothing without --label"),
        (&["--training", "{}"], "--training does nothing without --label"),
        (
            &["--label", "y", "--test-only", "--network", "n"],
            "--network does nothing with --test-only",
        ),
        (
            &["--label", "y", "--predict", "p", "--test-only"],
            "--predict does nothing with --test-only",
        ),
        (&["--seed", "1", "--seed", "2"], "--seed is given twice"),
        (&["--sed", "1"], "unknown option --sed"),
        (&["--label"], "--label needs a value"),
    ] {
        let error = parsed(&[&["a.csv", "b.csv"], arguments].concat()).unwrap_err();
        assert!(error.starts_with(part), "{arguments:?}: {error}");
    }
    for arguments in [
        &["--test-only"][..],
        &["--label", "y", "--adapt", "--save", "n.onnx", "--html", "r.html"],
        &["--label", "y", "--test-only", "--margin", "0.3"],
    ] {
        assert!(
            parsed(&[&["a.csv", "b.csv"], arguments].concat()).is_ok(),
            "{arguments:?}"
        );
    }
}

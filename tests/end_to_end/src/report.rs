//! The downloaded report: its contract, and how it compares with another.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// How far numbers of the browser and of the native program may be apart.
const TOLERANCE: f64 = 1e-5;

/// Fields of a test that are there, or whose absence has a reason.
const TEST_NUMBERS: [&str; 8] = [
    "p_value",
    "mmd2_unbiased",
    "mmd2_biased",
    "bandwidth",
    "effect_sd",
    "effect_sd_upper",
    "margin_sd",
    "smallest_detectable_sd",
];

/// Fails where a report does not hold what was promised for it.
pub fn check_contract(report: &Value) -> Result<()> {
    fields(
        report,
        "",
        &[
            "schema",
            "app_version",
            "seed",
            "source",
            "target",
            "columns",
            "test",
            "advice",
        ],
    )?;
    for side in ["source", "target"] {
        fields(&report[side], side, &["name", "rows", "fingerprint"])?;
    }
    check_test(&report["test"], "test")?;
    for column in report["test"]["by_column"].as_array().into_iter().flatten() {
        fields(column, "test.by_column", &["name", "p_adjusted", "effect_sd"])?;
    }
    if !report["relation"].is_null() {
        check_test(&report["relation"], "relation")?;
    }
    let comparison = &report["comparison"];
    if !comparison.is_null() {
        fields(
            comparison,
            "comparison",
            &["task", "label", "metric", "repeats", "arms", "transfer"],
        )?;
        let arms = comparison["arms"]
            .as_array()
            .context("comparison.arms is no list")?;
        ensure!(!arms.is_empty(), "comparison.arms is empty");
        for arm in arms {
            fields(
                arm,
                "comparison.arms",
                &["name", "mean", "low", "high", "seconds"],
            )?;
        }
    }
    fields(&report["advice"], "advice", &["action", "reasons", "facts"])?;
    let count = |name: &str| report["advice"][name].as_array().map(Vec::len);
    ensure!(
        count("reasons") == count("facts"),
        "advice.reasons and advice.facts are not as many"
    );
    for fact in report["advice"]["facts"].as_array().into_iter().flatten() {
        fields(fact, "advice.facts", &["code"])?;
    }
    check_finite(report, "report")
}

fn check_test(test: &Value, place: &str) -> Result<()> {
    fields(
        test,
        place,
        &["verdict", "alpha", "permutations", "regime", "rows_used"],
    )?;
    for name in TEST_NUMBERS {
        let explained = test["absent"].as_array().is_some_and(|absent| {
            absent
                .iter()
                .any(|absent| absent["field"] == name && absent["code"].is_string())
        });
        ensure!(
            test[name].is_number() || explained,
            "{place}.{name} is neither there nor explained"
        );
    }
    Ok(())
}

fn fields(value: &Value, place: &str, names: &[&str]) -> Result<()> {
    for name in names {
        ensure!(value.get(name).is_some(), "{place}.{name} is missing");
    }
    Ok(())
}

/// JSON has no way to write a number that is not finite but `null`.
fn check_finite(value: &Value, place: &str) -> Result<()> {
    match value {
        Value::Null => anyhow::bail!("{place} is null"),
        Value::Array(items) => items.iter().try_for_each(|item| check_finite(item, place)),
        Value::Object(fields) => fields
            .iter()
            .try_for_each(|(name, field)| check_finite(field, &format!("{place}.{name}"))),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

/// Where two reports differ: numbers by more than the tolerance, anything else at all. The time that something
/// took is left out.
#[must_use]
pub fn differences(one: &Value, other: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(one, other, "report", &mut found);
    found
}

fn compare(one: &Value, other: &Value, place: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names.into_iter().filter(|name| *name != "seconds") {
                let field =
                    |object: &serde_json::Map<String, Value>| object.get(name).cloned().unwrap_or_default();
                compare(&field(one), &field(other), &format!("{place}.{name}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (number, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, &format!("{place}[{number}]"), found);
            }
        }
        (Value::Number(one), Value::Number(other)) if near(one.as_f64(), other.as_f64()) => {}
        _ if one == other => {}
        _ => found.push(format!("{place}: {one} and {other}")),
    }
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()).max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report() -> Value {
        json!({
            "schema": 1, "app_version": "0.1.0", "seed": 0,
            "source": {"name": "a.csv", "rows": 5, "fingerprint": "00"},
            "target": {"name": "b.csv", "rows": 6, "fingerprint": "01"},
            "columns": ["x"],
            "test": {
                "verdict": "different", "p_value": 0.01, "alpha": 0.05, "permutations": 1999,
                "mmd2_unbiased": 0.1, "mmd2_biased": 0.2, "bandwidth": 1.0, "effect_sd": 0.3,
                "regime": "bin_sums", "rows_used": [5, 6],
                "by_column": [{"name": "x", "p_adjusted": 0.02, "effect_sd": 0.3}],
                "absent": [
                    {"field": "effect_sd_upper", "code": "not_yet", "reason": "Not yet."},
                    {"field": "margin_sd", "code": "not_yet", "reason": "Not yet."},
                    {"field": "smallest_detectable_sd", "code": "not_yet", "reason": "Not yet."},
                ],
            },
            "comparison": {
                "task": "regression", "label": "y", "metric": "r2", "repeats": 3, "transfer": "positive",
                "arms": [{"name": "fine_tuned", "mean": 0.9, "low": 0.8, "high": 1.0, "seconds": 2.5}],
            },
            "advice": {"action": "fine_tune", "reasons": ["It helps."], "facts": [{"code": "it_helps"}]},
        })
    }

    #[test]
    fn a_sound_report_passes() {
        check_contract(&report()).unwrap();
    }

    #[test]
    fn each_missing_field_is_told() {
        for (place, name) in [
            ("", "seed"),
            ("", "advice"),
            ("/source", "fingerprint"),
            ("/test", "verdict"),
            ("/test", "p_value"),
            ("/test", "absent"),
            ("/test/by_column/0", "effect_sd"),
            ("/comparison", "transfer"),
            ("/comparison/arms/0", "low"),
            ("/advice", "reasons"),
            ("/advice", "facts"),
            ("/advice/facts/0", "code"),
        ] {
            let mut report = report();
            report
                .pointer_mut(place)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(name)
                .unwrap();
            assert!(check_contract(&report).is_err(), "{place}/{name}");
        }
    }

    #[test]
    fn a_number_that_is_not_finite_is_told() {
        let mut report = report();
        report["comparison"]["arms"][0]["mean"] = Value::Null;
        assert!(check_contract(&report).is_err());
    }

    #[test]
    fn differences_are_told_and_times_are_not() {
        let one = report();
        let mut other = report();
        other["comparison"]["arms"][0]["seconds"] = json!(99.0);
        other["test"]["effect_sd"] = json!(0.300_009);
        assert_eq!(differences(&one, &other), Vec::<String>::new());
        other["test"]["effect_sd"] = json!(0.300_02);
        other["test"]["verdict"] = json!("same");
        other["columns"] = json!(["x", "z"]);
        other["advice"]["more"] = json!(1);
        assert_eq!(differences(&one, &other).len(), 4);
    }
}

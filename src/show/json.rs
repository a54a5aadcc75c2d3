//! The report as JSON, for people and programs: the contract between Kindred and whoever reads it.
//!
//! It is English, whatever language is spoken. Each of its sentences has a code and its numbers beside it, so that a program
//! need not read English.

use serde_json::{Value, json, to_value};

use crate::language::{Language, in_language};
use crate::report::{Outcome, SCHEMA};
use crate::words::{advice, metric, quantities, warnings};

/// The report of an outcome as JSON. What is not there, and lists without items, are left out.
///
/// # Errors
/// For want of memory alone.
pub fn json(outcome: &Outcome) -> Result<String, serde_json::Error> {
    let report = in_language(Language::English, || in_english(outcome))?;
    serde_json::to_string_pretty(&report)
}

fn in_english(outcome: &Outcome) -> Result<Value, serde_json::Error> {
    let report = &outcome.report;
    let mut json = to_value(report)?;
    json["schema"] = SCHEMA.into();
    json["seed"] = outcome.settings.seed.into();
    if let Some(comparison) = &report.comparison {
        json["comparison"]["metric"] = metric(comparison.metric).into();
        json["comparison"]["errors"] = to_value(&outcome.pictures.errors)?;
    }
    let tests = [
        ("test", Some(&report.test)),
        ("relation", report.relation.as_ref()),
    ];
    for (name, test) in tests {
        for (at, absent) in test.into_iter().flat_map(|test| &test.absent).enumerate() {
            let mut why = coded(to_value(absent.reason)?);
            why["field"] = to_value(absent.field)?;
            why["reason"] = quantities::why(absent.reason).into();
            json[name]["absent"][at] = why;
        }
    }
    let reasons = &report.advice.reasons;
    json["advice"]["reasons"] = reasons.iter().map(advice::reason).collect();
    json["advice"]["facts"] = match to_value(reasons)? {
        Value::Array(facts) => facts.into_iter().map(coded).collect(),
        other => other,
    };
    for (at, warning) in report.warnings.iter().enumerate() {
        let mut told = coded(to_value(warning)?);
        told["warning"] = warnings::warning(warning, report).into();
        json["warnings"][at] = told;
    }
    lift_measures(&mut json);
    leave_out_nothing(&mut json);
    Ok(json)
}

/// A fact with its code as one of its fields.
fn coded(fact: Value) -> Value {
    match fact {
        Value::Object(fact) => fact
            .into_iter()
            .next()
            .map(|(code, mut fields)| {
                fields["code"] = code.into();
                fields
            })
            .unwrap_or_default(),
        code => json!({ "code": code }),
    }
}

/// Puts mean, low and high of an arm beside its name, where readers of the JSON look for them.
fn lift_measures(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::Object(measure)) = fields.remove("measure") {
                fields.extend(measure);
            }
            fields.values_mut().for_each(lift_measures);
        }
        Value::Array(items) => items.iter_mut().for_each(lift_measures),
        _ => {}
    }
}

/// Takes out fields that hold nothing.
fn leave_out_nothing(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(leave_out_nothing);
            fields.retain(|_, field| !field.is_null() && *field != json!([]));
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_nothing),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{confusion, errors, full};

    fn parsed() -> Value {
        serde_json::from_str(&json(&full()).unwrap()).unwrap()
    }

    #[test]
    fn sentences_have_their_code_and_numbers_beside_them() {
        let report = parsed();
        assert_eq!((&report["schema"], &report["seed"]), (&json!(1), &json!(7)));
        assert_eq!(report["test"]["statistic"]["name"], "mmd_fuse");
        assert_eq!(report["comparison"]["metric"], "R²");
        assert_eq!(
            report["relation"]["absent"][0],
            json!({
                "field": "bandwidth",
                "code": "two_bandwidths",
                "reason": "The kernel of the inputs and the kernel of the label have a bandwidth each.",
            })
        );
        let advice = &report["advice"];
        assert_eq!(
            advice["reasons"][0],
            "The test found no difference in all inputs together, but one column differs too much. So the tables do not count as the same."
        );
        assert_eq!(
            advice["facts"],
            json!([
                {"code": "one_column_differs"},
                {"code": "labels_differ_at_same_inputs", "p_value": 0.003, "changed": "mean"},
                {
                    "code": "gain", "arm": "fine_tuned", "over": "from_scratch", "metric": "r_squared",
                    "gain": {"mean": 0.11, "low": 0.06, "high": 0.16},
                },
                {
                    "code": "gain", "arm": "fine_tuned", "over": "source_as_is", "metric": "r_squared",
                    "gain": {"mean": 0.42, "low": 0.34, "high": 0.5},
                },
            ])
        );
    }

    #[test]
    fn warnings_have_their_code_numbers_and_sentence() {
        let report = parsed();
        let warnings = report["warnings"].as_array().unwrap();
        assert_eq!(warnings.len(), full().report.warnings.len());
        assert_eq!(
            warnings[1],
            json!({
                "code": "shared_rows",
                "count": 12,
                "rows": 365,
                "warning": "12 of 365 target rows also occur in the source. Tables then look more alike, and the source network \
                            better, than they are. If they are the same cases, remove them from one file.",
            })
        );
        let drift = &warnings[11];
        assert_eq!(
            (&drift["code"], &drift["columns"]),
            (&json!("drift"), &json!({"target": "kwh"}))
        );
        assert!(
            drift["warning"]
                .as_str()
                .unwrap()
                .contains("compares the same months")
        );
        assert!(
            warnings
                .iter()
                .all(|it| it["code"].is_string() && it["warning"].is_string())
        );
    }

    #[test]
    fn an_arm_has_its_numbers_beside_its_name() {
        let report = parsed();
        let arm = &report["comparison"]["arms"][0];
        for place in [arm, &arm["metrics"][0]] {
            assert!(place["name"].is_string(), "{place}");
            assert!(
                ["mean", "low", "high"].iter().all(|name| place[name].is_number()),
                "{place}"
            );
        }
    }

    #[test]
    fn where_networks_err_stands_with_the_comparison() {
        assert!(parsed()["comparison"].get("errors").is_none());
        let with = |errors| {
            let mut outcome = full();
            outcome.pictures.errors = Some(errors);
            let report: Value = serde_json::from_str(&json(&outcome).unwrap()).unwrap();
            report["comparison"]["errors"].clone()
        };
        let numbers = with(errors());
        assert_eq!(
            numbers["by_prediction"][1]["bins"][0],
            json!({"rows": 73, "predicted": 14.75, "actual": 14.5, "actual_sd": 1.5})
        );
        assert_eq!(
            numbers["by_column"]["bins"][1],
            json!({
                "of": {"months": {"from": 11, "to": 12}}, "rows": 73,
                "errors": [{"arm": "source_as_is", "error": 8.5}, {"arm": "fine_tuned", "error": 2.5}],
            })
        );
        let classes = with(confusion());
        assert_eq!(
            classes["confusion"]["by_arm"][1]["counts"][0],
            json!([450, 50, 0])
        );
        assert_eq!(classes["by_column"]["bins"][2]["of"], "other_levels");
    }

    #[test]
    fn it_is_english_whatever_is_spoken() {
        let english = json(&full()).unwrap();
        let chinese = in_language(Language::Chinese, || json(&full()).unwrap());
        assert_eq!(chinese, english);
    }

    #[test]
    fn nothing_is_not_written() {
        fn holds_nothing(value: &Value) -> bool {
            match value {
                Value::Null => true,
                Value::Array(items) => items.is_empty() || items.iter().any(holds_nothing),
                Value::Object(fields) => fields.values().any(holds_nothing),
                _ => false,
            }
        }
        assert!(!holds_nothing(&parsed()));
    }
}

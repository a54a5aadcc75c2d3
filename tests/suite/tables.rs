//! One folder of small files, each with its expected table beside it: `NAME.csv` (or `.gz`, `.zip`, …) and
//! `NAME.expected.json`. Adding a case is adding two files.
//!
//! What is expected of a table: `columns` with `name`, `kind` and `cells` (as shown to people, `null` where missing
//! or not kept), `notes` (each a part of one, in English), `questions` (their names), and any of `encoding`, `delimiter`,
//! `header`, `skipped_lines`, `decimal`, `malformed`, `rows`. Of a file that is refused: `error`, the whole message in English.
//! `choices` are decisions of the user's.

use std::fs;
use std::path::{Path, PathBuf};

use kindred::convert;
use kindred::table::{Choices, Problem, ReadingQuestion, Table, TableError, read_with};
use kindred::words;
use serde_json::{Value, json};

const EXPECTED: &str = ".expected.json";

fn cases() -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut cases = Vec::new();
    for file in files.iter().filter(|file| !name(file).ends_with(EXPECTED)) {
        let stem = name(file).split('.').next().unwrap_or_default().to_owned();
        let expected = file.with_file_name(stem + EXPECTED);
        let text =
            fs::read_to_string(&expected).unwrap_or_else(|_| panic!("{} is missing", expected.display()));
        let expected =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
        cases.push((file.clone(), expected));
    }
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

/// What was read, with the keys of the expectation.
fn found(result: &Result<Table, TableError>, expected: &Value) -> Value {
    let table = match result {
        Ok(table) => table,
        Err(error) => return json!({ "error": words::table::problem(error) }),
    };
    let findings = &table.findings;
    let dialect = findings.dialect.dialect;
    let mut found = json!({
        "rows": table.rows,
        "encoding": findings.encoding,
        "malformed": findings.malformed,
        "packing": findings.packing,
        "delimiter": dialect.delimiter,
        "quote": dialect.quote,
        "header": dialect.header,
        "skipped_lines": dialect.skipped_lines,
        "decimal": findings.decimal,
        "date_order": findings.date_order,
        "questions": table.questions.iter().map(question).collect::<Vec<_>>(),
        "columns": table.columns.iter().map(|column| json!({
            "name": column.name,
            "kind": column.kind(),
            "cells": (0..table.rows).map(|row| column.shown(row)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    // Only what the expectation speaks of is compared; notes by a part of each.
    let keys = found.as_object_mut().unwrap();
    keys.retain(|key, _| expected.get(key).is_some() || key == "columns" || key == "questions");
    if keys.get("questions") == Some(&json!([])) && expected.get("questions").is_none() {
        keys.remove("questions");
    }
    let parts = expected
        .get("notes")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let matched: Vec<Value> = table
        .notes
        .iter()
        .enumerate()
        .map(|(index, note)| {
            let note = words::notes::note(note);
            match parts.get(index).and_then(Value::as_str) {
                Some(part) if note.contains(part) => json!(part),
                _ => json!(note),
            }
        })
        .collect();
    if !matched.is_empty() || expected.get("notes").is_some() {
        keys.insert("notes".to_owned(), json!(matched));
    }
    found
}

fn question(question: &ReadingQuestion) -> String {
    match question {
        ReadingQuestion::Decimal { .. } => "decimal".to_owned(),
        ReadingQuestion::DateOrder { .. } => "date_order".to_owned(),
        ReadingQuestion::Moment { column, example, .. } => format!("{column}: is {example} a moment?"),
        ReadingQuestion::Sentinel { column, value, count } => format!("{column}: {value} × {count}"),
    }
}

#[test]
fn every_file_gives_the_table_beside_it() {
    let cases = cases();
    assert!(cases.len() >= 50, "{} cases", cases.len());
    let mut failures = Vec::new();
    for (file, mut expected) in cases {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let choices: Choices = match expected.as_object_mut().unwrap().remove("choices") {
            None => Choices::default(),
            Some(changes) => {
                let mut all = serde_json::to_value(Choices::default()).unwrap();
                merge(&mut all, &changes);
                serde_json::from_value(all).unwrap_or_else(|error| panic!("{name}: {error}"))
            }
        };
        expected.as_object_mut().unwrap().remove("about");
        let result = convert::read(&name, fs::read(&file).unwrap(), &choices);
        let found = found(&result, &expected);
        if found != expected {
            failures.push(format!("{name}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn merge(all: &mut Value, changes: &Value) {
    match (all, changes) {
        (Value::Object(all), Value::Object(changes)) => {
            for (key, change) in changes {
                merge(all.entry(key.clone()).or_insert(Value::Null), change);
            }
        }
        (all, change) => *all = change.clone(),
    }
}

#[test]
fn wide_and_long_files_are_refused_or_read_within_their_bounds() {
    let wide: Vec<String> = (0..20_000).map(|column| format!("c{column},")).collect();
    let wide = wide.concat();
    let error = read_with(
        "wide.csv",
        format!("{wide}\n{wide}\n").as_bytes(),
        &Choices::default(),
    )
    .unwrap_err();
    assert!(matches!(error.problem, Problem::TooManyColumns { .. }), "{error}");
    let mut long = b"a,b\n1,\"".to_vec();
    long.extend(std::iter::repeat_n(b'x', 50 << 20));
    long.extend_from_slice(b"\"\n");
    let error = read_with("long.csv", &long, &Choices::default()).unwrap_err();
    assert!(matches!(error.problem, Problem::LongCell { .. }), "{error}");
}

//! The check that no room uses what it must not know, and that no two files of a room use each other.
//!
//! Each folder of `src/` is a room. A room knows only those listed for it here; so a reader of one room has to
//! know no more than that, and the rooms below `compute` stay free of the browser. What is checked inside a room is in
//! `circles`.

use anyhow::{Result, bail};

use crate::circles;
use crate::paths;
use crate::process;
use crate::project::Project;
use crate::sources::{self, Source};

/// A room, and what it may use.
struct Room {
    name: &'static str,
    /// Other rooms that it may use.
    rooms: &'static [&'static str],
    /// Groups of crates that it may use, beside those that all may use.
    crates: &'static [Crates],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crates {
    Burn,
    Leptos,
    Browser,
}

/// The rooms from the lowest to the highest. All may use `random`.
const ROOMS: [Room; 22] = [
    room("random", &[], &[]),
    room("spreadsheet", &[], &[]),
    room("language", &[], &[]),
    room("table", &[], &[]),
    room("convert", &["table"], &[]),
    room("report", &["table"], &[]),
    room("features", &["table", "report"], &[]),
    room("files", &["features"], &[]),
    room("mmd", &["table", "features"], &[]),
    room("conditional", &["features", "mmd"], &[]),
    room("trees", &[], &[]),
    // What a job can end with.
    room("failure", &["table", "features", "files", "mmd", "report"], &[]),
    room(
        "model",
        &["table", "features", "files", "trees", "report", "failure"],
        &[Crates::Burn],
    ),
    room(
        "reuse",
        &[
            "spreadsheet",
            "table",
            "features",
            "files",
            "mmd",
            "conditional",
            "report",
            "failure",
            "model",
        ],
        &[],
    ),
    room(
        "compute",
        &[
            "table", "features", "files", "mmd", "report", "failure", "model", "reuse",
        ],
        &[Crates::Browser],
    ),
    // Facts of the rooms below as words.
    room(
        "words",
        &[
            "language", "table", "features", "files", "mmd", "report", "failure",
        ],
        &[],
    ),
    // What a result looks like: markup, without a browser.
    room(
        "show",
        &["language", "spreadsheet", "features", "report", "words"],
        &[],
    ),
    room(
        "page",
        &[
            "language", "table", "features", "files", "report", "failure", "compute", "show", "words",
        ],
        &[Crates::Browser, Crates::Leptos],
    ),
    // The entry points, which see the library from outside.
    room(
        "bin/page",
        &["page", "compute", "report"],
        &[Crates::Browser, Crates::Leptos],
    ),
    room("bin/worker", &["compute", "reuse", "report"], &[Crates::Browser]),
    room("bin/converter", &["convert"], &[Crates::Browser]),
    // Only names the rooms.
    room("lib", &[], &[]),
];

/// What the page may use of `table`: what describes a table and how it was read, never the table.
const TABLE_FOR_PAGE: [&str; 24] = [
    "straight",
    "Profile",
    "ColumnProfile",
    "PreviewCell",
    "Summary",
    "ColumnKind",
    "Choices",
    "Findings",
    "Packing",
    "ReadingQuestion",
    "Example",
    "ReadingReason",
    "Decimal",
    "DateOrder",
    "Delimiter",
    "DelimiterReason",
    "Dialect",
    "DialectChoice",
    "FoundDialect",
    "HeaderReason",
    "Quote",
    "Encoding",
    "EncodingReason",
    "Remedy",
];

/// The same of `features`.
const FEATURES_FOR_PAGE: [&str; 9] = [
    "Overview",
    "ColumnOverview",
    "FeatureError",
    "LabelError",
    "LeftOut",
    "Overlay",
    "Role",
    "Side",
    "Spellings",
];

const fn room(name: &'static str, rooms: &'static [&'static str], crates: &'static [Crates]) -> Room {
    Room { name, rooms, crates }
}

/// The group that a crate belongs to, where not all may use it.
fn group(name: &str) -> Option<Crates> {
    match name {
        "burn" => Some(Crates::Burn),
        "leptos" => Some(Crates::Leptos),
        "console_error_panic_hook" | "gloo" | "js_sys" | "serde_wasm_bindgen" | "web_sys" => {
            Some(Crates::Browser)
        }
        _ if name.starts_with("burn_") => Some(Crates::Burn),
        _ if name.starts_with("leptos_") => Some(Crates::Leptos),
        _ if name.starts_with("gloo_") || name.starts_with("wasm_bindgen") => Some(Crates::Browser),
        _ => None,
    }
}

/// Checks every source file, and the crates that are built into page and worker.
pub(crate) fn check(project: &Project) -> Result<()> {
    let sources = sources::read(&project.root().join("src"))?;
    let mut complaints = Vec::new();
    for source in &sources {
        let found = check_file(source);
        complaints.extend(
            found
                .into_iter()
                .map(|complaint| format!("src/{}: {complaint}", source.place)),
        );
    }
    complaints.extend(circles::complaints(&sources));
    for (binary, forbidden) in [("page", "burn"), ("worker", "leptos")] {
        let tree = process::read(project.cargo().args([
            "tree",
            "--locked",
            "--package=kindred",
            "--target=wasm32-unknown-unknown",
            "--edges=normal",
            "--prefix=none",
            "--format={lib}",
            "--no-default-features",
            "--features",
            binary,
        ]))?;
        if tree.lines().any(|line| line.trim() == forbidden) {
            complaints.push(format!(
                "the {binary} is built with {forbidden}, which it must not hold"
            ));
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    bail!(
        "the rooms are not kept apart (ARCHITECTURE.md):\n  {}",
        complaints.join("\n  ")
    );
}

/// What is wrong with one file.
fn check_file(source: &Source) -> Vec<String> {
    let module = source.module();
    let is_binary = module.first() == Some(&"bin");
    let name = if is_binary {
        module.join("/")
    } else {
        module.first().copied().unwrap_or_default().to_owned()
    };
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        return vec![format!(
            "the room {name} is not in the table of xtask/src/rooms.rs"
        )];
    };
    // A binary and lib.rs are the root of their crate.
    let own_module = if is_binary || name == "lib" {
        &[]
    } else {
        &module[..]
    };
    let mut complaints: Vec<String> = paths::of(&source.file, own_module)
        .all()
        .filter_map(|path| complaint(room, path, is_binary))
        .collect();
    complaints.sort();
    complaints.dedup();
    complaints
}

fn complaint(room: &Room, path: &[String], is_binary: bool) -> Option<String> {
    let first = path.first()?.as_str();
    let written = path.join("::");
    let library = if is_binary { "kindred" } else { "crate" };
    if first != library {
        let group = group(first)?;
        let allowed = room.crates.contains(&group);
        return (!allowed).then(|| format!("{} must not use the crate {first} ({written})", room.name));
    }
    let Some(other) = path.get(1).map(String::as_str) else {
        return Some(format!("the root of the crate is given another name ({written})"));
    };
    if other == "*" {
        return Some(format!("everything in the crate's root is taken in ({written})"));
    }
    let known = ROOMS.iter().any(|known| known.name == other);
    if !known || other == room.name || other == "random" {
        return None;
    }
    if !room.rooms.contains(&other) {
        return Some(format!("{} must not use the room {other} ({written})", room.name));
    }
    let for_page: &[&str] = match other {
        "table" => &TABLE_FOR_PAGE,
        "features" => &FEATURES_FOR_PAGE,
        _ => return None,
    };
    let raw_rows = room.name == "page" && !path.get(2).is_some_and(|item| for_page.contains(&item.as_str()));
    raw_rows.then(|| format!("page may use what describes a table, never its rows ({written})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(place: &str, text: &str) -> Vec<String> {
        check_file(&Source::new(place, text).unwrap())
    }

    #[test]
    fn what_is_allowed_passes() {
        for (place, text) in [
            (
                "table/reader.rs",
                "use crate::random::Seed; use super::Table; use csv_core::Reader;",
            ),
            ("features/mod.rs", "use crate::table::Table;"),
            (
                "mmd/kernel.rs",
                "use crate::features::Matrix; mod tests { use super::*; }",
            ),
            (
                "model/network.rs",
                "use burn::tensor::Tensor; use crate::features::Matrix;",
            ),
            ("reuse/mod.rs", "use crate::{mmd, model, report::Report};"),
            (
                "compute/worker_side.rs",
                "use wasm_bindgen::prelude::*; use crate::reuse;",
            ),
            (
                "page/mod.rs",
                "use leptos::prelude::*; use crate::table::{Profile, ColumnKind};",
            ),
            (
                "bin/page.rs",
                "fn main() { kindred::page::start(); leptos::mount::mount_to_body(f); }",
            ),
            ("bin/worker.rs", "fn main() { kindred::compute::run(); }"),
            ("lib.rs", "pub mod table; pub mod page;"),
            ("show/words/mod.rs", "pub(crate) const A: &str = \"a\";"),
        ] {
            assert_eq!(complaints(place, text), Vec::<String>::new(), "{place}: {text}");
        }
    }

    #[test]
    fn each_violation_is_found() {
        for (place, text) in [
            // Rooms above.
            ("random.rs", "use crate::table::Table;"),
            ("table/reader.rs", "use crate::features::Matrix;"),
            ("table/reader.rs", "use super::super::report::Report;"),
            ("features/mod.rs", "use crate::mmd::Test;"),
            ("mmd/mod.rs", "fn f() { crate::model::train() }"),
            ("mmd/mod.rs", "use crate::report::Test;"),
            ("report/mod.rs", "use crate::features::Matrix;"),
            ("report/mod.rs", "use crate::compute::messages::Side;"),
            ("model/mod.rs", "use crate::reuse::Plan;"),
            ("reuse/mod.rs", "use crate::compute::messages::Reply;"),
            ("compute/mod.rs", "use crate::page::View;"),
            // The page computes nothing and sees no rows.
            ("page/mod.rs", "use crate::model::Network;"),
            ("page/mod.rs", "use crate::reuse::compare;"),
            ("page/mod.rs", "use crate::features::Matrix;"),
            ("page/mod.rs", "use crate::mmd::test;"),
            ("page/mod.rs", "use crate::table::Table;"),
            ("page/mod.rs", "use crate::table::{Profile, Reader};"),
            ("page/mod.rs", "use crate::table;"),
            ("page/mod.rs", "use crate::table::*;"),
            ("page/mod.rs", "use crate::features::Matrix;"),
            // Crates.
            ("page/mod.rs", "use burn::tensor::Tensor;"),
            ("page/mod.rs", "use burn_ndarray::NdArray;"),
            ("features/mod.rs", "use burn::tensor::Tensor;"),
            ("compute/mod.rs", "use leptos::prelude::*;"),
            ("compute/mod.rs", "fn f() { leptos_dom::log!() }"),
            ("bin/worker.rs", "use leptos::prelude::*;"),
            ("table/reader.rs", "use web_sys::File;"),
            ("features/mod.rs", "use js_sys::Array;"),
            (
                "mmd/mod.rs",
                "#[wasm_bindgen::prelude::wasm_bindgen] pub fn f() {}",
            ),
            ("model/mod.rs", "use gloo::timers::callback::Timeout;"),
            ("reuse/mod.rs", "use wasm_bindgen_futures::spawn_local;"),
            ("report/mod.rs", "extern crate serde_wasm_bindgen;"),
            // Ways around.
            ("mmd/mod.rs", "use super::*;"),
            ("mmd/mod.rs", "use crate::*;"),
            ("mmd/mod.rs", "use crate as all;"),
            ("mmd/mod.rs", "fn f() { println!(\"{}\", crate::model::name()) }"),
            ("mmd/mod.rs", "macro_rules! m { () => { $crate::model::name() } }"),
            ("mmd/deep/er.rs", "use super::super::super::page::View;"),
            ("bin/page.rs", "use kindred::model::Network;"),
            ("bin/worker.rs", "use kindred::page::start;"),
            ("secret/mod.rs", ""),
        ] {
            assert_eq!(complaints(place, text).len(), 1, "{place}: {text}");
        }
    }
}

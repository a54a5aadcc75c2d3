//! What is attacked: where the seeds come from, what an input goes through, and what has to hold.

use std::fs;
use std::path::Path;

use kindred::features::Matrix;
use kindred::files::{OpenedFile, open};
use kindred::language::{Language, speak};
use kindred::report::{Carried, Content, Outcome, Sharing, open_any, write_as};
use kindred::reuse::{Silent, adapt, compare, test_domains};
use kindred::table::{Choices, Limits, Reader, Table, TableError};
use kindred::{convert, show};

use crate::asking::table;
use crate::networks::{EXPORTED, bundle};
use crate::small::{draws, small};

/// What takes input from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The reader of tables.
    Table,
    /// What makes CSV of workbooks and Parquet files.
    Converter,
    /// The reader of packed tables.
    Archive,
    /// Links to results and settings.
    Link,
    /// Network files.
    Network,
}

/// A file with its name, or a link.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Target {
    /// The folder of this target in `tests/attacks`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Converter => "converter",
            Self::Archive => "archive",
            Self::Link => "link",
            Self::Network => "network",
        }
    }

    /// What was found once, and our cases.
    pub(super) fn seeds(self) -> Vec<Input> {
        let mut seeds = files(&format!("attacks/{}", self.name()), |_| true);
        seeds.extend(match self {
            Self::Table | Self::Converter | Self::Archive => {
                files("tables", |name| of_table(name) == Some(self))
            }
            Self::Link => links(),
            Self::Network => {
                let mut networks = files("networks", |name| !matches!(ending(name), "json" | "py"));
                for name in EXPORTED {
                    let bundle = bundle(name);
                    for (ending, bytes) in [("safetensors", bundle.write()), ("onnx", bundle.to_onnx())] {
                        let bytes = bytes.unwrap();
                        let name = format!("bundle-{name}.{ending}");
                        networks.push(Input { name, bytes });
                    }
                }
                networks
            }
        });
        seeds
    }

    /// Takes an input as Kindred does. A panic here is a finding.
    pub(super) fn attack(self, input: &Input) {
        let Input { name, bytes } = input;
        match self {
            Self::Table | Self::Archive => read_in_chunks(name, bytes),
            Self::Converter => {
                if let Ok(table) = convert::read(name, bytes.clone(), &Choices::default()) {
                    check_table(&table);
                }
            }
            Self::Link => open_link(&String::from_utf8_lossy(bytes)),
            Self::Network => {
                let network = match open(name, bytes) {
                    Ok(OpenedFile::Foreign(foreign)) => foreign.network,
                    Ok(OpenedFile::Kindred(bundle)) => {
                        drop((bundle.write(), bundle.to_onnx()));
                        bundle.network
                    }
                    Err(_) => return,
                };
                let inputs = network.inputs();
                let rows = Matrix::new(inputs, vec![0.5; 2 * inputs]).unwrap();
                drop(network.predict(&rows));
            }
        }
    }
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The target of a file of `tests/tables`; none for what is expected of one.
fn of_table(name: &str) -> Option<Target> {
    match ending(name) {
        "json" => None,
        "xlsx" | "xls" | "xlsb" | "ods" | "parquet" => Some(Target::Converter),
        "gz" | "zip" => Some(Target::Archive),
        _ => Some(Target::Table),
    }
}

/// Files of a folder of `tests`, by their names; none where there is no such folder.
fn files(folder: &str, fits: impl Fn(&str) -> bool) -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<Input> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| fits(name))
        .map(|(name, path)| Input {
            name,
            bytes: fs::read(path).unwrap(),
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// Links to results of every kind, and to settings.
fn links() -> Vec<Input> {
    let side = |file, rows: usize, seed, shift: f64| {
        let rows = draws(rows, seed).into_iter();
        table(
            file,
            "a,b,y",
            rows.map(|[a, b, noise]| format!("{:.4},{b:.4},{:.4}", a + shift, a - b + noise)),
        )
    };
    let (source, target) = (side("source.csv", 40, 1, 0.0), side("target.csv", 40, 2, 0.5));
    let few = side("few.csv", 5, 3, 0.0);
    let unlabelled = {
        let rows = draws(40, 4).into_iter();
        table(
            "unlabelled.csv",
            "a,b",
            rows.map(|[a, b, _]| format!("{a:.4},{b:.4}")),
        )
    };
    let relabelled = {
        let rows = draws(40, 1).into_iter();
        table(
            "relabelled.csv",
            "a,b,y",
            rows.map(|[a, b, noise]| format!("{a:.4},{b:.4},{:.4}", b - noise)),
        )
    };
    // Networks that learn little give as good a link.
    let mut settings = small(2);
    settings.training.epochs = 2;
    let question = settings.clone().check().unwrap();
    settings.label = None;
    let without_label = settings.check().unwrap();
    let tested = |target: &Table| test_domains(&source, target, &question, &mut Silent).unwrap();
    let test = tested(&target);
    let (compared, _) = compare(&test, &source, &target, &question, None, &mut Silent).unwrap();
    let of_unlabelled = tested(&unlabelled);
    let (adapted, kept) = adapt(&of_unlabelled, &source, &unlabelled, &question, None, &mut Silent).unwrap();
    let opened = Some((&kept[0], "opened.safetensors"));
    let (from_opened, _) = compare(&test, &source, &target, &question, opened, &mut Silent).unwrap();
    let only_settings = Sharing {
        carried: Carried::Settings,
        ..Sharing::default()
    };
    let link = |name: &str, outcome: &Outcome, sharing: &Sharing| Input {
        name: name.to_owned(),
        bytes: write_as(outcome, sharing)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"))
            .fragment
            .into_bytes(),
    };
    let result = |name, outcome| link(name, outcome, &Sharing::default());
    vec![
        result("test", &test),
        result("comparison", &compared),
        result("adaptation", &adapted),
        result("opened network", &from_opened),
        result("no label in the target", &of_unlabelled),
        result("few rows", &tested(&few)),
        result("one file", &tested(&source)),
        result("same input rows", &tested(&relabelled)),
        result(
            "no label",
            &test_domains(&source, &target, &without_label, &mut Silent).unwrap(),
        ),
        link("settings", &test, &only_settings),
    ]
}

/// In one piece and in many a file gives the same table or the same error.
fn read_in_chunks(name: &str, bytes: &[u8]) {
    let read = |size: usize| -> Result<Table, TableError> {
        let mut reader = Reader::with(name, Limits::default(), &Choices::default());
        bytes.chunks(size).try_for_each(|chunk| reader.push(chunk))?;
        reader.finish()
    };
    let whole = read(usize::MAX);
    let chunked = read(1 + bytes.len() % 97);
    assert_eq!(described(&whole), described(&chunked));
    if let Ok(table) = whole {
        check_table(&table);
    }
}

/// All that people see of a table. `NaN` differs from itself, so this is text.
fn described(result: &Result<Table, TableError>) -> String {
    let table = match result {
        Ok(table) => table,
        Err(error) => return format!("{error:?}"),
    };
    let columns = table.columns.iter().map(|column| {
        let cells: Vec<_> = (0..table.rows).map(|row| column.shown(row)).collect();
        (&column.name, column.kind(), cells)
    });
    let columns: Vec<_> = columns.collect();
    let (findings, notes, questions) = (&table.findings, &table.notes, &table.questions);
    format!("{columns:?} {findings:?} {notes:?} {questions:?}")
}

fn check_table(table: &Table) {
    assert!(table.columns.len() <= Limits::COLUMNS);
    for column in &table.columns {
        assert!(column.missing() <= table.rows, "{}", column.name);
    }
}

/// What opens can be shown in every language, and written again as it was read.
fn open_link(link: &str) {
    let Ok(opened) = open_any(link) else { return };
    let Content::Result(outcome) = &opened.content else {
        return;
    };
    for language in [Language::English, Language::Chinese] {
        speak(language);
        drop((show::html(outcome, None), show::plain_text(outcome, None)));
    }
    show::json(outcome).unwrap();
    // Numbers are rounded the first time that they are written.
    if let Ok(written) = write_as(outcome, &opened.sharing) {
        let Ok(again) = open_any(&written.fragment) else {
            panic!("a link does not open that was just written: {}", written.fragment);
        };
        let Content::Result(outcome) = again.content else {
            panic!("a result became settings");
        };
        let again = write_as(&outcome, &again.sharing).map(|written| written.fragment);
        assert_eq!(again.as_ref(), Ok(&written.fragment));
    }
}

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::language::{Language, speak};

/// Parts of sentences, which stand whole among the translations.
const PARTS: &[&str] = &[
    "times of the day are",
    "{spans} of {present} cells, such as {first}, are no times of a day, so the column is",
    "{are} read as durations, in seconds; what stands before the first colon counts as hours.",
    "so they are taken for identifiers. Choose “number” as the type where they are amounts",
    "so these are rounded",
    "{long} of {present} cells are whole numbers with more digits than a number can hold, {result}.",
    "They count as missing.",
    "The column is not read as numbers.",
    "Column \"{name}\": {count} cells are numbers with {mark}; the first is {}. {result}",
    "; {plain} of {read} stand without it and are taken to be the same",
    "numbers are read without the unit “{unit}” behind them{plain}.",
    ", row {row}",
    ", column {number}",
    ", column \"{}\"",
    "No table is left below the first {lines} {}, which are left out as you chose.",
    ", and {more} more",
    " and {more} more",
    "{source_file} and {target_file} have no input column in common that can be used.{left_out} Kindred pairs columns by \
     their names in the first row; rename them so that they agree.",
    " \"{}\" is left out: {}.",
    " So is one more column.",
    " So are {more} more columns.",
    "units in one layer",
    "{what} (repeat {} of {})",
];

/// What nobody reads: marks of files, words that are looked for, names of draws, and what stands in a file that is saved, which
/// is the same in every language.
const NOT_SAID: &[&str] = &[
    "SQLite format 30",
    "<!doctype html",
    "grand total",
    "total geral",
    "total general",
    "bracket of the median",
    "pairs for the mean squares",
    "rows of the test",
    "smallest detectable shift",
    "principal plane",
    "pairs for the bandwidths",
    "whole rows of at least one column",
    "source batches",
    "target batches",
    "judging rows",
    "without labels",
    "lower 90 %",
    "upper 90 %",
    "probability of {class}",
    "whole rows",
    "shuffled training labels",
    "shuffled validation labels",
    "held out",
    "{stem} predictions of {name}.csv",
    "input {number}",
];

/// Words that are the same in Chinese.
const NAMES: &[&str] = &[
    "Arrow",
    "BF16",
    "CSV",
    "DAN",
    "DICT",
    "Excel",
    "0x7",
    "F16",
    "F32",
    "F64",
    "Gzip",
    "HDF5",
    "ID",
    "Keras",
    "Kindred",
    "MB",
    "MMD",
    "MiB",
    "ONNX",
    "PC",
    "PDF",
    "Parquet",
    "PyTorch",
    "Python",
    "SP",
    "SQLite",
    "Selu",
    "Snappy",
    "UTF",
    "ZIP",
    "alpha",
    "dict",
    "double",
    "external",
    "data",
    "export",
    "False",
    "float",
    "float16",
    "model",
    "network",
    "onnx",
    "pickle",
    "pt",
    "pth",
    "safetensors",
    "save",
    "scikit",
    "learn",
    "softmax",
    "state",
    "torch",
];

#[test]
fn every_hole_is_filled() {
    for (english, chinese) in pairs() {
        let holes = english.matches("{}").count();
        for at in 0..holes {
            assert!(chinese.contains(&format!("{{{at}}}")), "{english}: {chinese}");
        }
        assert_eq!(chinese.matches('{').count(), holes, "{english}: {chinese}");
        assert!(!english.contains("  ") && !chinese.contains("  "), "{english}");
        assert!(
            !english.is_ascii() || !chinese.is_ascii() || english == chinese,
            "{english}"
        );
    }
}

#[test]
fn no_template_stands_twice() {
    let mut all: Vec<_> = pairs().map(|(english, _)| english).collect();
    all.sort_unstable();
    for two in all.windows(2) {
        assert_ne!(two[0], two[1]);
    }
}

#[test]
fn sentences_within_sentences_are_told() {
    speak(Language::Chinese);
    for (english, chinese) in [
        (
            "a.csv, row 3, column \"x\": This cell contains a zero byte, which text never does. The file may be damaged or no \
             CSV: export it again as “CSV UTF-8”.",
            "a.csv，第3行，列\"x\"：这个单元格含有零字节，文本中从不会出现。文件可能已损坏或不是CSV：请重新导出为“CSV UTF-8”。",
        ),
        (
            "a.csv: 3 of 9 rows do not have 2 cells, as the first row has: row 3 has 1 cell, row 5 has 4 cells, and 1 more. A \
             cell that contains the delimiter must stand in quotes. Mend these rows, or read the file without them.",
            "a.csv：9行中有3行的单元格数与第一行（2个单元格）不同：第3行有1个单元格，第5行有4个单元格，以及另外1处。\
             含有分隔符的单元格必须加引号。请改正这些行，或者略过它们读取文件。",
        ),
        (
            "Column \"t\": 3 of 9 cells, such as 25:00, are no times of a day, so the column is read as durations, in seconds; \
             what stands before the first colon counts as hours.",
            "列“t”：9个单元格中有3个（如25:00）不是一天中的时刻，因此该列按时长读取，单位为秒；第一个冒号之前的部分算作小时。",
        ),
        (
            "Column \"t\": 3 cells are numbers with a decimal point, and the file has decimal commas; the first is 2.5. They \
             count as missing.",
            "列“t”：3个单元格的数值带小数点，而文件使用小数逗号；第一个是2.5。它们算作缺失。",
        ),
        (
            "a.csv and b.csv have no input column in common that can be used. \"x\" is left out: only the source has it. So is \
             one more column. Kindred pairs columns by their names in the first row; rename them so that they agree.",
            "a.csv和b.csv没有可用的共同输入列。“x”已略过：只有源数据有它。还有一列也是如此。Kindred按第一行的名称给列配对；\
             请改名，使两边一致。",
        ),
        (
            "Fine-tuning it on the target (repeat 2 of 10)",
            "正在用目标数据微调（第2次重复，共10次）",
        ),
        (
            "The file is empty. Nobody knows this.",
            "文件是空的。Nobody knows this.",
        ),
        ("Nobody knows this.", "Nobody knows this."),
    ] {
        assert_eq!(told(english), chinese);
    }
}

#[test]
fn what_the_lower_rooms_say_has_a_translation() {
    speak(Language::Chinese);
    let mut missing = Vec::new();
    for room in [
        "table", "convert", "features", "files", "mmd", "model", "reuse", "compute",
    ] {
        for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room)) {
            let source = fs::read_to_string(&file).unwrap();
            for text in literals(&source) {
                let sample = with_holes_filled(&text);
                let is_left = PARTS.contains(&text.as_str()) || NOT_SAID.contains(&text.as_str());
                let is_code = text.contains("await ");
                if is_said(&text) && !is_left && !is_code && is_english(&told(&sample)) {
                    missing.push(format!("{}: {text:?} -> {}", file.display(), told(&sample)));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What the page and its pictures say is a `phrase`, a `say!` or a `tell!` and has its translation beside it, so nothing
/// else in their sources may look like a sentence.
#[test]
fn page_and_pictures_say_nothing_without_a_translation() {
    // The name of a key, and marks of the report's file.
    let marks = ["Escape", "Kindred ", "Content-Security-Policy"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut bare = Vec::new();
    // What is told at another place is told.
    let words = ["page/words", "show/words"].map(|words| sources(&source.join(words)));
    let told_elsewhere: Vec<String> = words
        .into_iter()
        .flatten()
        .flat_map(|file| said_in_both(&fs::read_to_string(file).unwrap()))
        .collect();
    for file in ["page", "show"]
        .into_iter()
        .flat_map(|room| sources(&source.join(room)))
    {
        if file.components().any(|part| part.as_os_str() == "words") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let said: Vec<String> = said_in_both(&text);
        for text in literals(&text) {
            let begins = text.trim_start().chars().next();
            let begins_sentence = begins.is_some_and(|first| first.is_ascii_uppercase() || first == '{');
            let is_bare = begins_sentence && has_whole_word(&with_holes_filled(&text));
            if is_bare
                && !marks.contains(&text.as_str())
                && !said.contains(&text)
                && !told_elsewhere.contains(&text)
            {
                bare.push(format!("{}: {text:?}", file.display()));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

/// Whether one of the words is nothing but letters, unlike those of paths and identifiers.
fn has_whole_word(text: &str) -> bool {
    let is_sign = |letter: char| ".,;:()".contains(letter);
    text.split_whitespace()
        .map(|word| word.trim_matches(is_sign))
        .filter(|word| word.chars().all(|letter| letter.is_ascii_alphabetic()))
        .any(|word| word.chars().filter(char::is_ascii_lowercase).count() > 1)
}

/// The first texts of all `phrase`, `say!` and `tell!` of a file.
fn said_in_both(source: &str) -> Vec<String> {
    let calls = ["phrase(", "say!(", "tell!("];
    let behind = calls.into_iter().flat_map(|call| source.split(call).skip(1));
    behind
        .filter_map(|rest| literals(rest).into_iter().next())
        .collect()
}

/// Whether a text has words enough to be read by people.
fn is_said(text: &str) -> bool {
    text.trim().contains(' ') && words(text).any(|word| word.len() > 2)
}

fn is_english(text: &str) -> bool {
    words(text).any(|word| word.len() > 2 && !NAMES.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| word.chars().any(|letter| letter.is_ascii_lowercase()))
}

/// A number in the place of each hole.
fn with_holes_filled(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    let text = text.replace("{{", "(").replace("}}", ")");
    for letter in text.chars() {
        match letter {
            '{' => {
                depth += 1;
                out.push('7');
            }
            '}' => depth -= 1,
            letter if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

/// All files of Rust in a folder that are no tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if !["tests", "fixture", "properties", "golden", "any", "number_tests"]
            .contains(&name.as_str())
        {
            found.push(path);
        }
    }
    found
}

/// The texts between quotes in a file, up to its tests, without those of comments and of reasons for lints.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut texts = Vec::new();
    let mut letters = source.chars().peekable();
    let mut before = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().find(|&it| it == '\n');
            }
            '\'' => {
                // A letter in quotes, or a lifetime.
                let mut ahead = letters.clone();
                let escaped = ahead.next() == Some('\\');
                if escaped {
                    letters.next();
                    letters.next();
                    letters.by_ref().find(|&it| it == '\'');
                } else if ahead.next() == Some('\'') {
                    letters.next();
                    letters.next();
                }
            }
            '"' => {
                let mut text = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '"' => break,
                        '\\' => match letters.next() {
                            Some('\n') => while letters.next_if(|it| it.is_whitespace()).is_some() {},
                            Some('n') => text.push('\n'),
                            Some(other) => text.push(other),
                            None => break,
                        },
                        letter => text.push(letter),
                    }
                }
                if !before.trim_end().ends_with("reason =") {
                    texts.push(text);
                }
                before.clear();
            }
            letter => before.push(letter),
        }
    }
    texts
}

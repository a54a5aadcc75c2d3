use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::language::{Language, speak};

/// Parts of sentences, which stand whole among the translations.
const PARTS: &[&str] = &[
    "units in one layer",
    "95 % interval {low:+.2} to {high:+.2} in {metric}",
    "On held-out target rows {one} does better than {other} by {mean:.2}",
    "On held-out target rows {one} does worse than {other} by {:.2}",
    "On held-out target rows {one} and {other} cannot be told apart with certainty",
    "{what} (repeat {} of {})",
    "{shape}, bandwidth {bandwidth:.3}",
];

/// What nobody reads: marks of files, words that are looked for, names of draws, and what stands in a file that is saved, which
/// is the same in every language.
const NOT_SAID: &[&str] = &[
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
            "On held-out target rows fine-tuning does better than training from scratch by 0.11 (95 % interval +0.02 to +0.20 \
             in balanced accuracy).",
            "在留出的目标行上，微调比从头训练好0.11（平衡准确率的95%区间：+0.02至+0.20）。",
        ),
        (
            "Fine-tuning it on the target (repeat 2 of 10)",
            "正在用目标数据微调（第2次重复，共10次）",
        ),
        ("Laplace, bandwidth 0.312", "拉普拉斯核，带宽0.312"),
        ("Nobody knows this.", "Nobody knows this."),
        (
            "The setting \"learning rate\" has to lie between 0.0000001 and 1.",
            "设置“学习率”必须在0.0000001到1之间。",
        ),
    ] {
        assert_eq!(told(english), chinese);
    }
}

#[test]
fn what_the_lower_rooms_say_has_a_translation() {
    speak(Language::Chinese);
    let mut missing = Vec::new();
    for room in ["files", "mmd", "model", "report", "reuse", "compute"] {
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
    let words = ["page/words", "words"].map(|words| sources(&source.join(words)));
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

//! What stands behind the network's end: operators that make labels of its scores, as scikit-learn's converter adds them.
//!
//! The page makes labels and probabilities of the scores itself, so these operators are left out. Therefore each of them has
//! to make what the page makes: the class with the highest score of a row, its name, or the scores as they are.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::error::{FileError, LayersFault, UseFault};
use super::proto;
use super::values::{check_cast, class_names, int, odd, texts, unknown, whole_numbers};

/// Kinds of numbers that hold the number or the name of each class.
const CLASS_KINDS: [i32; 5] = [
    proto::FLOAT,
    proto::DOUBLE,
    proto::INT32,
    proto::INT64,
    proto::STRING,
];

/// What a name stands for in each row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Made {
    /// A score for each class in their order, with their names where the file gives them here.
    Scores(Vec<String>),
    /// The score of one class alone.
    Part,
    /// The class with the highest score: its number, or one of these names.
    Class(Vec<String>),
}

/// What is made of the network's end.
#[derive(Debug, Default)]
pub(super) struct Behind<'m> {
    made: HashMap<&'m str, Made>,
}

/// How wide rows are behind the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// The scores of a row.
    pub(super) scores: Option<i64>,
    /// Whether the graph says that it takes rows one by one.
    pub(super) are_single: bool,
}

impl Rows {
    /// Whether this shape leaves rows of two dimensions as they are. A width that is not known yet is checked by whoever
    /// needs it.
    pub(super) fn are_kept_by(self, shape: &[i64]) -> bool {
        let is_row = |columns: i64| self.scores.is_none_or(|scores| scores == columns);
        match *shape {
            // All rows become one, unless there is only one.
            [1, columns] => self.are_single && (columns == -1 || is_row(columns)),
            [0, columns] => columns == -1 || is_row(columns),
            [-1, columns] => columns != -1 && is_row(columns),
            _ => false,
        }
    }
}

impl<'m> Behind<'m> {
    /// What stands for the scores of all classes.
    pub(super) fn add_scores(&mut self, name: &'m str) {
        self.made.insert(name, Made::Scores(Vec::new()));
    }

    /// What stands for the score of one class alone.
    pub(super) fn add_part(&mut self, name: &'m str) {
        self.made.insert(name, Made::Part);
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.made.contains_key(name)
    }

    /// Takes an operator, all inputs of which are made of the end, or constant.
    pub(super) fn take(
        &mut self,
        node: &'m proto::Node,
        constants: &HashMap<&'m str, Cow<'m, proto::Tensor>>,
        rows: Rows,
    ) -> Result<(), FileError> {
        let made = self.make(node, constants, rows)?;
        if let Some(output) = node.output.first() {
            self.made.insert(output, made);
        }
        Ok(())
    }

    fn make(
        &self,
        node: &proto::Node,
        constants: &HashMap<&'m str, Cow<'m, proto::Tensor>>,
        rows: Rows,
    ) -> Result<Made, FileError> {
        let input = |place: usize| node.input.get(place).map(String::as_str);
        let made = |place: usize| input(place).and_then(|name| self.made.get(name));
        let constant = |place: usize| input(place).and_then(|name| constants.get(name));
        match (node.op_type.as_str(), made(0)) {
            ("Identity", Some(made)) => Ok(made.clone()),
            ("Cast", Some(Made::Class(names))) if keeps_classes(node, names) => {
                Ok(Made::Class(names.clone()))
            }
            ("Cast", Some(Made::Class(_))) => Err(odd(node, UseFault::Rounds)),
            ("Cast", Some(made)) => check_cast(node).map(|()| made.clone()),
            ("Flatten", Some(made)) if int(node, "axis", 1) == 1 => Ok(made.clone()),
            ("Reshape", Some(made)) if constant(1).is_some_and(|shape| made.has_shape(shape, rows)) => {
                Ok(made.clone())
            }
            ("Flatten" | "Reshape", Some(_)) => Err(odd(node, UseFault::MixesRows)),
            // Unless it is said, it looks for the row with the highest score of a class.
            ("ArgMax", Some(Made::Scores(_))) if [1, -1].contains(&int(node, "axis", 0)) => {
                Ok(Made::Class(Vec::new()))
            }
            ("ArgMax", Some(Made::Scores(_))) => Err(odd(node, UseFault::NotOverRows)),
            ("ZipMap", Some(Made::Scores(_))) => Ok(Made::Scores(
                node.attribute.iter().flat_map(class_names).collect(),
            )),
            ("Gather" | "ArrayFeatureExtractor", Some(_)) => Err(odd(node, UseFault::Picks)),
            ("Gather" | "ArrayFeatureExtractor", None) => {
                let is_number = made(1) == Some(&Made::Class(Vec::new()));
                let Some(tensor) = constant(0).filter(|_| is_number) else {
                    return Err(odd(node, UseFault::NotProbabilities));
                };
                let is_list = tensor.dims.len() == 1 && int(node, "axis", 0) == 0;
                if node.op_type == "Gather" && !is_list {
                    return Err(odd(node, UseFault::Picks));
                }
                Ok(Made::Class(texts(tensor)))
            }
            ("Identity" | "Cast" | "Flatten" | "Reshape" | "ArgMax" | "ZipMap", _) => {
                Err(odd(node, UseFault::NotProbabilities))
            }
            _ => Err(unknown(node)),
        }
    }

    /// The names of the classes by the outputs of the graph. What the graph makes beside them says nothing.
    pub(super) fn class_names(&self, outputs: &[proto::ValueInfo]) -> Result<Vec<String>, FileError> {
        let mut found: Option<&Vec<String>> = None;
        for output in outputs {
            let names = match self.made.get(output.name.as_str()) {
                Some(Made::Scores(names) | Made::Class(names)) if !names.is_empty() => names,
                _ => continue,
            };
            if found.is_some_and(|found| found != names) {
                return Err(LayersFault::OtherNames.into());
            }
            found = Some(names);
        }
        Ok(found.cloned().unwrap_or_default())
    }
}

impl Made {
    /// Whether each row still stands for itself in this shape.
    fn has_shape(&self, shape: &proto::Tensor, rows: Rows) -> bool {
        let shape = whole_numbers(shape);
        match self {
            Self::Scores(_) => rows.are_kept_by(&shape),
            Self::Part | Self::Class(_) => {
                let scores = Some(1);
                shape == [-1] || Rows { scores, ..rows }.are_kept_by(&shape)
            }
        }
    }
}

/// Whether a cast leaves classes apart: truths only 0 and 1.
fn keeps_classes(node: &proto::Node, names: &[String]) -> bool {
    let kind = int(node, "to", 0);
    CLASS_KINDS.map(i64::from).contains(&kind) || kind == i64::from(proto::BOOL) && names == ["0", "1"]
}

//! One tree, and the check of one that comes from outside.

use serde::{Deserialize, Serialize};

use super::error::TreesError;
use super::examples::{Column, Inputs, bounded};
use super::settings::MAX_LEAVES;

/// Largest absolute value of a leaf. Sums of so many of them are finite.
pub(super) const MAX_VALUE: f64 = 1e200;

/// Bits in one word of a set of levels.
const WORD: u32 = u32::BITS;

/// What a column holds, as far as trees know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Numbers.
    Numbers,
    /// Categories.
    Categories {
        /// Number of levels. Codes from there on are unknown.
        levels: u32,
    },
}

impl ColumnKind {
    pub(super) fn of(column: &Column<'_>) -> Self {
        match column {
            Column::Numbers(_) => Self::Numbers,
            Column::Categories { levels, .. } => Self::Categories { levels: *levels },
        }
    }
}

/// Which cells go left at a split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Numbers up to this one.
    AtMost(f64),
    /// Levels whose bit is set: that of code `c` is bit `c mod 32` of word `c / 32`.
    Levels(Vec<u32>),
}

/// The condition that these levels go left.
pub(super) fn of_levels(codes: impl Iterator<Item = u32>) -> Condition {
    let mut words: Vec<u32> = Vec::new();
    for code in codes {
        let word = (code / WORD) as usize;
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        words[word] |= 1 << (code % WORD);
    }
    Condition::Levels(words)
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// Adds its value to the score.
    Leaf(f64),
    /// Sends rows on.
    Split {
        /// Which column is asked.
        column: u32,
        /// Which cells go left.
        condition: Condition,
        /// Whether missing and unknown cells go left.
        missing_left: bool,
        /// The node on the left; after this one.
        left: u32,
        /// The node on the right; after this one.
        right: u32,
        /// What the split gained.
        gain: f64,
    },
}

/// A tree: its nodes, the root first and children after their parents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(pub(super) Vec<Node>);

impl Tree {
    /// The tree that changes no score.
    pub(super) fn nothing() -> Self {
        Self(vec![Node::Leaf(0.0)])
    }

    /// What this tree adds to the score of a row. The columns must be of the kinds that the tree was checked for.
    pub(super) fn value(&self, inputs: &Inputs<'_>, row: usize) -> f64 {
        let mut place = 0;
        loop {
            match &self.0[place] {
                Node::Leaf(value) => return *value,
                Node::Split {
                    column,
                    condition,
                    missing_left,
                    left,
                    right,
                    ..
                } => {
                    let goes_left = match (&inputs.columns()[*column as usize], condition) {
                        (Column::Numbers(numbers), Condition::AtMost(border)) => {
                            let number = numbers[row];
                            if number.is_nan() {
                                *missing_left
                            } else {
                                bounded(number) <= *border
                            }
                        }
                        (Column::Categories { codes, levels }, Condition::Levels(words)) => {
                            let code = codes[row];
                            if code < *levels {
                                has(words, code)
                            } else {
                                *missing_left
                            }
                        }
                        _ => *missing_left,
                    };
                    place = if goes_left { *left } else { *right } as usize;
                }
            }
        }
    }

    /// The splits' columns and gains.
    pub(super) fn gains(&self) -> impl Iterator<Item = (usize, f64)> {
        self.0.iter().filter_map(|node| match node {
            Node::Leaf(_) => None,
            Node::Split { column, gain, .. } => Some((*column as usize, *gain)),
        })
    }

    /// Whether the tree can be asked: every node but the root is the child of exactly one earlier node, columns and levels
    /// exist, and numbers are finite.
    pub(super) fn check(&self, columns: &[ColumnKind]) -> Result<(), TreesError> {
        let nodes = &self.0;
        if nodes.is_empty() || nodes.len() > 2 * MAX_LEAVES - 1 {
            return Err(TreesError::Damaged("number of nodes"));
        }
        let mut has_parent = vec![false; nodes.len()];
        has_parent[0] = true;
        for (place, node) in nodes.iter().enumerate() {
            match node {
                Node::Leaf(value) if value.abs() <= MAX_VALUE => {}
                Node::Leaf(_) => return Err(TreesError::Damaged("value of a leaf")),
                Node::Split {
                    column,
                    condition,
                    left,
                    right,
                    gain,
                    ..
                } => {
                    if !(gain.is_finite() && *gain >= 0.0) {
                        return Err(TreesError::Damaged("gain of a split"));
                    }
                    check_condition(condition, columns.get(*column as usize))?;
                    for child in [*left as usize, *right as usize] {
                        match has_parent.get_mut(child) {
                            Some(has_parent) if child > place && !*has_parent => *has_parent = true,
                            _ => return Err(TreesError::Damaged("child of a split")),
                        }
                    }
                }
            }
        }
        if has_parent.contains(&false) {
            Err(TreesError::Damaged("node without a parent"))
        } else {
            Ok(())
        }
    }
}

fn has(words: &[u32], code: u32) -> bool {
    words
        .get((code / WORD) as usize)
        .is_some_and(|word| word >> (code % WORD) & 1 == 1)
}

fn check_condition(condition: &Condition, column: Option<&ColumnKind>) -> Result<(), TreesError> {
    let fits = match (condition, column) {
        (Condition::AtMost(border), Some(ColumnKind::Numbers)) => border.is_finite(),
        (Condition::Levels(words), Some(ColumnKind::Categories { levels })) => {
            words.len() <= levels.div_ceil(WORD) as usize
        }
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        Err(TreesError::Damaged("condition of a split"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(left: u32, right: u32) -> Node {
        let condition = Condition::AtMost(0.5);
        Node::Split {
            column: 0,
            condition,
            missing_left: true,
            left,
            right,
            gain: 1.0,
        }
    }

    fn check(nodes: Vec<Node>) -> Result<(), TreesError> {
        Tree(nodes).check(&[ColumnKind::Numbers, ColumnKind::Categories { levels: 33 }])
    }

    #[test]
    fn children_come_after_their_only_parent() {
        let leaf = || Node::Leaf(1.0);
        assert_eq!(
            check(vec![split(1, 2), leaf(), split(3, 4), leaf(), leaf()]),
            Ok(())
        );
        let bad: [(Vec<Node>, &str); 7] = [
            (vec![split(0, 1), leaf()], "child of a split"),
            (vec![split(1, 1), leaf()], "child of a split"),
            (vec![split(1, 3), leaf(), leaf()], "child of a split"),
            (vec![split(1, 2), split(2, 3), leaf(), leaf()], "child of a split"),
            (vec![split(1, 2), leaf(), leaf(), leaf()], "node without a parent"),
            (
                vec![split(2, 3), leaf(), split(1, 4), leaf(), leaf()],
                "child of a split",
            ),
            (Vec::new(), "number of nodes"),
        ];
        for (nodes, what) in bad {
            assert_eq!(check(nodes), Err(TreesError::Damaged(what)));
        }
    }

    #[test]
    fn numbers_columns_and_levels_are_checked() {
        let with = |column, condition, gain, value| {
            let root = Node::Split {
                column,
                condition,
                missing_left: false,
                left: 1,
                right: 2,
                gain,
            };
            check(vec![root, Node::Leaf(value), Node::Leaf(0.0)])
        };
        assert_eq!(with(1, Condition::Levels(vec![1, 1]), 1.0, 0.0), Ok(()));
        assert!(with(1, Condition::Levels(vec![1, 1, 1]), 1.0, 0.0).is_err());
        assert!(with(0, Condition::Levels(vec![1]), 1.0, 0.0).is_err());
        assert!(with(2, Condition::AtMost(1.0), 1.0, 0.0).is_err());
        assert!(with(0, Condition::AtMost(f64::NAN), 1.0, 0.0).is_err());
        assert!(with(0, Condition::AtMost(1.0), f64::INFINITY, 0.0).is_err());
        assert!(with(0, Condition::AtMost(1.0), 1.0, f64::NAN).is_err());
    }

    #[test]
    fn cells_find_their_leaf() {
        let nodes = vec![
            split(1, 2),
            Node::Leaf(1.0),
            Node::Split {
                column: 1,
                condition: of_levels([0, 32].into_iter()),
                missing_left: false,
                left: 3,
                right: 4,
                gain: 1.0,
            },
            Node::Leaf(2.0),
            Node::Leaf(3.0),
        ];
        let numbers = [0.5, f64::NAN, f64::NEG_INFINITY, 0.6, 0.6, f64::INFINITY, 1.0];
        let codes = [0, 0, 0, 0, 1, 32, 33];
        let columns = vec![
            Column::Numbers(&numbers),
            Column::Categories {
                codes: &codes,
                levels: 33,
            },
        ];
        let inputs = Inputs::new(columns).unwrap();
        let values: Vec<f64> = (0..7)
            .map(|row| Tree(nodes.clone()).value(&inputs, row))
            .collect();
        assert_eq!(values, [1.0, 1.0, 1.0, 2.0, 3.0, 2.0, 3.0]);
    }
}

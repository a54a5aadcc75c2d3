//! Seeded splits of rows.

use std::collections::BTreeMap;

use crate::random::Generator;

/// Rows in two parts that share none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The part of the wished share.
    pub held_out: Vec<usize>,
    /// The rest.
    pub kept: Vec<usize>,
}

/// Holds out a share of the rows at random: at least one row, and never all, where there are two or more.
#[must_use]
pub fn split(rows: &[usize], share: f64, generator: &mut Generator) -> Split {
    let mut shuffled = rows.to_vec();
    generator.shuffle(&mut shuffled);
    let held_out = held_out_count(rows.len(), share);
    let kept = shuffled.split_off(held_out);
    Split {
        held_out: shuffled,
        kept,
    }
}

/// Holds out a share of the rows of each class, so that every class with two rows or more stands on both
/// sides. `classes` has the class of each of `rows`.
pub(super) fn split_stratified(
    rows: &[usize],
    classes: &[u32],
    share: f64,
    generator: &mut Generator,
) -> Split {
    let mut by_class: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (&row, &class) in rows.iter().zip(classes) {
        by_class.entry(class).or_default().push(row);
    }
    let mut all = Split {
        held_out: Vec::new(),
        kept: Vec::new(),
    };
    for rows in by_class.values() {
        let part = split(rows, share, generator);
        all.held_out.extend(part.held_out);
        all.kept.extend(part.kept);
    }
    generator.shuffle(&mut all.held_out);
    generator.shuffle(&mut all.kept);
    all
}

fn held_out_count(rows: usize, share: f64) -> usize {
    if rows < 2 {
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped just below"
    )]
    let count = (rows as f64 * share).round() as usize;
    count.clamp(1, rows - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seed;

    #[test]
    fn the_parts_share_no_row_and_lose_none() {
        let rows: Vec<usize> = (10..110).collect();
        let parts = split(&rows, 0.3, &mut Seed::new(1).generator());
        assert_eq!((parts.held_out.len(), parts.kept.len()), (30, 70));
        let mut all = [parts.held_out, parts.kept].concat();
        all.sort_unstable();
        assert_eq!(all, rows);
    }

    #[test]
    fn rare_classes_stand_on_both_sides() {
        let rows: Vec<usize> = (0..100).collect();
        let classes: Vec<u32> = (0..100).map(|row| u32::from(row >= 97)).collect();
        let parts = split_stratified(&rows, &classes, 0.3, &mut Seed::new(1).generator());
        assert_eq!(parts.held_out.iter().filter(|&&row| row >= 97).count(), 1);
        assert_eq!(parts.held_out.len() + parts.kept.len(), 100);
    }

    #[test]
    fn one_row_is_never_held_out() {
        let parts = split(&[5], 0.9, &mut Seed::new(1).generator());
        assert_eq!(
            parts,
            Split {
                held_out: vec![],
                kept: vec![5]
            }
        );
    }
}

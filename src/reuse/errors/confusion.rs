//! Which classes are taken for which.

use std::cmp::Reverse;

use super::said::Said;
use crate::report::{ArmName, Confusion, ConfusionOfArm, MAX_CONFUSED};

/// The counts over all repeats. Of more than [`MAX_CONFUSED`] classes the most frequent have a place of their own, and
/// the others share one. Classes that no row has and no network predicts are left out.
pub(super) fn confusion(truth: &[u32], names: &[String], said: &[(ArmName, Vec<&Said>)]) -> Confusion {
    let mut actual = vec![0_u64; names.len()];
    let mut occurs = vec![false; names.len()];
    for &code in truth {
        if let Some(count) = actual.get_mut(code as usize) {
            *count += 1;
            occurs[code as usize] = true;
        }
    }
    for &code in said
        .iter()
        .flat_map(|(_, repeats)| repeats)
        .flat_map(|said| said.classes())
    {
        if let Some(occurs) = occurs.get_mut(code as usize) {
            *occurs = true;
        }
    }
    let mut shown: Vec<usize> = (0..names.len()).filter(|&class| occurs[class]).collect();
    let all = shown.len();
    if all > MAX_CONFUSED {
        shown.sort_by_key(|&class| Reverse(actual[class]));
        shown.truncate(MAX_CONFUSED - 1);
        shown.sort_unstable();
    }
    let joined = all - shown.len();
    let size = shown.len() + usize::from(joined > 0);
    // The place of each class: that behind the others where it has none of its own.
    let mut places = vec![shown.len(); names.len()];
    for (place, &class) in shown.iter().enumerate() {
        places[class] = place;
    }
    let by_arm = said.iter().map(|(arm, repeats)| {
        let mut counts = vec![vec![0; size]; size];
        for said in repeats {
            for (&actual, &predicted) in truth.iter().skip(said.first).zip(said.classes()) {
                let place = |code: u32| places.get(code as usize).copied();
                let count = place(actual)
                    .zip(place(predicted))
                    .and_then(|(actual, predicted)| counts.get_mut(actual)?.get_mut(predicted));
                if let Some(count) = count {
                    *count += 1;
                }
            }
        }
        ConfusionOfArm { arm: *arm, counts }
    });
    Confusion {
        by_arm: by_arm.collect(),
        classes: shown.iter().map(|&class| names[class].clone()).collect(),
        joined: joined as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|class| format!("c{class}")).collect()
    }

    #[test]
    fn rows_are_counted_by_actual_and_predicted_class() {
        let said = [0, 1].map(|_| Said::of_classes(vec![0, 2, 2, 2], 0));
        let arms = [(ArmName::FineTuned, said.iter().collect())];
        // Nobody has or predicts the second class.
        let found = confusion(&[0, 0, 2, 2], &names(3), &arms);
        assert_eq!(found.classes, ["c0", "c2"]);
        assert_eq!(found.joined, 0);
        // A repeat that judges by the last two rows alone.
        let late = Said::of_classes(vec![2, 0], 2);
        let counts = confusion(&[0, 0, 2, 2], &names(3), &[(ArmName::FineTuned, vec![&late])]).by_arm;
        assert_eq!(counts[0].counts, [[0, 0], [1, 1]]);
        // Of the first two rows in two repeats 0 and 2, of the others always 2.
        assert_eq!(found.by_arm[0].counts, [[2, 2], [0, 4]]);
    }

    #[test]
    fn the_rarest_of_many_classes_are_joined() {
        // Class n has n + 1 rows, of 14 classes.
        let truth: Vec<u32> = (0..14)
            .flat_map(|class| vec![class; class as usize + 1])
            .collect();
        let said = Said::of_classes(truth.clone(), 0);
        let found = confusion(&truth, &names(14), &[(ArmName::FineTuned, vec![&said])]);
        assert_eq!(found.classes.len(), MAX_CONFUSED - 1);
        assert_eq!(found.classes[0], "c3");
        assert_eq!(found.joined, 3);
        let counts = &found.by_arm[0].counts;
        assert_eq!(counts.len(), MAX_CONFUSED);
        // One, two and three rows, all taken for one of the joined.
        assert_eq!(counts[11][11], 6);
        let all: u64 = counts.iter().flatten().sum();
        assert_eq!(all, truth.len() as u64);
    }
}

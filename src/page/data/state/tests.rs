//! What is known of two tables without a browser.

use super::*;
use crate::table::Summary;

fn described(name: &str, role: Role) -> ColumnOverview {
    ColumnOverview {
        name: name.to_owned(),
        target_name: None,
        by_hand: false,
        role,
        reason: None,
        only_names: false,
        kinds: [Some(ColumnKind::Number); 2],
        missing: [Some(0.0); 2],
        unseen: 0,
        spellings: crate::features::Spellings::default(),
        overlay: None,
    }
}

#[test]
fn what_a_network_does_not_take_is_left_out() {
    let only_in_source = ColumnOverview {
        kinds: [Some(ColumnKind::Number), None],
        ..described("e", Role::LeftOut)
    };
    let columns = [
        described("a", Role::Feature),
        described("b", Role::Feature),
        described("label before", Role::Label),
        described("constant", Role::LeftOut),
        described("by hand", Role::LeftOut),
        described("y", Role::Feature),
        only_in_source,
    ];
    let named = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<String>>();
    let by_hand = named(&["by hand"]).into_iter().collect();
    let left_out = others(columns.iter(), &named(&["a"]), Some("y"), &by_hand);
    assert_eq!(Vec::from_iter(left_out), ["b", "by hand", "label before"]);
    let left_out = others(columns.iter(), &named(&["b", "by hand"]), Some("y"), &by_hand);
    assert_eq!(Vec::from_iter(left_out), ["a", "label before"]);
}

#[test]
fn labels_that_both_tables_have_come_first() {
    let column = |name: &str| ColumnProfile {
        name: name.to_owned(),
        kind: ColumnKind::Number,
        missing: 0,
        summary: Summary::Nothing,
    };
    let source = ["x", "y", "Load (kW)"].map(column);
    let target = ["y", "load"].map(column);
    let names = |columns: &[ColumnOverview]| -> Vec<(String, bool)> {
        let candidates = candidates(&source, &target, columns).into_iter();
        candidates
            .map(|candidate| (candidate.name, candidate.in_both))
            .collect()
    };
    let named = |names: [(&str, bool); 3]| names.map(|(name, in_both)| (name.to_owned(), in_both));
    let alone = [("y", true), ("x", false), ("Load (kW)", false)];
    assert_eq!(names(&[]), named(alone));
    let column = ColumnOverview {
        target_name: Some("load".to_owned()),
        ..described("Load (kW)", Role::Feature)
    };
    let paired = [("y", true), ("Load (kW)", true), ("x", false)];
    assert_eq!(names(&[column]), named(paired));
}

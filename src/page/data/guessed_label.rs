//! The column that is proposed as the label: one whose name says so, else the last one that both tables have.

use crate::features::{ColumnOverview, Role};
use crate::table::ColumnKind;

/// Why a column is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GuessReason {
    /// Its name says that it is predicted.
    Name,
    /// It is the last one.
    Last,
}

/// Words that name what is predicted, the surest first: the label itself, then what people usually predict.
const WORDS: [&[&str]; 2] = [
    &[
        "label",
        "labels",
        "target",
        "y",
        "class",
        "outcome",
        "response",
        "zielgröße",
        "ziel",
        "标签",
        "目标",
        "因变量",
    ],
    &[
        "load",
        "kwh",
        "mwh",
        "demand",
        "consumption",
        "power",
        "price",
        "sales",
        "revenue",
        "churn",
        "churned",
        "yield",
        "count",
        "cnt",
        "last",
        "verbrauch",
        "leistung",
        "preis",
        "umsatz",
        "负荷",
        "电量",
        "用电量",
        "功率",
        "价格",
        "电价",
        "房价",
        "销量",
        "销售额",
        "流失",
        "产量",
        "故障",
    ],
];

/// Words that mean something else within a longer name: `pos_y`, `last_login`, `供电量`.
const WHOLE_NAMES: [&str; 3] = ["y", "last", "电量"];

/// Words for the label itself; those behind them name what is often an input, too.
const SURE: usize = 0;

/// The proposed label among the columns of both tables, with the reason.
///
/// A price or a load may as well be an input. Such a name counts where the column stands first or last, as labels do.
pub(super) fn guess(columns: &[ColumnOverview]) -> Option<(String, GuessReason)> {
    let candidates: Vec<&ColumnOverview> = columns.iter().filter(|column| is_candidate(column)).collect();
    let last = candidates.len().checked_sub(1)?;
    let named = WORDS.into_iter().enumerate().find_map(|(place, words)| {
        // Of several the last one: inputs usually stand first.
        let mut named = candidates.iter().enumerate().rev();
        named.find(|(at, column)| is_named(&column.name, words) && (place == SURE || [0, last].contains(at)))
    });
    if let Some((_, column)) = named {
        return Some((column.name.clone(), GuessReason::Name));
    }
    // A label that one table alone has, or each in another unit, is no reason to predict something else.
    let is_missing = |column: &ColumnOverview| {
        column.kinds.iter().any(Option::is_none) && WORDS.iter().any(|words| is_named(&column.name, words))
    };
    // What only the source has, behind all that both have, waits to be predicted.
    let ends_with_the_sources_own = columns
        .iter()
        .rfind(|column| column.kinds[0].is_some())
        .is_some_and(|column| column.kinds[1].is_none() && column.kinds[0] == Some(ColumnKind::Number));
    // So does what is often an input and stands in the middle: only the user knows.
    let is_doubtful = candidates
        .iter()
        .any(|column| WORDS.iter().any(|words| is_named(&column.name, words)));
    let is_open = columns.iter().any(is_missing) || ends_with_the_sources_own || is_doubtful;
    let last = candidates[last];
    (!is_open && candidates.len() > 1).then(|| (last.name.clone(), GuessReason::Last))
}

/// Whether a column is used and could be the label: both tables have numbers or categories in it.
fn is_candidate(column: &ColumnOverview) -> bool {
    let is_kind = |kind: &Option<ColumnKind>| {
        matches!(
            kind,
            Some(ColumnKind::Number | ColumnKind::Category | ColumnKind::Boolean)
        )
    };
    column.role != Role::LeftOut && column.kinds.iter().all(is_kind)
}

/// Whether one of the words stands in a name: alone or between marks, and in Chinese anywhere at its end.
fn is_named(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    let bare = name
        .split(['(', '（', '[', '【'])
        .next()
        .unwrap_or_default()
        .trim();
    let mut parts = bare.split(|letter: char| !letter.is_alphanumeric());
    parts.any(|part| words.contains(&part) && (part == bare || !WHOLE_NAMES.contains(&part)))
        || words.iter().any(|word| {
            let is_chinese = !word.is_ascii() && word.chars().all(|letter| letter >= '\u{2e80}');
            is_chinese && bare.ends_with(word) && !WHOLE_NAMES.contains(word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, role: Role, kind: ColumnKind) -> ColumnOverview {
        ColumnOverview {
            name: name.to_owned(),
            target_name: None,
            by_hand: false,
            role,
            reason: None,
            only_names: false,
            kinds: [Some(kind); 2],
            missing: [Some(0.0); 2],
            unseen: 0,
            spellings: crate::features::Spellings::default(),
            overlay: None,
        }
    }

    #[test]
    fn a_label_that_one_table_alone_has_leaves_the_choice_open() {
        let mut columns: Vec<ColumnOverview> = ["temp", "region"]
            .map(|name| column(name, Role::Feature, ColumnKind::Number))
            .into();
        assert_eq!(guess(&columns), Some(("region".to_owned(), GuessReason::Last)));
        let mut load = column("Last (kW)", Role::LeftOut, ColumnKind::Number);
        load.kinds[1] = None;
        columns.push(load);
        assert_eq!(guess(&columns), None);
        // So does a number that the source has behind all others.
        let mut rate = column("loss rate", Role::LeftOut, ColumnKind::Number);
        rate.kinds[1] = None;
        columns.pop();
        columns.push(rate);
        assert_eq!(guess(&columns), None);
    }

    fn of(names: &[&str]) -> Option<(String, GuessReason)> {
        let columns: Vec<ColumnOverview> = names
            .iter()
            .map(|name| column(name, Role::Feature, ColumnKind::Number))
            .collect();
        guess(&columns)
    }

    #[test]
    fn names_decide_before_places() {
        for (names, expected) in [
            (["target", "load", "x"], "target"),
            (["Load (kW)", "temp", "wind"], "Load (kW)"),
            (["用电负荷（kW）", "温度", "湿度"], "用电负荷（kW）"),
            (["load_lag_1", "temp", "kwh"], "kwh"),
            (["Last (kW)", "temp", "last_login"], "Last (kW)"),
        ] {
            assert_eq!(
                of(&names),
                Some((expected.to_owned(), GuessReason::Name)),
                "{names:?}"
            );
        }
        let last = Some(("z".to_owned(), GuessReason::Last));
        // What is often an input, in the middle, leaves the choice open.
        assert_eq!(of(&["age", "price", "z"]), None);
        assert_eq!(of(&["行业类别", "供电量(kWh)", "z"]), last);
        let named = Some(("电量".to_owned(), GuessReason::Name));
        assert_eq!(of(&["电量", "气温", "湿度"]), named);
        assert_eq!(of(&["x", "payload", "z"]), last);
        assert_eq!(of(&["x", "downloads", "z"]), last);
        assert_eq!(of(&["pos_x", "pos_y", "z"]), last);
    }

    #[test]
    fn what_cannot_be_the_label_is_not_proposed() {
        let columns = [
            column("x", Role::Feature, ColumnKind::Number),
            column("v", Role::Feature, ColumnKind::Number),
            column("target", Role::LeftOut, ColumnKind::Number),
            column("day", Role::Feature, ColumnKind::Moment),
        ];
        assert_eq!(guess(&columns), Some(("v".to_owned(), GuessReason::Last)));
        // One column has to stay to be compared.
        assert_eq!(guess(&columns[..1]), None);
        assert_eq!(guess(&[]), None);
    }
}

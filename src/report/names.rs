//! The names that an outcome holds: where they stand, and neutral ones in their place, where an owner keeps them back.
//!
//! [`visit`] is the one list of these places. What a link reveals and what it leaves out both go by it.

use std::collections::{BTreeMap, BTreeSet};

use super::{HeldOutBy, Outcome, Report, SeriesBy, Settings, Warning};

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A column, the label among them.
    Column,
    /// A class of the label.
    Class,
    /// The unit of a column, which may stand in its name.
    Unit,
    /// A sheet of a workbook.
    Sheet,
    /// The source's file.
    Source,
    /// The target's file.
    Target,
    /// The file of the source network.
    Network,
}

/// Calls `each` for every name, the report's columns before others.
pub(super) fn visit(
    settings: &mut Settings,
    report: Option<&mut Report>,
    each: &mut dyn FnMut(Owner, &mut String),
) {
    if let Some(report) = report {
        each(Owner::Source, &mut report.source.name);
        each(Owner::Target, &mut report.target.name);
        report
            .columns
            .iter_mut()
            .for_each(|name| each(Owner::Column, name));
        for test in [Some(&mut report.test), report.relation.as_mut()]
            .into_iter()
            .flatten()
        {
            let columns = test.by_column.iter_mut().flatten();
            columns.for_each(|column| each(Owner::Column, &mut column.name));
            let others = test.not_compared.iter_mut();
            others.for_each(|column| each(Owner::Column, &mut column.name));
            let series = test.succession.as_mut().and_then(|it| it.series.as_mut());
            if let Some(name) = series {
                each(Owner::Column, name);
            }
        }
        if let Some(comparison) = &mut report.comparison {
            each(Owner::Column, &mut comparison.label);
            match &mut comparison.held_out_by {
                HeldOutBy::Chance => {}
                HeldOutBy::Time(column) | HeldOutBy::Group(column) => each(Owner::Column, column),
            }
            let classes = comparison.new_classes.iter_mut();
            classes.for_each(|class| each(Owner::Class, class));
        }
        visit_warnings(&mut report.warnings, each);
        let compared = report.comparison.as_mut().map(|it| &mut it.source_file);
        let adapted = report.adaptation.as_mut().map(|it| &mut it.source_file);
        for file in compared.into_iter().chain(adapted).flatten() {
            each(Owner::Network, file);
        }
    }
    let Settings {
        label,
        columns,
        series,
        reading,
        pairs,
        ..
    } = settings;
    for name in label.iter_mut().chain(columns.iter_mut().flatten()) {
        each(Owner::Column, name);
    }
    if let SeriesBy::Column(name) = series {
        each(Owner::Column, name);
    }
    let mut column = |mut name: String| {
        each(Owner::Column, &mut name);
        name
    };
    *pairs = std::mem::take(pairs)
        .into_iter()
        .map(|(one, other)| (column(one), column(other)))
        .collect();
    for choices in &mut *reading {
        choices.kinds = std::mem::take(&mut choices.kinds)
            .into_iter()
            .map(|(name, kind)| (column(name), kind))
            .collect();
        choices.plain_numbers = std::mem::take(&mut choices.plain_numbers)
            .into_iter()
            .map(&mut column)
            .collect();
    }
    let sheets = reading.iter_mut().filter_map(|choices| choices.sheet.as_mut());
    sheets.for_each(|sheet| each(Owner::Sheet, sheet));
}

fn visit_warnings(warnings: &mut [Warning], each: &mut dyn FnMut(Owner, &mut String)) {
    for warning in warnings {
        match warning {
            Warning::Unit { column, .. }
            | Warning::PercentOnOneSide { column, .. }
            | Warning::Periods { column, .. }
            | Warning::Calendar { column, .. } => each(Owner::Column, column),
            Warning::UnitOnOneSide { column, unit, .. } => {
                each(Owner::Column, column);
                if let Some(unit) = unit {
                    each(Owner::Unit, unit);
                }
            }
            Warning::Ordered { columns } | Warning::Neighbours { columns } | Warning::Drift { columns } => {
                let columns = columns.source.iter_mut().chain(&mut columns.target);
                columns.for_each(|column| each(Owner::Column, column));
            }
            Warning::NoSharedClass { label, classes } => {
                each(Owner::Column, label);
                let classes = classes.iter_mut().flatten();
                classes.for_each(|class| each(Owner::Class, class));
            }
            Warning::SharedRows { .. }
            | Warning::RepeatedRows { .. }
            | Warning::Ties { .. }
            | Warning::MoreColumns { .. } => {}
        }
    }
}

/// The names of an outcome or of its settings, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) label: Option<String>,
    /// But for the label.
    pub(super) columns: Vec<String>,
    pub(super) classes: Vec<String>,
    pub(super) units: Vec<String>,
    pub(super) sheets: Vec<String>,
    pub(super) networks: Vec<String>,
}

impl Names {
    pub(super) fn of(settings: &Settings, report: Option<&Report>) -> Self {
        let compared = report.and_then(|report| report.comparison.as_ref());
        let label = settings.label.as_ref().or(compared.map(|it| &it.label)).cloned();
        let mut names = Self {
            label: label.clone(),
            ..Self::default()
        };
        let mut each = |owner, name: &mut String| {
            let list = match owner {
                Owner::Column if Some(&*name) == label.as_ref() => return,
                Owner::Column => &mut names.columns,
                Owner::Class => &mut names.classes,
                Owner::Unit => &mut names.units,
                Owner::Sheet => &mut names.sheets,
                Owner::Network => &mut names.networks,
                Owner::Source | Owner::Target => return,
            };
            list.push(name.clone());
        };
        visit(&mut settings.clone(), report.cloned().as_mut(), &mut each);
        for list in [
            &mut names.columns,
            &mut names.classes,
            &mut names.units,
            &mut names.networks,
        ] {
            let mut seen = BTreeSet::new();
            list.retain(|name| seen.insert(name.clone()));
        }
        names
    }
}

/// Replaces the names of columns, of the label and of classes, and leaves those of units and sheets out. A name becomes the same
/// neutral one wherever it stands, so that what is said of a column can still be put together.
pub(super) fn hide_columns(outcome: &mut Outcome) {
    let names = Names::of(&outcome.settings, Some(&outcome.report));
    // Shared again, names that are neutral already keep their numbers.
    let mut columns = if names.columns.iter().all(|name| is_neutral(name)) {
        BTreeMap::new()
    } else {
        numbered("column", names.columns)
    };
    columns.extend(names.label.map(|label| (label, "label".to_owned())));
    let classes = numbered("class", names.classes);
    let mut replace = |owner, name: &mut String| {
        let neutral = match owner {
            Owner::Column => columns.get(name),
            Owner::Class => classes.get(name),
            _ => None,
        };
        if let Some(neutral) = neutral {
            name.clone_from(neutral);
        }
    };
    visit(&mut outcome.settings, Some(&mut outcome.report), &mut replace);
    for warning in &mut outcome.report.warnings {
        if let Warning::UnitOnOneSide { unit, .. } = warning {
            *unit = None;
        }
    }
    for choices in &mut outcome.settings.reading {
        // No neutral name finds a sheet.
        choices.sheet = None;
    }
}

/// Replaces the names of the two files and of the network's.
pub(super) fn hide_files(outcome: &mut Outcome) {
    let mut replace = |owner, name: &mut String| match owner {
        Owner::Source => "source".clone_into(name),
        Owner::Target => "target".clone_into(name),
        Owner::Network => "source network".clone_into(name),
        Owner::Column | Owner::Class | Owner::Unit | Owner::Sheet => {}
    };
    visit(&mut outcome.settings, Some(&mut outcome.report), &mut replace);
}

fn numbered(what: &str, names: Vec<String>) -> BTreeMap<String, String> {
    let names = (1_usize..).zip(names);
    names
        .map(|(number, name)| (name, format!("{what} {number}")))
        .collect()
}

fn is_neutral(column: &str) -> bool {
    column
        .strip_prefix("column ")
        .is_some_and(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{full, named};
    use super::*;
    use crate::table::ColumnKind;

    #[test]
    fn a_name_is_the_same_everywhere() {
        let mut outcome = full();
        let (settings, report) = (&mut outcome.settings, &mut outcome.report);
        settings.columns = Some(vec!["weekday".into()]);
        settings.reading[0].sheet = Some("secret".into());
        settings.reading[1].plain_numbers = ["temp [°C]".to_owned()].into();
        let comparison = report.comparison.as_mut().unwrap();
        comparison.new_classes = vec!["b".into(), "a".into()];
        hide_columns(&mut outcome);

        let Outcome { settings, report, .. } = &outcome;
        assert_eq!(report.columns, ["column 1", "column 2"]);
        assert_eq!(settings.columns, Some(vec!["column 2".into()]));
        assert_eq!(settings.label.as_deref(), Some("label"));
        assert_eq!(settings.reading[0].sheet, None);
        assert_eq!(
            settings.reading[0].kinds,
            [("column 2".to_owned(), ColumnKind::Category)].into()
        );
        // The column of dates stands in the report, the target's name of the paired column in the settings alone.
        let comparison = report.comparison.as_ref().unwrap();
        assert_eq!(comparison.label, "label");
        assert_eq!(comparison.held_out_by, HeldOutBy::Time("column 5".into()));
        assert_eq!(comparison.new_classes, ["class 1", "class 2"]);
        assert_eq!(
            settings.pairs,
            [("column 1".to_owned(), "column 6".to_owned())].into()
        );
        assert_eq!(settings.reading[1].plain_numbers, ["column 6".to_owned()].into());
        assert_eq!(report.test.by_column.as_ref().unwrap()[0].name, "column 2");
    }

    #[test]
    fn numbers_and_pictures_stay() {
        let (before, mut after) = (full(), full());
        hide_columns(&mut after);
        hide_files(&mut after);
        assert_eq!(after.pictures, before.pictures);
        assert_eq!(after.report.advice, before.report.advice);
        assert_eq!(after.report.test.p_value, before.report.test.p_value);
        assert_eq!(after.settings.training, before.settings.training);
        assert_eq!(
            after.settings.reading[0].decimal,
            before.settings.reading[0].decimal
        );
    }

    #[test]
    fn no_name_stays_anywhere() {
        let (mut outcome, names) = named();
        let text = |outcome: &Outcome| serde_json::to_string(outcome).unwrap();
        assert!(
            names.iter().all(|name| text(&outcome).contains(name)),
            "{names:?}"
        );
        hide_columns(&mut outcome);
        hide_files(&mut outcome);
        assert!(!text(&outcome).contains("Secret-"), "{}", text(&outcome));
    }

    /// Texts of an outcome are names, words that Kindred chose, fingerprints or the version: a name that [`visit`] forgot
    /// would be none of these.
    #[test]
    fn every_name_is_visited() {
        fn texts(value: &serde_json::Value, into: &mut Vec<String>) {
            match value {
                serde_json::Value::String(text) => into.push(text.clone()),
                serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
                serde_json::Value::Object(fields) => {
                    into.extend(fields.keys().cloned());
                    fields.values().for_each(|field| texts(field, into));
                }
                _ => {}
            }
        }
        let outcome = named().0;
        let mut found = Vec::new();
        texts(&serde_json::to_value(&outcome).unwrap(), &mut found);
        let is_word = |text: &str| {
            let mut letters = text.chars();
            letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let unknown: Vec<String> = found
            .into_iter()
            .filter(|text| {
                !text.starts_with("Secret-") && !is_word(text) && *text != outcome.report.app_version
            })
            .collect();
        assert_eq!(unknown, Vec::<String>::new());
    }

    #[test]
    fn neutral_names_keep_their_numbers_when_shared_again() {
        let mut outcome = full();
        // So many that the order of their neutral names is not that of their numbers.
        let names = ('a'..='p').map(|letter| (letter.to_string(), ColumnKind::Category));
        outcome.settings.reading[0].kinds = names.chain([("e".to_owned(), ColumnKind::Number)]).collect();
        hide_columns(&mut outcome);
        let mut again = outcome.clone();
        hide_columns(&mut again);
        assert_eq!(again, outcome);
        outcome.report.columns.push("x".into());
        hide_columns(&mut outcome);
        assert_eq!(outcome.report.columns[2], "column 3");
    }

    #[test]
    fn files_have_the_names_of_their_roles() {
        let mut outcome = full();
        hide_files(&mut outcome);
        assert_eq!(outcome.report.source.name, "source");
        assert_eq!(outcome.report.target.name, "target");
        assert_eq!(outcome.report.source_file(), Some("source network"));
    }
}

//! Names taken out of an outcome: what a link shares whose owner keeps them back.
//!
//! A name becomes the same neutral one wherever it stands, so that what is said of a column can still be put together.
//! Every structure is taken apart field by field, so that a new one has to be thought of here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Adaptation, ColumnEffect, Comparison, HeldOutBy, Outcome, Report, Settings, Test};
use crate::table::Choices;

/// The label's name.
const LABEL: &str = "label";

/// Neutral names by the ones that they stand for.
struct Names {
    columns: BTreeMap<String, String>,
    classes: BTreeMap<String, String>,
}

impl Names {
    fn of(outcome: &Outcome) -> Self {
        let Outcome { settings, report, .. } = outcome;
        let (label, columns) = named_columns(settings, Some(report));
        let numbered = |kind: &str, names: Vec<&String>| -> BTreeMap<String, String> {
            let numbers = 1_usize..;
            let names = numbers.zip(names);
            names
                .map(|(number, name)| (name.clone(), format!("{kind} {number}")))
                .collect()
        };
        // Shared again, names that are neutral already keep their numbers.
        let mut columns = if columns.iter().all(|name| is_neutral(name)) {
            BTreeMap::new()
        } else {
            numbered("column", columns)
        };
        columns.extend(label.map(|label| (label.clone(), LABEL.to_owned())));
        let classes = report.comparison.iter().flat_map(|it| &it.new_classes);
        Self {
            columns,
            classes: numbered("class", each_once(classes)),
        }
    }

    fn column(&self, name: &mut String) {
        replace(&self.columns, name);
    }

    fn settings(&self, settings: &mut Settings) {
        let Settings {
            label,
            columns,
            seed: _,
            alpha: _,
            margin_sd: _,
            reading,
            pairs,
            training: _,
        } = settings;
        for name in label.iter_mut().chain(columns.iter_mut().flatten()) {
            self.column(name);
        }
        for Choices {
            sheet,
            encoding: _,
            dialect: _,
            decimal: _,
            date_order: _,
            skip_ragged_rows: _,
            kinds,
            plain_numbers,
        } in reading
        {
            // No neutral name finds a sheet.
            *sheet = None;
            *kinds = std::mem::take(kinds)
                .into_iter()
                .map(|(name, kind)| (self.renamed(name), kind))
                .collect();
            *plain_numbers = self.all_renamed(plain_numbers);
        }
        *pairs = std::mem::take(pairs)
            .into_iter()
            .map(|(one, other)| (self.renamed(one), self.renamed(other)))
            .collect();
    }

    fn renamed(&self, mut name: String) -> String {
        self.column(&mut name);
        name
    }

    fn all_renamed(&self, names: &mut BTreeSet<String>) -> BTreeSet<String> {
        let names = std::mem::take(names).into_iter();
        names.map(|name| self.renamed(name)).collect()
    }

    fn report(&self, report: &mut Report) {
        let Report {
            schema: _,
            app_version: _,
            seed: _,
            source: _,
            target: _,
            columns,
            test,
            relation,
            comparison,
            // It names no column.
            adaptation: _,
            advice,
        } = report;
        for name in columns {
            self.column(name);
        }
        for test in [Some(test), relation.as_mut()].into_iter().flatten() {
            self.test(test);
        }
        if let Some(comparison) = comparison {
            self.comparison(comparison);
        }
        advice.reasons.iter_mut().for_each(|reason| self.sentence(reason));
    }

    fn test(&self, test: &mut Test) {
        let by_column = test.by_column.iter_mut().flatten();
        by_column.for_each(|ColumnEffect { name, .. }| self.column(name));
        for absent in &mut test.absent {
            self.sentence(&mut absent.reason);
        }
    }

    fn comparison(&self, comparison: &mut Comparison) {
        let Comparison {
            task: _,
            label,
            metric: _,
            repeats: _,
            arms: _,
            transfer: _,
            rows: _,
            held_out_by,
            gains: _,
            learning_curve: _,
            forgetting: _,
            by_layer: _,
            guards: _,
            tuning: _,
            new_classes,
            source_file: _,
        } = comparison;
        self.column(label);
        match held_out_by {
            HeldOutBy::Chance => {}
            HeldOutBy::Time(column) | HeldOutBy::Group(column) => self.column(column),
        }
        for class in new_classes {
            replace(&self.classes, class);
        }
    }

    /// Sentences name a column in quotation marks only; a column may be called "rows" or "0".
    fn sentence(&self, sentence: &mut String) {
        let names: Vec<(&str, &str)> = self
            .columns
            .iter()
            .chain(&self.classes)
            .map(|(name, neutral)| (name.as_str(), neutral.as_str()))
            .collect();
        replace_quoted(&names, sentence);
    }
}

/// Every column that is named: the label, and the others each once, the report's from first to last before what else is
/// named.
pub(super) fn named_columns<'names>(
    settings: &'names Settings,
    report: Option<&'names Report>,
) -> (Option<&'names String>, Vec<&'names String>) {
    let comparison = report.and_then(|report| report.comparison.as_ref());
    let label = settings.label.as_ref().or(comparison.map(|it| &it.label));
    let tested = report
        .into_iter()
        .flat_map(|report| [Some(&report.test), report.relation.as_ref()])
        .flatten()
        .filter_map(|test| test.by_column.as_ref())
        .flatten();
    let held_out_by = comparison.and_then(|it| match &it.held_out_by {
        HeldOutBy::Chance => None,
        HeldOutBy::Time(column) | HeldOutBy::Group(column) => Some(column),
    });
    let read = settings
        .reading
        .iter()
        .flat_map(|choices| choices.kinds.keys().chain(&choices.plain_numbers));
    let columns = report
        .into_iter()
        .flat_map(|report| &report.columns)
        .chain(tested.map(|column| &column.name))
        .chain(settings.columns.iter().flatten())
        .chain(settings.pairs.iter().flat_map(|(one, other)| [one, other]))
        .chain(held_out_by)
        .chain(comparison.map(|it| &it.label))
        .chain(read)
        .filter(|name| Some(*name) != label);
    (label, each_once(columns))
}

fn is_neutral(column: &str) -> bool {
    column
        .strip_prefix("column ")
        .is_some_and(|number| number.parse::<u32>().is_ok())
}

fn each_once<'names>(names: impl Iterator<Item = &'names String>) -> Vec<&'names String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

fn replace(names: &BTreeMap<String, String>, name: &mut String) {
    if let Some(neutral) = names.get(name) {
        name.clone_from(neutral);
    }
}

/// Replaces names that stand in quotation marks, each once: what was put in is not looked at again.
fn replace_quoted(names: &[(&str, &str)], sentence: &mut String) {
    let mut replaced = String::with_capacity(sentence.len());
    let mut rest = sentence.as_str();
    while let Some(first) = rest.chars().next() {
        replaced.push(first);
        rest = &rest[first.len_utf8()..];
        let last = match first {
            '"' => '"',
            '\u{201c}' => '\u{201d}',
            _ => continue,
        };
        let stands_here = |name: &str| rest.strip_prefix(name).filter(|after| after.starts_with(last));
        let found = names
            .iter()
            .filter_map(|(name, neutral)| Some((stands_here(name)?, neutral)));
        // Of names with quotation marks in them the longest.
        if let Some((after, neutral)) = found.min_by_key(|(after, _)| after.len()) {
            replaced.push_str(neutral);
            replaced.push(last);
            rest = &after[last.len_utf8()..];
        }
    }
    *sentence = replaced;
}

/// Replaces the names of columns, of the label and of classes, and leaves those of sheets out.
pub(super) fn column_names(outcome: &mut Outcome) {
    let names = Names::of(outcome);
    let Outcome {
        settings,
        report,
        // Their curves and bins have no names.
        pictures: _,
    } = outcome;
    names.settings(settings);
    names.report(report);
}

/// Replaces the names of the two files and of the network's.
pub(super) fn file_names(outcome: &mut Outcome) {
    let report = &mut outcome.report;
    let [source, target] = [&report.source, &report.target].map(|domain| domain.name.clone());
    let network = report.source_file().map(str::to_owned);
    let mut names = vec![(source.as_str(), SOURCE), (target.as_str(), TARGET)];
    names.extend(network.as_deref().map(|name| (name, NETWORK)));
    for reason in &mut report.advice.reasons {
        replace_quoted(&names, reason);
    }
    SOURCE.clone_into(&mut report.source.name);
    TARGET.clone_into(&mut report.target.name);
    let compared = report.comparison.as_mut();
    let adapted = report.adaptation.as_mut();
    let files = [
        compared.and_then(|Comparison { source_file, .. }| source_file.as_mut()),
        adapted.and_then(|Adaptation { source_file, .. }| source_file.as_mut()),
    ];
    for file in files.into_iter().flatten() {
        NETWORK.clone_into(file);
    }
}

/// Names of files that are left out.
const SOURCE: &str = "source";
const TARGET: &str = "target";
const NETWORK: &str = "source network";

#[cfg(test)]
mod tests {
    use super::super::fixture::{named, outcome};
    use super::*;
    use crate::table::Kind;

    #[test]
    fn a_name_is_the_same_everywhere() {
        let mut outcome = outcome();
        let (settings, report) = (&mut outcome.settings, &mut outcome.report);
        settings.columns = Some(vec!["weekday".into()]);
        settings.reading[0].sheet = Some("secret".into());
        settings.reading[1].plain_numbers = ["temp [°C]".to_owned()].into();
        report.advice.reasons =
            vec!["Look at \"weekday\", \u{201c}kwh\u{201d} and weekday; not at \"day\".".into()];
        report.test.absent[0].reason = "Of \"temperature\".".into();
        let comparison = report.comparison.as_mut().unwrap();
        comparison.new_classes = vec!["b".into(), "a".into()];
        column_names(&mut outcome);

        let Outcome { settings, report, .. } = &outcome;
        assert_eq!(report.columns, ["column 1", "column 2"]);
        assert_eq!(settings.columns, Some(vec!["column 2".into()]));
        assert_eq!(settings.label.as_deref(), Some("label"));
        assert_eq!(settings.reading[0].sheet, None);
        assert_eq!(
            settings.reading[0].kinds,
            [("column 2".to_owned(), Kind::Category)].into()
        );
        // The target's name of the paired column comes after the report's columns.
        assert_eq!(
            settings.pairs,
            [("column 1".to_owned(), "column 3".to_owned())].into()
        );
        assert_eq!(settings.reading[1].plain_numbers, ["column 3".to_owned()].into());
        assert_eq!(report.test.by_column.as_ref().unwrap()[0].name, "column 2");
        assert_eq!(
            report.advice.reasons,
            ["Look at \"column 2\", \u{201c}label\u{201d} and weekday; not at \"day\"."]
        );
        assert_eq!(report.test.absent[0].reason, "Of \"column 1\".");
        let comparison = report.comparison.as_ref().unwrap();
        assert_eq!(comparison.label, "label");
        assert_eq!(comparison.held_out_by, HeldOutBy::Time("column 4".into()));
        assert_eq!(comparison.new_classes, ["class 1", "class 2"]);
    }

    #[test]
    fn what_is_put_in_is_not_replaced_again() {
        let mut sentence = "\"b\" and \"column 1\" and \"x\"y\" and \"".to_owned();
        let names = [
            ("b", "column 1"),
            ("column 1", "column 2"),
            ("x", "no"),
            ("x\"y", "column 3"),
        ];
        replace_quoted(&names, &mut sentence);
        assert_eq!(sentence, "\"column 1\" and \"column 2\" and \"column 3\" and \"");
    }

    #[test]
    fn numbers_and_pictures_stay() {
        let (before, mut after) = (outcome(), outcome());
        column_names(&mut after);
        file_names(&mut after);
        assert_eq!(after.pictures, before.pictures);
        let names_only = [(after.report.test.p_value, before.report.test.p_value)];
        assert!(names_only.iter().all(|(after, before)| after == before));
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
        column_names(&mut outcome);
        file_names(&mut outcome);
        let left: Vec<&String> = names
            .iter()
            .filter(|name| text(&outcome).contains(*name))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn neutral_names_keep_their_numbers_when_shared_again() {
        let mut outcome = outcome();
        // So many that the order of their neutral names is not that of their numbers.
        let names = ('a'..='p').map(|letter| (letter.to_string(), Kind::Category));
        outcome.settings.reading[0].kinds = names.chain([("e".to_owned(), Kind::Number)]).collect();
        column_names(&mut outcome);
        let mut again = outcome.clone();
        column_names(&mut again);
        assert_eq!(again, outcome);
        outcome.report.columns.push("x".into());
        column_names(&mut outcome);
        assert_eq!(outcome.report.columns[2], "column 3");
    }

    #[test]
    fn files_have_the_names_of_their_roles() {
        let mut outcome = outcome();
        file_names(&mut outcome);
        assert_eq!(outcome.report.source.name, "source");
        assert_eq!(outcome.report.target.name, "target");
        assert_eq!(outcome.report.source_file(), Some("source network"));
    }
}

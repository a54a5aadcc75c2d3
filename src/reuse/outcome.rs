//! Two tables and a question become an outcome.

use crate::features::{Label, Pairing, Selection, Side, pair};
use crate::random::Seed;
use crate::report::{
    CheckedSettings, Comparison, Curve, Domain, Outcome, Pictures, Reason, Report, Settings, Stage,
};
use crate::table::Table;

use super::advice::advise_without_target_labels;
use super::comparison::{ComparisonSetup, measure};
use super::domains::{test_inputs, test_relation};
use super::observer::Recorder;
use super::{Evidence, Kept, Observer, advise};
use crate::failure::ReuseError;

/// Fewest rows with a label on a side that teaches or judges.
pub(super) const MIN_LABELS: usize = 20;

/// Runs the tests: on the inputs, and, where both sides have the label, on inputs and label together.
pub fn test_domains(
    source: &Table,
    target: &Table,
    question: &CheckedSettings,
    observer: &mut dyn Observer,
) -> Result<Outcome, ReuseError> {
    let settings = question.settings().clone();
    let pairing = pair(source, target, &selection(&settings))?;
    let seed = Seed::new(settings.seed);
    let has_relation = pairing.label.is_some();
    let share = if has_relation { 0.5 } else { 1.0 };
    let inputs = test_inputs(&pairing, &settings, seed, &mut |done| {
        observer.progress(share * done, &Stage::TestingInputs);
    })?;
    if let Some(landscape) = inputs.landscape {
        observer.explored(landscape);
    }
    let mut shares_no_class = false;
    let relation = match &pairing.label {
        None => None,
        Some(column) => {
            let label = Label::of(column)?;
            shares_no_class = label.shares_no_class();
            Some(test_relation(
                &pairing,
                &label,
                column,
                &settings,
                seed,
                &mut |done| {
                    observer.progress(0.5 + 0.5 * done, &Stage::TestingRelation);
                },
            )?)
        }
    };
    let (test, permutations) = (inputs.test, inputs.permutations);
    let (relation, relation_permutations) =
        relation.map_or((None, None), |tested| (Some(tested.test), tested.permutations));
    let mut advice = if settings.label.is_some() && !has_relation {
        advise_without_target_labels(&test)
    } else {
        advise(&test, relation.as_ref(), None)
    };
    advice
        .reasons
        .extend(shares_no_class.then_some(Reason::NoSharedClass));
    let report = Report {
        app_version: env!("CARGO_PKG_VERSION").into(),
        source: domain(source),
        target: domain(target),
        columns: origins(&pairing),
        advice,
        test,
        relation,
        comparison: None,
        adaptation: None,
    };
    Ok(Outcome {
        settings,
        report,
        pictures: Pictures {
            permutations,
            relation_permutations,
            curves: Vec::new(),
        },
    })
}

/// Trains networks on source and target, sets them side by side on held-out target rows, and adds what came
/// out to the outcome of [`test_domains`] for the same tables and question. An opened network, with the name of its file,
/// takes the place of the one that would be trained on the source. The networks of the first repeat come back, too.
pub fn compare(
    tested: &Outcome,
    source: &Table,
    target: &Table,
    question: &CheckedSettings,
    opened: Option<(&Kept, &str)>,
    observer: &mut dyn Observer,
) -> Result<(Outcome, Vec<Kept>), ReuseError> {
    let settings = question.settings();
    let name = settings.label.as_deref().ok_or(ReuseError::NoLabel)?;
    let mut pairing = pair(source, target, &selection(settings))?;
    let column = pairing.label.clone().ok_or_else(|| ReuseError::NoTargetLabel {
        file: target.name.clone(),
        label: name.to_owned(),
    })?;
    if source.fingerprint == target.fingerprint {
        return Err(ReuseError::SameFile);
    }
    let label = Label::of(&column)?;
    let bound = match opened {
        Some((kept, file)) => Some((kept.bound(&mut pairing.inputs, &label)?, file)),
        None => None,
    };
    check_labels(&label, name, [source, target])?;

    let mut recorder = Recorder::new(observer);
    let asked = ComparisonSetup {
        tables: [source, target],
        selection: selection(settings),
        pairing: &pairing,
        label: &label,
        name,
        settings,
        opened: bound
            .as_ref()
            .map(|((network, encoding), file)| (network, encoding, *file)),
        knows_no_class: match opened {
            Some((kept, _)) => kept.knows_no_class(&label),
            None => label.shares_no_class(),
        },
    };
    let with = |comparison: Comparison, evidence: &Evidence, curves: Vec<Curve>| {
        let mut outcome = tested.clone();
        let Outcome { report, pictures, .. } = &mut outcome;
        report.advice = advise(&report.test, report.relation.as_ref(), Some(evidence));
        report.comparison = Some(comparison);
        pictures.curves = curves;
        outcome.settings = settings.clone();
        outcome
    };
    let compared = measure(&asked, &mut recorder, &mut |comparison, evidence, observer| {
        observer.so_far(with(comparison, &evidence, Vec::new()));
    })?;
    let outcome = with(compared.comparison, &compared.evidence, recorder.curves());
    Ok((outcome, compared.kept))
}

/// Predictions of a network for every row of one of the two tables, as CSV.
pub fn predict(
    kept: &Kept,
    source: &Table,
    target: &Table,
    side: Side,
    question: &CheckedSettings,
) -> Result<String, ReuseError> {
    let pairing = pair(source, target, &selection(question.settings()))?;
    let rows = match side {
        Side::Source => source.rows,
        Side::Target => target.rows,
    };
    kept.predict(&pairing.inputs, side, rows)
}

/// What the settings ask of the columns.
pub(super) fn selection(settings: &Settings) -> Selection<'_> {
    Selection {
        label: settings.label.as_deref(),
        columns: settings.columns.as_deref(),
        by_hand: Some(&settings.pairs),
    }
}

/// The names of the columns that the inputs were made of, each once.
fn origins(pairing: &Pairing<'_>) -> Vec<String> {
    let mut names: Vec<String> = pairing
        .inputs
        .iter()
        .map(|column| column.origin.clone())
        .collect();
    names.dedup();
    names
}

fn domain(table: &Table) -> Domain {
    Domain {
        name: table.name.clone(),
        rows: table.rows as u64,
        fingerprint: table.fingerprint.clone(),
    }
}

/// Whether there is something to learn on both sides.
fn check_labels(label: &Label<'_>, name: &str, tables: [&Table; 2]) -> Result<(), ReuseError> {
    for (side, table) in [(Side::Source, tables[0]), (Side::Target, tables[1])] {
        let rows = label.rows(side);
        if rows.len() < MIN_LABELS {
            return Err(ReuseError::TooFewLabels {
                file: table.name.clone(),
                rows: rows.len(),
                min: MIN_LABELS,
            });
        }
        if !label.varies(side, &rows) {
            return Err(ReuseError::ConstantLabel {
                file: table.name.clone(),
                label: name.to_owned(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Silent;
    use super::*;
    use crate::report::{Action, Verdict};
    use crate::table::read;

    /// A question about the label `y`.
    pub(in crate::reuse) fn question() -> CheckedSettings {
        let settings = Settings {
            label: Some("y".into()),
            ..Settings::default()
        };
        settings.check().unwrap()
    }

    #[test]
    fn one_file_on_both_sides_is_tested_but_not_compared() {
        let rows: Vec<String> = (0..40).map(|row| format!("{row}.5,{}.25\n", row * row)).collect();
        let table = read("a.csv", format!("x,y\n{}", rows.concat()).as_bytes()).unwrap();
        let question = question();
        let tested = test_domains(&table, &table, &question, &mut Silent).unwrap();
        assert!(tested.report.test.p_value.is_some_and(|p| p > 0.9));
        let compared = compare(&tested, &table, &table, &question, None, &mut Silent);
        assert_eq!(compared.map(|_| ()), Err(ReuseError::SameFile));
    }

    #[test]
    fn a_label_that_only_the_source_has_is_not_advised_as_if_it_could_be_tuned() {
        let rows = |shift: f64| {
            let rows = (0..40).map(|row| format!("{},{}.25\n", f64::from(row * 37 % 41) + shift, row * row));
            rows.collect::<String>()
        };
        let source = read("a.csv", format!("x,y\n{}", rows(0.5)).as_bytes()).unwrap();
        let target = read("b.csv", format!("x,z\n{}", rows(500.5)).as_bytes()).unwrap();
        let question = question();
        let report = test_domains(&source, &target, &question, &mut Silent)
            .unwrap()
            .report;
        assert_eq!(report.test.verdict, Verdict::Different);
        assert_eq!(report.advice.action, Action::CollectMore);
        // Paired by hand, the target has it.
        let settings = Settings {
            pairs: [("y".to_owned(), "z".to_owned())].into(),
            ..question.settings().clone()
        };
        let report = test_domains(&source, &target, &settings.check().unwrap(), &mut Silent)
            .unwrap()
            .report;
        assert!(report.relation.is_some());
        assert_eq!(report.advice.action, Action::FineTune);
    }
}

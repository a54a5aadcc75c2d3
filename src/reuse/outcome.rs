//! Two tables and a question become an outcome.

use crate::features::{
    Label, PairedColumn, Pairing, Selection, Side, originals, pair, same_inputs, together, warnings,
};
use crate::random::Seed;
use crate::report::{
    Advice, CheckedSettings, Comparison, Curve, Domain, Errors, Evidence, Guard, Outcome, Pictures,
    PredictionNames, Reason, Report, Settings, SharedInputs, Stage, Test, advise, advise_where_hindered,
    too_few_rows,
};
use crate::table::Table;

use super::comparison::{ComparisonSetup, draw, guard_of_shuffled_labels, measure};
use super::domains::{origins, test_inputs, test_relation};
use super::hindrance::Hindrance;
use super::observer::Recorder;
use super::predictions::{predictions, predictions_alone};
use super::runs::Orders;
use super::{Kept, Observer};
use crate::failure::ReuseError;

/// Runs the tests: on the inputs, and, where both sides have the label, on inputs and label together.
pub fn test_domains(
    source: &Table,
    target: &Table,
    question: &CheckedSettings,
    observer: &mut dyn Observer,
) -> Result<Outcome, ReuseError> {
    let settings = question.settings().clone();
    let selected = selection(&settings);
    let tables = together(source, target, &selected);
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let pairing = pair(source, target, &selected)?;
    let seed = Seed::new(settings.seed);
    let has_relation = pairing.label.is_some();
    let share = if has_relation { 0.5 } else { 1.0 };
    let original = |name: &str| originals([source, target], &selected, name);
    let orders = Orders::of([source, target], &pairing, &original, &settings)?;
    let orders = orders.as_ref();
    let mut inputs = test_inputs(&pairing, &original, &settings, orders, seed, &mut |done| {
        observer.progress(share * done, &Stage::TestingInputs);
    })?;
    look_for_shared_rows(&mut inputs.test, source, target, &selected, &pairing);
    // The same rows part nowhere.
    if let Some(landscape) = inputs
        .landscape
        .filter(|_| inputs.test.same_input_rows().is_none())
    {
        observer.explored(landscape);
    }
    let label = pairing.label.as_ref().map(Label::of).transpose()?;
    let shares_no_class = label.as_ref().is_some_and(Label::shares_no_class);
    let relation = match (&pairing.label, &label) {
        (Some(column), Some(label)) => Some(test_relation(
            &pairing,
            label,
            column,
            &settings,
            orders,
            seed,
            &mut |done| {
                observer.progress(0.5 + 0.5 * done, &Stage::TestingRelation);
            },
        )?),
        _ => None,
    };
    let (test, permutations) = (inputs.test, inputs.permutations);
    let (relation, relation_permutations) =
        relation.map_or((None, None), |tested| (Some(tested.test), tested.permutations));
    let hindrance = if settings.label.is_some() && !has_relation {
        Some(Reason::NoTargetLabel)
    } else {
        hindrance(label.as_ref(), [source, target], &settings, dependence(&test))
    };
    let mut advice = match hindrance {
        Some(reason) => advise_where_hindered(&test, relation.as_ref(), reason),
        None => advise(&test, relation.as_ref(), None),
    };
    advice
        .reasons
        .extend(shares_no_class.then_some(Reason::NoSharedClass));
    warn_of_names(&mut advice, &pairing);
    let report = Report {
        app_version: env!("CARGO_PKG_VERSION").into(),
        source: domain(source),
        target: domain(target),
        columns: origins(&pairing).into_iter().map(str::to_owned).collect(),
        warnings: warnings(source, target, &selected, &pairing),
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
            errors: None,
        },
    })
}

/// Trains networks on source and target, sets them side by side on held-out target rows, and adds what came
/// out to the outcome of [`test_domains`] for the same tables and question. An opened network, with the name of its file,
/// takes the place of the one that would be trained on the source. The source network, the fine-tuned one and
/// the one from scratch come back, too, trained on all rows that may teach.
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
    let tables = together(source, target, &selection(settings));
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let mut pairing = pair(source, target, &selection(settings))?;
    let column = pairing.label.clone().ok_or_else(|| ReuseError::NoTargetLabel {
        file: target.name.clone(),
        label: name.to_owned(),
    })?;
    let label = Label::of(&column)?;
    let tables = [source, target];
    let hindrance = Hindrance::of_labels(&label, tables, settings.training.held_out);
    if hindrance == Some(Hindrance::SameFile) {
        return Err(ReuseError::SameFile);
    }
    let bound = match opened {
        Some((kept, file)) => Some((kept.bound(&mut pairing, &label)?, file)),
        None => None,
    };
    if let Some(hindrance) = hindrance {
        return Err(hindrance.error(tables, name));
    }

    let mut recorder = Recorder::new(observer);
    let asked = ComparisonSetup {
        tables,
        selection: selection(settings),
        pairing: &pairing,
        label: &label,
        name,
        settings,
        dependence: dependence(&tested.report.test),
        opened: bound
            .as_ref()
            .map(|((network, encoding), file)| (network, encoding, *file)),
        knows_no_class: match opened {
            Some((kept, _)) => kept.knows_no_class(&label),
            None => label.shares_no_class(),
        },
        moved: moved(&tested.report.test, &pairing),
    };
    let advice = |comparison: &Comparison| {
        let Report { test, relation, .. } = &tested.report;
        let mut advice = advise(test, relation.as_ref(), Evidence::of(comparison).as_ref());
        warn_of_names(&mut advice, &pairing);
        advice
    };
    let with = |comparison: Comparison, errors: Option<Errors>, curves: Vec<Curve>| {
        let mut outcome = tested.clone();
        let Outcome { report, pictures, .. } = &mut outcome;
        report.advice = advice(&comparison);
        report.comparison = Some(comparison);
        (pictures.errors, pictures.curves) = (errors, curves);
        outcome.settings = settings.clone();
        outcome
    };
    let compared = measure(
        &asked,
        &mut recorder,
        &|comparison| advice(comparison).action.arm(),
        &mut |comparison, errors, observer| observer.so_far(with(comparison, errors, Vec::new())),
    )?;
    let outcome = with(compared.comparison, compared.errors, recorder.curves());
    Ok((outcome, compared.kept))
}

/// The input that moved most, where single columns were tested.
fn moved<'p>(test: &Test, pairing: &'p Pairing<'p>) -> Option<&'p PairedColumn<'p>> {
    let columns = test.by_column.iter().flatten();
    let most = columns.max_by(|one, other| one.effect_sd.total_cmp(&other.effect_sd))?;
    pairing.inputs.iter().find(|column| column.origin == most.name)
}

/// Predictions of a network for every row of one of the two tables beside the columns of that table, as CSV in UTF-8 with
/// a byte order mark.
pub fn predict(
    kept: &Kept,
    source: &Table,
    target: &Table,
    side: Side,
    question: &CheckedSettings,
    names: &PredictionNames,
) -> Result<String, ReuseError> {
    let selection = selection(question.settings());
    let tables = together(source, target, &selection);
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let pairing = pair(source, target, &selection)?;
    predictions(kept, [source, target], side, &pairing, &selection, names)
}

/// Predictions of a network for every row of one table that has no partner, as [`predict`] writes them.
///
/// # Errors
/// Where the table lacks a column that the network takes.
pub fn predict_alone(kept: &Kept, table: &Table, names: &PredictionNames) -> Result<String, ReuseError> {
    predictions_alone(kept, table, names)
}

/// The guard of shuffled labels by itself, with the settings as they are: what [`compare`] finds beside much else.
pub fn shuffled_labels(
    source: &Table,
    target: &Table,
    question: &CheckedSettings,
) -> Result<Guard, ReuseError> {
    let settings = question.settings();
    let selection = selection(settings);
    let tables = together(source, target, &selection);
    let [source, target] = tables.each_ref().map(AsRef::as_ref);
    let pairing = pair(source, target, &selection)?;
    let name = settings.label.as_deref().ok_or(ReuseError::NoLabel)?;
    let column = pairing.label.as_ref().ok_or_else(|| ReuseError::NoTargetLabel {
        file: target.name.clone(),
        label: name.to_owned(),
    })?;
    let label = Label::of(column)?;
    let tables = [source, target];
    if let Some(hindrance) = Hindrance::of_labels(&label, tables, settings.training.held_out) {
        return Err(hindrance.error(tables, name));
    }
    guard_of_shuffled_labels(&ComparisonSetup {
        tables,
        selection,
        pairing: &pairing,
        label: &label,
        name,
        settings,
        dependence: 0.0,
        opened: None,
        knows_no_class: label.shares_no_class(),
        moved: None,
    })
}

/// How far rows depend on each other, as the test found: the integrated autocorrelation time, 0 where they do not.
fn dependence(test: &Test) -> f64 {
    test.succession.as_ref().map_or(0.0, |succession| succession.time)
}

/// What keeps networks of these tables from being compared by this label, or by any.
fn hindrance(
    label: Option<&Label<'_>>,
    tables: [&Table; 2],
    settings: &Settings,
    dependence: f64,
) -> Option<Reason> {
    let Some(label) = label else {
        return too_few_rows(tables.map(|table| table.rows as u64));
    };
    let found = Hindrance::of_labels(label, tables, settings.training.held_out);
    let found = found.or_else(|| {
        let (drawn, _) = draw(tables, &selection(settings), label, settings, dependence);
        Hindrance::of_rows(label, &drawn)
    });
    found.map(Hindrance::reason)
}

/// Takes rows that stand in both tables by their inputs into account.
fn look_for_shared_rows(
    test: &mut Test,
    source: &Table,
    target: &Table,
    selection: &Selection<'_>,
    pairing: &Pairing<'_>,
) {
    let Some(shared) = same_inputs(source, target, selection, pairing) else {
        return;
    };
    let are_all = shared.are_all && test.left_open().next().is_none();
    test.shared_inputs = Some(SharedInputs {
        rows: shared.rows.map(|rows| rows as u64),
        // What was not compared may differ in these very rows.
        are_all,
    });
    if are_all {
        test.find_no_difference();
    }
}

/// Says where a column is among the inputs in which any two tables differ.
pub(super) fn warn_of_names(advice: &mut Advice, pairing: &Pairing<'_>) {
    let names = pairing.compares_names.then_some(Reason::ChosenNames);
    advice.reasons.extend(names);
}

/// What the settings ask of the columns.
pub(super) fn selection(settings: &Settings) -> Selection<'_> {
    Selection {
        label: settings.label.as_deref(),
        columns: settings.columns.as_deref(),
        by_hand: Some(&settings.pairs),
    }
}

fn domain(table: &Table) -> Domain {
    Domain {
        name: table.name.clone(),
        rows: table.rows as u64,
        fingerprint: table.fingerprint.clone(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Silent;
    use super::*;
    use crate::report::{Action, Shortage, Verdict, Warning, open, write};
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
    fn rows_are_not_the_same_where_a_column_was_left_out_and_nothing_tested() {
        let of = |mark: &str| {
            let cells = ["left", "right", "up", "down"].map(|word| format!("{mark} {word}"));
            let rows = cells.iter().enumerate();
            let rows: Vec<String> = rows
                .map(|(row, way)| format!("{row}.5,{way},{}\n", row % 2))
                .collect();
            read(
                &format!("{mark}.csv"),
                format!("x,way,y\n{}", rows.concat()).as_bytes(),
            )
            .unwrap()
        };
        let tested = |one: &str, other: &str| {
            let outcome = test_domains(&of(one), &of(other), &question(), &mut Silent).unwrap();
            outcome.report.test
        };
        let test = tested("turn", "go");
        assert!(test.left_open().next().is_some(), "{:?}", test.not_compared);
        assert_eq!((test.p_value, test.verdict == Verdict::Same), (None, false));
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
    fn what_a_comparison_would_refuse_is_known_before() {
        let row = |row: u32, label: &str| format!("{}.5,{label}\n", row * 37 % 101);
        let rows = |range: std::ops::Range<u32>, label: &dyn Fn(u32) -> String| {
            let rows: String = range.map(|number| row(number, &label(number))).collect();
            format!("x,y\n{rows}")
        };
        let number = |row: u32| format!("{}.25", row * row % 89);
        let some = |row: u32| if row % 5 < 3 { number(row) } else { String::new() };
        let asked = |source: &str, target: &str, question: &CheckedSettings| {
            let [source, target] = [("a.csv", source), ("b.csv", target)]
                .map(|(file, text)| read(file, text.as_bytes()).unwrap());
            let tested = test_domains(&source, &target, question, &mut Silent).unwrap();
            (tested, source, target)
        };
        let whole = rows(0..40, &number);
        let few = |is_target, labelled| {
            Reason::TooFewLabels(Shortage {
                is_target,
                rows: labelled,
                needed: 20,
            })
        };
        let refused = [
            (whole.clone(), rows(200..215, &number), few(true, 15)),
            (whole.clone(), rows(200..225, &some), few(true, 15)),
            // Too few for a test, too.
            (whole.clone(), rows(200..210, &some), few(true, 6)),
            (whole.clone(), rows(200..205, &number), few(true, 5)),
            (rows(0..19, &number), rows(200..240, &number), few(false, 19)),
            (
                whole.clone(),
                rows(200..240, &|_| "7.5".to_owned()),
                Reason::ConstantLabel { is_target: true },
            ),
            (whole.clone(), whole.clone(), Reason::SameFile),
            (
                whole.clone(),
                rows(2..42, &number),
                Reason::TooFewOwnRows { own: 2, needed: 6 },
            ),
        ];
        let question = question();
        for (source, target, reason) in refused {
            let (tested, source, target) = asked(&source, &target, &question);
            let advice = &tested.report.advice;
            assert_eq!(advice.action, Action::CollectMore, "{advice:?}");
            assert_eq!(advice.reasons.last(), Some(&reason));
            assert!(write(&tested).is_ok(), "{:?}", write(&tested));
            // It is refused, too.
            let compared = compare(&tested, &source, &target, &question, None, &mut Silent);
            assert!(compared.is_err(), "{reason:?}");
        }
        // Twenty are enough, and without a label the rows themselves may be too few.
        let (tested, ..) = asked(&whole, &rows(200..220, &number), &question);
        assert_ne!(tested.report.advice.reasons.last(), Some(&few(true, 20)));
        let open = Settings::default().check().unwrap();
        let (tested, ..) = asked(&whole, &rows(200..215, &number), &open);
        let reason = Reason::TooFewRows(Shortage {
            is_target: true,
            rows: 15,
            needed: 20,
        });
        assert_eq!(tested.report.advice.reasons.last(), Some(&reason));
        assert!(write(&tested).is_ok(), "{:?}", write(&tested));
    }

    #[test]
    fn what_weakens_a_result_travels_with_it() {
        let rows = |range: std::ops::Range<u32>, labels: [&str; 2]| {
            let row = |row: u32| {
                let label = labels[row as usize % 2];
                format!("{}.5,{}.25,{label}\n", row * 7_919 % 1_000, row * 31 % 97)
            };
            range.map(row).collect::<String>()
        };
        let [source, target] = [
            ("a.csv", format!("x (kW),z,y\n{}", rows(0..60, ["low", "high"]))),
            ("b.csv", format!("x,z,y\n{}", rows(60..120, ["red", "blue"]))),
        ]
        .map(|(file, text)| read(file, text.as_bytes()).unwrap());
        let tested = test_domains(&source, &target, &question(), &mut Silent).unwrap();
        let unit = |column: &str| Warning::UnitOnOneSide {
            column: column.to_owned(),
            side: Side::Source,
            unit: Some("kW".to_owned()),
        };
        let classes = [["low", "high"], ["red", "blue"]].map(|names| names.map(str::to_owned).to_vec());
        let label = "y".to_owned();
        let expected = [unit("x (kW)"), Warning::NoSharedClass { label, classes }];
        assert_eq!(tested.report.warnings, expected);
        let opened = open(&write(&tested).unwrap()).unwrap();
        assert_eq!(opened.report.warnings, expected);
        // Nothing is said of a column that was not compared.
        let settings = Settings {
            columns: Some(vec!["z".to_owned()]),
            ..question().settings().clone()
        };
        let tested = test_domains(&source, &target, &settings.check().unwrap(), &mut Silent).unwrap();
        assert_eq!(tested.report.warnings, expected[1..]);
        let (compared, _) = compare(&tested, &source, &target, &question(), None, &mut Silent).unwrap();
        assert_eq!(compared.report.warnings, expected[1..]);
    }

    #[test]
    fn the_same_input_rows_need_no_test() {
        let rows = |label: u32, order: &dyn Fn(u32) -> u32| {
            let rows = (0..60_u32).map(order).map(|row| {
                let (x, y) = (row * 7_919 % 1_000, row * label % 83);
                format!("{x}.5,{y}.25\n")
            });
            format!("x,y\n{}", rows.collect::<String>())
        };
        let [source, target] = [
            ("a.csv", rows(5, &|row| row)),
            ("b.csv", rows(11, &|row| 59 - row)),
        ]
        .map(|(file, text)| read(file, text.as_bytes()).unwrap());
        let tested = test_domains(&source, &target, &question(), &mut Silent).unwrap();
        assert!(write(&tested).is_ok(), "{:?}", write(&tested));
        let report = tested.report;
        assert_eq!(report.test.same_input_rows(), Some(60));
        assert_eq!(report.test.verdict, Verdict::Same);
        assert_eq!(report.advice.reasons[0], Reason::SameInputRows { rows: 60 });
        // The test by itself could not decide that with so few rows.
        let same = [
            report.test.p_value,
            report.test.effect_sd,
            report.test.effect_sd_upper,
        ];
        assert_eq!(same, [Some(1.0), Some(0.0), Some(0.0)]);
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
        let tested = test_domains(&source, &target, &question, &mut Silent).unwrap();
        assert!(write(&tested).is_ok(), "{:?}", write(&tested));
        let report = tested.report;
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

//! A target without labels: the source network is adapted to its inputs, and nothing about it is verified there.

use crate::features::{Encoding, Label, Matrix, PairedColumn, Side, pair, source_label, split, together};
use crate::model::{self, Examples, Network, judge};
use crate::random::Seed;
use crate::report::{
    Adaptation, ArmName, CheckedSettings, Epoch, Outcome, Stage, advise_after_adaptation, labels_needed,
};
use crate::table::Table;

use super::Observer;
use super::by_layer::by_layer;
use super::kept::{Kept, Shared, Taught, half_width};
use super::learnable::{encode, learnable, task_of, true_labels};
use super::observer::Recorder;
use super::outcome::{selection, warn_of_names};
use super::rows::at_most;
use super::training::{settings_for, slower_where_it_diverges, within_budget};
use crate::failure::{ModelError, ReuseError};

/// Share of either side that only judges.
const HELD_OUT: f64 = 0.25;

/// Share of the source's other rows that only decide when training stops.
const VALIDATION: f64 = 0.2;

/// Most rows of a side: the loss looks at pairs of rows, and gains little from more.
const MAX_ROWS: usize = 20_000;

/// Share of the work that the training of the source network takes.
const TRAINING: f64 = 0.4;

/// The source's labelled rows in three parts, and the target's in two.
struct Parts {
    training: Vec<usize>,
    validation: Vec<usize>,
    held_out: Vec<usize>,
    target: Vec<usize>,
    target_held_out: Vec<usize>,
}

/// Trains a network on the source, or takes the opened one, and adapts it to the target's inputs. What came out is added
/// to the outcome of [`test_domains`](super::test_domains) for the same tables and question. Labels of the target are not
/// looked at. Both networks come back, too. An opened network comes with the name of its file.
pub fn adapt(
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
    let column = source_label(source, name)?;
    let label = Label::of(&column)?;
    let labelled = label.rows(Side::Source);
    let min = labels_needed(false, settings.training.held_out);
    if (labelled.len() as u64) < min {
        return Err(ReuseError::TooFewLabels {
            file: source.name.clone(),
            rows: labelled.len() as u64,
            min,
        });
    }
    let begun = observer.seconds();
    let seed = Seed::new(settings.seed).derive("without labels", 0);
    let parts = parts(&label, labelled, target.rows, seed);
    let (known, encoding) = match opened {
        Some((kept, _)) => {
            let (network, encoding) = kept.bound(&mut pairing, &label)?;
            (Some(network), encoding)
        }
        None => (None, Encoding::for_network(&pairing.inputs, &parts.training)),
    };
    let rows = Encoded::new(&pairing.inputs, &label, &encoding, &parts)?;
    let mut recorder = Recorder::new(observer);
    let count = rows.training.rows();
    let model_settings = within_budget(&settings_for(&settings.training, count), count);
    let before = match known {
        Some(network) => network,
        None => train(&rows, &model_settings, seed, &mut recorder)?,
    };
    let after = adapted(&before, &rows, &model_settings, seed, &mut recorder)?;

    let truth = true_labels(&label, Side::Source, &parts.held_out);
    let shared = Shared {
        columns: &pairing.inputs,
        encoding: &encoding,
        label: &label,
        name,
        settings,
    };
    // Nobody knows which source rows taught a network that was opened. An adapted one has learned from inputs of the target.
    let by_source = [parts.training.as_slice(), &parts.validation].concat();
    let taught_by = |arm| {
        let is_adapted = arm == ArmName::Adapted;
        let by_target = if is_adapted { parts.target.as_slice() } else { &[] };
        let of_source = opened.is_none().then(|| Taught::new(source, &by_source));
        of_source
            .into_iter()
            .chain([Taught::new(target, by_target)])
            .collect()
    };
    // How far apart a network sees both sides, its metric that decides, and the network itself.
    let look_at = |arm, network: Network| -> Result<(Option<f64>, f64, Kept), ReuseError> {
        let [source, target] = &rows.held_out;
        let layers = by_layer(&network, source, target, settings, seed)?;
        let distance = layers.and_then(|found| found.layers.last().map(|layer| layer.mmd2));
        let answers = network.answers(source)?;
        let judged = judge(&truth, &answers, &vec![0; truth.len()]).unwrap_or_default();
        let metric = judged.first().map_or(0.0, |judged| judged.all);
        let half_width = half_width(&truth, &answers);
        let kept = Kept::new(arm, network, &judged, half_width, &shared);
        Ok((distance, metric, kept.taught_by(taught_by(arm))))
    };
    let (mmd2_before, source_before, before) = look_at(ArmName::SourceAsIs, before)?;
    let (mmd2_after, source_after, after) = look_at(ArmName::Adapted, after)?;
    let adaptation = Adaptation {
        task: task_of(&label),
        rows: [
            (rows.training.rows() + rows.validation.rows() + parts.held_out.len()) as u64,
            (parts.target.len() + parts.target_held_out.len()) as u64,
        ],
        mmd2_before,
        mmd2_after,
        source_before,
        source_after,
        seconds: recorder.seconds() - begun,
        source_file: opened.map(|(_, file)| file.to_owned()),
    };
    let mut outcome = tested.clone();
    outcome.settings = settings.clone();
    outcome.report.comparison = None;
    outcome.report.advice = advise_after_adaptation(&tested.report.test, &adaptation);
    warn_of_names(&mut outcome.report.advice, &pairing);
    outcome.report.adaptation = Some(adaptation);
    outcome.pictures.curves = recorder.curves();
    Ok((outcome, vec![before, after]))
}

/// The rows in the form that networks take.
struct Encoded {
    training: Examples,
    validation: Examples,
    /// Target rows that are adapted to.
    target: Matrix,
    /// Rows of either side that only judge.
    held_out: [Matrix; 2],
}

impl Encoded {
    fn new(
        columns: &[PairedColumn<'_>],
        label: &Label<'_>,
        encoding: &Encoding,
        parts: &Parts,
    ) -> Result<Self, ReuseError> {
        let inputs = |side, rows: &[usize]| encode(encoding, columns, side, rows);
        Ok(Self {
            training: learnable(columns, label, encoding, Side::Source, &parts.training)?,
            validation: learnable(columns, label, encoding, Side::Source, &parts.validation)?,
            target: inputs(Side::Target, &parts.target)?,
            held_out: [
                inputs(Side::Source, &parts.held_out)?,
                inputs(Side::Target, &parts.target_held_out)?,
            ],
        })
    }
}

fn train(
    rows: &Encoded,
    settings: &model::Settings,
    seed: Seed,
    observer: &mut dyn Observer,
) -> Result<Network, ModelError> {
    let seed = seed.derive("source network", 0);
    let observe = &mut |epoch| learned(ArmName::SourceAsIs, epoch, observer);
    slower_where_it_diverges(settings, |settings| {
        model::train(&rows.training, &rows.validation, settings, seed, observe)
    })
}

fn adapted(
    before: &Network,
    rows: &Encoded,
    settings: &model::Settings,
    seed: Seed,
    observer: &mut dyn Observer,
) -> Result<Network, ModelError> {
    let seed = seed.derive("adaptation", 0);
    let labelled = [&rows.training, &rows.validation];
    let observe = &mut |epoch| learned(ArmName::Adapted, epoch, observer);
    slower_where_it_diverges(settings, |settings| {
        model::adapt(before, labelled, &rows.target, settings, seed, observe)
    })
}

/// Passes an epoch on.
fn learned(arm: ArmName, epoch: model::Epoch, observer: &mut dyn Observer) {
    let (begin, width) = match arm {
        ArmName::SourceAsIs => (0.0, TRAINING),
        _ => (TRAINING, 1.0 - TRAINING),
    };
    let done = (epoch.number as f64 / epoch.most.max(1) as f64).sqrt();
    let stage = Stage::Training { arm, repeat: None };
    observer.progress(begin + width * done.min(1.0), &stage);
    let epoch = Epoch {
        number: u32::try_from(epoch.number).unwrap_or(u32::MAX),
        training: epoch.training,
        validation: epoch.validation,
    };
    observer.learned(arm, epoch);
}

fn parts(label: &Label<'_>, labelled: Vec<usize>, target_rows: usize, seed: Seed) -> Parts {
    let mut generator = seed.derive("rows", 0).generator();
    let labelled = at_most(MAX_ROWS, labelled, &mut generator);
    let of_target = at_most(MAX_ROWS, (0..target_rows).collect(), &mut generator);
    let judging = label.split(Side::Source, &labelled, HELD_OUT, &mut generator);
    let stopping = label.split(Side::Source, &judging.kept, VALIDATION, &mut generator);
    let target = split(&of_target, HELD_OUT, &mut generator);
    Parts {
        training: stopping.kept,
        validation: stopping.held_out,
        held_out: judging.held_out,
        target: target.kept,
        target_held_out: target.held_out,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::outcome::tests::question;
    use super::super::{Silent, predict, predict_alone, test_domains};
    use super::*;
    use crate::report::{Action, Reason};
    use crate::table::{Note, read};

    /// The source's label is `x₁² + x₂`; the target's inputs are shifted, and it has no labels.
    fn tables() -> [Table; 2] {
        let mut generator = Seed::new(5).generator();
        let mut rows = |count: usize, shift: f64, labelled: bool| {
            let mut text = "one,two,y\n".to_owned();
            for _ in 0..count {
                let (one, two) = (generator.normal() + shift, generator.normal());
                let label = if labelled {
                    (one * one + two).to_string()
                } else {
                    String::new()
                };
                writeln!(text, "{one},{two},{label}").unwrap();
            }
            text
        };
        let [source, target] = [rows(240, 0.0, true), rows(200, 0.7, false)];
        [
            read("a.csv", source.as_bytes()).unwrap(),
            read("b.csv", target.as_bytes()).unwrap(),
        ]
    }

    #[test]
    fn an_empty_label_column_is_adapted_to_and_nothing_is_claimed() {
        let [source, target] = tables();
        let question = question();
        let tested = test_domains(&source, &target, &question, &mut Silent).unwrap();
        assert_eq!(tested.report.relation, None);
        let adapted = adapt(&tested, &source, &target, &question, None, &mut Silent).unwrap();
        let report = &adapted.0.report;
        assert_eq!(report.advice.action, Action::CollectMore);
        assert!(report.advice.reasons.contains(&Reason::AdaptationUnverified));
        let found = report.adaptation.as_ref().unwrap();
        assert_eq!(found.rows, [240, 200]);
        assert!(found.source_before > 0.5, "{found:?}");
        assert!(found.mmd2_after < found.mmd2_before, "{found:?}");
        let names: Vec<ArmName> = adapted.1.iter().map(|kept| kept.arm).collect();
        assert_eq!(names, [ArmName::SourceAsIs, ArmName::Adapted]);
        // The same once more, to the last bit; and the link carries it with five digits.
        let again = adapt(&tested, &source, &target, &question, None, &mut Silent).unwrap();
        assert_eq!(adapted.0, again.0);
        let link = crate::report::write(&adapted.0).unwrap();
        let carried = crate::report::open(&link).unwrap().report.adaptation.unwrap();
        assert_eq!((carried.task, carried.rows), (found.task, found.rows));
        assert!(
            (carried.source_after - found.source_after).abs() < 1e-5,
            "{carried:?}"
        );
    }

    #[test]
    fn a_saved_network_says_the_same_after_it_was_opened() {
        let [source, target] = tables();
        let question = question();
        let tested = test_domains(&source, &target, &question, &mut Silent).unwrap();
        let (_, kept) = adapt(&tested, &source, &target, &question, None, &mut Silent).unwrap();
        let bytes = kept[1].bundle().unwrap().write().unwrap();
        let opened = Kept::opened(&crate::files::Bundle::read(&bytes).unwrap());
        let names = crate::report::fixture::prediction_names();
        let say = |kept: &Kept| predict(kept, &source, &target, Side::Target, &question, &names).unwrap();
        // Which rows taught it, the last column, is not known of a network out of a file.
        let known = say(&kept[1]);
        let predicted = known
            .lines()
            .map(|line| format!("{}\r\n", line.rsplit_once(',').unwrap().0));
        assert_eq!(say(&opened), predicted.collect::<String>());
        assert_eq!(known.matches(",yes\r\n").count(), 150);
        assert_ne!(say(&kept[0]), say(&kept[1]));
        assert_eq!(say(&opened).lines().count(), 201);
        // One table is enough to be predicted, and a single row of it, in which nothing varies.
        assert_eq!(predict_alone(&opened, &target, &names).unwrap(), say(&opened));
        let one = read("one.csv", b"two,one,note\n0.25,0.5,x\n").unwrap();
        let predicted = predict_alone(&opened, &one, &names).unwrap();
        assert_eq!(predicted.lines().count(), 2, "{predicted}");
        assert_eq!(opened.lacks(&one), None);
        let other = read("other.csv", b"one,three\n0.25,0.5\n0.5,0.75\n").unwrap();
        let missing = opened.lacks(&other).map(|error| error.missing);
        assert_eq!(missing, Some(vec!["two".to_owned()]));
        let refused = predict_alone(&opened, &other, &names);
        assert!(matches!(refused, Err(ReuseError::Bind(_))), "{refused:?}");
        // The rows of a sample have other numbers than those of its file.
        let mut sampled = target.clone();
        sampled.notes.push(Note::Sampled { every: 2, rows: 400 });
        let of_sample = predict(&opened, &source, &sampled, Side::Target, &question, &names).unwrap();
        let of_all = say(&opened).replacen("row,", "sampled row,", 1);
        assert_eq!(of_sample, of_all);
        // Opened, it takes the place of the network that would be trained.
        let (from_it, _) = adapt(
            &tested,
            &source,
            &target,
            &question,
            Some((&opened, "net.safetensors")),
            &mut Silent,
        )
        .unwrap();
        let curves: Vec<ArmName> = from_it.pictures.curves.iter().map(|curve| curve.arm).collect();
        assert_eq!(curves, [ArmName::Adapted]);
        assert_eq!(from_it.report.source_file(), Some("net.safetensors"));
        assert_eq!(crate::report::write(&from_it).map(|_| ()), Ok(()));
    }

    #[test]
    fn a_source_without_enough_labels_is_refused() {
        let [source, target] = tables();
        let few = read(
            "few.csv",
            b"one,two,y\n1.5,2.5,1.5\n2.5,3.5,2.25\n3.5,1.5,4.5\n4.5,5.5,7.25\n",
        )
        .unwrap();
        let question = question();
        let tested = test_domains(&source, &target, &question, &mut Silent).unwrap();
        let refused = adapt(&tested, &few, &target, &question, None, &mut Silent).map(|_| ());
        assert!(
            matches!(refused, Err(ReuseError::TooFewLabels { rows: 4, .. })),
            "{refused:?}"
        );
    }
}

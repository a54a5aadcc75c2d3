//! Networks side by side on target rows that none of them has seen.

use crate::features::{Encoding, HoldOut, Label, PairedColumn, Pairing, Selection, Side, rows_in_both};
use crate::model::Network;
use crate::random::Seed;
use crate::report::{ArmName, Comparison, Errors, Guard, GuardName, Settings, Stage};
use crate::table::Table;

use super::by_layer::by_layer;
use super::errors::{HeldOut, Said};
use super::final_networks::Final;
use super::hindrance::Hindrance;
use super::kept::Kept;
use super::learnable::true_labels;
use super::repeat::{Problem, Repeat, Scores, USABLE};
use super::rows::{Drawn, Wanted};
use super::shuffled::shuffled_labels;
use super::summary::{Frame, summarise};
use super::training::settings_for;
use super::tuning::{choose, repeats_for};
use super::watch::Watch;
use super::{Observer, Silent};
use crate::failure::ReuseError;

/// Fewest repeats of which something can be said.
const MIN_REPEATS: usize = 2;

/// What a comparison works on.
pub(super) struct ComparisonSetup<'q> {
    pub(super) tables: [&'q Table; 2],
    pub(super) selection: Selection<'q>,
    pub(super) pairing: &'q Pairing<'q>,
    pub(super) label: &'q Label<'q>,
    /// The label's name.
    pub(super) name: &'q str,
    pub(super) settings: &'q Settings,
    /// How far rows depend on each other: the integrated autocorrelation time; 0 where they do not.
    pub(super) dependence: f64,
    /// A network that was trained elsewhere, with its encoding of the pairing's inputs and the name of its file.
    pub(super) opened: Option<(&'q Network, &'q Encoding, &'q str)>,
    /// Whether the source network knows none of the target's classes, so that nothing can be said of it there.
    pub(super) knows_no_class: bool,
    /// The input that moved most.
    pub(super) moved: Option<&'q PairedColumn<'q>>,
}

/// What a comparison found, with the networks that are kept.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    pub(super) errors: Option<Errors>,
    pub(super) kept: Vec<Kept>,
}

/// The network that a comparison advises to use.
type Advised<'a> = &'a dyn Fn(&Comparison) -> Option<ArmName>;

/// Is told what the finished repeats say.
type SoFar<'a> = &'a mut dyn FnMut(Comparison, Option<Errors>, &mut dyn Observer);

/// Trains and judges all arms.
pub(super) fn measure(
    question: &ComparisonSetup<'_>,
    observer: &mut dyn Observer,
    advised: Advised<'_>,
    so_far: SoFar<'_>,
) -> Result<Compared, ReuseError> {
    let ComparisonSetup {
        tables,
        selection,
        pairing,
        label,
        name,
        settings,
        dependence,
        opened,
        knows_no_class,
        moved,
    } = *question;
    let seed = Seed::new(settings.seed);
    let (drawn, shared) = draw(tables, &selection, label, settings, dependence);
    if let Some(hindrance) = Hindrance::of_rows(label, &drawn) {
        return Err(hindrance.error(tables, name));
    }
    // How wide networks are depends on the rows that the source network learns from.
    let first_rows = drawn.repeat(label, drawn.cut(0), seed.derive("repeat", 0));
    let model_settings = settings_for(&settings.training, first_rows.source_training.len());
    let problem = Problem {
        columns: &pairing.inputs,
        label,
        drawn: &drawn,
        settings: &model_settings,
        opened: opened.map(|(network, encoding, _)| (network, encoding)),
        new_classes: &label.new_classes(),
    };
    let repeats = drawn.repeats;
    let mut watch = Watch::new(observer, repeats);
    let tuning = repeats_for(drawn.cut(0).adaptation.len(), drawn.first_repeats());
    let first: Vec<Repeat<'_>> = (0..tuning)
        .map(|number| Repeat::new(problem, number, seed))
        .collect::<Result<_, _>>()?;
    let (chosen, sources) = choose(&first, &settings.training, &mut watch)?;
    let mut frame = Frame {
        label,
        name,
        rows: drawn.counted(label, seed),
        drawn: &drawn,
        chosen,
        guards: guards(pairing, shared),
        new_classes: problem.named_new_classes(),
        source_file: opened.map(|(_, _, file)| file.to_owned()),
        knows_no_class,
    };
    let judging = drawn.judging();
    let truth = true_labels(label, Side::Target, &judging);
    let held_out = HeldOut::new(truth, label, tables[1], &judging, moved);
    let errors = |comparison: &Comparison, scores: &[Scores]| {
        held_out.errors(&said(advised(comparison), knows_no_class, scores))
    };
    let mut known = first.into_iter().zip(sources);
    let mut scores: Vec<Scores> = Vec::new();
    let mut first = None;
    for number in 0..repeats {
        let (repeat, source) = match known.next() {
            Some((repeat, source)) => (repeat, Some(source)),
            None => (Repeat::new(problem, number, seed)?, None),
        };
        let (score, source) = repeat.run(source, &chosen, &mut watch)?;
        scores.push(score);
        if first.is_none() {
            frame.guards.push(shuffled_labels(&repeat, &mut watch)?);
            first = Some((repeat, source));
        }
        if scores.len() >= MIN_REPEATS && number + 1 < repeats {
            let comparison = summarise(&frame, &scores)?;
            let errors = errors(&comparison, &scores);
            so_far(comparison, errors, watch.observer());
        }
    }
    let mut comparison = summarise(&frame, &scores)?;
    let errors = errors(&comparison, &scores);
    // There are always two repeats.
    let (first, source) = first.ok_or(ReuseError::NothingEncoded)?;
    let last = Final {
        problem,
        tables,
        name,
        settings,
        chosen,
        knows_no_class,
        seed,
    };
    let (kept, networks) = last.networks(&scores, &mut watch)?;
    comparison.networks = networks;
    watch.after(&Stage::ByLayer);
    comparison.by_layer = by_layer(
        &source,
        first.source_held_out.inputs(),
        // The source network has seen none of the target's rows, and only their inputs are looked at.
        &first.all_target_inputs()?,
        settings,
        seed,
    )?;
    Ok(Compared {
        comparison,
        errors,
        kept,
    })
}

/// What the source network as it is and the advised one say in each repeat; where none is advised, the fine-tuned one.
fn said(advised: Option<ArmName>, knows_no_class: bool, scores: &[Scores]) -> Vec<(ArmName, Vec<&Said>)> {
    let advised = advised.unwrap_or(ArmName::FineTuned);
    let arms = USABLE.into_iter().enumerate().filter(|&(_, arm)| match arm {
        ArmName::SourceAsIs => !knows_no_class,
        other => other == advised,
    });
    arms.map(|(at, arm)| (arm, scores.iter().map(|scores| &scores.said[at]).collect()))
        .collect()
}

/// The rows of a comparison, and how many of the target's stand in the source, too.
pub(super) fn draw(
    tables: [&Table; 2],
    selection: &Selection<'_>,
    label: &Label<'_>,
    settings: &Settings,
    dependence: f64,
) -> (Drawn, usize) {
    let shared = rows_in_both(tables[0], tables[1], selection);
    let hold_out = HoldOut::of(tables[1], selection.label.unwrap_or_default());
    let asked = Wanted {
        share: settings.training.held_out,
        repeats: settings.training.repeats,
        dependence,
    };
    let seed = Seed::new(settings.seed);
    (Drawn::draw(label, &hold_out, &shared, asked, seed), shared.len())
}

/// A network that learned shuffled labels, as [`measure`] looks at it.
pub(super) fn guard_of_shuffled_labels(question: &ComparisonSetup<'_>) -> Result<Guard, ReuseError> {
    let ComparisonSetup {
        tables,
        selection,
        pairing,
        label,
        settings,
        dependence,
        ..
    } = *question;
    let seed = Seed::new(settings.seed);
    let (drawn, _) = draw(tables, &selection, label, settings, dependence);
    let first_rows = drawn.repeat(label, drawn.cut(0), seed.derive("repeat", 0));
    let problem = Problem {
        columns: &pairing.inputs,
        label,
        drawn: &drawn,
        settings: &settings_for(&settings.training, first_rows.source_training.len()),
        opened: None,
        new_classes: &label.new_classes(),
    };
    shuffled_labels(&Repeat::new(problem, 0, seed)?, &mut Watch::new(&mut Silent, 1))
}

/// The checks that need no network.
fn guards(pairing: &Pairing<'_>, shared: usize) -> Vec<Guard> {
    let leaks = pairing
        .left_out
        .iter()
        .filter(|column| column.reason.is_leak())
        .count();
    let guard = |name, count: usize| Guard {
        name,
        passed: count == 0,
        value: count as f64,
    };
    vec![
        guard(GuardName::RowsInBoth, shared),
        guard(GuardName::LabelLeak, leaks),
    ]
}

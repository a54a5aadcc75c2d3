//! Networks side by side on target rows that none of them has seen.

use crate::features::{Encoding, HoldOut, Label, Pairing, Selection, Side, rows_in_both};
use crate::model::Network;
use crate::random::Seed;
use crate::report::{ArmName, Comparison, Guard, GuardName, Settings, Stage};
use crate::table::Table;

use super::by_layer::by_layer;
use super::interval::jackknife;
use super::kept::{Kept, Shared, half_width};
use super::repeat::{Networks, Problem, Repeat, Scores};
use super::rows::Drawn;
use super::summary::{Frame, summarise};
use super::training::settings_for;
use super::tuning::{choose, repeats_for};
use super::watch::Watch;
use super::{Evidence, Observer};
use crate::failure::ReuseError;

/// Fewest repeats of which something can be said.
const MIN_REPEATS: usize = 2;

/// Fewest rows that may judge: what is held out of the fewest labelled rows.
const MIN_HELD_OUT: usize = 6;

/// A network that learned shuffled labels may do so much better than the dummy by chance.
const SHUFFLED_TOLERANCE: f64 = 0.02;

/// What a comparison works on.
pub(super) struct ComparisonSetup<'q> {
    pub(super) tables: [&'q Table; 2],
    pub(super) selection: Selection<'q>,
    pub(super) pairing: &'q Pairing<'q>,
    pub(super) label: &'q Label<'q>,
    /// The label's name.
    pub(super) name: &'q str,
    pub(super) settings: &'q Settings,
    /// A network that was trained elsewhere, with its encoding of the pairing's inputs and the name of its file.
    pub(super) opened: Option<(&'q Network, &'q Encoding, &'q str)>,
    /// Whether the source network knows none of the target's classes, so that nothing can be said of it there.
    pub(super) knows_no_class: bool,
}

/// What a comparison found, with the networks of its first repeat.
pub(super) struct Compared {
    pub(super) comparison: Comparison,
    pub(super) evidence: Evidence,
    pub(super) kept: Vec<Kept>,
}

/// Trains and judges all arms. `so_far` is told what the finished repeats say.
pub(super) fn measure(
    question: &ComparisonSetup<'_>,
    observer: &mut dyn Observer,
    so_far: &mut dyn FnMut(Comparison, Evidence, &mut dyn Observer),
) -> Result<Compared, ReuseError> {
    let ComparisonSetup {
        tables,
        selection,
        pairing,
        label,
        name,
        settings,
        opened,
        knows_no_class,
    } = *question;
    let seed = Seed::new(settings.seed);
    let shared = rows_in_both(tables[0], tables[1], &selection);
    let hold_out = HoldOut::of(tables[1], name);
    let drawn = Drawn::draw(label, &hold_out, &shared, settings.training.held_out, seed);
    check_held_out(question, &drawn)?;
    // How wide networks are depends on the rows that the source network learns from.
    let first_rows = drawn.repeat(label, seed.derive("repeat", 0));
    let model_settings = settings_for(&settings.training, first_rows.source_training.len());
    let problem = Problem {
        columns: &pairing.inputs,
        label,
        drawn: &drawn,
        settings: &model_settings,
        opened: opened.map(|(network, encoding, _)| (network, encoding)),
        new_classes: &label.new_classes(),
    };
    let repeats = drawn.repeats(settings.training.repeats);
    let mut watch = Watch::new(observer, repeats);
    let first: Vec<Repeat<'_>> = (0..repeats_for(drawn.adaptation.len(), repeats))
        .map(|number| Repeat::new(problem, number, seed))
        .collect::<Result<_, _>>()?;
    let (chosen, sources) = choose(&first, &settings.training, &mut watch)?;
    let mut frame = Frame {
        label,
        name,
        rows: drawn.counted(&first[0].rows),
        drawn: &drawn,
        chosen,
        guards: guards(pairing, shared.len()),
        new_classes: problem.named_new_classes(),
        source_file: opened.map(|(_, _, file)| file.to_owned()),
        knows_no_class,
    };
    let mut known = first.into_iter().zip(sources);
    let mut scores: Vec<Scores> = Vec::new();
    let mut kept = None;
    for number in 0..repeats {
        let (repeat, source) = match known.next() {
            Some((repeat, source)) => (repeat, Some(source)),
            None => (Repeat::new(problem, number, seed)?, None),
        };
        let (score, networks) = repeat.run(source, &chosen, &mut watch)?;
        scores.push(score);
        if kept.is_none() {
            frame.guards.push(shuffled_labels(&repeat, &frame, &mut watch)?);
            kept = Some((repeat, networks));
        }
        if scores.len() >= MIN_REPEATS && number + 1 < repeats {
            let (comparison, evidence) = summarise(&frame, &scores)?;
            so_far(comparison, evidence, watch.observer());
        }
    }
    let (mut comparison, evidence) = summarise(&frame, &scores)?;
    // There are always two repeats.
    let (first, networks) = kept.ok_or(ReuseError::NothingEncoded)?;
    watch.after(&Stage::ByLayer);
    comparison.by_layer = by_layer(
        &networks.source,
        first.source_held_out.inputs(),
        // The source network has seen none of the target's rows, and only their inputs are looked at.
        &first.all_target_inputs()?,
        settings,
        seed,
    )?;
    let kept = keep(question, &first, networks)?;
    Ok(Compared {
        comparison,
        evidence,
        kept,
    })
}

/// The networks of a repeat with all it takes to use them.
fn keep(
    question: &ComparisonSetup<'_>,
    repeat: &Repeat<'_>,
    networks: Networks,
) -> Result<Vec<Kept>, ReuseError> {
    let shared = Shared {
        columns: &question.pairing.inputs,
        encoding: &repeat.encoding,
        label: question.label,
        name: question.name,
        settings: question.settings,
    };
    [
        (ArmName::SourceAsIs, networks.source),
        (ArmName::FineTuned, networks.fine_tuned),
        (ArmName::FromScratch, networks.from_scratch),
    ]
    .into_iter()
    .map(|(arm, network)| {
        let says_nothing = arm == ArmName::SourceAsIs && question.knows_no_class;
        let judged = if says_nothing {
            Vec::new()
        } else {
            repeat.score(&network)?
        };
        let half_width = half_width(&repeat.truth, &network.answers(repeat.held_out.inputs())?);
        Ok(Kept::new(arm, network, &judged, half_width, &shared))
    })
    .collect()
}

/// Whether there are rows that can judge.
fn check_held_out(question: &ComparisonSetup<'_>, drawn: &Drawn) -> Result<(), ReuseError> {
    let [source, target] = question.tables.map(|table| table.name.clone());
    let rows = drawn.held_out.len();
    if rows < MIN_HELD_OUT {
        // So few only where the others stand in the source, too.
        return Err(ReuseError::TooFewOwnRows {
            file: target,
            source_file: source,
            own: rows,
            min: MIN_HELD_OUT,
        });
    }
    if !question.label.varies(Side::Target, &drawn.held_out) {
        return Err(ReuseError::NothingToJudge {
            file: target,
            label: question.name.to_owned(),
            rows,
        });
    }
    Ok(())
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

/// A network that learned shuffled labels must be no better than the dummy, or something in the rows gives the labels
/// away.
fn shuffled_labels(
    repeat: &Repeat<'_>,
    frame: &Frame<'_>,
    watch: &mut Watch<'_>,
) -> Result<Guard, ReuseError> {
    let [shuffled, dummy] = repeat.shuffled(&frame.chosen, watch)?;
    let value = shuffled.all - dummy.all;
    let without = std::array::from_fn(|block| shuffled.without[block] - dummy.without[block]);
    let error = jackknife(&[without], &frame.drawn.filled()).sqrt();
    Ok(Guard {
        name: GuardName::ShuffledLabels,
        passed: value - 2.0 * error <= SHUFFLED_TOLERANCE,
        value,
    })
}

//! From the scores of all repeats to what the report says.

use crate::failure::ReuseError;
use crate::features::Label;
use crate::model::{BLOCKS, Judged};
use crate::report::{
    Arm, ArmName, Comparison, Evidence, Forgetting, Gain, Guard, LabelBudget, LossParts, Measure, Metric,
    MetricName, RowsOfRepeat, Task, Transfer, Tuning,
};

use super::cuts::Cut;
use super::interval::{Judgement, Stretch, interval, jackknife};
use super::learnable::task_of;
use super::loss::Loss;
use super::repeat::{ARMS, BUDGETS, Scores};
use super::rows::Drawn;

/// Places among [`ARMS`].
const FINE_TUNED: usize = 3;
const FROM_SCRATCH: usize = 4;

/// What the advice goes by beside the gains of fine-tuning: the first of each pair less the second.
fn also_compared() -> impl Iterator<Item = [ArmName; 2]> {
    use ArmName::{Dummy, FromScratch, SourceAsIs};
    let over_rivals = [FromScratch, SourceAsIs].into_iter().flat_map(|network| {
        let others = ArmName::RIVALS.into_iter().chain([Dummy]);
        others.map(move |other| [network, other])
    });
    let over_constant = ArmName::RIVALS.map(|rival| [rival, Dummy]);
    [[FromScratch, SourceAsIs]]
        .into_iter()
        .chain(over_rivals)
        .chain(over_constant)
}

/// What all repeats share.
pub(super) struct Frame<'f> {
    pub(super) label: &'f Label<'f>,
    pub(super) name: &'f str,
    pub(super) drawn: &'f Drawn,
    pub(super) rows: RowsOfRepeat,
    pub(super) chosen: Tuning,
    pub(super) guards: Vec<Guard>,
    pub(super) new_classes: Vec<String>,
    pub(super) source_file: Option<String>,
    /// Whether the source network knows none of the target's classes.
    pub(super) knows_no_class: bool,
}

impl Frame<'_> {
    /// Whether an arm can be judged: not the source network's own answers where it knows no class of the target's.
    fn is_judged(&self, arm: ArmName) -> bool {
        !(self.knows_no_class && arm.needs_shared_class())
    }
}

/// Sums up the repeats that are done; there have to be two.
pub(super) fn summarise(frame: &Frame<'_>, repeats: &[Scores]) -> Result<Comparison, ReuseError> {
    let task = task_of(frame.label);
    let over = Over::new(frame, repeats);
    // In time, where every stretch has one.
    let seasonal = repeats.iter().all(|scores| scores.seasonal.is_some());
    let seasonal = seasonal.then_some(ArmName::SeasonalNaive);
    let judged = ARMS
        .into_iter()
        .filter(|arm| frame.is_judged(*arm))
        .chain(seasonal);
    let arms = judged
        .map(|arm| over.arm(arm, repeats))
        .collect::<Result<Vec<Arm>, ReuseError>>()?;
    let decisive = |arm: ArmName| -> Vec<&Judged> {
        repeats
            .iter()
            .filter_map(|scores| scores.of(arm)?.first())
            .collect()
    };
    let difference = |one, other| over.difference(&decisive(one), &decisive(other));
    let over_others = ARMS
        .into_iter()
        .chain(seasonal)
        .map(|arm| [ArmName::FineTuned, arm]);
    let pairs = over_others.chain(also_compared());
    let gains = pairs
        .filter(|[arm, over]| arm != over && frame.is_judged(*arm) && frame.is_judged(*over))
        .map(|[arm, over]| {
            let gain = difference(arm, over)?;
            Ok(Gain { arm, over, gain })
        })
        .collect::<Result<Vec<Gain>, ReuseError>>()?;
    let mut comparison = Comparison {
        task,
        label: frame.name.to_owned(),
        metric: task.metric(),
        repeats: u32::try_from(repeats.len()).unwrap_or(u32::MAX),
        arms,
        transfer: Transfer::Ambiguous,
        rows: frame.rows,
        held_out_by: frame.drawn.by.clone(),
        gains,
        learning_curve: over.learning_curve(frame.drawn.last.adaptation.len() as u64, repeats)?,
        forgetting: over.forgetting(task.metric(), repeats)?,
        loss: if frame.is_judged(ArmName::SourceAsIs) {
            over.loss(task, repeats)?
        } else {
            None
        },
        by_layer: None,
        guards: frame.guards.clone(),
        networks: Vec::new(),
        tuning: frame.chosen,
        new_classes: frame.new_classes.clone(),
        source_file: frame.source_file.clone(),
    };
    if let Some(evidence) = Evidence::of(&comparison) {
        comparison.transfer = evidence.transfer();
    }
    Ok(comparison)
}

/// Takes intervals over repeats.
struct Over {
    /// Held-out target rows for each one that was trained on.
    ratio: f64,
    /// The same of the source.
    source_ratio: f64,
    /// The share of the rows of each cut in its blocks.
    rows: Vec<[f64; BLOCKS]>,
    /// The cut of each repeat.
    cuts: Vec<usize>,
}

impl Over {
    fn new(frame: &Frame<'_>, repeats: &[Scores]) -> Self {
        let ratio = |held_out: u64, trained: u64| held_out as f64 / trained.max(1) as f64;
        let stretches = frame.rows.stretches.max(1);
        Self {
            ratio: ratio(frame.rows.held_out / stretches, frame.rows.target_training),
            source_ratio: ratio(frame.rows.source_held_out, frame.rows.source_training),
            rows: frame.drawn.cuts().map(Cut::shares).collect(),
            cuts: repeats.iter().map(|scores| scores.cut).collect(),
        }
    }

    fn interval(&self, repeats: &[Judgement]) -> Result<Measure, ReuseError> {
        let values: Vec<f64> = repeats.iter().map(|(all, _)| *all).collect();
        let of_rows = jackknife(&self.stretches(repeats));
        // There are always two repeats; without, nothing could be said.
        interval(&values, &self.cuts, self.ratio, of_rows).ok_or(ReuseError::NothingEncoded)
    }

    /// The stretches that have judged a repeat.
    fn stretches(&self, repeats: &[Judgement]) -> Vec<Stretch> {
        let of_cut = |(cut, rows): (usize, &[f64; BLOCKS])| {
            let mine = self.cuts.iter().zip(repeats).filter(|(of, _)| **of == cut);
            let mine: Vec<Judgement> = mine.map(|(_, repeat)| *repeat).collect();
            let share = mine.len() as f64 / repeats.len() as f64;
            (!mine.is_empty()).then(|| Stretch::of(share, &mine, *rows))
        };
        self.rows.iter().enumerate().filter_map(of_cut).collect()
    }

    fn of(&self, judged: &[&Judged]) -> Result<Measure, ReuseError> {
        let repeats: Vec<_> = judged.iter().map(|judged| (judged.all, judged.without)).collect();
        let measure = self.interval(&repeats)?;
        let metric = judged.first().map(|judged| judged.metric);
        Ok(metric.map_or(measure, |metric| measure.within(metric)))
    }

    /// The paired difference.
    fn difference(&self, one: &[&Judged], other: &[&Judged]) -> Result<Measure, ReuseError> {
        let less = |(one, other): (&&Judged, &&Judged)| {
            let without = std::array::from_fn(|block| one.without[block] - other.without[block]);
            (one.all - other.all, without)
        };
        self.interval(&one.iter().zip(other).map(less).collect::<Vec<_>>())
    }

    fn arm(&self, arm: ArmName, repeats: &[Scores]) -> Result<Arm, ReuseError> {
        let mut metrics = Vec::new();
        let first = repeats
            .first()
            .and_then(|scores| scores.of(arm))
            .unwrap_or_default();
        for name in first.iter().map(|first| first.metric) {
            let judged = repeats
                .iter()
                .filter_map(|scores| scores.of(arm)?.iter().find(|it| it.metric == name));
            let judged: Vec<&Judged> = judged.collect();
            // One that some stretch cannot have, such as a share of zero, says nothing of all.
            if judged.len() == repeats.len() {
                let measure = self.of(&judged)?;
                metrics.push(Metric { name, measure });
            }
        }
        Ok(Arm {
            name: arm,
            measure: metrics.first().ok_or(ReuseError::NothingEncoded)?.measure,
            seconds: repeats.iter().filter_map(|scores| scores.seconds_of(arm)).sum(),
            metrics,
        })
    }

    /// The points of which every repeat has one, and all labels as the last.
    fn learning_curve(&self, all: u64, repeats: &[Scores]) -> Result<Vec<LabelBudget>, ReuseError> {
        let mut points = Vec::new();
        for budget in BUDGETS {
            let found: Vec<&[Judged; 2]> = repeats
                .iter()
                .filter_map(|scores| scores.by_budget.iter().find(|(rows, _)| *rows == budget))
                .map(|(_, judged)| judged)
                .collect();
            if found.len() == repeats.len() {
                points.push(self.point(budget as u64, &found)?);
            }
        }
        let last: Vec<[Judged; 2]> = repeats
            .iter()
            .map(|scores| [FINE_TUNED, FROM_SCRATCH].map(|arm| scores.arms[arm][0].clone()))
            .collect();
        points.push(self.point(all, &last.iter().collect::<Vec<_>>())?);
        Ok(points)
    }

    fn point(&self, rows: u64, judged: &[&[Judged; 2]]) -> Result<LabelBudget, ReuseError> {
        let of = |index: usize| self.of(&judged.iter().map(|pair| &pair[index]).collect::<Vec<_>>());
        Ok(LabelBudget {
            rows,
            fine_tuned: of(0)?,
            from_scratch: of(1)?,
        })
    }

    /// The loss of the source network taken apart, where every repeat could do so.
    fn loss(&self, task: Task, repeats: &[Scores]) -> Result<Option<LossParts>, ReuseError> {
        let found: Vec<&Loss> = repeats.iter().filter_map(|scores| scores.loss.as_ref()).collect();
        if found.len() < repeats.len() {
            return Ok(None);
        }
        let measure = |part: usize| {
            let judged = found
                .iter()
                .map(|loss| (loss.all[part], loss.without.map(|parts| parts[part])));
            self.interval(&judged.collect::<Vec<Judgement>>())
        };
        Ok(Some(LossParts {
            metric: LossParts::metric_of(task),
            total: measure(0)?,
            harder_inputs: measure(1)?,
            other_relation: measure(2)?,
            new_inputs: measure(3)?,
        }))
    }

    /// On the source rows are drawn anew in each repeat, so that no variance comes from rows that are always the same.
    fn forgetting(&self, metric: MetricName, repeats: &[Scores]) -> Result<Option<Forgetting>, ReuseError> {
        let scores: Vec<[f64; 2]> = repeats.iter().filter_map(|scores| scores.on_source).collect();
        if scores.len() < 2 {
            return Ok(None);
        }
        let measure = |value: fn(&[f64; 2]) -> f64| -> Result<Measure, ReuseError> {
            let values: Vec<f64> = scores.iter().map(value).collect();
            interval(&values, &vec![0; values.len()], self.source_ratio, 0.0)
                .ok_or(ReuseError::NothingEncoded)
        };
        Ok(Some(Forgetting {
            before: measure(|[before, _]| *before)?.within(metric),
            after: measure(|[_, after]| *after)?.within(metric),
            change: measure(|[before, after]| after - before)?,
        }))
    }
}

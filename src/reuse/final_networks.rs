//! The networks that are kept. The comparison asks how good such networks are, in repeats that spare rows to stop by and to
//! judge. What is kept is trained once more: on all rows that may teach, for as many epochs as the repeats found best.

use super::kept::{Kept, Shared, Taught, half_width};
use super::learnable::true_labels;
use super::learned::{Epochs, middle};
use super::repeat::{Problem, Scores};
use super::training::{for_fine_tuning, for_scratch, for_source, slower_where_it_diverges};
use super::watch::Watch;
use crate::failure::{ModelError, ReuseError};
use crate::features::{Encoding, Side};
use crate::model::{self, Examples, Network};
use crate::random::Seed;
use crate::report::{ArmName, FinalNetwork, Settings, Tuning};
use crate::table::Table;

/// What the networks are made of.
pub(super) struct Final<'f> {
    pub(super) problem: Problem<'f>,
    pub(super) tables: [&'f Table; 2],
    /// The label's name.
    pub(super) name: &'f str,
    pub(super) settings: &'f Settings,
    pub(super) chosen: Tuning,
    /// Whether the source network knows none of the target's classes.
    pub(super) knows_no_class: bool,
    pub(super) seed: Seed,
}

impl Final<'_> {
    /// Trains the source network, unless it was opened, the fine-tuned one and the one from scratch; and says how.
    pub(super) fn networks(
        &self,
        scores: &[Scores],
        watch: &mut Watch<'_>,
    ) -> Result<(Vec<Kept>, Vec<FinalNetwork>), ReuseError> {
        let Problem { label, drawn, .. } = self.problem;
        let encoding = match self.problem.opened {
            Some((_, encoding)) => encoding.clone(),
            None => Encoding::for_network(self.problem.columns, &drawn.source),
        };
        let examples = |side, rows: &[usize]| self.problem.examples(&encoding, side, rows);
        // The latest rows judge what all before them taught.
        let cut = &drawn.last;
        let target = examples(Side::Target, &cut.adaptation)?;
        let held_out = examples(Side::Target, &cut.held_out)?;
        let truth = true_labels(label, Side::Target, &cut.held_out);
        let [of_source, of_tuned, of_scratch] = [0, 1, 2].map(|arm| {
            let epochs: Vec<Epochs> = scores.iter().map(|scores| scores.epochs[arm]).collect();
            middle(&epochs)
        });
        let source = match self.problem.opened {
            Some((network, _)) => network.clone(),
            None => self.source(&examples(Side::Source, &drawn.source)?, of_source, watch)?,
        };
        let tuned = self.tuned(&source, &target, of_tuned, watch)?;
        let scratch = self.scratch(&target, of_scratch, watch)?;
        let shared = Shared {
            columns: self.problem.columns,
            encoding: &encoding,
            label,
            name: self.name,
            settings: self.settings,
        };
        let is_opened = self.problem.opened.is_some();
        let none: &[usize] = &[];
        // Nobody knows which rows taught a network that was opened.
        let by_source = (!is_opened).then_some(drawn.source.as_slice());
        let by_target = cut.adaptation.as_slice();
        let arms = [
            (ArmName::SourceAsIs, source, of_source, by_source, none),
            (ArmName::FineTuned, tuned, of_tuned, by_source, by_target),
            (ArmName::FromScratch, scratch, of_scratch, Some(none), by_target),
        ];
        let mut kept = Vec::new();
        let mut said = Vec::new();
        for (arm, network, epochs, by_source, by_target) in arms {
            let answers = network.answers(held_out.inputs())?;
            let judged = if arm == ArmName::SourceAsIs && self.knows_no_class {
                Vec::new()
            } else {
                drawn.judged(cut, &truth, &answers)?
            };
            let final_network = FinalNetwork {
                arm,
                source_rows: by_source.map(|rows| rows.len() as u64),
                target_rows: by_target.len() as u64,
                probe_epochs: count(epochs[0]),
                epochs: count(epochs[1]),
                value: judged.first().map(|judged| judged.all),
            };
            let taught = [(self.tables[0], by_source), (self.tables[1], Some(by_target))];
            let taught = taught
                .into_iter()
                .filter_map(|(table, rows)| Some(Taught::new(table, rows?)));
            let half_width = half_width(&truth, &answers);
            kept.push(
                Kept::new(arm, network, &judged, half_width, &shared)
                    .taught_by(taught.collect())
                    .trained_as(&final_network),
            );
            said.push(final_network);
        }
        Ok((kept, said))
    }

    fn source(&self, rows: &Examples, epochs: Epochs, watch: &mut Watch<'_>) -> Result<Network, ReuseError> {
        let settings = for_source(self.problem.settings, rows.rows(), self.chosen.learning_rate);
        let seed = self.seed.derive("final source network", 0);
        let network = slower_where_it_diverges(&settings, |settings| {
            let mut observe = watch.last(ArmName::SourceAsIs);
            model::train_for(epochs[1], rows, settings, seed, &mut observe)
        })?;
        Ok(self.problem.with_new_classes(&network))
    }

    fn tuned(
        &self,
        source: &Network,
        rows: &Examples,
        epochs: Epochs,
        watch: &mut Watch<'_>,
    ) -> Result<Network, ModelError> {
        let settings = for_fine_tuning(self.problem.settings, rows.rows(), &self.chosen);
        let seed = self.seed.derive("final fine-tuning", 0);
        slower_where_it_diverges(&settings, |settings| {
            let mut observe = watch.last(ArmName::FineTuned);
            model::fine_tune_for(epochs, source, rows, settings, seed, &mut observe)
        })
    }

    fn scratch(&self, rows: &Examples, epochs: Epochs, watch: &mut Watch<'_>) -> Result<Network, ModelError> {
        let settings = for_scratch(self.problem.settings, rows.rows(), &self.chosen);
        let seed = self.seed.derive("final network from scratch", 0);
        slower_where_it_diverges(&settings, |settings| {
            let mut observe = watch.last(ArmName::FromScratch);
            model::train_for(epochs[1], rows, settings, seed, &mut observe)
        })
    }
}

fn count(epochs: usize) -> u32 {
    u32::try_from(epochs).unwrap_or(u32::MAX)
}

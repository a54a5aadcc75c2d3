//! One repeat of the comparison: every arm learns from the same rows and is judged on the same others.

use crate::features::{Encoding, Label, LabelKind, Matrix, PairedColumn, Side};
use crate::model::{self, Answers, Examples, Judged, Labels, Network, Settings, Truth, judge, linear_probe};
use crate::random::Seed;
use crate::report::{ArmName, Tuning};

use super::boosted::{Boosted, BoostedQuestion};
use super::cuts::Cut;
use super::errors::Said;
use super::learnable::{encode, learnable, true_labels};
use super::learned::{Epochs, Learned, noting_the_best};
use super::loss::{Loss, LossQuestion, loss};
use super::rows::{Drawn, Rows};
use super::training::{for_fine_tuning, for_scratch, for_source, slower_where_it_diverges, within_budget};
use super::watch::Watch;
use crate::failure::{ModelError, ReuseError};
use crate::table::straight;

/// The arms, in the order in which they are shown.
pub(super) const ARMS: [ArmName; 10] = ArmName::COMPARED;

/// The arms that one can be advised to use, in the order of [`Scores::said`].
pub(super) const USABLE: [ArmName; 3] = [ArmName::SourceAsIs, ArmName::FineTuned, ArmName::FromScratch];

/// Numbers of target labels on the learning curve, beside all.
pub(super) const BUDGETS: [usize; 4] = [20, 50, 100, 200];

/// A learning rate for a network without hidden layers, whose loss is convex.
const LINEAR_RATE: f64 = 2e-2;

/// What the two tables and the question say, the same in each repeat.
#[derive(Clone, Copy)]
pub(super) struct Problem<'p> {
    pub(super) columns: &'p [PairedColumn<'p>],
    pub(super) label: &'p Label<'p>,
    pub(super) drawn: &'p Drawn,
    pub(super) settings: &'p Settings,
    /// A network that was trained elsewhere, with its encoding: it takes the source network's place.
    pub(super) opened: Option<(&'p Network, &'p Encoding)>,
    /// Classes that only the target has.
    pub(super) new_classes: &'p [usize],
}

/// The rows of one repeat, encoded.
pub(super) struct Repeat<'p> {
    pub(super) problem: Problem<'p>,
    /// What judges, and what may teach.
    pub(super) cut: &'p Cut,
    pub(super) rows: Rows,
    pub(super) seed: Seed,
    pub(super) number: u32,
    pub(super) encoding: Encoding,
    pub(super) source: Examples,
    pub(super) source_validation: Examples,
    pub(super) source_held_out: Examples,
    pub(super) target: Examples,
    pub(super) target_validation: Examples,
    pub(super) held_out: Examples,
    /// The true labels of the target rows that judge.
    pub(super) truth: Truth,
}

/// The metrics of each of [`ARMS`] in one repeat, the first of them the one that decides.
pub(super) struct Scores {
    /// The place of the repeat's cut among all.
    pub(super) cut: usize,
    pub(super) arms: Vec<Vec<Judged>>,
    pub(super) seconds: Vec<f64>,
    /// The metrics of the seasonal naive forecast, where there is one.
    pub(super) seasonal: Option<Vec<Judged>>,
    /// The metric of the source network and of the fine-tuned one on held-out source rows.
    pub(super) on_source: Option<[f64; 2]>,
    /// The loss of the source network taken apart.
    pub(super) loss: Option<Loss>,
    /// The metric by number of target labels: fine-tuned, from scratch.
    pub(super) by_budget: Vec<(usize, [Judged; 2])>,
    /// What each of [`USABLE`] says of the rows that judge.
    pub(super) said: [Said; 3],
    /// After how many epochs the source network, the fine-tuned one and the one from scratch were best.
    pub(super) epochs: [Epochs; 3],
}

impl Scores {
    /// The metrics of an arm, where it was judged.
    pub(super) fn of(&self, arm: ArmName) -> Option<&[Judged]> {
        if arm == ArmName::SeasonalNaive {
            return self.seasonal.as_deref();
        }
        self.arms.get(place(arm)?).map(Vec::as_slice)
    }

    /// The seconds that an arm took, where it learns.
    pub(super) fn seconds_of(&self, arm: ArmName) -> Option<f64> {
        self.seconds.get(place(arm)?).copied()
    }
}

/// The place of an arm among [`ARMS`].
fn place(arm: ArmName) -> Option<usize> {
    ARMS.iter().position(|known| *known == arm)
}

/// A source network with the seconds that it took.
pub(super) type Source = (Learned, f64);

impl<'p> Repeat<'p> {
    /// Draws and encodes the rows of a repeat. The encoding is fitted on the source's training rows alone, and the same
    /// for every arm.
    pub(super) fn new(problem: Problem<'p>, number: u32, seed: Seed) -> Result<Self, ReuseError> {
        let seed = seed.derive("repeat", u64::from(number));
        let cut = problem.drawn.cut(number);
        let rows = problem.drawn.repeat(problem.label, cut, seed);
        let encoding = match problem.opened {
            Some((_, encoding)) => encoding.clone(),
            None => Encoding::for_network(problem.columns, &rows.source_training),
        };
        let examples = |side, rows: &[usize]| problem.examples(&encoding, side, rows);
        Ok(Self {
            source: examples(Side::Source, &rows.source_training)?,
            source_validation: examples(Side::Source, &rows.source_validation)?,
            source_held_out: examples(Side::Source, &rows.source_held_out)?,
            target: examples(Side::Target, &rows.target_training)?,
            target_validation: examples(Side::Target, &rows.target_validation)?,
            held_out: examples(Side::Target, &cut.held_out)?,
            truth: true_labels(problem.label, Side::Target, &cut.held_out),
            problem,
            cut,
            rows,
            seed,
            number,
            encoding,
        })
    }

    /// The source network: trained on the source's rows, or opened.
    pub(super) fn source_network(&self, rate: f64, watch: &mut Watch<'_>) -> Result<Learned, ReuseError> {
        if let Some((network, _)) = self.problem.opened {
            return Ok(Learned {
                network: network.clone(),
                epochs: [0, 0],
                loss: f32::INFINITY,
            });
        }
        let settings = for_source(self.problem.settings, self.source.rows(), rate);
        let seed = self.seed.derive("source network", 0);
        let mut learned = slower_where_it_diverges(&settings, |settings| {
            noting_the_best(&mut watch.arm(ArmName::SourceAsIs, self.number), |observe| {
                model::train(&self.source, &self.source_validation, settings, seed, observe)
            })
        })?;
        learned.network = self.problem.with_new_classes(&learned.network);
        Ok(learned)
    }

    /// Fine-tunes the source network on these target rows.
    pub(super) fn fine_tune(
        &self,
        source: &Network,
        [training, validation]: [&Examples; 2],
        chosen: &Tuning,
        observe: &mut dyn FnMut(model::Epoch),
    ) -> Result<Learned, ModelError> {
        let settings = for_fine_tuning(self.problem.settings, training.rows(), chosen);
        let seed = self.seed.derive("fine-tuning", training.rows() as u64);
        slower_where_it_diverges(&settings, |settings| {
            noting_the_best(observe, |observe| {
                model::fine_tune(source, training, validation, settings, seed, observe)
            })
        })
    }

    /// Trains a network on these target rows alone.
    pub(super) fn scratch(
        &self,
        [training, validation]: [&Examples; 2],
        chosen: &Tuning,
        observe: &mut dyn FnMut(model::Epoch),
    ) -> Result<Learned, ModelError> {
        let settings = for_scratch(self.problem.settings, training.rows(), chosen);
        let seed = self.seed.derive("from scratch", training.rows() as u64);
        slower_where_it_diverges(&settings, |settings| {
            noting_the_best(observe, |observe| {
                model::train(training, validation, settings, seed, observe)
            })
        })
    }

    /// All arms with what was chosen; the source network comes back, too.
    pub(super) fn run(
        &self,
        known: Option<Source>,
        chosen: &Tuning,
        watch: &mut Watch<'_>,
    ) -> Result<(Scores, Network), ReuseError> {
        let target = self.target_parts();
        let (mut arms, mut seconds) = (Vec::new(), Vec::new());
        let mut begun = watch.seconds();
        // Takes the scores of the next of [`ARMS`], and the seconds since the one before it.
        let mut next = |judged: Vec<Judged>, watch: &Watch<'_>| {
            arms.push(judged);
            seconds.push(watch.seconds() - begun);
            begun = watch.seconds();
        };
        let (learned, before) = match known {
            Some(source) => source,
            None => (self.source_network(chosen.learning_rate, watch)?, 0.0),
        };
        let source = learned.network;
        let (judged, of_source) = self.asked(&source)?;
        next(judged, watch);
        let both = self.both_target_parts()?;
        let recalibrated = model::recalibrate(&source, &both, self.problem.settings.class_weight_cap)?;
        next(self.score(&recalibrated)?, watch);
        let probe_settings = Settings {
            fine_tuning: model::FineTuning {
                probe_epochs: self.problem.settings.epochs,
                probe_patience: self.problem.settings.patience,
                ..self.problem.settings.fine_tuning.clone()
            },
            ..within_budget(self.problem.settings, self.target.rows())
        };
        let seed = self.seed.derive("linear probe", 0);
        let probe = slower_where_it_diverges(&probe_settings, |settings| {
            let mut learned = watch.arm(ArmName::LinearProbe, self.number);
            linear_probe(&source, target[0], target[1], settings, seed, &mut learned)
        })?;
        next(self.score(&probe)?, watch);
        let tuned = self.fine_tune(
            &source,
            target,
            chosen,
            &mut watch.arm(ArmName::FineTuned, self.number),
        )?;
        let (judged, of_tuned) = self.asked(&tuned.network)?;
        next(judged, watch);
        let fresh = self.scratch(target, chosen, &mut watch.arm(ArmName::FromScratch, self.number))?;
        let (judged, of_fresh) = self.asked(&fresh.network)?;
        next(judged, watch);
        next(self.simple(watch)?, watch);
        let trees = self.for_trees();
        for kind in [Boosted::Target, Boosted::Pooled, Boosted::Stacked(&source)] {
            next(self.judged(&trees.answers(kind)?)?, watch);
        }
        next(self.judged(&self.dummy())?, watch);
        seconds[0] += before;
        let seasonal = self.cut.seasonal.clone().map(Answers::Numbers);
        let seasonal = seasonal.map(|answers| self.judged(&answers)).transpose()?;
        let on_source = self.on_source(&source, &tuned.network)?;
        // What a network from a file has learned from is not known: rows of the source may be among it.
        let loss = match self.problem.opened {
            Some(_) => None,
            None => self.loss(&source)?,
        };
        let by_budget = self.learning_curve(&source, chosen, watch)?;
        let scores = Scores {
            cut: self.problem.drawn.place(self.number),
            arms,
            seconds,
            seasonal,
            on_source,
            loss,
            by_budget,
            said: [of_source, of_tuned, of_fresh],
            epochs: [learned.epochs, tuned.epochs, fresh.epochs],
        };
        Ok((scores, source))
    }

    /// The rows as trees take them.
    fn for_trees(&self) -> BoostedQuestion<'_> {
        let Problem {
            columns,
            label,
            settings,
            ..
        } = self.problem;
        BoostedQuestion {
            columns,
            label,
            rows: &self.rows,
            held_out: &self.cut.held_out,
            encoded: [&self.target, &self.target_validation, &self.held_out].map(Examples::inputs),
            class_weight_cap: settings.class_weight_cap,
        }
    }

    /// Ridge or logistic regression.
    fn simple(&self, watch: &mut Watch<'_>) -> Result<Vec<Judged>, ReuseError> {
        let [training, validation] = self.target_parts();
        let network = match self.problem.label.kind {
            LabelKind::Regression => return self.ridge(),
            LabelKind::Classification { .. } => {
                let settings = Settings {
                    hidden: Vec::new(),
                    dropout: 0.0,
                    learning_rate: LINEAR_RATE,
                    ..within_budget(self.problem.settings, training.rows())
                };
                let seed = self.seed.derive("logistic regression", 0);
                slower_where_it_diverges(&settings, |settings| {
                    let mut learned = watch.arm(ArmName::Simple, self.number);
                    model::train(training, validation, settings, seed, &mut learned)
                })?
            }
        };
        self.score(&network)
    }

    /// Ridge regression on the inputs as networks see them or without their clip, whichever does better on the validation rows, fitted
    /// once more on all rows that teach.
    fn ridge(&self) -> Result<Vec<Judged>, ReuseError> {
        let plain = self.encoding.unclipped();
        let Rows {
            target_training,
            target_validation,
            ..
        } = &self.rows;
        let examples =
            |encoding: &Encoding, rows: &[usize]| self.problem.examples(encoding, Side::Target, rows);
        let [training, validation] = self.target_parts();
        let clipped = model::ridge(training, validation)?;
        let unclipped = examples(&plain, target_training).and_then(|training| {
            let validation = examples(&plain, target_validation)?;
            Ok(model::ridge(&training, &validation)?)
        });
        // Without the clip a far cell may be too much for the equations; then there is one way less.
        let is_better = |ridge: &model::Ridge| ridge.error < clipped.error;
        let unclipped = unclipped.ok().filter(is_better).map(|ridge| (ridge, &plain));
        let all = [target_training.as_slice(), target_validation].concat();
        let answers = |(ridge, encoding): (model::Ridge, &Encoding)| -> Result<Answers, ReuseError> {
            let network = model::ridge_with(ridge.penalty, &examples(encoding, &all)?)?;
            let judging = examples(encoding, &self.cut.held_out)?;
            Ok(network.answers(judging.inputs())?)
        };
        let answers = match unclipped.map(answers) {
            Some(Ok(found)) => found,
            _ => answers((clipped, &self.encoding))?,
        };
        self.judged(&answers)
    }

    /// The metric on held-out source rows, of the source network and of the fine-tuned one.
    fn on_source(&self, source: &Network, tuned: &Network) -> Result<Option<[f64; 2]>, ReuseError> {
        let truth = true_labels(self.problem.label, Side::Source, &self.rows.source_held_out);
        let blocks = vec![0; truth.len()];
        let score = |network: &Network| -> Result<Option<f64>, ReuseError> {
            let answers = network.answers(self.source_held_out.inputs())?;
            Ok(judge(&truth, &answers, &blocks).map(|judged| judged[0].all))
        };
        Ok(match (score(source)?, score(tuned)?) {
            (Some(before), Some(after)) => Some([before, after]),
            _ => None,
        })
    }

    /// The loss of the source network taken apart.
    fn loss(&self, source: &Network) -> Result<Option<Loss>, ReuseError> {
        let Problem { label, drawn, .. } = self.problem;
        let on_source = true_labels(label, Side::Source, &self.rows.source_held_out);
        let question = LossQuestion {
            teaching: [
                [&self.source, &self.source_validation],
                [&self.target, &self.target_validation],
            ],
            judging: [&self.source_held_out, &self.held_out],
            truths: [&on_source, &self.truth],
            all_judging: true_labels(label, Side::Target, &drawn.judging()),
            blocks: &self.cut.blocks,
            seed: self.seed.derive("overlap", 0),
        };
        loss(&question, source)
    }

    /// Fine-tuning and training from scratch with fewer target labels. A budget whose rows teach nothing (all of one
    /// class) has no point.
    fn learning_curve(
        &self,
        source: &Network,
        chosen: &Tuning,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<(usize, [Judged; 2])>, ReuseError> {
        let mut points = Vec::new();
        for budget in BUDGETS
            .into_iter()
            .filter(|&budget| budget < self.cut.adaptation.len())
        {
            let [training, validation] = self.cut.budget(self.problem.label, budget, self.seed);
            let examples = |rows: &[usize]| self.problem.examples(&self.encoding, Side::Target, rows);
            let (training, validation) = (examples(&training)?, examples(&validation)?);
            let rows = [&training, &validation];
            let tuned = self.fine_tune(source, rows, chosen, &mut watch.curve(self.number));
            let fresh = self.scratch(rows, chosen, &mut watch.curve(self.number));
            let (tuned, fresh) = match (tuned, fresh) {
                (Ok(tuned), Ok(fresh)) => (tuned, fresh),
                (Err(ModelError::ConstantLabel | ModelError::TooFewRows { .. }), _) => continue,
                (Err(error), _) | (_, Err(error)) => return Err(error.into()),
            };
            let first =
                |network: &Network| -> Result<Judged, ReuseError> { Ok(self.score(network)?.swap_remove(0)) };
            points.push((budget, [first(&tuned.network)?, first(&fresh.network)?]));
        }
        Ok(points)
    }

    pub(super) fn score(&self, network: &Network) -> Result<Vec<Judged>, ReuseError> {
        Ok(self.asked(network)?.0)
    }

    /// The metrics of a network's answers, and the answers.
    fn asked(&self, network: &Network) -> Result<(Vec<Judged>, Said), ReuseError> {
        let answers = network.answers(self.held_out.inputs())?;
        Ok((self.judged(&answers)?, Said::new(answers, self.cut.first)))
    }

    pub(super) fn judged(&self, answers: &Answers) -> Result<Vec<Judged>, ReuseError> {
        Ok(self.problem.drawn.judged(self.cut, &self.truth, answers)?)
    }

    /// Always the mean, or the most frequent class, of the rows that taught, with the classes' shares among them.
    pub(super) fn dummy(&self) -> Answers {
        let rows = self.cut.held_out.len();
        match self.target.labels() {
            Labels::Numbers(_) => {
                let taught = self
                    .problem
                    .label
                    .numbers(Side::Target, &self.rows.target_training);
                let mean = taught.iter().sum::<f64>() / taught.len() as f64;
                Answers::Numbers(vec![mean; rows])
            }
            Labels::Classes { codes, count } => {
                let mut counts = vec![0_u32; *count];
                for &code in codes {
                    counts[code as usize] += 1;
                }
                let most = counts.iter().max().copied().unwrap_or(0);
                let class = (0..).zip(&counts).find(|&(_, &count)| count == most);
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "probabilities are in single precision"
                )]
                let shares: Vec<f32> = counts
                    .iter()
                    .map(|&count| (f64::from(count) / codes.len() as f64) as f32)
                    .collect();
                Answers::dummy(class.map_or(0, |(class, _)| class), &shares, rows)
            }
        }
    }

    /// The inputs of all target rows of the comparison.
    pub(super) fn all_target_inputs(&self) -> Result<Matrix, ReuseError> {
        let rows = &self.problem.drawn.target;
        encode(&self.encoding, self.problem.columns, Side::Target, rows)
    }

    /// The target rows that teach, and those that training stops by.
    pub(super) fn target_parts(&self) -> [&Examples; 2] {
        [&self.target, &self.target_validation]
    }

    fn both_target_parts(&self) -> Result<Examples, ReuseError> {
        let rows = [self.rows.target_training.as_slice(), &self.rows.target_validation].concat();
        self.problem.examples(&self.encoding, Side::Target, &rows)
    }
}

impl Problem<'_> {
    /// The network with fresh outputs for the classes that only the target has.
    pub(super) fn with_new_classes(&self, network: &Network) -> Network {
        match &self.label.kind {
            LabelKind::Regression => network.clone(),
            LabelKind::Classification { classes } => {
                let places: Vec<Option<usize>> = (0..classes.len())
                    .map(|class| (!self.new_classes.contains(&class)).then_some(class))
                    .collect();
                network.with_outputs(&places)
            }
        }
    }

    /// The names of the classes that only the target has.
    pub(super) fn named_new_classes(&self) -> Vec<String> {
        let names = self.label.class_names();
        self.new_classes
            .iter()
            .map(|&class| straight(&names[class]))
            .collect()
    }

    /// Rows of one side with their labels, as a network takes them.
    pub(super) fn examples(
        &self,
        encoding: &Encoding,
        side: Side,
        rows: &[usize],
    ) -> Result<Examples, ReuseError> {
        learnable(self.columns, self.label, encoding, side, rows)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::rows::Wanted;
    use super::*;
    use crate::features::HoldOut;

    /// Labels that say which row they belong to.
    #[test]
    fn what_learns_is_shown_none_of_the_rows_that_judge() {
        let rows: Vec<f64> = (0..80).map(|row| f64::from(row) + 0.5).collect();
        let columns = ["x", "y"].map(|name| PairedColumn::of_numbers(name, &rows, &rows));
        let label = Label::of(&columns[1]).unwrap();
        let drawn = Drawn::draw(&label, &HoldOut::Chance, &[], Wanted::share(0.3), Seed::new(1));
        let problem = Problem {
            columns: &columns[..1],
            label: &label,
            drawn: &drawn,
            settings: &Settings::default(),
            opened: None,
            new_classes: &[],
        };
        let shown = |examples: &[&Examples]| -> BTreeSet<u32> {
            let labels = examples.iter().flat_map(|examples| match examples.labels() {
                Labels::Numbers(numbers) => numbers.clone(),
                Labels::Classes { .. } => panic!(),
            });
            labels.map(f32::to_bits).collect()
        };
        let counts = |sets: &[&BTreeSet<u32>]| sets.iter().map(|set| set.len()).collect::<Vec<usize>>();
        for number in 0..3 {
            let repeat = Repeat::new(problem, number, Seed::new(1)).unwrap();
            let both = shown(&[&repeat.both_target_parts().unwrap()]);
            let judge = shown(&[&repeat.held_out]);
            assert_eq!(counts(&[&both, &judge]), [56, 24]);
            assert!(both.is_disjoint(&judge));
            assert_eq!(shown(&[&repeat.target, &repeat.target_validation]), both);
            assert!(shown(&[&repeat.target]).is_disjoint(&shown(&[&repeat.target_validation])));
            let source = shown(&[&repeat.source, &repeat.source_validation]);
            let judge = shown(&[&repeat.source_held_out]);
            assert_eq!(counts(&[&source, &judge]), [68, 12]);
            assert!(source.is_disjoint(&judge));
            assert!(shown(&[&repeat.source]).is_disjoint(&shown(&[&repeat.source_validation])));
            // What encodes is fitted on the rows that train the source network.
            assert_eq!(
                repeat.encoding,
                Encoding::for_network(problem.columns, &repeat.rows.source_training)
            );
        }
    }
}

//! A trained network is adapted to the rows of another table.

use super::examples::{Examples, check_learnable};
use super::loss::{Rows, Targets, class_weights, mean_loss};
use super::network::Network;
use super::settings::Settings;
use super::training::{Candidate, End, Epoch, PhasePlan, run, targets_of};
use crate::failure::{ModelError, Phase};
use crate::random::Seed;
use crate::report::Method;

/// Adapts a trained network as the settings say: by default its last layer alone until that stops improving, then all
/// layers, the lower the slower, held near those of the source.
///
/// Returns the weights with the lowest validation loss; those of `source` take part, so that the result is
/// never worse on the validation rows. `observe` is called once before the first epoch and after each.
///
/// # Errors
/// As for [`train`](super::train), and where the rows do not fit the network in width, kind of label or
/// number of classes.
pub fn fine_tune(
    source: &Network,
    training: &Examples,
    validation: &Examples,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    Adaptation::new(source, training, validation, settings, seed)?.tuned(observe)
}

/// Adapts a trained network as [`fine_tune`] does, but for so many epochs of the last layer alone and so many of all
/// layers, on rows that need no others to stop by.
///
/// `observe` is called as by [`fine_tune`]; the loss over the training rows stands for that over validation rows.
///
/// # Errors
/// As for [`fine_tune`].
pub fn fine_tune_for(
    [probe, all_layers]: [usize; 2],
    source: &Network,
    training: &Examples,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    let adaptation = Adaptation {
        ends: [probe, all_layers].map(End::Epoch),
        ..Adaptation::new(source, training, training, settings, seed)?
    };
    adaptation.tuned(observe)
}

/// Adapts the last layer of a trained network only: the first half of [`fine_tune`].
pub fn linear_probe(
    source: &Network,
    training: &Examples,
    validation: &Examples,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    let adaptation = Adaptation::new(source, training, validation, settings, seed)?;
    let probe = adaptation.probe(observe)?;
    Ok(adaptation.network(probe))
}

/// What the phases share.
struct Adaptation<'a> {
    source: &'a Network,
    training: &'a Examples,
    validation: &'a Examples,
    training_targets: Targets,
    validation_targets: Targets,
    settings: &'a Settings,
    /// When the last layer alone has learned, and when all layers have.
    ends: [End; 2],
    seed: Seed,
}

impl<'a> Adaptation<'a> {
    fn new(
        source: &'a Network,
        training: &'a Examples,
        validation: &'a Examples,
        settings: &'a Settings,
        seed: Seed,
    ) -> Result<Self, ModelError> {
        settings.check()?;
        source.check(training)?;
        source.check(validation)?;
        check_learnable(training, validation)?;
        let [training_targets, validation_targets] = targets_of(training, validation, &source.task, settings);
        Ok(Self {
            source,
            training,
            validation,
            training_targets,
            validation_targets,
            settings,
            ends: [settings.fine_tuning.probe_patience, settings.patience].map(End::Patience),
            seed,
        })
    }

    /// The network after the phases of the settings' method.
    fn tuned(&self, observe: &mut dyn FnMut(Epoch)) -> Result<Network, ModelError> {
        let tuned = match self.settings.fine_tuning.method {
            Method::LinearProbe => self.probe(observe)?,
            Method::Full => self.all_layers(self.unchanged(Phase::All, observe)?, observe)?,
            Method::ProbeThenFull => {
                let probe = self.probe(observe)?;
                self.all_layers(probe, observe)?
            }
        };
        Ok(self.network(tuned))
    }

    /// The source network before anything is adapted.
    fn unchanged(&self, phase: Phase, observe: &mut dyn FnMut(Epoch)) -> Result<Candidate, ModelError> {
        let layers = &self.source.layers;
        let loss = |examples: &Examples, targets| {
            let inputs = examples.inputs();
            mean_loss(layers, Rows { inputs, targets })
        };
        let validation = loss(self.validation, &self.validation_targets);
        let most = match phase {
            Phase::Probe => self.settings.fine_tuning.probe_epochs,
            Phase::All | Phase::Train => self.settings.epochs,
        };
        let training = loss(self.training, &self.training_targets);
        observe(Epoch::new(phase, 0, most, training, validation)?);
        Ok(Candidate {
            layers: layers.clone(),
            validation,
        })
    }

    fn probe(&self, observe: &mut dyn FnMut(Epoch)) -> Result<Candidate, ModelError> {
        let tuning = &self.settings.fine_tuning;
        let start = self.unchanged(Phase::Probe, observe)?;
        let plan = PhasePlan {
            phase: Phase::Probe,
            epochs: tuning.probe_epochs,
            end: self.ends[0],
            learning_rate: tuning.probe_learning_rate,
            hidden_learning_rates: Vec::new(),
            dropout: 0.0,
            starting_point: None,
        };
        let frozen = start.layers.hidden.len();
        self.above(frozen, start, &plan, self.seed.derive("probe", 0), observe)
    }

    fn all_layers(&self, start: Candidate, observe: &mut dyn FnMut(Epoch)) -> Result<Candidate, ModelError> {
        let tuning = &self.settings.fine_tuning;
        let frozen = tuning.frozen_layers.min(start.layers.hidden.len());
        let anchor = self.source.layers.above(frozen);
        let strength = tuning.starting_point_strength;
        let rates = falling_rates(
            start.layers.hidden.len(),
            tuning.trunk_learning_rate,
            tuning.trunk_decay,
        );
        let plan = PhasePlan {
            phase: Phase::All,
            epochs: self.settings.epochs,
            end: self.ends[1],
            learning_rate: tuning.head_learning_rate,
            hidden_learning_rates: rates[frozen..].to_vec(),
            dropout: self.settings.dropout,
            starting_point: (strength > 0.0).then_some((&anchor, strength)),
        };
        self.above(frozen, start, &plan, self.seed.derive("all layers", 0), observe)
    }

    /// Trains the layers above the lowest `frozen` hidden ones. The frozen ones always say the same about a row, so they
    /// are asked once, and the others are trained as a network of their own on what they say: nothing can change in the
    /// frozen ones, not even by weight decay.
    fn above(
        &self,
        frozen: usize,
        start: Candidate,
        plan: &PhasePlan<'_>,
        seed: Seed,
        observe: &mut dyn FnMut(Epoch),
    ) -> Result<Candidate, ModelError> {
        let features = |examples: &'a Examples| start.layers.features_of(frozen, examples.inputs());
        let (training, validation) = (features(self.training), features(self.validation));
        let upper = Candidate {
            layers: start.layers.above(frozen),
            validation: start.validation,
        };
        let training = Rows {
            inputs: &training,
            targets: &self.training_targets,
        };
        let validation = Rows {
            inputs: &validation,
            targets: &self.validation_targets,
        };
        let best = run(upper, training, validation, plan, self.settings, seed, observe)?;
        let mut layers = best.layers;
        layers
            .hidden
            .splice(0..0, start.layers.hidden.into_iter().take(frozen));
        Ok(Candidate {
            layers,
            validation: best.validation,
        })
    }

    fn network(&self, best: Candidate) -> Network {
        Network {
            layers: best.layers,
            inputs: self.source.inputs,
            task: self.source.task.clone(),
            class_weights: class_weights(self.training.labels(), self.settings.class_weight_cap),
        }
    }
}

/// Learning rates of hidden layers from the lowest up: the highest has `highest`, each one below it `decay`
/// times the rate of the one above.
fn falling_rates(layers: usize, highest: f64, decay: f64) -> Vec<f64> {
    let mut rates: Vec<f64> = std::iter::successors(Some(highest), |rate| Some(rate * decay))
        .take(layers)
        .collect();
    rates.reverse();
    rates
}

#[cfg(test)]
mod tests {
    use burn::module::{Module, ModuleVisitor, Param};
    use burn::tensor::Tensor;

    use super::super::steps::Learner;
    use super::super::synthetic::{blobs, predicted, score, smooth, trained};
    use super::*;
    use crate::model::{FineTuning, train};

    /// All parameters of a trunk.
    fn trunk(network: &Network) -> Vec<u32> {
        struct Bits(Vec<u32>);
        impl ModuleVisitor for Bits {
            fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
                self.0
                    .extend(param.val().into_data().iter::<f32>().map(f32::to_bits));
            }
        }
        let mut bits = Bits(Vec::new());
        network.layers.hidden.visit(&mut bits);
        bits.0
    }

    fn source() -> Network {
        trained(&smooth(600, 100.0, 0.5, 1), &smooth(150, 100.0, 0.5, 2), 1).0
    }

    fn target(rows: usize, seed: u64) -> Examples {
        smooth(rows, 108.0, -0.2, seed)
    }

    #[test]
    fn fine_tuning_beats_a_new_network_on_few_rows() {
        let source = source();
        let (training, validation, test) = (target(60, 4), target(30, 5), target(500, 6));
        let mut epochs = Vec::new();
        let tuned = fine_tune(
            &source,
            &training,
            &validation,
            &Settings::default(),
            Seed::new(1),
            &mut |epoch| {
                epochs.push(epoch);
            },
        )
        .unwrap();
        let (scratch, _) = trained(&training, &validation, 1);
        let scores = [&source, &scratch, &tuned].map(|network| score(network, &test));
        assert!(
            scores[2] > scores[1] + 0.02 && scores[2] > scores[0] + 0.1,
            "{scores:?}"
        );

        // The phases in order, each counted on its own, and the first epoch the source as it is.
        assert_eq!((epochs[0].phase, epochs[0].number), (Phase::Probe, 0));
        assert!(epochs.is_sorted_by_key(|epoch| (epoch.phase == Phase::All, epoch.number)));
        assert!(
            epochs
                .iter()
                .any(|epoch| (epoch.phase, epoch.number) == (Phase::All, 1))
        );
    }

    #[test]
    fn the_probe_leaves_the_trunk_alone() {
        let source = source();
        let (training, validation) = (target(60, 4), target(30, 5));
        let (settings, seed) = (Settings::default(), Seed::new(1));
        let probe = linear_probe(&source, &training, &validation, &settings, seed, &mut |_| ()).unwrap();
        let tuned = fine_tune(&source, &training, &validation, &settings, seed, &mut |_| ()).unwrap();
        assert_eq!(trunk(&probe), trunk(&source));
        assert_ne!(trunk(&tuned), trunk(&source));
        let test = target(500, 6);
        assert!(score(&probe, &test) > score(&source, &test) + 0.1);
        assert!(score(&tuned, &test) > score(&probe, &test));
    }

    #[test]
    fn the_source_comes_back_where_nothing_is_better() {
        let source = source();
        let rows = smooth(60, 100.0, 0.5, 1);
        // Training rows that teach the opposite.
        let misleading = smooth(60, 20.0, -3.0, 4);
        let adapted = fine_tune(
            &source,
            &misleading,
            &rows,
            &Settings::default(),
            Seed::new(1),
            &mut |_| (),
        )
        .unwrap();
        assert_eq!(predicted(&adapted, &rows), predicted(&source, &rows));
    }

    #[test]
    fn lower_layers_learn_slower_and_stay_near_the_source() {
        let source = source();
        let (training, validation) = (target(60, 4), target(30, 5));
        let distance = |fine_tuning: FineTuning| {
            let settings = Settings {
                fine_tuning,
                ..Settings::default()
            };
            let tuned = fine_tune(
                &source,
                &training,
                &validation,
                &settings,
                Seed::new(1),
                &mut |_| (),
            )
            .unwrap();
            Learner::of(&tuned.layers).trunk_distance(&Learner::of(&source.layers))
        };
        let free = distance(FineTuning {
            starting_point_strength: 0.0,
            ..FineTuning::default()
        });
        let held = distance(FineTuning {
            starting_point_strength: 1.0,
            ..FineTuning::default()
        });
        assert!(held < 0.5 * free, "{held} {free}");
        let slow = distance(FineTuning {
            trunk_learning_rate: 1e-8,
            ..FineTuning::default()
        });
        assert!(slow < 1e-4 * free, "{slow} {free}");

        let rates = falling_rates(3, 1e-4, 0.3);
        for (rate, expected) in rates.iter().zip([9e-6, 3e-5, 1e-4]) {
            assert!((rate - expected).abs() < 1e-12, "{rates:?}");
        }
    }

    #[test]
    fn rows_that_do_not_fit_the_network_are_refused() {
        let settings = Settings {
            epochs: 1,
            ..Settings::default()
        };
        let attempt = |network: &Network, rows: &Examples| {
            fine_tune(network, rows, rows, &settings, Seed::new(1), &mut |_| ()).map(|_| ())
        };
        let numbers = smooth(20, 0.0, 0.0, 1);
        let classes = blobs(&[10, 10], 1.0, 1);
        let of = |rows: &Examples| train(rows, rows, &settings, Seed::new(1), &mut |_| ()).unwrap();
        assert_eq!(
            attempt(&of(&numbers), &classes),
            Err(ModelError::LabelKind {
                expected: crate::failure::LabelForm::Numbers
            })
        );
        assert_eq!(
            attempt(&of(&classes), &blobs(&[5, 5, 5], 1.0, 1)),
            Err(ModelError::ClassCount {
                expected: 2,
                found: 3
            })
        );
        assert_eq!(attempt(&of(&classes), &classes), Ok(()));
    }
}

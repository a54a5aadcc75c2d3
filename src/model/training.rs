//! Training: the loop that all phases share, and the training of a new network.

use super::examples::{Examples, check_learnable};
use super::layers::{Dropout, Layers, single};
use super::loss::{Rows, Targets, batch_loss, class_weights, loss_of_learner};
use super::network::Network;
use super::schedule::Schedule;
use super::settings::Settings;
use super::steps::{Adam, Learner};
use super::task::Task;
use crate::failure::{ModelError, Phase};
use crate::features::Matrix;
use crate::random::Seed;

/// Training went through its rows once more.
///
/// Losses are weighted means over rows: of the squared error in standard deviations of the label for
/// regression, of the cross-entropy (natural logarithm) for classification.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Epoch {
    /// The phase.
    pub phase: Phase,
    /// The number of the epoch within its phase, from 1; 0 before the first, when a trained network is
    /// adapted: the losses of the network as it is.
    pub number: usize,
    /// The most epochs that this phase can have; it often ends sooner.
    pub most: usize,
    /// Loss over the training rows while weights changed, with dropout (without, for number 0).
    pub training: f32,
    /// Loss over the validation rows after the epoch, without dropout.
    pub validation: f32,
}

impl Epoch {
    /// The epoch with these losses, if they are finite.
    pub(super) fn new(
        phase: Phase,
        number: usize,
        most: usize,
        training: f64,
        validation: f64,
    ) -> Result<Self, ModelError> {
        let [training, validation] = [single(training), single(validation)];
        if training.is_finite() && validation.is_finite() {
            Ok(Self {
                phase,
                number,
                most,
                training,
                validation,
            })
        } else {
            Err(ModelError::Diverged { phase, epoch: number })
        }
    }
}

/// Layers and their loss over the validation rows.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) layers: Layers,
    pub(super) validation: f64,
}

/// When a phase ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// After so many epochs without a better validation loss, with the weights of the best epoch.
    Patience(usize),
    /// After so many epochs, with the weights of the last one.
    Epoch(usize),
}

/// The settings of one phase.
pub(super) struct PhasePlan<'a> {
    pub(super) phase: Phase,
    /// The epochs that the learning rate is planned for.
    pub(super) epochs: usize,
    pub(super) end: End,
    /// Peak learning rate of the head, and of hidden layers without one of their own.
    pub(super) learning_rate: f64,
    /// Peak learning rates of the hidden layers from the lowest up; empty where they have the head's.
    pub(super) hidden_learning_rates: Vec<f64>,
    pub(super) dropout: f64,
    /// Layers that the trunk is held near, and how strongly (L2-SP).
    pub(super) starting_point: Option<(&'a Layers, f64)>,
}

/// Trains a new network, and gives it the weights of the epoch with the lowest validation loss.
///
/// `observe` is called after each epoch. The label's mean and standard deviation, or the class weights, come
/// from the training rows.
///
/// # Errors
/// [`ModelError::Setting`], [`ModelError::TooFewRows`], [`ModelError::ConstantLabel`], a difference between
/// training and validation rows in width or label, and [`ModelError::Diverged`].
pub fn train(
    training: &Examples,
    validation: &Examples,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    let end = End::Patience(settings.patience);
    train_until(end, [training, validation], settings, seed, observe)
}

/// Trains a new network for so many epochs of those that the settings plan, on rows that need no others to stop by. The
/// learning rate of each epoch is the one that it has in [`train`].
///
/// `observe` is called after each epoch; the loss over the training rows stands for that over validation rows.
///
/// # Errors
/// As for [`train`].
pub fn train_for(
    epochs: usize,
    training: &Examples,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    train_until(End::Epoch(epochs), [training; 2], settings, seed, observe)
}

fn train_until(
    end: End,
    [training, validation]: [&Examples; 2],
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Network, ModelError> {
    settings.check()?;
    check_learnable(training, validation)?;
    let task = Task::of(training.labels());
    let inputs = training.inputs().columns();
    let mut generator = seed.derive("weights", 0).generator();
    let layers = Layers::new(inputs, &settings.hidden, task.outputs(), &mut generator)
        .with_unused_inputs_ignored(training.inputs());
    let mut network = Network {
        layers,
        inputs,
        task,
        class_weights: class_weights(training.labels(), settings.class_weight_cap),
    };
    network.check(validation)?;

    let [training_targets, validation_targets] = targets_of(training, validation, &network.task, settings);
    let plan = PhasePlan {
        phase: Phase::Train,
        epochs: settings.epochs,
        end,
        learning_rate: settings.learning_rate,
        hidden_learning_rates: Vec::new(),
        dropout: settings.dropout,
        starting_point: None,
    };
    let untrained = Candidate {
        layers: network.layers,
        validation: f64::INFINITY,
    };
    let training = Rows {
        inputs: training.inputs(),
        targets: &training_targets,
    };
    let validation = Rows {
        inputs: validation.inputs(),
        targets: &validation_targets,
    };
    network.layers = run(untrained, training, validation, &plan, settings, seed, observe)?.layers;
    Ok(network)
}

/// The targets of training and validation rows; class weights come from the training rows.
pub(super) fn targets_of(
    training: &Examples,
    validation: &Examples,
    task: &Task,
    settings: &Settings,
) -> [Targets; 2] {
    let weights = class_weights(training.labels(), settings.class_weight_cap);
    [training, validation].map(|examples| Targets::new(examples.labels(), task, &weights))
}

/// Goes through one phase from `start`. Returns the best of `start` and the layers after each epoch, or, where the phase
/// ends with a certain epoch, the layers after that.
pub(super) fn run(
    start: Candidate,
    training: Rows<'_>,
    validation: Rows<'_>,
    plan: &PhasePlan<'_>,
    settings: &Settings,
    seed: Seed,
    observe: &mut dyn FnMut(Epoch),
) -> Result<Candidate, ModelError> {
    let count = training.inputs.rows();
    // Batches of equal size, so that no step hangs on the few rows that are left over.
    let steps_per_epoch = count.div_ceil(Settings::batch(count));
    let batch = count.div_ceil(steps_per_epoch);

    let mut shuffles = seed.derive("shuffles", 0).generator();
    let mut dropout = Dropout::new(plan.dropout, seed.derive("dropout", 0).generator());
    let mut learner = Learner::of(&start.layers);
    let adam = Adam {
        weight_decay: settings.weight_decay,
        gradient_norm: settings.gradient_norm,
    };
    let mut schedule = Schedule::new(settings.warm_up, plan.epochs * steps_per_epoch);
    let anchor = plan
        .starting_point
        .map(|(layers, strength)| (Learner::of(layers), strength));

    let mut best = start;
    let mut best_epoch = 0;
    let (mut inputs, mut slopes, mut rates) = (Vec::new(), Vec::new(), Vec::new());
    let last = match plan.end {
        End::Patience(_) => plan.epochs,
        End::Epoch(last) => last.min(plan.epochs),
    };
    for epoch in 1..=last {
        let mut total = 0.0;
        for rows in shuffles.permutation(count).chunks(batch) {
            gather(training.inputs, rows, &mut inputs);
            let outputs = learner.forward(&inputs, Some(&mut dropout));
            let loss = batch_loss(training.targets, rows, outputs, &mut slopes);
            total += loss * rows.len() as f64;
            learner.backward(&inputs, &slopes, None);
            if let Some((anchor, strength)) = &anchor {
                learner.pull_towards(anchor, *strength);
            }
            let share = schedule.step();
            rates.clear();
            rates.extend(plan.hidden_learning_rates.iter().map(|peak| peak * share));
            learner.step(adam, &rates, plan.learning_rate * share);
        }
        let mean = total / count as f64;
        let loss = match plan.end {
            End::Patience(_) => loss_of_learner(&mut learner, validation),
            End::Epoch(_) => mean,
        };
        observe(Epoch::new(plan.phase, epoch, last, mean, loss)?);
        let is_better = match plan.end {
            End::Patience(_) => loss < best.validation,
            End::Epoch(_) => epoch == last,
        };
        if is_better {
            best = Candidate {
                layers: learner.layers(&best.layers),
                validation: loss,
            };
            best_epoch = epoch;
        } else if let End::Patience(patience) = plan.end
            && epoch - best_epoch >= patience
        {
            break;
        }
    }
    Ok(best)
}

/// Rows of a matrix, one after the other, in a buffer that stays.
pub(super) fn gather(matrix: &Matrix, rows: &[usize], gathered: &mut Vec<f32>) {
    gathered.clear();
    for &row in rows {
        gathered.extend_from_slice(matrix.row(row));
    }
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::{blobs, codes, numbers, predicted, score, smooth, trained};
    use super::*;
    use crate::failure::{LabelForm, Role};
    use crate::features::Matrix;
    use crate::model::{Labels, balanced_accuracy};

    fn balanced(network: &Network, examples: &Examples) -> f64 {
        let classes = network.predict(examples.inputs()).unwrap().classes().unwrap();
        balanced_accuracy(codes(examples), &classes, network.task.outputs()).unwrap()
    }

    #[test]
    fn a_smooth_function_is_learned() {
        let (network, epochs) = trained(&smooth(600, 100.0, 0.5, 1), &smooth(150, 100.0, 0.5, 2), 1);
        let score = score(&network, &smooth(500, 100.0, 0.5, 3));
        assert!(score > 0.95, "R² {score} after {} epochs", epochs.len());
        assert!(epochs.iter().map(|epoch| epoch.number).eq(1..=epochs.len()));
    }

    #[test]
    fn separable_classes_are_learned() {
        let (network, _) = trained(&blobs(&[80, 80, 80], 6.0, 1), &blobs(&[20, 20, 20], 6.0, 2), 1);
        let accuracy = balanced(&network, &blobs(&[200, 200, 200], 6.0, 3));
        assert!(accuracy > 0.95, "{accuracy}");
    }

    #[test]
    fn the_seed_alone_decides_the_network() {
        let [training, validation, test] = [1, 2, 3].map(|seed| smooth(120, 0.0, 0.5, seed));
        let answers = |seed| predicted(&trained(&training, &validation, seed).0, &test);
        let first = answers(1);
        // Other trainings before, and others at the same time.
        assert_ne!(first, answers(2));
        let again = std::thread::scope(|scope| {
            let other = scope.spawn(|| answers(3));
            let again = answers(1);
            other.join().unwrap();
            again
        });
        assert_eq!(first, again);
    }

    #[test]
    fn the_best_weights_come_back() {
        let (training, validation) = (smooth(80, 50.0, 0.5, 1), smooth(40, 50.0, 0.5, 2));
        // So fast that the loss soon goes up and down.
        let settings = Settings {
            learning_rate: 0.05,
            patience: 6,
            ..Settings::default()
        };
        let mut losses = Vec::new();
        let network = train(&training, &validation, &settings, Seed::new(1), &mut |epoch| {
            losses.push(epoch.validation);
        })
        .unwrap();
        let (best, &lowest) = losses
            .iter()
            .enumerate()
            .min_by(|a, b| a.1.total_cmp(b.1))
            .unwrap();
        assert_eq!(losses.len(), best + 1 + settings.patience, "{losses:?}");

        let Task::Regression { sd, .. } = network.task else {
            panic!()
        };
        let errors = numbers(&validation);
        let errors = errors.iter().zip(predicted(&network, &validation));
        let returned = errors.map(|(y, p)| ((y - p) / sd).powi(2)).sum::<f64>() / 40.0;
        assert!(
            (returned - f64::from(lowest)).abs() < 1e-5 * returned,
            "{returned} {lowest}"
        );
    }

    #[test]
    fn as_many_epochs_as_were_found_give_the_network_that_was_found() {
        let (training, validation) = (smooth(80, 50.0, 0.5, 1), smooth(40, 50.0, 0.5, 2));
        let settings = Settings::default();
        let mut losses = Vec::new();
        let found = train(&training, &validation, &settings, Seed::new(1), &mut |epoch| {
            losses.push(epoch.validation);
        });
        let lowest = losses.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
        let best = lowest.unwrap().0 + 1;
        let predictions = |network: Network| predicted(&network, &validation);
        let found = predictions(found.unwrap());
        let after = |epochs| {
            let mut seen = 0;
            let network = train_for(epochs, &training, &settings, Seed::new(1), &mut |_| seen += 1);
            assert_eq!(seen, epochs);
            predictions(network.unwrap())
        };
        assert_eq!(after(best), found);
        assert_ne!(after(best + 1), found);
    }

    #[test]
    fn class_weights_help_rare_classes() {
        let (training, validation) = (blobs(&[400, 20], 2.0, 1), blobs(&[200, 10], 2.0, 2));
        let test = blobs(&[1_000, 1_000], 2.0, 3);
        let with_cap = |class_weight_cap| {
            let settings = Settings {
                class_weight_cap,
                ..Settings::default()
            };
            let network = train(&training, &validation, &settings, Seed::new(1), &mut |_| ());
            balanced(&network.unwrap(), &test)
        };
        let (weighted, unweighted) = (with_cap(10.0), with_cap(1.0));
        // The best possible is Φ(1) = .841.
        assert!(
            weighted > 0.78 && weighted > unweighted + 0.05,
            "{weighted} {unweighted}"
        );
    }

    #[test]
    fn rows_that_teach_nothing_are_refused() {
        let good = smooth(40, 0.0, 0.0, 1);
        let attempt = |training: &Examples, validation: &Examples| {
            train(
                training,
                validation,
                &Settings::default(),
                Seed::new(1),
                &mut |_| (),
            )
            .map(|_| ())
        };
        let constant = Examples::new(good.inputs().clone(), Labels::Numbers(vec![7.0; 40])).unwrap();
        assert_eq!(attempt(&constant, &good), Err(ModelError::ConstantLabel));
        assert_eq!(
            attempt(&good.select(&[0, 1, 2]), &good),
            Err(ModelError::TooFewRows {
                role: Role::Training,
                rows: 3,
                min: 8
            })
        );
        assert_eq!(
            attempt(&good, &good.select(&[])),
            Err(ModelError::TooFewRows {
                role: Role::Validation,
                rows: 0,
                min: 2
            })
        );
        let wide = Examples::new(
            Matrix::new(4, vec![0.0; 80]).unwrap(),
            Labels::Numbers(vec![0.0; 20]),
        )
        .unwrap();
        assert_eq!(
            attempt(&good, &wide),
            Err(ModelError::Width {
                expected: 2,
                found: 4
            })
        );
        assert_eq!(
            attempt(&good, &blobs(&[9, 9], 1.0, 1)),
            Err(ModelError::LabelKind {
                expected: LabelForm::Numbers
            })
        );
        assert_eq!(
            attempt(&blobs(&[9, 9], 1.0, 1), &blobs(&[9, 9, 9], 1.0, 1)),
            Err(ModelError::ClassCount {
                expected: 2,
                found: 3
            })
        );
        let extreme = Matrix::new(2, vec![3e38; 80]).unwrap();
        let extreme = Examples::new(extreme, good.labels().clone()).unwrap();
        assert_eq!(
            attempt(&extreme, &good),
            Err(ModelError::Diverged {
                phase: Phase::Train,
                epoch: 1
            })
        );
    }
}

//! A guard of the comparison: networks that learn shuffled labels know nothing, or something gives the labels away.

use super::interval::{Judgement, Stretch, jackknife};
use super::repeat::Repeat;
use super::training::{slower_where_it_diverges, within};
use super::watch::Watch;
use crate::failure::ReuseError;
use crate::model::{self, Answers, BLOCKS, Examples, Judged, Network, Truth};
use crate::report::{Guard, GuardName};

/// How often labels are shuffled.
const SHUFFLES: usize = 8;

/// The .999 quantile of Student's t for one degree of freedom less: a clean comparison is accused once in 1,000 times.
const T_999: f64 = 4.785_290;

/// An advantage over the dummy up to this is no leak that matters.
const TOLERANCE: f64 = 0.02;

/// About the most steps of each training: where rows are very many, few epochs show a leak.
const MAX_STEPS: usize = 2_000;

/// Networks that learned shuffled labels must be no better than the dummy.
///
/// What they say is noise, and noise may fit the held-out rows a little. So labels are shuffled several times: the shuffles
/// themselves show how much the advantage varies by chance, and the rows that judge add what the jackknife finds. Numbers are
/// judged apart from their mean: where held-out rows lie higher than those that teach, any network that says a little more
/// than the mean is better, and has learned nothing.
pub(super) fn shuffled_labels(repeat: &Repeat<'_>, watch: &mut Watch<'_>) -> Result<Guard, ReuseError> {
    guard(repeat, watch, &|number| {
        let [training, validation] = repeat.target_parts();
        let shuffled = |examples: &Examples, purpose| {
            let seed = repeat.seed.derive(purpose, number);
            let order = seed.generator().permutation(examples.rows());
            let labels = examples.select(&order).labels().clone();
            Examples::new(examples.inputs().clone(), labels)
        };
        Ok([
            shuffled(training, "shuffled training labels")?,
            shuffled(validation, "shuffled validation labels")?,
        ])
    })
}

/// The training and the validation rows of a shuffle of this number.
type Shuffle<'s> = &'s dyn Fn(u64) -> Result<[Examples; 2], ReuseError>;

fn guard(repeat: &Repeat<'_>, watch: &mut Watch<'_>, shuffle: Shuffle<'_>) -> Result<Guard, ReuseError> {
    let dummy = judged(repeat, repeat.dummy())?;
    let advantages = (0..SHUFFLES as u64)
        .map(|number| {
            let shuffled = judged(repeat, learned(repeat, number, watch, shuffle)?)?;
            let without: [f64; BLOCKS] =
                std::array::from_fn(|block| shuffled.without[block] - dummy.without[block]);
            Ok((shuffled.all - dummy.all, without))
        })
        .collect::<Result<Vec<Judgement>, ReuseError>>()?;
    let count = SHUFFLES as f64;
    let stretch = Stretch::of(1.0, &advantages, repeat.cut.shares());
    let value = stretch.all;
    let squares: f64 = advantages.iter().map(|(it, _)| (it - value) * (it - value)).sum();
    let variance = squares / (count - 1.0);
    let of_rows = jackknife(&[stretch]).sqrt();
    Ok(Guard {
        name: GuardName::ShuffledLabels,
        passed: value - T_999 * (variance / count).sqrt() - 2.0 * of_rows <= TOLERANCE,
        value,
    })
}

/// What a network of its own says of the held-out rows after it learned a shuffle.
fn learned(
    repeat: &Repeat<'_>,
    number: u64,
    watch: &mut Watch<'_>,
    shuffle: Shuffle<'_>,
) -> Result<Answers, ReuseError> {
    let [training, validation] = shuffle(number)?;
    let settings = within(MAX_STEPS, 1, repeat.problem.settings, training.rows());
    let seed = repeat.seed.derive("shuffled labels", number);
    let network: Network = slower_where_it_diverges(&settings, |settings| {
        let observe = &mut watch.curve(repeat.number);
        model::train(&training, &validation, settings, seed, observe)
    })?;
    Ok(network.answers(repeat.held_out.inputs())?)
}

/// The metric that decides, of numbers apart from their mean.
fn judged(repeat: &Repeat<'_>, mut answers: Answers) -> Result<Judged, ReuseError> {
    if let (Answers::Numbers(answers), Truth::Numbers(truth)) = (&mut answers, &repeat.truth) {
        let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
        let shift = mean(truth) - mean(answers);
        for answer in answers {
            *answer += shift;
        }
    }
    Ok(repeat.judged(&answers)?.swap_remove(0))
}

#[cfg(test)]
mod tests {
    use super::super::Silent;
    use super::super::repeat::Problem;
    use super::super::rows::{Drawn, Wanted};
    use super::*;
    use crate::features::{HoldOut, Label, PairedColumn};
    use crate::model::{Labels, Settings};
    use crate::random::Seed;

    /// The guard of a table whose label follows from its inputs, where so many of the held-out rows teach with their labels.
    fn found(classes: bool, leaked: usize, seed: u64) -> Guard {
        let mut generator = Seed::new(seed).generator();
        let mut side = || -> [Vec<f64>; 2] {
            let x: Vec<f64> = (0..90).map(|_| generator.normal()).collect();
            let label = |x: &f64| {
                if classes {
                    f64::from(u8::from(*x > 0.0))
                } else {
                    3.0 + x
                }
            };
            let y = x.iter().map(label).collect();
            [x, y]
        };
        let ([one, of_one], [other, of_other]) = (side(), side());
        let inputs = [PairedColumn::of_numbers("x", one, other)];
        let column = PairedColumn::of_numbers("y", of_one, of_other);
        let label = Label::of(&column).unwrap();
        let drawn = Drawn::draw(&label, &HoldOut::Chance, &[], Wanted::share(0.3), Seed::new(seed));
        let problem = Problem {
            columns: &inputs,
            label: &label,
            drawn: &drawn,
            settings: &Settings::default(),
            opened: None,
            new_classes: &[],
        };
        let repeat = Repeat::new(problem, 0, Seed::new(seed)).unwrap();
        let mut silent = Silent;
        let watch = &mut Watch::new(&mut silent, 2);
        if leaked == 0 {
            return shuffled_labels(&repeat, watch).unwrap();
        }
        guard(&repeat, watch, &|number| {
            let leak = repeat.held_out.select(&(0..leaked).collect::<Vec<usize>>());
            let leaking = |examples: &Examples| {
                let order = Seed::new(number).generator().permutation(examples.rows());
                let (shuffled, inputs) = (examples.select(&order), examples.inputs());
                let values = [inputs.values(), leak.inputs().values()].concat();
                let inputs = crate::features::Matrix::new(inputs.columns(), values).unwrap();
                let labels = match (shuffled.labels(), leak.labels()) {
                    (Labels::Numbers(shuffled), Labels::Numbers(leak)) => {
                        Labels::Numbers([shuffled.as_slice(), leak].concat())
                    }
                    (Labels::Classes { codes, count }, Labels::Classes { codes: leak, .. }) => {
                        Labels::Classes {
                            codes: [codes.as_slice(), leak].concat(),
                            count: *count,
                        }
                    }
                    _ => panic!(),
                };
                Examples::new(inputs, labels).unwrap()
            };
            Ok(repeat.target_parts().map(leaking))
        })
        .unwrap()
    }

    #[test]
    fn a_planted_leak_is_found_and_clean_rows_pass() {
        for classes in [false, true] {
            for seed in 0..3 {
                let clean = found(classes, 0, seed);
                assert!(clean.passed, "{clean:?}");
                let leak = found(classes, 27, seed);
                assert!(!leak.passed && leak.value > 0.1, "{leak:?}");
            }
        }
    }
}

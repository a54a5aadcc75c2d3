//! Two results side by side: where they agree, and where they part.

use std::collections::BTreeMap;

use super::agreement::{Agreement, Files, agreement, files};
use super::{
    Action, ArmName, Comparison, Measure, Outcome, Part, Settings, Test, Training, TrainingField, Verdict,
};
use crate::table::Choices;

/// A setting that differs, with both of its values.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// The label.
    Label([Option<String>; 2]),
    /// The columns to use; all that pair where absent.
    Columns([Option<Vec<String>>; 2]),
    /// The seed.
    Seed([u64; 2]),
    /// The level.
    Level([f64; 2]),
    /// The margin in standard deviations.
    Margin([f64; 2]),
    /// What was decided about the reading of the source's file.
    ReadingOfSource(Box<[Choices; 2]>),
    /// What was decided about the reading of the target's file.
    ReadingOfTarget(Box<[Choices; 2]>),
    /// The columns that were paired by hand.
    Pairs([BTreeMap<String, String>; 2]),
    /// A setting of the training.
    Training {
        /// Which one.
        field: TrainingField,
        /// The training of both.
        values: Box<[Training; 2]>,
    },
}

/// Something of two results, with both values in their order. What only one of them has is absent from the other.
#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    /// Whether all numbers are the same. Always there, and first.
    Numbers(Agreement),
    /// Whether the other was made from the files of the one. Always there.
    Files(Files),
    /// The versions of Kindred. Always there.
    Version([String; 2]),
    /// A setting that differs.
    Setting(Setting),
    /// What a test says.
    Verdict {
        /// Of which test.
        of: Part,
        /// Both verdicts.
        values: [Option<Verdict>; 2],
    },
    /// The p-value of a test.
    PValue {
        /// Of which test.
        of: Part,
        /// Both p-values.
        values: [Option<f64>; 2],
    },
    /// The effect of a test, in standard deviations.
    Effect {
        /// Of which test.
        of: Part,
        /// Both effects.
        values: [Option<f64>; 2],
    },
    /// How a network did, in the metric of the comparison.
    Arm {
        /// Which network.
        name: ArmName,
        /// Both means with their intervals.
        values: [Option<Measure>; 2],
        /// Whether the intervals have a value in common; absent where there are no two of one metric.
        overlap: Option<bool>,
    },
    /// What to do. Always there, and last.
    Advice([Action; 2]),
}

impl Compared {
    /// Whether both values are the same to the last digit.
    #[must_use]
    pub fn is_same(&self) -> bool {
        match self {
            Self::Numbers(agreement) => *agreement == Agreement::Exact,
            Self::Files(files) => *files == Files::Same,
            Self::Version([one, other]) => one == other,
            Self::Setting(_) => false,
            Self::Verdict {
                values: [one, other], ..
            } => one == other,
            Self::PValue {
                values: [one, other], ..
            }
            | Self::Effect {
                values: [one, other], ..
            } => one == other,
            Self::Arm {
                values: [one, other], ..
            } => one == other,
            Self::Advice([one, other]) => one == other,
        }
    }
}

/// Sets two results side by side.
#[must_use]
pub fn compare(one: &Outcome, other: &Outcome) -> Vec<Compared> {
    let reports = [&one.report, &other.report];
    let [report, second] = reports;
    let mut compared = vec![
        Compared::Numbers(agreement(report, second)),
        Compared::Files(files(report.fingerprints(), second.fingerprints())),
        Compared::Version(reports.map(|report| report.app_version.clone())),
    ];
    compared.extend(
        settings(&one.settings, &other.settings)
            .into_iter()
            .map(Compared::Setting),
    );
    compared.extend(tests(Part::Test, reports.map(|report| Some(&report.test))));
    compared.extend(tests(
        Part::Relation,
        reports.map(|report| report.relation.as_ref()),
    ));
    compared.extend(arms(reports.map(|report| report.comparison.as_ref())));
    compared.push(Compared::Advice(reports.map(|report| report.advice.action)));
    compared
}

fn tests(of: Part, tests: [Option<&Test>; 2]) -> Vec<Compared> {
    if tests.iter().all(Option::is_none) {
        return Vec::new();
    }
    let verdicts = tests.map(|test| test.map(|test| test.verdict));
    let p_values = tests.map(|test| test?.p_value);
    let effects = tests.map(|test| test?.effect_sd);
    vec![
        Compared::Verdict { of, values: verdicts },
        Compared::PValue { of, values: p_values },
        Compared::Effect { of, values: effects },
    ]
}

/// The arms of the one, then what only the other has.
fn arms(comparisons: [Option<&Comparison>; 2]) -> Vec<Compared> {
    let [one, other] = comparisons;
    let one_metric = one
        .zip(other)
        .is_some_and(|(one, other)| one.task == other.task && one.metric == other.metric);
    let mut names: Vec<ArmName> = Vec::new();
    for arm in comparisons.into_iter().flatten().flat_map(|it| &it.arms) {
        if !names.contains(&arm.name) {
            names.push(arm.name);
        }
    }
    let measure = |comparison: Option<&Comparison>, name| {
        let arm = comparison?.arms.iter().find(|arm| arm.name == name)?;
        Some(Measure {
            mean: arm.mean,
            low: arm.low,
            high: arm.high,
        })
    };
    names
        .into_iter()
        .map(|name| {
            let values = comparisons.map(|comparison| measure(comparison, name));
            let [one, other] = values;
            let both = one.zip(other).filter(|_| one_metric);
            let overlap = both.map(|(one, other)| one.low <= other.high && other.low <= one.high);
            Compared::Arm {
                name,
                values,
                overlap,
            }
        })
        .collect()
}

/// The settings that differ.
fn settings(one: &Settings, other: &Settings) -> Vec<Setting> {
    let Settings {
        label,
        columns,
        seed,
        alpha,
        margin_sd,
        reading: [source, target],
        pairs,
        training,
    } = one;
    let [second_source, second_target] = &other.reading;
    let reading = |one: &Choices, other: &Choices| Box::new([one.clone(), other.clone()]);
    let all = [
        (*label != other.label).then(|| Setting::Label([label.clone(), other.label.clone()])),
        (*columns != other.columns).then(|| Setting::Columns([columns.clone(), other.columns.clone()])),
        (*seed != other.seed).then_some(Setting::Seed([*seed, other.seed])),
        (alpha.to_bits() != other.alpha.to_bits()).then_some(Setting::Level([*alpha, other.alpha])),
        (margin_sd.to_bits() != other.margin_sd.to_bits())
            .then_some(Setting::Margin([*margin_sd, other.margin_sd])),
        (source != second_source).then(|| Setting::ReadingOfSource(reading(source, second_source))),
        (target != second_target).then(|| Setting::ReadingOfTarget(reading(target, second_target))),
        (*pairs != other.pairs).then(|| Setting::Pairs([pairs.clone(), other.pairs.clone()])),
    ];
    let mut differ: Vec<Setting> = all.into_iter().flatten().collect();
    let differs = |field: &TrainingField| field.differs(training, &other.training);
    differ.extend(
        TrainingField::ALL
            .into_iter()
            .filter(differs)
            .map(|field| Setting::Training {
                field,
                values: Box::new([training.clone(), other.training.clone()]),
            }),
    );
    differ
}

#[cfg(test)]
mod tests {
    use super::super::MetricName;
    use super::super::fixture::full;
    use super::*;

    #[test]
    fn a_result_is_the_same_as_itself() {
        let compared = compare(&full(), &full());
        assert!(compared.iter().all(Compared::is_same), "{compared:?}");
        let arms = compared.iter().filter(|it| matches!(it, Compared::Arm { .. }));
        // Numbers, files, version; three of either test; three arms; advice.
        assert_eq!((compared.len(), arms.count()), (13, 3));
        assert_eq!(compared[0], Compared::Numbers(Agreement::Exact));
    }

    #[test]
    fn what_differs_has_both_values() {
        let one = full();
        let mut other = full();
        other.settings.seed = 8;
        other.settings.label = None;
        other.settings.training.dropout = 0.25;
        other.settings.training.hidden = None;
        other.settings.reading[1].skip_ragged_rows = true;
        other.report.app_version = "0.2.0".into();
        other.report.source.fingerprint = "f".repeat(32);
        other.report.test.p_value = Some(0.25);
        other.report.relation = None;
        other.report.advice.action = Action::ReuseAsIs;
        let comparison = other.report.comparison.as_mut().unwrap();
        comparison.arms.remove(0);
        let [touching, apart] = &mut comparison.arms[..] else {
            panic!("three arms, and one of them is gone");
        };
        // The intervals of the one end at 0.73 and 0.76.
        (touching.mean, touching.low, touching.high) = (0.9, 0.73, 0.95);
        (apart.mean, apart.low, apart.high) = (0.9, 0.77, 0.95);
        let compared = compare(&one, &other);
        let differ: Vec<&Compared> = compared.iter().filter(|it| !it.is_same()).collect();

        let usual = |at: usize| {
            let arm = &one.report.comparison.as_ref().unwrap().arms[at];
            Measure {
                mean: arm.mean,
                low: arm.low,
                high: arm.high,
            }
        };
        let at = |low| Measure {
            mean: 0.9,
            low,
            high: 0.95,
        };
        let arm = |name, values, overlap| Compared::Arm {
            name,
            values,
            overlap,
        };
        let training = |field| {
            Compared::Setting(Setting::Training {
                field,
                values: Box::new([one.settings.training.clone(), other.settings.training.clone()]),
            })
        };
        let reading = Box::new([Choices::default(), other.settings.reading[1].clone()]);
        let Compared::Numbers(Agreement::Differs(names)) = differ[0] else {
            panic!("{differ:?}");
        };
        assert!(names.contains(&"test.p_value".to_owned()), "{names:?}");
        assert_eq!(
            differ[1..],
            [
                &Compared::Files(Files::OtherSource),
                &Compared::Version(["0.1.0".into(), "0.2.0".into()]),
                &Compared::Setting(Setting::Label([Some("kwh".into()), None])),
                &Compared::Setting(Setting::Seed([7, 8])),
                &Compared::Setting(Setting::ReadingOfTarget(reading)),
                &training(TrainingField::Hidden),
                &training(TrainingField::Dropout),
                &Compared::PValue {
                    of: Part::Test,
                    values: [Some(0.4), Some(0.25)]
                },
                &Compared::Verdict {
                    of: Part::Relation,
                    values: [Some(Verdict::Different), None]
                },
                &Compared::PValue {
                    of: Part::Relation,
                    values: [Some(0.0005), None]
                },
                &Compared::Effect {
                    of: Part::Relation,
                    values: [Some(0.31), None]
                },
                &arm(ArmName::SourceAsIs, [Some(usual(0)), None], None),
                &arm(ArmName::Recalibrated, [Some(usual(1)), Some(at(0.73))], Some(true)),
                &arm(ArmName::LinearProbe, [Some(usual(2)), Some(at(0.77))], Some(false)),
                &Compared::Advice([Action::FineTune, Action::ReuseAsIs]),
            ]
        );
    }

    #[test]
    fn intervals_of_two_metrics_are_not_compared() {
        let mut other = full();
        if let Some(comparison) = &mut other.report.comparison {
            comparison.metric = MetricName::BalancedAccuracy;
        }
        let compared = compare(&full(), &other);
        let overlaps = compared.iter().filter_map(|it| match it {
            Compared::Arm { overlap, .. } => Some(*overlap),
            _ => None,
        });
        assert_eq!(overlaps.collect::<Vec<_>>(), [None; 3]);
    }
}

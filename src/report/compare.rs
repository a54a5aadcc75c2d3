//! Two results side by side: where they agree, and where they part.

use super::agreement::{Agreement, Files, agreement, files};
use super::{ArmName, Comparison, MetricName, Outcome, Part, Settings, TrainingField};

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The label.
    Label,
    /// The columns to use.
    Columns,
    /// The seed.
    Seed,
    /// The level.
    Level,
    /// The margin.
    Margin,
    /// How far rows depend on those before them.
    Dependence,
    /// What tells series of rows apart.
    Series,
    /// What was decided about the reading of the source's file.
    ReadingOfSource,
    /// What was decided about the reading of the target's file.
    ReadingOfTarget,
    /// The columns that were paired by hand.
    Pairs,
    /// A setting of the training.
    Training(TrainingField),
}

/// What can be said of two results side by side; their values stand in the results.
#[derive(Debug, Clone, PartialEq)]
pub enum Compared {
    /// Whether all numbers are the same. Always there, and first.
    Numbers(Agreement),
    /// Whether the other was made from the files of the one. Always there.
    Files(Files),
    /// The networks predict other labels, or are judged by other metrics, so that no number of the one stands beside one of the
    /// other.
    OtherNetworks {
        /// The labels of both.
        labels: [String; 2],
        /// Their metrics.
        metrics: [MetricName; 2],
    },
    /// The versions of Kindred. Always there.
    Version,
    /// A setting that differs.
    Setting(Setting),
    /// What a test says.
    Verdict(Part),
    /// The p-value of a test.
    PValue(Part),
    /// The effect of a test.
    Effect(Part),
    /// How a network did, in the metric of the comparison.
    Arm {
        /// Which network.
        name: ArmName,
        /// Whether the intervals have a value in common; absent where there are no two of one metric.
        overlap: Option<bool>,
    },
    /// What to do. Always there, and last.
    Advice,
}

/// Sets two results side by side.
#[must_use]
pub fn compare(one: &Outcome, other: &Outcome) -> Vec<Compared> {
    let reports = [&one.report, &other.report];
    let [report, second] = reports;
    let mut compared = vec![
        Compared::Numbers(agreement(report, second)),
        Compared::Files(files(report.fingerprints(), second.fingerprints())),
    ];
    compared.extend(other_networks(reports.map(|report| report.comparison.as_ref())));
    compared.push(Compared::Version);
    compared.extend(settings(&one.settings, &other.settings).map(Compared::Setting));
    let mut parts = vec![Part::Test];
    if reports.iter().any(|report| report.relation.is_some()) {
        parts.push(Part::Relation);
    }
    for of in parts {
        compared.extend([Compared::Verdict(of), Compared::PValue(of), Compared::Effect(of)]);
    }
    compared.extend(arms(reports.map(|report| report.comparison.as_ref())));
    compared.push(Compared::Advice);
    compared
}

/// What keeps the networks of two comparisons apart, where something does.
fn other_networks(comparisons: [Option<&Comparison>; 2]) -> Option<Compared> {
    let [Some(one), Some(other)] = comparisons else {
        return None;
    };
    let is_other = one.label != other.label || (one.task, one.metric) != (other.task, other.metric);
    is_other.then(|| Compared::OtherNetworks {
        labels: [one, other].map(|comparison| comparison.label.clone()),
        metrics: [one, other].map(|comparison| comparison.metric),
    })
}

/// The arms of the one, then what only the other has.
fn arms(comparisons: [Option<&Comparison>; 2]) -> Vec<Compared> {
    let is_comparable = other_networks(comparisons).is_none();
    let mut names: Vec<ArmName> = Vec::new();
    for arm in comparisons.into_iter().flatten().flat_map(|it| &it.arms) {
        if !names.contains(&arm.name) {
            names.push(arm.name);
        }
    }
    let overlap = |name| {
        let measures = comparisons.map(|comparison| Some(comparison?.arm(name)?.measure));
        let [Some(one), Some(other)] = measures else {
            return None;
        };
        is_comparable.then_some(one.low <= other.high && other.low <= one.high)
    };
    names
        .into_iter()
        .map(|name| Compared::Arm {
            name,
            overlap: overlap(name),
        })
        .collect()
}

/// The settings that differ.
fn settings(one: &Settings, other: &Settings) -> impl Iterator<Item = Setting> {
    let [source, target] = &one.reading;
    let [second_source, second_target] = &other.reading;
    let differ = [
        (Setting::Label, one.label != other.label),
        (Setting::Columns, one.columns != other.columns),
        (Setting::Seed, one.seed != other.seed),
        (Setting::Level, one.alpha.to_bits() != other.alpha.to_bits()),
        (
            Setting::Margin,
            one.margin_sd.to_bits() != other.margin_sd.to_bits(),
        ),
        (Setting::Dependence, one.dependence != other.dependence),
        (Setting::Series, one.series != other.series),
        (Setting::ReadingOfSource, source != second_source),
        (Setting::ReadingOfTarget, target != second_target),
        (Setting::Pairs, one.pairs != other.pairs),
    ];
    let training = TrainingField::ALL.map(|field| {
        let differs = field.differs(&one.training, &other.training);
        (Setting::Training(field), differs)
    });
    let all = differ.into_iter().chain(training);
    all.filter(|(_, differs)| *differs).map(|(setting, _)| setting)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::full;
    use super::super::{RowDependence, SeriesBy};
    use super::*;

    fn arm(name: ArmName, overlap: Option<bool>) -> Compared {
        Compared::Arm { name, overlap }
    }

    #[test]
    fn a_result_is_the_same_as_itself() {
        let tests = [Part::Test, Part::Relation]
            .map(|of| [Compared::Verdict(of), Compared::PValue(of), Compared::Effect(of)]);
        let mut expected = vec![
            Compared::Numbers(Agreement::Exact),
            Compared::Files(Files::Same),
            Compared::Version,
        ];
        expected.extend(tests.into_iter().flatten());
        expected.extend(ArmName::COMPARED.map(|name| arm(name, Some(true))));
        expected.push(Compared::Advice);
        assert_eq!(compare(&full(), &full()), expected);
    }

    #[test]
    fn networks_that_predict_other_labels_are_not_compared() {
        let mut other = full();
        other.report.comparison.as_mut().unwrap().label = "price".to_owned();
        let compared = compare(&full(), &other);
        let Compared::OtherNetworks { labels, .. } = &compared[2] else {
            panic!("{compared:?}");
        };
        assert_eq!(labels[1], "price");
        assert!(compared.contains(&arm(ArmName::FineTuned, None)));
    }

    #[test]
    fn what_differs_is_named() {
        let one = full();
        let mut other = full();
        other.settings.seed = 8;
        other.settings.dependence = RowDependence::Independent;
        other.settings.series = SeriesBy::Nothing;
        other.settings.label = None;
        other.settings.training.dropout = 0.25;
        other.settings.training.hidden = None;
        other.settings.reading[1].skip_ragged_rows = true;
        other.report.source.fingerprint = "f".repeat(32);
        other.report.test.p_value = Some(0.25);
        other.report.relation = None;
        let comparison = other.report.comparison.as_mut().unwrap();
        comparison.arms.remove(0);
        let [touching, apart, ..] = &mut comparison.arms[..] else {
            panic!("more than two arms");
        };
        // The intervals of the one end at 0.73 and 0.76.
        (touching.measure.low, touching.measure.high) = (0.73, 0.95);
        (apart.measure.low, apart.measure.high) = (0.77, 0.95);
        let compared = compare(&one, &other);
        let Compared::Numbers(Agreement::Differs(names)) = &compared[0] else {
            panic!("{compared:?}");
        };
        assert!(names.contains(&"test.p_value".to_owned()), "{names:?}");
        let settings: Vec<&Compared> = compared
            .iter()
            .filter(|it| matches!(it, Compared::Setting(_)))
            .collect();
        let expected = [
            Setting::Label,
            Setting::Seed,
            Setting::Dependence,
            Setting::Series,
            Setting::ReadingOfTarget,
            Setting::Training(TrainingField::Hidden),
            Setting::Training(TrainingField::Dropout),
        ]
        .map(Compared::Setting);
        assert_eq!(settings, expected.iter().collect::<Vec<_>>());
        for expected in [
            Compared::Files(Files::OtherSource),
            // What one of them has is compared.
            Compared::PValue(Part::Relation),
            arm(ArmName::SourceAsIs, None),
            arm(ArmName::Recalibrated, Some(true)),
            arm(ArmName::LinearProbe, Some(false)),
        ] {
            assert!(compared.contains(&expected), "{expected:?}");
        }
    }

    #[test]
    fn intervals_of_two_metrics_are_not_compared() {
        let mut other = full();
        if let Some(comparison) = &mut other.report.comparison {
            comparison.metric = MetricName::BalancedAccuracy;
        }
        let compared = compare(&full(), &other);
        assert!(compared.contains(&arm(ArmName::SourceAsIs, None)), "{compared:?}");
    }
}

//! What a link reveals, read from the link itself: whoever shares sees exactly what the other side will.

use serde::Serialize;

use super::names::Names;
use super::{
    Content, Histogram, LinkError, LinkMessage, MetricName, Outcome, Picture, Pictures, Report,
    RowDependence, Settings, SharedSettings, Sharing, open_any, write_as,
};

/// A part of a result with numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The test on the inputs.
    Test,
    /// The test on inputs and label together.
    Relation,
    /// The networks side by side.
    Comparison,
    /// The network adapted without labels.
    Adaptation,
}

/// Something that a link reveals.
#[derive(Debug, Clone, PartialEq)]
pub enum Revealed {
    /// Which version of Kindred made it, and when, where that is known: seconds since 1970 (UTC).
    Made {
        /// The version.
        version: String,
        /// The time.
        at: Option<u64>,
    },
    /// The names of the source's and of the target's file.
    FileNames([String; 2]),
    /// The name of the file of the source network.
    NetworkFile(String),
    /// The fingerprints of both files: whoever has such a file can tell that it is this one.
    Fingerprints([String; 2]),
    /// The numbers of rows of both files.
    Rows([u64; 2]),
    /// Names of sheets that were chosen.
    Sheets(Vec<String>),
    /// The name of the label.
    Label(String),
    /// Names of the other columns, each once.
    ColumnNames(Vec<String>),
    /// How many columns there are, where their names are left out; the label does not count.
    ColumnCount(usize),
    /// Names of classes.
    ClassNames(Vec<String>),
    /// How many classes have a name, where their names are left out.
    ClassCount(usize),
    /// Units of columns.
    Units(Vec<String>),
    /// What was asked.
    Settings {
        /// The seed.
        seed: u64,
        /// The level.
        alpha: f64,
        /// The margin in standard deviations.
        margin_sd: f64,
        /// How far rows depend on those before them.
        dependence: RowDependence,
    },
    /// How many decisions about the reading of both files there are, sheets among them.
    Reading(usize),
    /// How many columns are paired by hand.
    Pairs(usize),
    /// How networks are trained.
    Training,
    /// How many numbers stand in a part of the result.
    Numbers {
        /// The part.
        of: Part,
        /// How many.
        count: usize,
    },
    /// Errors of networks in the label's own unit, which tell how large its values are.
    LabelScale,
    /// How many reasons there are: of the advice, and why quantities are not there.
    Reasons(usize),
    /// How many warnings about rows and columns there are.
    Warnings(usize),
    /// A histogram: counts of permutations between two values of the statistic.
    Histogram {
        /// Which picture it is.
        picture: Picture,
        /// The range of the values that are counted.
        range: [f64; 2],
        /// How many counts there are.
        bins: usize,
    },
    /// Losses of networks while they learned.
    Curves {
        /// How many networks.
        networks: usize,
        /// How many points all their curves have.
        points: usize,
    },
}

/// What the link reveals that [`write_as`] writes of this.
///
/// # Errors
/// As for [`write_as`]: a link that is not written reveals nothing.
pub fn revealed(outcome: &Outcome, sharing: &Sharing) -> Result<Vec<Revealed>, LinkError> {
    write_as(outcome, sharing)
        .and_then(|written| open_any(&written.fragment))
        .map(|opened| reveals(&opened))
}

/// What an opened link reveals.
#[must_use]
pub fn reveals(opened: &LinkMessage) -> Vec<Revealed> {
    let sharing = &opened.sharing;
    let (shared, result) = match &opened.content {
        Content::Settings(shared) => (SharedSettings::clone(shared), None),
        Content::Result(outcome) => (SharedSettings::of(outcome), Some(&**outcome)),
    };
    let settings = &shared.settings;
    let report = result.map(|outcome| &outcome.report);
    let mut revealed = vec![Revealed::Made {
        version: shared.app_version,
        at: sharing.made_at,
    }];
    if let Some(report) = report.filter(|_| sharing.file_names) {
        let files = [&report.source, &report.target].map(|domain| domain.name.clone());
        revealed.push(Revealed::FileNames(files));
        let networks = Names::of(settings, Some(report)).networks;
        revealed.extend(networks.into_iter().map(Revealed::NetworkFile));
    }
    revealed.push(Revealed::Fingerprints(shared.fingerprints));
    revealed.extend(report.map(|report| Revealed::Rows([report.source.rows, report.target.rows])));
    revealed.extend(names(settings, report, sharing));
    revealed.extend(asked(settings));
    if let Some(outcome) = result {
        revealed.extend(numbers(&outcome.report));
        revealed.extend(drawn(&outcome.pictures));
    }
    revealed
}

/// What the charts draw.
fn drawn(pictures: &Pictures) -> Vec<Revealed> {
    let histogram = |picture, histogram: &Option<Histogram>| {
        histogram.as_ref().map(|histogram| Revealed::Histogram {
            picture,
            range: [histogram.low, histogram.high],
            bins: histogram.counts.len(),
        })
    };
    let curves = (!pictures.curves.is_empty()).then(|| Revealed::Curves {
        networks: pictures.curves.len(),
        points: pictures.curves.iter().map(|curve| curve.epochs.len()).sum(),
    });
    let all = [
        histogram(Picture::Permutations, &pictures.permutations),
        histogram(Picture::RelationPermutations, &pictures.relation_permutations),
        curves,
    ];
    all.into_iter().flatten().collect()
}

/// The names of what is in the files, or how many there are.
fn names(settings: &Settings, report: Option<&Report>, sharing: &Sharing) -> Vec<Revealed> {
    let names = Names::of(settings, report);
    let list = |list: Vec<String>, named: fn(Vec<String>) -> Revealed, counted: fn(usize) -> Revealed| {
        (!list.is_empty()).then(|| {
            if sharing.column_names {
                named(list)
            } else {
                counted(list.len())
            }
        })
    };
    let sheets = names.sheets;
    let label = names.label.filter(|_| sharing.column_names);
    [
        (!sheets.is_empty()).then_some(Revealed::Sheets(sheets)),
        label.map(Revealed::Label),
        list(names.columns, Revealed::ColumnNames, Revealed::ColumnCount),
        list(names.classes, Revealed::ClassNames, Revealed::ClassCount),
        (!names.units.is_empty()).then_some(Revealed::Units(names.units)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was asked, but for names.
fn asked(settings: &Settings) -> Vec<Revealed> {
    let mut revealed = vec![Revealed::Settings {
        seed: settings.seed,
        alpha: settings.alpha,
        margin_sd: settings.margin_sd,
        dependence: settings.dependence,
    }];
    let decisions = settings.reading.iter().map(|choices| {
        let dialect = &choices.dialect;
        [
            choices.sheet.is_some(),
            choices.encoding.is_some(),
            dialect.delimiter.is_some(),
            dialect.quote.is_some(),
            dialect.header.is_some(),
            dialect.skipped_lines.is_some(),
            choices.decimal.is_some(),
            choices.date_order.is_some(),
            choices.skip_ragged_rows,
            choices.one_row_of.is_some(),
        ]
        .into_iter()
        .map(usize::from)
        .sum::<usize>()
            + choices.kinds.len()
            + choices.plain_numbers.len()
    });
    let decisions: usize = decisions.sum();
    if decisions > 0 {
        revealed.push(Revealed::Reading(decisions));
    }
    if !settings.pairs.is_empty() {
        revealed.push(Revealed::Pairs(settings.pairs.len()));
    }
    revealed.push(Revealed::Training);
    revealed
}

/// The numbers and reasons of a report.
fn numbers(report: &Report) -> Vec<Revealed> {
    let counts = [
        (Part::Test, count(&report.test)),
        (Part::Relation, count(&report.relation)),
        (Part::Comparison, count(&report.comparison)),
        (Part::Adaptation, count(&report.adaptation)),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let mut revealed: Vec<Revealed> = counts
        .map(|(of, count)| Revealed::Numbers { of, count })
        .collect();
    let metrics = report.comparison.iter().flat_map(|it| &it.arms);
    let in_units = |name| matches!(name, MetricName::Rmse | MetricName::Mae);
    if metrics
        .flat_map(|arm| &arm.metrics)
        .any(|metric| in_units(metric.name))
    {
        revealed.push(Revealed::LabelScale);
    }
    let tests = [Some(&report.test), report.relation.as_ref()];
    let absent: usize = tests.into_iter().flatten().map(|test| test.absent.len()).sum();
    let reasons = report.advice.reasons.len() + absent;
    if reasons > 0 {
        revealed.push(Revealed::Reasons(reasons));
    }
    let warnings = report.warnings.len();
    revealed.extend((warnings > 0).then_some(Revealed::Warnings(warnings)));
    revealed
}

/// How many numbers stand in something, however deep.
fn count(part: &impl Serialize) -> usize {
    fn within(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::Number(_) => 1,
            serde_json::Value::Array(items) => items.iter().map(within).sum(),
            serde_json::Value::Object(fields) => fields.values().map(within).sum(),
            _ => 0,
        }
    }
    // Plain data becomes JSON.
    serde_json::to_value(part).map_or(0, |value| within(&value))
}

#[cfg(test)]
mod tests {
    use super::super::Carried;
    use super::super::fixture::{full, named};
    use super::*;

    fn of(sharing: &Sharing) -> Vec<Revealed> {
        revealed(&full(), sharing).unwrap()
    }

    #[test]
    fn everything_is_named() {
        let sharing = Sharing {
            made_at: Some(1_700_000_000),
            ..Sharing::default()
        };
        let report = full().report;
        let numbers = |of, count| Revealed::Numbers { of, count };
        assert_eq!(
            of(&sharing),
            [
                Revealed::Made {
                    version: "0.1.0".into(),
                    at: Some(1_700_000_000)
                },
                Revealed::FileNames(["电表 <script>.csv".into(), "power-meter-a-2017.csv".into()]),
                Revealed::NetworkFile("网络.safetensors".into()),
                Revealed::Fingerprints(["a".repeat(32), "b".repeat(32)]),
                Revealed::Rows([366, 365]),
                Revealed::Label("kwh".into()),
                Revealed::ColumnNames(
                    ["temperature", "weekday", "remark", "meter", "date", "temp [°C]"]
                        .map(Into::into)
                        .into()
                ),
                Revealed::ClassNames(["low", "high", "晴"].map(Into::into).into()),
                Revealed::Units(vec!["°F".into()]),
                Revealed::Settings {
                    seed: 7,
                    alpha: 0.05,
                    margin_sd: 0.25,
                    dependence: RowDependence::Runs(7),
                },
                Revealed::Reading(2),
                Revealed::Pairs(1),
                Revealed::Training,
                numbers(Part::Test, count(&report.test)),
                numbers(Part::Relation, count(&report.relation)),
                numbers(Part::Comparison, count(&report.comparison)),
                numbers(Part::Adaptation, count(&report.adaptation)),
                Revealed::LabelScale,
                Revealed::Reasons(5),
                Revealed::Warnings(13),
                Revealed::Histogram {
                    picture: Picture::Permutations,
                    range: [-0.001, 0.031],
                    bins: 4
                },
                Revealed::Curves {
                    networks: 1,
                    points: 39
                },
            ]
        );
    }

    #[test]
    fn numbers_are_counted_however_deep() {
        let adaptation = full().report.adaptation.unwrap();
        // Rows of both sides, one of two distances, the metric before and after, and the time.
        assert_eq!(count(&adaptation), 6);
        assert_eq!(count(&[Some(adaptation), None]), 6);
    }

    #[test]
    fn what_is_left_out_is_not_named() {
        let (outcome, names) = named();
        for carried in [Carried::Result, Carried::Settings] {
            let sharing = Sharing {
                carried,
                column_names: false,
                file_names: false,
                made_at: None,
            };
            let revealed = revealed(&outcome, &sharing).unwrap();
            let text = format!("{revealed:?}");
            assert!(names.iter().all(|name| !text.contains(name)), "{text}");
            assert!(
                revealed
                    .iter()
                    .any(|it| matches!(it, Revealed::ColumnCount(count) if *count > 5)),
                "{text}"
            );
        }
    }

    #[test]
    fn every_name_that_is_carried_is_named() {
        let (outcome, names) = named();
        let revealed = revealed(&outcome, &Sharing::default()).unwrap();
        let text = format!("{revealed:?}");
        let missing: Vec<&String> = names.iter().filter(|name| !text.contains(*name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn settings_alone_reveal_no_result() {
        let sharing = Sharing {
            carried: Carried::Settings,
            ..Sharing::default()
        };
        let revealed = of(&sharing);
        let of_a_result = |it: &Revealed| {
            matches!(
                it,
                Revealed::FileNames(_)
                    | Revealed::NetworkFile(_)
                    | Revealed::Rows(_)
                    | Revealed::Numbers { .. }
                    | Revealed::LabelScale
                    | Revealed::Reasons(_)
                    | Revealed::Warnings(_)
                    | Revealed::Histogram { .. }
                    | Revealed::Curves { .. }
            )
        };
        assert!(!revealed.iter().any(of_a_result), "{revealed:?}");
        assert!(revealed.contains(&Revealed::Label("kwh".into())), "{revealed:?}");
        assert!(revealed.contains(&Revealed::Pairs(1)), "{revealed:?}");
    }
}

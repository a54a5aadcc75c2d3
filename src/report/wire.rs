//! Version 1 of the link's message: an [`Outcome`] as postcard, and the checks on the way in.
//!
//! Its structures are apart from the report's, because postcard writes fields by position: what is optional in
//! the JSON has its place here. Changing any of them changes the format, which a golden link in the tests
//! notices.

use serde::{Deserialize, Serialize};

use super::result::ColumnEffect;
use super::{
    Absent, Advice, Arm, Comparison, Curve, Domain, Histogram, LinkError, Outcome, Pictures, Regime, Report,
    SCHEMA, Settings, Statistic, Test, Verdict,
};

/// Characters of the longest name or sentence.
const MOST_TEXT: usize = 2_000;

/// Items of the longest list of names.
const MOST_NAMES: usize = 20_000;

/// Items of the longest list of anything else.
const MOST_ITEMS: usize = 2_000;

/// More rows than any file has that a browser reads.
const MOST_ROWS: u64 = 1 << 40;

#[derive(Serialize, Deserialize)]
struct Message {
    settings: Settings,
    app_version: String,
    source: Domain,
    target: Domain,
    columns: Vec<String>,
    test: WireTest,
    relation: Option<WireTest>,
    comparison: Option<Comparison>,
    advice: Advice,
    pictures: Pictures,
}

#[derive(Serialize, Deserialize)]
struct WireTest {
    verdict: Verdict,
    p_value: Option<f64>,
    alpha: f64,
    permutations: u32,
    statistic: Option<WireStatistic>,
    mmd2_unbiased: Option<f64>,
    mmd2_biased: Option<f64>,
    bandwidth: Option<f64>,
    effect_sd: Option<f64>,
    effect_sd_upper: Option<f64>,
    margin_sd: Option<f64>,
    smallest_detectable_sd: Option<f64>,
    regime: Regime,
    rows_used: [u64; 2],
    by_column: Option<Vec<WireColumn>>,
    absent: Vec<Absent>,
}

/// A statistic; the report's own leaves out what is not there, which a message by position cannot.
#[derive(Serialize, Deserialize)]
struct WireStatistic {
    name: String,
    value: f64,
    loudest_kernel: Option<String>,
}

/// A column, likewise.
#[derive(Serialize, Deserialize)]
struct WireColumn {
    name: String,
    p_adjusted: f64,
    effect_sd: f64,
    effect_probability: Option<f64>,
}

impl From<Statistic> for WireStatistic {
    fn from(it: Statistic) -> Self {
        Self {
            name: it.name,
            value: it.value,
            loudest_kernel: it.loudest_kernel,
        }
    }
}

impl From<WireStatistic> for Statistic {
    fn from(it: WireStatistic) -> Self {
        Self {
            name: it.name,
            value: it.value,
            loudest_kernel: it.loudest_kernel,
        }
    }
}

impl From<ColumnEffect> for WireColumn {
    fn from(it: ColumnEffect) -> Self {
        Self {
            name: it.name,
            p_adjusted: it.p_adjusted,
            effect_sd: it.effect_sd,
            effect_probability: it.effect_probability,
        }
    }
}

impl From<WireColumn> for ColumnEffect {
    fn from(it: WireColumn) -> Self {
        Self {
            name: it.name,
            p_adjusted: it.p_adjusted,
            effect_sd: it.effect_sd,
            effect_probability: it.effect_probability,
        }
    }
}

fn each<T, U: From<T>>(list: Option<Vec<T>>) -> Option<Vec<U>> {
    list.map(|list| list.into_iter().map(U::from).collect())
}

/// Writes the message of an outcome.
pub(super) fn encode(outcome: &Outcome) -> Result<Vec<u8>, LinkError> {
    let Outcome {
        settings,
        report,
        pictures,
    } = outcome.clone();
    let message = Message {
        settings,
        app_version: report.app_version,
        source: report.source,
        target: report.target,
        columns: report.columns,
        test: to_wire(report.test),
        relation: report.relation.map(to_wire),
        comparison: report.comparison,
        advice: report.advice,
        pictures,
    };
    // The message holds plain data only, so writing it fails for want of memory alone.
    postcard::to_allocvec(&message).map_err(|_| LinkError::TooLong(usize::MAX))
}

/// Reads a message and checks every field.
pub(super) fn decode(bytes: &[u8]) -> Result<Outcome, LinkError> {
    let (message, rest): (Message, _) = postcard::take_from_bytes(bytes)
        .map_err(|_| LinkError::Damaged("its content does not have the form of a result"))?;
    if !rest.is_empty() {
        return Err(LinkError::Damaged("something follows the result"));
    }
    let settings = message
        .settings
        .clone()
        .check()
        .map_err(|_| LinkError::Impossible("its settings"))?;
    let outcome = Outcome {
        report: Report {
            schema: SCHEMA,
            app_version: message.app_version,
            seed: settings.settings().seed,
            source: message.source,
            target: message.target,
            columns: message.columns,
            test: from_wire(message.test),
            relation: message.relation.map(from_wire),
            comparison: message.comparison,
            advice: message.advice,
        },
        settings: message.settings,
        pictures: message.pictures,
    };
    check(&outcome).map_err(LinkError::Impossible)?;
    Ok(outcome)
}

fn to_wire(test: Test) -> WireTest {
    WireTest {
        verdict: test.verdict,
        p_value: test.p_value,
        alpha: test.alpha,
        permutations: test.permutations,
        statistic: test.statistic.map(Into::into),
        mmd2_unbiased: test.mmd2_unbiased,
        mmd2_biased: test.mmd2_biased,
        bandwidth: test.bandwidth,
        effect_sd: test.effect_sd,
        effect_sd_upper: test.effect_sd_upper,
        margin_sd: test.margin_sd,
        smallest_detectable_sd: test.smallest_detectable_sd,
        regime: test.regime,
        rows_used: test.rows_used,
        by_column: each(test.by_column),
        absent: test.absent,
    }
}

fn from_wire(test: WireTest) -> Test {
    Test {
        verdict: test.verdict,
        p_value: test.p_value,
        alpha: test.alpha,
        permutations: test.permutations,
        statistic: test.statistic.map(Into::into),
        mmd2_unbiased: test.mmd2_unbiased,
        mmd2_biased: test.mmd2_biased,
        bandwidth: test.bandwidth,
        effect_sd: test.effect_sd,
        effect_sd_upper: test.effect_sd_upper,
        margin_sd: test.margin_sd,
        smallest_detectable_sd: test.smallest_detectable_sd,
        regime: test.regime,
        rows_used: test.rows_used,
        by_column: each(test.by_column),
        absent: test.absent,
    }
}

pub(super) type Check = Result<(), &'static str>;

fn require(sound: bool, what: &'static str) -> Check {
    if sound { Ok(()) } else { Err(what) }
}

/// Whether every field means something that a result can mean.
pub(super) fn check(outcome: &Outcome) -> Check {
    let Outcome {
        settings,
        report,
        pictures,
    } = outcome;
    text(&report.app_version)?;
    for domain in [&report.source, &report.target] {
        check_domain(domain)?;
    }
    names(&report.columns)?;
    names(settings.columns.as_deref().unwrap_or_default())?;
    settings.label.as_deref().map_or(Ok(()), text)?;
    settings
        .pairs
        .iter()
        .try_for_each(|(one, other)| text(one).and_then(|()| text(other)))?;
    check_test(&report.test, report)?;
    report
        .relation
        .as_ref()
        .map_or(Ok(()), |relation| check_test(relation, report))?;
    require(
        report.test.alpha.to_bits() == settings.alpha.to_bits(),
        "its level",
    )?;
    report
        .comparison
        .as_ref()
        .map_or(Ok(()), |comparison| check_comparison(comparison, report))?;
    texts(&report.advice.reasons)?;
    check_pictures(pictures)
}

fn check_domain(domain: &Domain) -> Check {
    text(&domain.name)?;
    require(domain.rows <= MOST_ROWS, "its number of rows")?;
    let digits = domain
        .fingerprint
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    require(domain.fingerprint.len() == 32 && digits, "a fingerprint")
}

fn check_test(test: &Test, report: &Report) -> Check {
    require(test.alpha > 0.0 && test.alpha < 1.0, "its level")?;
    require(test.p_value.is_none_or(|p| p > 0.0 && p <= 1.0), "its p-value")?;
    require(
        (test.verdict == Verdict::TooFewRows) == test.p_value.is_none(),
        "its verdict",
    )?;
    if let Some(p_value) = test.p_value {
        let rejected = matches!(test.verdict, Verdict::Different | Verdict::Negligible);
        require(rejected == (p_value <= test.alpha), "its verdict")?;
    }
    let not_negative = [
        test.mmd2_biased,
        test.bandwidth,
        test.effect_sd,
        test.effect_sd_upper,
        test.margin_sd,
        test.smallest_detectable_sd,
    ];
    for value in not_negative.into_iter().flatten() {
        require(value.is_finite() && value >= 0.0, "a number of its test")?;
    }
    if let Some(statistic) = &test.statistic {
        text(&statistic.name)?;
        require(statistic.value.is_finite(), "its statistic")?;
        statistic.loudest_kernel.as_deref().map_or(Ok(()), text)?;
    }
    require(test.mmd2_unbiased.is_none_or(f64::is_finite), "its MMD")?;
    let rows = [report.source.rows, report.target.rows];
    require(
        test.rows_used.iter().zip(rows).all(|(&used, rows)| used <= rows),
        "its number of rows",
    )?;
    let by_column = test.by_column.as_deref().unwrap_or_default();
    require(by_column.len() <= MOST_NAMES, "its columns")?;
    for column in by_column {
        text(&column.name)?;
        require((0.0..=1.0).contains(&column.p_adjusted), "a column's p-value")?;
        require(
            column.effect_sd.is_finite() && column.effect_sd >= 0.0,
            "a column's effect",
        )?;
        let probability = column.effect_probability;
        require(
            probability.is_none_or(|share| (0.0..=1.0 + 1e-9).contains(&share)),
            "a column's effect",
        )?;
    }
    require(test.absent.len() <= MOST_ITEMS, "its list of absent numbers")?;
    test.absent
        .iter()
        .try_for_each(|absent| text(&absent.field).and_then(|()| text(&absent.reason)))
}

fn check_comparison(comparison: &Comparison, report: &Report) -> Check {
    text(&comparison.label)?;
    text(&comparison.metric)?;
    require(
        comparison.repeats > 0 && comparison.arms.len() <= MOST_ITEMS,
        "its comparison",
    )?;
    let rows = comparison.rows;
    let within = |used: &[u64], rows: u64| {
        let sum = used.iter().try_fold(0_u64, |sum, &used| sum.checked_add(used));
        sum.is_some_and(|sum| sum <= rows)
    };
    require(
        within(
            &[rows.source_training, rows.source_validation],
            report.source.rows,
        ) && within(
            &[rows.target_training, rows.target_validation, rows.held_out],
            report.target.rows,
        ),
        "the rows of its comparison",
    )?;
    comparison.arms.iter().try_for_each(|arm: &Arm| {
        let ordered = arm.low <= arm.mean && arm.mean <= arm.high;
        let finite = arm.low.is_finite() && arm.high.is_finite();
        require(
            ordered && finite && arm.seconds.is_finite() && arm.seconds >= 0.0,
            "an arm of its comparison",
        )
    })
}

fn check_pictures(pictures: &Pictures) -> Check {
    for histogram in [&pictures.permutations, &pictures.relation_permutations]
        .into_iter()
        .flatten()
    {
        check_histogram(histogram)?;
    }
    require(pictures.curves.len() <= MOST_ITEMS, "its curves")?;
    pictures.curves.iter().try_for_each(|curve: &Curve| {
        let finite = curve
            .epochs
            .iter()
            .all(|epoch| epoch.training.is_finite() && epoch.validation.is_finite());
        require(finite && curve.epochs.len() <= MOST_ITEMS, "a curve")
    })
}

fn check_histogram(histogram: &Histogram) -> Check {
    let edges = histogram.low.is_finite() && histogram.high.is_finite() && histogram.low < histogram.high;
    let width = (histogram.high - histogram.low).is_finite();
    require(
        edges && width && (1..=MOST_ITEMS).contains(&histogram.counts.len()),
        "its permutation distribution",
    )
}

fn text(text: &str) -> Check {
    require(text.chars().count() <= MOST_TEXT, "a text that is too long")
}

fn texts(list: &[String]) -> Check {
    require(list.len() <= MOST_ITEMS, "a list that is too long")?;
    list.iter().try_for_each(|item| text(item))
}

fn names(list: &[String]) -> Check {
    require(list.len() <= MOST_NAMES, "a list that is too long")?;
    list.iter().try_for_each(|item| text(item))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Action, ArmName, Epoch, RowsOfRepeat, Task, Transfer};
    use super::*;
    use crate::table::{Choices, Decimal, Kind};

    const ROWS: RowsOfRepeat = RowsOfRepeat {
        source_training: 292,
        source_validation: 74,
        target_training: 176,
        target_validation: 44,
        held_out: 146,
    };

    fn column() -> ColumnEffect {
        ColumnEffect {
            name: "weekday".into(),
            p_adjusted: 0.25,
            effect_sd: 0.1,
            effect_probability: Some(0.03),
        }
    }

    /// A result with every part, as the tests of the link use it.
    pub(in super::super) fn outcome() -> Outcome {
        let test = |verdict, p_value| Test {
            verdict,
            p_value: Some(p_value),
            alpha: 0.05,
            permutations: 1_999,
            statistic: Some(Statistic {
                name: "mmd_fuse".into(),
                value: 12.345_678_9,
                loudest_kernel: Some("Laplace, bandwidth 0.830".into()),
            }),
            mmd2_unbiased: Some(0.001_234_567_89),
            mmd2_biased: Some(0.002),
            bandwidth: Some(3.25),
            effect_sd: Some(0.31),
            effect_sd_upper: Some(0.42),
            margin_sd: Some(0.2),
            smallest_detectable_sd: Some(0.11),
            regime: Regime::BinSums,
            rows_used: [360, 360],
            by_column: Some(vec![column()]),
            absent: vec![Absent {
                field: "margin_sd".into(),
                reason: "Not yet.".into(),
            }],
        };
        let arm = |name| Arm {
            name,
            mean: 0.8,
            low: 0.75,
            high: 0.85,
            seconds: 1.5,
        };
        let domain = |name: &str| Domain {
            name: name.into(),
            rows: 366,
            fingerprint: "0123456789abcdef0123456789abcdef".into(),
        };
        let epochs = (1_u8..40).map(|number| Epoch {
            number: u32::from(number),
            training: 1.0 / f32::from(number),
            validation: 1.1 / f32::from(number),
        });
        Outcome {
            settings: Settings {
                label: Some("kwh".into()),
                columns: None,
                seed: 7,
                alpha: 0.05,
                margin_sd: 0.25,
                reading: [
                    Choices {
                        decimal: Some(Decimal::Comma),
                        kinds: [("weekday".to_owned(), Kind::Category)].into(),
                        ..Choices::default()
                    },
                    Choices::default(),
                ],
                pairs: [("temperature".to_owned(), "temp [°C]".to_owned())].into(),
            },
            report: Report {
                schema: SCHEMA,
                app_version: "0.1.0".into(),
                seed: 7,
                source: domain("电表 <script>.csv"),
                target: domain("b.csv"),
                columns: vec!["temperature".into(), "weekday".into()],
                test: test(Verdict::Undecided, 0.4),
                relation: Some(test(Verdict::Different, 0.0005)),
                comparison: Some(Comparison {
                    task: Task::Regression,
                    label: "kwh".into(),
                    metric: "R²".into(),
                    repeats: 5,
                    arms: vec![
                        arm(ArmName::SourceAsIs),
                        arm(ArmName::FineTuned),
                        arm(ArmName::FromScratch),
                    ],
                    transfer: Transfer::Ambiguous,
                    rows: ROWS,
                }),
                advice: Advice {
                    action: Action::FineTune,
                    reasons: vec!["Because.".into()],
                },
            },
            pictures: Pictures {
                permutations: Some(Histogram {
                    low: -0.001,
                    high: 0.002,
                    counts: vec![1, 20, 300, 4],
                }),
                relation_permutations: None,
                curves: vec![Curve {
                    arm: ArmName::FineTuned,
                    epochs: epochs.collect(),
                }],
            },
        }
    }

    fn refused(change: impl FnOnce(&mut Outcome)) -> bool {
        let mut changed = outcome();
        change(&mut changed);
        matches!(decode(&encode(&changed).unwrap()), Err(LinkError::Impossible(_)))
    }

    #[test]
    fn meaningless_results_are_refused() {
        assert!(!refused(|_| {}));
        assert!(refused(|outcome| outcome.report.test.p_value = Some(f64::NAN)));
        assert!(refused(|outcome| outcome.report.test.p_value = Some(0.0)));
        assert!(refused(|outcome| outcome.report.test.p_value = None));
        assert!(refused(|outcome| outcome.report.test.verdict = Verdict::Different));
        assert!(refused(
            |outcome| outcome.report.test.effect_sd = Some(f64::INFINITY)
        ));
        assert!(refused(|outcome| outcome.report.test.rows_used = [367, 1]));
        assert!(refused(
            |outcome| outcome.report.source.fingerprint = "<script>".into()
        ));
        assert!(refused(|outcome| outcome.report.source.name = "x".repeat(10_000)));
        assert!(refused(
            |outcome| outcome.report.columns = vec![String::new(); 30_000]
        ));
        assert!(refused(|outcome| outcome.settings.alpha = 2.0));
        assert!(refused(|outcome| {
            outcome.settings.pairs.insert("x".into(), "y".repeat(10_000));
        }));
        assert!(refused(|outcome| {
            outcome.pictures.permutations = Some(Histogram {
                low: 1.0,
                high: 1.0,
                counts: vec![1],
            });
        }));
        assert!(refused(
            |outcome| outcome.pictures.curves[0].epochs[0].training = f32::NAN
        ));
        assert!(refused(|outcome| {
            if let Some(comparison) = &mut outcome.report.comparison {
                comparison.arms[0].low = 0.9;
            }
        }));
        for held_out in [147, u64::MAX] {
            assert!(refused(|outcome| {
                if let Some(comparison) = &mut outcome.report.comparison {
                    comparison.rows.held_out = held_out;
                }
            }));
        }
    }

    #[test]
    fn what_is_not_there_keeps_its_place() {
        let mut outcome = outcome();
        let test = &mut outcome.report.test;
        for column in test.by_column.iter_mut().flatten() {
            column.effect_probability = None;
        }
        if let Some(statistic) = &mut test.statistic {
            statistic.loudest_kernel = None;
        }
        let bytes = encode(&outcome).unwrap();
        assert_eq!(decode(&bytes).as_ref(), Ok(&outcome));
    }

    #[test]
    fn bytes_after_the_result_are_refused() {
        let mut message = encode(&outcome()).unwrap();
        message.push(0);
        assert!(matches!(decode(&message), Err(LinkError::Damaged(_))));
    }
}

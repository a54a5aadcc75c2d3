//! Version 1 of the message of a link that carries a result: an [`Outcome`] as postcard, and the checks on the way in.
//!
//! Its structures are apart from the report's, because postcard writes fields by position: what is optional in
//! the JSON has its place here. Changing any of them changes the format, which a golden link in the tests
//! notices.

use serde::{Deserialize, Serialize};

use super::check::check;
use super::sharing::{Carried, Content, Opened, Sharing, check_time};
use super::{
    Absent, Adaptation, Advice, ColumnEffect, Comparison, Domain, LinkError, Outcome, Pictures, Regime,
    Report, SCHEMA, Settings, Statistic, Test, Verdict, short,
};

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
    adaptation: Option<Adaptation>,
    advice: Advice,
    pictures: Pictures,
}

/// What may follow a result: when it was made, and what its owner left out. Nothing follows where this would say
/// nothing, so that every result has one message.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Tail {
    made_at: Option<u64>,
    without_column_names: bool,
    without_file_names: bool,
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
    #[serde(with = "short")]
    p_adjusted: f64,
    #[serde(with = "short")]
    effect_sd: f64,
    #[serde(with = "short::option")]
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

/// Writes the message of an outcome, which has no names any more that were left out.
pub(super) fn encode(outcome: &Outcome, sharing: &Sharing) -> Result<Vec<u8>, LinkError> {
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
        adaptation: report.adaptation,
        advice: report.advice,
        pictures,
    };
    let tail = Tail {
        made_at: sharing.made_at,
        without_column_names: !sharing.column_names,
        without_file_names: !sharing.file_names,
    };
    let mut bytes = bytes(&message)?;
    if tail != Tail::default() {
        bytes.extend(self::bytes(&tail)?);
    }
    Ok(bytes)
}

/// A message as bytes. It holds plain data only, so writing it fails for want of memory, or for a number that is none.
pub(super) fn bytes(message: &impl Serialize) -> Result<Vec<u8>, LinkError> {
    postcard::to_allocvec(message).map_err(|_| LinkError::Unfit("a number that is not finite"))
}

/// Reads a message and checks every field.
pub(super) fn decode(bytes: &[u8]) -> Result<Opened, LinkError> {
    let (message, rest): (Message, _) = postcard::take_from_bytes(bytes)
        .map_err(|_| LinkError::Damaged("its content does not have the form of a result"))?;
    let tail = decode_tail(rest)?;
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
            adaptation: message.adaptation,
            advice: message.advice,
        },
        settings: message.settings,
        pictures: message.pictures,
    };
    check(&outcome).map_err(LinkError::Impossible)?;
    check_time(tail.made_at).map_err(LinkError::Impossible)?;
    Ok(Opened {
        sharing: Sharing {
            carried: Carried::Result,
            column_names: !tail.without_column_names,
            file_names: !tail.without_file_names,
            made_at: tail.made_at,
        },
        content: Content::Result(Box::new(outcome)),
    })
}

fn decode_tail(bytes: &[u8]) -> Result<Tail, LinkError> {
    const FOLLOWS: LinkError = LinkError::Damaged("something follows the result");
    if bytes.is_empty() {
        return Ok(Tail::default());
    }
    let (tail, rest): (Tail, _) = postcard::take_from_bytes(bytes).map_err(|_| FOLLOWS)?;
    if rest.is_empty() && tail != Tail::default() {
        Ok(tail)
    } else {
        Err(FOLLOWS)
    }
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

#[cfg(test)]
mod tests {
    use super::super::Histogram;
    use super::super::fixture::outcome;
    use super::*;

    fn encode(outcome: &Outcome) -> Vec<u8> {
        super::encode(outcome, &Sharing::default()).unwrap()
    }

    fn decode(bytes: &[u8]) -> Result<Outcome, LinkError> {
        match super::decode(bytes)?.content {
            Content::Result(outcome) => Ok(*outcome),
            Content::Settings(_) => Err(LinkError::SettingsOnly),
        }
    }

    fn refused(change: impl FnOnce(&mut Outcome)) -> bool {
        let mut changed = outcome();
        change(&mut changed);
        matches!(decode(&encode(&changed)), Err(LinkError::Impossible(_)))
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
        let bytes = encode(&outcome);
        assert_eq!(decode(&bytes).as_ref(), Ok(&outcome));
    }

    #[test]
    fn bytes_after_the_result_are_refused_unless_they_say_something() {
        let message = encode(&outcome());
        let with = |tail: &[u8]| super::decode(&[&message, tail].concat()).map(|opened| opened.sharing);
        // No time and nothing left out is said by saying nothing.
        for wrong in [
            &[0][..],
            &[0, 0],
            &[0, 0, 0],
            &[0, 1, 0, 0],
            &[1, 5, 0],
            &[0, 2, 0],
        ] {
            assert!(matches!(with(wrong), Err(LinkError::Damaged(_))), "{wrong:?}");
        }
        let sharing = Sharing {
            made_at: Some(5),
            file_names: false,
            ..Sharing::default()
        };
        assert_eq!(with(&[1, 5, 0, 1]), Ok(sharing));
        assert_eq!(with(&[]), Ok(Sharing::default()));
        let late = [&[1][..], &[0xff; 9], &[1, 0, 0]].concat();
        assert_eq!(with(&late), Err(LinkError::Impossible("its time")));
    }
}

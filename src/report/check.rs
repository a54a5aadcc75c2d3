//! Whether every field of a link means something: a link is hostile until this has passed.
//!
//! Most of it is one walk over all fields, which goes by their names. So a number that is added is checked without more
//! ado: that it is finite, and not negative where its name says so.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{ArmName, Content, LinkFault, LinkMessage, Outcome, contradictions};
use crate::table::straight;

/// Characters of the longest name.
const MAX_TEXT: usize = 2_000;

/// Items of the longest list.
const MAX_ITEMS: usize = 20_000;

/// More bins than any histogram has.
const MAX_BINS: usize = 256;

/// More rows than any file has that a browser reads.
const MAX_COUNT: u64 = 1 << 40;

/// The last second of the year 9999: a time after it is none.
pub(super) const LATEST: u64 = 253_402_300_799;

type Check = Result<(), LinkFault>;

fn require(sound: bool, field: &str) -> Check {
    if sound {
        Ok(())
    } else {
        Err(LinkFault::Field(field.to_owned()))
    }
}

/// Whether every field means something that a link can mean.
pub(super) fn check(opened: &LinkMessage) -> Check {
    let is_time = opened.sharing.made_at.is_none_or(|seconds| seconds <= LATEST);
    require(is_time, "made_at")?;
    match &opened.content {
        Content::Settings(shared) => {
            check_fields(&**shared)?;
            require_version(&shared.app_version)?;
            require(shared.settings.clone().check().is_ok(), "settings")?;
            shared
                .fingerprints
                .iter()
                .try_for_each(|it| check_fingerprint(it))
        }
        Content::Result(outcome) => {
            check_fields(&**outcome)?;
            require(outcome.settings.clone().check().is_ok(), "settings")?;
            check_outcome(outcome)
        }
    }
}

/// Every field by itself.
fn check_fields<T: Serialize + DeserializeOwned + PartialEq>(content: &T) -> Check {
    let json = serde_json::to_value(content).map_err(|_| LinkFault::NotFinite)?;
    walk("", &json)?;
    // JSON has no number that is not finite; what comes back is something else.
    let again: Option<T> = serde_json::from_value(json).ok();
    if again.as_ref() == Some(content) {
        Ok(())
    } else {
        Err(LinkFault::NotFinite)
    }
}

fn walk(path: &str, value: &Value) -> Check {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        Value::String(text) => {
            require(text.chars().count() <= MAX_TEXT, path)?;
            require(straight(text) == *text, path)
        }
        Value::Array(items) => {
            require(items.len() <= MAX_ITEMS, path)?;
            let mut items = items.iter().enumerate();
            items.try_for_each(|(at, item)| walk(&format!("{path}[{at}]"), item))
        }
        Value::Object(fields) => {
            let number = |name| fields.get(name).and_then(Value::as_f64);
            if let (Some(low), Some(high)) = (number("low"), number("high")) {
                let mean = number("mean").unwrap_or(low);
                require(low <= mean && mean <= high, path)?;
            }
            fields.iter().try_for_each(|(name, field)| {
                require(name.chars().count() <= MAX_TEXT && straight(name) == *name, path)?;
                let inner = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                require(is_possible(name, field), &inner)?;
                walk(&inner, field)
            })
        }
    }
}

/// Whether a field of this name can have this value, as far as it is a number or a few.
fn is_possible(name: &str, value: &Value) -> bool {
    if let Value::Array(items) = value {
        return items
            .iter()
            .all(|item| !item.is_number() || is_possible(name, item));
    }
    let Some(number) = value.as_f64() else {
        return true;
    };
    match name {
        // Any whole number.
        "seed" => true,
        "p_value" => number > 0.0 && number <= 1.0,
        // Sums of shares may be a little more than 1.
        "p_adjusted" | "effect_probability" | "unseen_share" | "outside_share" => {
            (0.0..=1.0 + 1e-9).contains(&number)
        }
        "bandwidth" | "mmd2_biased" | "seconds" => number >= 0.0,
        "learning_rate" | "starting_point_strength" | "fine_tuning_factor" | "scratch_learning_rate" => {
            number >= 0.0
        }
        _ if name.ends_with("_sd") || name.ends_with("_sd_upper") => number >= 0.0,
        _ => value.as_u64().is_none_or(|count| count <= MAX_COUNT),
    }
}

/// What fields say together.
fn check_outcome(outcome: &Outcome) -> Check {
    let report = &outcome.report;
    for domain in [&report.source, &report.target] {
        check_fingerprint(&domain.fingerprint)?;
    }
    require_version(&report.app_version)?;
    let pictures = &outcome.pictures;
    let histograms = [&pictures.permutations, &pictures.relation_permutations];
    let are_sound = histograms.into_iter().flatten().all(|histogram| {
        let width = histogram.high - histogram.low;
        width > 0.0 && width.is_finite() && (1..=MAX_BINS).contains(&histogram.counts.len())
    });
    require(are_sound, "pictures.permutations")?;
    contradictions::check(outcome)?;
    // Each is drawn.
    let mut arms: Vec<ArmName> = pictures.curves.iter().map(|curve| curve.arm).collect();
    arms.sort_unstable();
    let are_distinct = arms.windows(2).all(|pair| pair[0] < pair[1]);
    require(are_distinct, "pictures.curves")
}

fn check_fingerprint(fingerprint: &str) -> Check {
    let digits = fingerprint
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    require(fingerprint.len() == 32 && digits, "fingerprint")
}

/// Three whole numbers with points between them.
fn require_version(version: &str) -> Check {
    let numbers: Vec<&str> = version.split('.').collect();
    let are_numbers = numbers
        .iter()
        .all(|number| number.parse::<u32>().is_ok_and(|it| it.to_string() == *number));
    if numbers.len() == 3 && are_numbers {
        Ok(())
    } else {
        Err(LinkFault::Version)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::full;
    use super::super::{Histogram, Kernel, KernelShape, SharedSettings, Sharing};
    use super::*;

    /// The field that makes a changed outcome mean nothing.
    fn fault(change: impl FnOnce(&mut Outcome)) -> Option<LinkFault> {
        let mut outcome = full();
        change(&mut outcome);
        fault_of(Content::Result(Box::new(outcome)))
    }

    fn fault_of(content: Content) -> Option<LinkFault> {
        let sharing = Sharing::default();
        check(&LinkMessage { sharing, content }).err()
    }

    #[test]
    fn meaningless_results_are_refused() {
        type Change = fn(&mut Outcome);
        let changes: [(&str, Change); 18] = [
            ("report.test.p_value", |it| it.report.test.p_value = Some(0.0)),
            ("report.test.effect_sd", |it| {
                it.report.test.effect_sd = Some(-0.1);
            }),
            ("report.test.statistic.strongest_kernel.bandwidth", |it| {
                let statistic = it.report.test.statistic.as_mut().unwrap();
                statistic.strongest_kernel = Kernel {
                    shape: KernelShape::Laplace,
                    bandwidth: Some(-1.0),
                };
            }),
            ("report.test.by_column[0].p_adjusted", |it| {
                it.report.test.by_column.as_mut().unwrap()[0].p_adjusted = 1.5;
            }),
            ("fingerprint", |it| {
                it.report.source.fingerprint = "<script>".into();
            }),
            ("report.source.name", |it| {
                it.report.source.name = "x".repeat(10_000);
            }),
            ("report.source.name", |it| {
                it.report.source.name = "a\u{202e}b".into();
            }),
            ("report.target.name", |it| {
                it.report.target.name = "a\u{200b}b".into();
            }),
            ("report.source.rows", |it| it.report.source.rows = 1 << 50),
            ("report.columns", |it| {
                it.report.columns = vec![String::new(); 30_000];
            }),
            ("settings", |it| it.settings.alpha = 2.0),
            ("settings.pairs.x", |it| {
                it.settings.pairs.insert("x".into(), "y".repeat(10_000));
            }),
            ("pictures.permutations", |it| {
                it.pictures.permutations = Some(Histogram {
                    low: 1.0,
                    high: 1.0,
                    counts: vec![1],
                });
            }),
            ("pictures.permutations", |it| {
                it.pictures.permutations.as_mut().unwrap().counts = vec![1; 300];
            }),
            ("report.warnings", |it| {
                let warning = it.report.warnings[0].clone();
                it.report.warnings.push(warning);
            }),
            ("pictures.curves", |it| {
                let curve = it.pictures.curves[0].clone();
                it.pictures.curves.push(curve);
            }),
            ("report.comparison.arms[0].measure", |it| {
                it.report.comparison.as_mut().unwrap().arms[0].measure.low = 0.9;
            }),
            ("report.comparison.arms[0].measure", |it| {
                it.report.comparison.as_mut().unwrap().arms[0].measure.high = 0.1;
            }),
        ];
        assert_eq!(fault(|_| {}), None);
        for (field, change) in changes {
            assert_eq!(fault(change), Some(LinkFault::Field(field.into())));
        }
        for version in ["", "0.1", "0.1.0.1", "0.01.0", "+0.1.0", "0.1.<script>"] {
            let changed = fault(|it| it.report.app_version = version.into());
            assert_eq!(changed, Some(LinkFault::Version), "{version}");
        }
    }

    #[test]
    fn numbers_that_are_none_are_refused_wherever_they_stand() {
        let changes: [fn(&mut Outcome, f64); 4] = [
            |it, wrong| it.report.test.effect_sd = Some(wrong),
            |it, wrong| it.report.test.statistic.as_mut().unwrap().value = wrong,
            |it, wrong| it.report.comparison.as_mut().unwrap().guards[0].value = wrong,
            |it, wrong| {
                let [low, high] = [wrong.min(0.0), wrong.max(1.0)];
                let gain = &mut it.report.comparison.as_mut().unwrap().gains[0].gain;
                (gain.low, gain.high) = (low, high);
            },
        ];
        for change in changes {
            assert_eq!(
                fault(|outcome| change(outcome, f64::INFINITY)),
                Some(LinkFault::NotFinite)
            );
        }
        let nan = fault(|outcome| outcome.report.test.mmd2_unbiased = Some(f64::NAN));
        assert_eq!(nan, Some(LinkFault::NotFinite));
    }

    #[test]
    fn meaningless_settings_are_refused() {
        let fault = |change: fn(&mut SharedSettings)| {
            let mut shared = SharedSettings::of(&full());
            change(&mut shared);
            fault_of(Content::Settings(Box::new(shared)))
        };
        let field = |name: &str| Some(LinkFault::Field(name.into()));
        assert_eq!(fault(|_| {}), None);
        assert_eq!(fault(|it| it.settings.alpha = 2.0), field("settings"));
        assert_eq!(
            fault(|it| it.settings.label = Some("x".repeat(3_000))),
            field("settings.label")
        );
        assert_eq!(
            fault(|it| it.fingerprints[1] = "<script>".into()),
            field("fingerprint")
        );
        assert_eq!(
            fault(|it| it.app_version = "9".repeat(3_000)),
            field("app_version")
        );
    }
}

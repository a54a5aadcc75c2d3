//! Does a repeated computation give the same numbers? And was it made from the same files?

use super::Report;

/// How many units of the fifth digit two numbers may lie apart: two arithmetics may part in the last digit that a link
/// keeps. A little more than one, because neither digit is exact in a computer.
const TOLERANCE: f64 = 1.001;

/// Numbers closer to each other than this differ in the rounding of sums alone.
const NOISE: f64 = 1e-12;

/// How two files relate to those of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// The same two files.
    Same,
    /// The same two files with source and target exchanged.
    Exchanged,
    /// The source is another file.
    OtherSource,
    /// The target is another file.
    OtherTarget,
    /// Both are other files.
    Other,
}

/// How the numbers of two reports relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// Every number is the same to the last digit.
    Exact,
    /// Every number is the same, but for one in the last of five digits.
    Close,
    /// Some numbers differ: their names.
    Differs(Vec<String>),
}

/// Compares the fingerprints of two sources and targets: those of a report or a link, then those at hand.
#[must_use]
pub fn files(theirs: [&str; 2], ours: [&str; 2]) -> Files {
    match (theirs[0] == ours[0], theirs[1] == ours[1]) {
        (true, true) => Files::Same,
        _ if theirs[0] == ours[1] && theirs[1] == ours[0] => Files::Exchanged,
        (false, true) => Files::OtherSource,
        (true, false) => Files::OtherTarget,
        (false, false) => Files::Other,
    }
}

/// Compares two reports, but for what may differ between two runs: times, file names, the version.
#[must_use]
pub fn agreement(one: &Report, other: &Report) -> Agreement {
    let (Ok(one), Ok(other)) = (serde_json::to_value(one), serde_json::to_value(other)) else {
        return Agreement::Differs(vec!["report".into()]);
    };
    let mut walk = Walk::default();
    walk.compare("", &one, &other);
    if !walk.differ.is_empty() {
        Agreement::Differs(walk.differ)
    } else if walk.close {
        Agreement::Close
    } else {
        Agreement::Exact
    }
}

#[derive(Default)]
struct Walk {
    close: bool,
    differ: Vec<String>,
}

impl Walk {
    fn compare(&mut self, path: &str, one: &serde_json::Value, other: &serde_json::Value) {
        use serde_json::Value::{Array, Null, Number, Object};
        match (one, other) {
            (Object(one), Object(other)) => {
                let only_other = other.keys().filter(|key| !one.contains_key(*key));
                for key in one.keys().chain(only_other).filter(|key| !may_differ(path, key)) {
                    let inner = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    let value = |fields: &serde_json::Map<_, _>| fields.get(key).cloned().unwrap_or(Null);
                    self.compare(&inner, &value(one), &value(other));
                }
            }
            (Array(one), Array(other)) if one.len() == other.len() => {
                for (at, (one, other)) in one.iter().zip(other).enumerate() {
                    self.compare(&format!("{path}[{at}]"), one, other);
                }
            }
            (Number(a), Number(b)) => match (a.as_f64(), b.as_f64()) {
                _ if a == b => {}
                (Some(a), Some(b)) if is_close(a, b) => {
                    self.close = true;
                }
                _ => self.differ.push(path.to_owned()),
            },
            (one, other) if one == other => {}
            _ => self.differ.push(path.to_owned()),
        }
    }
}

/// Whether two numbers differ by one in the fifth digit of the larger one at most.
fn is_close(one: f64, other: f64) -> bool {
    let larger = one.abs().max(other.abs());
    let digit = 10_f64.powf(larger.log10().floor() - 4.0);
    (one - other).abs() <= (TOLERANCE * digit).max(NOISE)
}

fn may_differ(path: &str, key: &str) -> bool {
    match key {
        "seconds" | "app_version" => true,
        "name" => matches!(path, "source" | "target"),
        // They follow from the numbers, and a new version may choose others.
        "reasons" => path == "advice",
        "warnings" => path.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::full;
    use super::*;

    #[test]
    fn files_are_known_by_their_fingerprints() {
        let mut report = full().report;
        report.target.fingerprint = "f".repeat(32);
        let theirs = report.fingerprints();
        let [a, b] = theirs;
        assert_eq!(files(theirs, [a, b]), Files::Same);
        assert_eq!(files(theirs, [b, a]), Files::Exchanged);
        assert_eq!(files(theirs, ["x", b]), Files::OtherSource);
        assert_eq!(files(theirs, [a, "x"]), Files::OtherTarget);
        assert_eq!(files(theirs, ["x", "y"]), Files::Other);
    }

    #[test]
    fn names_times_and_version_do_not_matter() {
        let one = full().report;
        let mut other = one.clone();
        other.app_version = "9.9.9".into();
        other.source.name = "renamed.csv".into();
        other.advice.reasons.clear();
        if let Some(comparison) = &mut other.comparison {
            comparison.arms[0].seconds += 1.0;
        }
        assert_eq!(agreement(&one, &other), Agreement::Exact);
    }

    #[test]
    fn numbers_are_compared_by_their_digits() {
        for (one, other, is_same) in [
            (9.9e-6, 3.9e-6, false),
            (0.123_45, 0.123_46, true),
            (0.123_45, 0.123_47, false),
            (0.999_99, 1.0, true),
            (12_345_000.0, 12_346_000.0, true),
            (12_345_000.0, 12_347_000.0, false),
            (-0.5, 0.5, false),
            (0.0, 1e-6, false),
            (0.0, -3e-17, true),
        ] {
            assert_eq!(is_close(one, other), is_same, "{one} {other}");
        }
    }

    #[test]
    fn another_arithmetic_is_close_and_another_number_differs() {
        let one = full().report;
        let mut other = one.clone();
        other.test.mmd2_biased = one.test.mmd2_biased.map(|value| value * (1.0 + 1e-9));
        assert_eq!(agreement(&one, &other), Agreement::Close);
        other.test.p_value = Some(0.25);
        other.test.bandwidth = None;
        other.comparison = None;
        assert_eq!(
            agreement(&one, &other),
            Agreement::Differs(vec![
                "comparison".into(),
                "test.bandwidth".into(),
                "test.p_value".into()
            ])
        );
    }
}

//! Does a repeated computation give what the link says? And are these the files it was made from?

use crate::report::{Domain, Report};

/// How far two arithmetics may lie apart, relative to the larger number (or to 1).
const TOLERANCE: f64 = 1e-5;

/// How the files at hand relate to those of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
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

/// How a repeated report relates to that of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Agreement {
    /// Every number is the same to the last bit.
    Exact,
    /// Every number lies within [`TOLERANCE`].
    Close,
    /// Some numbers differ: their names.
    Differs(Vec<String>),
}

/// Compares fingerprints.
pub(super) fn files(link: &Report, source: &str, target: &str) -> Files {
    let same = |domain: &Domain, fingerprint: &str| domain.fingerprint == fingerprint;
    match (same(&link.source, source), same(&link.target, target)) {
        (true, true) => Files::Same,
        _ if same(&link.source, target) && same(&link.target, source) => Files::Exchanged,
        (false, true) => Files::OtherSource,
        (true, false) => Files::OtherTarget,
        (false, false) => Files::Other,
    }
}

/// Compares two reports, but for what may differ between two runs: times, file names, the version.
pub(super) fn agreement(link: &Report, again: &Report) -> Agreement {
    let (Ok(link), Ok(again)) = (serde_json::to_value(link), serde_json::to_value(again)) else {
        return Agreement::Differs(vec!["report".into()]);
    };
    let mut walk = Walk::default();
    walk.compare("", &link, &again);
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
    fn compare(&mut self, path: &str, link: &serde_json::Value, again: &serde_json::Value) {
        use serde_json::Value::{Array, Null, Number, Object};
        match (link, again) {
            (Object(link), Object(again)) => {
                for key in link
                    .keys()
                    .chain(again.keys().filter(|key| !link.contains_key(*key)))
                {
                    if may_differ(path, key) {
                        continue;
                    }
                    let inner = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    self.compare(
                        &inner,
                        link.get(key).unwrap_or(&Null),
                        again.get(key).unwrap_or(&Null),
                    );
                }
            }
            (Array(link), Array(again)) if link.len() == again.len() => {
                for (at, (link, again)) in link.iter().zip(again).enumerate() {
                    self.compare(&format!("{path}[{at}]"), link, again);
                }
            }
            (Number(a), Number(b)) => match (a.as_f64(), b.as_f64()) {
                _ if a == b => {}
                (Some(a), Some(b)) if (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0) => {
                    self.close = true;
                }
                _ => self.differ.push(path.to_owned()),
            },
            (link, again) if link == again => {}
            _ => self.differ.push(path.to_owned()),
        }
    }
}

fn may_differ(path: &str, key: &str) -> bool {
    match key {
        "seconds" | "app_version" => true,
        "name" => matches!(path, "source" | "target"),
        // Sentences follow from the numbers; a new version may put them better.
        "reasons" => path == "advice",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::fixture;

    #[test]
    fn files_are_known_by_their_fingerprints() {
        let report = fixture::outcome().report;
        let (a, b) = (&*report.source.fingerprint, &*report.target.fingerprint);
        assert_eq!(files(&report, a, b), Files::Same);
        assert_eq!(files(&report, b, a), Files::Exchanged);
        assert_eq!(files(&report, "x", b), Files::OtherSource);
        assert_eq!(files(&report, a, "x"), Files::OtherTarget);
        assert_eq!(files(&report, "x", "y"), Files::Other);
    }

    #[test]
    fn names_times_and_version_do_not_matter() {
        let link = fixture::outcome().report;
        let mut again = link.clone();
        again.app_version = "9.9.9".into();
        again.source.name = "renamed.csv".into();
        if let Some(comparison) = &mut again.comparison {
            comparison.arms[0].seconds += 1.0;
        }
        assert_eq!(agreement(&link, &again), Agreement::Exact);
    }

    #[test]
    fn another_arithmetic_is_close_and_another_number_differs() {
        let link = fixture::outcome().report;
        let mut again = link.clone();
        again.test.mmd2_biased = link.test.mmd2_biased.map(|value| value * (1.0 + 1e-9));
        assert_eq!(agreement(&link, &again), Agreement::Close);
        again.test.p_value = Some(0.25);
        again.comparison = None;
        assert_eq!(
            agreement(&link, &again),
            Agreement::Differs(vec!["comparison".into(), "test.p_value".into()])
        );
    }

    #[test]
    fn a_missing_number_differs() {
        let link = fixture::outcome().report;
        let mut again = link.clone();
        again.test.bandwidth = None;
        assert_eq!(
            agreement(&link, &again),
            Agreement::Differs(vec!["test.bandwidth".into()])
        );
    }
}

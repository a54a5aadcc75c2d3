//! What is shared, as its owner chose it: how an outcome becomes a link.

use std::borrow::Cow;

use super::check::check;
use super::link::{Form, LONG_CHARACTERS, LinkError, MOST_CHARACTERS, open_any, pack};
use super::pictures::{Detail, Picture};
use super::{Outcome, Settings, neutral, wire, wire_settings};

/// Characters that a link should have at most: pictures are thinned out for it.
const GOOD_CHARACTERS: usize = 2_000;

/// The last second of the year 9999: a time after it is none.
const LATEST: u64 = 253_402_300_799;

/// Whether a link carries a result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Carried {
    /// Settings, numbers, sentences and pictures.
    #[default]
    Result,
    /// Settings, the version and the fingerprints of the two files, and no result: whoever has the files computes it.
    Settings,
}

/// What goes into a link. An opened link says the same of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// Whether it carries a result.
    pub carried: Carried,
    /// Whether it names columns, label, classes and sheets. Else neutral names stand there, and the result cannot be
    /// repeated from the link alone.
    pub column_names: bool,
    /// Whether it names files. A link of settings never does.
    pub file_names: bool,
    /// When the result was made, in seconds since 1970 (UTC), where that is known. Whoever shares says so: nothing
    /// here reads a clock.
    pub made_at: Option<u64>,
}

impl Default for Sharing {
    /// The result with all names.
    fn default() -> Self {
        Self {
            carried: Carried::Result,
            column_names: true,
            file_names: true,
            made_at: None,
        }
    }
}

/// What a link gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What its owner chose to share. Whoever shares it again passes it on.
    pub sharing: Sharing,
    /// What it carries.
    pub content: Content,
}

/// What a link carries.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A result.
    Result(Box<Outcome>),
    /// A question without its answer.
    Settings(Box<SharedSettings>),
}

/// A question without its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedSettings {
    /// What was asked.
    pub settings: Settings,
    /// The version of Kindred that answered it.
    pub app_version: String,
    /// The fingerprints of the source's and of the target's file.
    pub fingerprints: [String; 2],
}

/// A link, and what of the pictures did not fit into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The fragment, without the leading `#`.
    pub fragment: String,
    /// The pictures that have less detail than the result's, or are left out.
    pub thinned: Vec<(Picture, Detail)>,
}

impl Written {
    /// Whether programs may cut it: whoever shares it should know.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.fragment.len() > LONG_CHARACTERS
    }
}

/// Writes an outcome with all names as a fragment, `v1.…`, without the leading `#`; see [`write_as`].
pub fn write(outcome: &Outcome) -> Result<String, LinkError> {
    write_as(outcome, &Sharing::default()).map(|written| written.fragment)
}

/// Writes what was chosen of an outcome as a fragment without the leading `#`.
///
/// Where it would be long, the pictures are thinned out step by step: curves and histograms lose every other point and bin,
/// twice; and where it still is very long, they go.
pub fn write_as(outcome: &Outcome, sharing: &Sharing) -> Result<Written, LinkError> {
    let shared = shared(outcome, sharing)?;
    let written = match sharing.carried {
        Carried::Settings => Written {
            fragment: pack(Form::Settings, &wire_settings::encode(&shared, sharing)?)?,
            thinned: Vec::new(),
        },
        Carried::Result => write_result(shared.into_owned(), sharing)?,
    };
    if written.fragment.len() > MOST_CHARACTERS {
        return Err(LinkError::TooLong(written.fragment.len()));
    }
    // Rounding may have made a number mean nothing; such a link must not leave.
    match open_any(&written.fragment) {
        Ok(_) => Ok(written),
        Err(LinkError::Impossible(what) | LinkError::Damaged(what)) => Err(LinkError::Unfit(what)),
        Err(error) => Err(error),
    }
}

fn write_result(mut shared: Outcome, sharing: &Sharing) -> Result<Written, LinkError> {
    let whole = std::mem::take(&mut shared.pictures);
    let mut write = |detail| {
        shared.pictures = whole.thinned(detail);
        let fragment = pack(Form::Result, &wire::encode(&shared, sharing)?)?;
        let thinned = whole.less_in(&shared.pictures, detail);
        Ok(Written { fragment, thinned })
    };
    let mut written = write(Detail::Whole)?;
    for detail in [Detail::Half, Detail::Quarter] {
        if written.fragment.len() <= GOOD_CHARACTERS {
            break;
        }
        written = write(detail)?;
    }
    if written.fragment.len() > LONG_CHARACTERS {
        written = write(Detail::None)?;
    }
    Ok(written)
}

/// The outcome as a link carries it: most numbers with five significant digits.
///
/// # Errors
/// As for [`write_as`], but for length.
pub fn as_linked(outcome: &Outcome) -> Result<Outcome, LinkError> {
    let sharing = Sharing::default();
    let mut shared = shared(outcome, &sharing)?.into_owned();
    shared.pictures = shared.pictures.thinned(Detail::Whole);
    match wire::decode(&wire::encode(&shared, &sharing)?)?.content {
        Content::Result(outcome) => Ok(*outcome),
        Content::Settings(_) => Err(LinkError::SettingsOnly),
    }
}

/// The outcome with the names that were chosen, where it means something.
fn shared<'outcome>(
    outcome: &'outcome Outcome,
    sharing: &Sharing,
) -> Result<Cow<'outcome, Outcome>, LinkError> {
    check_time(sharing.made_at).map_err(LinkError::Unfit)?;
    check(outcome).map_err(LinkError::Unfit)?;
    let mut shared = Cow::Borrowed(outcome);
    if !sharing.column_names {
        neutral::column_names(shared.to_mut());
    }
    if !sharing.file_names {
        neutral::file_names(shared.to_mut());
    }
    Ok(shared)
}

/// Whether a time is one.
pub(super) fn check_time(made_at: Option<u64>) -> Result<(), &'static str> {
    match made_at {
        Some(seconds) if seconds > LATEST => Err("its time"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::outcome;
    use super::super::open;
    use super::*;

    #[test]
    fn what_came_out_of_a_link_is_carried_to_the_last_digit() {
        let mut exact = outcome();
        let arms = |outcome: &mut Outcome, change: fn(f64) -> f64| {
            let arms = outcome.report.comparison.iter_mut().flat_map(|it| &mut it.arms);
            arms.for_each(|arm| arm.seconds = change(arm.seconds));
        };
        arms(&mut exact, |_| 0.123_456_789);
        let linked = as_linked(&exact).unwrap();
        assert_ne!(linked, exact);
        assert_eq!(as_linked(&linked).unwrap(), linked);
        arms(&mut exact, |_| 0.123_46);
        assert_eq!(linked, exact);
    }

    #[test]
    fn pictures_are_thinned_for_length_and_numbers_are_not() {
        let mut long = outcome();
        let mut number = 1.0_f32;
        let noise = |epochs: &mut Vec<crate::report::Epoch>| {
            for epoch in epochs {
                number = (number * 7_919.0) % 9_973.0;
                (epoch.training, epoch.validation) = (number / 100.0, number / 1_000.0);
            }
        };
        let curve = long.pictures.curves[0].clone();
        long.pictures.curves = vec![curve; 6];
        let curves = long.pictures.curves.iter_mut();
        curves.map(|curve| &mut curve.epochs).for_each(noise);
        let written = write_as(&long, &Sharing::default()).unwrap();
        let opened = open(&written.fragment).unwrap();
        assert_eq!(opened.report, long.report);
        assert_eq!(opened.pictures.curves.len(), 6);
        assert!(opened.pictures.curves[0].epochs.len() < 30, "{written:?}");
        assert_eq!(
            written.thinned,
            [
                (Picture::Permutations, Detail::Half),
                (Picture::Curves, Detail::Half)
            ]
        );

        // Names cannot be thinned.
        let mut with_names = |count: u64| {
            let name = |at: u64| format!("{:x}", at * 7_919 * 7_919);
            long.report.columns = (0..count).map(name).collect();
            let written = write_as(&long, &Sharing::default()).unwrap();
            assert!(written.fragment.len() > GOOD_CHARACTERS);
            assert_eq!(open(&written.fragment).unwrap().report, long.report);
            written
        };
        assert!(!with_names(100).is_long());
        let written = with_names(2_000);
        assert!(written.is_long());
        assert_eq!(
            written.thinned,
            [
                (Picture::Permutations, Detail::None),
                (Picture::Curves, Detail::None)
            ]
        );
    }

    #[test]
    fn what_would_not_open_is_not_written() {
        let mut outcome = outcome();
        outcome.report.columns.push("x".repeat(5_000));
        assert_eq!(write(&outcome), Err(LinkError::Unfit("a text that is too long")));
        let sharing = Sharing {
            made_at: Some(LATEST + 1),
            ..Sharing::default()
        };
        assert_eq!(
            write_as(&super::super::fixture::outcome(), &sharing),
            Err(LinkError::Unfit("its time"))
        );
        // What only its rounding makes impossible.
        let mut outcome = super::super::fixture::outcome();
        for layer in outcome
            .report
            .comparison
            .iter_mut()
            .flat_map(|it| &mut it.by_layer)
        {
            layer.layers[0].p_value = 1e-200;
        }
        assert_eq!(write(&outcome), Err(LinkError::Unfit("a layer")));
    }
}

//! What is shared, as its owner chose it: how an outcome becomes a link.

use super::check::check;
use super::link::{LONG_CHARACTERS, LinkError, MAX_CHARACTERS, bytes, message, open_any, pack};
use super::pictures::{Detail, Picture, Pictures};
use super::{Carried, Content, LinkMessage, Outcome, SharedSettings, Sharing, names};

/// Characters that a link should have at most: pictures are thinned out for it.
const GOOD_CHARACTERS: usize = 2_000;

/// A link, and what of the pictures did not fit into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The fragment, without the leading `#`.
    pub fragment: String,
    /// The pictures that have less detail than the result's, or are left out.
    pub thinned: Vec<(Picture, Detail)>,
}

/// Writes an outcome with all names as a fragment, `v1.…`, without the leading `#`; see [`write_as`].
pub fn write(outcome: &Outcome) -> Result<String, LinkError> {
    write_as(outcome, &Sharing::default()).map(|written| written.fragment)
}

/// Writes what was chosen of an outcome as a fragment without the leading `#`.
///
/// Where networks err stays behind. Where the link would be long, the pictures are thinned out step by step: curves and
/// histograms lose every other point and bin, twice; and where it still is very long, they go.
pub fn write_as(outcome: &Outcome, sharing: &Sharing) -> Result<Written, LinkError> {
    let mut shared = outcome.clone();
    let errors = shared.pictures.errors.take();
    if !sharing.column_names {
        names::hide_columns(&mut shared);
    }
    if !sharing.file_names {
        names::hide_files(&mut shared);
    }
    let mut opened = LinkMessage {
        sharing: sharing.clone(),
        content: Content::Result(Box::new(shared)),
    };
    check(&opened).map_err(LinkError::Unfit)?;
    if let (Carried::Settings, Content::Result(shared)) = (sharing.carried, &opened.content) {
        opened.content = Content::Settings(Box::new(SharedSettings::of(shared)));
        opened.sharing.file_names = false;
    }
    let mut written = write_short(opened)?;
    if errors.is_some() && sharing.carried == Carried::Result {
        written.thinned.push((Picture::Errors, Detail::None));
    }
    if written.fragment.len() > MAX_CHARACTERS {
        return Err(LinkError::TooLong(written.fragment.len()));
    }
    // Rounding may have made a number mean nothing; such a link must not leave.
    match open_any(&written.fragment) {
        Ok(_) => Ok(written),
        Err(LinkError::Impossible(fault)) => Err(LinkError::Unfit(fault)),
        Err(error) => Err(error),
    }
}

/// With as much of the pictures as fits.
fn write_short(mut opened: LinkMessage) -> Result<Written, LinkError> {
    let whole = match &mut opened.content {
        Content::Result(shared) => std::mem::take(&mut shared.pictures),
        Content::Settings(_) => Pictures::default(),
    };
    let mut write = |detail| {
        let pictures = whole.thinned(detail);
        let thinned = whole.less_in(&pictures, detail);
        if let Content::Result(shared) = &mut opened.content {
            shared.pictures = pictures;
        }
        let fragment = pack(&opened)?;
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
/// Where a number is not finite.
pub fn as_linked(outcome: &Outcome) -> Result<Outcome, LinkError> {
    let mut shared = outcome.clone();
    shared.pictures = shared.pictures.thinned(Detail::Whole);
    message(&bytes(&shared)?)
}

#[cfg(test)]
mod tests {
    use super::super::check::LATEST;
    use super::super::fixture::{advise_again, errors, full};
    use super::super::{ArmName, Curve, LinkFault, open};
    use super::*;

    #[test]
    fn what_came_out_of_a_link_is_carried_to_the_last_digit() {
        let mut exact = full();
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
        let mut long = full();
        let mut number = 1.0_f32;
        let noise = |epochs: &mut Vec<crate::report::Epoch>| {
            for epoch in epochs {
                number = (number * 7_919.0) % 9_973.0;
                (epoch.training, epoch.validation) = (number / 100.0, number / 1_000.0);
            }
        };
        let curve = long.pictures.curves[0].clone();
        let arms = ArmName::COMPARED[..6].iter();
        long.pictures.curves = arms.map(|&arm| Curve { arm, ..curve.clone() }).collect();
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
                (Picture::Permutations, Detail::Quarter),
                (Picture::Curves, Detail::Quarter)
            ]
        );

        // Names cannot be thinned. Warnings are about columns of other names.
        long.report.warnings.clear();
        let mut with_names = |count: u64| {
            let name = |at: u64| format!("{:x}", at * 7_919 * 7_919);
            long.report.columns = (0..count).map(name).collect();
            // More than are tested one by one.
            long.report.test.by_column = None;
            advise_again(&mut long.report);
            let written = write_as(&long, &Sharing::default()).unwrap();
            assert!(written.fragment.len() > GOOD_CHARACTERS);
            assert_eq!(open(&written.fragment).unwrap().report, long.report);
            written
        };
        assert!(with_names(100).fragment.len() <= LONG_CHARACTERS);
        let written = with_names(2_000);
        assert!(written.fragment.len() > LONG_CHARACTERS);
        assert_eq!(
            written.thinned,
            [
                (Picture::Permutations, Detail::None),
                (Picture::Curves, Detail::None)
            ]
        );
    }

    #[test]
    fn where_networks_err_stays_behind_and_that_is_said() {
        let mut outcome = full();
        let before = write_as(&outcome, &Sharing::default()).unwrap();
        outcome.pictures.errors = Some(errors());
        let written = write_as(&outcome, &Sharing::default()).unwrap();
        assert_eq!(written.fragment, before.fragment);
        assert_eq!(written.thinned, [(Picture::Errors, Detail::None)]);
        assert_eq!(as_linked(&outcome).unwrap().pictures.errors, None);
        let settings = Sharing {
            carried: Carried::Settings,
            ..Sharing::default()
        };
        assert_eq!(write_as(&outcome, &settings).unwrap().thinned, []);
    }

    #[test]
    fn what_would_not_open_is_not_written() {
        let mut outcome = full();
        outcome.report.columns.push("x".repeat(5_000));
        let unfit = |field: &str| LinkError::Unfit(LinkFault::Field(field.into()));
        assert_eq!(write(&outcome), Err(unfit("report.columns[2]")));
        let sharing = Sharing {
            made_at: Some(LATEST + 1),
            ..Sharing::default()
        };
        assert_eq!(write_as(&full(), &sharing), Err(unfit("made_at")));
        // What only its rounding makes impossible.
        let mut outcome = full();
        let layers = outcome.report.comparison.as_mut().unwrap().by_layer.as_mut();
        layers.unwrap().layers[0].p_value = 1e-200;
        assert_eq!(
            write(&outcome),
            Err(unfit("report.comparison.by_layer.layers[0].p_value"))
        );
    }
}

//! What holds for every link: it gives back what went in, and nothing where it was changed.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;

use super::any::{any_outcome, any_sharing};
use super::fixture::full;
use super::{
    Carried, Content, LinkError, LinkMessage, Outcome, Picture, Sharing, as_linked, names, open, open_any,
    revealed, reveals, write, write_as,
};

/// A link of each form.
static LINKS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let settings = Sharing {
        carried: Carried::Settings,
        ..Sharing::default()
    };
    let neutral = Sharing {
        column_names: false,
        file_names: false,
        made_at: Some(1_800_000_000),
        ..Sharing::default()
    };
    let choices = [Sharing::default(), neutral, settings];
    choices
        .map(|sharing| write_as(&full(), &sharing).unwrap().fragment)
        .into()
});

/// Whether two JSON values are the same but for the digits that a link rounds away.
fn is_rounded(exact: &Value, linked: &Value) -> bool {
    match (exact, linked) {
        (Value::Object(exact), Value::Object(linked)) => {
            exact.len() == linked.len()
                && exact
                    .iter()
                    .all(|(key, value)| linked.get(key).is_some_and(|linked| is_rounded(value, linked)))
        }
        (Value::Array(exact), Value::Array(linked)) => {
            exact.len() == linked.len()
                && exact
                    .iter()
                    .zip(linked)
                    .all(|(exact, linked)| is_rounded(exact, linked))
        }
        (Value::Number(exact), Value::Number(linked)) if exact != linked => {
            let [exact, linked] = [exact, linked].map(|number| number.as_f64().unwrap());
            // The least numbers in single precision, of which curves are made, have fewer than five digits.
            let step = f64::from(f32::from_bits(1));
            (exact - linked).abs() <= 5.001e-5 * exact.abs() + step
        }
        _ => exact == linked,
    }
}

fn result(opened: LinkMessage) -> Outcome {
    match opened.content {
        Content::Result(outcome) => *outcome,
        Content::Settings(_) => panic!("settings where a result was written"),
    }
}

/// Refused, or the very same.
fn is_never_wrong(changed: &str, original: &str) -> bool {
    open_any(changed).map_or(true, |opened| Ok(opened) == open_any(original))
}

/// Every text that differs from a fragment in one bit, as far as it is text.
fn flipped(fragment: &str) -> impl Iterator<Item = String> {
    let bits = (0..fragment.len()).flat_map(|at| (0..8).map(move |bit| (at, bit)));
    bits.filter_map(move |(at, bit)| {
        let mut bytes = fragment.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        String::from_utf8(bytes).ok()
    })
}

#[test]
fn no_flipped_bit_gives_another_result() {
    for link in LINKS.iter() {
        let opens = flipped(link).filter(|changed| open_any(changed).is_ok()).count();
        assert_eq!(opens, 0, "of {}", link.len());
    }
}

#[test]
fn no_part_of_a_link_opens() {
    for link in LINKS.iter() {
        for length in 0..link.len() {
            assert!(open_any(&link[..length]).is_err(), "{length}");
        }
    }
}

#[test]
fn a_link_of_settings_is_no_result() {
    let settings = LINKS.last().unwrap();
    assert_eq!(open(settings), Err(LinkError::SettingsOnly));
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn any_result_comes_back(outcome in any_outcome(), sharing in any_sharing()) {
        let written = write_as(&outcome, &sharing).unwrap();
        let opened = open_any(&written.fragment).unwrap();
        let mut expected = outcome;
        if !sharing.column_names {
            names::hide_columns(&mut expected);
        }
        if !sharing.file_names {
            names::hide_files(&mut expected);
        }
        if let Content::Settings(shared) = &opened.content {
            prop_assert_eq!(&opened.sharing, &Sharing { file_names: false, ..sharing });
            prop_assert_eq!(&shared.settings, &expected.settings);
            let fingerprints = [&expected.report.source, &expected.report.target];
            prop_assert_eq!(&shared.fingerprints, &fingerprints.map(|it| it.fingerprint.clone()));
            prop_assert!(written.thinned.is_empty());
        } else {
            prop_assert_eq!(&opened.sharing, &sharing);
            let linked = result(opened);
            prop_assert_eq!(&linked.settings, &expected.settings);
            let json = |it: &Outcome| serde_json::to_value(&it.report).unwrap();
            prop_assert!(is_rounded(&json(&expected), &json(&linked)), "{:?}", linked);
            // What keeps its digits.
            prop_assert_eq!(linked.report.test.p_value, expected.report.test.p_value);
            prop_assert_eq!(linked.report.test.effect_sd, expected.report.test.effect_sd);
            let json = |it: &Outcome| serde_json::to_value(&it.pictures).unwrap();
            let (whole, linked) = (json(&expected), json(&linked));
            let pictures = [
                (Picture::Permutations, "permutations"),
                (Picture::RelationPermutations, "relation_permutations"),
                (Picture::Curves, "curves"),
            ];
            for (picture, field) in pictures {
                let is_listed = written.thinned.iter().any(|(thinned, _)| *thinned == picture);
                prop_assert_eq!(is_listed, !is_rounded(&whole[field], &linked[field]), "{}", field);
            }
        }
    }

    #[test]
    fn what_came_out_goes_in_and_out_unchanged(outcome in any_outcome()) {
        let once = open(&write(&outcome).unwrap()).unwrap();
        prop_assert_eq!(&as_linked(&once).unwrap(), &once);
        let exact = as_linked(&outcome).unwrap();
        prop_assert_eq!(&exact.report, &once.report);
    }

    #[test]
    fn neutral_names_stay_as_they_are(mut outcome in any_outcome()) {
        names::hide_columns(&mut outcome);
        names::hide_files(&mut outcome);
        let once = outcome.clone();
        names::hide_columns(&mut outcome);
        names::hide_files(&mut outcome);
        prop_assert_eq!(outcome, once);
    }

    #[test]
    fn the_other_side_sees_what_was_said_to_be_revealed(outcome in any_outcome(), sharing in any_sharing()) {
        let link = write_as(&outcome, &sharing).unwrap().fragment;
        prop_assert_eq!(revealed(&outcome, &sharing).unwrap(), reveals(&open_any(&link).unwrap()));
    }

    #[test]
    fn any_link_cut_or_changed_is_never_wrong(
        outcome in any_outcome(),
        sharing in any_sharing(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..7_u8), 20),
    ) {
        let link = write_as(&outcome, &sharing).unwrap().fragment;
        for (at, bit) in places {
            let at = at.index(link.len());
            prop_assert!(open_any(&link[..at]).is_err(), "cut at {}", at);
            let mut bytes = link.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let changed = String::from_utf8(bytes).unwrap();
            prop_assert!(is_never_wrong(&changed, &link), "bit {} of {}", bit, at);
        }
    }
}

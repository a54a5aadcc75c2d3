//! The link: `#v1.` and a compact binary in base64url.
//!
//! The binary is four bytes of checksum and a deflated postcard message ([`super::wire`]). Whatever comes in is
//! hostile until each of these has been passed: length, alphabet, checksum, inflated size, form, and the
//! meaning of every field. `docs/link-format.md` describes it byte by byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use sha2::{Digest as _, Sha256};

use super::check::check;
use super::pictures::Detail;
use super::{Outcome, wire};

/// The version that is written.
const VERSION: u32 = 1;

/// Characters of the longest link that is written or opened: chat and mail programs cut longer ones.
pub const MOST_CHARACTERS: usize = 30_000;

/// Characters that a link should have at most: pictures are thinned out for it.
const GOOD_CHARACTERS: usize = 2_000;

/// From so many characters on the page says that the link is long.
pub const LONG_CHARACTERS: usize = 8_000;

/// Bytes that a link may inflate to: three times what any link that is written holds.
const MOST_BYTES: usize = 256 * 1024;

/// Bytes of the checksum: the first ones of the SHA-256 of what follows.
const CHECKSUM: usize = 4;

/// Deflate's usual compromise of time and size.
const COMPRESSION: u8 = 8;

/// A link that could not be written or opened, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The fragment is not one of Kindred's.
    #[error(
        "This link carries no Kindred result. Ask for the link again, or drop your own two files on this page."
    )]
    Foreign,
    /// The fragment was changed or cut on its way.
    #[error(
        "This link is damaged: {0}. Mail and chat programs sometimes cut long links. Ask for the link again, \
         or for the report file; or drop the two files on this page to repeat the computation."
    )]
    Damaged(&'static str),
    /// The fragment has the right form and a meaning that no result has.
    #[error(
        "This link holds a result that Kindred cannot have made: {0}. Do not trust it; ask for the link again."
    )]
    Impossible(&'static str),
    /// The fragment comes from a newer Kindred.
    #[error(
        "This link was made by a newer Kindred (link version {0}, this page reads version {VERSION}). Reload \
         this page to get the newest Kindred, and open the link again."
    )]
    Newer(u32),
    /// The result holds something that no link carries.
    #[error("This result does not fit into a link: {0}. Download the report and send the file instead.")]
    Unfit(&'static str),
    /// The result is too large for a link.
    #[error(
        "This result needs a link of {0} characters, more than the {MOST_CHARACTERS} that mail and chat \
         programs carry. Download the report and send the file instead."
    )]
    TooLong(usize),
}

/// Writes an outcome as a fragment, `v1.…`, without the leading `#`.
///
/// Where it would be long, the pictures are thinned out step by step: curves and histograms lose every other point and bin,
/// twice; and where it still is very long, they go.
pub fn write(outcome: &Outcome) -> Result<String, LinkError> {
    check(outcome).map_err(LinkError::Unfit)?;
    let mut thinned = outcome.clone();
    let mut fragment = fragment(&thinned)?;
    for detail in [Detail::Half, Detail::Quarter] {
        if fragment.len() <= GOOD_CHARACTERS {
            break;
        }
        thinned.pictures = outcome.pictures.thinned(detail);
        fragment = self::fragment(&thinned)?;
    }
    if fragment.len() > LONG_CHARACTERS {
        thinned.pictures = outcome.pictures.thinned(Detail::None);
        fragment = self::fragment(&thinned)?;
    }
    if fragment.len() > MOST_CHARACTERS {
        return Err(LinkError::TooLong(fragment.len()));
    }
    Ok(fragment)
}

fn fragment(outcome: &Outcome) -> Result<String, LinkError> {
    let message = wire::encode(outcome)?;
    if message.len() > MOST_BYTES {
        return Err(LinkError::TooLong(message.len()));
    }
    let body = compress_to_vec(&message, COMPRESSION);
    let mut bytes = checksum(&body).to_vec();
    bytes.extend(body);
    Ok(format!("v{VERSION}.{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// Opens a fragment, with or without the leading `#`.
pub fn open(fragment: &str) -> Result<Outcome, LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (version, text) = fragment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .and_then(|(version, text)| Some((version.parse::<u32>().ok()?, text)))
        .ok_or(LinkError::Foreign)?;
    match version {
        0 => return Err(LinkError::Foreign),
        VERSION => {}
        newer => return Err(LinkError::Newer(newer)),
    }
    if fragment.len() > MOST_CHARACTERS {
        return Err(LinkError::Damaged("it is too long"));
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| LinkError::Damaged("it holds characters that do not belong there, or was cut"))?;
    let (sum, body) = bytes
        .split_at_checked(CHECKSUM)
        .ok_or(LinkError::Damaged("its end is missing"))?;
    if sum != checksum(body) {
        return Err(LinkError::Damaged("a part was changed or is missing"));
    }
    let message = decompress_to_vec_with_limit(body, MOST_BYTES)
        .map_err(|_| LinkError::Damaged("it cannot be unpacked"))?;
    wire::decode(&message)
}

/// The outcome as a link carries it: most numbers with five significant digits.
///
/// # Errors
/// As for [`write()`], but for length.
pub fn as_linked(outcome: &Outcome) -> Result<Outcome, LinkError> {
    check(outcome).map_err(LinkError::Unfit)?;
    wire::decode(&wire::encode(outcome)?)
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::digest(body);
    std::array::from_fn(|index| digest[index])
}

#[cfg(test)]
mod tests {
    use super::super::fixture::outcome;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_opens_again() {
        let outcome = outcome();
        let fragment = write(&outcome).unwrap();
        assert!(fragment.len() < 2_000, "{}", fragment.len());
        assert_eq!(open(&fragment).unwrap(), outcome);
        assert_eq!(open(&format!("#{fragment}")).unwrap(), outcome);
    }

    /// A link as version 1 wrote it. It has to open for ever: what changes the format is version 2.
    const GOLDEN: &str = "v1.WMFpy83TTUgUURwA8Pd_O_s1Zn6Xmm5jaWroso5mFtYsGRZiUdHJPmx2d0yx1WV3TLRbxw5FUkLSJQtJEFmEgj4PewjrUigldRD04pYgdKiD-N70X3c06WJHH8y833v85715__ceWDp724l96EGijCpktXwyawB87L2a1hlQ-4BsKJCia8GQFlb1nrAmJixdiEUbLgGVpORYLxRYGf05dcp3RalsKFicr81XJiE9-XWxl5Ib2eMn5vp1JRl0Zj2oerVMK0Rck9XjrnJ7shbuPYs_eirVR_zhjpB-1O2PXF-ikqdKrq45UHuw7pDq8we0tn_bVt9_BtKNK1pbswWSi_mqrCXoYxo4gsFAa1tPRBv-XDy9Ei3zQm6zGrqm-rUKyad2BXo7Anq75HHXVXvg7OX7laWHz__NhZlF0Qszj0NHxJlpBeb6E6n4pphzvVeg_OKd2K-y14olTuMU1ndA5tQAGwdnUA1f7ehqjQQcp7t1qU_T3UDNGbxb_k8hceIs52ITVgtJjvPdPG5xc_MXFZcBDtkQiI3QzUOEzUPgCW2KQsUAEBACqq6BQA0nlznIydpsbWyYXQCr_ZRD0wBeB0yKwCij-E5cjzE6CbCfk0wjChyny1x4c3fh1UN3RG3TdK0r0h2OADiOaX4VNwGXzgQmQPYYFQjQUhhsZiKhz-0cYRk-yVBCi4Gwjh9nLYZtysYR9pdehnI4CML5rp45iLhk5YiUqTqG2tZoIFJna1ijsf2WlSPSfngYKt1GEBm_K5iNZI4IHJF1s5yhsmUDkXO7hMnGjpiFI3YOFTFUrkAQeSOFTCD5s5Qjdk3kMVSBy0AUvs1hLsO1DByx-0MGQ0mUIIq-pGJi9gwCR-yddzJUsWggSpasTDT2yRzr0mVgMv8D";

    #[test]
    fn a_golden_link_opens() {
        assert_eq!(
            open(GOLDEN).as_ref(),
            Ok(&outcome()),
            "now written as {:?}",
            write(&outcome())
        );
    }

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
    fn every_truncation_is_refused() {
        let fragment = write(&outcome()).unwrap();
        for length in 0..fragment.len() {
            assert!(open(&fragment[..length]).is_err(), "{length}");
        }
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
        let link = write(&long).unwrap();
        let opened = open(&link).unwrap();
        assert_eq!(opened.report, long.report);
        assert_eq!(opened.pictures.curves.len(), 6);
        assert!(opened.pictures.curves[0].epochs.len() < 30, "{}", link.len());

        // Names cannot be thinned.
        long.report.columns = (0..900_u64)
            .map(|at| format!("{:x}", at * 7_919 * 7_919))
            .collect();
        let link = write(&long).unwrap();
        assert!(link.len() > GOOD_CHARACTERS);
        assert_eq!(open(&link).unwrap().report, long.report);
    }

    #[test]
    fn what_would_not_open_is_not_written() {
        let mut outcome = outcome();
        outcome.report.columns.push("x".repeat(5_000));
        assert_eq!(write(&outcome), Err(LinkError::Unfit("a text that is too long")));
    }

    #[test]
    fn other_fragments_say_what_they_are() {
        assert_eq!(open(""), Err(LinkError::Foreign));
        assert_eq!(open("#data"), Err(LinkError::Foreign));
        assert_eq!(open("#pako:eNp"), Err(LinkError::Foreign));
        assert_eq!(open("#v0.AAAA"), Err(LinkError::Foreign));
        assert_eq!(open("#v9.AAAA"), Err(LinkError::Newer(9)));
        assert!(matches!(open("#v1."), Err(LinkError::Damaged(_))));
        assert!(matches!(open("#v1.<script>"), Err(LinkError::Damaged(_))));
    }

    #[test]
    fn an_inflating_link_is_refused_without_being_inflated() {
        let body = compress_to_vec(&vec![0_u8; 20_000_000], COMPRESSION);
        let mut bytes = checksum(&body).to_vec();
        bytes.extend(body);
        let fragment = format!("v1.{}", URL_SAFE_NO_PAD.encode(bytes));
        assert!(fragment.len() < MOST_CHARACTERS);
        assert_eq!(open(&fragment), Err(LinkError::Damaged("it cannot be unpacked")));
    }

    proptest! {
        #[test]
        fn any_text_is_opened_or_refused(text in ".{0,300}") {
            let _ = open(&text);
            let _ = open(&format!("v1.{text}"));
        }

        #[test]
        fn any_message_with_a_right_checksum_is_opened_or_refused(message: Vec<u8>) {
            let body = compress_to_vec(&message, COMPRESSION);
            let mut bytes = checksum(&body).to_vec();
            bytes.extend(body);
            let _ = open(&format!("v1.{}", URL_SAFE_NO_PAD.encode(bytes)));
        }

        #[test]
        fn any_report_comes_back(
            names in proptest::collection::vec("\\PC{0,40}", 3),
            numbers in proptest::collection::vec(-1e6..1e6_f64, 3),
            seed: u64,
            rows in 100..5_000_000_u64,
            parts: [bool; 3],
        ) {
            let mut any = outcome();
            let report = &mut any.report;
            report.seed = seed;
            any.settings.seed = seed;
            (report.source.name, report.target.name) = (names[0].clone(), names[1].clone());
            report.columns.push(names[2].clone());
            (report.source.rows, report.target.rows) = (rows, rows);
            report.advice.reasons.push(names[2].clone());
            report.test.mmd2_unbiased = Some(numbers[0]);
            if let Some(statistic) = &mut report.test.statistic {
                statistic.value = numbers[1];
            }
            for arm in report.comparison.iter_mut().flat_map(|comparison| &mut comparison.arms) {
                (arm.low, arm.mean, arm.high) = (numbers[2] - 1.0, numbers[2], numbers[2] + 1.0);
            }
            let [relation, comparison, adaptation] = parts;
            if !relation {
                report.relation = None;
            }
            if !comparison {
                report.comparison = None;
            }
            if !adaptation {
                report.adaptation = None;
            }
            let opened = open(&write(&any).unwrap()).unwrap();
            prop_assert_eq!(opened.settings, any.settings);
            prop_assert_eq!(opened.report, any.report);
        }

        #[test]
        fn a_flipped_bit_is_refused(position in 0_usize..100_000, bit in 0_u8..6) {
            let fragment = write(&outcome()).unwrap();
            let position = 3 + position % (fragment.len() - 3);
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let mut bytes = fragment.clone().into_bytes();
            let value = alphabet.iter().position(|&letter| letter == bytes[position]).unwrap();
            bytes[position] = alphabet[value ^ (1 << bit)];
            let changed = String::from_utf8(bytes).unwrap();
            // The last character may have spare bits; whatever opens must be the same.
            prop_assert!(open(&changed).is_err() || open(&changed) == open(&fragment));
        }
    }
}

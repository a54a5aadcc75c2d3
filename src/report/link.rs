//! The link: `#v1.`, and a compact binary in base64url.
//!
//! The binary is four bytes of checksum and a deflated postcard message, which is a [`LinkMessage`]. Whatever comes in is hostile
//! until each of these has been passed: length, alphabet, checksum, inflated size, form, and the meaning of every
//! field. `docs/link-format.md` describes it byte by byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::check::check;
use super::{Content, LinkFault, LinkMessage, Outcome};

/// The version that is written and read.
pub const VERSION: u32 = 1;

/// Characters of the longest link that is written or opened: chat and mail programs cut longer ones.
pub const MAX_CHARACTERS: usize = 30_000;

/// From so many characters on the page says that the link is long.
pub const LONG_CHARACTERS: usize = 8_000;

/// Bytes that a link may inflate to: three times what any link that is written holds.
const MAX_BYTES: usize = 256 * 1024;

/// Bytes of the checksum: the first ones of a SHA-256.
const CHECKSUM: usize = 4;

/// Deflate's usual compromise of time and size.
const COMPRESSION: u8 = 8;

/// A link that could not be written or opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkError {
    /// The fragment is not one of Kindred's.
    Foreign,
    /// The fragment was changed or cut on its way.
    Damaged(LinkDamage),
    /// The fragment has the right form and a meaning that no result has.
    Impossible(LinkFault),
    /// The fragment comes from a newer Kindred, which writes this version.
    Newer(u32),
    /// A result was asked for, and the fragment carries settings alone.
    SettingsOnly,
    /// The result holds something that no link carries.
    Unfit(LinkFault),
    /// The result needs so many characters, which is too many.
    TooLong(usize),
}

/// What shows that a link was changed or cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkDamage {
    /// It has more characters than any link.
    TooLong,
    /// It holds characters that do not belong there, or lost some.
    Characters,
    /// It ends before its checksum does.
    CutShort,
    /// Its checksum is another one.
    Checksum,
    /// It cannot be unpacked, or only into more than any link holds.
    Packing,
    /// What it carries does not have the form of a result or of settings.
    Form,
}

/// A message as bytes. It holds plain data only, so writing it fails for want of memory, or for a number that is none.
pub(super) fn bytes(message: &impl Serialize) -> Result<Vec<u8>, LinkError> {
    postcard::to_allocvec(message).map_err(|_| LinkError::Unfit(LinkFault::NotFinite))
}

/// A message from all of these bytes.
pub(super) fn message<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, LinkError> {
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        _ => Err(LinkError::Damaged(LinkDamage::Form)),
    }
}

/// The first bytes of the SHA-256 of the body.
fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::digest(body);
    std::array::from_fn(|index| digest[index])
}

/// Packs a message into a fragment, without the leading `#`. It may be longer than a link can be.
pub(super) fn pack(opened: &LinkMessage) -> Result<String, LinkError> {
    let message = bytes(opened)?;
    if message.len() > MAX_BYTES {
        return Err(LinkError::TooLong(message.len()));
    }
    Ok(packed(&message))
}

/// A fragment of these bytes.
fn packed(message: &[u8]) -> String {
    let body = compress_to_vec(message, COMPRESSION);
    let bytes = [&checksum(&body)[..], &body].concat();
    format!("v{VERSION}.{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The message of a fragment, with or without the leading `#`.
fn unpack(fragment: &str) -> Result<Vec<u8>, LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (number, text) = fragment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .ok_or(LinkError::Foreign)?;
    // One version is written in one way only: no sign, no zero before it.
    let version = number
        .parse::<u32>()
        .ok()
        .filter(|version| *version > 0 && version.to_string() == number);
    match version {
        None => return Err(LinkError::Foreign),
        Some(VERSION) => {}
        Some(newer) => return Err(LinkError::Newer(newer)),
    }
    let damaged = LinkError::Damaged;
    if fragment.len() > MAX_CHARACTERS {
        return Err(damaged(LinkDamage::TooLong));
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| damaged(LinkDamage::Characters))?;
    let (sum, body) = bytes
        .split_at_checked(CHECKSUM)
        .ok_or(damaged(LinkDamage::CutShort))?;
    if sum != checksum(body) {
        return Err(damaged(LinkDamage::Checksum));
    }
    decompress_to_vec_with_limit(body, MAX_BYTES).map_err(|_| damaged(LinkDamage::Packing))
}

/// Opens a fragment, with or without the leading `#`, whatever it carries.
pub fn open_any(fragment: &str) -> Result<LinkMessage, LinkError> {
    let mut opened: LinkMessage = message(&unpack(fragment)?)?;
    check(&opened).map_err(LinkError::Impossible)?;
    opened.sharing.carried = opened.content.carried();
    Ok(opened)
}

/// Opens a fragment that carries a result, with or without the leading `#`.
pub fn open(fragment: &str) -> Result<Outcome, LinkError> {
    match open_any(fragment)?.content {
        Content::Result(outcome) => Ok(*outcome),
        Content::Settings(_) => Err(LinkError::SettingsOnly),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{advise_again, full};
    use super::super::write;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_opens_again() {
        let outcome = full();
        let fragment = write(&outcome).unwrap();
        assert!(fragment.len() < 2_000, "{}", fragment.len());
        assert_eq!(open(&fragment).unwrap(), outcome);
        assert_eq!(open(&format!("#{fragment}")).unwrap(), outcome);
    }

    #[test]
    fn what_is_not_there_keeps_its_place() {
        let mut outcome = full();
        let test = &mut outcome.report.test;
        for column in test.by_column.iter_mut().flatten() {
            column.effect_probability = None;
            (column.unseen_share, column.outside_share) = (None, None);
        }
        test.statistic = None;
        outcome.pictures.permutations = None;
        outcome.report.adaptation = None;
        advise_again(&mut outcome.report);
        assert_eq!(open(&write(&outcome).unwrap()), Ok(outcome));
    }

    #[test]
    fn other_fragments_say_what_they_are() {
        for foreign in [
            "",
            "#data",
            "#pako:eNp",
            "#v0.AAAA",
            "#v01.AAAA",
            "#v+1.AAAA",
            "#v1s.AAAA",
        ] {
            assert_eq!(open(foreign), Err(LinkError::Foreign), "{foreign}");
        }
        assert_eq!(open("#v9.AAAA"), Err(LinkError::Newer(9)));
        assert_eq!(open("#v1."), Err(LinkError::Damaged(LinkDamage::CutShort)));
        assert_eq!(
            open("#v1.<script>"),
            Err(LinkError::Damaged(LinkDamage::Characters))
        );
    }

    #[test]
    fn bytes_after_the_message_are_refused() {
        let message = unpack(&write(&full()).unwrap()).unwrap();
        assert!(open(&packed(&message)).is_ok());
        let long = [&message[..], &[0]].concat();
        assert_eq!(open(&packed(&long)), Err(LinkError::Damaged(LinkDamage::Form)));
    }

    #[test]
    fn an_inflating_link_is_refused_without_being_inflated() {
        let fragment = packed(&vec![0_u8; 20_000_000]);
        assert!(fragment.len() < MAX_CHARACTERS);
        assert_eq!(open(&fragment), Err(LinkError::Damaged(LinkDamage::Packing)));
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_text_is_opened_or_refused(text in ".{0,300}") {
            let _ = open(&text);
            let _ = open(&format!("v1.{text}"));
        }

        #[test]
        fn any_message_with_a_right_checksum_is_opened_or_refused(message: Vec<u8>) {
            let _ = open(&packed(&message));
        }
    }
}

//! The link: `#v1.` or `#v1s.`, and a compact binary in base64url.
//!
//! The binary is four bytes of checksum and a deflated postcard message ([`super::wire`]). Whatever comes in is
//! hostile until each of these has been passed: length, alphabet, checksum, inflated size, form, and the
//! meaning of every field. `docs/link-format.md` describes it byte by byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use sha2::{Digest as _, Sha256};

use super::sharing::{Content, Opened};
use super::{Outcome, wire, wire_settings};

/// The version that is written.
const VERSION: u32 = 1;

/// What stands behind the version of a link that carries settings and no result.
const OF_SETTINGS: &str = "s";

/// Characters of the longest link that is written or opened: chat and mail programs cut longer ones.
pub const MOST_CHARACTERS: usize = 30_000;

/// From so many characters on the page says that the link is long.
pub const LONG_CHARACTERS: usize = 8_000;

/// Bytes that a link may inflate to: three times what any link that is written holds.
const MOST_BYTES: usize = 256 * 1024;

/// Bytes of the checksum: the first ones of a SHA-256.
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
    /// A result was asked for, and the fragment carries settings alone.
    #[error(
        "This link carries settings and no result. Drop the two files that it was made for on this page to compute \
         the result, or ask for a link with the result."
    )]
    SettingsOnly,
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

/// What the message of a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A result.
    Result,
    /// Settings and fingerprints.
    Settings,
}

impl Form {
    /// What stands before the point.
    fn mark(self) -> &'static str {
        match self {
            Self::Result => "",
            Self::Settings => OF_SETTINGS,
        }
    }

    /// The first bytes of the SHA-256 of the body. That of settings has a mark before the body, so that neither form
    /// can be read as the other where a letter of the prefix got lost.
    fn checksum(self, body: &[u8]) -> [u8; CHECKSUM] {
        let digest = Sha256::new()
            .chain_update(self.mark())
            .chain_update(body)
            .finalize();
        std::array::from_fn(|index| digest[index])
    }
}

/// Packs a message into a fragment, without the leading `#`. It may be longer than a link can be.
pub(super) fn pack(form: Form, message: &[u8]) -> Result<String, LinkError> {
    if message.len() > MOST_BYTES {
        return Err(LinkError::TooLong(message.len()));
    }
    let body = compress_to_vec(message, COMPRESSION);
    let mut bytes = form.checksum(&body).to_vec();
    bytes.extend(body);
    Ok(format!(
        "v{VERSION}{}.{}",
        form.mark(),
        URL_SAFE_NO_PAD.encode(bytes)
    ))
}

/// The form and the message of a fragment, with or without the leading `#`.
fn unpack(fragment: &str) -> Result<(Form, Vec<u8>), LinkError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (prefix, text) = fragment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'))
        .ok_or(LinkError::Foreign)?;
    let (number, form) = match prefix.strip_suffix(OF_SETTINGS) {
        Some(number) => (number, Form::Settings),
        None => (prefix, Form::Result),
    };
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
    if fragment.len() > MOST_CHARACTERS {
        return Err(LinkError::Damaged("it is too long"));
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| LinkError::Damaged("it holds characters that do not belong there, or was cut"))?;
    let (sum, body) = bytes
        .split_at_checked(CHECKSUM)
        .ok_or(LinkError::Damaged("its end is missing"))?;
    if sum != form.checksum(body) {
        return Err(LinkError::Damaged("a part was changed or is missing"));
    }
    let message = decompress_to_vec_with_limit(body, MOST_BYTES)
        .map_err(|_| LinkError::Damaged("it cannot be unpacked"))?;
    Ok((form, message))
}

/// Opens a fragment, with or without the leading `#`, whatever it carries.
pub fn open_any(fragment: &str) -> Result<Opened, LinkError> {
    match unpack(fragment)? {
        (Form::Result, message) => wire::decode(&message),
        (Form::Settings, message) => wire_settings::decode(&message),
    }
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
    use super::super::fixture::outcome;
    use super::super::write;
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

    #[test]
    fn other_fragments_say_what_they_are() {
        assert_eq!(open(""), Err(LinkError::Foreign));
        assert_eq!(open("#data"), Err(LinkError::Foreign));
        assert_eq!(open("#pako:eNp"), Err(LinkError::Foreign));
        assert_eq!(open("#v0.AAAA"), Err(LinkError::Foreign));
        assert_eq!(open("#v01.AAAA"), Err(LinkError::Foreign));
        assert_eq!(open("#v+1.AAAA"), Err(LinkError::Foreign));
        assert_eq!(open("#v1ss.AAAA"), Err(LinkError::Foreign));
        assert_eq!(open("#v9.AAAA"), Err(LinkError::Newer(9)));
        assert_eq!(open("#v9s.AAAA"), Err(LinkError::Newer(9)));
        assert!(matches!(open("#v1."), Err(LinkError::Damaged(_))));
        assert!(matches!(open("#v1.<script>"), Err(LinkError::Damaged(_))));
    }

    #[test]
    fn an_inflating_link_is_refused_without_being_inflated() {
        let body = compress_to_vec(&vec![0_u8; 20_000_000], COMPRESSION);
        let mut bytes = Form::Result.checksum(&body).to_vec();
        bytes.extend(body);
        let fragment = format!("v1.{}", URL_SAFE_NO_PAD.encode(bytes));
        assert!(fragment.len() < MOST_CHARACTERS);
        assert_eq!(open(&fragment), Err(LinkError::Damaged("it cannot be unpacked")));
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
            let body = compress_to_vec(&message, COMPRESSION);
            let mut bytes = Form::Result.checksum(&body).to_vec();
            bytes.extend(body);
            let _ = open(&format!("v1.{}", URL_SAFE_NO_PAD.encode(bytes)));
        }
    }
}

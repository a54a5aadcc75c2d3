//! Bytes to text.
//!
//! `decoder` decodes chunks. It waits for the first bytes beyond ASCII, and `guess` says which encoding they are in. `dos`
//! is the code page of DOS, which the library does not know. `western` tells old encodings by the words of a text.

mod decoder;
mod dos;
mod guess;
#[cfg(test)]
mod tests;
mod western;

pub(in crate::table) use self::decoder::Decoder;
use crate::table::facts::encoding::{Encoding, EncodingReason};
use crate::table::facts::error::Fault;

/// A guess from not more bytes than these is told to the user.
const FEW_BYTES: usize = 8;

impl Encoding {
    /// What decodes it; nothing for the one of DOS, which the library does not know.
    fn library(self) -> Option<&'static encoding_rs::Encoding> {
        Some(match self {
            Self::Cp850 => return None,
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
            Self::EucJp => encoding_rs::EUC_JP,
            Self::EucKr => encoding_rs::EUC_KR,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Windows1253 => encoding_rs::WINDOWS_1253,
            Self::Windows1254 => encoding_rs::WINDOWS_1254,
            Self::Windows1255 => encoding_rs::WINDOWS_1255,
            Self::Windows1256 => encoding_rs::WINDOWS_1256,
            Self::Windows1257 => encoding_rs::WINDOWS_1257,
            Self::Windows1258 => encoding_rs::WINDOWS_1258,
            Self::Windows874 => encoding_rs::WINDOWS_874,
            Self::Koi8R => encoding_rs::KOI8_R,
            Self::Macintosh => encoding_rs::MACINTOSH,
            Self::Ibm866 => encoding_rs::IBM866,
            Self::Iso8859x6 => encoding_rs::ISO_8859_6,
        })
    }

    /// The encoding by the name that the detector gives; Western European for what is not offered.
    fn of_library(name: &str) -> Self {
        // Those of ISO are read as the ones of Windows that extend them.
        match name {
            "GBK" => Self::Gb18030,
            "ISO-8859-2" => Self::Windows1250,
            "ISO-8859-5" => Self::Windows1251,
            "ISO-8859-7" => Self::Windows1253,
            "ISO-8859-8" | "ISO-8859-8-I" => Self::Windows1255,
            "ISO-8859-4" | "ISO-8859-13" => Self::Windows1257,
            "KOI8-U" => Self::Koi8R,
            name => Self::ALL
                .into_iter()
                .find(|encoding| encoding.library().is_some_and(|library| library.name() == name))
                .unwrap_or(Self::Windows1252),
        }
    }
}

/// What was found about an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Found {
    pub(in crate::table) encoding: Encoding,
    pub(in crate::table) reason: EncodingReason,
    /// Byte sequences that mean no letter; `�` stands for each.
    pub(in crate::table) malformed: u64,
    /// Bytes beyond ASCII that a guess was made from.
    pub(in crate::table) non_ascii_bytes: usize,
    /// Whether words look wrong in the encoding that was guessed.
    pub(in crate::table) is_suspicious: bool,
}

impl Found {
    /// Whether the guess may be wrong: it was made from few letters, or words look wrong in it.
    pub(in crate::table) fn is_doubtful(&self) -> bool {
        self.reason == EncodingReason::Guessed
            && ((1..=FEW_BYTES).contains(&self.non_ascii_bytes) || self.is_suspicious)
    }
}

/// What takes decoded text.
pub(in crate::table) type Sink<'a> = &'a mut dyn FnMut(&str) -> Result<(), Fault>;

//! Bytes to text.

mod decoder;
mod dos;
mod guess;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(in crate::table) use self::decoder::Decoder;
use crate::table::facts::error::Fault;

/// A guess from not more bytes than these is told to the user.
const FEW_LETTERS: usize = 8;

/// How the letters of a file are written in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say all")]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Gb18030,
    Big5,
    ShiftJis,
    EucJp,
    EucKr,
    Windows1250,
    Windows1251,
    Windows1252,
    Windows1253,
    Windows1254,
    Windows1255,
    Windows1256,
    Windows1257,
    Windows1258,
    Windows874,
    Koi8R,
    Cp850,
}

impl Encoding {
    /// All encodings that can be chosen.
    pub const ALL: [Self; 20] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Gb18030,
        Self::Big5,
        Self::ShiftJis,
        Self::EucJp,
        Self::EucKr,
        Self::Windows1250,
        Self::Windows1251,
        Self::Windows1252,
        Self::Windows1253,
        Self::Windows1254,
        Self::Windows1255,
        Self::Windows1256,
        Self::Windows1257,
        Self::Windows1258,
        Self::Windows874,
        Self::Koi8R,
        Self::Cp850,
    ];

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
            "ISO-8859-4" | "ISO-8859-13" => Self::Windows1257,
            "KOI8-U" => Self::Koi8R,
            name => Self::ALL
                .into_iter()
                .find(|encoding| encoding.library().is_some_and(|library| library.name() == name))
                .unwrap_or(Self::Windows1252),
        }
    }
}

/// Why an encoding was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncodingReason {
    /// The file begins with the mark of this encoding.
    ByteOrderMark,
    /// Its letters beyond ASCII are valid UTF-8, which hardly happens by chance.
    ValidUtf8,
    /// It has no letters beyond ASCII, which nearly all encodings write alike.
    OnlyAscii,
    /// Every second byte is zero, as in UTF-16.
    ZeroBytes,
    /// The frequencies of its letters fit.
    Guessed,
    /// The user said so.
    Chosen,
}

/// What was found about an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) struct Found {
    pub(in crate::table) encoding: Encoding,
    pub(in crate::table) reason: EncodingReason,
    /// Byte sequences that mean no letter; `�` stands for each.
    pub(in crate::table) malformed: u64,
    /// Bytes beyond ASCII that a guess was made from.
    pub(in crate::table) letters: usize,
}

impl Found {
    /// Whether so few letters were guessed from that the guess may be wrong.
    pub(in crate::table) fn is_doubtful(&self) -> bool {
        self.reason == EncodingReason::Guessed && (1..=FEW_LETTERS).contains(&self.letters)
    }
}

/// What takes decoded text.
pub(in crate::table) type Sink<'a> = &'a mut dyn FnMut(&str) -> Result<(), Fault>;

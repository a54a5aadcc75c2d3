//! How the letters of a file are written in bytes.

use serde::{Deserialize, Serialize};

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
    Macintosh,
    Ibm866,
    Iso8859x6,
}

impl Encoding {
    /// All encodings that can be chosen.
    pub const ALL: [Self; 23] = [
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
        Self::Macintosh,
        Self::Ibm866,
        Self::Iso8859x6,
    ];
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

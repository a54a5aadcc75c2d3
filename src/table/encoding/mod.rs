//! Bytes to text.

use serde::{Deserialize, Serialize};

use super::error::{Fault, Problem};
use super::foreign::Foreign;

/// How many bytes a decision looks at: of the file's start, or from its first letter that is not ASCII on.
const WINDOW_BYTES: usize = 64 * 1024;

/// Bytes that are decoded at once, where they are not UTF-8 already.
const PIECE_BYTES: usize = 16 * 1024;

/// Zero bytes above this share of every second byte mean UTF-16 without its mark.
const UTF16_SHARE: f64 = 0.4;

/// So many letters beyond ASCII for each damaged one still mean UTF-8.
const UTF8_FOR_EACH_DAMAGE: usize = 10;

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
}

impl Encoding {
    /// All encodings that can be chosen.
    pub const ALL: [Self; 19] = [
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
    ];

    /// The name that people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GBK, GB18030 (simplified Chinese)",
            Self::Big5 => "Big5 (traditional Chinese)",
            Self::ShiftJis => "Shift_JIS (Japanese)",
            Self::EucJp => "EUC-JP (Japanese)",
            Self::EucKr => "EUC-KR (Korean)",
            Self::Windows1250 => "Windows-1250 (Central European)",
            Self::Windows1251 => "Windows-1251 (Cyrillic)",
            Self::Windows1252 => "Windows-1252 (Western European)",
            Self::Windows1253 => "Windows-1253 (Greek)",
            Self::Windows1254 => "Windows-1254 (Turkish)",
            Self::Windows1255 => "Windows-1255 (Hebrew)",
            Self::Windows1256 => "Windows-1256 (Arabic)",
            Self::Windows1257 => "Windows-1257 (Baltic)",
            Self::Windows1258 => "Windows-1258 (Vietnamese)",
            Self::Windows874 => "Windows-874 (Thai)",
            Self::Koi8R => "KOI8-R (Russian)",
        }
    }

    fn library(self) -> &'static encoding_rs::Encoding {
        match self {
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
        }
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
                .find(|encoding| encoding.library().name() == name)
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
pub(super) struct Found {
    pub(super) encoding: Encoding,
    pub(super) reason: EncodingReason,
    /// Byte sequences that mean no letter; `�` stands for each.
    pub(super) malformed: u64,
}

/// What takes decoded text.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&str) -> Result<(), Fault>;

/// Decodes a file that comes in chunks; the chunks make no difference.
pub(super) struct Decoder {
    chosen: Option<Encoding>,
    found: Found,
    /// Bytes that wait for a decision.
    window: Vec<u8>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The start of the file is gathered.
    Start,
    /// All was ASCII so far.
    Ascii,
    /// Gathers from the first byte that is not ASCII on.
    Gathering,
    /// Decided.
    Known,
}

struct State {
    phase: Phase,
    decoder: Option<encoding_rs::Decoder>,
    /// Of UTF-8, the start of a letter whose rest has not come yet.
    cut: Vec<u8>,
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Decoder")
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}

impl Decoder {
    /// A decoder that finds the encoding, unless it is chosen.
    pub(super) fn new(chosen: Option<Encoding>) -> Self {
        Self {
            chosen,
            found: Found {
                encoding: Encoding::Utf8,
                reason: EncodingReason::OnlyAscii,
                malformed: 0,
            },
            window: Vec::new(),
            state: State {
                phase: Phase::Start,
                decoder: None,
                cut: Vec::new(),
            },
        }
    }

    /// What was found so far.
    pub(super) fn found(&self) -> Found {
        self.found
    }

    /// Takes the next bytes of the file.
    pub(super) fn push(&mut self, bytes: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
        match self.state.phase {
            Phase::Known => self.decode(bytes, false, sink),
            Phase::Ascii => {
                let plain = bytes
                    .iter()
                    .position(|byte| !byte.is_ascii())
                    .unwrap_or(bytes.len());
                let (plain, rest) = bytes.split_at(plain);
                self.decode(plain, false, sink)?;
                if rest.is_empty() {
                    return Ok(());
                }
                self.state.phase = Phase::Gathering;
                self.push(rest, sink)
            }
            Phase::Start | Phase::Gathering => {
                let (more, rest) = bytes.split_at(bytes.len().min(WINDOW_BYTES - self.window.len()));
                self.window.extend_from_slice(more);
                if self.window.len() < WINDOW_BYTES {
                    return Ok(());
                }
                self.decide(false, sink)?;
                self.push(rest, sink)
            }
        }
    }

    /// Ends the file.
    pub(super) fn finish(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        if matches!(self.state.phase, Phase::Start | Phase::Gathering) {
            self.decide(true, sink)?;
        }
        self.decode(&[], true, sink)
    }

    fn decide(&mut self, complete: bool, sink: Sink<'_>) -> Result<(), Fault> {
        let window = std::mem::take(&mut self.window);
        let at_start = self.state.phase == Phase::Start;
        let (mark, marked) = if at_start { mark(&window) } else { (0, None) };
        let chosen = self.chosen.map(|encoding| (encoding, EncodingReason::Chosen));
        let by_mark = marked.map(|encoding| (encoding, EncodingReason::ByteOrderMark));
        let found = chosen.or(by_mark).or_else(|| {
            let zeros = if at_start { utf16_by_zeros(&window) } else { None };
            zeros.map(|encoding| (encoding, EncodingReason::ZeroBytes))
        });
        let is_utf16 = matches!(found, Some((Encoding::Utf16Le | Encoding::Utf16Be, _)));
        if at_start
            && !is_utf16
            && let Some(looks_like) = Foreign::of_bytes(&window)
        {
            return Err(Fault::of_file(Problem::NotCsv { looks_like }));
        }
        let (encoding, reason) = match found {
            Some(found) => found,
            None if window.is_ascii() => (Encoding::Utf8, EncodingReason::OnlyAscii),
            None if is_utf8(&window, complete) => (Encoding::Utf8, EncodingReason::ValidUtf8),
            None => (guess(&window), EncodingReason::Guessed),
        };
        self.found.encoding = encoding;
        self.found.reason = reason;
        self.state.phase = if reason == EncodingReason::OnlyAscii && !complete {
            Phase::Ascii
        } else {
            Phase::Known
        };
        if encoding != Encoding::Utf8 {
            self.state.decoder = Some(encoding.library().new_decoder_without_bom_handling());
        }
        // The mark is no letter, whatever was chosen.
        let mark = if marked == Some(encoding) { mark } else { 0 };
        self.decode(&window[mark..], false, sink)
    }

    fn decode(&mut self, bytes: &[u8], last: bool, sink: Sink<'_>) -> Result<(), Fault> {
        match &mut self.state.decoder {
            Some(decoder) => decode_by_library(decoder, bytes, last, &mut self.found.malformed, sink),
            None => self.decode_utf8(bytes, last, sink),
        }
    }

    /// UTF-8 is text already, and is passed on without a copy.
    fn decode_utf8(&mut self, mut bytes: &[u8], last: bool, sink: Sink<'_>) -> Result<(), Fault> {
        // A letter that a chunk has cut is put together byte by byte.
        while !self.state.cut.is_empty() && !bytes.is_empty() {
            self.state.cut.push(bytes[0]);
            match std::str::from_utf8(&self.state.cut) {
                Ok(letter) => {
                    sink(letter)?;
                    self.state.cut.clear();
                }
                Err(error) if error.error_len().is_none() => {}
                // The byte that does not continue the letter may begin another.
                Err(_) => {
                    self.malformed(sink)?;
                    self.state.cut.clear();
                    continue;
                }
            }
            bytes = &bytes[1..];
        }
        while !bytes.is_empty() {
            let error = match std::str::from_utf8(bytes) {
                Ok(text) => {
                    sink(text)?;
                    break;
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            if let Ok(text) = std::str::from_utf8(valid)
                && !text.is_empty()
            {
                sink(text)?;
            }
            let Some(length) = error.error_len() else {
                self.state.cut.extend_from_slice(rest);
                break;
            };
            self.malformed(sink)?;
            bytes = &rest[length..];
        }
        if last && !self.state.cut.is_empty() {
            self.state.cut.clear();
            self.malformed(sink)?;
        }
        Ok(())
    }

    fn malformed(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        self.found.malformed += 1;
        sink("\u{fffd}")
    }
}

fn decode_by_library(
    decoder: &mut encoding_rs::Decoder,
    bytes: &[u8],
    last: bool,
    malformed: &mut u64,
    sink: Sink<'_>,
) -> Result<(), Fault> {
    use encoding_rs::DecoderResult;
    let mut piece = vec![0; PIECE_BYTES];
    let mut rest = bytes;
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut piece, last);
        rest = &rest[read..];
        // The library writes valid UTF-8.
        if let Ok(text) = std::str::from_utf8(&piece[..written])
            && !text.is_empty()
        {
            sink(text)?;
        }
        match result {
            DecoderResult::InputEmpty => return Ok(()),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                *malformed += 1;
                sink("\u{fffd}")?;
            }
        }
    }
}

/// The byte order mark at the start of a file: its length, and the encoding it stands for.
fn mark(start: &[u8]) -> (usize, Option<Encoding>) {
    const MARKS: [(&[u8], Encoding); 3] = [
        (b"\xef\xbb\xbf", Encoding::Utf8),
        (b"\xff\xfe", Encoding::Utf16Le),
        (b"\xfe\xff", Encoding::Utf16Be),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| start.starts_with(mark))
        .map_or((0, None), |(mark, encoding)| (mark.len(), Some(*encoding)))
}

/// UTF-16 of mostly ASCII letters has zeros in every other place.
fn utf16_by_zeros(start: &[u8]) -> Option<Encoding> {
    let mut zeros = [0_usize; 2];
    for (place, _) in start.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        zeros[place % 2] += 1;
    }
    let [even, odd] = zeros;
    let pairs = start.len() / 2;
    if even.min(odd) * 10 >= even.max(odd) || even.max(odd) as f64 <= UTF16_SHARE * pairs as f64 {
        return None;
    }
    Some(if odd > even {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    })
}

/// Whether bytes are UTF-8, perhaps a little damaged. Where they are not `complete`, a letter may be cut at their
/// end.
fn is_utf8(bytes: &[u8], complete: bool) -> bool {
    let (mut letters, mut damages) = (0, 0);
    for piece in bytes.utf8_chunks() {
        letters += piece.valid().chars().filter(|letter| !letter.is_ascii()).count();
        damages += usize::from(!piece.invalid().is_empty());
    }
    let cut = match std::str::from_utf8(&bytes[bytes.len().saturating_sub(3)..]) {
        Err(error) => error.error_len().is_none() && !complete,
        Ok(_) => false,
    };
    let damages: usize = damages - usize::from(cut && damages > 0);
    damages * UTF8_FOR_EACH_DAMAGE <= letters && (letters > 0 || cut)
}

/// The encoding that the letters' frequencies fit best.
fn guess(bytes: &[u8]) -> Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = Encoding::of_library(detector.guess(None, chardetng::Utf8Detection::Deny).name());
    let in_pairs = matches!(
        guess,
        Encoding::Gb18030 | Encoding::Big5 | Encoding::ShiftJis | Encoding::EucJp | Encoding::EucKr
    );
    // Letters of two bytes come in words. Lone ones are signs among ASCII, as in 25 µg.
    let in_words = bytes
        .windows(2)
        .any(|pair| !pair[0].is_ascii() && !pair[1].is_ascii());
    // The signs of units, at the same places in all Western code pages: € § ° ± ² ³ µ ¼ ½.
    let is_sign = |byte: &u8| matches!(byte, 0x80 | 0xa7 | 0xb0..=0xb3 | 0xb5 | 0xbc | 0xbd);
    let only_signs = bytes.iter().filter(|byte| !byte.is_ascii()).all(is_sign);
    if !in_words && (in_pairs || only_signs) {
        Encoding::Windows1252
    } else {
        guess
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text and what was found, with the bytes in chunks of this size.
    fn decode(bytes: &[u8], chosen: Option<Encoding>, size: usize) -> (String, Found) {
        let mut decoder = Decoder::new(chosen);
        let mut text = String::new();
        let mut sink = |piece: &str| {
            text.push_str(piece);
            Ok(())
        };
        for chunk in bytes.chunks(size) {
            if decoder.push(chunk, &mut sink).is_err() {
                return ("no text".to_owned(), decoder.found());
            }
        }
        if decoder.finish(&mut sink).is_err() {
            return ("no text".to_owned(), decoder.found());
        }
        (text, decoder.found())
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding, reason: EncodingReason) {
        let found = Found {
            encoding,
            reason,
            malformed: 0,
        };
        for size in [1, 7, 1 << 20] {
            assert_eq!(
                decode(bytes, None, size),
                (text.to_owned(), found),
                "in chunks of {size}"
            );
        }
    }

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        let (bytes, _, failed) = encoding.library().encode(text);
        assert!(!failed, "{text}");
        bytes.into_owned()
    }

    const CHINESE: &str =
        "日期,城市,用电量,温度\n2020-01-01,北京市朝阳区,12.5,-3\n2020-01-02,上海市浦东新区,13.5,4\n";

    #[test]
    fn letters_tell_the_encoding() {
        let japanese = "日付,都市,気温,天気\n1,東京タワー,12.5,晴れのち曇り\n2,おおさか,13.5,くもり\n";
        let german = "Größe;Straße;Müller\n1,5;Königsallee;schön\n2,5;Überseering;süß\n";
        let russian = "дата;город;температура\n1;Москва;12\n2;Санкт-Петербург;13\n";
        for (text, encoding) in [
            (CHINESE, Encoding::Gb18030),
            (japanese, Encoding::ShiftJis),
            (
                "日期,城市,溫度\n1,臺北市,晴時多雲\n2,高雄縣鳳山鎮,颱風\n",
                Encoding::Big5,
            ),
            (
                "날짜,도시,기온\n1,서울특별시,맑음\n2,부산광역시,흐림\n",
                Encoding::EucKr,
            ),
            (german, Encoding::Windows1252),
            (russian, Encoding::Windows1251),
        ] {
            check(&encoded(text, encoding), text, encoding, EncodingReason::Guessed);
            check(text.as_bytes(), text, Encoding::Utf8, EncodingReason::ValidUtf8);
        }
    }

    #[test]
    fn lone_signs_are_no_chinese() {
        for text in ["dose\n25 µg\n30 µg\n", "t\n5 °C\n7 °C\n", "café\n1\n"] {
            let bytes = encoded(text, Encoding::Windows1252);
            check(&bytes, text, Encoding::Windows1252, EncodingReason::Guessed);
        }
    }

    #[test]
    fn marks_and_zeros_tell_utf_16() {
        let text = "größe,名前\n1,2\nsome,more letters\n";
        for (encoding, mark, bytes) in [
            (
                Encoding::Utf16Le,
                [0xff, 0xfe],
                u16::to_le_bytes as fn(u16) -> [u8; 2],
            ),
            (Encoding::Utf16Be, [0xfe, 0xff], u16::to_be_bytes),
        ] {
            let plain: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            check(&plain, text, encoding, EncodingReason::ZeroBytes);
            let marked = [&mark[..], &plain].concat();
            check(&marked, text, encoding, EncodingReason::ByteOrderMark);
        }
        let marked = "\u{feff}a,b\n";
        check(
            marked.as_bytes(),
            "a,b\n",
            Encoding::Utf8,
            EncodingReason::ByteOrderMark,
        );
        // A mark before letters of another encoding that was chosen stays a damage.
        assert!(
            decode(b"\xef\xbb\xbfa", Some(Encoding::Windows1252), 9)
                .0
                .ends_with('a')
        );
        assert_eq!(decode(b"\xff\xfea\0", Some(Encoding::Utf16Le), 9).0, "a");
    }

    #[test]
    fn the_first_letter_beyond_ascii_decides_however_late_it_comes() {
        let start = "a,b\n".to_owned() + &"1,2\n".repeat(50_000);
        check(
            start.as_bytes(),
            &start,
            Encoding::Utf8,
            EncodingReason::OnlyAscii,
        );
        let text = start.clone() + "1,Größe und Höhe über süßen Äpfeln\n" + &"3,4\n".repeat(30_000);
        check(text.as_bytes(), &text, Encoding::Utf8, EncodingReason::ValidUtf8);
        let bytes = encoded(&text, Encoding::Windows1252);
        check(&bytes, &text, Encoding::Windows1252, EncodingReason::Guessed);
    }

    #[test]
    fn what_means_no_letter_is_counted() {
        let mut bytes = "ä,ö\n".repeat(100).into_bytes();
        bytes.extend_from_slice(b"caf\xe9,1\n\xc3");
        for size in [1, 3, 1 << 20] {
            let (text, found) = decode(&bytes, None, size);
            assert!(text.ends_with("caf\u{fffd},1\n\u{fffd}"), "{text}");
            assert_eq!((found.encoding, found.malformed), (Encoding::Utf8, 2));
        }
        let (text, found) = decode(b"a\x81b", Some(Encoding::Windows1252), 1);
        assert_eq!((text.as_str(), found.malformed), ("a\u{81}b", 0));
        let (text, found) = decode(b"\xb1\xb1 \xff\n", Some(Encoding::Gb18030), 1);
        assert_eq!((text.as_str(), found.malformed), ("北 \u{fffd}\n", 1));
        assert_eq!(found.reason, EncodingReason::Chosen);
    }

    #[test]
    fn each_encoding_has_a_name_and_reads_ascii() {
        for encoding in Encoding::ALL {
            assert!(!encoding.name().is_empty());
            let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
            if !wide {
                assert_eq!(decode(b"a,1", Some(encoding), 2).0, "a,1");
            }
            assert_eq!(Encoding::of_library(encoding.library().name()), encoding);
        }
        assert_eq!(Encoding::of_library("macintosh"), Encoding::Windows1252);
    }

    proptest! {
        #[test]
        fn any_chunks_give_what_one_piece_gives(
            ascii in prop_oneof![Just(0), WINDOW_BYTES - 20..WINDOW_BYTES + 20],
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..60),
                "[a-zäß€😀北]{0,30}".prop_map(String::into_bytes),
            ],
            more in prop_oneof![Just(0), WINDOW_BYTES - 60..WINDOW_BYTES],
            size in prop_oneof![1_usize..9, 60_000_usize..70_000],
        ) {
            let bytes = [&vec![b'x'; ascii][..], &bytes, &vec![b'y'; more]].concat();
            prop_assert_eq!(decode(&bytes, None, size), decode(&bytes, None, usize::MAX));
        }
    }
}

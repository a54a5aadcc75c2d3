//! Bytes that come in chunks to text, in an encoding that is found on the way.

use super::{Found, Sink, dos, guess, western};
use crate::table::bytes::foreign::Foreign;
use crate::table::facts::encoding::{Encoding, EncodingReason};
use crate::table::facts::error::{Fault, Problem};

/// How many bytes a decision looks at: of the file's start, or from its first letter that is not ASCII on.
pub(super) const WINDOW_BYTES: usize = 64 * 1024;

/// Bytes that are decoded at once, where they are not UTF-8 already.
const PIECE_BYTES: usize = 16 * 1024;

/// Decodes a file that comes in chunks; the chunks make no difference.
pub(in crate::table) struct Decoder {
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

enum Scheme {
    Utf8,
    Library(encoding_rs::Decoder),
    Dos,
}

struct State {
    phase: Phase,
    decoder: Scheme,
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
    pub(in crate::table) fn new(chosen: Option<Encoding>) -> Self {
        Self {
            chosen,
            found: Found {
                encoding: Encoding::Utf8,
                reason: EncodingReason::OnlyAscii,
                malformed: 0,
                non_ascii_bytes: 0,
                is_suspicious: false,
            },
            window: Vec::new(),
            state: State {
                phase: Phase::Start,
                decoder: Scheme::Utf8,
                cut: Vec::new(),
            },
        }
    }

    /// What was found so far.
    pub(in crate::table) fn found(&self) -> Found {
        self.found
    }

    /// Takes the next bytes of the file.
    pub(in crate::table) fn push(&mut self, bytes: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
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
    pub(in crate::table) fn finish(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        if matches!(self.state.phase, Phase::Start | Phase::Gathering) {
            self.decide(true, sink)?;
        }
        self.decode(&[], true, sink)
    }

    fn decide(&mut self, complete: bool, sink: Sink<'_>) -> Result<(), Fault> {
        let window = std::mem::take(&mut self.window);
        let at_start = self.state.phase == Phase::Start;
        let (mark, marked) = if at_start { guess::mark(&window) } else { (0, None) };
        let chosen = self.chosen.map(|encoding| (encoding, EncodingReason::Chosen));
        let by_mark = marked.map(|encoding| (encoding, EncodingReason::ByteOrderMark));
        let found = chosen.or(by_mark).or_else(|| {
            let zeros = if at_start {
                guess::utf16_by_zeros(&window)
            } else {
                None
            };
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
            None if guess::is_utf8(&window, complete) => (Encoding::Utf8, EncodingReason::ValidUtf8),
            None => (guess::encoding(&window), EncodingReason::Guessed),
        };
        self.found.encoding = encoding;
        self.found.reason = reason;
        self.state.phase = if reason == EncodingReason::OnlyAscii && !complete {
            Phase::Ascii
        } else {
            Phase::Known
        };
        if reason == EncodingReason::Guessed {
            self.found.non_ascii_bytes = guess::non_ascii_bytes(&window);
            self.found.is_suspicious = western::is_suspicious(&window, encoding);
        }
        self.state.decoder = match encoding.library() {
            _ if encoding == Encoding::Utf8 => Scheme::Utf8,
            Some(library) => Scheme::Library(library.new_decoder_without_bom_handling()),
            None => Scheme::Dos,
        };
        // The mark is no letter, whatever was chosen.
        let mark = if marked == Some(encoding) { mark } else { 0 };
        self.decode(&window[mark..], false, sink)
    }

    fn decode(&mut self, bytes: &[u8], last: bool, sink: Sink<'_>) -> Result<(), Fault> {
        match &mut self.state.decoder {
            Scheme::Library(decoder) => {
                decode_by_library(decoder, bytes, last, &mut self.found.malformed, sink)
            }
            Scheme::Dos => dos::decode(bytes, sink),
            Scheme::Utf8 => self.decode_utf8(bytes, last, sink),
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

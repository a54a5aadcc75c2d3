//! Blanks before a quote, as in `1, "a, b", 2`: they belong to no cell, and the quote still opens one.

use super::quote::Quoting;
use crate::table::facts::dialect::{Delimiter, Quote};

/// For each quote behind blanks that closes no cell, so many have to: a few stray ones change nothing.
const PROPER_FOR_EACH_OTHER: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing of a cell but blanks.
    CellStart,
    /// In a cell without quotes, or behind the quotes of one.
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell: it closes the cell, unless another follows.
    Closing,
}

/// Takes the blanks away that stand between the start of a cell and its quote.
#[derive(Debug, Clone)]
pub(in crate::table) struct Padding {
    delimiter: u8,
    quote: u8,
    state: State,
    /// Blanks at the start of the current cell, which wait for what follows.
    waiting: usize,
}

impl Padding {
    /// Nothing where the dialect has no quotes.
    pub(in crate::table) fn new(delimiter: Delimiter, quote: Quote) -> Option<Self> {
        quote.byte().map(|quote| Self {
            delimiter: delimiter.byte(),
            quote,
            state: State::CellStart,
            waiting: 0,
        })
    }

    /// Takes the next bytes, and adds what is left of them to `bare`.
    pub(in crate::table) fn remove(&mut self, bytes: &[u8], bare: &mut Vec<u8>) {
        for &byte in bytes {
            if self.state == State::CellStart && byte == b' ' {
                self.waiting += 1;
                continue;
            }
            let opens = self.state == State::CellStart && byte == self.quote;
            if !opens {
                bare.extend(std::iter::repeat_n(b' ', self.waiting));
            }
            self.waiting = 0;
            bare.push(byte);
            self.state = self.after(byte);
        }
    }

    /// Blanks at the end of the file are those of its last cell.
    pub(in crate::table) fn finish(&mut self, bare: &mut Vec<u8>) {
        bare.extend(std::iter::repeat_n(b' ', std::mem::take(&mut self.waiting)));
    }

    fn after(&self, byte: u8) -> State {
        let ends_cell = byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        match self.state {
            State::Quoted if byte == self.quote => State::Closing,
            State::Quoted => State::Quoted,
            State::Closing | State::CellStart if byte == self.quote => State::Quoted,
            State::CellStart | State::Plain | State::Closing if ends_cell => State::CellStart,
            State::CellStart | State::Plain | State::Closing => State::Plain,
        }
    }
}

/// Whether quotes of cells stand behind blanks in a text: nearly each such quote has another that closes its cell on
/// the same line.
pub(super) fn is_padded(head: &[u8], delimiter: Delimiter, quoting: Quoting) -> bool {
    if delimiter == Delimiter::Spaces || quoting.backslash {
        return false;
    }
    let Some(mut padding) = Padding::new(delimiter, quoting.quote) else {
        return false;
    };
    let (mut proper, mut others) = (0, 0);
    let mut place = 0;
    while let Some(&byte) = head.get(place) {
        let padded = padding.state == State::CellStart && place > 0 && head[place - 1] == b' ';
        if padded && byte == padding.quote {
            let rest = &head[place + 1..];
            padding.state = State::Plain;
            if let Some(length) = length_of_quoted(rest, padding.delimiter, padding.quote) {
                proper += 1;
                place += length;
            } else {
                others += 1;
            }
        } else if !(padding.state == State::CellStart && byte == b' ') {
            padding.state = padding.after(byte);
        }
        place += 1;
    }
    proper > 0 && proper >= PROPER_FOR_EACH_OTHER * others
}

/// How many bytes belong to a quoted cell that has just been opened, its closing quote included; nothing where it is
/// not closed on this line, or in the midst of a text.
fn length_of_quoted(rest: &[u8], delimiter: u8, quote: u8) -> Option<usize> {
    let mut place = 0;
    loop {
        match rest.get(place)? {
            b'\n' | b'\r' => return None,
            byte if *byte != quote => place += 1,
            _ if rest.get(place + 1) == Some(&quote) => place += 2,
            _ => break,
        }
    }
    let behind = rest[place + 1..].iter().find(|&&byte| byte != b' ');
    behind
        .is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'))
        .then_some(place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_before_a_quote_go_and_all_others_stay() {
        let text = b"a,  b, \"c, \"\"d\"\"\" , \"e\"\n \"1\" ,2, 5\" pipe, \"x\"  ";
        for size in [1, 3, 100] {
            let mut padding = Padding::new(Delimiter::Comma, Quote::Double).unwrap();
            let mut bare = Vec::new();
            for chunk in text.chunks(size) {
                padding.remove(chunk, &mut bare);
            }
            padding.finish(&mut bare);
            let expected = b"a,  b,\"c, \"\"d\"\"\" ,\"e\"\n\"1\" ,2, 5\" pipe,\"x\"  ";
            assert_eq!(String::from_utf8_lossy(&bare), String::from_utf8_lossy(expected));
        }
    }

    #[test]
    fn quotes_behind_blanks_are_told_from_stray_ones() {
        for (text, expected) in [
            ("a, b\n1, \"x, y\"\n", true),
            ("a, b\n1, \"say \"\"hi\"\"\" \n", true),
            ("a, b\n \"x\", 1", true),
            ("a,b\n1,\"x, y\"\n", false),
            // In quotes, or in a text.
            ("a,b\n\"x, \"\"y\"\", z\",1\n", false),
            ("a, b\n1, \"big\" one\n", false),
            ("a, b\n1, the \"big\"\n", false),
            ("a, b\n1, \"x\n2, y\"\n", false),
            ("a, b\n1, 2\n", false),
        ] {
            let found = is_padded(text.as_bytes(), Delimiter::Comma, Quote::Double.into());
            assert_eq!(found, expected, "{text:?}");
        }
        assert!(!is_padded(
            b"a \"b\"\n1 \"x\"\n",
            Delimiter::Spaces,
            Quote::Double.into()
        ));
        assert!(!is_padded(b"a, \"b\"\n", Delimiter::Comma, Quote::None.into()));
    }
}

//! Blanks between cells: any number of them is one.

use crate::table::facts::dialect::Quote;

/// Makes one blank of many, and none at the start and end of a line; in quotes they stay.
#[derive(Debug, Clone)]
pub(in crate::table) struct Blanks {
    quote: Option<u8>,
    in_quote: bool,
    pending: bool,
    at_line_start: bool,
}

impl Blanks {
    pub(in crate::table) fn new(quote: Quote) -> Self {
        Self {
            quote: quote.byte(),
            in_quote: false,
            pending: false,
            at_line_start: true,
        }
    }

    /// Takes the next bytes, and adds what is left of them to `collapsed`.
    pub(in crate::table) fn collapse(&mut self, bytes: &[u8], collapsed: &mut Vec<u8>) {
        for &byte in bytes {
            if Some(byte) == self.quote {
                self.in_quote = !self.in_quote;
            }
            let blank = matches!(byte, b' ' | b'\t') && !self.in_quote;
            let line_end = matches!(byte, b'\n' | b'\r') && !self.in_quote;
            if blank {
                self.pending = !self.at_line_start;
            } else {
                if self.pending && !line_end {
                    collapsed.push(b' ');
                }
                collapsed.push(byte);
                self.pending = false;
                self.at_line_start = line_end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_blanks_are_one_and_those_in_quotes_stay() {
        let text = b"  a \t b  \r\n\t1   \"x  y\" \n";
        for size in [1, 3, 100] {
            let mut blanks = Blanks::new(Quote::Double);
            let mut collapsed = Vec::new();
            for chunk in text.chunks(size) {
                blanks.collapse(chunk, &mut collapsed);
            }
            assert_eq!(collapsed, b"a b\r\n1 \"x  y\"\n");
        }
    }
}

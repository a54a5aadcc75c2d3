//! The texts that cells of an old workbook share: how long each is.
//!
//! A text and what belongs to it may be cut anywhere by the end of a record and go on in the next; a text then begins
//! anew with a byte that says how wide its characters are.

/// Bytes that a character of two takes at most in UTF-8.
const WIDE_CHARACTER: u64 = 3;

/// The data of a record and of those that continue it.
struct Pieces<'s> {
    data: &'s [u8],
    rest: std::slice::Iter<'s, &'s [u8]>,
}

impl<'s> Pieces<'s> {
    fn next_piece(&mut self) -> bool {
        let next = self.rest.next();
        self.data = next.copied().unwrap_or(self.data);
        next.is_some()
    }

    /// So many bytes of the current piece.
    fn take(&mut self, count: usize) -> Option<&'s [u8]> {
        let (taken, rest) = self.data.split_at_checked(count)?;
        self.data = rest;
        Some(taken)
    }

    fn number_16(&mut self) -> Option<usize> {
        let bytes = self.take(2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(bytes)))
    }

    /// Passes over bytes that may go on in the next pieces.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.data.is_empty() && !self.next_piece() {
                return None;
            }
            let here = count.min(self.data.len());
            self.take(here)?;
            count -= here;
        }
        Some(())
    }

    /// The bytes of one text, which is passed over.
    fn text(&mut self) -> Option<u64> {
        if self.data.is_empty() {
            return Some(0);
        }
        let mut characters = self.number_16()?;
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 == 0 { 0 } else { self.number_16()? };
        let extra = if flags & 4 == 0 {
            0
        } else {
            let bytes = self.take(4)?.try_into().ok()?;
            usize::try_from(i32::from_le_bytes(bytes)).ok()?
        };
        let mut is_wide = flags & 1 != 0;
        let mut bytes = 0;
        while characters > 0 {
            let width = if is_wide { 2 } else { 1 };
            let here = characters.min(self.data.len() / width);
            self.take(here * width)?;
            bytes += here as u64 * if is_wide { WIDE_CHARACTER } else { 1 };
            characters -= here;
            if characters > 0 {
                if !self.next_piece() {
                    return None;
                }
                is_wide = self.take(1)?.first()? & 1 != 0;
            }
        }
        self.skip(runs * 4)?;
        self.skip(extra)?;
        Some(bytes)
    }
}

/// Bytes of each text in a record and its continuations; nothing where they are cut.
pub(super) fn lengths(data: &[u8], continued: &[&[u8]]) -> Option<Vec<u64>> {
    let mut pieces = Pieces {
        data: data.get(8..)?,
        rest: continued.iter(),
    };
    let mut lengths = Vec::new();
    while !pieces.data.is_empty() || pieces.next_piece() {
        lengths.push(pieces.text()?);
    }
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_measured_over_the_ends_of_records() {
        // What counts the texts is passed over.
        let head = [0; 8];
        let narrow = [&head[..], b"\x03\0\0abc", b"\x02\0\x01a\0b\0"].concat();
        assert_eq!(lengths(&narrow, &[]), Some(vec![3, 6]));
        // Cut within the text, after which its characters are wide, and within what belongs to it.
        let cut = [&head[..], b"\x04\0\x08\x01\0ab"].concat();
        assert_eq!(
            lengths(&cut, &[b"\x01c\0d\0\0\0", b"\0\0", b"\x01\0\0x"]),
            Some(vec![8, 1])
        );
        assert_eq!(lengths(&cut, &[b"\x01c\0d\0\0\0"]), None);
        assert_eq!(lengths(&head[..7], &[]), None);
    }
}

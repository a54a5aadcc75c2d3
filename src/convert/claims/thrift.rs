//! Thrift's compact protocol, in which Parquet writes what it claims: just enough to walk over it.

/// Structs and lists within each other that the library for Parquet reads at most.
const MAX_DEPTH: u32 = 64;

/// The kinds of values.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
const BYTE: u8 = 3;
const NUMBERS: std::ops::RangeInclusive<u8> = 4..=6;
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const SET: u8 = 10;
const MAP: u8 = 11;
const STRUCT: u8 = 12;
const UUID: u8 = 13;

/// The rest of some bytes. What reads gives nothing where they are cut or damaged.
pub(super) struct Thrift<'b>(pub(super) &'b [u8]);

impl<'b> Thrift<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        Some(*self.take(1)?.first()?)
    }

    /// A whole number of seven bits in each byte.
    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A whole number with a sign, which stands in its last bit.
    pub(super) fn number(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// A whole number as the library takes it where 32 bits are due: the last ones of what is written.
    pub(super) fn number_32(&mut self) -> Option<i64> {
        Some(self.number()? << 32 >> 32)
    }

    /// Passes on the number and the kind of each field of a struct; `read` has to read its value.
    pub(super) fn fields(&mut self, read: &mut dyn FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut field = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            field = match i64::from(head >> 4) {
                // The library takes the last 16 bits.
                0 => self.number()? << 48 >> 48,
                step => field.checked_add(step)?,
            };
            read(self, field, head & 0xf)?;
        }
    }

    /// The number of values in a list, and their kind.
    pub(super) fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.varint()?,
            few => u64::from(few),
        };
        Some((count, head & 0xf))
    }

    /// Passes over the value of a field.
    pub(super) fn skip(&mut self, kind: u8) -> Option<()> {
        self.skip_within(kind, MAX_DEPTH)
    }

    fn skip_within(&mut self, kind: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            // The kind is the value.
            TRUE | FALSE => Some(()),
            BYTE => self.take(1).map(drop),
            kind if NUMBERS.contains(&kind) => self.varint().map(drop),
            DOUBLE => self.take(8).map(drop),
            UUID => self.take(16).map(drop),
            BINARY => {
                let length = usize::try_from(self.varint()?).ok()?;
                self.take(length).map(drop)
            }
            LIST | SET => {
                let (count, kind) = self.list()?;
                self.skip_many(count, &[kind], depth)
            }
            MAP => match self.varint()? {
                0 => Some(()),
                count => {
                    let kinds = self.byte()?;
                    self.skip_many(count, &[kinds >> 4, kinds & 0xf], depth)
                }
            },
            STRUCT => self.fields(&mut |thrift, _, kind| thrift.skip_within(kind, depth)),
            _ => None,
        }
    }

    fn skip_many(&mut self, count: u64, kinds: &[u8], depth: u32) -> Option<()> {
        for _ in 0..count {
            for &kind in kinds {
                // In lists truths are bytes, so that each value takes some.
                let kind = if matches!(kind, TRUE | FALSE) { BYTE } else { kind };
                self.skip_within(kind, depth)?;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_kind_are_passed_over() {
        let fields: &[u8] =
            b"\x11\x12\x13\x07\x15\x96\x01\x17abcdefgh\x18\x02ab\x19\x21\x01\x02\x1b\x01\x85\x01a\x02\
            \x1c\x15\x02\x00\x1d0123456789abcdef\x05\x30\x07\x00";
        let mut seen = Vec::new();
        let mut thrift = Thrift(fields);
        let read = thrift.fields(&mut |thrift, field, kind| {
            seen.push(field);
            if field == 4 {
                assert_eq!(thrift.number(), Some(75));
                return Some(());
            }
            thrift.skip(kind)
        });
        assert_eq!(read, Some(()));
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 24]);
        assert!(thrift.0.is_empty());
        for length in 0..fields.len() {
            let cut = Thrift(&fields[..length]).skip(STRUCT);
            assert_eq!(cut, None, "{length}");
        }
    }

    #[test]
    fn what_goes_on_and_on_is_refused() {
        // Structs within each other, the outermost without a head.
        let nested = |depth: usize| [vec![0x1c; depth - 1], vec![0; depth]].concat();
        assert_eq!(Thrift(&nested(64)).skip(STRUCT), Some(()));
        assert_eq!(Thrift(&nested(65)).skip(STRUCT), None);
        let long = |bytes: usize| [vec![0xff; bytes - 1], vec![1]].concat();
        assert_eq!(Thrift(&long(10)).varint(), Some(u64::MAX));
        assert_eq!(Thrift(&long(11)).varint(), None);
    }
}

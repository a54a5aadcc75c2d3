//! Texts that a Parquet page writes as what they share with the text before.
//!
//! A page of a few bytes can say that each of its texts repeats the one before, which may be long. So the lengths are
//! read before the library makes the texts. They are written as differences in blocks of bits.

use super::thrift::Thrift;

/// The numbers of a block come in groups of so many.
const GROUP: u64 = 32;

/// The sum of whole numbers written as differences, of which there are at most `most`; what stands behind them stays in
/// `thrift`. They are not kept: a few bytes can stand for billions of them.
fn sum(thrift: &mut Thrift<'_>, most: u64) -> Option<u64> {
    let block = thrift.varint()?;
    let parts = thrift.varint().filter(|&parts| parts > 0)?;
    let count = thrift.varint().filter(|&count| count <= most)?;
    let mut last = thrift.number()?;
    let in_part = block / parts;
    if block % parts != 0 || in_part == 0 || in_part % GROUP != 0 {
        return None;
    }
    let (mut total, mut left) = (0_u64, count);
    if let Some(others) = left.checked_sub(1) {
        total = u64::try_from(last).ok()?;
        left = others;
    }
    while left > 0 {
        let least = thrift.number()?;
        let (widths, rest) = thrift.0.split_at_checked(usize::try_from(parts).ok()?)?;
        thrift.0 = rest;
        for &width in widths {
            if left == 0 {
                break;
            }
            if width > 64 {
                return None;
            }
            let bytes = in_part.checked_mul(u64::from(width))? / 8;
            // The last part may be cut behind the last number.
            let bytes = bytes.min(thrift.0.len() as u64);
            let (part, rest) = thrift.0.split_at_checked(usize::try_from(bytes).ok()?)?;
            thrift.0 = rest;
            let here = left.min(in_part);
            for index in 0..here {
                last = last.wrapping_add(least).wrapping_add(bits(part, index, width)?);
                total = total.saturating_add(u64::try_from(last).ok()?);
            }
            left -= here;
        }
    }
    Some(total)
}

/// The number of so many bits at this place among others of the same width.
fn bits(bytes: &[u8], index: u64, width: u8) -> Option<i64> {
    let first = index.checked_mul(u64::from(width))?;
    let mut number = 0_u64;
    for bit in 0..u64::from(width) {
        let place = first + bit;
        let byte = bytes.get(usize::try_from(place / 8).ok()?)?;
        number |= u64::from(byte >> (place % 8) & 1) << bit;
    }
    Some(number.cast_signed())
}

/// Bytes that the texts of a page have together; nothing where it is damaged. `values` is how many the page has, and
/// `share_starts` whether each begins with a part of the one before.
pub(in crate::convert) fn text_bytes(page: &[u8], values: u64, share_starts: bool) -> Option<u64> {
    let mut thrift = Thrift(page);
    let shared = if share_starts {
        sum(&mut thrift, values)?
    } else {
        0
    };
    Some(shared.saturating_add(sum(&mut thrift, values)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of 128 numbers in four parts; the first number, the least difference, and the bits of the others.
    fn written(count: u8, first: u8, least: u8, widths: [u8; 4], parts: &[u8]) -> Vec<u8> {
        let head = [0x80, 0x01, 4, count, first * 2, least * 2];
        [&head[..], &widths, parts].concat()
    }

    #[test]
    fn lengths_are_read_and_added_up() {
        // 5, 5 + 1 + 3 and 9 + 1 + 2, in two bits each.
        let lengths = written(3, 5, 1, [2, 0, 0, 0], &[0b1011, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(text_bytes(&lengths, 3, false), Some(5 + 9 + 12));
        let same = written(100, 9, 0, [0; 4], &[]);
        assert_eq!(
            text_bytes(&[lengths.clone(), same].concat(), 100, true),
            Some(26 + 900)
        );
        assert_eq!(text_bytes(&lengths, 2, false), None);
        assert_eq!(text_bytes(&lengths[..9], 3, false), None);
    }

    #[test]
    fn as_many_lengths_as_no_page_has_are_refused() {
        let many = written(100, 9, 0, [0; 4], &[]);
        assert_eq!(text_bytes(&many, 100, false), Some(900));
        assert_eq!(text_bytes(&many, 99, false), None);
        let no_parts = [0x80, 0x01, 0, 2, 0];
        assert_eq!(text_bytes(&no_parts, 20, false), None);
    }
}

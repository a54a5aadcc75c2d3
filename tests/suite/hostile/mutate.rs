//! Small changes to bytes, of the kinds that break readers.

use kindred::random::Generator;

/// Bytes that mean something in one format or another.
const BYTES: &[u8] = b"\0\x01\x7f\x80\xff\"',;\t\n\r\\ #-.0<>&/{}[]:";

/// Numbers that sizes and positions should not have.
const SIZES: [u64; 12] = [
    0,
    1,
    0x7f,
    0xff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_fffe,
    0xffff_ffff,
    1 << 40,
    u64::MAX >> 1,
    u64::MAX,
];

/// The same in digits, with numbers that are none.
const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "1048577",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "99999999999999999999",
    "1e308",
    "1e-400",
    "nan",
    "",
];

/// So many bytes are enough; repeated blocks would double an input again and again.
const MAX_BYTES: usize = 1 << 18;

/// The bytes with one to six changes; pieces of `other` may come in.
pub(super) fn mutated(bytes: &[u8], other: &[u8], draws: &mut Generator) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=draws.below(6) {
        change(&mut bytes, other, draws);
    }
    bytes.truncate(MAX_BYTES);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], draws: &mut Generator) {
    let place = draws.below(bytes.len());
    match draws.below(10) {
        0 | 1 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << draws.below(8);
            }
        }
        2 => {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = BYTES[draws.below(BYTES.len())];
            }
        }
        3 => size(&mut bytes[place..], draws),
        4 => digits(bytes, place, draws),
        5 => {
            let block = block(bytes, draws);
            bytes.splice(place..place, block);
        }
        6 => {
            let block = block(other, draws);
            let end = (place + draws.below(block.len() + 1)).min(bytes.len());
            bytes.splice(place..end, block);
        }
        7 => {
            let end = (place + 1 + draws.below(64)).min(bytes.len());
            bytes.drain(place..end);
        }
        8 => {
            let block = block(bytes, draws);
            let times = 1 + draws.below(200);
            bytes.splice(place..place, block.repeat(times));
        }
        _ => {
            // Rarely: most of what is cut is refused at once.
            if draws.below(4) == 0 {
                bytes.truncate(place);
            }
        }
    }
}

/// Writes a size over one, two, four or eight bytes, with the lowest byte first or last.
fn size(bytes: &mut [u8], draws: &mut Generator) {
    let number = SIZES[draws.below(SIZES.len())];
    let width = (1 << draws.below(4)).min(bytes.len());
    if draws.below(4) == 0 {
        bytes[..width].copy_from_slice(&number.to_be_bytes()[8 - width..]);
    } else {
        bytes[..width].copy_from_slice(&number.to_le_bytes()[..width]);
    }
}

/// Writes another number in place of the next digits.
fn digits(bytes: &mut Vec<u8>, place: usize, draws: &mut Generator) {
    let number = NUMBERS[draws.below(NUMBERS.len())];
    let Some(start) = bytes[place..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let start = place + start;
    let count = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    bytes.splice(start..start + count, number.bytes());
}

/// Some bytes out of many.
fn block(bytes: &[u8], draws: &mut Generator) -> Vec<u8> {
    let start = draws.below(bytes.len());
    let longest = 1 << draws.below(10);
    let end = (start + 1 + draws.below(longest)).min(bytes.len());
    bytes[start..end].to_vec()
}

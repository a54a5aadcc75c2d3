//! An address as a QR code, for the camera of another device.

use std::fmt::Write as _;

use maud::html;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::language::{Phrase, phrase};

/// Characters of the longest address that gets a code: denser ones do not scan from a screen.
const MAX_CHARACTERS: usize = 1_200;

/// The largest code that is drawn: 117 modules, in which as many bytes have room.
const LARGEST: u8 = 25;

/// Empty modules around a code; cameras look for them.
const QUIET: i32 = 4;

/// What the picture is, for those who do not see it.
const TITLE: Phrase = phrase("QR code of the link", "链接的二维码");

/// The code of a text as SVG, one unit to a module. It is black on white in every colour scheme, as cameras expect. Nothing
/// where the text is too long for a code that scans from a screen.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    if text.chars().count() > MAX_CHARACTERS {
        return None;
    }
    // The lowest level of correction, or a higher one where it needs no larger code: a screen has no scratches.
    let code = QrCode::encode_segments_advanced(
        &QrSegment::make_segments(text),
        QrCodeEcc::Low,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .ok()?;
    let width = code.size() + 2 * QUIET;
    let markup = html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" role="img" aria-label=(TITLE.say())
            viewBox={ "0 0 " (width) " " (width) } shape-rendering="crispEdges" {
            title { (TITLE) }
            rect width=(width) height=(width) fill="#fff" {}
            path fill="#000" d=(path(&code)) {}
        }
    };
    Some(markup.into_string())
}

/// The dark modules, those beside each other in one stroke.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            let length = i32::try_from(length).unwrap_or(0);
            if length > 0 {
                // Writing to a text does not fail.
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            // What ended the run is light.
            x += length + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules of a picture, without its quiet zone, which has to be empty.
    fn modules(svg: &str) -> Vec<Vec<bool>> {
        let attribute = |name: &str| {
            let (_, rest) = svg.split_once(&format!(" {name}=\"")).unwrap();
            rest.split_once('"').unwrap().0
        };
        let width: usize = attribute("viewBox").rsplit(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![vec![false; width]; width];
        for run in attribute("d").split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, rest) = rest.split_once('v').unwrap();
            assert_eq!(rest, format!("1h-{length}z"));
            let [x, y, length] = [x, y, length].map(|number| number.parse::<usize>().unwrap());
            dark[y][x..x + length].fill(true);
        }
        let inside = 4..width - 4;
        for (y, row) in dark.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                assert!(!dark || (inside.contains(&x) && inside.contains(&y)), "{x} {y}");
            }
        }
        dark[inside.clone()]
            .iter()
            .map(|row| row[inside.clone()].to_vec())
            .collect()
    }

    /// Reads the bytes of a code of version 2 whose level is L, as ISO/IEC 18004 lays them out: an own reader, so that
    /// neither the crate nor the picture can be wrong alone.
    fn read(dark: &[Vec<bool>]) -> Vec<u8> {
        let size = 25;
        assert_eq!(dark.len(), size);
        let format = [(0, 8), (1, 8), (2, 8), (3, 8), (4, 8)].map(|(x, y): (usize, usize)| dark[y][x]);
        let format = format.iter().fold(0, |bits, &bit| bits << 1 | u32::from(bit)) ^ 0b1_0101;
        assert_eq!(format >> 3, 0b01, "level L");
        let mask = format & 0b111;
        let is_masked = |x: usize, y: usize| {
            let rest = match mask {
                0 => (x + y) % 2,
                1 => y % 2,
                2 => x % 3,
                3 => (x + y) % 3,
                4 => (x / 3 + y / 2) % 2,
                5 => x * y % 2 + x * y % 3,
                6 => (x * y % 2 + x * y % 3) % 2,
                _ => ((x + y) % 2 + x * y % 3) % 2,
            };
            rest == 0
        };
        let is_pattern = |x: usize, y: usize| {
            let finders = match (x < 9, y < 9) {
                (true, true) => true,
                (false, true) => x >= size - 8,
                (true, false) => y >= size - 8,
                (false, false) => false,
            };
            let alignment = (16..=20).contains(&x) && (16..=20).contains(&y);
            finders || alignment || x == 6 || y == 6
        };
        let mut bits = Vec::new();
        let mut right = size - 1;
        let mut upwards = true;
        loop {
            for step in 0..size {
                let y = if upwards { size - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !is_pattern(x, y) {
                        bits.push(dark[y][x] != is_masked(x, y));
                    }
                }
            }
            upwards = !upwards;
            right = match right {
                1 => break,
                8 => 5,
                other => other - 2,
            };
        }
        let number = |from: usize, count: usize| {
            let bits = &bits[from..from + count];
            bits.iter().fold(0_u8, |number, &bit| number << 1 | u8::from(bit))
        };
        assert_eq!(number(0, 4), 0b0100, "bytes");
        let count = usize::from(number(4, 8));
        (0..count).map(|at| number(12 + 8 * at, 8)).collect()
    }

    #[test]
    fn a_code_says_what_went_into_it() {
        // Only level L has room for it in version 2.
        let text = "https://a.example/#v1.Az09-_xyQ";
        let svg = svg(text).unwrap();
        assert_eq!(String::from_utf8(read(&modules(&svg))).unwrap(), text);
    }

    #[test]
    fn a_code_has_its_patterns_and_the_size_of_its_version() {
        // Bytes that versions 1, 10 and 25 hold at level L.
        for (bytes, size) in [(17, 21), (271, 57), (1_200, 117)] {
            let dark = modules(&svg(&"a".repeat(bytes)).unwrap());
            assert_eq!(dark.len(), size);
            for (left, top) in [(0, 0), (size - 7, 0), (0, size - 7)] {
                for x in 0..7_usize {
                    for y in 0..7_usize {
                        let ring = x.abs_diff(3).max(y.abs_diff(3));
                        assert_eq!(dark[top + y][left + x], ring != 2, "{x} {y}");
                    }
                }
            }
            for (at, row) in dark.iter().enumerate().take(size - 8).skip(8) {
                let is_dark = at % 2 == 0;
                assert_eq!([dark[6][at], row[6]], [is_dark; 2], "{at}");
            }
        }
    }

    #[test]
    fn what_does_not_scan_is_not_drawn() {
        assert!(svg(&"a".repeat(1_200)).is_some());
        assert_eq!(svg(&"a".repeat(1_201)), None);
        // As few characters of three bytes each.
        assert_eq!(svg(&"表".repeat(1_200)), None);
    }

    #[test]
    fn a_code_has_a_name_and_its_text_is_no_markup() {
        let svg = svg("<script>").unwrap();
        assert!(svg.contains("role=\"img\""), "{svg}");
        assert!(svg.contains("<title>QR code of the link</title>"), "{svg}");
        assert!(!svg.contains("script"), "{svg}");
    }
}

//! Whether a file is the same at the end of its reading as it was at the start.
//!
//! A program that writes a file while it is read makes a table of two halves. The browser looks at size and date when it
//! opens a file, and at nothing after that; and a program may set the date back. So the file is opened once more at the end,
//! and what it begins and ends with, and slices between, are compared with what was read.

/// Bytes at the start of a file, and at its end, that are compared.
const EDGE_BYTES: usize = 64 * 1024;

/// Bytes of each slice between.
const SLICE_BYTES: usize = 4 * 1024;

/// Most slices, each of which is read again by itself. They lie at equal distances, which double where they become too many.
const MAX_SLICES: usize = 32;

/// Parts of a file, as they were read.
#[derive(Debug)]
pub struct Kept {
    start: Vec<u8>,
    end: Vec<u8>,
    /// Where each slice begins, and its bytes. The last one may still grow.
    slices: Vec<(u64, Vec<u8>)>,
    /// From the beginning of one slice to that of the next.
    distance: u64,
    bytes: u64,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            start: Vec::new(),
            end: Vec::new(),
            slices: Vec::new(),
            distance: EDGE_BYTES as u64,
            bytes: 0,
        }
    }
}

impl Kept {
    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        let missing = EDGE_BYTES - self.start.len();
        self.start.extend_from_slice(&chunk[..missing.min(chunk.len())]);
        let last = &chunk[chunk.len().saturating_sub(EDGE_BYTES)..];
        self.end.extend_from_slice(last);
        self.end.drain(..self.end.len().saturating_sub(EDGE_BYTES));
        self.slice(chunk);
        self.bytes += chunk.len() as u64;
    }

    fn slice(&mut self, chunk: &[u8]) {
        if let Some((_, slice)) = self.slices.last_mut() {
            let missing = SLICE_BYTES - slice.len();
            slice.extend_from_slice(&chunk[..missing.min(chunk.len())]);
        }
        loop {
            let next = self.slices.last().map_or(0, |(start, _)| *start) + self.distance;
            let Ok(from) = usize::try_from(next - self.bytes) else {
                return;
            };
            if from >= chunk.len() {
                return;
            }
            let end = (from + SLICE_BYTES).min(chunk.len());
            self.slices.push((next, chunk[from..end].to_vec()));
            if self.slices.len() > MAX_SLICES {
                self.distance *= 2;
                let distance = self.distance;
                self.slices.retain(|(start, _)| start.is_multiple_of(distance));
            }
        }
    }

    /// What has to be read again: where it begins in the file, and the bytes that stood there.
    #[must_use]
    pub fn parts(&self) -> Vec<(u64, &[u8])> {
        let ends = [
            (0, &self.start[..]),
            (self.bytes - self.end.len() as u64, &self.end),
        ];
        let slices = self.slices.iter().map(|(start, bytes)| (*start, &bytes[..]));
        ends.into_iter()
            .chain(slices)
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: usize) -> Vec<u8> {
        (0..=250).cycle().take(bytes).collect()
    }

    fn kept(file: &[u8], chunk: usize) -> Kept {
        let mut kept = Kept::default();
        for chunk in file.chunks(chunk) {
            kept.push(chunk);
        }
        kept
    }

    /// Whether all parts stand in a file where they stood.
    fn is_same(kept: &Kept, file: &[u8]) -> bool {
        kept.parts().iter().all(|(start, bytes)| {
            let start = usize::try_from(*start).unwrap();
            file[start..start + bytes.len()] == **bytes
        })
    }

    #[test]
    fn both_ends_are_kept_in_any_chunks() {
        let file = file(3 * EDGE_BYTES + 17);
        for size in [1_000, EDGE_BYTES, file.len()] {
            let kept = kept(&file, size);
            let behind = file.len() - EDGE_BYTES;
            let expected = [(0, &file[..EDGE_BYTES]), (behind as u64, &file[behind..])];
            assert_eq!(kept.parts()[..2], expected, "{size}");
            assert!(is_same(&kept, &file), "{size}");
        }
    }

    #[test]
    fn a_short_file_is_compared_whole_and_an_empty_one_not_at_all() {
        assert!(Kept::default().parts().is_empty());
        let kept = kept(b"a,b\n1,2\n", 4);
        assert_eq!(kept.parts(), [(0, &b"a,b\n1,2\n"[..]), (0, b"a,b\n1,2\n")]);
    }

    #[test]
    fn slices_lie_all_over_a_file_of_any_length() {
        for (length, chunk) in [(40, 3_000), (100, EDGE_BYTES), (1_000, 100_000)] {
            let file = file(length * EDGE_BYTES + 5);
            let kept = kept(&file, chunk);
            assert!(is_same(&kept, &file), "{length}");
            let slices: Vec<u64> = kept.parts()[2..].iter().map(|part| part.0).collect();
            assert!((MAX_SLICES / 2..=MAX_SLICES).contains(&slices.len()), "{length}");
            let distances: Vec<u64> = slices.windows(2).map(|pair| pair[1] - pair[0]).collect();
            assert!(
                distances.iter().all(|&distance| distance == slices[0]),
                "{length}"
            );
            assert!(slices[slices.len() - 1] + slices[0] + SLICE_BYTES as u64 > file.len() as u64);
        }
    }

    #[test]
    fn a_file_that_another_one_took_the_place_of_is_noticed() {
        let file = file(100 * EDGE_BYTES);
        let kept = kept(&file, 10_000);
        // It begins and ends with the same rows, and has as many bytes.
        let mut other = file.clone();
        let inner = EDGE_BYTES..file.len() - EDGE_BYTES;
        other[inner.clone()].rotate_left(1);
        assert_ne!(other, file);
        assert!(!is_same(&kept, &other));
        // From its middle on.
        let mut half = file.clone();
        half[file.len() / 2..inner.end].rotate_left(1);
        assert!(!is_same(&kept, &half));
    }
}

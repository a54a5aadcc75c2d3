//! Whether a file is the same at the end of its reading as it was at the start.
//!
//! A program that writes a file while it is read makes a table of two halves. The browser looks at size and date when it
//! opens a file, and at nothing after that. So the file is opened once more at the end, and what it begins and ends with is
//! compared with what was read.

/// Bytes at the start of a file, and at its end, that are compared.
const EDGE_BYTES: usize = 64 * 1024;

/// What a file begins and ends with, as it was read.
#[derive(Debug, Default)]
pub struct Edges {
    start: Vec<u8>,
    end: Vec<u8>,
    bytes: u64,
}

impl Edges {
    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        let missing = EDGE_BYTES - self.start.len();
        self.start.extend_from_slice(&chunk[..missing.min(chunk.len())]);
        let last = &chunk[chunk.len().saturating_sub(EDGE_BYTES)..];
        self.end.extend_from_slice(last);
        self.end.drain(..self.end.len().saturating_sub(EDGE_BYTES));
        self.bytes += chunk.len() as u64;
    }

    /// What has to be read again: where it begins in the file, and the bytes that stood there.
    #[must_use]
    pub fn parts(&self) -> Vec<(u64, &[u8])> {
        let parts = [
            (0, &self.start[..]),
            (self.bytes - self.end.len() as u64, &self.end),
        ];
        parts.into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_kept_in_any_chunks() {
        let file: Vec<u8> = (0..=250).cycle().take(3 * EDGE_BYTES + 17).collect();
        for size in [1_000, EDGE_BYTES, file.len()] {
            let mut edges = Edges::default();
            for chunk in file.chunks(size) {
                edges.push(chunk);
            }
            let behind = file.len() - EDGE_BYTES;
            let expected = vec![(0, &file[..EDGE_BYTES]), (behind as u64, &file[behind..])];
            assert_eq!(edges.parts(), expected, "{size}");
        }
    }

    #[test]
    fn a_short_file_is_compared_whole_and_an_empty_one_not_at_all() {
        let mut edges = Edges::default();
        assert!(edges.parts().is_empty());
        edges.push(b"a,b\n");
        edges.push(b"1,2\n");
        assert_eq!(edges.parts(), [(0, &b"a,b\n1,2\n"[..]), (0, b"a,b\n1,2\n")]);
    }
}

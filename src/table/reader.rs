//! Bytes in, typed columns out.

use sha2::{Digest, Sha256};

use super::Table;
use super::builder::{Builder, Built};
use super::dialect::{self, HEAD_BYTES};
use super::error::{Fault, Place, Problem, TableError};
use super::foreign::Foreign;
use super::limits::Limits;
use super::splitter::Splitter;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes of the SHA-256 that make the fingerprint.
const FINGERPRINT_BYTES: usize = 16;

/// Reads a table from chunks of bytes.
///
/// Chunks of any size give the same table or the same error. Only the first 64 KiB are kept as bytes, until
/// the delimiter is known; after that memory grows with typed cells alone.
#[derive(Debug)]
pub struct Reader {
    name: String,
    limits: Limits,
    hash: Sha256,
    bytes: u64,
    /// The start of the file, until the delimiter is known.
    head: Vec<u8>,
    /// What takes rows, once the delimiter is known.
    body: Option<Body>,
    failed: Option<TableError>,
}

/// The part of a reader that needs to know the delimiter.
#[derive(Debug)]
struct Body {
    delimiter: u8,
    splitter: Splitter,
    builder: Builder,
}

impl Reader {
    /// A reader for the file of this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::with_limits(name, Limits::default())
    }

    /// A reader with bounds of its own.
    #[must_use]
    pub fn with_limits(name: &str, limits: Limits) -> Self {
        Self {
            name: name.to_owned(),
            limits,
            hash: Sha256::new(),
            bytes: 0,
            head: Vec::new(),
            body: None,
            failed: None,
        }
    }

    /// Takes the next bytes of the file. After an error the reader takes no more and repeats the error.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), TableError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        self.hash.update(chunk);
        self.bytes += chunk.len() as u64;
        let result = self.read(chunk);
        self.checked(result)
    }

    /// Number of complete rows so far, the header not counted.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.body.as_ref().map_or(0, |body| body.builder.rows())
    }

    /// Ends the file and gives the table.
    pub fn finish(mut self) -> Result<Table, TableError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let result = self.end();
        self.checked(result)?;
        let mut fingerprint = String::with_capacity(2 * FINGERPRINT_BYTES);
        for byte in &self.hash.finalize()[..FINGERPRINT_BYTES] {
            for digit in [byte >> 4, byte & 0x0f] {
                fingerprint.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        let (delimiter, built) = match self.body {
            Some(body) => (body.delimiter, body.builder.finish()),
            None => (b',', Err(Fault::of_file(Problem::Empty))),
        };
        let Built { columns, rows, notes } = built.map_err(|fault| error(&self.name, None, fault))?;
        Ok(Table {
            name: self.name,
            columns,
            rows,
            bytes: self.bytes,
            delimiter: char::from(delimiter),
            fingerprint,
            notes,
        })
    }

    fn read(&mut self, chunk: &[u8]) -> Result<(), Fault> {
        if let Some(body) = &mut self.body {
            return body.push(chunk);
        }
        let (head, rest) = chunk.split_at(chunk.len().min(HEAD_BYTES - self.head.len()));
        self.head.extend_from_slice(head);
        if self.head.len() < HEAD_BYTES {
            return Ok(());
        }
        self.start(false)?.push(rest)
    }

    fn end(&mut self) -> Result<(), Fault> {
        match &mut self.body {
            Some(body) => body.finish(),
            None => self.start(true)?.finish(),
        }
    }

    /// Decides how to read the file and reads its head; `complete` where that is the whole file.
    fn start(&mut self, complete: bool) -> Result<&mut Body, Fault> {
        let head = std::mem::take(&mut self.head);
        if let Some(looks_like) = Foreign::of(&head) {
            return Err(Fault::of_file(Problem::NotCsv { looks_like }));
        }
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
        let delimiter = dialect::delimiter(text, complete);
        let body = self.body.insert(Body {
            delimiter,
            splitter: Splitter::new(delimiter, self.limits),
            builder: Builder::new(self.limits),
        });
        body.push(text)?;
        Ok(body)
    }

    /// Remembers an error and puts names to its place.
    fn checked(&mut self, result: Result<(), Fault>) -> Result<(), TableError> {
        result.map_err(|fault| {
            let error = error(&self.name, self.body.as_ref(), fault);
            self.failed = Some(error.clone());
            error
        })
    }
}

impl Body {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let Self {
            splitter, builder, ..
        } = self;
        splitter.push(bytes, |record| builder.take(record))
    }

    fn finish(&mut self) -> Result<(), Fault> {
        let Self {
            splitter, builder, ..
        } = self;
        splitter.finish(|record| builder.take(record))
    }
}

fn error(file: &str, body: Option<&Body>, fault: Fault) -> TableError {
    let column = fault.column.map(|column| {
        body.and_then(|body| body.builder.name(column))
            .map_or_else(|| (column + 1).to_string(), str::to_owned)
    });
    TableError {
        place: Place {
            file: file.to_owned(),
            row: fault.row,
            column,
        },
        problem: fault.problem,
    }
}

/// Reads a whole file at once.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, TableError> {
    let mut reader = Reader::new(name);
    reader.push(bytes)?;
    reader.finish()
}

//! Leads a file through all steps: bytes in, typed columns out.
//!
//! [`Reader`] unpacks and decodes chunks. `text_reader` keeps the start of the text until the dialect is known, and then
//! splits rows. `table_builder` gives the cells of each row to their columns, save for those that wait because they may be
//! the end of the table (`table_end`), and `finish` has the columns decided.

mod finish;
mod table_builder;
mod table_end;
mod text_reader;

use self::text_reader::{Body, TextReader};
use crate::table::bytes::encoding::Decoder;
use crate::table::bytes::unpack::Unpacker;
use crate::table::facts::choices::Choices;
use crate::table::facts::column::Table;
use crate::table::facts::dialect::{Delimiter, Quote};
use crate::table::facts::encoding::Encoding;
use crate::table::facts::error::{Fault, Place, TableError};
use crate::table::facts::limits::Limits;
use crate::table::facts::packing::Packing;
use crate::table::facts::text::straight;

/// Bytes of the BLAKE3 hash that make the fingerprint; `b3sum -l 16` prints them, too.
const FINGERPRINT_BYTES: usize = 16;

/// Reads a table from chunks of bytes: unpacked, decoded, split, typed.
///
/// Chunks of any size give the same table or the same error. Of the file itself only the start is kept, until it is
/// known how to read it; after that memory grows with typed cells alone.
#[derive(Debug)]
pub struct Reader {
    name: String,
    hash: blake3::Hasher,
    bytes: u64,
    unpacker: Unpacker,
    decoder: Decoder,
    text: TextReader,
    failed: Option<TableError>,
    /// The file that the bytes were made of, where they are not its own.
    original: Option<Original>,
}

/// A file that is no CSV, and that CSV was made of.
#[derive(Debug, Clone)]
pub struct Original {
    bytes: u64,
    fingerprint: String,
    packing: Packing,
}

impl Original {
    /// The file with these bytes, in pieces; what it is becomes known with [`Reader::made_of`].
    pub fn of<P: AsRef<[u8]>>(pieces: impl IntoIterator<Item = P>) -> Self {
        let mut hash = blake3::Hasher::new();
        let mut bytes = 0;
        for piece in pieces {
            hash.update(piece.as_ref());
            bytes += piece.as_ref().len() as u64;
        }
        Self {
            bytes,
            fingerprint: fingerprint(&hash),
            packing: Packing::None,
        }
    }
}

impl Reader {
    /// A reader for the file of this name, which finds out by itself how to read it.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::with(name, Limits::default(), &Choices::default())
    }

    /// A reader with bounds and decisions of the user's.
    #[must_use]
    pub fn with(name: &str, limits: Limits, choices: &Choices) -> Self {
        Self {
            name: straight(name),
            hash: blake3::Hasher::new(),
            bytes: 0,
            unpacker: Unpacker::new(limits.memory),
            decoder: Decoder::new(choices.encoding),
            text: TextReader::new(limits, choices),
            failed: None,
            original: None,
        }
    }

    /// A reader for the CSV that was made of another file: UTF-8 with commas and double quotes. The other
    /// decisions of the user's hold.
    #[must_use]
    pub fn converted(name: &str, limits: Limits, choices: &Choices, original: Original) -> Self {
        let mut choices = choices.clone();
        choices.encoding = Some(Encoding::Utf8);
        choices.dialect.delimiter = Some(Delimiter::Comma);
        choices.dialect.quote = Some(Quote::Double);
        Self {
            unpacker: Unpacker::made_of(original.bytes),
            original: Some(original),
            ..Self::with(name, limits, &choices)
        }
    }

    /// Says what the original of a converted file is; nothing where there is no original.
    pub fn made_of(&mut self, packing: Packing) {
        if let Some(original) = &mut self.original {
            original.packing = packing;
        }
    }

    /// Takes the next bytes of the file. After an error the reader takes no more and repeats the error.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), TableError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        self.hash.update(chunk);
        self.bytes += chunk.len() as u64;
        let Self {
            unpacker,
            decoder,
            text,
            ..
        } = self;
        let result = unpacker.push(chunk, &mut |bytes| {
            decoder.push(bytes, &mut |piece| text.push(piece))?;
            Ok(text.memory())
        });
        self.checked(result)
    }

    /// Number of complete rows so far, the header not counted.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.text.body().map_or(0, Body::rows)
    }

    /// Bytes of memory that the rows so far take, without room for more.
    #[must_use]
    pub fn memory(&self) -> u64 {
        self.text.memory()
    }

    /// Ends the file and gives the table.
    pub fn finish(mut self) -> Result<Table, TableError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let result = self.end();
        self.checked(result)?;
        let Original {
            bytes,
            fingerprint,
            packing,
        } = self.original.unwrap_or_else(|| Original {
            bytes: self.bytes,
            fingerprint: fingerprint(&self.hash),
            packing: self.unpacker.packing(),
        });
        let source = text_reader::Source {
            name: self.name.clone(),
            bytes,
            fingerprint,
            packing,
            decoded: self.decoder.found(),
        };
        self.text
            .into_table(source)
            .map_err(|fault| error(&self.name, None, fault))
    }

    fn end(&mut self) -> Result<(), Fault> {
        let Self {
            unpacker,
            decoder,
            text,
            ..
        } = self;
        unpacker.finish(&mut |bytes| {
            decoder.push(bytes, &mut |piece| text.push(piece))?;
            Ok(text.memory())
        })?;
        decoder.finish(&mut |piece| text.push(piece))?;
        text.finish()
    }

    /// Remembers an error and puts names to its place.
    fn checked(&mut self, result: Result<(), Fault>) -> Result<(), TableError> {
        result.map_err(|fault| {
            let error = error(&self.name, self.text.body(), fault);
            self.failed = Some(error.clone());
            error
        })
    }
}

fn fingerprint(hash: &blake3::Hasher) -> String {
    let mut digits = String::with_capacity(2 * FINGERPRINT_BYTES);
    for byte in &hash.finalize().as_bytes()[..FINGERPRINT_BYTES] {
        for digit in [byte >> 4, byte & 0x0f] {
            digits.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    digits
}

fn error(file: &str, body: Option<&Body>, fault: Fault) -> TableError {
    let column = fault.column.map(|column| {
        body.and_then(|body| body.name(column))
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
    read_with(name, bytes, &Choices::default())
}

/// Reads a whole file at once, with decisions of the user's.
pub fn read_with(name: &str, bytes: &[u8], choices: &Choices) -> Result<Table, TableError> {
    let mut reader = Reader::with(name, Limits::default(), choices);
    reader.push(bytes)?;
    reader.finish()
}

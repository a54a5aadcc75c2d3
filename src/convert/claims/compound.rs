//! The compound file (MS-CFB) that an old workbook lies in: sectors, and tables of which follows which.
//!
//! A table may lead in a circle, outside the file, or nowhere. Here every chain ends after at most as many sectors as
//! the file has, so whatever passes, the library can follow, too.

use std::ops::Range;

/// The bytes that a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const HEADER_BYTES: usize = 512;

/// Entries of the table of tables that the header holds itself.
const FIRST_TABLES: Range<usize> = 76..HEADER_BYTES;

/// Greater numbers are no sectors.
const LAST_SECTOR: u32 = 0xffff_fff9;

/// Greater numbers are no sectors of a table of sectors.
const LAST_TABLE: u32 = 0xffff_fffb;

const END_OF_CHAIN: u32 = 0xffff_fffe;

const ENTRY_BYTES: usize = 128;

/// Shorter streams lie in the small sectors.
const SHORT_STREAM: usize = 4096;

const SMALL_SECTOR: usize = 64;

/// A stream, with the places of its bytes in the file.
#[derive(Debug)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    places: Vec<Range<usize>>,
    sector: usize,
}

impl Stream {
    /// The bytes in their order.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Sets some bytes of the stream to zero, where they lie in the file.
    pub(super) fn clear(&self, file: &mut [u8], range: Range<usize>) {
        for place in range {
            let sector = self.places.get(place / self.sector);
            let byte = sector.and_then(|sector| file.get_mut(sector.start + place % self.sector));
            if let Some(byte) = byte {
                *byte = 0;
            }
        }
    }
}

/// Where the sectors of a file are, and which follows which.
struct Sectors<'f> {
    file: &'f [u8],
    /// Where each sector begins, by the sectors' number.
    size: usize,
    /// Bytes before the first.
    header: usize,
    next: Vec<u32>,
}

impl Sectors<'_> {
    fn count(&self) -> usize {
        self.file.len().saturating_sub(self.header).div_ceil(self.size)
    }

    /// The place of a sector; the last of a file may be cut.
    fn place(&self, sector: u32) -> Option<Range<usize>> {
        let start = usize::try_from(sector)
            .ok()?
            .checked_mul(self.size)?
            .checked_add(self.header)?;
        let end = start.checked_add(self.size)?.min(self.file.len());
        (start < end).then_some(start..end)
    }

    fn numbers(&self, sector: u32) -> Option<Vec<u32>> {
        Some(numbers(self.file.get(self.place(sector)?)?))
    }

    /// The places of a chain, up to so many bytes.
    fn chain(&self, first: u32, length: usize) -> Option<Vec<Range<usize>>> {
        let mut places = Vec::new();
        let mut bytes = 0;
        let mut sector = first;
        while sector != END_OF_CHAIN {
            let place = self.place(sector)?;
            if places.len() == self.count() {
                return None;
            }
            bytes += place.len();
            places.push(place);
            if bytes >= length {
                break;
            }
            sector = *self.next.get(usize::try_from(sector).ok()?)?;
        }
        Some(places)
    }

    fn stream(&self, first: u32, length: usize) -> Option<Stream> {
        let places = self.chain(first, length)?;
        Some(stream(self.file, places, self.size, length))
    }
}

fn stream(file: &[u8], places: Vec<Range<usize>>, sector: usize, length: usize) -> Stream {
    let pieces = places.iter().filter_map(|place| file.get(place.clone()));
    let mut bytes = pieces.fold(Vec::new(), |mut bytes, piece| {
        bytes.extend_from_slice(piece);
        bytes
    });
    bytes.truncate(length);
    Stream {
        bytes,
        places,
        sector,
    }
}

/// An entry of the directory.
struct Entry {
    name: String,
    first: u32,
    length: usize,
}

/// The stream of the workbook; nothing where the file is not as it has to be.
pub(super) fn workbook(file: &[u8]) -> Option<Stream> {
    let header = file
        .get(..HEADER_BYTES)
        .filter(|header| header.starts_with(MAGIC))?;
    let is_large = match number_16(header, 30)? {
        9 => false,
        12 => true,
        _ => return None,
    };
    let size = if is_large { 4096 } else { HEADER_BYTES };
    let mut sectors = Sectors {
        file,
        size,
        header: size,
        next: Vec::new(),
    };
    for table in tables(&sectors, header)? {
        let next = sectors.numbers(table)?;
        sectors.next.extend(next);
    }
    let directory = sectors.stream(number(header, 48)?, usize::MAX)?;
    let entries: Vec<Entry> = directory
        .bytes
        .chunks_exact(ENTRY_BYTES)
        .map(|entry| read_entry(entry, is_large))
        .collect::<Option<_>>()?;
    // What lies in small sectors is read whatever it is.
    let small = small_sectors(&sectors, header, entries.first()?)?;
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let entry = named("Workbook").or_else(|| named("Book"))?;
    if entry.length >= SHORT_STREAM {
        return sectors.stream(entry.first, entry.length);
    }
    let (stream, next) = small;
    let places = small_chain(&stream, &next, entry)?;
    Some(self::stream(file, places, SMALL_SECTOR, entry.length))
}

/// The sectors that say which sector follows which. They may be named by a chain of sectors of their own.
fn tables(sectors: &Sectors<'_>, header: &[u8]) -> Option<Vec<u32>> {
    let mut tables = numbers(header.get(FIRST_TABLES)?);
    let own = tables.len();
    let mut sector = number(header, 68)?;
    let mut seen = 0;
    while sector <= LAST_SECTOR {
        seen += 1;
        if seen > sectors.count() {
            return None;
        }
        tables.extend(sectors.numbers(sector)?);
        sector = tables.pop()?;
    }
    tables.retain(|&table| table <= LAST_TABLE);
    // One table named over and over would grow to many times the file.
    (tables.len() <= sectors.count().max(own)).then_some(tables)
}

fn read_entry(entry: &[u8], is_large: bool) -> Option<Entry> {
    let units = entry.get(..64)?.chunks_exact(2);
    let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let name = char::decode_utf16(units.take_while(|&unit| unit != 0));
    // The upper half of a length, which must be zero wherever addresses have 32 bits.
    if is_large && number(entry, 124)? != 0 {
        return None;
    }
    Some(Entry {
        name: name
            .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        first: number(entry, 116)?,
        length: usize::try_from(number(entry, 120)?).ok()?,
    })
}

/// The stream that the small sectors lie in, and which of them follows which.
fn small_sectors(sectors: &Sectors<'_>, header: &[u8], root: &Entry) -> Option<(Stream, Vec<u32>)> {
    let count = usize::try_from(number(header, 64)?).ok()?;
    if count == 0 {
        return Some((stream(&[], Vec::new(), sectors.size, 0), Vec::new()));
    }
    let holder = sectors.stream(root.first, root.length)?;
    let length = u32::try_from(count.checked_mul(sectors.size)?).ok()?;
    let table = sectors.stream(number(header, 60)?, usize::try_from(length).ok()?)?;
    Some((holder, numbers(&table.bytes)))
}

fn small_chain(holder: &Stream, next: &[u32], entry: &Entry) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::new();
    let mut bytes = 0;
    let mut sector = entry.first;
    while sector != END_OF_CHAIN {
        let index = usize::try_from(sector).ok()?;
        let start = index.checked_mul(SMALL_SECTOR)?;
        let length = holder.bytes.len().checked_sub(start)?.min(SMALL_SECTOR);
        // Large sectors hold a whole number of small ones.
        let outer = holder.places.get(start / holder.sector)?;
        let start = outer.start + start % holder.sector;
        if length == 0 || places.len() == next.len() {
            return None;
        }
        bytes += length;
        places.push(start..start + length);
        if bytes >= entry.length {
            break;
        }
        sector = *next.get(index)?;
    }
    Some(places)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let numbers = bytes.chunks_exact(4);
    numbers
        .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        .collect()
}

fn number(bytes: &[u8], place: usize) -> Option<u32> {
    let bytes = bytes.get(place..place + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn number_16(bytes: &[u8], place: usize) -> Option<u16> {
    let bytes = bytes.get(place..place + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

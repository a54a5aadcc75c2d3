//! The compound file (MS-CFB) that an old workbook lies in: sectors, and tables of which follows which.
//!
//! A table may lead in a circle, outside the file, or nowhere. Here every chain ends after at most as many sectors as
//! the file has, so whatever passes, the library can follow, too.

use std::ops::Range;

/// The bytes that a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const HEADER_BYTES: usize = 512;

/// Where the header names the sectors that hold the table of which sector follows which. Further ones are named by
/// sectors of their own.
const FIRST_TABLES: Range<usize> = 76..HEADER_BYTES;

/// Greater numbers are no sectors.
const LAST_SECTOR: u32 = 0xffff_fff9;

/// Greater numbers name no sector with a part of that table.
const LAST_TABLE: u32 = 0xffff_fffb;

const END_OF_CHAIN: u32 = 0xffff_fffe;

const ENTRY_BYTES: usize = 128;

/// Shorter streams lie in the small sectors.
const SHORT_STREAM: usize = 4096;

/// Bytes of a sector of each kind. The header fills one.
const SECTOR: usize = 512;
const LARGE_SECTOR: usize = 4096;
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
    /// Bytes of a sector.
    size: usize,
    /// Bytes before the first.
    header: usize,
    /// The sector that follows each sector.
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
    let size = if is_large { LARGE_SECTOR } else { SECTOR };
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
    // The library reads these wherever the workbook lies.
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

/// The sectors that say which sector follows which.
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

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: u32 = 0xffff_ffff;

    /// A file with one stream, in small sectors where it is short: the table, the directory, the table of small sectors,
    /// and the stream.
    fn file(stream: &[u8], is_large: bool) -> Vec<u8> {
        let size = if is_large { LARGE_SECTOR } else { SECTOR };
        let is_short = stream.len() < SHORT_STREAM;
        let mut header = vec![0; HEADER_BYTES];
        header[..8].copy_from_slice(MAGIC);
        header[30] = if is_large { 12 } else { 9 };
        let mut set =
            |place: usize, number: u32| header[place..place + 4].copy_from_slice(&number.to_le_bytes());
        set(48, 1);
        set(60, 2);
        set(64, u32::from(is_short));
        set(68, END_OF_CHAIN);
        for place in FIRST_TABLES.step_by(4) {
            set(place, if place == 76 { 0 } else { FREE });
        }
        header.resize(size, 0);
        let chain = |first: u32, sectors: usize| {
            let mut next: Vec<u32> = (first + 1..).take(sectors).collect();
            next[sectors - 1] = END_OF_CHAIN;
            next
        };
        let table = [vec![END_OF_CHAIN; 3], chain(3, stream.len().div_ceil(size))].concat();
        let small = chain(0, stream.len().div_ceil(SMALL_SECTOR));
        let entry = |name: &str, first: u32, length: usize| {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(116, 0);
            entry.extend(first.to_le_bytes());
            entry.extend((length as u64).to_le_bytes());
            entry.resize(ENTRY_BYTES, 0);
            entry
        };
        let directory = [
            entry("Root Entry", 3, stream.len()),
            entry("WORKBOOK", if is_short { 0 } else { 3 }, stream.len()),
        ];
        let bytes =
            |numbers: &[u32]| -> Vec<u8> { numbers.iter().flat_map(|number| number.to_le_bytes()).collect() };
        let small = if is_short { bytes(&small) } else { vec![0; size] };
        let mut file = header;
        for part in [bytes(&table), directory.concat(), small, stream.to_vec()] {
            file.extend(&part);
            file.resize(file.len().next_multiple_of(size), 0);
        }
        file
    }

    /// Bytes that are never zero, and different from those around.
    fn stream(length: usize) -> Vec<u8> {
        (1..=251).cycle().take(length).collect()
    }

    #[test]
    fn a_stream_is_read_and_changed_where_it_lies() {
        for (length, is_large) in [(300, false), (300, true), (6_000, false), (6_000, true)] {
            let content = stream(length);
            let mut file = file(&content, is_large);
            let found = workbook(&file).unwrap();
            assert_eq!(found.bytes(), content, "{length} {is_large}");
            found.clear(&mut file, 60..70);
            let mut expected = content;
            expected[60..70].fill(0);
            assert_eq!(workbook(&file).unwrap().bytes(), expected, "{length} {is_large}");
            // The last sector of a file may be cut behind the stream.
            file.truncate(file.len() - 50);
            assert!(workbook(&file).is_some(), "{length} {is_large}");
        }
    }

    #[test]
    fn chains_that_lead_nowhere_are_refused() {
        for (length, is_large) in [(300, false), (300, true), (6_000, false), (6_000, true)] {
            let whole = file(&stream(length), is_large);
            let size = if is_large { LARGE_SECTOR } else { SECTOR };
            let (table, directory, small) = (size, 2 * size, 3 * size);
            let (first, bytes) = (directory + ENTRY_BYTES + 116, directory + ENTRY_BYTES + 120);
            let behind = if length == 300 { small } else { table + 12 };
            // A directory that follows itself, a stream that goes on or begins behind the last sector, and one that
            // follows itself for longer than the file is.
            for changes in [
                vec![(table + 4, 1)],
                vec![(behind, 1_000)],
                vec![(first, 9_999)],
                vec![(first, 3), (table + 12, 3), (bytes, 1 << 30)],
            ] {
                let mut file = whole.clone();
                for &(place, number) in &changes {
                    file[place..place + 4].copy_from_slice(&u32::to_le_bytes(number));
                }
                assert!(workbook(&file).is_none(), "{length} {is_large} {changes:?}");
            }
        }
        assert!(workbook(MAGIC).is_none());
    }
}

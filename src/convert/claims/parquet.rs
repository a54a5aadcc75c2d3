//! What a Parquet file claims: how deep its columns are nested, and what each page becomes.
//!
//! A file says in several places how many rows it has, and the library believes one of them. Where they contradict each other,
//! another program reads other rows.
//!
//! The library believes the header of a page: it makes room for the bytes that the page is said to become, for the
//! values of a dictionary or a list, and for the lengths of texts. What stands at the end of the file may say less than
//! that. So every header is read here first.

use std::mem::size_of;
use std::ops::RangeInclusive;

use parquet::data_type::ByteArray;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::record::Field;

use super::thrift::Thrift;
use crate::table::{Contradiction, ConvertError, is_bomb};

/// Groups of columns within each other that are read at most. The library calls itself for each.
const MAX_NESTING: usize = 64;

/// The bytes at the end of a file: the length of what describes it, and the signature.
const END_BYTES: usize = 8;

/// The kinds of values of Thrift that are read here.
const NUMBER: u8 = 5;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// The encodings of texts whose lengths are written as differences.
const DELTA_TEXTS: RangeInclusive<i64> = 6..=7;

/// Bytes that the library keeps for each of these texts: how long it is, and how much it shares with the one before.
const LENGTHS_BYTES: u64 = 2 * size_of::<i32>() as u64;

const DAMAGED: ConvertError = ConvertError::DamagedParquet;

/// Checks the columns that a file says it has, before the library reads the same.
pub(in crate::convert) fn check_columns(file: &[u8]) -> Result<(), ConvertError> {
    let path_bytes = path_bytes(file).ok_or(DAMAGED)?;
    if is_bomb(path_bytes, file.len() as u64) {
        return Err(ConvertError::Bomb);
    }
    Ok(())
}

/// Bytes of the names of all columns, each with those of its groups; nothing where they are damaged or nested too deep.
fn path_bytes(file: &[u8]) -> Option<u64> {
    let (rest, end) = file.split_at_checked(file.len().checked_sub(END_BYTES)?)?;
    let length = u32::from_le_bytes(*end.first_chunk()?);
    let start = rest.len().checked_sub(usize::try_from(length).ok()?)?;
    let mut bytes = 0_u64;
    Thrift(&rest[start..]).fields(&mut |thrift, field, kind| match (field, kind) {
        (2, LIST) => {
            let (count, STRUCT) = thrift.list()? else {
                return None;
            };
            // Of each open group, the columns that are still to come and the bytes of its name.
            let mut groups: Vec<(i64, u64)> = Vec::new();
            for _ in 0..count {
                let (children, name) = schema_element(thrift)?;
                while groups.pop_if(|(left, _)| *left <= 0).is_some() {}
                if let Some((left, _)) = groups.last_mut() {
                    *left -= 1;
                }
                groups.push((children, name));
                if groups.len() > MAX_NESTING {
                    return None;
                }
                let path = groups.iter().map(|(_, name)| *name);
                bytes = bytes.saturating_add(path.fold(0, u64::saturating_add));
            }
            Some(())
        }
        _ => thrift.skip(kind),
    })?;
    Some(bytes)
}

/// How many columns a group has, none where it is a column itself, and the bytes of its name.
fn schema_element(thrift: &mut Thrift<'_>) -> Option<(i64, u64)> {
    let (mut children, mut name) = (0, 0);
    thrift.fields(&mut |thrift, field, kind| match (field, kind) {
        (4, BINARY) => {
            let before = thrift.0.len();
            thrift.skip(kind)?;
            name = (before - thrift.0.len() + size_of::<String>()) as u64;
            Some(())
        }
        (5, NUMBER) => {
            children = thrift.number()?;
            Some(())
        }
        _ => thrift.skip(kind),
    })?;
    Some((children, name))
}

/// Checks that the parts of a file have as many rows as the whole says.
pub(in crate::convert) fn check_rows(metadata: &ParquetMetaData) -> Result<(), ConvertError> {
    let said = count(metadata.file_metadata().num_rows())?;
    let mut found = 0_u64;
    for group in metadata.row_groups() {
        let rows = count(group.num_rows())?;
        found = found.saturating_add(rows);
        for column in group.columns() {
            let values = count(column.num_values())?;
            // Of a list each row has a value or more, of all others exactly one, which may be missing.
            let is_list = column.column_descr().max_rep_level() > 0;
            if values < rows || values > rows && !is_list {
                return Err(has_other_values(column, rows, values));
            }
        }
    }
    if said == found {
        Ok(())
    } else {
        Err(ConvertError::Contradicts(Contradiction::Rows { said, found }))
    }
}

fn count(number: i64) -> Result<u64, ConvertError> {
    u64::try_from(number).map_err(|_| DAMAGED)
}

/// Checks what all pages become.
pub(in crate::convert) fn check_pages(file: &[u8], metadata: &ParquetMetaData) -> Result<(), ConvertError> {
    let mut claims = Claims {
        size: file.len() as u64,
        asked: 0,
        pages: 0,
    };
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    columns
        .into_iter()
        .try_for_each(|column| claims.add(file, column))
}

/// What the pages of a file ask for.
struct Claims {
    size: u64,
    /// Bytes of memory.
    asked: u64,
    pages: u64,
}

impl Claims {
    fn add(&mut self, file: &[u8], column: &ColumnChunkMetaData) -> Result<(), ConvertError> {
        let first = column
            .dictionary_page_offset()
            .unwrap_or(column.data_page_offset());
        let start = usize::try_from(count(first)?).map_err(|_| DAMAGED)?;
        let length = usize::try_from(count(column.compressed_size())?).map_err(|_| DAMAGED)?;
        let claimed = count(column.num_values())?;
        let is_list = column.column_descr().max_rep_level() > 0;
        let chunk = file.get(start..).ok_or(DAMAGED)?;
        let mut thrift = Thrift(&chunk[..length.min(chunk.len())]);
        let (mut values, mut unpacked, mut texts, mut lengths) = (0_u64, 0_u64, 0_u64, 0_u64);
        let mut is_cut = false;
        while !thrift.0.is_empty() {
            let Some(page) = page(&mut thrift) else {
                // Behind the last value may stand anything.
                if values < claimed {
                    return Err(DAMAGED);
                }
                break;
            };
            self.pages += 1;
            // Each takes some bytes, unless columns lie in each other.
            if self.pages > self.size {
                return Err(DAMAGED);
            }
            unpacked = unpacked.saturating_add(page.unpacked);
            if page.is_dictionary {
                texts = texts.saturating_add(page.values);
            } else {
                // The last value of a column is the last one of a page.
                is_cut |= values < claimed && page.values > claimed - values;
                values = values.saturating_add(page.values);
                if page.has_lengths {
                    lengths = lengths.saturating_add(page.values);
                }
            }
        }
        // A list is in memory whole, each value with its kind.
        let listed = if is_list { values.max(claimed) } else { 0 };
        for bytes in [
            unpacked.max(count(column.uncompressed_size())?),
            texts.saturating_mul(size_of::<ByteArray>() as u64),
            listed.saturating_mul(size_of::<Field>() as u64),
            lengths.saturating_mul(LENGTHS_BYTES),
        ] {
            self.asked = self.asked.saturating_add(bytes);
        }
        if is_bomb(self.asked, self.size) {
            return Err(ConvertError::Bomb);
        }
        if is_cut || values < claimed {
            return Err(has_other_values(column, claimed, values));
        }
        Ok(())
    }
}

/// That a column says that it has other values than its pages have.
fn has_other_values(column: &ColumnChunkMetaData, rows: u64, values: u64) -> ConvertError {
    let column = column.column_descr().path().string();
    ConvertError::Contradicts(Contradiction::Values { column, rows, values })
}

/// What the header of a page says.
struct Page {
    is_dictionary: bool,
    /// Whether its values are texts whose lengths are written as differences.
    has_lengths: bool,
    unpacked: u64,
    values: u64,
}

/// Reads the header of a page, and passes over the page.
fn page(thrift: &mut Thrift<'_>) -> Option<Page> {
    let mut numbers = [0; 3];
    let (mut values, mut has_lengths) = (0, false);
    // The library knows a field by its number alone, whatever kind it is said to be of.
    thrift.fields(&mut |thrift, field, kind| match field {
        1..=3 => {
            numbers[usize::try_from(field - 1).ok()?] = thrift.number_32()?;
            Some(())
        }
        // The headers of a page of values, in two versions, and of a dictionary all begin with their number. The first
        // two say how the values are written.
        header @ (5 | 7 | 8) => thrift.fields(&mut |thrift, field, kind| match (header, field) {
            (_, 1) => {
                values = thrift.number_32()?.max(values);
                Some(())
            }
            (5, 2) | (8, 4) => {
                has_lengths |= DELTA_TEXTS.contains(&thrift.number_32()?);
                Some(())
            }
            _ => thrift.skip(kind),
        }),
        _ => thrift.skip(kind),
    })?;
    let [kind, unpacked, packed] = numbers;
    let (_, rest) = thrift.0.split_at_checked(usize::try_from(packed).ok()?)?;
    thrift.0 = rest;
    Some(Page {
        is_dictionary: kind == 2,
        has_lengths,
        unpacked: u64::try_from(unpacked).ok()?,
        values: u64::try_from(values).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of a file whose columns are these elements of a schema.
    fn described(elements: &[Vec<u8>]) -> Vec<u8> {
        let count = u16::try_from(elements.len()).unwrap();
        // As a number of three times seven bits.
        let count =
            [count & 0x7f | 0x80, count >> 7 & 0x7f | 0x80, count >> 14].map(|bits| bits.to_le_bytes()[0]);
        let description = [&b"\x15\x02\x19\xfc"[..], &count, &elements.concat(), b"\0"].concat();
        let length = u32::try_from(description.len()).unwrap().to_le_bytes();
        [&description[..], &length, b"PAR1"].concat()
    }

    fn element(name: &str, children: u8) -> Vec<u8> {
        let length = u8::try_from(name.len()).unwrap();
        let mut bytes = [&[0x48, length], name.as_bytes()].concat();
        if children > 0 {
            bytes.extend([0x15, children * 2]);
        }
        bytes.push(0);
        bytes
    }

    #[test]
    fn groups_within_each_other_are_counted() {
        let nested = |depth: usize| {
            let groups = vec![element("g", 1); depth - 1];
            check_columns(&described(&[groups, vec![element("x", 0)]].concat()))
        };
        assert_eq!(nested(MAX_NESTING), Ok(()));
        assert_eq!(nested(MAX_NESTING + 1), Err(DAMAGED));
        let mut beside = vec![element("all", 60)];
        beside.extend((0..60).flat_map(|_| [element("group", 1), element("x", 0)]));
        assert_eq!(check_columns(&described(&beside)), Ok(()));
    }

    #[test]
    fn names_count_for_each_column_below_them() {
        let name = "a".repeat(100);
        let own = (size_of::<String>() + 1) as u64;
        let elements = [element(&name, 2), element("x", 0), element("y", 0)];
        // The length of a name takes a byte.
        assert_eq!(
            path_bytes(&described(&elements)),
            Some(3 * (own + 100) + 2 * (own + 1))
        );
    }
}

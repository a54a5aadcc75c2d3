//! Parquet into CSV.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, TimeUnit, Type as Physical};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::RowGroupMetaData;
use ::parquet::file::reader::{FileReader as _, RowGroupReader as _, SerializedFileReader};
use ::parquet::record::Field;
use ::parquet::record::reader::RowIter;
use ::parquet::schema::types::Type;
use bytes::Bytes;

use super::claims;
use super::pages;
use super::rows::{Rows, Sink};
use crate::table::{ConvertError, Packing, calendar, is_bomb, is_bomb_of_cells};

/// Fractions of a second in a second, for each unit of time.
const MILLIS: f64 = 1e3;
const MICROS: f64 = 1e6;
const NANOS: f64 = 1e9;

pub(super) fn convert(bytes: Vec<u8>, sink: Sink<'_>) -> Result<Packing, ConvertError> {
    let size = bytes.len() as u64;
    claims::parquet::check_columns(&bytes)?;
    let bytes = Bytes::from(bytes);
    let reader = SerializedFileReader::new(bytes.clone()).map_err(failed)?;
    let metadata = reader.metadata();
    let rows = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(u64::MAX);
    let columns = metadata.file_metadata().schema().get_fields().len() as u64;
    if is_bomb_of_cells(rows, columns, size) {
        return Err(ConvertError::Bomb);
    }
    claims::parquet::check_pages(&bytes, metadata)?;
    claims::parquet::check_rows(metadata)?;
    let mut columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    if columns.any(|column| column.compression() == Compression::LZO) {
        return Err(ConvertError::Codec {
            codec: "LZO".to_owned(),
        });
    }
    let file = File { bytes, reader };
    let columns = file.columns()?;
    let binary = file.binary_columns(&columns)?;
    // Two columns may have one name, so places tell which is meant.
    let mut left_out = Vec::new();
    let mut taken = Vec::new();
    for (place, column) in columns.into_iter().enumerate() {
        if binary.contains(&place) {
            left_out.push(column.kind.name().to_owned());
        } else {
            taken.push(column);
        }
    }
    let columns = taken;
    if columns.is_empty() {
        return Err(ConvertError::OnlyBinary { columns: left_out });
    }
    let units: Vec<Option<Nanos>> = columns.iter().map(|column| nanos(&column.kind)).collect();
    let mut rows = Rows::new(sink, columns.len(), size);
    for column in &columns {
        rows.cell(column.kind.name())?;
    }
    rows.end_row()?;
    file.each_row(&columns, &mut |row| {
        for (field, unit) in row.iter().zip(&units) {
            rows.cell(&text(field, *unit))?;
        }
        rows.end_row()?;
        Ok(true)
    })?;
    rows.finish()?;
    Ok(Packing::Parquet { left_out })
}

/// A column of the table, which may hold others.
struct Column {
    kind: Arc<Type>,
    /// The places of what is nested in it among the columns that lie in the file.
    leaves: Range<usize>,
}

/// A Parquet file whose claims were checked.
struct File {
    bytes: Bytes,
    reader: SerializedFileReader<Bytes>,
}

impl File {
    /// The columns of the table in their order.
    fn columns(&self) -> Result<Vec<Column>, ConvertError> {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let mut columns: Vec<Column> = schema
            .root_schema()
            .get_fields()
            .iter()
            .map(|kind| Column {
                kind: Arc::clone(kind),
                leaves: 0..0,
            })
            .collect();
        let mut names = BTreeSet::new();
        for leaf in 0..schema.num_columns() {
            let place = schema.get_column_root_idx(leaf);
            // Below a column, the library knows what is nested by its name.
            if !names.insert((place, schema.column(leaf).path().parts().to_vec())) {
                return Err(ConvertError::DamagedParquet);
            }
            let column = columns.get_mut(place).ok_or(ConvertError::DamagedParquet)?;
            if column.leaves.is_empty() {
                column.leaves = leaf..leaf;
            }
            column.leaves.end = leaf + 1;
        }
        Ok(columns)
    }

    /// Passes on each row with these columns, until `take` wants no more.
    fn each_row(
        &self,
        columns: &[Column],
        take: &mut dyn FnMut(&[Field]) -> Result<bool, ConvertError>,
    ) -> Result<(), ConvertError> {
        for index in 0..self.reader.num_row_groups() {
            let group = self.reader.get_row_group(index).map_err(failed)?;
            let parts: Vec<pages::Column> = columns
                .iter()
                .map(|column| {
                    let kind = Arc::clone(&column.kind);
                    pages::Column::new(&self.bytes, &*group, kind, column.leaves.clone())
                })
                .collect::<Result<_, _>>()
                .map_err(failed)?;
            let mut cells: Vec<RowIter> = parts
                .iter()
                .map(|part| part.get_row_iter(None))
                .collect::<Result<_, _>>()
                .map_err(failed)?;
            let mut row = Vec::with_capacity(columns.len());
            for _ in 0..group.metadata().num_rows() {
                row.clear();
                for cells in &mut cells {
                    let cell = cells
                        .next()
                        .ok_or(ConvertError::DamagedParquet)?
                        .map_err(failed)?;
                    row.extend(cell.into_columns().into_iter().map(|(_, field)| field));
                }
                if !take(&row)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Columns of bytes that are no text: geometries, pictures, keys. Old programs write texts as mere bytes, so the values
    /// tell.
    fn binary_columns(&self, columns: &[Column]) -> Result<BTreeSet<usize>, ConvertError> {
        let mut binary = BTreeSet::new();
        let mut read = 0;
        let may_be_binary = |kind: &Type| {
            kind.is_primitive()
                && matches!(
                    kind.get_physical_type(),
                    Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY
                )
                && !matches!(
                    kind.get_basic_info().logical_type_ref(),
                    Some(LogicalType::String)
                )
        };
        for (place, column) in columns.iter().enumerate() {
            if !may_be_binary(&column.kind) {
                continue;
            }
            self.each_row(std::slice::from_ref(column), &mut |row| {
                let is_binary = |field: &Field| match field {
                    Field::Bytes(bytes) => !is_text(bytes.data()),
                    _ => false,
                };
                let found = row.iter().any(is_binary);
                if found {
                    binary.insert(place);
                }
                let bytes = row.iter().map(|field| match field {
                    Field::Bytes(bytes) => bytes.len() as u64,
                    _ => 0,
                });
                read += bytes.sum::<u64>() + 1;
                if is_bomb(read, self.bytes.len() as u64) {
                    return Err(ConvertError::Bomb);
                }
                Ok(!found)
            })?;
        }
        Ok(binary)
    }
}

/// Whether bytes are a text.
fn is_text(bytes: &[u8]) -> bool {
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(is_odd))
}

/// What a whole number of nanoseconds stands for; the library gives these as mere numbers.
#[derive(Debug, Clone, Copy)]
enum Nanos {
    Timestamp,
    Time,
}

fn nanos(field: &Type) -> Option<Nanos> {
    if !field.is_primitive() {
        return None;
    }
    match field.get_basic_info().logical_type_ref()? {
        LogicalType::Timestamp(timestamp) if timestamp.unit == TimeUnit::NANOS => Some(Nanos::Timestamp),
        LogicalType::Time(time) if time.unit == TimeUnit::NANOS => Some(Nanos::Time),
        _ => None,
    }
}

/// A cell as CSV has it.
#[expect(
    clippy::cast_precision_loss,
    reason = "a microsecond more or less in a century says nothing about a row"
)]
fn text(field: &Field, nanos: Option<Nanos>) -> String {
    // Whole seconds, so that nothing is rounded into the next day.
    let moment = |seconds: f64| calendar::shown(seconds.floor(), true, true);
    let time = |seconds: f64| calendar::shown(seconds.floor(), false, true);
    match (field, nanos) {
        (Field::Null, _) => String::new(),
        (Field::Long(value), Some(Nanos::Timestamp)) => moment(*value as f64 / NANOS),
        (Field::Long(value), Some(Nanos::Time)) => time(*value as f64 / NANOS),
        (Field::TimestampMillis(value), _) => moment(*value as f64 / MILLIS),
        (Field::TimestampMicros(value), _) => moment(*value as f64 / MICROS),
        (Field::TimeMillis(value), _) => time(f64::from(*value) / MILLIS),
        (Field::TimeMicros(value), _) => time(*value as f64 / MICROS),
        (Field::Date(days), _) => calendar::shown(f64::from(*days) * calendar::SECONDS_IN_DAY, true, false),
        (Field::Str(text), _) => text.clone(),
        (Field::Bytes(bytes), _) => String::from_utf8_lossy(bytes.data()).into_owned(),
        (Field::Float(value), _) => value.to_string(),
        (Field::Double(value), _) => value.to_string(),
        // Decimals as they are; nested cells as text in brackets.
        (other, _) => other.to_string(),
    }
}

/// What a fault of the library is; what was found on the way to it is told as it is.
fn failed(error: ParquetError) -> ConvertError {
    match error {
        ParquetError::External(error) => error
            .downcast::<ConvertError>()
            .map_or(ConvertError::DamagedParquet, |error| *error),
        _ => ConvertError::DamagedParquet,
    }
}

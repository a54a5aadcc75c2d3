//! The pages of Parquet columns, on the way from the file to the library's readers.
//!
//! Those packed with Zstandard are unpacked here, by a decoder in Rust: the one that the library would use is written in C.
//! The library is told that such a column is not packed, and gives its pages as they lie in the file. Pages whose texts
//! share their starts are refused where they would become too much.

use std::io::Read as _;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::RowGroupReader;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::record::reader::RowIter;
use parquet::schema::types::{SchemaDescriptor, Type};

use super::claims::delta;
use crate::table::{ConvertError, is_bomb};

/// One column of a group of rows, with all that is nested in it. The library knows columns by their names, and two may have
/// the same, so it never sees more than one.
pub(super) struct Column<'f> {
    /// The whole file.
    file: &'f Bytes,
    group: &'f dyn RowGroupReader,
    /// The group as if it had this column alone.
    metadata: RowGroupMetaData,
    /// The place of its first leaf among those of the group.
    first: usize,
}

impl<'f> Column<'f> {
    /// The column of this type, whose leaves have these places in the group.
    pub(super) fn new(
        file: &'f Bytes,
        group: &'f dyn RowGroupReader,
        column: Arc<Type>,
        leaves: Range<usize>,
    ) -> Result<Self> {
        let root = Type::group_type_builder(group.metadata().schema_descr().name())
            .with_fields(vec![column])
            .build()?;
        let first = leaves.start;
        let chunks = group.metadata().columns().get(leaves).unwrap_or_default();
        let metadata = RowGroupMetaData::builder(Arc::new(SchemaDescriptor::new(Arc::new(root))))
            .set_num_rows(group.metadata().num_rows())
            .set_column_metadata(chunks.to_vec())
            .build()?;
        Ok(Self {
            file,
            group,
            metadata,
            first,
        })
    }
}

/// Whether a column is packed with Zstandard.
pub(super) fn is_packed(column: &ColumnChunkMetaData) -> bool {
    matches!(column.compression(), Compression::ZSTD(_))
}

impl RowGroupReader for Column<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        &self.metadata
    }

    fn num_columns(&self) -> usize {
        self.metadata.num_columns()
    }

    fn get_column_page_reader(&self, index: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata().column(index);
        let pages: Box<dyn PageReader> = if is_packed(column) {
            let as_it_lies = column
                .clone()
                .into_builder()
                .set_compression(Compression::UNCOMPRESSED)
                .build()?;
            let rows = usize::try_from(self.metadata().num_rows())?;
            let file = Arc::new(self.file.clone());
            Box::new(SerializedPageReader::new(file, &as_it_lies, rows, None)?)
        } else {
            self.group.get_column_page_reader(self.first + index)?
        };
        let levels = column.column_descr();
        Ok(Box::new(Pages {
            packed: pages,
            left: is_packed(column)
                .then(|| u64::try_from(column.uncompressed_size()))
                .transpose()?,
            levels: [levels.max_rep_level(), levels.max_def_level()].map(|level| level > 0),
            file_bytes: self.file.len() as u64,
            text_bytes: 0,
        }))
    }

    fn get_column_bloom_filter(&self, index: usize) -> Option<&Sbbf> {
        self.group.get_column_bloom_filter(self.first + index)
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column, unpacked.
struct Pages {
    packed: Box<dyn PageReader>,
    /// Bytes that the column says its pages still become, where they are unpacked here.
    left: Option<u64>,
    /// Whether its values are repeated, and whether some may be missing.
    levels: [bool; 2],
    file_bytes: u64,
    /// Bytes that its texts become whose lengths are written as differences.
    text_bytes: u64,
}

fn damaged(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

impl Pages {
    /// Unpacks what stands behind so many bytes. The bytes before are not packed.
    fn unpack(&mut self, packed: &Bytes, behind: usize) -> Result<Bytes> {
        let Some(left) = &mut self.left else {
            return Ok(packed.clone());
        };
        let (mut unpacked, packed) = match packed.split_at_checked(behind) {
            Some((levels, values)) => (levels.to_vec(), values),
            None => return Err(damaged("levels longer than their page")),
        };
        // A page without values may be empty.
        if !packed.is_empty() {
            let frame = ruzstd::decoding::StreamingDecoder::new(packed)
                .map_err(|_| damaged("damaged Zstandard frame"))?;
            let count = frame
                .take(left.saturating_add(1))
                .read_to_end(&mut unpacked)
                .map_err(|_| damaged("damaged Zstandard frame"))? as u64;
            *left = left
                .checked_sub(count)
                .ok_or_else(|| damaged("pages larger than their column"))?;
        }
        Ok(unpacked.into())
    }

    /// Checks the texts of an unpacked page whose lengths are written as differences.
    fn check(&mut self, page: &Page) -> Result<()> {
        let share_starts = match page.encoding() {
            Encoding::DELTA_BYTE_ARRAY => true,
            Encoding::DELTA_LENGTH_BYTE_ARRAY => false,
            _ => return Ok(()),
        };
        let behind = match page {
            Page::DataPageV2 {
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => usize::try_from(u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len))?,
            // What has no length of its own is older than these encodings.
            Page::DataPage {
                rep_level_encoding: Encoding::RLE,
                def_level_encoding: Encoding::RLE,
                buf,
                ..
            } => self.levels_end(buf).ok_or_else(|| damaged("levels cut"))?,
            _ => return Err(damaged("levels without a length")),
        };
        let bytes = match page.buffer().get(behind..) {
            Some([]) => Some(0),
            Some(texts) => delta::text_bytes(texts, u64::from(page.num_values()), share_starts),
            None => None,
        };
        let bytes = bytes.ok_or_else(|| damaged("lengths of texts"))?;
        self.text_bytes = self.text_bytes.saturating_add(bytes);
        if is_bomb(self.text_bytes, self.file_bytes) {
            return Err(ParquetError::External(Box::new(ConvertError::Bomb)));
        }
        Ok(())
    }

    /// Where the levels of a page of the first version end: each begins with its length.
    fn levels_end(&self, page: &[u8]) -> Option<usize> {
        let mut end = 0_usize;
        for _ in self.levels.iter().filter(|is_there| **is_there) {
            let length = u32::from_le_bytes(*page.get(end..)?.first_chunk()?);
            end = end.checked_add(4)?.checked_add(usize::try_from(length).ok()?)?;
        }
        Some(end)
    }

    fn unpacked(&mut self, page: Page) -> Result<Page> {
        Ok(match page {
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                statistics,
            } => Page::DataPage {
                buf: self.unpack(&buf, 0)?,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                statistics,
            },
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                num_nulls,
                num_rows,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                statistics,
            } => {
                let levels =
                    usize::try_from(u64::from(def_levels_byte_len) + u64::from(rep_levels_byte_len))?;
                Page::DataPageV2 {
                    buf: if is_compressed {
                        self.unpack(&buf, levels)?
                    } else {
                        buf
                    },
                    num_values,
                    encoding,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed,
                    statistics,
                }
            }
            Page::DictionaryPage {
                buf,
                num_values,
                encoding,
                is_sorted,
            } => Page::DictionaryPage {
                buf: self.unpack(&buf, 0)?,
                num_values,
                encoding,
                is_sorted,
            },
        })
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.packed.get_next_page()?;
        let Some(page) = page else {
            return Ok(None);
        };
        let page = self.unpacked(page)?;
        self.check(&page)?;
        Ok(Some(page))
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}

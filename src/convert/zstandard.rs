//! Parquet columns packed with Zstandard, by a decoder in Rust: the one that the library would use is written in C.
//!
//! The library is told that such a column is not packed, and gives its pages as they lie in the file. They are unpacked on
//! the way from there to its readers.

use std::io::Read as _;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::RowGroupReader;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

/// A group of rows in which columns may be packed with Zstandard.
pub(super) struct RowGroup<'f> {
    /// The whole file.
    pub(super) file: &'f Bytes,
    pub(super) group: Box<dyn RowGroupReader + 'f>,
}

/// Whether a column is packed with Zstandard.
pub(super) fn is_packed(column: &ColumnChunkMetaData) -> bool {
    matches!(column.compression(), Compression::ZSTD(_))
}

impl RowGroupReader for RowGroup<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.group.metadata()
    }

    fn num_columns(&self) -> usize {
        self.group.num_columns()
    }

    fn get_column_page_reader(&self, index: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata().column(index);
        if !is_packed(column) {
            return self.group.get_column_page_reader(index);
        }
        let as_it_lies = column
            .clone()
            .into_builder()
            .set_compression(Compression::UNCOMPRESSED)
            .build()?;
        let rows = usize::try_from(self.metadata().num_rows())?;
        Ok(Box::new(Pages {
            pages: SerializedPageReader::new(Arc::new(self.file.clone()), &as_it_lies, rows, None)?,
            left: u64::try_from(column.uncompressed_size())?,
        }))
    }

    fn get_column_bloom_filter(&self, index: usize) -> Option<&Sbbf> {
        self.group.get_column_bloom_filter(index)
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column, unpacked.
struct Pages {
    pages: SerializedPageReader<Bytes>,
    /// Bytes that the column says its pages still become.
    left: u64,
}

impl Pages {
    /// Unpacks what stands behind so many bytes. The bytes before are not packed.
    fn unpack(&mut self, packed: &Bytes, behind: usize) -> Result<Bytes> {
        let damaged = |_| ParquetError::General("damaged Zstandard frame".to_owned());
        let (mut unpacked, packed) = match packed.split_at_checked(behind) {
            Some((levels, values)) => (levels.to_vec(), values),
            None => return Err(ParquetError::General("levels longer than their page".to_owned())),
        };
        // A page without values may be empty.
        if !packed.is_empty() {
            let frame = ruzstd::decoding::StreamingDecoder::new(packed)
                .map_err(|error| damaged(error.to_string()))?;
            let count = frame
                .take(self.left.saturating_add(1))
                .read_to_end(&mut unpacked)
                .map_err(|error| damaged(error.to_string()))? as u64;
            self.left = self
                .left
                .checked_sub(count)
                .ok_or_else(|| ParquetError::General("pages larger than their column".to_owned()))?;
        }
        Ok(unpacked.into())
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
        let page = self.pages.get_next_page()?;
        page.map(|page| self.unpacked(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

//! The parts of the archive that a new workbook is.
//!
//! The library looks for a part by its name in small letters and with slashes, and takes the last one where several have it.
//! Other programs take another one, so such an archive is refused.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::refused::{ambiguous, damaged};
use super::xml::{Elements, Xml};
use crate::table::{Ambiguity, ConvertError, is_bomb};

/// Deflate makes at most so many bytes of one.
const MAX_RATIO: u64 = 1_032;

/// A part while it is unpacked.
pub(super) type Part<'a, 'b> = BufReader<ZipFile<'a, Cursor<&'b [u8]>>>;

/// A part of XML while it is read.
pub(super) type XmlPart<'a, 'b> = Xml<Part<'a, 'b>>;

/// An archive in which no two parts have the same name.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The number of each part by its [`key`].
    parts: BTreeMap<String, usize>,
    /// How many elements may still be read.
    elements: Elements,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ConvertError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let sizes = (0..zip.len()).map(|index| zip.by_index_raw(index).map_or(0, |part| part.size()));
        if is_bomb(sizes.fold(0, u64::saturating_add), bytes.len() as u64) {
            return Err(ConvertError::Bomb);
        }
        if zip.has_duplicate_names() {
            return Err(ambiguous("", Ambiguity::SamePart));
        }
        let mut parts = BTreeMap::new();
        for (index, name) in zip.file_names().enumerate() {
            let name = name.map_err(damaged)?;
            if parts.insert(key(&name), index).is_some() {
                return Err(ambiguous(&name, Ambiguity::SamePart));
            }
        }
        let elements = Elements::of_archive(bytes.len() as u64);
        Ok(Self { zip, parts, elements })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&key(path))
    }

    /// The part of this name, and the bytes that it can have at most: as many as it says, or as can be made of the packed ones.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<(Part<'_, 'b>, u64)>, ConvertError> {
        let Some(&index) = self.parts.get(&key(path)) else {
            return Ok(None);
        };
        let part = self.zip.by_index(index).map_err(damaged)?;
        let longest = part.size().min(part.compressed_size().saturating_mul(MAX_RATIO));
        Ok(Some((BufReader::new(part), longest)))
    }

    /// The same part as XML.
    pub(super) fn xml(&mut self, path: &str) -> Result<Option<(XmlPart<'_, 'b>, u64)>, ConvertError> {
        let elements = self.elements.clone();
        let part = self.part(path)?;
        Ok(part.map(|(part, longest)| (Xml::new(part, elements), longest)))
    }
}

/// By what a part is known: a slash at the beginning says nothing.
fn key(path: &str) -> String {
    let path = path.replace('\\', "/").to_ascii_lowercase();
    path.trim_start_matches('/').to_owned()
}

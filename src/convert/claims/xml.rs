//! The elements of a part, read more strictly than the library reads them.
//!
//! The library does not look whether an element ends by the name by which it began. A part that is cut or closes other
//! elements than it opens could therefore hold something that only the library sees.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::refused::damaged;
use crate::table::ConvertError;

/// Elements within each other; no program writes half as many.
const MAX_NESTING: usize = 256;

/// Reads the events of a part.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    depth: usize,
    buffer: Vec<u8>,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        // As the library does: an element that closes itself begins and ends.
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            buffer: Vec::new(),
        }
    }

    /// The next event and the elements around it, with itself where it begins or ends an element; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(usize, Event<'_>)>, ConvertError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(damaged)?;
        let mut depth = self.depth;
        match &event {
            Event::Start(_) => {
                depth += 1;
                self.depth = depth;
            }
            // The reader knows which element is open, so there is one.
            Event::End(_) => self.depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(None),
            Event::Eof => return Err(ConvertError::DamagedWorkbook),
            _ => {}
        }
        if depth > MAX_NESTING {
            return Err(ConvertError::DamagedWorkbook);
        }
        Ok(Some((depth, event)))
    }
}

/// Whether an element has this name, whatever stands before a colon in it.
pub(super) fn is(element: &BytesStart<'_>, name: &str) -> bool {
    element.local_name().as_ref() == name
}

/// Passes on the local names and the values of an element's attributes, as they are written.
pub(super) fn attributes(
    element: &BytesStart<'_>,
    take: &mut dyn FnMut(&str, &str),
) -> Result<(), ConvertError> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(damaged)?;
        take(attribute.key.local_name().as_ref(), &attribute.value);
    }
    Ok(())
}

//! The elements of a part, read more strictly than the library reads them.
//!
//! The library does not look whether an element ends by the name by which it began. A part that is cut or closes other
//! elements than it opens could therefore hold something that only the library sees. Neither does it look to which namespace a
//! name belongs, and other programs pass over what they do not know.

use std::cell::Cell;
use std::io::BufRead;
use std::rc::Rc;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::refused::{ambiguous, damaged};
use crate::table::{Ambiguity, ConvertError};

/// Elements within each other; no program writes half as many.
const MAX_NESTING: usize = 256;

/// So many elements do no harm: they are read in a second or two.
const HARMLESS_ELEMENTS: u64 = 2_000_000;

/// Elements for a byte of the archive: a cell that names its place takes two bytes there, and a short one of a column of zeros
/// and ones a fifth.
const ELEMENTS_FOR_ONE: u64 = 10;

/// How many elements may still be read of all parts of an archive. Millions of empty ones shrink to nothing, and each takes time.
#[derive(Debug, Clone)]
pub(super) struct Elements(Rc<Cell<u64>>);

impl Elements {
    /// For an archive of so many bytes.
    pub(super) fn of_archive(bytes: u64) -> Self {
        let max = HARMLESS_ELEMENTS.saturating_add(ELEMENTS_FOR_ONE.saturating_mul(bytes));
        Self(Rc::new(Cell::new(max)))
    }

    fn take(&self) -> Result<(), ConvertError> {
        let left = self.0.get().checked_sub(1).ok_or(ConvertError::Bomb)?;
        self.0.set(left);
        Ok(())
    }
}

/// Reads the events of a part.
pub(super) struct Xml<R> {
    reader: NsReader<R>,
    elements: Elements,
    /// The namespace of the part: that of its first element.
    namespace: Option<Namespace>,
    /// How deep the outermost open element of another one lies.
    foreign: Option<usize>,
    depth: usize,
    buffer: Vec<u8>,
}

/// To what the name of an element belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Namespace {
    None,
    Known(String),
    /// A prefix that says nothing.
    Unknown(String),
}

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The elements around it, with itself where it begins or ends one.
    pub(super) depth: usize,
    /// Whether one of these is of another namespace than the part.
    pub(super) is_foreign: bool,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R, elements: Elements) -> Self {
        let mut reader = NsReader::from_reader(part);
        // As the library does: an element that closes itself begins and ends.
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            elements,
            namespace: None,
            foreign: None,
            depth: 0,
            buffer: Vec::new(),
        }
    }

    /// The next event and where it stands; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(Place, Event<'_>)>, ConvertError> {
        self.buffer.clear();
        let (namespace, event) = self
            .reader
            .read_resolved_event_into(&mut self.buffer)
            .map_err(damaged)?;
        let mut depth = self.depth;
        let mut foreign = self.foreign;
        match &event {
            Event::Start(_) => {
                self.elements.take()?;
                depth += 1;
                self.depth = depth;
                let own = self.namespace.get_or_insert_with(|| Namespace::of(&namespace));
                if !own.is(&namespace) {
                    foreign = foreign.or(Some(depth));
                    self.foreign = foreign;
                }
            }
            // The reader knows which element is open, so there is one.
            Event::End(_) => {
                self.depth = depth.saturating_sub(1);
                self.foreign = foreign.filter(|outermost| *outermost != depth);
            }
            Event::Eof if depth == 0 => return Ok(None),
            Event::Eof => return Err(ConvertError::DamagedWorkbook),
            _ => {}
        }
        if depth > MAX_NESTING {
            return Err(ConvertError::DamagedWorkbook);
        }
        let is_foreign = foreign.is_some();
        Ok(Some((Place { depth, is_foreign }, event)))
    }
}

impl Namespace {
    fn of(name: &ResolveResult<'_>) -> Self {
        match name {
            ResolveResult::Unbound => Self::None,
            ResolveResult::Bound(namespace) => Self::Known(namespace.as_ref().to_owned()),
            ResolveResult::Unknown(prefix) => Self::Unknown(prefix.clone()),
        }
    }

    fn is(&self, name: &ResolveResult<'_>) -> bool {
        match (self, name) {
            (Self::None, ResolveResult::Unbound) => true,
            (Self::Known(own), ResolveResult::Bound(namespace)) => own == namespace.as_ref(),
            (Self::Unknown(own), ResolveResult::Unknown(prefix)) => own == prefix,
            _ => false,
        }
    }
}

/// That a part holds an element where some programs do not read it.
pub(super) fn unread(part: &str, element: &BytesStart<'_>) -> ConvertError {
    let element = element.name().as_ref().to_owned();
    ambiguous(part, Ambiguity::UnreadElement { element })
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

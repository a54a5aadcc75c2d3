//! What the parts of a workbook say of which part is which.
//!
//! The library follows the relations of sheets, but takes texts and formats from parts by their usual names, and looks for
//! names as they are written. Where a relation means another part than the library takes, other programs show other cells.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::archive::Archive;
use super::refused::ambiguous;
use super::xml::{attributes, is, unread};
use crate::table::{Ambiguity, ConvertError};

/// The relations of the whole archive.
pub(super) const OF_ARCHIVE: &str = "_rels/.rels";

/// How the kind of the relation ends that leads to the workbook.
const WORKBOOK: &str = "/relationships/officeDocument";

/// A relation, as it is written.
#[derive(Debug, Default)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) target: String,
}

impl Relation {
    /// The last word of its kind.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }

    /// The part that it means, seen from a folder, if that can be told.
    fn meant(&self, folder: &str) -> Option<String> {
        // What is written with entities is read as written by some.
        if self.target.contains('&') {
            return None;
        }
        let target = self.target.replace('\\', "/");
        let path = if target.starts_with('/') {
            target
        } else {
            format!("{folder}{target}")
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    /// Checks that it means the part that the library takes for it.
    pub(super) fn check_means(&self, taken: &str, folder: &str) -> Result<(), ConvertError> {
        let meant = self.meant(folder);
        if meant.is_some_and(|meant| meant.eq_ignore_ascii_case(taken)) {
            return Ok(());
        }
        Err(ambiguous(&self.target, Ambiguity::OtherPart))
    }
}

/// The relations in a part; nothing where there is no such part.
pub(super) fn read(archive: &mut Archive<'_>, path: &str) -> Result<Option<Vec<Relation>>, ConvertError> {
    let Some((mut xml, _)) = archive.xml(path)? else {
        return Ok(None);
    };
    let mut relations: Vec<Relation> = Vec::new();
    let mut ids = BTreeSet::new();
    while let Some((place, event)) = xml.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        if !is(&element, "Relationship") {
            continue;
        }
        if place.is_foreign {
            return Err(unread(path, &element));
        }
        let mut relation = Relation::default();
        attributes(&element, &mut |name, value| match name {
            "Id" => value.clone_into(&mut relation.id),
            "Type" => value.clone_into(&mut relation.kind),
            "Target" => value.clone_into(&mut relation.target),
            _ => {}
        })?;
        let is_plain = !relation.id.contains('&') && !relation.kind.contains('&');
        if !is_plain || !ids.insert(relation.id.clone()) {
            return Err(ambiguous(path, Ambiguity::OtherPart));
        }
        relations.push(relation);
    }
    Ok(Some(relations))
}

/// The part that is the workbook; nothing where no relation leads to it.
pub(super) fn workbook(archive: &mut Archive<'_>) -> Result<Option<String>, ConvertError> {
    let relations = read(archive, OF_ARCHIVE)?.unwrap_or_default();
    let mut workbooks = relations
        .iter()
        .filter(|relation| relation.kind.ends_with(WORKBOOK));
    let Some(workbook) = workbooks.next() else {
        return Ok(None);
    };
    if workbooks.next().is_some() {
        return Err(ambiguous(OF_ARCHIVE, Ambiguity::OtherPart));
    }
    let target = &workbook.target;
    let path = target.strip_prefix('/').unwrap_or(target).to_owned();
    workbook.check_means(&path, "")?;
    Ok(Some(path))
}

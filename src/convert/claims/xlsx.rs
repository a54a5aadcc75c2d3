//! An xlsx: the parts that the library reads, and what they claim.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::mem::size_of;

use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::cells;
use super::formulas::Formulas;
use super::memory::Memory;
use super::refused::{MAX_SHEETS, ambiguous, damaged};
use super::relations::{self, Relation};
use super::xml::{Xml, attributes, is, unread};
use crate::table::{Ambiguity, ConvertError};

/// Bytes of the shortest text among those that cells share: `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// More styles and more names of cells than anybody has in one workbook, and a longer format than Excel writes.
const MAX_STYLES: u64 = 200_000;
const MAX_NAMES: u64 = 200_000;
const MAX_FORMAT: usize = 2_000;

/// Checks the parts that the library reads, which it finds by the relations of the archive, and gives what is known of the
/// formulas of each sheet.
pub(super) fn check(archive: &mut Archive<'_>, memory: &mut Memory) -> Result<Vec<Formulas>, ConvertError> {
    let workbook = relations::workbook(archive)?.ok_or(ConvertError::DamagedWorkbook)?;
    let (folder, name) = workbook
        .rsplit_once('/')
        .map_or(("", workbook.as_str()), |(folder, name)| {
            (&workbook[..=folder.len()], name)
        });
    let relations = relations::read(archive, &format!("{folder}_rels/{name}.rels"))?;
    let relations = relations.ok_or(ConvertError::DamagedWorkbook)?;
    let texts = format!("{folder}sharedStrings.xml");
    let styles = format!("{folder}styles.xml");
    for relation in &relations {
        for (kind, path) in [("sharedStrings", &texts), ("styles", &styles)] {
            if relation.is(kind) {
                relation.check_means(path, folder)?;
            }
        }
    }
    if let Some((part, longest)) = archive.xml(&texts)? {
        let found = cells::check_shared(part, &texts)?;
        if found.claimed > longest / SHORTEST_TEXT {
            return Err(ConvertError::DamagedWorkbook);
        }
        // There may be more than the part claims.
        let count = found.count.max(found.claimed);
        memory.ask(count.saturating_mul(size_of::<String>() as u64))?;
    }
    if let Some((part, _)) = archive.xml(&styles)? {
        check_styles(part, &styles)?;
    }
    let Some((part, _)) = archive.xml(&workbook)? else {
        return Ok(Vec::new());
    };
    let Found {
        sheets,
        is_computed_on_load,
    } = sheets(part, &workbook)?;
    let mut formulas = Vec::with_capacity(sheets.len());
    for path in sheet_parts(&sheets, &relations, folder)? {
        let mut found = match archive.xml(&path)? {
            Some((part, _)) => cells::check(part, &path)?,
            None => Formulas::default(),
        };
        found.are_computed_on_load = is_computed_on_load;
        memory.ask(found.bytes())?;
        formulas.push(found);
    }
    Ok(formulas)
}

/// Checks that there are no more styles than a program writes: the library keeps each with the text of its format.
fn check_styles<R: BufRead>(mut xml: Xml<R>, path: &str) -> Result<(), ConvertError> {
    let mut styles = 0;
    // How deep the element lies in which the library looks for formats or styles.
    let mut list = None;
    while let Some((place, event)) = xml.next()? {
        let element = match event {
            Event::Start(element) => element,
            Event::End(_) => {
                list = list.filter(|depth| *depth != place.depth);
                continue;
            }
            _ => continue,
        };
        if list.is_none() && (is(&element, "numFmts") || is(&element, "cellXfs")) {
            list = Some(place.depth);
        }
        if list.is_some() && place.is_foreign {
            return Err(unread(path, &element));
        }
        styles += u64::from(is(&element, "xf"));
        let is_long = is(&element, "numFmt")
            && element
                .try_get_attribute("formatCode")
                .map_err(damaged)?
                .is_some_and(|code| code.value.len() > MAX_FORMAT);
        if is_long || styles > MAX_STYLES {
            return Err(ConvertError::DamagedWorkbook);
        }
    }
    Ok(())
}

/// What a workbook says of its sheets.
#[derive(Debug)]
struct Found {
    /// Their relations.
    sheets: Vec<String>,
    /// Whether programs are asked to compute all formulas when they open it.
    is_computed_on_load: bool,
}

fn sheets<R: BufRead>(mut xml: Xml<R>, path: &str) -> Result<Found, ConvertError> {
    let mut sheets = Vec::new();
    let mut names = 0;
    let mut is_computed_on_load = false;
    while let Some((place, event)) = xml.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        let has = |name: &str| element.try_get_attribute(name).map_err(damaged);
        if is(&element, "sheet") {
            if place.is_foreign {
                return Err(unread(path, &element));
            }
            sheets.push(relation(&element, path)?);
        } else if is(&element, "workbookPr") && has("date1904")?.is_some() {
            // Excel writes an element of this name in another namespace, too, without this.
            if place.is_foreign {
                return Err(unread(path, &element));
            }
            check_epoch(&element, path)?;
        } else if is(&element, "calcPr") {
            let asked = has("fullCalcOnLoad")?;
            is_computed_on_load |= asked.is_some_and(|asked| matches!(&*asked.value, "1" | "true"));
        }
        names += u64::from(is(&element, "definedName"));
        if sheets.len() > MAX_SHEETS || names > MAX_NAMES {
            return Err(ConvertError::DamagedWorkbook);
        }
    }
    Ok(Found {
        sheets,
        is_computed_on_load,
    })
}

/// The relation of a sheet.
fn relation(element: &BytesStart<'_>, path: &str) -> Result<String, ConvertError> {
    let mut relations = Vec::new();
    attributes(element, &mut |name, value| {
        if name == "id" {
            relations.push(value.to_owned());
        }
    })?;
    match <[String; 1]>::try_from(relations) {
        Ok([relation]) => Ok(relation),
        Err(none) if none.is_empty() => Err(ConvertError::DamagedWorkbook),
        Err(_) => Err(ambiguous(path, Ambiguity::OtherPart)),
    }
}

/// Checks that all programs count days from the same one.
fn check_epoch(element: &BytesStart<'_>, path: &str) -> Result<(), ConvertError> {
    let mut is_known = true;
    attributes(element, &mut |name, value| {
        if name == "date1904" {
            is_known = matches!(value, "0" | "1" | "false" | "true");
        }
    })?;
    if is_known {
        Ok(())
    } else {
        Err(ambiguous(path, Ambiguity::Dates))
    }
}

/// The parts of the sheets. No two are the same: each costs the time to read it.
fn sheet_parts(ids: &[String], relations: &[Relation], folder: &str) -> Result<Vec<String>, ConvertError> {
    let relations: BTreeMap<&str, &Relation> = relations
        .iter()
        .map(|relation| (relation.id.as_str(), relation))
        .collect();
    let mut parts = Vec::with_capacity(ids.len());
    let mut names = BTreeSet::new();
    for id in ids {
        let relation = relations.get(id.as_str()).ok_or(ConvertError::DamagedWorkbook)?;
        let target = &relation.target;
        let path = target
            .strip_prefix('/')
            .map_or_else(|| format!("{folder}{target}"), str::to_owned);
        relation.check_means(&path, folder)?;
        if !names.insert(path.to_ascii_lowercase()) {
            return Err(ConvertError::DamagedWorkbook);
        }
        parts.push(path);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::claims::xml::Elements;

    const STYLES: &str = "xl/styles.xml";

    fn xml(part: &str) -> Xml<&[u8]> {
        Xml::new(part.as_bytes(), Elements::of_archive(0))
    }

    fn relation_to(id: &str, target: &str) -> Relation {
        Relation {
            id: id.to_owned(),
            kind: String::new(),
            target: target.to_owned(),
        }
    }

    #[test]
    fn sheets_that_are_one_part_are_found() {
        let parts = |ids: [&str; 2], targets: [&str; 2]| {
            let relations = [relation_to("rId1", targets[0]), relation_to("rId2", targets[1])];
            sheet_parts(&ids.map(str::to_owned), &relations, "xl/").map(|parts| parts.len())
        };
        assert_eq!(parts(["rId1", "rId2"], ["sheets/a", "charts/a"]), Ok(2));
        let damaged = Err(ConvertError::DamagedWorkbook);
        assert_eq!(parts(["rId1", "rId2"], ["sheets/a", "/xl/sheets/A"]), damaged);
        assert_eq!(parts(["rId1", "rId1"], ["sheets/a", "sheets/b"]), damaged);
        assert_eq!(parts(["rId1", "rId3"], ["sheets/a", "sheets/b"]), damaged);
        let other = Err(ambiguous("sheets/../a", Ambiguity::OtherPart));
        assert_eq!(parts(["rId1", "rId2"], ["sheets/../a", "b"]), other);
    }

    #[test]
    fn more_than_a_program_writes_is_found() {
        let format = |length| {
            let code = "0".repeat(length);
            format!("<styleSheet><numFmts><numFmt formatCode=\"{code}\"/></numFmts></styleSheet>")
        };
        assert_eq!(check_styles(xml(&format(MAX_FORMAT)), STYLES), Ok(()));
        assert!(check_styles(xml(&format(MAX_FORMAT + 1)), STYLES).is_err());
        let workbook = |count: usize, element: &str| {
            let workbook = format!("<workbook>{}</workbook>", element.repeat(count));
            sheets(xml(&workbook), "xl/workbook.xml").map(|found| found.sheets.len())
        };
        let sheet = "<sheet r:id=\"rId1\"/>";
        assert_eq!(workbook(MAX_SHEETS, sheet), Ok(MAX_SHEETS));
        assert_eq!(
            workbook(MAX_SHEETS + 1, sheet),
            Err(ConvertError::DamagedWorkbook)
        );
        let names = usize::try_from(MAX_NAMES).unwrap() + 1;
        assert_eq!(
            workbook(names, "<definedName/>"),
            Err(ConvertError::DamagedWorkbook)
        );
    }

    #[test]
    fn formats_and_styles_of_other_namespaces_are_refused() {
        let checked = |list: &str, element: &str| {
            let styles = format!(
                "<styleSheet xmlns:z=\"urn:z\"><{list}>{element}</{list}><z:xf/><z:numFmt/></styleSheet>"
            );
            check_styles(xml(&styles), STYLES)
        };
        let unread = |element: &str| {
            let element = element.to_owned();
            Err(ambiguous(STYLES, Ambiguity::UnreadElement { element }))
        };
        assert_eq!(checked("cellXfs", "<xf/>"), Ok(()));
        assert_eq!(checked("cellXfs", "<z:xf/><xf/>"), unread("z:xf"));
        assert_eq!(checked("numFmts", "<z:numFmt/>"), unread("z:numFmt"));
        assert_eq!(checked("z:numFmts", "<numFmt/>"), unread("z:numFmts"));
    }

    #[test]
    fn what_only_some_programs_understand_is_refused() {
        let checked = |element: &str| {
            let workbook = format!("<workbook>{element}</workbook>");
            sheets(xml(&workbook), "workbook.xml").map(drop)
        };
        assert_eq!(checked("<workbookPr date1904=\"1\"/>"), Ok(()));
        let dates = Err(ambiguous("workbook.xml", Ambiguity::Dates));
        assert_eq!(checked("<workbookPr date1904=\"&#49;\"/>"), dates);
        let other = Err(ambiguous("workbook.xml", Ambiguity::OtherPart));
        assert_eq!(checked("<sheet r:id=\"rId1\" s:id=\"rId2\"/>"), other);
        assert_eq!(checked("<sheet/>"), Err(ConvertError::DamagedWorkbook));
        let unread = |element: &str| {
            let element = element.to_owned();
            Err(ambiguous("workbook.xml", Ambiguity::UnreadElement { element }))
        };
        assert_eq!(
            checked("<z:sheet xmlns:z=\"urn:z\" r:id=\"rId1\"/>"),
            unread("z:sheet")
        );
        assert_eq!(checked("<sheet xmlns=\"urn:z\" r:id=\"rId1\"/>"), unread("sheet"));
        let choice = "<mc:Choice xmlns:mc=\"urn:mc\"><sheet r:id=\"rId1\"/></mc:Choice>";
        assert_eq!(checked(choice), unread("sheet"));
        assert_eq!(checked("<z:workbookPr date1904=\"1\"/>"), unread("z:workbookPr"));
        assert_eq!(checked("<z:workbookPr/><z:definedName/>"), Ok(()));
    }
}

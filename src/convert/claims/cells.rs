//! The values of cells in an xlsx, and the texts that cells share.
//!
//! The library takes the first piece of a value for the whole of it, the last of several values, and the first text or format
//! for a number of one that it cannot read. No program writes such cells. What is written otherwise than programs write it
//! is refused, because another program would show another value.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::formulas::{Computed, Formulas};
use super::refused::{ambiguous, damaged};
use super::xml::{Place, Xml, attributes, is, unread};
use crate::table::{Ambiguity, ConvertError};

/// How deep the rows, their cells and what a cell holds lie within a sheet.
const SHEET_DATA: usize = 2;
const ROW: usize = 3;
const CELL: usize = 4;
const VALUE: usize = 5;

/// Letters of a cell's place that are shown.
const MAX_PLACE: usize = 10;

/// How the value of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// A number, truth or error: one piece of text.
    Plain,
    /// The number of a shared text.
    Shared,
    /// A text, which may hold references to letters.
    Text,
    /// Beside the value, which has to follow.
    Inline,
}

/// A cell while it is read.
#[derive(Debug)]
struct Cell {
    place: String,
    written: Written,
    /// Whether its value has been there.
    has_value: bool,
    /// Whether its value stood in an element of its own kind, after which nothing may come.
    has_text: bool,
    has_formula: bool,
    /// Its value, if it is a formula.
    computed: Computed,
}

/// What is open in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// The value, with the pieces that it has so far.
    Value(usize),
    /// A text.
    Text(Letters),
    Formula,
}

/// Whether letters belong to a text here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Around,
    Within,
}

/// Checks the cells of a sheet, and gives which of them are formulas.
pub(super) fn check<R: BufRead>(mut xml: Xml<R>, path: &str) -> Result<Formulas, ConvertError> {
    // The library begins with the first rows that it finds.
    while let Some((place, event)) = xml.next()? {
        match event {
            Event::Start(element) if is(&element, "sheetData") => {
                if place.is_foreign {
                    return Err(unread(path, &element));
                }
                if place.depth != SHEET_DATA {
                    return Err(ConvertError::DamagedWorkbook);
                }
                return check_rows(&mut xml, path);
            }
            _ => {}
        }
    }
    Ok(Formulas::default())
}

/// Checks the rows of a sheet up to their end.
fn check_rows<R: BufRead>(xml: &mut Xml<R>, path: &str) -> Result<Formulas, ConvertError> {
    let (mut is_row, mut is_hidden) = (false, false);
    let mut cell: Option<Cell> = None;
    let mut open = Open::Nothing;
    let mut formulas = Formulas::default();
    while let Some((Place { depth, is_foreign }, event)) = xml.next()? {
        match event {
            Event::End(_) if depth == SHEET_DATA => return Ok(formulas),
            Event::End(_) if depth == VALUE => open = Open::Nothing,
            Event::End(_) if depth == CELL => {
                if let Some(cell) = cell.take() {
                    formulas.add_cell(cell.formula());
                }
            }
            // Some programs pass over it, with all that is in it.
            Event::Start(element) if is_foreign => return Err(unread(path, &element)),
            Event::Start(element) if depth == ROW => {
                is_row = is(&element, "row");
                is_hidden = is_row && is_hidden_row(&element)?;
            }
            // Rows and cells anywhere else are read by the library alone.
            Event::Start(element) if is(&element, "row") => return Err(ConvertError::DamagedWorkbook),
            Event::Start(element) if is(&element, "c") => {
                if depth != CELL || !is_row {
                    return Err(ConvertError::DamagedWorkbook);
                }
                // Counted at its first cell: rows without any are often hidden.
                formulas.hidden_rows += u64::from(std::mem::take(&mut is_hidden));
                cell = Some(Cell::begin(&element)?);
            }
            event => {
                if let Some(cell) = &mut cell {
                    open = cell
                        .next(open, depth, &event)
                        .map_err(|cause| ambiguous(path, cause))?;
                }
            }
        }
    }
    Err(ConvertError::DamagedWorkbook)
}

/// Whether programs do not show a row.
fn is_hidden_row(row: &BytesStart<'_>) -> Result<bool, ConvertError> {
    let mut is_hidden = false;
    attributes(row, &mut |name, value| {
        is_hidden |= name == "hidden" && matches!(value, "1" | "true" | "on");
    })?;
    Ok(is_hidden)
}

impl Cell {
    fn begin(element: &BytesStart<'_>) -> Result<Self, ConvertError> {
        let mut cell = Self {
            place: String::new(),
            written: Written::Plain,
            has_value: false,
            has_text: false,
            has_formula: false,
            computed: Computed::Nothing,
        };
        let mut is_styled = true;
        attributes(element, &mut |name, value| match name {
            "r" if value.len() <= MAX_PLACE => value.clone_into(&mut cell.place),
            "t" => {
                cell.written = match value {
                    "s" => Written::Shared,
                    "inlineStr" | "is" => Written::Inline,
                    "n" | "b" | "e" => Written::Plain,
                    _ => Written::Text,
                };
            }
            // For a style that it cannot read, the library takes the first one.
            "s" => is_styled = is_whole(value),
            _ => {}
        })?;
        if is_styled {
            Ok(cell)
        } else {
            Err(ConvertError::DamagedWorkbook)
        }
    }

    fn next(&mut self, open: Open, depth: usize, event: &Event<'_>) -> Result<Open, Ambiguity> {
        let is_markup = matches!(
            event,
            Event::Start(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)
        );
        match (open, event) {
            (Open::Nothing, Event::Start(element)) if depth == VALUE => self.begin_value(element),
            (Open::Value(_), _) if self.written == Written::Inline => Ok(open),
            (Open::Value(_), _) if is_markup => Err(self.has_markup()),
            (Open::Value(pieces), Event::Text(text)) => {
                let is_zero = pieces == 0 && self.written == Written::Plain && &**text == "0";
                self.computed = if is_zero { Computed::Zero } else { Computed::Value };
                let is_number = self.written != Written::Shared || is_whole(text.as_ref());
                if is_number && (pieces == 0 || self.written == Written::Text) {
                    Ok(Open::Value(pieces + 1))
                } else {
                    Err(self.has_markup())
                }
            }
            (Open::Value(pieces), Event::GeneralRef(_)) => match self.written {
                Written::Text => Ok(Open::Value(pieces + 1)),
                _ => Err(self.has_markup()),
            },
            (Open::Text(letters), event) => letters
                .next(event)
                .map(Open::Text)
                .ok_or_else(|| self.has_markup()),
            (open, _) => Ok(open),
        }
    }

    fn begin_value(&mut self, element: &BytesStart<'_>) -> Result<Open, Ambiguity> {
        let cell = self.place.clone();
        let is_first = !self.has_value || self.written == Written::Inline && is(element, "is");
        if self.has_text || !is_first {
            return Err(Ambiguity::SeveralValues { cell });
        }
        match element.local_name().as_ref() {
            "v" => {
                self.has_value = true;
                Ok(Open::Value(0))
            }
            "is" => {
                self.has_text = true;
                Ok(Open::Text(Letters::Around))
            }
            name => {
                self.has_formula |= name == "f";
                // What else there may be is told by the library.
                Ok(Open::Formula)
            }
        }
    }

    /// What its formula has for a value; nothing where it is none.
    fn formula(&self) -> Option<Computed> {
        // A formula can give a text without letters.
        let is_empty_text = self.has_value && self.written == Written::Text;
        let computed = match self.computed {
            Computed::Nothing if is_empty_text => Computed::Value,
            computed => computed,
        };
        self.has_formula.then_some(computed)
    }

    fn has_markup(&self) -> Ambiguity {
        let cell = self.place.clone();
        Ambiguity::MarkupInValue { cell }
    }
}

impl Letters {
    /// Goes on in a text, whose letters stand in elements; nothing where these hold anything but letters, or where a text
    /// stands in another.
    fn next(self, event: &Event<'_>) -> Option<Self> {
        match (self, event) {
            (_, Event::Start(element)) if is(element, "si") || is(element, "is") => None,
            (Self::Around, Event::Start(element)) if is(element, "t") => Some(Self::Within),
            (Self::Within, Event::End(_)) => Some(Self::Around),
            (Self::Within, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) | (Self::Around, _) => {
                Some(self)
            }
            (Self::Within, _) => None,
        }
    }
}

/// Whether a number is written as programs write those of texts and styles.
fn is_whole(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit()) && number.parse::<u32>().is_ok()
}

/// The texts that cells share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// How many there are said to be.
    pub(super) claimed: u64,
    /// How many there are.
    pub(super) count: u64,
}

/// Checks the texts that cells share, and counts them.
pub(super) fn check_shared<R: BufRead>(mut xml: Xml<R>, path: &str) -> Result<Texts, ConvertError> {
    let mut texts = Texts::default();
    let mut has_begun = false;
    let mut text: Option<(usize, Letters)> = None;
    while let Some((Place { depth, is_foreign }, event)) = xml.next()? {
        match (event, text) {
            (Event::Start(element), text)
                if is_foreign && (text.is_some() || is(&element, "si") || is(&element, "sst")) =>
            {
                return Err(unread(path, &element));
            }
            (Event::Start(element), None) if is(&element, "si") => {
                texts.count += 1;
                text = Some((depth, Letters::Around));
            }
            (Event::Start(element), None) => {
                if is(&element, "sst") && !has_begun {
                    has_begun = true;
                    let count = element.try_get_attribute("uniqueCount").map_err(damaged)?;
                    let count = count.and_then(|count| count.value.trim().parse().ok());
                    texts.claimed = count.unwrap_or(0);
                }
            }
            (Event::End(_), Some((outer, _))) if outer == depth => text = None,
            (event, Some((outer, letters))) => {
                let Some(letters) = letters.next(&event) else {
                    let cell = String::new();
                    return Err(ambiguous(path, Ambiguity::MarkupInValue { cell }));
                };
                text = Some((outer, letters));
            }
            (_, None) => {}
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::claims::xml::Elements;

    const PATH: &str = "xl/worksheets/sheet1.xml";

    fn xml(part: &str) -> Xml<&[u8]> {
        Xml::new(part.as_bytes(), Elements::of_archive(0))
    }

    fn checked(cells: &str) -> Result<(), ConvertError> {
        formulas(cells).map(drop)
    }

    fn formulas(cells: &str) -> Result<Formulas, ConvertError> {
        let sheet = format!(
            "<?xml version=\"1.0\"?><!-- a --><worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"
        );
        check(xml(&sheet), PATH)
    }

    #[test]
    fn formulas_that_were_never_computed_are_told() {
        let cells = [
            "<c><v>0</v></c><c/><c><f>1</f></c><c><f>1</f><v/></c><c><f>1</f><v>0</v></c><c><f>1</f><v>0.5</v></c>",
            "<c t=\"str\"><f>1</f><v></v></c><c t=\"str\"><f>1</f><v>0</v></c><c t=\"str\"><f>1</f></c>",
            "<c t=\"b\"><f>1</f><v>1</v></c><c><f t=\"shared\" si=\"0\"/><v>7</v></c>",
        ];
        let mut expected = Formulas::default();
        for cell in [None, None]
            .into_iter()
            .chain(
                [
                    Computed::Nothing,
                    Computed::Nothing,
                    Computed::Zero,
                    Computed::Value,
                ]
                .map(Some),
            )
            .chain([Computed::Value, Computed::Value, Computed::Nothing].map(Some))
            .chain([Computed::Value, Computed::Value].map(Some))
        {
            expected.add_cell(cell);
        }
        assert_eq!(formulas(&cells.concat()), Ok(expected));
    }

    #[test]
    fn elements_of_other_namespaces_are_refused() {
        for (cells, name) in [
            ("<z:c xmlns:z=\"urn:z\"><v>1</v></z:c>", "z:c"),
            ("<c><z:v>1</z:v></c>", "z:v"),
            ("<c xmlns=\"urn:z\"><v>1</v></c>", "c"),
            ("<c t=\"inlineStr\"><is><t>a</t><z:t>b</z:t></is></c>", "z:t"),
            ("<mc:Choice><c><v>1</v></c></mc:Choice>", "mc:Choice"),
        ] {
            let sheet = format!(
                "<worksheet><z:row><z:c/></z:row><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"
            );
            let element = name.to_owned();
            let unread = Err(ambiguous(PATH, Ambiguity::UnreadElement { element }));
            assert_eq!(check(xml(&sheet), PATH).map(drop), unread, "{cells}");
        }
        for text in ["<z:si/>", "<z:a><si/></z:a>", "<si><t>a</t><z:t>b</z:t></si>"] {
            let checked = check_shared(xml(&format!("<sst xmlns:z=\"urn:z\">{text}</sst>")), PATH);
            let is_unread = matches!(
                checked,
                Err(ConvertError::Ambiguous {
                    cause: Ambiguity::UnreadElement { .. },
                    ..
                })
            );
            assert!(is_unread, "{text}: {checked:?}");
        }
        // What stands behind the rows is read by nobody.
        let behind = "<worksheet><sheetData/><z:row><z:c/></z:row></worksheet>";
        assert_eq!(check(xml(behind), PATH), Ok(Formulas::default()));
    }

    #[test]
    fn elements_that_shrink_to_nothing_are_refused() {
        let rows = "<row/>".repeat(1_000_000);
        let sheet = format!("<worksheet><sheetData>{rows}{rows}</sheetData></worksheet>");
        let checked = |bytes| check(Xml::new(sheet.as_bytes(), Elements::of_archive(bytes)), PATH).map(drop);
        assert_eq!(checked(0), Err(ConvertError::Bomb));
        assert_eq!(checked(1), Ok(()));
    }

    #[test]
    fn cells_that_programs_write_are_sound() {
        for cells in [
            "",
            "<c/><c r=\"B1\" s=\"3\"/>",
            "<c><v>1.5E-3</v></c> <c t=\"n\"><v/></c>",
            "<c t=\"s\"><v>12</v></c>",
            "<c t=\"str\"><f>A1&amp;\"x\"</f><v>a &amp; b&#10;c</v></c>",
            "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r></is></c>",
            "<c t=\"inlineStr\"><v></v><is><t><![CDATA[a]]> &lt; b</t></is></c>",
            "<c><f>1<!-- a -->+2</f><v>3</v></c>",
            "<!-- between --><c><v>1</v></c><?pi?>",
        ] {
            assert_eq!(checked(cells), Ok(()), "{cells}");
        }
    }

    #[test]
    fn hidden_rows_with_cells_are_counted() {
        let rows = "<row hidden=\"1\"><c><v>1</v></c><c/></row><row hidden=\"true\"/><row><c/></row>\
                    <row hidden=\"0\"><c/></row><row ht=\"1\" hidden=\"true\"><c/></row>";
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        assert_eq!(check(xml(&sheet), PATH).unwrap().hidden_rows, 2);
    }

    #[test]
    fn markup_within_values_is_refused() {
        let cell = || "C7".to_owned();
        for (kind, value) in [
            ("n", "<v>5<!--x-->1.234</v>"),
            ("n", "<v><!--x-->5</v>"),
            ("n", "<v>5<![CDATA[1]]></v>"),
            ("n", "<v><![CDATA[51]]></v>"),
            ("n", "<v>5<?x?>1</v>"),
            ("n", "<v>5<b>1</b></v>"),
            ("n", "<v>5&#49;</v>"),
            ("b", "<v>1<!---->0</v>"),
            ("s", "<v>1<!---->0</v>"),
            // The library would take the first text for these.
            ("s", "<v> 1</v>"),
            ("s", "<v>99999999999999999999</v>"),
            ("str", "<v>a<![CDATA[b]]></v>"),
            ("str", "<v>a<!---->b</v>"),
            ("inlineStr", "<is><t>a<!---->b</t></is>"),
            ("inlineStr", "<is><r><t>a<b>c</b></t></r></is>"),
        ] {
            let cells = format!("<c r=\"C7\" t=\"{kind}\">{value}</c>");
            let cause = Ambiguity::MarkupInValue { cell: cell() };
            assert_eq!(checked(&cells), Err(ambiguous(PATH, cause)), "{cells}");
        }
        for value in [
            "<v>1</v><v>2</v>",
            "<v>1</v><f>1+1</f>",
            "<is><t>a</t></is><v>1</v>",
            "<v>1</v><is><t>2</t></is>",
        ] {
            let cause = Ambiguity::SeveralValues { cell: cell() };
            let cells = format!("<c r=\"C7\">{value}</c>");
            assert_eq!(checked(&cells), Err(ambiguous(PATH, cause)), "{cells}");
        }
    }

    #[test]
    fn cells_where_none_stand_are_damage() {
        for cells in [
            "<c><f><c><v>1</v></c></f></c>",
            "<extLst><row><c/></row></extLst>",
            "<a><c><v>1</v></c></a>",
            "<c><v>1</w></c>",
            "<c s=\"a\"><v>1</v></c>",
            "<c r=\"A1\" r=\"A2\"><v>1</v></c>",
        ] {
            assert_eq!(checked(cells), Err(ConvertError::DamagedWorkbook), "{cells}");
        }
        let deep = format!("<worksheet><a>{}</a></worksheet>", "<b>".repeat(1_000));
        let elsewhere = "<worksheet><a><sheetData/></a></worksheet>".to_owned();
        for sheet in ["<worksheet><sheetData><row>".to_owned(), deep, elsewhere] {
            let checked = check(xml(&sheet), PATH).map(drop);
            assert_eq!(checked, Err(ConvertError::DamagedWorkbook), "{sheet}");
        }
    }

    #[test]
    fn shared_texts_are_counted_and_hold_no_markup() {
        for (text, claimed, count) in [
            ("<sst count=\"9\" uniqueCount=\"7\"></sst>", 7, 0),
            ("<x:sst uniqueCount=\"18446744073709551615\"/>", u64::MAX, 0),
            ("<sst><si><t>a</t></si><si/><!-- <si/> --></sst>", 0, 2),
            (
                "<sst><si><r><t>a</t></r><r><rPr/><t>b</t></r><rPh><t>c</t></rPh></si></sst>",
                0,
                1,
            ),
            ("<sst><si><t>a<![CDATA[b]]>&amp;</t><!-- c --></si></sst>", 0, 1),
            ("", 0, 0),
        ] {
            let texts = check_shared(xml(text), PATH);
            assert_eq!(texts, Ok(Texts { claimed, count }), "{text}");
        }
        let cause = Ambiguity::MarkupInValue { cell: String::new() };
        for text in ["a<!-- -->b", "a<?b?>", "a<b/>", "</t><si/><t>"] {
            let checked = check_shared(xml(&format!("<sst><si><t>{text}</t></si></sst>")), PATH);
            assert_eq!(checked, Err(ambiguous(PATH, cause.clone())), "{text}");
        }
        let cut = check_shared(xml("<sst><si>"), PATH);
        assert_eq!(cut, Err(ConvertError::DamagedWorkbook));
    }
}

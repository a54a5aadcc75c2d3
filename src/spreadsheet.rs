//! CSV as spreadsheets open it: every such file is written here.
//!
//! A spreadsheet takes a cell that begins like a formula for one, whatever wrote the cell. Such a text gets an apostrophe
//! before it, as OWASP says (<https://owasp.org/www-community/attacks/CSV_Injection>), and every cell with a delimiter of any
//! program gets quotes, so that none begins a cell of its own. Numbers stay numbers.

/// Says that the text is in UTF-8. Excel takes it for another encoding else.
pub const MARK: char = '\u{feff}';

/// What a formula begins with, or what a spreadsheet leaves out before one. Where texts are in Chinese or Japanese, some take
/// the wide forms for the others.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];

/// What no cell has without quotes.
const DELIMITERS: [char; 6] = ['"', ',', ';', '\t', '\r', '\n'];

/// A file in the making: UTF-8 with a mark at its start.
#[derive(Debug)]
pub struct Spreadsheet {
    text: String,
    /// Whether decimals are marked by a comma, and so cells delimited by a semicolon.
    decimal_comma: bool,
    delimiter: char,
}

impl Spreadsheet {
    /// An empty file in this form.
    #[must_use]
    pub fn new(delimiter: char, decimal_comma: bool) -> Self {
        Self {
            text: String::from(MARK),
            decimal_comma,
            delimiter: if decimal_comma { ';' } else { delimiter },
        }
    }

    /// Adds a row.
    pub fn line<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(self.delimiter);
            }
            self.push(cell.as_ref());
        }
        self.text.push_str("\r\n");
    }

    /// The file.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn push(&mut self, cell: &str) {
        if self.is_number(cell) {
            self.text.push_str(cell);
            return;
        }
        let guard = if is_formula(cell) { "'" } else { "" };
        if cell.contains(DELIMITERS) {
            let doubled = cell.replace('"', "\"\"");
            self.text.extend(["\"", guard, &doubled, "\""]);
        } else {
            self.text.extend([guard, cell]);
        }
    }

    /// Words for what is no finite number are texts.
    fn is_number(&self, cell: &str) -> bool {
        let number = if self.decimal_comma && !cell.contains('.') {
            cell.replace(',', ".")
        } else {
            cell.to_owned()
        };
        number.parse::<f64>().is_ok_and(f64::is_finite)
    }
}

/// Whether a spreadsheet may take the text for a formula. Signs alone, which mark levels, are none.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(FORMULA) && !["+", "-"].contains(&cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(decimal_comma: bool, cells: &[&str]) -> String {
        let mut file = Spreadsheet::new(',', decimal_comma);
        file.line(cells);
        file.finish().trim_start_matches(MARK).to_owned()
    }

    #[test]
    fn cells_with_delimiters_and_quotes_are_quoted() {
        let cells = ["plain", "a, \"b\"", ""];
        assert_eq!(line(false, &cells), "plain,\"a, \"\"b\"\"\",\r\n");
        let cells = ["-1,5", "a, b", "c"];
        assert_eq!(line(true, &cells), "-1,5;\"a, b\";c\r\n");
    }

    #[test]
    fn no_text_is_a_formula_and_numbers_stay_numbers() {
        let cells = [
            "=1+1", "+49 30", "-1+1", "@SUM(A1)", "-inf", "-5", "+1.5e3", "a=b",
        ];
        let expected = "'=1+1,'+49 30,'-1+1,'@SUM(A1),'-inf,-5,+1.5e3,a=b\r\n";
        assert_eq!(line(false, &cells), expected);
        assert_eq!(line(false, &["+", "-", "=", "\0=1"]), "+,-,'=,'\0=1\r\n");
        let wide = ["＝1+1", "＋1", "－1", "＠SUM(A1)", "a＝b"];
        let expected = "'＝1+1,'＋1,'－1,'＠SUM(A1),a＝b\r\n";
        assert_eq!(line(false, &wide), expected);
        assert_eq!(line(false, &["\t=1"]), "\"'\t=1\"\r\n");
        // A text where commas mark decimals, and a number where they do not.
        assert_eq!(line(true, &["-1,5,2", "-1.5"]), "\"'-1,5,2\";-1.5\r\n");
        assert_eq!(line(false, &["-1,5"]), "\"'-1,5\"\r\n");
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn cells_come_back_without_formulas(
            cells in prop::collection::vec("[=+\\-@＝＠\t\r\n\"',;a1.]{0,6}", 2..5),
            decimal_comma: bool,
        ) {
            let mut file = Spreadsheet::new(',', decimal_comma);
            file.line(&cells);
            let text = file.finish();
            let delimiter = if decimal_comma { b';' } else { b',' };
            let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
            let mut rest = &text.as_bytes()[MARK.len_utf8()..];
            let mut found = Vec::new();
            loop {
                let mut cell = [0; 64];
                let (result, read, written) = reader.read_field(rest, &mut cell);
                rest = &rest[read..];
                let csv_core::ReadFieldResult::Field { record_end } = result else {
                    panic!("{result:?}");
                };
                found.push(String::from_utf8(cell[..written].to_vec()).unwrap());
                if record_end {
                    break;
                }
            }
            prop_assert!(rest.iter().all(|byte| b"\r\n".contains(byte)), "{:?}", text);
            prop_assert_eq!(found.len(), cells.len());
            for (found, cell) in found.iter().zip(&cells) {
                let number = if decimal_comma { found.replace(',', ".") } else { found.clone() };
                let is_number = number.parse::<f64>().is_ok();
                prop_assert!(is_number || !is_formula(found), "{:?} of {:?}", found, cell);
                prop_assert!(found == cell || found.strip_prefix('\'') == Some(cell.as_str()));
            }
        }
    }
}

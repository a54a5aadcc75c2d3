//! The kind of a column, found while its cells stream by.
//!
//! Until the end a column may be numbers or categories, so both readings are kept side by side, and each is
//! dropped as soon as it is out of the question.

use std::collections::HashMap;

use super::cell::Cell;
use super::column::{Column, MISSING_CODE, Values};
use super::error::shortened;

/// Most distinct texts of a category column.
const MOST_LEVELS: usize = 1_000;

/// Most bytes in all distinct texts of a category column together: longer ones are free text.
const MOST_LEVEL_BYTES: usize = 1 << 20;

/// A column with so few distinct texts is a category column, however few rows there are.
const FEW_LEVELS: usize = 20;

/// From this share of numbers on, the other cells of a column are taken for slips and count as missing,
/// with a note.
const CLEARLY_NUMERIC: f64 = 0.99;

/// From this share of numbers with and without commas on, a column was meant to be numbers, and a note says
/// why it is not.
const MEANT_AS_NUMBERS: f64 = 0.5;

/// After so many cells, a column with fewer numbers than other texts is given up as numbers.
const PATIENCE: usize = 1_000;

/// Distinct texts with a code for each cell.
#[derive(Debug, Default)]
struct Dictionary {
    /// Codes count up in order of first appearance.
    levels: HashMap<String, u32>,
    /// Bytes in all levels together.
    bytes: usize,
    codes: Vec<u32>,
}

impl Dictionary {
    /// Adds a cell; `false` where the dictionary is full.
    fn push(&mut self, text: &str) -> bool {
        let code = if let Some(&code) = self.levels.get(text) {
            code
        } else {
            self.bytes += text.len();
            if self.levels.len() == MOST_LEVELS || self.bytes > MOST_LEVEL_BYTES {
                return false;
            }
            // At most `MOST_LEVELS`.
            #[expect(clippy::cast_possible_truncation)]
            let code = self.levels.len() as u32;
            self.levels.insert(text.to_owned(), code);
            code
        };
        self.codes.push(code);
        true
    }

    fn into_values(self) -> Values {
        let mut levels: Vec<(String, u32)> = self.levels.into_iter().collect();
        levels.sort_unstable_by_key(|&(_, code)| code);
        Values::Category {
            codes: self.codes,
            levels: levels.into_iter().map(|(level, _)| level).collect(),
        }
    }
}

/// How many cells read in some way, and in which row the first one stands.
#[derive(Debug, Default)]
struct Seen {
    count: usize,
    first_row: u64,
}

impl Seen {
    fn note(&mut self, row: u64) {
        if self.count == 0 {
            self.first_row = row;
        }
        self.count += 1;
    }
}

/// A column while it is read.
#[derive(Debug)]
pub(super) struct ColumnBuilder {
    name: String,
    missing: usize,
    numbers_seen: usize,
    comma_numbers: Seen,
    /// Cells that are neither missing nor numbers, those with commas included.
    other: Seen,
    /// All cells, `NaN` where a cell is no number; dropped where numbers are out of the question.
    numbers: Option<Vec<f64>>,
    /// All cells; dropped where there are too many distinct ones.
    dictionary: Option<Dictionary>,
}

impl ColumnBuilder {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            missing: 0,
            numbers_seen: 0,
            comma_numbers: Seen::default(),
            other: Seen::default(),
            numbers: Some(Vec::new()),
            dictionary: Some(Dictionary::default()),
        }
    }

    /// The name in the header.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether some cell is not missing.
    pub(super) fn has_values(&self) -> bool {
        self.present() > 0
    }

    fn present(&self) -> usize {
        self.numbers_seen + self.other.count
    }

    /// Adds a trimmed cell; `row` is its row in the file.
    pub(super) fn push(&mut self, text: &str, row: u64) {
        let cell = Cell::of(text);
        let mut number = f64::NAN;
        match cell {
            Cell::Missing => self.missing += 1,
            Cell::Number(value) => {
                number = value;
                self.numbers_seen += 1;
            }
            Cell::CommaNumber => {
                self.comma_numbers.note(row);
                self.other.note(row);
            }
            Cell::Text => self.other.note(row),
        }
        if let Some(numbers) = &mut self.numbers {
            numbers.push(number);
            if self.other.count > self.numbers_seen && self.present() >= PATIENCE {
                self.numbers = None;
            }
        }
        if let Some(dictionary) = &mut self.dictionary {
            if cell == Cell::Missing {
                dictionary.codes.push(MISSING_CODE);
            } else if !dictionary.push(text) {
                self.dictionary = None;
            }
        }
    }

    /// Decides what the column is; with a note where that may surprise.
    pub(super) fn finish(mut self) -> (Column, Option<String>) {
        let values = self.decide();
        let note = self.note(&values);
        let column = Column {
            name: self.name,
            values,
        };
        (column, note)
    }

    fn decide(&mut self) -> Values {
        let present = self.present();
        let numbers = self.numbers.take();
        let dictionary = self.dictionary.take();
        let distinct = dictionary.as_ref().map_or(usize::MAX, |it| it.levels.len());
        // A comma leaves open what the numbers without one mean: beside `1.234,5`, `1.234` is above thousand.
        let slips_only = self.comma_numbers.count == 0
            && self.numbers_seen as f64 >= CLEARLY_NUMERIC * present as f64
            && distinct > FEW_LEVELS;
        match (numbers, dictionary) {
            (Some(numbers), _) if self.other.count == 0 || slips_only => Values::Number(numbers),
            (_, Some(dictionary)) if distinct <= FEW_LEVELS || distinct <= present / 2 => {
                dictionary.into_values()
            }
            _ => Values::Text {
                missing: self.missing,
            },
        }
    }

    fn note(&self, values: &Values) -> Option<String> {
        let name = shortened(&self.name);
        let as_what = match values {
            Values::Number(_) if self.other.count == 0 => return None,
            Values::Number(_) => {
                let Seen { count, first_row } = self.other;
                let present = self.present();
                return Some(format!(
                    "Column \"{name}\": {count} of {present} cells are no numbers and count as missing; the \
                     first is in row {first_row}."
                ));
            }
            Values::Category { .. } => "categories",
            Values::Text { .. } => "text",
        };
        let Seen { count, first_row } = self.comma_numbers;
        let numbers = self.numbers_seen + count;
        if count == 0 || (numbers as f64) < MEANT_AS_NUMBERS * self.present() as f64 {
            return None;
        }
        Some(format!(
            "Column \"{name}\": {count} cells are numbers with a comma, such as 1,5; the first is in row \
             {first_row}. These are not read as numbers yet, so the column counts as {as_what}. Export the file \
             with decimal points and without separators between thousands."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> (Values, Option<String>) {
        let mut builder = ColumnBuilder::new("price".to_owned());
        for (index, cell) in cells.into_iter().enumerate() {
            builder.push(cell.as_ref(), index as u64 + 2);
        }
        let (column, note) = builder.finish();
        (column.values, note)
    }

    fn texts(count: usize) -> impl Iterator<Item = String> {
        (0..count).map(|index| format!("text {index}"))
    }

    #[test]
    fn numbers_with_missing_cells_are_numbers() {
        let (values, note) = column(["1", "", "-2.5", "NA"]);
        let Values::Number(numbers) = values else {
            panic!("{values:?}")
        };
        assert_eq!(note, None);
        assert_eq!((numbers[0], numbers[2]), (1.0, -2.5));
        assert!(numbers[1].is_nan() && numbers[3].is_nan());
    }

    #[test]
    fn few_distinct_texts_are_categories_in_order_of_appearance() {
        let (values, note) = column(["TRUE", "FALSE", "-", "TRUE"]);
        assert_eq!(note, None);
        assert_eq!(
            values,
            Values::Category {
                codes: vec![0, 1, MISSING_CODE, 0],
                levels: vec!["TRUE".to_owned(), "FALSE".to_owned()],
            }
        );
    }

    #[test]
    fn beyond_twenty_levels_at_most_half_of_the_rows_may_be_distinct() {
        assert!(matches!(column(texts(20)).0, Values::Category { .. }));
        assert!(matches!(column(texts(21)).0, Values::Text { missing: 0 }));
        assert!(matches!(
            column(texts(21).chain(texts(21))).0,
            Values::Category { .. }
        ));
        assert!(matches!(
            column(texts(21).chain(texts(20))).0,
            Values::Text { .. }
        ));
    }

    #[test]
    fn beyond_a_thousand_levels_there_is_only_text() {
        let twice = |count| texts(count).chain(texts(count));
        assert!(matches!(column(twice(1_000)).0, Values::Category { .. }));
        assert!(matches!(
            column(twice(1_001).chain([String::new()])).0,
            Values::Text { missing: 1 }
        ));
        let long = (0..30).map(|index| format!("{index}{}", "x".repeat(40_000)));
        assert!(matches!(column(long.clone().chain(long)).0, Values::Text { .. }));
    }

    #[test]
    fn a_stray_text_among_many_numbers_is_missing_with_a_note() {
        for count in [150, 5_000] {
            let cells = (0..count).map(|index| {
                if index == 70 {
                    "?".to_owned()
                } else {
                    index.to_string()
                }
            });
            let (values, note) = column(cells);
            let Values::Number(numbers) = values else {
                panic!("{values:?}")
            };
            assert_eq!(numbers.len(), count);
            assert!(numbers[70].is_nan());
            assert_eq!(numbers.get(71), Some(&71.0));
            assert_eq!(
                note,
                Some(format!(
                    "Column \"price\": 1 of {count} cells are no numbers and count as missing; the first is in \
                     row 72."
                ))
            );
        }
    }

    #[test]
    fn texts_among_few_numbers_are_no_slips() {
        // One of fifty is too many.
        let cells = (0..50).map(|index| {
            if index == 7 {
                "?".to_owned()
            } else {
                index.to_string()
            }
        });
        assert!(matches!(column(cells).0, Values::Text { .. }));
        // A rare level among codes is a level.
        let codes = (0..1_000).map(|index| {
            if index == 7 {
                "X".to_owned()
            } else {
                (index % 3).to_string()
            }
        });
        assert!(matches!(column(codes).0, Values::Category { .. }));
        // Late numbers do not bring back what was given up.
        let late = texts(1_100).chain((0..200_000).map(|index| index.to_string()));
        assert!(matches!(column(late).0, Values::Text { .. }));
    }

    #[test]
    fn numbers_with_commas_are_never_read_as_something_else() {
        let (values, note) = column(["1,5", "2,5", "3"]);
        assert!(matches!(values, Values::Category { .. }));
        let note = note.unwrap();
        assert!(
            note.starts_with(
                "Column \"price\": 2 cells are numbers with a comma, such as 1,5; the first is in row 2."
            ),
            "{note}"
        );
        assert!(
            note.contains("counts as categories. Export the file with decimal points"),
            "{note}"
        );

        // One comma among many numbers makes all of them doubtful.
        let cells = (1..5_000).map(|index| {
            if index == 70 {
                "1.234,5".to_owned()
            } else {
                format!("1.{index}")
            }
        });
        let (values, note) = column(cells);
        assert!(matches!(values, Values::Text { .. }));
        assert!(note.unwrap().contains("counts as text."));
        // Some commas in texts are nothing to speak of.
        assert_eq!(column(["a", "b", "c", "1,5"]).1, None);
    }

    #[test]
    fn a_column_without_values_is_numbers_all_missing() {
        let (values, note) = column(["", "NA"]);
        assert!(matches!(values, Values::Number(numbers) if numbers.len() == 2 && numbers[0].is_nan()));
        assert_eq!(note, None);
    }
}

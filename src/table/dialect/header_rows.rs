//! Headers of several rows: names that take two rows, groups above names, and rows below the names that describe the
//! columns by their units, types or flags.
//!
//! The rows in the middle of what was read tell which columns hold values. From the top, rows that cannot be cases
//! follow each other: a text stands over values, or nothing where all rows have something. Among these the names are the
//! fewest rows in which no two columns are alike. What stands beside them describes the columns. A row right below good
//! names has to look like a description by itself, because a first case may hold a word for a missing value.

use std::collections::HashSet;

use super::header::{Cell, cell};
use crate::table::cells::units::{is_date_pattern, is_unit};
use crate::table::facts::dialect::HeaderRows;

/// From this share of its rows on, the start of a file speaks for all of it.
const NEARLY_ALL: f64 = 0.9;

/// Most rows of a header.
const MAX_ROWS: usize = 12;

/// Fewest cases that tell anything.
const MIN_CASES: usize = 2;

/// Fewest cases that tell that a column has no missing cells.
const MIN_COMPLETE: usize = 3;

/// From so many words over columns of values on, a row without any value is no case.
const MIN_WORDS: usize = 3;

/// Fewest names over values in a row that is not the first.
const MIN_NAMES: usize = 2;

/// The rank of a single row in which only the first column has no name.
const FIRST_UNNAMED: u8 = 2;

/// Fewest columns of values that have to be empty in a row of flags.
const MIN_EMPTY: usize = 2;

/// Words for the type of a column, in lower case and without brackets.
const TYPES: [&str; 49] = [
    "c",
    "d",
    "s",
    "t",
    "continuous",
    "discrete",
    "string",
    "str",
    "chr",
    "char",
    "character",
    "varchar",
    "varchar2",
    "nvarchar",
    "text",
    "numeric",
    "number",
    "num",
    "dbl",
    "double",
    "float",
    "float32",
    "float64",
    "real",
    "decimal",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "integer",
    "bigint",
    "smallint",
    "tinyint",
    "long",
    "short",
    "bool",
    "boolean",
    "lgl",
    "date",
    "datetime",
    "timestamp",
    "time",
    "category",
    "categorical",
    "nominal",
    "factor",
    "fct",
    "object",
];

/// What the cases say about a column.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    /// Nearly all its cells are numbers or dates.
    holds_values: bool,
    /// Most of them are dates.
    holds_moments: bool,
    /// None is missing.
    is_complete: bool,
}

/// A row at the top.
struct Row<'a> {
    texts: &'a [String],
    cells: Vec<Cell>,
    /// How many texts stand over values.
    words: usize,
    holds_units: bool,
    holds_types: bool,
}

/// The rows that name and describe the columns, where they are more than one; `named` where the first reads like names.
pub(super) fn header_rows(rows: &[Vec<String>], named: bool) -> Option<HeaderRows> {
    let columns = columns(rows)?;
    let top: Vec<Row<'_>> = rows
        .iter()
        .take(MAX_ROWS.min(rows.len() - MIN_CASES))
        .take_while(|row| row.len() == columns.len())
        .map(|row| Row::of(row, &columns))
        .enumerate()
        .take_while(|(index, row)| *index == 0 && named || row.is_no_case(&columns))
        .map(|(_, row)| row)
        .collect();
    // Down to a row that surely describes the columns, none is a case.
    let sure = top
        .iter()
        .skip(1)
        .take_while(|row| !row.has_value() || columns[0].is_complete && row.cells[0] == Cell::Missing)
        .enumerate()
        .filter(|(_, row)| row.describes(&columns))
        .last()
        .map_or(1, |(place, _)| place + 2);
    let mut names = names(&top[..top.len().min(1)]);
    let mut count = 1;
    let mut described = false;
    for (index, row) in top.iter().enumerate().skip(1) {
        let better = self::names(&top[..=index]);
        if better.rank < names.rank && row.names_values(&columns, names.rank) {
            described = better.rows.len() > 1;
            names = better;
            count = index + 1;
        } else if index < sure
            || row.describes(&columns)
            || described && row.is_of_flags(&columns, top[index - 1].holds_types)
        {
            described = true;
            count = index + 1;
        } else if names.is_good && (row.has_text() || row.has_value()) {
            break;
        }
    }
    (count > 1 && (names.is_good || named)).then_some(HeaderRows {
        count,
        names: names.rows,
    })
}

/// The names that a header gives to the columns, row upon row. A group stands above its first column and holds for those
/// to the right. The first column may be named below all others, where a row names it alone.
pub(in crate::table) fn joined(rows: &[Vec<String>], found: &HeaderRows) -> Vec<String> {
    let chosen: Vec<&[String]> = found
        .names
        .iter()
        .filter_map(|&row| rows.get(row))
        .map(Vec::as_slice)
        .collect();
    let mut names = join(&chosen);
    let word = |row: &Vec<String>| {
        let text = row.first()?.trim();
        let is_word = cell(text) == Cell::Text && !is_unit(text) && !is_date_pattern(text);
        is_word.then(|| text.to_owned())
    };
    let below = || rows.get(1..).unwrap_or_default().iter();
    let is_alone = |row: &&Vec<String>| row.len() > 1 && row[1..].iter().all(|text| text.trim().is_empty());
    if let Some(first) = names.first_mut() {
        let named = below().filter(is_alone).find_map(word);
        let named = named.or_else(|| first.is_empty().then(|| below().find_map(word)).flatten());
        if let Some(name) = named {
            *first = name;
        }
    }
    names
}

fn join(rows: &[&[String]]) -> Vec<String> {
    let Some((last, above)) = rows.split_last() else {
        return Vec::new();
    };
    let mut groups = vec![""; above.len()];
    let mut names = Vec::with_capacity(last.len());
    for (column, name) in last.iter().enumerate() {
        let mut parts: Vec<&str> = Vec::with_capacity(rows.len());
        for (row, group) in above.iter().zip(&mut groups) {
            let text = row.get(column).map_or("", |text| text.trim());
            if !text.is_empty() {
                *group = text;
            }
            parts.push(group);
            if column == 0 {
                *group = "";
            }
        }
        parts.push(name.trim());
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        names.push(parts.join(" "));
    }
    names
}

/// What the cases below the header say about its columns; nothing where no column holds values.
fn columns(rows: &[Vec<String>]) -> Option<Vec<Column>> {
    columns_of(rows, rows.len().div_ceil(2).min(MAX_ROWS))
}

/// Whether the first of these rows names all columns, and some of them hold values.
pub(super) fn are_names_over_values(rows: &[Vec<String>]) -> bool {
    let Some((first, below)) = rows.split_first() else {
        return false;
    };
    let is_text = |text: &String| cell(text) == Cell::Text;
    let distinct: HashSet<&str> = first.iter().map(|text| text.trim()).collect();
    first.iter().all(is_text)
        && distinct.len() == first.len()
        && below.first().is_some_and(|row| row.len() == first.len())
        && columns_of(rows, 1).is_some()
}

/// What the rows from `start` on say about the columns.
fn columns_of(rows: &[Vec<String>], start: usize) -> Option<Vec<Column>> {
    let length = rows.first()?.len();
    let cases: Vec<&Vec<String>> = rows[start..].iter().filter(|row| row.len() == length).collect();
    if cases.len() < MIN_CASES {
        return None;
    }
    let columns: Vec<Column> = (0..length).map(|column| Column::of(&cases, column)).collect();
    columns
        .iter()
        .any(|column| column.holds_values)
        .then_some(columns)
}

impl Column {
    fn of(cases: &[&Vec<String>], column: usize) -> Self {
        let (mut missing, mut texts, mut moments) = (0, 0, 0);
        for case in cases {
            match cell(&case[column]) {
                Cell::Missing => missing += 1,
                Cell::Text => texts += 1,
                Cell::Moment => moments += 1,
                Cell::Whole(_) | Cell::Decimal(_) => {}
            }
        }
        let present = cases.len() - missing;
        Self {
            holds_values: texts < present && texts as f64 <= (1.0 - NEARLY_ALL) * present as f64,
            holds_moments: 2 * moments > present,
            is_complete: missing == 0 && cases.len() >= MIN_COMPLETE,
        }
    }
}

impl<'a> Row<'a> {
    fn of(texts: &'a [String], columns: &[Column]) -> Self {
        let cells: Vec<Cell> = texts.iter().map(|text| cell(text)).collect();
        // Signs such as `..` are values that are missing.
        let is_word = |text: &str| text.contains(char::is_alphabetic);
        let words = cells
            .iter()
            .zip(texts)
            .zip(columns)
            .filter(|((cell, text), column)| column.holds_values && **cell == Cell::Text && is_word(text))
            .count();
        let mut row = Self {
            texts,
            words,
            holds_units: false,
            holds_types: false,
            cells,
        };
        row.holds_units = row.are_units(columns);
        row.holds_types = words > 0 && row.filled().all(is_type);
        row
    }

    /// Whether any cell is a number or a date.
    fn has_value(&self) -> bool {
        let is_value = |cell: &Cell| !matches!(cell, Cell::Text | Cell::Missing);
        self.cells.iter().any(is_value)
    }

    fn has_text(&self) -> bool {
        self.cells.contains(&Cell::Text)
    }

    fn filled(&self) -> impl Iterator<Item = &str> {
        let filled = self.texts.iter().zip(&self.cells);
        filled
            .filter(|(_, cell)| **cell != Cell::Missing)
            .map(|(text, _)| text.trim())
    }

    /// Whether a text stands over values, or nothing where all cases have something.
    fn is_no_case(&self, columns: &[Column]) -> bool {
        let mut cells = self.cells.iter().zip(columns);
        cells.any(|(cell, column)| match cell {
            Cell::Text => column.holds_values,
            Cell::Missing => column.is_complete,
            _ => false,
        })
    }

    /// Whether all cells are units; over dates one may be the pattern that they are written in.
    ///
    /// One letter above a single column is a category: `A` over zeros may be a blood group as well as amperes. A case that
    /// was taken for a unit would be lost, while a unit that was taken for a case is a missing value in a long column.
    fn are_units(&self, columns: &[Column]) -> bool {
        let mut cells = self.texts.iter().zip(&self.cells).zip(columns);
        let is_lone_letter = matches!(self.texts, [text] if text.trim().len() == 1);
        self.words > 0
            && !is_lone_letter
            && cells.all(|((text, cell), column)| {
                *cell == Cell::Missing || is_unit(text) || column.holds_moments && is_date_pattern(text)
            })
    }

    /// Whether the row describes the columns, and is none of their cases.
    fn describes(&self, columns: &[Column]) -> bool {
        let values = columns.iter().filter(|column| column.holds_values).count();
        let has_many_words = self.words >= MIN_WORDS && 2 * self.words >= values;
        !self.has_value() && (self.holds_units || self.holds_types || has_many_words)
    }

    /// Whether the row holds nothing over values that all cases have, below another that describes the columns: flags
    /// over the others, or the name of the first.
    fn is_of_flags(&self, columns: &[Column], below_types: bool) -> bool {
        let over_values = || {
            let cells = self.cells.iter().zip(columns).skip(1);
            cells.filter(|(_, column)| column.holds_values && column.is_complete)
        };
        let first_is_empty = columns[0].holds_values && self.cells[0] == Cell::Missing;
        let empty = over_values().filter(|(cell, _)| **cell == Cell::Missing).count();
        self.has_text()
            && !self.has_value()
            && empty == over_values().count()
            && empty + usize::from(first_is_empty) >= if below_types { 1 } else { MIN_EMPTY }
    }

    /// Whether the row can name columns of values, in place of names of this rank: a first column without a name is
    /// usual above the names of rows, and needs none.
    fn names_values(&self, columns: &[Column], rank: u8) -> bool {
        let names_first = || columns[0].holds_values && self.cells[0] == Cell::Text;
        // What all cases have and this row lacks tells that it is none.
        let cells = self.cells.iter().zip(columns);
        let lacking = cells.filter(|(cell, column)| column.is_complete && **cell == Cell::Missing);
        let has_words = self.words >= MIN_NAMES || self.words > 0 && lacking.count() >= MIN_EMPTY;
        !self.has_value() && has_words && (rank != FIRST_UNNAMED || names_first())
    }

    /// Whether the row says the same of all columns that it speaks of, as the name of a station over all its values does.
    fn is_constant(&self) -> bool {
        let distinct: HashSet<&str> = self.filled().collect();
        distinct.len() == 1 && self.filled().count() > 1
    }
}

/// Whether a word is one for the type of a column, perhaps in brackets or with a length: `<dbl>`, `varchar(20)`.
fn is_type(word: &str) -> bool {
    let bare = word.trim_matches(['<', '>', '[', ']', '(', ')']);
    let bare = bare.split('(').next().unwrap_or_default().trim().to_lowercase();
    TYPES.contains(&bare.as_str())
}

/// Rows that name the columns.
#[derive(Debug)]
struct Names {
    rows: Vec<usize>,
    /// The lower, the better.
    rank: u8,
    /// Whether no two columns are alike, and all but the first have a name.
    is_good: bool,
}

/// The fewest rows in which no two columns are alike; the first where there are none. A row that holds numbers, units
/// or types, or the same in all columns, names none by itself, unless it is the first.
fn names(rows: &[Row<'_>]) -> Names {
    let may_name = |&index: &usize| {
        let row = &rows[index];
        (row.has_text() || row.has_value())
            && !row.is_constant()
            && (index == 0 || !row.holds_units && !row.holds_types)
    };
    let candidates: Vec<usize> = (0..rows.len()).filter(may_name).collect();
    let found = |chosen: Vec<usize>, needs_first: bool, rank| {
        let texts: Vec<&[String]> = chosen.iter().map(|&row| rows[row].texts).collect();
        let names = join(&texts);
        let distinct: HashSet<&String> = names.iter().collect();
        let has_words = chosen
            .iter()
            .any(|&row| rows[row].has_text() && (chosen.len() == 1 || !rows[row].has_value()));
        let unnamed = names.iter().skip(usize::from(!needs_first)).any(String::is_empty);
        (has_words && !unnamed && distinct.len() == names.len()).then_some(Names {
            rows: chosen,
            rank,
            is_good: true,
        })
    };
    let single = |needs_first: bool, may_have_value: bool, rank: u8| {
        let mut single = candidates
            .iter()
            .filter(|&&row| may_have_value || !rows[row].has_value());
        single.find_map(|&row| found(vec![row], needs_first, rank))
    };
    let pairs = || {
        let mut pairs = candidates.iter().enumerate().flat_map(|(place, &upper)| {
            candidates[place + 1..]
                .iter()
                .map(move |&lower| vec![upper, lower])
        });
        pairs.find_map(|pair| found(pair, false, 3))
    };
    single(true, false, 0)
        .or_else(|| single(true, true, 1))
        .or_else(|| single(false, true, FIRST_UNNAMED))
        .or_else(pairs)
        .or_else(|| found(candidates.clone(), false, 4))
        .unwrap_or(Names {
            rows: vec![0],
            rank: 5,
            is_good: false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |row: &str| row.split(';').map(str::to_owned).collect();
        text.split('|').map(cells).collect()
    }

    #[test]
    fn rows_of_units_are_told_from_cases() {
        for (text, expected) in [
            ("t;p|°C;kWh|1;2|3;4", true),
            ("time;p|;[kWh]|2020-01-01;2|2020-01-02;4", true),
            ("time;p|yyyy-MM-dd;kWh|2020-01-01;2|2020-01-02;4", true),
            ("name;p|-;kW/m²|Ann;2|Bob;4", true),
            ("x;y;z|continuous;continuous;continuous|1;2;3|4;5;6", true),
            ("name;x;y;z|who;what;where;when|Ann;1;2;3|Bob;4;5;6", true),
            ("t;p|1;2|3;4|5;6", false),
            ("name;n|Ann;n.v.|Bob;2|Eve;4", false),
            ("name;n|m;n.v.|Bob;2|Eve;4", false),
            ("time;n|2020-01-01;broken|2020-01-02;2|2020-01-03;3", false),
            ("t;p|broken;off|1;2|3;4", false),
            ("name;size|Ann;m|Bob;s|Eve;l", false),
            ("t;p|°C;kWh|1;2", false),
            ("group|A|0|0", false),
            ("current| A |1.5|2", false),
            ("current|mA|1.5|2", true),
            ("height|米|1.5|2", true),
            ("time;current|;A|2020-01-01;2|2020-01-02;4", true),
        ] {
            let found = header_rows(&rows(text), true);
            let expected = expected.then(|| HeaderRows {
                count: 2,
                names: vec![0],
            });
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn names_are_put_together_from_as_few_rows_as_tell_the_columns_apart() {
        for (text, count, chosen, names) in [
            // Types and flags.
            ("x;y;k|c;c;d|;;class|1;2;a|3;4;b|5;6;a", 3, &[0][..], "x;y;k"),
            ("x;k|<dbl>;<chr>|1;a|3;b|5;a", 2, &[0], "x;k"),
            // A station above the names, and what belongs to a value beside it.
            (
                ";Tokyo;Tokyo;Tokyo|day;temp;temp;rain|;;;|;;quality;|2020-01-01;1;8;2|2020-01-02;2;8;0|2020-01-03;1;5;3|2020-01-04;4;8;1",
                4,
                &[1, 3],
                "day;temp;temp quality;rain",
            ),
            (";Tokyo|day;temp|2020-01-01;1|2020-01-02;3", 2, &[1], "day;temp"),
            // Serial numbers, names, kinds and units.
            (
                ";A1;A1|;7;7|;yield;power|;count;analog|dd.MM.yyyy;kWh;kW|1.1.2020;1;2|2.1.2020;3;4|3.1.2020;3;5|4.1.2020;2;5|5.1.2020;2;1",
                5,
                &[2],
                ";yield;power",
            ),
            // Groups above names.
            (
                "date;2019;;2020;|;A;B;A;B|2020-01-01;1;2;3;4|2020-01-02;1;2;3;5",
                2,
                &[0, 1],
                "date;2019 A;2019 B;2020 A;2020 B",
            ),
            (
                "price;close;close;open;open|ticker;X;Y;X;Y|date;;;;|2020-01-01;1;2;3;4|2020-01-02;1;2;3;5|2020-01-03;1;2;3;5",
                3,
                &[0, 1],
                "date;close X;close Y;open X;open Y",
            ),
            (
                "price;close;open|ticker;X;X|date;;|2020-01-01;1;2|2020-01-02;1;2|2020-01-03;3;3",
                3,
                &[0],
                "date;close;open",
            ),
            ("Report;May;2020|a;b;c|1;2;3|4;5;6", 2, &[1], "a;b;c"),
        ] {
            let rows = rows(text);
            let found = header_rows(&rows, true).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!((found.count, found.names.as_slice()), (count, chosen), "{text:?}");
            assert_eq!(joined(&rows[..count], &found).join(";"), names, "{text:?}");
        }
    }

    #[test]
    fn a_single_row_of_names_stays_one() {
        for text in [
            "a;b|1;2|3;4|5;6",
            // Names that are missing or stand twice, above cases that lack something.
            "a;a;v|Ann;Bob;unknown|Eve;Max;2|Ann;Max;3|Eve;Bob;3",
            ";x;y|Ann;off;broken|Bob;1;2|Eve;1;2|Max;3;4",
            "a;;c|;2;3|1;2;3|1;2;3|4;5;6",
            "a;b;c|;off;3|1;2;3|1;2;3|4;5;6",
            "time;v|unknown;unknown|2020-01-01;1|2020-01-02;2|2020-01-03;2",
            // No column of values tells where the cases begin.
            "a;b|c;d|e;f|g;h",
        ] {
            assert_eq!(header_rows(&rows(text), true), None, "{text:?}");
        }
        // No names at all.
        assert_eq!(header_rows(&rows(";5;3|1;2;3|4;5;6|7;8;9|1;2;3"), false), None);
    }
}

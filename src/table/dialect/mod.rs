//! The second step: how a text is cut into cells is found in its first 64 KiB.
//!
//! [`find`] asks in this order. `title` counts comments and blank lines at the top, `quote` finds the quotes, and
//! `delimiter` the delimiter. `records` splits the start of the file with these. In its rows `title` finds titles,
//! `header` decides whether the first row names the columns, `header_rows` which rows below belong to it, and `header_fit`
//! how it fits the rows. `blanks` and `padding` remove blanks that belong to no cell, here and in the step `rows`.

mod blanks;
mod delimiter;
mod header;
mod header_fit;
mod header_rows;
mod padding;
mod quote;
mod records;
mod title;

pub(in crate::table) use self::blanks::Blanks;
pub(in crate::table) use self::delimiter::unknown as unknown_delimiter;
pub(in crate::table) use self::header::are_names;
pub(in crate::table) use self::header_rows::joined;
pub(in crate::table) use self::padding::Padding;
pub(in crate::table) use self::quote::Quoting;
pub(in crate::table) use self::records::is_ruler;
pub(in crate::table) use self::records::parser;
use self::records::records;
use crate::table::facts::dialect::{
    Delimiter, DelimiterReason, Dialect, DialectChoice, FoundDialect, HeaderFit, HeaderReason, HeaderRows,
};

/// How many bytes of a text the decision looks at.
pub(in crate::table) const HEAD_BYTES: usize = 64 * 1024;

/// Finds the dialect of a text that starts with `head`, where the user has not chosen it; `complete` where that is
/// the whole text.
pub(in crate::table) fn find(head: &[u8], complete: bool, choice: &DialectChoice) -> FoundDialect {
    let preamble = match choice.skipped_lines {
        Some(lines) => title::Preamble::of_lines(lines),
        None => title::preamble(head),
    };
    let table = after_lines(head, preamble.lines);
    let quote = choice.quote.unwrap_or_else(|| quote::quote(table));
    let split = |quoting: Quoting| {
        let (delimiter, reason) = match (choice.delimiter, preamble.delimiter) {
            (Some(delimiter), _) => (delimiter, DelimiterReason::Chosen),
            (None, Some(delimiter)) => (delimiter, DelimiterReason::OwnLine),
            (None, None) => delimiter::delimiter(table, complete, quoting),
        };
        (delimiter, reason, records(table, delimiter, quoting, complete))
    };
    let mut quoting = Quoting::from(quote);
    let (mut delimiter, mut delimiter_reason, mut rows) = split(quoting);
    if quote::has_backslashes(table, quote) {
        let escaped = Quoting {
            quote,
            backslash: true,
        };
        let found = split(escaped);
        if found.0 != Delimiter::Spaces && found.2.evenness() >= rows.evenness() {
            quoting = escaped;
            (delimiter, delimiter_reason, rows) = found;
        }
    }
    rows.drop_rulers();
    let are_halves = delimiter == Delimiter::Comma && title::are_halves(&rows);
    let titles = if choice.skipped_lines.is_none() && !are_halves {
        let titles = title::titles(&rows);
        titles + header_fit::keys_and_values(&rows.cells[titles..])
    } else {
        0
    };
    let below = rows.cells.get(titles..).unwrap_or_default();
    let (header, header_reason, mut header_rows) = header(below, choice.header);
    // What stands above the names is a title, unless the user has said where the table begins.
    let above = if choice.skipped_lines.is_none() {
        header_rows.names.first().copied().unwrap_or(0)
    } else {
        0
    };
    header_rows.count -= above;
    for row in &mut header_rows.names {
        *row -= above;
    }
    let skipped_lines = preamble.lines
        + match titles + above {
            0 => 0,
            row => rows.lines.get(row).copied().unwrap_or(0),
        };
    let header_fit = if header {
        header_fit::header_fit(&below[above..])
    } else {
        HeaderFit::Exact
    };
    FoundDialect {
        dialect: Dialect {
            delimiter,
            quote,
            padded_quotes: padding::is_padded(table, delimiter, quoting),
            backslash_quotes: quoting.backslash,
            header,
            skipped_lines,
        },
        delimiter_reason,
        header_reason,
        header_fit,
        header_rows,
    }
}

/// Whether the first of these rows names the columns, why, and which rows belong to the header.
fn header(rows: &[Vec<String>], chosen: Option<bool>) -> (bool, HeaderReason, HeaderRows) {
    let (named, reason) = match chosen {
        Some(header) => (header, HeaderReason::Chosen),
        None => header::header(rows),
    };
    let several = if chosen == Some(false) {
        None
    } else {
        header_rows::header_rows(rows, named)
    };
    match several {
        Some(several) if chosen.is_none() => (true, HeaderReason::Names, several),
        Some(several) => (named, reason, several),
        None => {
            let count = usize::from(named);
            let names = (0..count).collect();
            (named, reason, HeaderRows { count, names })
        }
    }
}

/// The text below so many lines.
pub(in crate::table) fn after_lines(text: &[u8], lines: u64) -> &[u8] {
    let mut rest = text;
    for _ in 0..lines {
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return &[];
        };
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::records::line_ends;
    use super::*;
    use crate::table::facts::dialect::Quote;

    fn found(text: &str) -> Dialect {
        find(text.as_bytes(), true, &DialectChoice::default()).dialect
    }

    #[track_caller]
    fn check(text: &str, delimiter: Delimiter, quote: Quote, header: bool, skipped_lines: u64) {
        let expected = Dialect {
            delimiter,
            quote,
            padded_quotes: false,
            backslash_quotes: false,
            header,
            skipped_lines,
        };
        assert_eq!(found(text), expected, "{text:?}");
    }

    #[test]
    fn dialects_are_found() {
        use Delimiter::{Comma, Pipe, Semicolon, Spaces, Tab};
        use Quote::{Double, Single};
        check("a,b\n1,2\n3,4\n", Comma, Double, true, 0);
        check("a|b\n1|2\n3|4\n", Pipe, Double, true, 0);
        check("1;2,5\n3;4,5\n", Semicolon, Double, false, 0);
        check("sep=;\na;b\n1;2\n", Semicolon, Double, true, 1);
        check("sep=\t\r\na\tb\r\n1\t2\r\n", Tab, Double, true, 1);
        check("My sales\n\na,b,c\n1,2,3\n4,5,6\n", Comma, Double, true, 2);
        check(
            "Report,,\nof May,,\na,b,c\n1,2,3\n4,5,6\n",
            Comma,
            Double,
            true,
            2,
        );
        check("\"a\nb\"\na,b,c\n1,2,3\n4,5,6\n", Comma, Double, true, 2);
        check("# from a meter\n# a,b\n1,2\n3,4\n", Comma, Double, true, 1);
        check("# made by X, 2020\na,b\n1,2\n3,4\n", Comma, Double, true, 1);
        check("# a b\n1 2\n3 4\n5 6\n", Spaces, Double, false, 1);
        check("# a;b\nsep=;\n1;2\n3;4\n", Semicolon, Double, false, 2);
        check("#,name\n1,x\n2,y\n", Comma, Double, true, 0);
        check("// note\r\na;b\r\n1;2\r\n", Semicolon, Double, true, 1);
        check("'a';'b'\n'1,5';'x;y'\n'2,5';'z'\n", Semicolon, Single, true, 0);
        check("name,n\nO'Brien,1\nD'Arc,2\n", Comma, Double, true, 0);
        check("a;b\n1'234.5;2\n3'234.5;4\n", Semicolon, Double, true, 0);
        check("x  y   z\n1 2   3\n4  5 6\n", Spaces, Double, true, 0);
        check(" 1.0  2.5\n-1.0 -2.0\n 3.0  4.5\n", Spaces, Double, false, 0);
        // Words in a column of their own are no table, however many each line has.
        check("comment\nvery good work\nnot so good\n", Comma, Double, true, 0);
        check("two words\nvery good\nnot so\n", Comma, Double, true, 0);
        check("", Comma, Double, true, 0);
        check("a\n", Comma, Double, true, 0);
    }

    #[test]
    fn a_choice_holds_and_the_rest_is_found() {
        let with = |text: &str, choice: DialectChoice| find(text.as_bytes(), true, &choice);
        let found = with(
            "a,b;c\n1,2;3\n",
            DialectChoice {
                delimiter: Some(Delimiter::Comma),
                ..DialectChoice::default()
            },
        );
        assert_eq!(found.dialect.delimiter, Delimiter::Comma);
        assert_eq!(found.delimiter_reason, DelimiterReason::Chosen);
        let found = with(
            "title\na,b\n1,2\n3,4\n",
            DialectChoice {
                skipped_lines: Some(2),
                header: Some(false),
                ..DialectChoice::default()
            },
        );
        assert_eq!((found.dialect.skipped_lines, found.dialect.header), (2, false));
        assert_eq!(found.dialect.delimiter, Delimiter::Comma);
        let found = with(
            "title\na,b\n1,2\n3,4\n",
            DialectChoice {
                skipped_lines: Some(99),
                ..DialectChoice::default()
            },
        );
        assert_eq!(found.dialect.skipped_lines, 99);
    }

    #[test]
    fn lines_are_counted_by_any_end() {
        assert_eq!(line_ends(b"a\nb\r\nc\rd"), 3);
        assert_eq!(line_ends(b"a\r"), 0);
        assert_eq!(after_lines(b"a\r\nb\rc\nd", 3), b"d");
        assert_eq!(after_lines(b"a", 1), b"");
    }
}

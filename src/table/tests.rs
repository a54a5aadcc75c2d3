//! The room as a whole: files in, tables or errors out.

use proptest::prelude::*;

use super::cells::{measure, missing, number};
use super::*;

fn table(text: &str) -> Table {
    read("few.csv", text.as_bytes()).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn numbers(table: &Table, name: &str) -> Vec<f64> {
    match &table.column(name).unwrap().values {
        Values::Number(numbers) => numbers.clone(),
        values => panic!("{name}: {values:?}"),
    }
}

/// The cells of a category column, missing ones as `None`.
fn categories<'a>(table: &'a Table, name: &str) -> Vec<Option<&'a str>> {
    match &table.column(name).unwrap().values {
        Values::Category { codes, levels } => codes
            .iter()
            .map(|&code| levels.get(code as usize).map(String::as_str))
            .collect(),
        values => panic!("{name}: {values:?}"),
    }
}

#[test]
fn a_total_stands_above_who_signed_the_report() {
    let rows: Vec<String> = (1..=20)
        .map(|day| format!("2023-01-{day:02},甲站,{day}.5\n"))
        .collect();
    let signed = format!(
        "日期,站点,用电量\n{}合计,,220\n制表人：张三,审核人：李四,\n",
        rows.concat()
    );
    let table = table(&signed);
    assert_eq!(table.rows, 20);
    assert!(numbers(&table, "用电量").iter().all(|number| *number < 21.0));
    // A text that every row has is a value.
    let keyed: Vec<String> = (1..=20).map(|day| format!("Raum: {day},{day}.5,\n")).collect();
    assert_eq!(
        self::table(&format!("Ort,Wert,Notiz\n{}", keyed.concat())).rows,
        20
    );
}

fn delimiter(table: &Table) -> Delimiter {
    table.findings.dialect.dialect.delimiter
}

/// The error's place and problem; the file's name is the one given.
fn failure(bytes: &[u8]) -> (Option<u64>, Option<String>, Problem) {
    let error = read("few.csv", bytes).unwrap_err();
    assert_eq!(error.place.file, "few.csv");
    (error.place.row, error.place.column, error.problem)
}

#[test]
fn a_table_is_read() {
    let table = table("name, size ,n\nBob,1.5,1\n Ann ,-2,NA\n");
    assert_eq!(
        (table.rows, table.bytes, delimiter(&table)),
        (2, 36, Delimiter::Comma)
    );
    assert_eq!(table.name, "few.csv");
    assert_eq!(categories(&table, "name"), [Some("Bob"), Some("Ann")]);
    assert_eq!(numbers(&table, "size"), [1.5, -2.0]);
    assert!(numbers(&table, "n")[1].is_nan());
    assert!(table.notes.is_empty());
}

#[test]
fn the_fingerprint_is_the_start_of_the_blake3_hash() {
    // From `printf 'a\n1\n' | b3sum -l 16`.
    assert_eq!(table("a\n1\n").fingerprint, "5740c871ece119bb9e316c4d7758bd2b");
}

#[test]
fn line_ends_marks_and_blank_lines_make_no_difference() {
    let plain = table("a;b\n1,5;x\n2;y\n");
    assert_eq!(numbers(&plain, "a"), [1.5, 2.0]);
    for text in [
        "\u{feff}a;b\n1,5;x\n2;y\n",
        "a;b\r\n1,5;x\r\n2;y\r\n",
        "a;b\r1,5;x\r2;y",
        "\n\na;b\n\n1,5;x\n  \n2;y\n\n\n",
        "\"a\";\"b\"\n\"1,5\";\"x\"\n\"2\";y",
    ] {
        assert_eq!(table(text).columns.len(), 2, "{text:?}");
        assert_eq!(numbers(&table(text), "a"), [1.5, 2.0], "{text:?}");
        assert_eq!(categories(&table(text), "b"), categories(&plain, "b"), "{text:?}");
    }
}

#[test]
fn quoted_cells_hold_delimiters_quotes_and_line_breaks() {
    let table = table("t,n\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\r\nlines\",3\n");
    assert_eq!(
        categories(&table, "t"),
        [Some("a,b"), Some("say \"hi\""), Some("two\r\nlines")]
    );
    assert_eq!(numbers(&table, "n"), [1.0, 2.0, 3.0]);
}

#[test]
fn a_single_column_keeps_its_missing_cells() {
    let table = table("a\n1\n\"\"\n3\n");
    assert_eq!(table.rows, 3);
    assert!(numbers(&table, "a")[1].is_nan());
}

#[test]
fn decimal_commas_are_read() {
    let table = table("a;b\n1,5;1\n2,5;2\n");
    assert_eq!(delimiter(&table), Delimiter::Semicolon);
    assert_eq!(numbers(&table, "a"), [1.5, 2.5]);
    assert_eq!(numbers(&table, "b"), [1.0, 2.0]);
    assert_eq!(
        (table.findings.decimal, table.findings.decimal_reason),
        (Decimal::Comma, ReadingReason::OnlyReading)
    );
    assert!(table.notes.is_empty() && table.questions.is_empty());
}

#[test]
fn what_nothing_decides_is_asked_and_the_answer_holds() {
    let text = "a;b\n1,234;x\n2,345;y\n";
    let asked = table(text);
    assert_eq!(numbers(&asked, "a"), [1.234, 2.345]);
    assert_eq!(asked.findings.decimal_reason, ReadingReason::Assumed);
    let [ReadingQuestion::Decimal { examples }] = asked.questions.as_slice() else {
        panic!("{:?}", asked.questions)
    };
    let first = &examples[0];
    assert_eq!(
        (first.raw.as_str(), first.first, first.second),
        ("1,234", Some(1234.0), 1.234)
    );
    let choices = Choices {
        decimal: Some(Decimal::Point),
        ..Choices::default()
    };
    let answered = read_with("few.csv", text.as_bytes(), &choices).unwrap();
    assert_eq!(numbers(&answered, "a"), [1234.0, 2345.0]);
    assert_eq!(answered.findings.decimal_reason, ReadingReason::Chosen);
    assert!(answered.questions.is_empty());
    // A comma between thousands where commas stand between cells; a point there is plain.
    let quoted = table("a,b\n\"1,234\",x\n\"2,345\",y\n");
    assert_eq!(numbers(&quoted, "a"), [1234.0, 2345.0]);
    assert_eq!(quoted.questions.len(), 1);
    assert!(table("a,b\n1.234,x\n2.345,y\n").questions.is_empty());
    // The month of 3/4 is asked, too, unless another row tells.
    let dates = table("d,x\n3/4/2020,1.5\n5/6/2020,2.5\n");
    assert!(
        matches!(dates.questions.as_slice(), [ReadingQuestion::DateOrder { .. }]),
        "{:?}",
        dates.questions
    );
    assert!(table("d,x\n3/4/2020,1.5\n5/13/2020,2.5\n").questions.is_empty());
}

#[test]
fn a_decision_at_the_start_of_a_file_holds_to_its_end() {
    let rows = (0..40_000).map(|row| format!("{},25;1.{:03}\n", row % 90, row % 1_000));
    let table = table(&("a;b\n".to_owned() + &rows.collect::<String>()));
    assert_eq!(numbers(&table, "a")[1..3], [1.25, 2.25]);
    assert_eq!(numbers(&table, "b")[39_998..], [1_998.0, 1_999.0]);
    assert_eq!(table.findings.decimal_reason, ReadingReason::OnlyReading);
}

#[test]
fn rows_that_do_not_fit_are_counted_and_left_out_when_told_so() {
    let text = "a,b\n1,2\n3\n4,5,6\n7,8\n";
    let ragged = Ragged {
        count: 2,
        first: vec![(3, 1), (4, 3)],
        expected: 2,
    };
    let problem = Problem::RaggedRows {
        ragged: ragged.clone(),
        rows: 4,
    };
    assert_eq!(failure(text.as_bytes()), (Some(3), None, problem));
    let choices = Choices {
        skip_ragged_rows: true,
        ..Choices::default()
    };
    let table = read_with("few.csv", text.as_bytes(), &choices).unwrap();
    assert_eq!((table.rows, &table.findings.ragged), (2, &ragged));
    assert_eq!(numbers(&table, "a"), [1.0, 7.0]);
}

#[test]
fn a_preview_shows_the_first_rows_as_they_stand() {
    let table = table(",a,t\n,\" 1,5 \",x\n,2,y\n");
    assert_eq!(table.preview, [[" 1,5 ", "x"], ["2", "y"]]);
    let profile = Profile::of(&table);
    assert_eq!(profile.preview[0][0].read.as_deref(), Some("1.5"));
}

#[test]
fn packed_and_encoded_files_are_read() {
    let text = "城市;用电量\n北京;1,5\n上海;2,5\n天津;3,5\n";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, &bytes).unwrap();
    let table = read("数据.csv.gz", &packed.finish().unwrap()).unwrap();
    assert_eq!(table.findings.packing, Packing::Gzip);
    assert_eq!(table.findings.encoding, Encoding::Gb18030);
    assert_eq!(numbers(&table, "用电量"), [1.5, 2.5, 3.5]);
}

#[test]
fn columns_without_a_name_get_a_number_or_are_left_out() {
    let table = table(",a,\n7,1,\n9,2,\n");
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["column 1", "a"]);
    assert_eq!(
        table.notes,
        [
            Note::Header(HeaderNote::UnnamedColumns { columns: vec![1] }),
            Note::Header(HeaderNote::EmptyColumnsLeftOut { columns: vec![3] }),
        ]
    );
}

#[test]
fn a_file_without_a_header_gets_numbers_for_names() {
    let table = table("1,2.5\n3,4\n");
    assert_eq!((table.rows, numbers(&table, "column 2")), (2, vec![2.5, 4.0]));
    assert_eq!(table.notes, [Note::Header(HeaderNote::Missing)]);
}

#[test]
fn files_without_a_table_are_named() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b" \r\n\n\t ", b",,\n,,\n"] {
        assert_eq!(failure(bytes), (None, None, Problem::Empty), "{bytes:?}");
    }
    for bytes in [&b"a,b"[..], b"a,b\r\n\r\n"] {
        assert_eq!(failure(bytes), (None, None, Problem::HeaderOnly), "{bytes:?}");
    }
    let looks_like = Foreign::Image;
    assert_eq!(
        failure(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        (None, None, Problem::NotCsv { looks_like })
    );
}

#[test]
fn errors_say_where() {
    let column = |name: &str| Some(name.to_owned());
    for (bytes, row, column, problem) in [
        (
            &b"a,b\n1,2\n1,a quite long\0cell\n1,and more text to make it rare"[..],
            3,
            column("b"),
            Problem::ZeroByte,
        ),
        (
            b"a,b\n\n1,2\n1,\"x\n1,2\n",
            4,
            column("b"),
            Problem::UnclosedQuote,
        ),
        (b"a,b\n1,\"", 2, column("b"), Problem::UnclosedQuote),
        (b"a\n1\n\"", 3, column("a"), Problem::UnclosedQuote),
        (
            b"a,b\n1,\"x\ny\"\r\n\r\n1,2,3\n",
            4,
            None,
            Problem::RaggedRows {
                ragged: Ragged {
                    count: 1,
                    first: vec![(4, 3)],
                    expected: 2,
                },
                rows: 2,
            },
        ),
    ] {
        assert_eq!(failure(bytes), (Some(row), column, problem), "{bytes:?}");
    }
}

#[test]
fn limits_hold() {
    let limits = Limits {
        columns: 3,
        rows: 2,
        cell_bytes: 8,
        name_bytes: 4,
        memory: u64::MAX,
    };
    let result = |text: &str| {
        let mut reader = Reader::with("few.csv", limits, &Choices::default());
        reader.push(text.as_bytes())?;
        reader.finish()
    };
    assert!(result("name,b,c\n12345678,2,3\n1,2,3\n").is_ok());
    for (text, (row, column), problem) in [
        (
            "a,b,c,d\n1,2,3,4\n",
            (1, None),
            Problem::TooManyColumns { limit: 3 },
        ),
        ("a\n1\n2\n3\n", (4, None), Problem::TooManyRows { limit: 2 }),
        (
            "a,b\n1,123456789\n",
            (2, Some("b")),
            Problem::LongCell { limit: 8 },
        ),
        ("a,names\n1,2\n", (1, Some("2")), Problem::LongName { limit: 4 }),
    ] {
        let error = result(text).unwrap_err();
        let place = Place {
            file: "few.csv".to_owned(),
            row: Some(row),
            column: column.map(str::to_owned),
        };
        assert_eq!(error, TableError { place, problem }, "{text:?}");
    }
}

#[test]
fn an_open_quote_does_not_swallow_the_rest_of_a_huge_file() {
    let mut reader = Reader::new("few.csv");
    reader.push(b"a,b\n1,\"").unwrap();
    let chunk = "1,2\n".repeat(100_000);
    let error = (0..10).find_map(|_| reader.push(chunk.as_bytes()).err()).unwrap();
    let limit = Limits::CELL_BYTES;
    assert_eq!(
        (error.place.row, error.problem),
        (Some(2), Problem::LongCell { limit })
    );
}

#[test]
fn ten_thousand_columns_are_read_and_more_are_not() {
    let wide = |columns: usize| {
        let header: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
        format!("{}\n{}0\n", header.join(";"), "0;".repeat(columns - 1))
    };
    let table = table(&wide(Limits::COLUMNS));
    assert_eq!(
        (table.columns.len(), delimiter(&table)),
        (Limits::COLUMNS, Delimiter::Semicolon)
    );
    let limit = Limits::COLUMNS;
    assert_eq!(
        failure(wide(limit + 1).as_bytes()),
        (Some(1), None, Problem::TooManyColumns { limit })
    );
}

#[test]
fn a_reader_repeats_its_error() {
    let mut reader = Reader::new("few.csv");
    reader.push(&vec![0; 100_000]).unwrap_err();
    let error = reader.push(b"a,b\n").unwrap_err();
    let looks_like = Foreign::Binary;
    assert_eq!(error.problem, Problem::NotCsv { looks_like });
    assert_eq!(reader.rows(), 0);
    assert_eq!(reader.finish().unwrap_err(), error);
}

#[test]
fn rows_are_counted_while_they_come() {
    let mut reader = Reader::new("few.csv");
    let row = "12,34\n";
    reader.push(b"a,b\n").unwrap();
    reader.push(row.repeat(20_000).as_bytes()).unwrap();
    reader.push(b"5").unwrap();
    assert_eq!(reader.rows(), 20_000);
    reader.push(b",6").unwrap();
    assert_eq!(reader.finish().unwrap().rows, 20_001);
}

#[test]
fn all_samples_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let mut read_files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let table = read(&name, &bytes).unwrap_or_else(|error| panic!("{error}"));
        let lines = String::from_utf8_lossy(&bytes).lines().count();
        assert_eq!(
            (table.rows, delimiter(&table)),
            (lines - 1, Delimiter::Comma),
            "{name}"
        );
        assert!(table.notes.is_empty(), "{name}: {:?}", table.notes);
        assert!(table.questions.is_empty(), "{name}: {:?}", table.questions);
        for column in &table.columns {
            let expected = match column.name.as_str() {
                "date" => ColumnKind::Moment,
                "mnth" | "weathersit" | "weekday" | "weather" => ColumnKind::Category,
                _ => ColumnKind::Number,
            };
            assert_eq!(column.kind(), expected, "{name}: {}", column.name);
            assert_eq!(column.missing(), 0, "{name}: {}", column.name);
        }
        read_files += 1;
    }
    assert_eq!(read_files, 15);
}

/// `NaN` differs from itself, so tables are compared by what they print.
fn shown(result: &Result<Table, TableError>) -> String {
    format!("{result:?}")
}

/// The result for these bytes behind so many blank lines, with the bytes in chunks of these sizes over and
/// over, or in one piece where there are none.
fn in_chunks(blank: usize, bytes: &[u8], sizes: &[usize], limits: Limits) -> Result<Table, TableError> {
    let mut reader = Reader::with("few.csv", limits, &Choices::default());
    reader.push("\n".repeat(blank).as_bytes())?;
    let mut rest = bytes;
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let size = sizes.next().map_or(rest.len(), |&size| size.min(rest.len()));
        let (chunk, after) = rest.split_at(size);
        reader.push(chunk)?;
        rest = after;
    }
    reader.finish()
}

/// Bytes that are likely to mean something to the reader.
fn csv_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"a"[..],
        b"1",
        b"2.5",
        b"1,5",
        b"x y",
        b"\"",
        b"\"\"",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b",",
        b",",
        b";",
        b"\t",
        b" ",
        b"",
        b"NA",
        b"\xc3\xa9",
        b"\xc3",
        b"\0",
        b"123456789012",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Whether a note says that a text of a column stands for missing values.
fn is_marked(table: &Table, column: &str, written: &str) -> bool {
    table.notes.iter().any(|note| {
        matches!(note, Note::Column { name, note: ColumnNote::Kinds(KindNote::MarkMissing { mark, .. }) }
            if name == column && mark.text == written)
    })
}

/// Cells of a table whose rows are long enough to be cut by chunks.
fn cells() -> impl Strategy<Value = (usize, Vec<String>)> {
    (1_usize..5, 1_usize..20).prop_flat_map(|(columns, rows)| {
        let cell = prop_oneof![
            "[ -~é\n\r]{0,12}",
            "-?[0-9]{1,4}(\\.[0-9]{1,3})?",
            Just(String::new())
        ];
        (Just(columns), prop::collection::vec(cell, columns * rows))
    })
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn any_bytes_give_a_table_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(error) = read("few.csv", &bytes) {
            prop_assert_eq!(error.place.file, "few.csv");
        }
    }

    // The start of a file is read in one piece whatever the chunks, so blank lines push the bytes to where
    // it ends.
    #[test]
    fn any_chunks_give_what_one_piece_gives(
        bytes in csv_like(),
        blank in prop_oneof![Just(0), dialect::HEAD_BYTES - 40..=dialect::HEAD_BYTES],
        sizes in prop::collection::vec(1_usize..9, 1..6),
    ) {
        let tight = Limits { columns: 4, rows: 5, cell_bytes: 11, name_bytes: 5, memory: u64::MAX };
        for limits in [Limits::default(), tight] {
            let whole = in_chunks(blank, &bytes, &[], limits);
            prop_assert_eq!(shown(&in_chunks(blank, &bytes, &sizes, limits)), shown(&whole));
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        (columns, cells) in cells(),
        sign in prop::sample::select(vec![Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe]),
    ) {
        let mut text = String::new();
        let header: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
        for row in std::iter::once(&header[..]).chain(cells.chunks(columns)) {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text += &quoted.join(&char::from(sign.byte()).to_string());
            text.push('\n');
        }
        // What stands at the end may be a total or a remark, save for numbers.
        text += &vec!["1"; columns].join(&char::from(sign.byte()).to_string());
        let cells: Vec<String> = cells.into_iter().chain(vec!["1".to_owned(); columns]).collect();
        let choices = Choices {
            decimal: Some(Decimal::Point),
            // Two texts above numbers could be names below a title.
            dialect: DialectChoice {
                delimiter: Some(sign),
                header: Some(true),
                skipped_lines: Some(0),
                ..DialectChoice::default()
            },
            ..Choices::default()
        };
        let table = read_with("few.csv", text.as_bytes(), &choices).unwrap();
        // A first row of words over numbers is read as units, and then is none of the cases.
        let described = table.findings.dialect.header_rows.count - 1;
        let (units, cells) = cells.split_at(described * columns);
        prop_assert!(units.iter().all(|cell| number::read(cell.trim()) == number::Readings::default()), "{:?}", units);
        prop_assert_eq!(table.rows, cells.len() / columns);
        prop_assert_eq!(table.columns.len(), columns);
        for (index, column) in table.columns.iter().enumerate() {
            prop_assert_eq!(&column.name, &format!("c{index}"));
            for (row, written) in cells.chunks(columns).enumerate() {
                let written = written[index].trim();
                let missing = missing::is_missing(written);
                match &column.values {
                    Values::Number(numbers) if missing => prop_assert!(numbers[row].is_nan()),
                    // A word behind a number is read as its unit, and a sign among numbers as a missing value, with a note.
                    Values::Number(numbers) => {
                        let measured = || measure::read(written).and_then(|measure| measure.number.point);
                        let expected = number::read(written).point.or_else(measured);
                        let read = Some(numbers[row]).filter(|number| !number.is_nan());
                        prop_assert_eq!(read, expected);
                        prop_assert!(read.is_some() || is_marked(&table, &column.name, written), "{}", written);
                    }
                    Values::Category { codes, levels } | Values::Boolean { codes, levels, .. } => {
                        let read = levels.get(codes[row] as usize).map(String::as_str);
                        prop_assert_eq!(read, (!missing).then_some(written));
                    }
                    Values::Moment { seconds, .. } => prop_assert_eq!(missing, seconds[row].is_nan()),
                    Values::Unused { .. } => prop_assert!(false, "twenty rows are few"),
                }
            }
        }
    }
}

#[test]
fn one_row_in_some_is_read_where_the_user_says_so() {
    let rows: Vec<String> = (0..300).map(|row| format!("{row}.5\n")).collect();
    let text = format!("x\n{}", rows.concat());
    let choices = Choices {
        one_row_of: Some(3),
        ..Choices::default()
    };
    let table = read_with("a.csv", text.as_bytes(), &choices).unwrap();
    let values = numbers(&table, "x");
    let blocks = values.iter().map(|value| (value / 3.0).floor());
    assert!(blocks.eq((0..100).map(f64::from)), "{values:?}");
    assert_eq!(table.notes, [Note::Sampled { every: 3, rows: 300 }]);
    assert_eq!(table.rows, 100);
}

#[test]
fn empty_cells_count_as_the_memory_that_they_will_take() {
    let mut reader = Reader::new("a.csv");
    reader.push(b"a,b,c\n").unwrap();
    for row in 0..100_000 {
        reader.push(format!("{row},,\n").as_bytes()).unwrap();
    }
    assert!(reader.memory() >= 3 * 8 * 90_000, "{}", reader.memory());
}

//! What no file may do to the conversion. What files become is told by `tests/tables/`.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

use ::parquet::basic::Encoding;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use super::*;
use crate::table::{Ambiguity, Contradiction, HeaderNote, Note, Values};

const WORKBOOK: &[u8] = include_bytes!("../../tests/tables/workbook.xlsx");
const OLD_WORKBOOK: &[u8] = include_bytes!("../../tests/tables/workbook-old.xls");
const SPREADSHEET: &[u8] = include_bytes!("../../tests/tables/workbook-ods.ods");
const PARQUET_FILE: &[u8] = include_bytes!("../../tests/tables/parquet.parquet");
const ZSTANDARD_FILE: &[u8] = include_bytes!("../../tests/tables/parquet-zstandard.parquet");

fn converted(bytes: &[u8]) -> Result<Vec<u8>, ConvertError> {
    let mut all = Vec::new();
    convert(bytes.to_vec(), None, &mut |piece| {
        all.extend_from_slice(piece);
        true
    })?;
    Ok(all)
}

#[test]
fn whoever_takes_the_csv_can_stop_it() {
    for bytes in [WORKBOOK, OLD_WORKBOOK, PARQUET_FILE] {
        let result = convert(bytes.to_vec(), None, &mut |_| false);
        assert_eq!(result, Err(ConvertError::Stopped));
    }
}

#[test]
fn a_workbook_that_grows_beyond_measure_is_refused() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..100 {
        writer.write_all(&zeros).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert_eq!(converted(&bomb), Err(ConvertError::Bomb));
}

/// Bytes of CSV that are made of a file before it is refused, and why it is.
fn refused(bytes: Vec<u8>) -> (usize, Result<Packing, ConvertError>) {
    let mut made = 0;
    let result = convert(bytes, None, &mut |piece| {
        made += piece.len();
        true
    });
    (made, result)
}

#[test]
fn a_page_is_believed_no_more_than_its_column() {
    let mut bytes = include_bytes!("../../tests/hostile/page-of-800-megabytes.parquet").to_vec();
    // The size of the column and of its group of rows, as Thrift writes 800,000,112; now it is 100.
    let size = b"\xe0\xa1\xf8\xfa\x05";
    let places: Vec<usize> = (0..bytes.len() - 5)
        .filter(|&place| bytes[place..].starts_with(size))
        .collect();
    assert_eq!(places.len(), 2);
    for place in places {
        bytes[place..place + 5].copy_from_slice(b"\xc8\x81\x80\x80\x00");
    }
    assert_eq!(refused(bytes), (0, Err(ConvertError::Bomb)));
}

#[test]
fn texts_that_repeat_each_other_are_refused_before_they_are_made() {
    let schema = Arc::new(parse_message_type("message schema { required binary x (UTF8); }").unwrap());
    let properties = WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::DELTA_BYTE_ARRAY)
        .build();
    let written = |rows: usize| {
        let mut writer =
            SerializedFileWriter::new(Vec::new(), Arc::clone(&schema), Arc::new(properties.clone())).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let cells = vec![ByteArray::from(vec![b'a'; 100_000]); rows];
        column
            .typed::<ByteArrayType>()
            .write_batch(&cells, None, None)
            .unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.into_inner().unwrap()
    };
    assert_eq!(converted(&written(3)).map(|csv| csv.len()), Ok(2 + 3 * 100_001));
    assert_eq!(refused(written(1_000)).1, Err(ConvertError::Bomb));
    assert!(refused(written(1_000)).0 < 1_000_000);
}

#[test]
fn a_file_that_contradicts_itself_on_its_rows_is_refused() {
    let rows = vec![&b"10"[..]; 1_000];
    let file = parquet_of_bytes(&[("x", &rows)]);
    // As Thrift writes 1,000 and 999 in its 64 bits: the values of the column, its rows and those of the file.
    let (thousand, less) = (b"\x16\xd0\x0f", b"\x16\xce\x0f");
    let places: Vec<usize> = (0..file.len() - 3)
        .filter(|&place| file[place..].starts_with(thousand))
        .collect();
    let mut refusals = Vec::new();
    for place in &places {
        let mut other = file.clone();
        other[*place..place + 3].copy_from_slice(less);
        refusals.push(converted(&other).unwrap_err());
    }
    let rows = |said, found| ConvertError::Contradicts(Contradiction::Rows { said, found });
    let values = |rows, values| {
        let column = "x".to_owned();
        ConvertError::Contradicts(Contradiction::Values { column, rows, values })
    };
    assert_eq!(
        refusals,
        [rows(999, 1_000), values(999, 1_000), values(999, 1_000)]
    );
    // What all places say, the pages do not.
    let mut other = file.clone();
    for place in places {
        other[place..place + 3].copy_from_slice(less);
    }
    assert_eq!(converted(&other), Err(values(999, 1_000)));
    assert!(converted(&file).is_ok());
}

#[test]
fn a_few_bytes_that_claim_many_texts_are_refused() {
    // Its one page says in 23 bytes that it has 30 million empty texts.
    let bytes = include_bytes!("../../tests/hostile/texts-of-30-million.parquet");
    assert_eq!(refused(bytes.to_vec()), (0, Err(ConvertError::Bomb)));
    // Said to be of 64 bits, the number is still one for the library.
    let count = b"\x2c\x15";
    let place = bytes.windows(2).position(|two| two == count).unwrap();
    let mut other = bytes.to_vec();
    other[place + 1] = 0x16;
    assert_eq!(refused(other), (0, Err(ConvertError::Bomb)));
}

/// A Parquet file with columns of mere bytes.
fn parquet_of_bytes(columns: &[(&str, &[&[u8]])]) -> Vec<u8> {
    let names = columns.iter().map(|(name, _)| format!("required binary {name};"));
    let schema = format!("message schema {{ {} }}", names.collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for (_, cells) in columns {
        let cells: Vec<ByteArray> = cells.iter().map(|cell| ByteArray::from(cell.to_vec())).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column
            .typed::<ByteArrayType>()
            .write_batch(&cells, None, None)
            .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn columns_of_bytes_that_are_no_text_are_left_out() {
    let point: &[u8] = b"\x01\x01\0\0\0\0\0\0\0\0\0\x24\x40\0\0\0\0\0\0\x49\x40";
    let columns: [(&str, &[&[u8]]); 3] = [
        ("name", &[b"K\xc3\xb6ln", b"Bonn", b"two\nlines"]),
        ("geometry", &[b"", point, point]),
        ("picture", &[b"\xff\xd8\xff\xe0", b"a", b"b"]),
    ];
    let mut csv = Vec::new();
    let made_of = convert(parquet_of_bytes(&columns), None, &mut |piece| {
        csv.extend_from_slice(piece);
        true
    });
    let left_out = vec!["geometry".to_owned(), "picture".to_owned()];
    assert_eq!(
        made_of,
        Ok(Packing::Parquet {
            left_out: left_out.clone()
        })
    );
    assert_eq!(
        String::from_utf8(csv).unwrap(),
        "name\nKöln\nBonn\n\"two\nlines\"\n"
    );
    let columns = left_out;
    assert_eq!(
        converted(&parquet_of_bytes(&[
            ("geometry", &[point]),
            ("picture", &[point])
        ])),
        Err(ConvertError::OnlyBinary { columns })
    );
}

#[test]
fn columns_of_one_name_are_different_columns() {
    let picture: &[u8] = b"\xff\0\x10";
    let columns = [
        ("a", &[&b"1"[..], b"2"][..]),
        ("a", &[b"30", picture]),
        ("a", &[b"x", b"y"]),
        ("b", &[b"5", b"6"]),
    ];
    let table = read("a.parquet", parquet_of_bytes(&columns), &Choices::default()).unwrap();
    let values: Vec<&Values> = table.columns.iter().map(|column| &column.values).collect();
    assert_eq!(values[0], &Values::Number(vec![1.0, 2.0]));
    assert!(
        matches!(values[1], Values::Category { .. } | Values::Unused { .. }),
        "{values:?}"
    );
    assert_eq!(values[2], &Values::Number(vec![5.0, 6.0]));
    let duplicates = HeaderNote::DuplicateNames {
        columns: vec![(2, "a (2)".to_owned())],
    };
    let names = vec!["a".to_owned()];
    assert_eq!(
        table.notes,
        [Note::Header(duplicates), Note::BinaryColumnsLeftOut { names }]
    );
}

#[test]
fn cells_that_shrink_to_nothing_are_refused_before_they_are_read() {
    let schema =
        Arc::new(parse_message_type("message schema { optional int32 a; optional int32 b; }").unwrap());
    let written = |rows: usize| {
        let mut writer = SerializedFileWriter::new(Vec::new(), Arc::clone(&schema), Arc::default()).unwrap();
        let mut group = writer.next_row_group().unwrap();
        while let Some(mut column) = group.next_column().unwrap() {
            let levels = vec![0; rows];
            column
                .typed::<Int32Type>()
                .write_batch(&[], Some(&levels), None)
                .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
        writer.into_inner().unwrap()
    };
    assert_eq!(refused(written(2_000_001)), (0, Err(ConvertError::Bomb)));
    let csv = converted(&written(1_000)).unwrap();
    assert_eq!(csv, ["a,b\n", &",\n".repeat(1_000)].concat().into_bytes());
}

#[test]
fn what_was_left_out_is_noted() {
    let columns: [(&str, &[&[u8]]); 2] = [("x", &[b"1", b"2"]), ("geometry", &[b"\0", b"\0"])];
    let table = read("a.parquet", parquet_of_bytes(&columns), &Choices::default()).unwrap();
    let names = vec!["geometry".to_owned()];
    assert_eq!(table.notes, [Note::BinaryColumnsLeftOut { names }]);
    assert_eq!(table.columns.len(), 1);
}

#[test]
fn a_packed_workbook_is_opened_and_a_packed_text_is_none() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(WORKBOOK).unwrap();
    assert_eq!(converted(&encoder.finish().unwrap()), converted(WORKBOOK));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("a.txt", zip::write::SimpleFileOptions::default())
        .unwrap();
    writer.write_all(b"a,b").unwrap();
    let archive = writer.finish().unwrap().into_inner();
    assert_eq!(converted(&archive), Err(ConvertError::DamagedWorkbook));
}

#[test]
fn an_encrypted_file_is_named() {
    assert_eq!(converted(b"PARE...."), Err(ConvertError::Encrypted));
}

/// A workbook with something changed in one of its parts, which is added where it is not there.
fn changed(workbook: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts: Vec<(String, String)> = (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect();
    if parts.iter().all(|(part, _)| part != name) {
        parts.push((name.to_owned(), String::new()));
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (part, text) in parts {
        writer
            .start_file(part.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        let text = if part == name { change(text) } else { text };
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_old_workbook_may_say_anything_of_its_size() {
    let place = OLD_WORKBOOK
        .windows(4)
        .position(|bytes| bytes == b"\0\x02\x0e\0")
        .unwrap();
    let mut bytes = OLD_WORKBOOK.to_vec();
    // Rows and columns from the last to the last but one: more than any memory.
    bytes[place + 4..place + 16].copy_from_slice(b"\xff\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xfe\xff");
    assert_eq!(converted(&bytes), converted(OLD_WORKBOOK));
    assert!(converted(OLD_WORKBOOK).is_ok());
}

#[test]
fn an_old_workbook_whose_sectors_go_in_a_circle_is_damaged() {
    // The table of sectors is the eighth; sector 9 holds the directory, and the workbook begins in sector 0.
    let table = 512 + 8 * 512;
    let led = |sector: usize, next: u32| {
        let mut bytes = OLD_WORKBOOK.to_vec();
        bytes[table + 4 * sector..][..4].copy_from_slice(&next.to_le_bytes());
        converted(&bytes)
    };
    for (sector, next) in [(9, 9), (0, 0), (0, 4_000)] {
        let damaged = Err(ConvertError::DamagedWorkbook);
        assert_eq!(led(sector, next), damaged, "{sector} {next}");
    }
    // Behind its only sector the directory ends, wherever it is said to go on.
    assert_eq!(led(9, 0xffff_fff0), converted(OLD_WORKBOOK));
}

#[test]
fn a_workbook_with_a_cell_beyond_every_sheet_is_damaged() {
    let part = "xl/worksheets/sheet3.xml";
    for (place, is_damaged) in [
        ("B4294967295", true),
        ("B1048577", true),
        ("XFE2", true),
        ("B3", false),
    ] {
        let bytes = changed(WORKBOOK, part, |text| {
            text.replace("\"B2\"", &format!("\"{place}\""))
        });
        let result = convert(bytes, Some("Daten 数据"), &mut |_| true).map(drop);
        let expected = if is_damaged {
            Err(ConvertError::DamagedWorkbook)
        } else {
            Ok(())
        };
        assert_eq!(result, expected, "{place}");
    }
}

#[test]
fn cells_that_are_not_in_order_are_damage() {
    // A number of a row that overflows may end up in any row before.
    let overflowed = u64::from(u32::MAX) + 1 + 1;
    for place in ["A1".to_owned(), format!("B{overflowed}")] {
        let bytes = changed(WORKBOOK, "xl/worksheets/sheet3.xml", |text| {
            text.replace("\"B5\"", &format!("\"{place}\""))
        });
        let result = convert(bytes, Some("Daten 数据"), &mut |_| true);
        assert_eq!(result, Err(ConvertError::DamagedWorkbook), "{place}");
    }
}

#[test]
fn texts_that_are_only_said_to_be_there_are_not_reserved() {
    let part = "xl/sharedStrings.xml";
    let texts = |count: &str| changed(WORKBOOK, part, |_| format!("<sst uniqueCount=\"{count}\"></sst>"));
    assert_eq!(converted(&texts("0")), converted(WORKBOOK));
    for count in ["100", "9999999999", "18446744073709551615"] {
        assert_eq!(
            converted(&texts(count)),
            Err(ConvertError::DamagedWorkbook),
            "{count}"
        );
    }
}

fn ambiguous(part: &str, cause: Ambiguity) -> Result<Vec<u8>, ConvertError> {
    let part = part.to_owned();
    Err(ConvertError::Ambiguous { part, cause })
}

#[test]
fn a_value_that_is_not_read_whole_is_refused() {
    let part = "xl/worksheets/sheet4.xml";
    let cell = "A2".to_owned();
    let interrupted = changed(WORKBOOK, part, |text| {
        text.replace("<v>1.5</v>", "<v>1<!--x-->.5</v>")
    });
    let refused = ambiguous(part, Ambiguity::MarkupInValue { cell });
    assert_eq!(converted(&interrupted), refused);
    // Runs of a text that are formatted differently are one text.
    let rich = changed(WORKBOOK, "xl/worksheets/sheet3.xml", |text| {
        text.replace(
            "<t>Umsatz</t>",
            "<r><rPr><b/></rPr><t>Um</t></r><r><t>satz</t></r>",
        )
    });
    assert_eq!(converted(&rich), converted(WORKBOOK));
    let text = "office:string-value=\"p\"><text:p>p</text:p>";
    let written = |letters: &str| {
        changed(SPREADSHEET, "content.xml", |content| {
            assert!(content.contains(text));
            content.replace(text, &format!("><text:p>{letters}</text:p>"))
        })
    };
    let cell = String::new();
    let refused = ambiguous("content.xml", Ambiguity::MarkupInValue { cell });
    assert_eq!(converted(&written("<![CDATA[p]]>")), refused);
    let spans = written("<text:span>p</text:span><!-- a comment -->");
    assert_eq!(converted(&spans), converted(SPREADSHEET));
}

#[test]
fn a_part_that_is_not_the_one_that_is_named_is_refused() {
    let with_texts = |target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";
        let texts =
            format!("<Relationship Id=\"texts\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>");
        changed(WORKBOOK, "xl/_rels/workbook.xml.rels", |text| {
            text.replace("</Relationships>", &texts)
        })
    };
    for sound in ["sharedStrings.xml", "/xl/SharedStrings.xml"] {
        assert_eq!(converted(&with_texts(sound)), converted(WORKBOOK), "{sound}");
    }
    for other in ["texts.xml", "/sharedStrings.xml", "sharedString&#115;.xml"] {
        let refused = ambiguous(other, Ambiguity::OtherPart);
        assert_eq!(converted(&with_texts(other)), refused, "{other}");
    }
    let two_workbooks = changed(WORKBOOK, "_rels/.rels", |text| {
        let relation = text.split_inclusive("/>").next().unwrap();
        let relation = relation.split_once("<Relationship ").unwrap().1;
        let again = format!(
            "<Relationship {}</Relationships>",
            relation.replace("rId1", "rId9")
        );
        text.replace("</Relationships>", &again)
    });
    let refused = ambiguous("_rels/.rels", Ambiguity::OtherPart);
    assert_eq!(converted(&two_workbooks), refused);
    let named_alike = changed(WORKBOOK, "xl/workbook.xml", |text| {
        text.replace("\"Hidden\"", "\"Other\"")
    });
    assert_eq!(converted(&named_alike), ambiguous("Other", Ambiguity::SameSheet));
}

#[test]
fn parts_that_have_one_name_are_refused() {
    let with = |name: &str| changed(WORKBOOK, name, |_| "<worksheet/>".to_owned());
    assert_eq!(converted(&with("xl/worksheets/sheet5.xml")), converted(WORKBOOK));
    for name in [
        "xl/Worksheets/sheet4.xml",
        "xl\\worksheets/sheet4.xml",
        "/xl/worksheets/sheet4.xml",
    ] {
        assert_eq!(converted(&with(name)), ambiguous(name, Ambiguity::SamePart));
    }
    let mut twice = with("xl/worksheets/sheet5.xml");
    let places: Vec<usize> = (0..twice.len() - 10)
        .filter(|&place| twice[place..].starts_with(b"sheet5.xml"))
        .collect();
    for place in places {
        twice[place + 5] = b'4';
    }
    assert_eq!(converted(&twice), ambiguous("", Ambiguity::SamePart));
    let refused = ambiguous("content.xml", Ambiguity::TwoFormats);
    assert_eq!(converted(&with("content.xml")), refused);
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn sheets_of_a_workbook_with_another_name_are_counted() {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"a/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |relations: &[String]| format!("<Relationships>{}</Relationships>", relations.concat());
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let of = |second: &str| {
        let sheets = [
            relation("r1", "worksheet", "1.xml"),
            relation("r2", "worksheet", second),
        ];
        archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            (
                "_rels/.rels",
                relations(&[relation("r1", "officeDocument", "a/b.xml")]).as_bytes(),
            ),
            (
                "a/b.xml",
                b"<workbook><sheet name=\"1\" r:id=\"r1\"/><sheet name=\"2\" r:id=\"r2\"/></workbook>",
            ),
            ("a/_rels/b.xml.rels", relations(&sheets).as_bytes()),
            ("a/1.xml", sheet.as_bytes()),
            ("a/2.xml", sheet.as_bytes()),
        ])
    };
    assert_eq!(converted(&of("2.xml")), Ok(b"1\n".to_vec()));
    assert_eq!(converted(&of("1.xml")), Err(ConvertError::DamagedWorkbook));
}

#[test]
fn records_in_parts_of_any_name_are_measured() {
    let of = |sheet: &str| {
        let relations =
            format!("<Relationships><Relationship Id=\"r1\" Target=\"{sheet}\"/></Relationships>");
        archive(&[
            ("xl/workbook.bin", b""),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            // A record that says that it has 268 million bytes.
            ("xl/worksheets/sheet1.dat", b"\x01\xff\xff\xff\x7f"),
        ])
    };
    assert_eq!(converted(&of("worksheets/sheet1.dat")), Err(ConvertError::Bomb));
    assert_eq!(
        converted(&of("worksheets/sheet2.dat")),
        Err(ConvertError::DamagedWorkbook)
    );
}

#[test]
fn a_spreadsheet_that_never_ends_or_repeats_itself_without_end_is_refused() {
    let endless = changed(SPREADSHEET, "content.xml", |text| {
        text.replace("</table:table>", "</table:tabel>")
    });
    assert_eq!(converted(&endless), Err(ConvertError::DamagedWorkbook));
    let repeated = changed(SPREADSHEET, "content.xml", |text| {
        text.replace(
            "<table:table-row>",
            "<table:table-row table:number-rows-repeated=\"999999\">",
        )
    });
    assert_eq!(converted(&repeated), Err(ConvertError::Bomb));
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn damaged_files_give_csv_or_an_error(
        which in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = [WORKBOOK, OLD_WORKBOOK, SPREADSHEET, PARQUET_FILE, ZSTANDARD_FILE][which].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        let _ = converted(&bytes);
    }
}

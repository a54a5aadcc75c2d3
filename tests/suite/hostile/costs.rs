//! Small files that are made to hang or to fill the memory. What they may cost is counted, so that it is the same each time.

use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use kindred::convert::convert;
use kindred::table::{Contradiction, ConvertError, Problem, Reader, read};

/// Most bytes of CSV that are made of a small file.
const MAX_CSV_BYTES: usize = 65 << 20;

/// Most bytes of memory that rows of a small file take.
const MAX_MEMORY: u64 = 128 << 20;

#[test]
fn files_of_other_formats_are_refused_before_they_become_much() {
    use ConvertError::{Bomb, Contradicts, DamagedParquet, DamagedWorkbook};
    let values = Contradiction::Values {
        column: "st.b".to_owned(),
        rows: 15,
        values: 11,
    };
    for (name, error) in [
        ("far-row.xlsx", DamagedWorkbook),
        ("row-number-overflow.xlsx", DamagedWorkbook),
        ("endless.ods", DamagedWorkbook),
        ("circle-of-sectors.xls", DamagedWorkbook),
        ("dictionary-of-one-long-text.parquet", Bomb),
        ("list-of-30-million.parquet", Bomb),
        ("page-of-800-megabytes.parquet", Bomb),
        ("delta-lengths.parquet", DamagedParquet),
        ("negative-size.parquet", DamagedParquet),
        ("nested.parquet", Contradicts(values)),
        ("page-of-two-versions.parquet", DamagedParquet),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let mut made = 0;
        let converted = convert(bytes, None, &mut |piece| {
            made += piece.len();
            true
        });
        assert_eq!(converted, Err(error), "{name}");
        assert!(made < MAX_CSV_BYTES, "{name}: {made}");
    }
}

/// Packed CSV of so many equal rows.
fn packed(row: &str, rows: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let header = if row.starts_with(',') {
        row.replace(',', "a,")
    } else {
        "a,b\n".to_owned()
    };
    encoder.write_all(header.as_bytes()).unwrap();
    let block = row.repeat(10_000);
    for _ in 0..rows / 10_000 {
        encoder.write_all(block.as_bytes()).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn packed_rows_are_refused_before_they_fill_the_memory() {
    let file = packed("1,2\n", 8_000_000);
    assert!(file.len() < 60_000, "{}", file.len());
    let mut reader = Reader::new("a.csv.gz");
    let refused = file.chunks(1_000).find_map(|chunk| reader.push(chunk).err());
    assert_eq!(refused.map(|error| error.problem), Some(Problem::Bomb));
    assert!(reader.memory() < MAX_MEMORY, "{}", reader.memory());
    // Empty rows wait, and become cells all at once.
    let blank = packed(&(",".repeat(299) + "\n"), 60_000);
    let mut reader = Reader::new("a.csv.gz");
    let refused = blank.chunks(1_000).find_map(|chunk| reader.push(chunk).err());
    assert_eq!(refused.map(|error| error.problem), Some(Problem::Bomb));
    // As dense, and harmless.
    let few = read("a.csv.gz", &packed("1,2\n", 1_000_000)).unwrap();
    assert_eq!(few.rows, 1_000_000);
}

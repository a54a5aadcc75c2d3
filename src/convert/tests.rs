//! What no file may do to the conversion. What files become is told by `tests/tables/`.

use proptest::prelude::*;

use super::*;

const WORKBOOK: &[u8] = include_bytes!("../../tests/tables/workbook.xlsx");
const OLD_WORKBOOK: &[u8] = include_bytes!("../../tests/tables/workbook-old.xls");
const PARQUET_FILE: &[u8] = include_bytes!("../../tests/tables/parquet.parquet");

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
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
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

#[test]
fn an_encrypted_file_is_named() {
    assert_eq!(converted(b"PARE...."), Err(ConvertError::Encrypted));
}

proptest! {
    #![proptest_config(crate::random::cases::config())]

    #[test]
    fn damaged_files_give_csv_or_an_error(
        which in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = [WORKBOOK, OLD_WORKBOOK, PARQUET_FILE][which].to_vec();
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

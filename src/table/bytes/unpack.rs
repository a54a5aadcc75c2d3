//! Files that are packed: `.csv.gz`, and `.zip` with one table in it.

use std::borrow::Cow;
use std::io::{Cursor, Read as _, Write as _};

use flate2::write::GzDecoder;

use super::foreign::Foreign;
use crate::table::facts::conversion::ConvertError;
use crate::table::facts::error::{Fault, Problem};
use crate::table::facts::packing::Packing;
use crate::table::facts::text::shortened;

/// So many unpacked bytes are never a bomb.
const HARMLESS_BYTES: u64 = 64 << 20;

/// More unpacked bytes than so many times the packed ones are a bomb: tables shrink to a tenth, a column of one
/// number to a hundredth, and nothing to less than a thousandth.
const BOMB_RATIO: u64 = 250;

/// So much memory for what was read of a packed file does no harm.
const HARMLESS_MEMORY: u64 = 100 << 20;

/// A packed file that takes more memory is a bomb from so many times its packed bytes on. A byte of text can be a cell,
/// and a cell takes a dozen bytes of memory.
const DENSE_RATIO: u64 = 100;

/// So many cells do no harm: they are read in a second or two.
const HARMLESS_CELLS: u64 = 4_000_000;

/// Most bytes of a ZIP archive, which has its contents at its end and so is gathered whole.
const MAX_ZIP_BYTES: usize = 512 << 20;

/// Packed bytes that are unpacked at once, so that little waits for the next room.
const PIECE_BYTES: usize = 4 * 1024;

/// Names in a message.
const LISTED: usize = 5;

/// How the names of tables end: those of texts, and those of which CSV can be made.
const TEXTS: &[&str] = &[".csv", ".tsv", ".tab"];
const OTHERS: &[&str] = &[".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"];

/// What takes unpacked bytes. It gives how much memory it keeps of all so far, in bytes.
pub(in crate::table) type Sink<'a> = &'a mut dyn FnMut(&[u8]) -> Result<u64, Fault>;

/// Unpacks a file that comes in chunks; the chunks make no difference.
pub(in crate::table) struct Unpacker {
    /// The first bytes, until they tell how the file is packed.
    start: Vec<u8>,
    state: State,
    packed: u64,
    unpacked: u64,
    packing: Packing,
    /// Most bytes of memory that may be kept of an archive, which is unpacked in one go.
    max_memory: u64,
}

enum State {
    Unknown,
    Plain,
    /// CSV that was made of a file of so many bytes.
    Made,
    Gzip(Box<GzDecoder<Vec<u8>>>),
    /// Behind a part of a gzip file, where another may follow, or the zeros with which tapes and disks are filled.
    BehindGzip,
    Zip(Vec<u8>),
}

const GZIP: &[u8] = b"\x1f\x8b";
const ZIP: &[u8] = b"PK\x03\x04";

/// The record at the end of an archive, the last fields of which may be zero.
const ZIP_END_BYTES: usize = 22;

impl std::fmt::Debug for Unpacker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Unpacker")
            .field("packing", &self.packing)
            .finish_non_exhaustive()
    }
}

impl Unpacker {
    pub(in crate::table) fn new(max_memory: u64) -> Self {
        Self {
            start: Vec::new(),
            state: State::Unknown,
            packed: 0,
            unpacked: 0,
            packing: Packing::None,
            max_memory,
        }
    }

    /// Passes all bytes on as they are: CSV that was made of a file of so many bytes.
    pub(in crate::table) fn made_of(bytes: u64) -> Self {
        Self {
            state: State::Made,
            packed: bytes,
            ..Self::new(u64::MAX)
        }
    }

    /// What the file is packed in; of an archive it is known at the end.
    pub(in crate::table) fn packing(&self) -> Packing {
        self.packing.clone()
    }

    /// Takes the next bytes of the file.
    pub(in crate::table) fn push(&mut self, bytes: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
        if !matches!(self.state, State::Unknown) {
            return self.unpack(bytes, sink);
        }
        let undecided = |start: &[u8]| {
            [GZIP, ZIP]
                .iter()
                .any(|signature| start.len() < signature.len() && signature.starts_with(start))
        };
        let mut rest = bytes;
        while let Some((&byte, after)) = rest.split_first() {
            if !undecided(&self.start) {
                break;
            }
            self.start.push(byte);
            rest = after;
        }
        if undecided(&self.start) {
            return Ok(());
        }
        self.decide(sink)?;
        self.unpack(rest, sink)
    }

    /// Ends the file.
    pub(in crate::table) fn finish(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        if matches!(self.state, State::Unknown) {
            self.decide(sink)?;
        }
        match std::mem::replace(&mut self.state, State::Plain) {
            State::Unknown | State::Plain | State::Made | State::BehindGzip => Ok(()),
            State::Gzip(mut decoder) => {
                decoder.try_finish().map_err(damaged)?;
                self.pass_on(&std::mem::take(decoder.get_mut()), sink)
            }
            State::Zip(bytes) => self.open_zip(bytes, sink),
        }
    }

    fn decide(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        let start = std::mem::take(&mut self.start);
        if start.starts_with(GZIP) {
            self.packing = Packing::Gzip;
            self.state = State::Gzip(Box::new(GzDecoder::new(Vec::new())));
        } else if start.starts_with(ZIP) {
            self.state = State::Zip(Vec::new());
        } else {
            self.state = State::Plain;
        }
        self.unpack(&start, sink)
    }

    fn unpack(&mut self, bytes: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
        if matches!(self.state, State::Made) {
            return self.pass_on(bytes, sink);
        }
        match &mut self.state {
            State::Unknown | State::Plain | State::Made => sink(bytes).map(drop),
            State::Zip(gathered) => {
                if gathered.len() + bytes.len() > MAX_ZIP_BYTES {
                    return Err(Fault::of_file(Problem::LargeArchive));
                }
                gathered.extend_from_slice(bytes);
                Ok(())
            }
            State::Gzip(_) | State::BehindGzip => bytes
                .chunks(PIECE_BYTES)
                .try_for_each(|piece| self.unzip(piece, sink)),
        }
    }

    /// Unpacks a piece of a gzip file, which can have several parts.
    fn unzip(&mut self, mut piece: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
        self.packed += piece.len() as u64;
        while !piece.is_empty() {
            let State::Gzip(decoder) = &mut self.state else {
                let zeros = piece.iter().take_while(|&&byte| byte == 0).count();
                piece = &piece[zeros..];
                if !piece.is_empty() {
                    self.state = State::Gzip(Box::new(GzDecoder::new(Vec::new())));
                }
                continue;
            };
            let taken = decoder.write(piece).map_err(damaged)?;
            piece = &piece[taken..];
            // It takes nothing more where its part ends.
            if taken == 0 {
                decoder.try_finish().map_err(damaged)?;
            }
            let unpacked = std::mem::take(decoder.get_mut());
            if taken == 0 {
                self.state = State::BehindGzip;
            }
            self.pass_on(&unpacked, sink)?;
        }
        Ok(())
    }

    fn pass_on(&mut self, unpacked: &[u8], sink: Sink<'_>) -> Result<(), Fault> {
        self.unpacked += unpacked.len() as u64;
        let is_made = matches!(self.state, State::Made);
        let is_bomb = |is_bomb: bool| match (is_bomb, is_made) {
            (false, _) => Ok(()),
            (true, false) => Err(Fault::of_file(Problem::Bomb)),
            (true, true) => Err(Fault::of_file(Problem::NotConverted(ConvertError::Bomb))),
        };
        is_bomb(self::is_bomb(self.unpacked, self.packed))?;
        if unpacked.is_empty() {
            return Ok(());
        }
        let memory = sink(unpacked)?;
        if memory > self.max_memory {
            return Err(Fault::of_file(Problem::OutOfMemory));
        }
        is_bomb(memory > HARMLESS_MEMORY && self.unpacked > DENSE_RATIO.saturating_mul(self.packed))
    }

    fn open_zip(&mut self, mut bytes: Vec<u8>, sink: Sink<'_>) -> Result<(), Fault> {
        // Its contents are looked for not far from its end; where zeros fill a disk, that is not the end of the file.
        let filled = bytes.iter().rev().take_while(|&&byte| byte == 0).count();
        bytes.truncate(bytes.len() - filled.saturating_sub(ZIP_END_BYTES));
        let length = bytes.len() as u128;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        // Names can be in any encoding; they are looked at, and files opened by their numbers.
        let names = archive.file_names_raw().map(String::from_utf8_lossy);
        let names: Vec<(usize, String)> = names.map(Cow::into_owned).enumerate().collect();
        if let Some(looks_like) = office(&names.iter().map(|(_, name)| name.as_str())) {
            return Err(Fault::of_file(Problem::NotCsv { looks_like }));
        }
        let files: Vec<(usize, String)> = names.into_iter().filter(|(_, name)| is_file(name)).collect();
        // Beside a table, a readme is none, and texts come before what is made into text.
        let ending_with = |ends: &[&str]| -> Vec<(usize, String)> {
            let fits =
                |(_, name): &&(usize, String)| ends.iter().any(|end| name.to_lowercase().ends_with(end));
            files.iter().filter(fits).cloned().collect()
        };
        let mut found = [TEXTS, OTHERS].map(ending_with).into_iter();
        let tables = found.find(|tables| !tables.is_empty()).unwrap_or(files);
        let mut tables = tables.into_iter();
        let Some((index, name)) = tables.next() else {
            return Err(Fault::of_file(Problem::EmptyArchive));
        };
        // The library shows the last file of each name only.
        if archive.has_duplicate_names() {
            return Err(Fault::of_file(Problem::ArchiveOfSameNames));
        }
        if let Some((_, second)) = tables.next() {
            let names = [name, second]
                .into_iter()
                .chain(tables.map(|(_, name)| name))
                .take(LISTED);
            let names = names.map(|name| shortened(&name)).collect();
            return Err(Fault::of_file(Problem::ArchiveOfMany { names }));
        }
        let mut file = match archive.by_index(index) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                return Err(Fault::of_file(Problem::LockedArchive));
            }
            Err(error) => return Err(damaged(error)),
        };
        // How much of the archive is unpacked follows from what it says; but no part is larger than the whole.
        let [size, packed_size] = [file.size(), file.compressed_size()].map(u128::from);
        let packed_size = packed_size.min(length);
        let mut piece = vec![0; 64 * 1024];
        loop {
            let count = file.read(&mut piece).map_err(damaged)?;
            if count == 0 {
                break;
            }
            let unpacked = u128::from(self.unpacked) + count as u128;
            if unpacked > size {
                return Err(Fault::of_file(Problem::DamagedArchive));
            }
            self.packed = u64::try_from(unpacked * packed_size / size).unwrap_or(u64::MAX);
            self.pass_on(&piece[..count], sink)?;
        }
        self.packing = Packing::Zip {
            name: shortened(&name),
        };
        Ok(())
    }
}

/// What an archive of these parts is, where it is no archive for people. A workbook has its parts in `xl/`, or anywhere:
/// programs other than Excel need not put them there.
fn office<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> Option<Foreign> {
    let has = |fits: &dyn Fn(&str) -> bool| names.clone().any(fits);
    if has(&|name| name.starts_with("xl/")) {
        return Some(Foreign::Workbook);
    }
    let is_package = has(&|name| name.eq_ignore_ascii_case("[content_types].xml"));
    let is_text = has(&|name| name.starts_with("word/") || name.starts_with("ppt/"));
    match (is_package, is_text, has(&|name| name == "content.xml")) {
        (true, true, _) => Some(Foreign::Document),
        (true, false, _) | (_, _, true) => Some(Foreign::Workbook),
        _ => None,
    }
}

/// The file in a packed one, where that is no table by itself: a workbook or a Parquet file in an archive. The bytes as they
/// are where nothing is packed.
///
/// # Errors
/// Where nothing can be unpacked.
pub fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let mut unpacker = Unpacker::new(u64::MAX);
    let mut inside = Vec::new();
    let mut sink = |piece: &[u8]| {
        inside.extend_from_slice(piece);
        Ok(inside.len() as u64)
    };
    let result = unpacker
        .push(&bytes, &mut sink)
        .and_then(|()| unpacker.finish(&mut sink));
    match result {
        Ok(()) => Ok(inside),
        Err(Fault {
            problem: Problem::NotCsv { .. },
            ..
        }) => Ok(bytes),
        Err(fault) => Err(fault.problem),
    }
}

/// Whether a member of an archive is a file for people, and no folder or note of an operating system.
fn is_file(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
}

/// Whether a file of so many packed bytes that becomes so many is made to do harm.
#[must_use]
pub fn is_bomb(unpacked: u64, packed: u64) -> bool {
    unpacked > HARMLESS_BYTES.saturating_add(BOMB_RATIO.saturating_mul(packed))
}

/// Whether a file of so many packed bytes that says it has so many cells is made to do harm. An empty cell takes no less time
/// and memory than others.
#[must_use]
pub fn is_bomb_of_cells(rows: u64, columns: u64, packed: u64) -> bool {
    rows.saturating_mul(columns) > HARMLESS_CELLS.max(DENSE_RATIO.saturating_mul(packed))
}

fn damaged<E>(_: E) -> Fault {
    Fault::of_file(Problem::DamagedArchive)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn unpack(bytes: &[u8], size: usize) -> Result<(Vec<u8>, Packing), Problem> {
        let mut unpacker = Unpacker::new(u64::MAX);
        let mut all = Vec::new();
        let mut sink = |piece: &[u8]| {
            all.extend_from_slice(piece);
            Ok(0)
        };
        let result = bytes
            .chunks(size)
            .try_for_each(|chunk| unpacker.push(chunk, &mut sink))
            .and_then(|()| unpacker.finish(&mut sink));
        match result {
            Ok(()) => Ok((all, unpacker.packing())),
            Err(fault) => Err(fault.problem),
        }
    }

    #[test]
    fn packed_and_plain_files_give_their_bytes() {
        let text = "a,b\n".repeat(30_000).into_bytes();
        let zip = Packing::Zip {
            name: "folder/data.csv".to_owned(),
        };
        let noise: &[u8] = b"x";
        let members: [(&str, &[u8]); 5] = [
            ("folder/", b""),
            ("__MACOSX/folder/._data.csv", noise),
            ("folder/.DS_Store", noise),
            ("folder/readme.txt", noise),
            ("folder/data.csv", &text),
        ];
        let twice = [gzipped(&text[..9]), gzipped(&text[9..])].concat();
        let zeros = vec![0; 100_000];
        let filled = [&gzipped(&text[..9]), &zeros, &gzipped(&text[9..]), &zeros[..512]].concat();
        for (bytes, packing) in [
            (text.clone(), Packing::None),
            (gzipped(&text), Packing::Gzip),
            (twice, Packing::Gzip),
            (filled, Packing::Gzip),
            (zipped(&members), zip.clone()),
            ([zipped(&members), zeros].concat(), zip),
        ] {
            for size in [1, 5_000, 1 << 20] {
                assert_eq!(unpack(&bytes, size), Ok((text.clone(), packing.clone())));
            }
        }
        for short in [&b""[..], b"P", b"PK", b"\x1f", b"PK,b\n"] {
            assert_eq!(unpack(short, 1), Ok((short.to_vec(), Packing::None)));
        }
    }

    #[test]
    fn archives_that_are_no_single_table_are_told() {
        let csv: &[u8] = b"a\n1\n";
        let names = vec!["a.csv".to_owned(), "b.csv".to_owned()];
        assert_eq!(
            unpack(&zipped(&[("a.csv", csv), ("b.csv", csv)]), 99),
            Err(Problem::ArchiveOfMany { names })
        );
        // Written with two names and renamed: the library would show the last file alone.
        let mut same = zipped(&[("a.csv", csv), ("b.csv", b"a\n2\n")]);
        while let Some(place) = same.windows(5).position(|name| name == b"b.csv") {
            same[place] = b'a';
        }
        assert_eq!(unpack(&same, 99), Err(Problem::ArchiveOfSameNames));
        assert_eq!(
            unpack(&zipped(&[("folder/", b"")]), 99),
            Err(Problem::EmptyArchive)
        );
        let looks_like = Foreign::Workbook;
        assert_eq!(
            unpack(&zipped(&[("xl/workbook.xml", csv)]), 99),
            Err(Problem::NotCsv { looks_like })
        );
        for (part, looks_like) in [
            ("sheet1.xml", Foreign::Workbook),
            ("word/document.xml", Foreign::Document),
        ] {
            let package = zipped(&[("[Content_Types].xml", csv), (part, csv)]);
            assert_eq!(
                unpack(&package, 99),
                Err(Problem::NotCsv { looks_like }),
                "{part}"
            );
        }
        for bytes in [gzipped(csv), zipped(&[("a.csv", csv)])] {
            let cut = &bytes[..bytes.len() - 9];
            assert_eq!(unpack(cut, 4), Err(Problem::DamagedArchive));
        }
        let followed = [gzipped(csv), b"\0\0a,b\n".to_vec()].concat();
        assert_eq!(unpack(&followed, 4), Err(Problem::DamagedArchive));
    }

    #[test]
    fn what_is_no_text_comes_out_of_its_archive() {
        let workbook = zipped(&[("xl/workbook.xml", b"<workbook/>")]);
        assert_eq!(unpacked(workbook.clone()), Ok(workbook.clone()));
        let members: [(&str, &[u8]); 2] = [("about.txt", b"a"), ("data.XLSX", &workbook)];
        assert_eq!(unpacked(zipped(&members)), Ok(workbook.clone()));
        assert_eq!(unpacked(gzipped(&workbook)), Ok(workbook));
        assert_eq!(unpacked(b"PAR1".to_vec()), Ok(b"PAR1".to_vec()));
        assert_eq!(unpacked(b"PK\x03\x04".to_vec()), Err(Problem::DamagedArchive));
    }

    #[test]
    fn dense_rows_that_take_much_memory_are_a_bomb() {
        let takes = |bytes: &[u8], memory: u64| {
            let mut unpacker = Unpacker::new(u64::MAX);
            let mut sink = |_: &[u8]| Ok(memory);
            unpacker
                .push(bytes, &mut sink)
                .and_then(|()| unpacker.finish(&mut sink))
                .map_err(|fault| fault.problem)
        };
        let dense = "1,2\n".repeat(100_000).into_bytes();
        let usual: Vec<u8> = (0..50_000)
            .flat_map(|row: u32| format!("{row}\n").into_bytes())
            .collect();
        for [dense, usual] in [
            [gzipped(&dense), gzipped(&usual)],
            [zipped(&[("a.csv", &dense)]), zipped(&[("a.csv", &usual)])],
        ] {
            assert_eq!(takes(&dense, HARMLESS_MEMORY), Ok(()));
            assert_eq!(takes(&dense, HARMLESS_MEMORY + 1), Err(Problem::Bomb));
            assert_eq!(takes(&usual, u64::MAX), Ok(()));
        }
        let mut made = Unpacker::made_of(10);
        let result = made.push(&[b','; 1_001], &mut |_| Ok(HARMLESS_MEMORY + 1));
        let problem = result.map_err(|fault| fault.problem);
        assert_eq!(problem, Err(Problem::NotConverted(ConvertError::Bomb)));
    }

    #[test]
    fn an_archive_is_no_larger_than_it_is_whatever_it_claims() {
        let blank = vec![b'\n'; 120 << 20];
        let mut bytes = zipped(&[("a.csv", &blank)]);
        // The packed size stands 20 bytes behind the beginning of the record in the directory.
        let mut starts = bytes.windows(4);
        let record = starts.rposition(|start| start == b"PK\x01\x02").unwrap();
        bytes[record + 20..record + 24].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
        assert_eq!(unpack(&bytes, 1 << 16).err(), Some(Problem::Bomb));
    }

    #[test]
    fn an_archive_whose_rows_do_not_fit_is_told() {
        let rows: Vec<u8> = (0..5_000)
            .flat_map(|row: u32| format!("{row}\n").into_bytes())
            .collect();
        let takes = |memory: u64| {
            let mut unpacker = Unpacker::new(1_000);
            let mut sink = |_: &[u8]| Ok(memory);
            unpacker
                .push(&zipped(&[("a.csv", &rows)]), &mut sink)
                .and_then(|()| unpacker.finish(&mut sink))
                .map_err(|fault| fault.problem)
        };
        assert_eq!(takes(1_000), Ok(()));
        assert_eq!(takes(1_001), Err(Problem::OutOfMemory));
    }

    #[test]
    fn a_bomb_is_stopped_before_it_is_unpacked() {
        let blank = vec![b'\n'; 120 << 20];
        for bytes in [gzipped(&blank), zipped(&[("a.csv", &blank)])] {
            assert!(bytes.len() < 200_000);
            assert_eq!(unpack(&bytes, 1 << 16).err(), Some(Problem::Bomb));
        }
        assert!(!is_bomb(HARMLESS_BYTES + 2_500, 10));
        assert!(is_bomb(HARMLESS_BYTES + 2_501, 10));
        assert!(!is_bomb_of_cells(1_000, 4_000, 10));
        assert!(is_bomb_of_cells(1_001, 4_000, 10));
        assert!(!is_bomb_of_cells(1_001, 4_000, 41_000));
        assert!(is_bomb_of_cells(u64::MAX, 2, 1 << 30));
    }

    proptest! {
        #![proptest_config(crate::random::cases::config())]

        #[test]
        fn any_bytes_unpack_alike_in_any_chunks(
            start in prop::sample::select(vec![&b""[..], GZIP, ZIP, b"\x1f\x8b\x08\0"]),
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            size in 1_usize..9,
        ) {
            let bytes = [start, &bytes].concat();
            prop_assert_eq!(unpack(&bytes, size), unpack(&bytes, usize::MAX));
            let packed = gzipped(&bytes);
            prop_assert_eq!(unpack(&packed, size), Ok((bytes, Packing::Gzip)));
        }
    }
}

//! Formats with a checksum or a length around what matters. Changed outside, a file is refused at its shell; so most changes
//! are made inside, and the shell is put around them anew.

use std::io::{Cursor, Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kindred::random::Generator;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use sha2::{Digest as _, Sha256};

use super::mutate::mutated;
use super::targets::Target;

/// Stands before the hash of a file that Kindred wrote.
const MARK: &[u8] = b"kindred-sha256:";

/// Most bytes inside a shell that are changed.
const MAX_INSIDE: usize = 1 << 22;

/// Bytes with changes, mostly inside their shell.
pub(super) fn changed(target: Target, bytes: &[u8], other: &[u8], draws: &mut Generator) -> Vec<u8> {
    let outside = draws.below(4) == 0;
    let inside = match target {
        _ if outside => None,
        Target::Link => link(bytes, other, draws),
        _ if bytes.starts_with(b"PK") => archive(bytes, other, draws),
        _ if bytes.starts_with(b"\x1f\x8b") => gzip(bytes, other, draws),
        Target::Network if bytes.get(8) == Some(&b'{') => headed(bytes, other, draws),
        _ => None,
    };
    let changed = inside.unwrap_or_else(|| mutated(bytes, other, draws));
    if target == Target::Network && !outside {
        sealed(changed)
    } else {
        changed
    }
}

/// A network file with the hash that its content has now, where it names one: as somebody writes it who knows how.
pub(crate) fn sealed(mut file: Vec<u8>) -> Vec<u8> {
    let begins = file.windows(MARK.len()).rposition(|window| window == MARK);
    let begins = begins.map_or(usize::MAX, |begins| begins + MARK.len());
    let Some(digits) = file.get_mut(begins..begins.saturating_add(64)) else {
        return file;
    };
    digits.fill(b'0');
    let hash = Sha256::digest(&file);
    for (place, byte) in file[begins..].chunks_exact_mut(2).zip(hash) {
        place.copy_from_slice(format!("{byte:02x}").as_bytes());
    }
    file
}

/// Changes one part of an archive.
fn archive(bytes: &[u8], other: &[u8], draws: &mut Generator) -> Option<Vec<u8>> {
    let mut parts = parts(bytes)?;
    let chosen = draws.below(parts.len());
    let (_, part) = parts.get_mut(chosen)?;
    // Of another archive the part with this number, or its bytes as they are.
    let others = self::parts(other).unwrap_or_default();
    let other = others.get(chosen).map_or(other, |(_, part)| part);
    *part = mutated(part, other, draws);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in &parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(part).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        let name = file.name().ok()?.into_owned();
        let mut part = Vec::new();
        file.take(MAX_INSIDE as u64).read_to_end(&mut part).ok()?;
        parts.push((name, part));
    }
    Some(parts)
}

fn gzip(bytes: &[u8], other: &[u8], draws: &mut Generator) -> Option<Vec<u8>> {
    let mut inside = Vec::new();
    GzDecoder::new(bytes)
        .take(MAX_INSIDE as u64)
        .read_to_end(&mut inside)
        .ok()?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&mutated(&inside, other, draws)).ok()?;
    encoder.finish().ok()
}

/// Changes the header of a safetensors file, which begins with the length of the header.
fn headed(bytes: &[u8], other: &[u8], draws: &mut Generator) -> Option<Vec<u8>> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (header, data) = rest.split_at_checked(length)?;
    let header = mutated(header, other.get(8..)?, draws);
    Some([&(header.len() as u64).to_le_bytes(), &header[..], data].concat())
}

/// Changes the message of a link; `docs/link-format.md` says what is around it.
fn link(bytes: &[u8], other: &[u8], draws: &mut Generator) -> Option<Vec<u8>> {
    let message = message(bytes)?;
    let other = self::message(other)?;
    let body = compress_to_vec(&mutated(&message, &other, draws), 1);
    let sum = &Sha256::digest(&body)[..4];
    Some(format!("v1.{}", URL_SAFE_NO_PAD.encode([sum, &body].concat())).into_bytes())
}

fn message(link: &[u8]) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(link.strip_prefix(b"v1.")?).ok()?;
    decompress_to_vec_with_limit(bytes.get(4..)?, MAX_INSIDE).ok()
}

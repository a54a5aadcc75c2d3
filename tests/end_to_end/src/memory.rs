//! The memory of a page and its workers, as the system counts it.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

/// A page of memory in bytes, as Linux counts them for a process.
const PAGE_BYTES: u64 = 4_096;

/// Bytes that the renderers of the browser with this profile hold. Linux only.
pub(crate) fn of_renderers(profile: &Path) -> Result<u64> {
    let profile = profile.to_string_lossy();
    let mut bytes = None;
    for process in fs::read_dir("/proc")? {
        let folder = process?.path();
        // Processes end while they are looked at.
        let command = fs::read(folder.join("cmdline")).unwrap_or_default();
        let command = String::from_utf8_lossy(&command);
        if command.contains("--type=renderer") && command.contains(&*profile) {
            let counts = fs::read_to_string(folder.join("statm")).unwrap_or_default();
            let resident = counts
                .split_whitespace()
                .nth(1)
                .and_then(|count| count.parse::<u64>().ok());
            bytes = Some(bytes.unwrap_or(0) + resident.unwrap_or(0) * PAGE_BYTES);
        }
    }
    ensure!(bytes.is_some(), "no renderer of this browser was found");
    Ok(bytes.unwrap_or_default())
}

//! Whether a table fits into the memory that a browser gives a worker.
//!
//! A worker that asks for more breaks off without a reason. So the growth of a file into a table is measured while it is
//! read, and a reading that would not come to its end is given up at once, with a way out.

use crate::failure::Loss;
use crate::table::{ConvertError, MAX_CONVERTED_BYTES};

/// Most bytes of memory that WebAssembly gives.
pub const MAX_MEMORY: u64 = 4 << 30;

/// From so much on, a worker that breaks off without a reason has probably run out of memory: lists that grow ask for
/// twice their size.
const NEAR_MAX_MEMORY: u64 = MAX_MEMORY / 2;

/// A worker is replaced that has taken more memory for a file that it could not read: memory never shrinks.
const MAX_SPENT_MEMORY: u64 = 256 << 20;

/// Bytes that stay free for what is computed of the tables.
const RESERVED: u64 = 512 << 20;

/// Bytes of a file that are read, or kept of it, before its growth is judged.
const MEASURED_BYTES: u64 = 16 << 20;

/// Memory for each byte that is kept. A full list moves to a place of twice its size, so on average a list has room for
/// 1.44 times what it holds. The rest is for the old place of the list that moves. A table of one list may need 3 times
/// its size then. To ask so much of every table would refuse most of them for nothing.
const WITH_ROOM: f64 = 1.6;

/// One row of so many is read, from the largest sample on.
const SAMPLES: [u32; 9] = [2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/// One row of so many is offered where nothing was measured, unless as few were read already.
const USUAL_SAMPLE: u32 = 10;

/// One row of so many is offered where nothing was measured of a reading of one row of `read`.
#[must_use]
pub fn usual_sample(read: Option<u32>) -> u32 {
    sample_above(read.unwrap_or(1), |every| every >= USUAL_SAMPLE)
}

/// The largest sample that helps and is smaller than one row of `read`; a much smaller one where none is known to help.
fn sample_above(read: u32, helps: impl Fn(u32) -> bool) -> u32 {
    let mut samples = SAMPLES.into_iter();
    samples
        .find(|&every| every > read && helps(every))
        .unwrap_or(SAMPLES[SAMPLES.len() - 1].max(read.saturating_mul(10)))
}

/// A file that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    /// Bytes of the largest file of this kind that would fit, where the file's own bytes are known.
    pub fits: Option<u64>,
    /// One row of so many fits.
    pub every: u32,
}

/// The room for a table.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    free: u64,
    file_bytes: Option<u64>,
    /// One row of so many is read.
    one_row_of: u32,
}

impl Room {
    /// For a file of so many bytes, where that is known, beside what takes so much memory already.
    #[must_use]
    pub fn new(file_bytes: Option<u64>, taken: u64) -> Self {
        Self {
            free: (MAX_MEMORY - RESERVED).saturating_sub(taken),
            file_bytes,
            one_row_of: 1,
        }
    }

    /// Bytes of memory for rows that are read in one go.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size, of which some bytes more or less do not matter"
    )]
    pub fn for_rows(&self) -> u64 {
        (self.free as f64 / WITH_ROOM) as u64
    }

    /// The same room for a sample of the file's rows.
    #[must_use]
    pub fn for_sample(self, one_row_of: Option<u32>) -> Self {
        Self {
            one_row_of: one_row_of.unwrap_or(1).max(1),
            ..self
        }
    }

    /// The same room for CSV that is made of the file, of a length that nobody knows.
    ///
    /// # Errors
    /// Where the file is too large to be in memory whole, as it has to be for that.
    pub fn for_made(self) -> Result<Self, ConvertError> {
        if self.file_bytes > Some(MAX_CONVERTED_BYTES as u64) {
            return Err(ConvertError::TooLarge);
        }
        Ok(Self {
            file_bytes: None,
            ..self
        })
    }

    /// Judges after so many bytes of the file, of which so many bytes of memory are kept.
    ///
    /// # Errors
    /// Where the table will not fit.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes, of which some bytes more or less do not matter"
    )]
    pub fn check(&self, read: u64, kept: u64) -> Result<(), Shortage> {
        if read.max(kept) < MEASURED_BYTES {
            return Ok(());
        }
        let all = self.file_bytes.unwrap_or(read).max(read) as f64;
        let growth = kept as f64 * WITH_ROOM / read as f64;
        let needed = growth * all;
        let free = self.free as f64;
        if needed <= free {
            return Ok(());
        }
        // What was kept is a sample's already.
        let whole = needed * f64::from(self.one_row_of);
        Err(Shortage {
            fits: self.file_bytes.map(|_| (free / growth) as u64),
            every: sample_above(self.one_row_of, |every| whole / f64::from(every) <= free),
        })
    }
}

/// The loss of a worker that had so much memory. One that breaks off near the most of it has probably run out.
#[must_use]
pub fn told(loss: Loss, memory: u64) -> Loss {
    match loss {
        Loss::Broken(_) if memory > NEAR_MAX_MEMORY => Loss::OutOfMemory,
        loss => loss,
    }
}

/// Whether another worker should take the place of one whose memory has grown by so many bytes for a file that it could not
/// read. Trained networks would be lost with the worker, so one that holds some is kept until little else is left.
#[must_use]
pub fn is_spent(grown: u64, holds_networks: bool) -> bool {
    let most = if holds_networks {
        NEAR_MAX_MEMORY
    } else {
        MAX_SPENT_MEMORY
    };
    grown > most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Cause;

    const MIB: u64 = 1 << 20;

    #[test]
    fn a_worker_that_breaks_off_near_the_most_memory_ran_out_of_it() {
        let broken = || Loss::Broken(Cause::Unknown);
        assert_eq!(told(broken(), 2_049 * MIB), Loss::OutOfMemory);
        assert_eq!(told(broken(), 2_048 * MIB), broken());
        let unreadable = Loss::Unreadable(Cause::Unknown);
        assert_eq!(told(unreadable.clone(), MAX_MEMORY), unreadable);
    }

    #[test]
    fn trained_networks_outlive_a_file_that_took_much_memory() {
        assert!(is_spent(257 * MIB, false));
        assert!(!is_spent(256 * MIB, false));
        assert!(!is_spent(2_048 * MIB, true));
        assert!(is_spent(2_049 * MIB, true));
    }

    #[test]
    fn a_file_too_large_to_be_converted_is_refused_before_it_is_in_memory() {
        let made = |bytes: Option<u64>| Room::new(bytes, 0).for_made().map(|room| room.file_bytes);
        assert_eq!(made(Some(512 * MIB)), Ok(None));
        assert_eq!(made(None), Ok(None));
        assert_eq!(made(Some(512 * MIB + 1)), Err(ConvertError::TooLarge));
    }

    #[test]
    fn a_file_is_given_up_as_soon_as_its_growth_is_known() {
        let room = Room::new(Some(6_000 * MIB), 0);
        // Too little was read to tell.
        assert_eq!(room.check(MIB, 9 * MIB), Ok(()));
        assert!(room.check(MIB, 90 * MIB).is_err());
        let shortage = Shortage {
            fits: Some(2_240 * MIB),
            every: 5,
        };
        assert_eq!(room.check(32 * MIB, 32 * MIB), Err(shortage));
        assert_eq!(Room::new(Some(2_000 * MIB), 0).check(32 * MIB, 32 * MIB), Ok(()));
    }

    #[test]
    fn what_is_there_already_takes_room() {
        let room = |taken: u64| Room::new(Some(1_000 * MIB), taken).check(32 * MIB, 32 * MIB);
        assert_eq!(room(1_984 * MIB), Ok(()));
        assert!(room(1_985 * MIB).is_err());
        assert_eq!(room(u64::MAX).unwrap_err().every, 1_000);
    }

    #[test]
    fn a_file_of_unknown_size_is_judged_by_what_was_read() {
        let room = Room::new(None, 0);
        assert_eq!(room.check(100 * MIB, 2_000 * MIB), Ok(()));
        assert_eq!(
            room.check(100 * MIB, 3_000 * MIB),
            Err(Shortage { fits: None, every: 2 })
        );
    }

    #[test]
    fn a_sample_that_does_not_fit_is_followed_by_a_smaller_one() {
        let every = |one_row_of, kept: u64| {
            let room = Room::new(None, 0).for_sample(Some(one_row_of));
            room.check(100 * MIB, kept * MIB).unwrap_err().every
        };
        assert_eq!(
            [0, 2, 5, 1_000].map(|read| every(read, 3_000)),
            [2, 5, 10, 10_000]
        );
        // One row in 2 needs ten times the room.
        assert_eq!(every(2, 22_000), 20);
        assert_eq!(usual_sample(None), USUAL_SAMPLE);
        assert_eq!(
            [2, 10, 1_000].map(|read| usual_sample(Some(read))),
            [10, 20, 10_000]
        );
    }
}

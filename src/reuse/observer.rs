//! Who watches a computation.

use crate::report::{ArmName, Epoch, Landscape, Outcome, Stage};

/// Watches a computation, and knows the time: this room reads no clock of its own, because browsers and
/// native programs have different ones.
pub trait Observer {
    /// Seconds since any fixed moment.
    fn seconds(&self) -> f64;

    /// The work is done to this share, from 0 to 1; `stage` is what is being done.
    fn progress(&mut self, share: f64, stage: &Stage);

    /// A network of the first repeat went through its training rows once more.
    fn learned(&mut self, arm: ArmName, epoch: Epoch);

    /// The inputs were tested, and this is where the two domains part, row by row.
    fn explored(&mut self, landscape: Landscape);

    /// Some repeats of the comparison are finished, and this is what they say.
    fn so_far(&mut self, outcome: Outcome);
}

/// Watches nothing; every duration is 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn seconds(&self) -> f64 {
        0.0
    }

    fn progress(&mut self, _share: f64, _stage: &Stage) {}

    fn learned(&mut self, _arm: ArmName, _epoch: Epoch) {}

    fn explored(&mut self, _landscape: Landscape) {}

    fn so_far(&mut self, _outcome: Outcome) {}
}

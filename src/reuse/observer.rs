//! Who watches a computation.

use crate::report::{ArmName, Curve, Epoch, Landscape, Outcome, Stage};

/// Points of the longest curve that is kept; longer ones are thinned out.
const MAX_POINTS: usize = 40;

/// Watches a computation, and knows the time: this room reads no clock of its own, because browsers and
/// native programs have different ones. What a watcher does not say otherwise it passes over.
pub trait Observer {
    /// Seconds since any fixed moment.
    fn seconds(&self) -> f64;

    /// The work is done to this share, from 0 to 1; `stage` is what is being done.
    fn progress(&mut self, _share: f64, _stage: &Stage) {}

    /// A network of the first repeat went through its training rows once more.
    fn learned(&mut self, _arm: ArmName, _epoch: Epoch) {}

    /// The inputs were tested, and this is where the two domains part, row by row.
    fn explored(&mut self, _landscape: Landscape) {}

    /// Some repeats of the comparison are finished, and this is what they say.
    fn so_far(&mut self, _outcome: Outcome) {}
}

/// Watches nothing; every duration is 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn seconds(&self) -> f64 {
        0.0
    }
}

/// Keeps the curves of the first repeat while passing everything on.
pub(super) struct Recorder<'o> {
    observer: &'o mut dyn Observer,
    curves: Vec<Curve>,
}

impl<'o> Recorder<'o> {
    pub(super) fn new(observer: &'o mut dyn Observer) -> Self {
        Self {
            observer,
            curves: Vec::new(),
        }
    }

    /// The curves so far, thinned out.
    pub(super) fn curves(&self) -> Vec<Curve> {
        self.curves.iter().map(thinned).collect()
    }
}

impl Observer for Recorder<'_> {
    fn seconds(&self) -> f64 {
        self.observer.seconds()
    }

    fn progress(&mut self, share: f64, stage: &Stage) {
        self.observer.progress(share, stage);
    }

    fn learned(&mut self, arm: ArmName, epoch: Epoch) {
        match self.curves.iter_mut().find(|curve| curve.arm == arm) {
            Some(curve) => curve.epochs.push(epoch),
            None => self.curves.push(Curve {
                arm,
                epochs: vec![epoch],
            }),
        }
        self.observer.learned(arm, epoch);
    }

    fn explored(&mut self, landscape: Landscape) {
        self.observer.explored(landscape);
    }

    fn so_far(&mut self, mut outcome: Outcome) {
        outcome.pictures.curves = self.curves();
        self.observer.so_far(outcome);
    }
}

/// At most [`MAX_POINTS`] points of a curve, evenly spread, the first and the last among them.
fn thinned(curve: &Curve) -> Curve {
    let last = curve.epochs.len().saturating_sub(1);
    if last < MAX_POINTS {
        return curve.clone();
    }
    let epochs = (0..MAX_POINTS)
        .map(|point| curve.epochs[point * last / (MAX_POINTS - 1)])
        .collect();
    Curve {
        arm: curve.arm,
        epochs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_curve_keeps_its_ends() {
        let epoch = |number: u16| Epoch {
            number: u32::from(number),
            training: f32::from(number),
            validation: 0.0,
        };
        let curve = Curve {
            arm: ArmName::FineTuned,
            epochs: (0..200).map(epoch).collect(),
        };
        let thin = thinned(&curve);
        assert_eq!(thin.epochs.len(), MAX_POINTS);
        assert_eq!(
            (thin.epochs[0], thin.epochs[MAX_POINTS - 1]),
            (epoch(0), epoch(199))
        );
        let short = Curve {
            epochs: curve.epochs[..5].to_vec(),
            ..curve
        };
        assert_eq!(thinned(&short), short);
    }
}

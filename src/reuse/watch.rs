//! Tells the observer how far a comparison is.

use crate::model;
use crate::report::{ArmName, Epoch, Repeat, Stage};

use super::Observer;

/// What the parts of a comparison cost, in repeats.
const TUNING: f64 = 1.5;
const FINAL: f64 = 0.8;
const AFTER: f64 = 0.3;

/// Shares of a repeat.
fn share_of(arm: ArmName) -> (f64, f64) {
    match arm {
        ArmName::SourceAsIs => (0.0, 0.3),
        ArmName::LinearProbe => (0.3, 0.08),
        ArmName::FineTuned => (0.38, 0.22),
        ArmName::FromScratch => (0.6, 0.15),
        ArmName::Simple => (0.75, 0.05),
        _ => (0.8, 0.0),
    }
}

/// Where the learning curve begins within a repeat.
const CURVE: f64 = 0.8;

/// Watches a comparison on behalf of the observer.
pub(super) struct Watch<'o> {
    observer: &'o mut dyn Observer,
    repeats: u32,
}

impl<'o> Watch<'o> {
    /// A watch over so many repeats.
    pub(super) fn new(observer: &'o mut dyn Observer, repeats: u32) -> Self {
        Self { observer, repeats }
    }

    /// Seconds since any fixed moment.
    pub(super) fn seconds(&self) -> f64 {
        self.observer.seconds()
    }

    /// The observer.
    pub(super) fn observer(&mut self) -> &mut dyn Observer {
        self.observer
    }

    fn progress(&mut self, repeats: f64, stage: &Stage) {
        let all = TUNING + f64::from(self.repeats) + FINAL + AFTER;
        self.observer.progress((repeats / all).min(1.0), stage);
    }

    fn repeat(&self, number: u32) -> Repeat {
        Repeat {
            number: number + 1,
            of: self.repeats,
        }
    }

    /// The choice of rates and strengths is done to this share.
    pub(super) fn tuning(&mut self, share: f64) {
        self.progress(TUNING * share, &Stage::ChoosingRates);
    }

    /// The last looks at the networks.
    pub(super) fn after(&mut self, stage: &Stage) {
        self.progress(TUNING + f64::from(self.repeats) + FINAL, stage);
    }

    /// Passes the epochs of a network that is kept on to the progress.
    pub(super) fn last(&mut self, arm: ArmName) -> impl FnMut(model::Epoch) {
        let stage = Stage::Training { arm, repeat: None };
        let (begin, width) = share_of(arm);
        move |epoch| {
            let done = epoch.number as f64 / epoch.most.max(1) as f64;
            let share = begin + width * done.min(1.0);
            self.progress(TUNING + f64::from(self.repeats) + FINAL * share, &stage);
        }
    }

    /// Passes the epochs of an arm on: to the progress, and in the first repeat to the curves.
    pub(super) fn arm(&mut self, arm: ArmName, number: u32) -> impl FnMut(model::Epoch) {
        let stage = Stage::Training {
            arm,
            repeat: Some(self.repeat(number)),
        };
        let (begin, width) = share_of(arm);
        // A network that is adapted is looked at once before its first pass.
        let mut passes = u32::from(!matches!(arm, ArmName::FineTuned | ArmName::LinearProbe));
        let mut share = 0.0_f64;
        move |epoch| {
            // Training often ends long before its last epoch, so the bar moves fast first and slower later.
            let done = epoch.number as f64 / epoch.most.max(1) as f64;
            share = share.max(done.sqrt().min(1.0));
            self.progress(TUNING + f64::from(number) + begin + width * share, &stage);
            if number == 0 {
                let losses = Epoch {
                    number: passes,
                    training: epoch.training,
                    validation: epoch.validation,
                };
                self.observer.learned(arm, losses);
            }
            passes += 1;
        }
    }

    /// Passes the epochs of the learning curve on to the progress.
    pub(super) fn curve(&mut self, number: u32) -> impl FnMut(model::Epoch) {
        let stage = Stage::FewerLabels(self.repeat(number));
        move |_| self.progress(TUNING + f64::from(number) + CURVE, &stage)
    }
}

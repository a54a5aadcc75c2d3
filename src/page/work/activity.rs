//! What is being done, and where it is said.

use crate::compute::messages::Pace;
use crate::features::Side;
use crate::report::Stage;

/// What is being done, for the eyes of the user.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Activity {
    /// The section that shows it.
    pub(crate) place: Place,
    /// How far it is, and how long it will take, where that is known.
    pub(crate) pace: Pace,
    /// What is being done.
    pub(crate) stage: Stage,
    /// Whether nobody asked for it, so that the user may go on meanwhile.
    pub(crate) by_itself: bool,
    /// When this work was begun, in milliseconds.
    pub(crate) begun: f64,
    /// When this was said, in milliseconds.
    pub(crate) said: f64,
}

impl Activity {
    /// This after what was said before of the same work: how far it is never gets less.
    pub(crate) fn after(mut self, before: Option<&Self>) -> Self {
        let same = before.filter(|it| it.place == self.place && it.begun.to_bits() == self.begun.to_bits());
        let known = same.and_then(|before| before.pace.share);
        self.pace.share = match (known, self.pace.share) {
            (Some(before), Some(now)) => Some(before.max(now)),
            (before, now) => now.or(before),
        };
        self
    }

    /// The seconds that are left at a time in milliseconds, where they are known. Negative where it takes longer.
    pub(crate) fn left(&self, now: f64) -> Option<f64> {
        Some(self.pace.left? - (now - self.said) / 1_000.0)
    }
}

/// Seconds after which the rest of a reading can be told, and the share that has to be done by then.
const FIRST_SECONDS: f64 = 1.0;
const FIRST_SHARE: f64 = 0.04;

/// How far the reading of files is after these seconds: every byte takes as long as any other. How long it takes to look at
/// the columns after the last one is not known.
pub(crate) fn of_reading(elapsed: f64, bytes: f64, all: f64) -> Pace {
    let share = (bytes / all).clamp(0.0, 1.0);
    if !share.is_finite() {
        return Pace::default();
    }
    let is_known = elapsed >= FIRST_SECONDS && (FIRST_SHARE..1.0).contains(&share);
    Pace {
        share: Some(share),
        left: is_known.then(|| elapsed * (1.0 - share) / share),
    }
}

/// Where something went wrong: the alert stands next to where the action was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The page as a whole.
    Page,
    /// The link in the address.
    Link,
    /// The data section.
    Data,
    /// The source's file.
    Source,
    /// The target's file.
    Target,
    /// The test section.
    Test,
    /// The reuse section.
    Reuse,
    /// The network out of a file.
    Network,
    /// The share section.
    Share,
}

impl Place {
    /// The place of a side's file.
    pub(crate) fn of_file(side: Side) -> Self {
        match side {
            Side::Source => Self::Source,
            Side::Target => Self::Target,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(share: Option<f64>, begun: f64) -> Activity {
        Activity {
            place: Place::Reuse,
            pace: Pace {
                share,
                left: Some(30.0),
            },
            stage: Stage::Starting,
            by_itself: false,
            begun,
            said: 5_000.0,
        }
    }

    #[test]
    fn how_far_it_is_never_gets_less() {
        let before = activity(Some(0.5), 1.0);
        let share = |share, begun| activity(share, begun).after(Some(&before)).pace.share;
        assert_eq!(share(Some(0.6), 1.0), Some(0.6));
        assert_eq!(share(Some(0.1), 1.0), Some(0.5));
        assert_eq!(share(None, 1.0), Some(0.5));
        // Other work begins anew.
        assert_eq!(share(Some(0.1), 2.0), Some(0.1));
        assert_eq!(activity(None, 1.0).after(None).pace.share, None);
    }

    #[test]
    fn what_is_left_of_a_reading_follows_from_what_is_done() {
        let left = |elapsed, bytes| of_reading(elapsed, bytes, 100.0).left;
        assert_eq!(left(10.0, 25.0), Some(30.0));
        assert_eq!([left(0.5, 25.0), left(100.0, 1.0), left(10.0, 100.0)], [None; 3]);
        assert_eq!(of_reading(0.5, 25.0, 100.0).share, Some(0.25));
        assert_eq!(of_reading(10.0, 0.0, 0.0), Pace::default());
    }

    #[test]
    fn the_time_that_is_left_runs_on_while_nothing_is_heard() {
        assert_eq!(activity(None, 1.0).left(15_000.0), Some(20.0));
        assert_eq!(activity(None, 1.0).left(36_000.0), Some(-1.0));
    }
}

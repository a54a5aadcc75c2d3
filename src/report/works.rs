//! Whether the source network works on the target as it is: one rule, by which a word stands on the card.

use super::advise::is_worth_the_work;
use super::{Action, ArmName, Evidence, Report, Rival, SourceEvidence};

/// Whether the source network works on the target as it is. "Certain" means that a whole 95 % interval lies on one side of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Works {
    /// It is certainly better than a constant guess, and nothing else is certainly better than it.
    Yes,
    /// It is certainly better than a constant guess, and this is certainly better than it: the best of what is.
    Partly(ArmName),
    /// Whether it is better than a constant guess is not certain, either way.
    Unclear,
    /// It is certainly not better than a constant by anything that is worth the work.
    NoBetter,
    /// It is certainly worse than a constant guess.
    Worse,
    /// It knows no class of the target.
    KnowsNoClass,
}

impl Works {
    /// What a comparison says; nothing without one.
    #[must_use]
    pub fn of(report: &Report) -> Option<Self> {
        let comparison = report.comparison.as_ref()?;
        let evidence = Evidence::of(comparison);
        let source = evidence.as_ref().and_then(|evidence| evidence.source);
        let (Some(source), Some(_)) = (source, comparison.arm(ArmName::SourceAsIs)) else {
            return Some(Self::KnowsNoClass);
        };
        let rivals = evidence.map(|evidence| evidence.rivals).unwrap_or_default();
        let over_constant = source.as_is_over_constant;
        let guess = comparison.gain(ArmName::SourceAsIs, ArmName::Dummy);
        Some(if over_constant.is_below_zero() {
            // Better than the mean of other rows, and worse than that of these.
            let is_better_than_guess = guess.is_some_and(|guess| guess.mean > 0.0);
            if is_better_than_guess {
                Self::NoBetter
            } else {
                Self::Worse
            }
        } else if over_constant.is_above_zero() {
            let better = better_than_as_is(&source, &rivals, report.advice.action);
            better.map_or(Self::Yes, Self::Partly)
        } else if is_worth_the_work(over_constant.high) {
            Self::Unclear
        } else {
            Self::NoBetter
        })
    }
}

/// The best of what is certainly better than the source network as it is. What the advice finds too little to be worth the work
/// does not count.
fn better_than_as_is(source: &SourceEvidence, rivals: &[Rival], action: Action) -> Option<ArmName> {
    let is_reused = action == Action::ReuseAsIs;
    let trained = [
        (ArmName::FineTuned, source.tuned_over_as_is),
        (ArmName::FromScratch, source.scratch_over_as_is),
    ];
    let trained = trained
        .into_iter()
        .filter(|(_, gain)| gain.is_above_zero() && !is_reused)
        .map(|(arm, gain)| (arm, gain.mean));
    let rivals = rivals
        .iter()
        .filter_map(|rival| Some((rival.arm, rival.as_is_over?)))
        .filter(|(_, loss)| loss.is_below_zero() && is_worth_the_work(-loss.mean))
        .map(|(arm, loss)| (arm, -loss.mean));
    let best = trained
        .chain(rivals)
        .max_by(|(_, one), (_, other)| one.total_cmp(other));
    best.map(|(arm, _)| arm)
}

#[cfg(test)]
mod tests {
    use super::super::{Measure, fixture};
    use super::*;

    /// What is said of a report in which the source network differs so from the others; each pair is the mean and half of the
    /// interval.
    fn works(action: Action, over_dummy: [f64; 2], tuned: [f64; 2], over_simple: [f64; 2]) -> Option<Works> {
        use ArmName::{Dummy, FineTuned, FromScratch, PooledTrees, Simple, SourceAsIs, Stacked, Trees};
        let mut report = fixture::outcome().report;
        report.advice.action = action;
        let comparison = report.comparison.as_mut().unwrap();
        let [mean, half] = over_dummy;
        comparison.arms[0].measure = Measure {
            mean,
            low: mean - half,
            high: mean + half,
        };
        for gain in &mut comparison.gains {
            let [mean, half] = match (gain.arm, gain.over) {
                (SourceAsIs, Dummy) => over_dummy,
                (FineTuned, SourceAsIs) => tuned,
                (FromScratch, SourceAsIs) => [-0.1, 0.05],
                (SourceAsIs, Simple) => over_simple,
                (SourceAsIs, Trees | PooledTrees | Stacked) => [0.2, 0.1],
                _ => continue,
            };
            gain.gain = Measure {
                mean,
                low: mean - half,
                high: mean + half,
            };
        }
        Works::of(&report)
    }

    #[test]
    fn the_word_follows_one_rule() {
        let (good, more, less) = ([0.6, 0.1], [0.2, 0.1], [-0.2, 0.1]);
        let (perhaps, hardly) = ([0.2, 0.3], [-0.01, 0.005]);
        let tune = Action::FineTune;
        assert_eq!(works(tune, good, perhaps, more), Some(Works::Yes));
        assert_eq!(
            works(tune, good, more, more),
            Some(Works::Partly(ArmName::FineTuned))
        );
        assert_eq!(
            works(tune, good, less, less),
            Some(Works::Partly(ArmName::Simple))
        );
        assert_eq!(works(tune, good, less, hardly), Some(Works::Yes));
        // A gain that the advice finds too small does not count.
        assert_eq!(
            works(Action::ReuseAsIs, good, [0.01, 0.005], more),
            Some(Works::Yes)
        );
        // However much better others are.
        assert_eq!(works(tune, perhaps, more, more), Some(Works::Unclear));
        // An interval that holds a gain is no proof that there is none, whatever its mean.
        assert_eq!(works(tune, [-0.08, 0.5], more, more), Some(Works::Unclear));
        assert_eq!(works(tune, [0.0, 0.01], more, more), Some(Works::NoBetter));
        assert_eq!(works(tune, less, more, more), Some(Works::Worse));
    }

    /// After the other seasons a guess is far off in winter: who beats it may know nothing of these rows.
    #[test]
    fn who_beats_a_bad_guess_need_not_work() {
        let mut report = fixture::outcome().report;
        let of = |mean: f64, half: f64| Measure {
            mean,
            low: mean - half,
            high: mean + half,
        };
        let comparison = report.comparison.as_mut().unwrap();
        let gain = |it: &&mut super::super::Gain| (it.arm, it.over) == (ArmName::SourceAsIs, ArmName::Dummy);
        comparison.gains.iter_mut().find(gain).unwrap().gain = of(3.0, 0.5);
        for (r_squared, expected) in [
            (of(-0.1, 0.3), Works::Unclear),
            (of(-0.4, 0.3), Works::NoBetter),
            (of(0.4, 0.3), Works::Partly(ArmName::FineTuned)),
        ] {
            report.comparison.as_mut().unwrap().arms[0].measure = r_squared;
            assert_eq!(Works::of(&report), Some(expected));
        }
    }

    #[test]
    fn a_network_that_knows_no_class_does_not_work() {
        let mut report = fixture::outcome().report;
        report.comparison.as_mut().unwrap().arms.remove(0);
        assert_eq!(Works::of(&report), Some(Works::KnowsNoClass));
        report.comparison = None;
        assert_eq!(Works::of(&report), None);
    }
}

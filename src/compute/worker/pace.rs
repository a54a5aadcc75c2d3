//! How far a computation is and how long it will still take, from what its parts took so far.
//!
//! A comparison trains a hundred networks. What each costs is known beforehand only as a ratio to the others: rows times
//! passes over them. So the first part that is measured gives the rate for all of them, and each kind that is measured then
//! stands for itself. Until a part is measured that is like those to come, nothing is promised.

use std::collections::BTreeMap;

use super::super::messages::Pace;
use super::work::{PARTS, Part, RATES, SCRATCH_RATES, STRENGTHS, Work, part_of};
use crate::report::{ArmName, Stage};

/// Seconds and share of the tests after which their end can be told.
const TEST_SECONDS: f64 = 2.0;
const TEST_SHARE: f64 = 0.3;
/// The share of the tests' time that the inputs take where inputs and label are tested, too.
const OF_INPUTS: f64 = 0.85;

/// What is being done at the moment.
#[derive(Debug, Clone, Copy)]
struct Current {
    part: Part,
    /// In which repeat, from 1; 0 before and after them.
    repeat: u32,
    begun: f64,
    /// When its first epoch ended, and how many ended after that.
    first: f64,
    more: f64,
}

/// Watches a job.
#[derive(Debug)]
pub(super) struct Clock {
    work: Work,
    begun: f64,
    /// When something was heard of last.
    last: f64,
    share: Option<f64>,
    repeats: u32,
    /// Source networks that were trained.
    sources: u32,
    /// Tries, and calls that are none.
    tries: u32,
    /// Repeats whose rows take part in the tries, once these have begun.
    in_tries: Option<u32>,
    /// How often each part was measured, and the seconds of all.
    measured: BTreeMap<Part, (f64, f64)>,
    current: Option<Current>,
    /// Since when, and until which share, a network is adapted to inputs without labels.
    adapted: Option<(f64, f64)>,
}

impl Clock {
    pub(super) fn new(work: Work, now: f64) -> Self {
        Self {
            work,
            begun: now,
            last: now,
            share: None,
            repeats: 0,
            sources: 0,
            tries: 0,
            in_tries: None,
            measured: BTreeMap::new(),
            current: None,
            adapted: None,
        }
    }

    /// Something was done. `share` is what `reuse` says of it, of which only the way within a stage is used.
    pub(super) fn pace(&mut self, now: f64, share: f64, stage: &Stage) -> Pace {
        self.hear(now, stage);
        self.last = now;
        let left = match stage {
            Stage::TestingInputs | Stage::TestingRelation if self.work.is_test => {
                self.left_of_tests(now, share, stage)
            }
            Stage::Training {
                arm: ArmName::Adapted,
                ..
            } => self.left_of_adaptation(now, share),
            _ => self.left(now),
        };
        let left = left.filter(|left| left.is_finite());
        if let Some(left) = left {
            let passed = now - self.begun;
            let share = passed / (passed + left).max(f64::MIN_POSITIVE);
            self.share = Some(self.share.unwrap_or(0.0).max(share.clamp(0.0, 1.0)));
        }
        Pace {
            share: self.share,
            left,
        }
    }

    /// The tests alone. Their first part is the slowest where there are many rows.
    fn left_of_tests(&self, now: f64, share: f64, stage: &Stage) -> Option<f64> {
        let time = match stage {
            Stage::TestingRelation => OF_INPUTS + (1.0 - OF_INPUTS) * (2.0 * share - 1.0),
            _ if self.work.has_relation => OF_INPUTS * time_of_inputs((2.0 * share).min(1.0)),
            _ => time_of_inputs(share),
        };
        let passed = now - self.begun;
        (time >= TEST_SHARE && passed >= TEST_SECONDS).then(|| passed * (1.0 - time).max(0.0) / time)
    }

    /// One network that is adapted: its passes alone tell how long it takes.
    fn left_of_adaptation(&mut self, now: f64, share: f64) -> Option<f64> {
        let (since, from) = *self.adapted.get_or_insert((now, share));
        let done = (share - from) / (1.0 - from);
        (done > 0.0 && now - since >= 1.0).then(|| (now - since) * (1.0 - done) / done)
    }

    /// Keeps what is known of the parts.
    fn hear(&mut self, now: f64, stage: &Stage) {
        let (part, repeat) = match stage {
            Stage::ChoosingRates => return self.hear_of_try(now),
            Stage::Training { arm, repeat } => {
                let number = repeat.map_or(0, |repeat| repeat.number);
                self.repeats = repeat.map_or(self.repeats, |repeat| repeat.of);
                // Without a number it is the only one, or one that is kept after all repeats.
                (if number == 0 { Part::Last } else { part_of(*arm) }, number)
            }
            Stage::FewerLabels(repeat) if repeat.number == 1 => (Part::FirstFewer, 1),
            Stage::FewerLabels(repeat) => (Part::Fewer, repeat.number),
            _ => return,
        };
        match &mut self.current {
            Some(current) if (current.part, current.repeat) == (part, repeat) => current.more += 1.0,
            _ => {
                self.close();
                self.current = Some(Current {
                    part,
                    repeat,
                    begun: self.last,
                    first: now,
                    more: 0.0,
                });
            }
        }
    }

    /// A rate was tried, or a source network is ready for the tries.
    fn hear_of_try(&mut self, now: f64) {
        let is_source = self.current.is_some();
        self.close();
        if is_source {
            return;
        }
        let in_tries = self.in_tries();
        self.in_tries = Some(in_tries);
        self.tries += 1;
        if let Some(part) = self.try_before(self.tries) {
            let (count, seconds) = self.measured.entry(part).or_default();
            *count += 1.0;
            *seconds += now - self.last;
        }
    }

    /// What the try of this number is about. With an opened network the first ones are none.
    fn try_before(&self, number: u32) -> Option<Part> {
        let of_tuning = self.planned(Part::TunedTry);
        let none = if self.work.is_opened { self.in_tries() } else { 0 };
        let number = number.checked_sub(none).filter(|number| *number > 0)?;
        Some(if number <= of_tuning {
            Part::TunedTry
        } else {
            Part::ScratchTry
        })
    }

    /// What was being done is over.
    fn close(&mut self) {
        if let Some(Current { part, begun, .. }) = self.current.take() {
            let (count, seconds) = self.measured.entry(part).or_default();
            *count += 1.0;
            *seconds += self.last - begun;
            self.sources += u32::from(part == Part::Source);
        }
    }

    /// Repeats whose rows take part in the tries.
    fn in_tries(&self) -> u32 {
        match self.in_tries {
            Some(known) => known,
            None if self.sources > 0 && self.current.is_none() => self.sources,
            None => self.work.repeats_in_tries(self.repeats()),
        }
    }

    /// All repeats; until they are told of, those that were asked for.
    fn repeats(&self) -> u32 {
        if self.repeats == 0 {
            self.work.training.repeats
        } else {
            self.repeats
        }
    }

    /// How often a part comes in all.
    fn planned(&self, part: Part) -> u32 {
        let chosen = u32::from(self.work.training.starting_point_strength.is_none());
        match part {
            Part::TunedTry => (RATES + chosen * STRENGTHS) * self.in_tries(),
            Part::ScratchTry => SCRATCH_RATES * self.in_tries(),
            Part::Source if self.work.is_opened => 0,
            Part::FirstFewer | Part::Last => 1,
            Part::Fewer => self.repeats().saturating_sub(1),
            _ => self.repeats(),
        }
    }

    /// How often a part is still to come, without what is being done.
    fn to_come(&self, part: Part) -> f64 {
        let done = self.measured.get(&part).map_or(0.0, |(count, _)| *count);
        let planned = f64::from(self.planned(part));
        let Some(Current {
            part: now, repeat, ..
        }) = self.current
        else {
            return (planned - done).max(0.0);
        };
        let is_in_tries = self.tries == 0 && now == Part::Source;
        match part {
            Part::TunedTry | Part::ScratchTry if !is_in_tries => 0.0,
            _ if now == Part::Last => 0.0,
            // Those of the first repeats were trained for the tries.
            Part::Source => (planned - done - f64::from(u32::from(now == Part::Source))).max(0.0),
            Part::FirstFewer => f64::from(u32::from(is_in_tries || (repeat == 1 && now < part))),
            Part::Last | Part::TunedTry | Part::ScratchTry => planned,
            _ if is_in_tries => planned,
            _ => {
                let later = self.repeats().saturating_sub(repeat);
                f64::from(later + u32::from(now < part && !(part == Part::Fewer && repeat == 1)))
            }
        }
    }

    /// Seconds for a row that a network learns from once; nothing before something was measured.
    fn rate(&self) -> Option<f64> {
        let (mut seconds, mut cost) = (0.0, 0.0);
        for (&part, (count, took)) in &self.measured {
            seconds += took;
            cost += count * self.work.cost(part);
        }
        if cost > 0.0 {
            return Some(seconds / cost);
        }
        // A training whose length is known can be told from its first epochs. The first one has begun with other work.
        let current = self.current.filter(|current| current.part == Part::Source)?;
        let is_known = self.work.is_bounded() && current.more > 0.0;
        is_known.then(|| (self.last - current.first) / (current.more * self.work.teaching[0]))
    }

    /// The seconds that a part takes: as often as it was measured, and once as its cost says.
    fn expected(&self, part: Part, rate: f64) -> f64 {
        let (count, seconds) = self.measured.get(&part).copied().unwrap_or_default();
        (seconds + rate * self.work.cost(part)) / (count + 1.0)
    }

    /// The seconds that a comparison will still take.
    fn left(&self, now: f64) -> Option<f64> {
        let rate = self.rate()?;
        let to_come: f64 = PARTS
            .into_iter()
            .map(|part| self.to_come(part) * self.expected(part, rate))
            .sum();
        let current = self.current.map_or(0.0, |current| {
            let expected = self.expected(current.part, rate);
            // What takes longer than expected may end at any time.
            (expected - (now - current.begun)).max(0.1 * expected)
        });
        Some(to_come + current)
    }
}

/// The share of the time of the test on the inputs that has passed at this share of its work.
fn time_of_inputs(share: f64) -> f64 {
    if share < 0.25 {
        2.0 * share
    } else {
        0.5 + (share - 0.25) * 2.0 / 3.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Repeat, Settings};

    /// A comparison as `reuse` tells of it: what was done, the seconds that it took, and in how many steps.
    fn comparison(rows: [usize; 2], repeats: u32, in_tries: u32, seconds_per_row: f64) -> Vec<(Stage, f64)> {
        let work = Work::training(&settings(), rows, false);
        let mut told = Vec::new();
        let mut tell = |stage: Stage, part: Part, longer: f64, steps: u32| {
            let seconds = work.cost(part) * seconds_per_row * longer / f64::from(steps);
            told.extend((0..steps).map(|_| (stage.clone(), seconds)));
        };
        let training = |arm, number| Stage::Training {
            arm,
            repeat: Some(Repeat { number, of: repeats }),
        };
        for number in 1..=in_tries {
            tell(training(ArmName::SourceAsIs, number), Part::Source, 1.0, 20);
            tell(Stage::ChoosingRates, Part::Source, 0.0, 1);
        }
        for part in [Part::TunedTry, Part::ScratchTry] {
            for at in 0..6 * in_tries {
                // Some stop sooner, some later.
                tell(Stage::ChoosingRates, part, 0.7 + 0.1 * f64::from(at % 6), 1);
            }
        }
        for number in 1..=repeats {
            if number > in_tries {
                tell(training(ArmName::SourceAsIs, number), Part::Source, 1.3, 20);
            }
            tell(training(ArmName::LinearProbe, number), Part::Probe, 1.0, 20);
            tell(training(ArmName::FineTuned, number), Part::Tuned, 0.8, 20);
            tell(training(ArmName::FromScratch, number), Part::Scratch, 1.2, 20);
            let part = if number == 1 {
                Part::FirstFewer
            } else {
                Part::Fewer
            };
            tell(Stage::FewerLabels(Repeat { number, of: repeats }), part, 1.0, 20);
        }
        for arm in [ArmName::SourceAsIs, ArmName::FineTuned, ArmName::FromScratch] {
            tell(Stage::Training { arm, repeat: None }, Part::Last, 1.0 / 3.0, 20);
        }
        told
    }

    fn settings() -> Settings {
        Settings {
            label: Some("y".to_owned()),
            ..Settings::default()
        }
    }

    /// What the clock says at each step, with the seconds that have passed and those that are really left.
    fn run(rows: [usize; 2], told: &[(Stage, f64)], is_opened: bool) -> Vec<(f64, f64, Pace)> {
        let mut clock = Clock::new(Work::training(&settings(), rows, is_opened), 0.0);
        let all: f64 = told.iter().map(|(_, seconds)| seconds).sum();
        let mut now = 0.0;
        told.iter()
            .map(|(stage, seconds)| {
                now += seconds;
                (now, all - now, clock.pace(now, 0.0, stage))
            })
            .collect()
    }

    fn check(said: &[(f64, f64, Pace)]) {
        let shares: Vec<f64> = said.iter().filter_map(|(_, _, pace)| pace.share).collect();
        assert!(shares.is_sorted(), "{shares:?}");
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        let last = shares.last().copied().unwrap_or_default();
        assert!(last > 0.97, "{last}");
        for (now, left, pace) in said {
            if let Some(promised) = pace.left {
                let whole = now + left;
                assert!(
                    (promised - left).abs() < 0.3 * left + 0.03 * whole,
                    "after {now:.1} s: {promised:.1} s instead of {left:.1}"
                );
            }
        }
    }

    #[test]
    fn a_long_comparison_is_told_from_its_first_epochs() {
        let rows = [1_000_000, 1_000_000];
        let told = comparison(rows, 3, 1, 1e-5);
        let said = run(rows, &told, false);
        check(&said);
        // Nothing before the second epoch: the first has drawn and encoded rows, too.
        assert_eq!(said[0].2, Pace::default());
        assert!(said[1].2.left.is_some_and(|left| left > 600.0), "{:?}", said[1]);
    }

    #[test]
    fn a_training_that_may_stop_at_any_time_is_measured_to_its_end() {
        let rows = [30_000, 30_000];
        let told = comparison(rows, 3, 1, 1e-5);
        let said = run(rows, &told, false);
        check(&said);
        assert!(said[..20].iter().all(|(_, _, pace)| *pace == Pace::default()));
        assert!(said[20].2.left.is_some());
    }

    #[test]
    fn few_rows_take_part_in_more_tries() {
        let rows = [1_461, 730];
        let told = comparison(rows, 10, 3, 6e-6);
        check(&run(rows, &told, false));
    }

    #[test]
    fn with_an_opened_network_the_first_try_is_measured() {
        let rows = [5_000, 5_000];
        let told: Vec<(Stage, f64)> = comparison(rows, 10, 1, 1e-5)
            .into_iter()
            .filter(|(stage, _)| {
                !matches!(
                    stage,
                    Stage::Training {
                        arm: ArmName::SourceAsIs,
                        ..
                    }
                )
            })
            .collect();
        let said = run(rows, &told, true);
        assert_eq!(said[0].2, Pace::default());
        assert!(said[1].2.left.is_some());
        let shares: Vec<f64> = said.iter().filter_map(|(_, _, pace)| pace.share).collect();
        assert!(
            shares.is_sorted() && shares.last().is_some_and(|share| *share > 0.9),
            "{shares:?}"
        );
    }

    #[test]
    fn tests_promise_nothing_for_what_follows_them() {
        let mut clock = Clock::new(Work::training(&settings(), [1_000_000; 2], false), 0.0);
        assert_eq!(clock.pace(30.0, 0.9, &Stage::TestingRelation), Pace::default());
        let mut clock = Clock::new(Work::tests(&settings()), 0.0);
        assert_eq!(clock.pace(1.5, 0.3, &Stage::TestingInputs), Pace::default());
        let said = clock.pace(6.0, 0.375, &Stage::TestingInputs);
        assert!(
            said.left.is_some_and(|left| (0.5..4.0).contains(&left)),
            "{said:?}"
        );
        let later = clock.pace(7.0, 0.75, &Stage::TestingRelation);
        assert!(later.share > said.share, "{later:?}");
    }
}

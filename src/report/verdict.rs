//! The verdict of a test, from its numbers: for whoever computes them, and for whoever opens a link.

use super::{Quantity, Test, Verdict};

impl Test {
    /// What the numbers say. Two questions in one word: is a difference seen, and may it be as large as the margin? All
    /// columns together can be close where one of them is not, so none may speak against it.
    #[must_use]
    pub fn decided(&self) -> Verdict {
        let Some(p_value) = self.p_value else {
            return match (&self.succession, self.same_input_rows()) {
                (None, _) => Verdict::TooFewRows,
                (Some(_), None) => Verdict::TooFewIndependentRows,
                (Some(_), Some(_)) => Verdict::Same,
            };
        };
        if self.same_input_rows().is_some() {
            return Verdict::Same;
        }
        // Columns that were not looked at may have moved.
        let is_small = self.is_bound_below_margin() && self.by_column.is_some() && self.objection().is_none();
        match (p_value <= self.alpha, is_small) {
            (true, true) => Verdict::Negligible,
            (true, false) => Verdict::Different,
            (false, true) => Verdict::Same,
            (false, false) => Verdict::Undecided,
        }
    }

    /// What a test of the inputs says where both tables hold the same input rows. Their distributions are equal, whatever
    /// samples of them, or a bound that takes rows for drawn at random, would allow.
    pub fn find_no_difference(&mut self) {
        if self.p_value.is_none() {
            self.verdict = self.decided();
            return;
        }
        // No way to deal out the same rows is less of a difference.
        self.p_value = Some(1.0);
        (self.effect_sd, self.effect_sd_upper) = (Some(0.0), Some(0.0));
        self.absent
            .retain(|absent| !matches!(absent.field, Quantity::EffectSd | Quantity::EffectSdUpper));
        for column in self.by_column.iter_mut().flatten() {
            (column.p_adjusted, column.effect_sd, column.is_higher) = (1.0, 0.0, None);
            column.effect_probability = column.effect_probability.map(|_| 0.0);
        }
        self.verdict = self.decided();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColumnEffect, Objection, SharedInputs, Succession, fixture};
    use super::*;

    #[test]
    fn short_records_get_no_verdict_but_the_same_rows_do() {
        let mut test = fixture::test(Verdict::Undecided, 0.4);
        test.p_value = None;
        test.succession = Some(Succession {
            has_dates: true,
            series: None,
            joins_series: false,
            time: 9.0,
            run: 32,
            runs: [5, 6],
            within: None,
        });
        test.shared_inputs = None;
        assert_eq!(test.decided(), Verdict::TooFewIndependentRows);
        test.shared_inputs = Some(SharedInputs {
            rows: [366, 366],
            are_all: true,
        });
        test.find_no_difference();
        assert_eq!((test.verdict, test.p_value), (Verdict::Same, None));
    }

    #[test]
    fn a_verdict_needs_a_bound_below_the_margin_to_call_a_difference_small() {
        let decided = |p_value, bound| {
            let mut test = fixture::test(Verdict::Undecided, p_value);
            test.effect_sd_upper = Some(bound);
            test.by_column = Some(Vec::new());
            test.decided()
        };
        assert_eq!(decided(0.05, 0.3), Verdict::Different);
        assert_eq!(decided(0.05, 0.1), Verdict::Negligible);
        assert_eq!(decided(0.0505, 0.3), Verdict::Undecided);
        assert_eq!(decided(0.0505, 0.1), Verdict::Same);
    }

    #[test]
    fn no_column_beside_a_small_difference_is_shown_as_large_as_the_margin() {
        let decided = |p_value, p_adjusted, effect_sd| {
            let mut test = fixture::test(Verdict::Undecided, p_value);
            (test.effect_sd_upper, test.margin_sd) = (Some(0.1), Some(0.2));
            test.not_compared = Vec::new();
            test.by_column = Some(vec![ColumnEffect {
                name: "power".into(),
                p_adjusted,
                effect_sd,
                is_higher: None,
                effect_probability: None,
                unseen_share: None,
                outside_share: None,
            }]);
            let has_moved = matches!(test.objection(), Some(Objection::Moved(_)));
            (test.decided(), has_moved)
        };
        // Shown as 0.19 and 0.20.
        assert_eq!(decided(0.01, 0.01, 0.194), (Verdict::Negligible, false));
        assert_eq!(decided(0.01, 0.01, 0.197), (Verdict::Different, true));
        assert_eq!(decided(0.01, 0.01, 0.25), (Verdict::Different, true));
        // Where a difference was found, such a column is no smaller because chance may have moved it.
        assert_eq!(decided(0.01, 0.3, 0.25), (Verdict::Different, true));
        assert_eq!(decided(0.4, 0.3, 0.25), (Verdict::Same, false));
        // A link rounds to five digits, and decides the same.
        assert_eq!(decided(0.01, 0.01, 0.194_999_99), decided(0.01, 0.01, 0.195));
    }

    #[test]
    fn columns_that_were_not_looked_at_may_have_moved() {
        let mut test = fixture::test(Verdict::Undecided, 0.5);
        test.effect_sd_upper = Some(0.1);
        assert_eq!(test.decided(), Verdict::Undecided);
        test.shared_inputs = Some(SharedInputs {
            rows: [366, 366],
            are_all: true,
        });
        assert_eq!(test.decided(), Verdict::Same);
        test.p_value = None;
        assert_eq!(test.decided(), Verdict::TooFewRows);
    }
}

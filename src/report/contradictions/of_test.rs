//! What the numbers of a test say together.

use std::collections::HashSet;

use super::super::short;
use super::super::{
    Domain, LinkFault, MIN_TESTED_ROWS, MIN_TESTED_RUNS, Quantity, Regime, Report, SharedInputs, Succession,
    Test,
};
use super::require::{ARITHMETIC, Check, are_within, require, require_field, require_rows};

/// The largest squared MMD of a kernel between 0 and 1.
const MAX_MMD2: f64 = 2.0 + ARITHMETIC;

/// No test draws so many permutations that a p-value could be smaller.
const MIN_P_VALUE: f64 = 1e-5;

/// A test of the inputs or of the relation, which stands at this path.
pub(super) fn check(test: &Test, report: &Report, path: &str) -> Check {
    check_presence(test, path)?;
    require(test.verdict == test.decided(), || {
        LinkFault::Verdict(path.to_owned())
    })?;
    let is_possible = match test.p_value {
        None => test.permutations == 0,
        Some(p_value) => can_give(test.permutations, p_value),
    };
    require(is_possible, || LinkFault::PValue(path.to_owned()))?;
    // The bound is computed by way of a square root. Where chance adds nothing to it, it may lie a last bit too low.
    // An effect beyond any shift has a bound beyond any shift.
    let is_within = match (test.effect_sd, test.effect_sd_upper) {
        (Some(effect), Some(bound)) => effect <= bound * (1.0 + ARITHMETIC),
        (None, Some(_)) => false,
        (_, None) => true,
    };
    require(is_within, || LinkFault::EffectAboveBound(path.to_owned()))?;
    let names: HashSet<&str> = test.not_compared.iter().map(|it| it.name.as_str()).collect();
    let are_named_once = names.len() == test.not_compared.len();
    require_field(are_named_once, &format!("{path}.not_compared"))?;
    let mut columns = test.by_column.iter().flatten();
    // The test of all joins those of single columns, and no column has moved further than all together.
    let least = test.p_value.unwrap_or(1.0).max(MIN_P_VALUE);
    // As a link rounds them.
    let is_at_least = |value: f64, limit: f64| short::rounded(value) >= short::rounded(limit);
    let can_give = columns.all(|column| {
        let is_within = test
            .effect_sd
            .is_none_or(|most| is_at_least(most, column.effect_sd));
        is_at_least(column.p_adjusted, least) && is_within
    });
    require_field(
        can_give && has_every_column(test, report),
        &format!("{path}.by_column"),
    )?;
    // The kernel lies between 0 and 1.
    let distances = [test.mmd2_biased, test.mmd2_unbiased];
    let are_possible = distances.into_iter().flatten().all(|it| it.abs() <= MAX_MMD2);
    // The biased one counts the pairs of each row with itself, which are as alike as can be.
    let are_in_order = test
        .mmd2_biased
        .zip(test.mmd2_unbiased)
        .is_none_or(|(biased, unbiased)| is_at_least(biased + ARITHMETIC, unbiased));
    require_field(are_possible && are_in_order, &format!("{path}.mmd2_biased"))?;
    if let Some(succession) = &test.succession {
        check_succession(succession, test, path)?;
    }
    let sides = test.rows_used.into_iter().zip(test.rows_left_out);
    let add_up = |(side, of): ((u64, u64), &Domain)| side.0.checked_add(side.1) == Some(of.rows);
    let sound = sides.zip([&report.source, &report.target]).all(add_up);
    require_rows(sound, &format!("{path}.rows_used"))?;
    match test.shared_inputs {
        Some(shared) => check_shared(shared, test, report, path),
        None => Ok(()),
    }
}

/// Whether each column that was used stands once among those that were tested, or among those that were not compared. What is
/// left out could have moved.
fn has_every_column(test: &Test, report: &Report) -> bool {
    let Some(columns) = &test.by_column else {
        return true;
    };
    let tested: HashSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let used: HashSet<&str> = report.columns.iter().map(String::as_str).collect();
    let not_compared: HashSet<&str> = test.not_compared.iter().map(|it| it.name.as_str()).collect();
    tested.len() == columns.len()
        && tested.is_subset(&used)
        && used
            .iter()
            .all(|name| tested.contains(name) || not_compared.contains(name))
}

/// Whether the numbers are there that a test has, and none that it has not.
fn check_presence(test: &Test, path: &str) -> Check {
    let is_tested = test.regime != Regime::None;
    let has_rows = match &test.succession {
        Some(succession) => succession.runs.iter().all(|&runs| runs >= MIN_TESTED_RUNS),
        None => test.rows_used.iter().all(|&rows| rows >= MIN_TESTED_ROWS),
    };
    require_field(is_tested == has_rows, &format!("{path}.regime"))?;
    require_field(is_tested == test.p_value.is_some(), &format!("{path}.p_value"))?;
    let of_rows = [
        (Quantity::PValue, test.p_value.is_some()),
        (Quantity::Statistic, test.statistic.is_some()),
        (Quantity::Mmd2Unbiased, test.mmd2_unbiased.is_some()),
        (Quantity::Mmd2Biased, test.mmd2_biased.is_some()),
        (Quantity::Bandwidth, test.bandwidth.is_some()),
        (Quantity::EffectSd, test.effect_sd.is_some()),
        (Quantity::EffectSdUpper, test.effect_sd_upper.is_some()),
        (
            Quantity::SmallestDetectableSd,
            test.smallest_detectable_sd.is_some(),
        ),
        (Quantity::ByColumn, test.by_column.is_some()),
    ];
    let has_none = of_rows.iter().all(|(_, is_there)| !is_there);
    require_field(is_tested || has_none, path)?;
    let margin = (Quantity::MarginSd, test.margin_sd.is_some());
    let is_called_absent = |quantity| test.absent.iter().any(|it| it.field == quantity);
    let sound = of_rows
        .into_iter()
        .chain([margin])
        .all(|(quantity, is_there)| !(is_there && is_called_absent(quantity)));
    require_field(sound, &format!("{path}.absent"))
}

/// Rows that follow each other: their runs are those rows that are used.
fn check_succession(succession: &Succession, test: &Test, path: &str) -> Check {
    let Succession {
        series,
        joins_series,
        time,
        run,
        runs,
        ..
    } = succession;
    let (run, runs) = (*run, *runs);
    let fills = |(runs, rows): (u64, u64)| {
        let most = runs.checked_mul(run);
        runs > 0 && most.is_some_and(|most| rows <= most) && rows >= runs
    };
    let are_runs = runs.into_iter().zip(test.rows_used).all(fills);
    let is_run = test.regime == Regime::Runs || test.regime == Regime::None;
    let are_series = series.is_some() || !joins_series;
    let sound = are_series && run > 0 && *time >= 1.0 && (are_runs || test.regime == Regime::None) && is_run;
    require_field(sound, &format!("{path}.succession"))
}

/// Rows that stand in both tables: where they are all, nothing differs.
fn check_shared(shared: SharedInputs, test: &Test, report: &Report, path: &str) -> Check {
    let all = [report.source.rows, report.target.rows];
    let sound = if shared.are_all {
        shared.rows == all && all[0] == all[1]
    } else {
        are_within(shared.rows, report) && shared.rows.iter().all(|&rows| rows > 0)
    };
    let mut without_difference = test.clone();
    without_difference.find_no_difference();
    let agrees = !shared.are_all || *test == without_difference && test.left_open().next().is_none();
    require_rows(sound && agrees, &format!("{path}.shared_inputs"))
}

/// Whether so many permutations can give this p-value: of random ones the data is one more, of all it is one of them.
pub(super) fn can_give(permutations: u32, p_value: f64) -> bool {
    let is_whole = |count: f64| (count - count.round()).abs() <= ARITHMETIC * count && count > 0.5;
    let count = f64::from(permutations);
    permutations > 0
        && [count, count + 1.0]
            .map(|all| p_value * all)
            .into_iter()
            .any(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_p_value_is_a_share_of_the_permutations() {
        for (permutations, p_value, can) in [
            (1_999, 0.000_5, true),
            (1_999, 1.0, true),
            // All splits of a few rows, the data's own among them.
            (70, 1.0 / 70.0, true),
            (70, 3.0 / 70.0, true),
            (1_999, 0.000_1, false),
            (1_999, 0.333, true),
            (1_999, 0.333_3, false),
            (0, 0.5, false),
        ] {
            assert_eq!(
                can_give(permutations, p_value),
                can,
                "{p_value} of {permutations}"
            );
        }
    }
}

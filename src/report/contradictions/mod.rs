//! Whether the facts of a result agree: a link whose facts contradict each other is refused, with the reason.
//!
//! What follows from numbers is computed again, by the functions that computed it. Numbers that a link rounds may be off by
//! that much.

mod of_comparison;
mod of_conditional;
mod of_hindrance;
mod of_pictures;
mod of_test;
mod of_warnings;
mod require;

use std::collections::HashSet;

use super::advise::follows;
use super::{LinkFault, Outcome, Regime, RowDependence, SeriesBy, Settings, Test};
use require::{Check, are_within, require, require_field, require_rows};

/// What the fields of a result say together.
pub(super) fn check(outcome: &Outcome) -> Check {
    let Outcome { settings, report, .. } = outcome;
    let same = |one: f64, other: f64| one.to_bits() == other.to_bits();
    of_test::check(&report.test, report, "report.test")?;
    let has_margin = report
        .test
        .margin_sd
        .is_some_and(|it| same(it, settings.margin_sd));
    require_field(has_margin, "report.test.margin_sd")?;
    require_field(same(report.test.alpha, settings.alpha), "report.test.alpha")?;
    if let Some(relation) = &report.relation {
        of_test::check(relation, report, "report.relation")?;
        require_field(relation.margin_sd.is_none(), "report.relation.margin_sd")?;
        require_field(same(relation.alpha, settings.alpha), "report.relation.alpha")?;
        // What only a test of the inputs has.
        require_field(relation.by_column.is_none(), "report.relation.by_column")?;
        require_field(relation.not_compared.is_empty(), "report.relation.not_compared")?;
        require_field(relation.shared_inputs.is_none(), "report.relation.shared_inputs")?;
        of_conditional::check(relation, report)?;
    }
    // What only a test of the relation has.
    require_field(report.test.conditional.is_none(), "report.test.conditional")?;
    of_settings(&report.test, settings, "report.test")?;
    if let Some(relation) = &report.relation {
        of_settings(relation, settings, "report.relation")?;
    }
    if let Some(comparison) = &report.comparison {
        of_comparison::check(comparison, outcome)?;
    }
    let names: HashSet<&String> = report.columns.iter().collect();
    let are_named_once = !names.is_empty() && names.len() == report.columns.len();
    require_field(are_named_once, "report.columns")?;
    if let Some(adaptation) = &report.adaptation {
        require_rows(are_within(adaptation.rows, report), "report.adaptation.rows")?;
        let metric = adaptation.task.metric();
        of_comparison::check_metrics(metric, &[adaptation.source_before, adaptation.source_after])?;
    }
    of_hindrance::check(outcome)?;
    of_pictures::check(outcome)?;
    of_warnings::check(outcome)?;
    require(follows(report), || LinkFault::Advice)
}

/// Whether runs of rows are those that were asked for.
fn of_settings(test: &Test, settings: &Settings, path: &str) -> Check {
    let is_asked = match (settings.dependence, &test.succession) {
        (RowDependence::Found, _) | (RowDependence::Independent, None) => true,
        (RowDependence::Independent, Some(_)) => false,
        // Of many rows, runs are longer. Of too few rows for any test, nothing is told of them.
        (RowDependence::Runs(rows), Some(succession)) => succession.run % rows == 0,
        (RowDependence::Runs(_), None) => test.regime == Regime::None,
    };
    let are_series = test
        .succession
        .as_ref()
        .is_none_or(|succession| match &settings.series {
            SeriesBy::Found => true,
            SeriesBy::Nothing => succession.series.is_none(),
            SeriesBy::Column(name) => succession.series.as_ref() == Some(name),
        });
    require_field(is_asked && are_series, &format!("{path}.succession"))
}

#[cfg(test)]
mod tests;

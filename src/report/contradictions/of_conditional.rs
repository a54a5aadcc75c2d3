//! What the test of the label given the inputs says, against its numbers.

use super::super::{LinkFault, Report, Test};
use super::of_test::can_give;
use super::require::{Check, are_within, require, require_field, require_rows};

/// The estimated probabilities are never so far off that the overlap of two tables is larger.
const MAX_OVERLAP: f64 = 4.0;

/// The conditional test of a relation.
pub(super) fn check(relation: &Test, report: &Report) -> Check {
    let Some(conditional) = &relation.conditional else {
        return Ok(());
    };
    let field = |name: &str| format!("report.relation.conditional{name}");
    require_field(
        conditional.is_tested() == conditional.p_value.is_some(),
        &field(".p_value"),
    )?;
    let is_possible = match conditional.p_value {
        None => conditional.flips == 0,
        Some(p_value) => can_give(conditional.flips, p_value),
    };
    require(is_possible, || LinkFault::PValue(field("")))?;
    require(conditional.verdict == conditional.decided(relation.alpha), || {
        LinkFault::Verdict(field(""))
    })?;
    require_field(
        conditional.changed.is_some() == conditional.is_shifted(),
        &field(".changed"),
    )?;
    let are_shares = conditional
        .overlap
        .is_none_or(|it| (0.0..=MAX_OVERLAP).contains(&it));
    require_field(are_shares, &field(".overlap"))?;
    let is_in_time = conditional.runs_used.is_none() || relation.succession.is_some();
    let are_runs = conditional.runs_used.is_none_or(|runs| {
        let mut pairs = runs.into_iter().zip(conditional.rows_used);
        pairs.all(|(runs, rows)| runs <= rows)
    });
    require_field(is_in_time && are_runs, &field(".runs_used"))?;
    require_rows(are_within(conditional.rows_used, report), &field(".rows_used"))
}

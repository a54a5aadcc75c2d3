//! What may weaken the answer.

use maud::{Markup, html};

use crate::report::Outcome;
use crate::words::warnings::{warnings, weakened};

/// One line that says how much there is, and unfolds, as a part of the page; nothing where there is nothing.
pub(crate) fn weak(outcome: &Outcome) -> String {
    list(outcome, false).into_string()
}

/// The same in a report, where it stands open.
pub(super) fn list(outcome: &Outcome, is_open: bool) -> Markup {
    let warnings = warnings(outcome);
    html! {
        @if !warnings.is_empty() {
            details.weak open[is_open] {
                summary { (weakened(warnings.len())) }
                ul.note.warnings { @for warning in &warnings { li { (warning) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{full, outcome};
    use crate::report::{Side, Warning};
    use crate::show::{html, plain_text};

    #[test]
    fn every_warning_stands_in_page_report_and_text() {
        let outcome = full();
        let [page, report, text] = [weak(&outcome), html(&outcome, None), plain_text(&outcome, None)];
        // That rows are in order and that they resemble their neighbours is one thing.
        assert_eq!(page.matches("<li>").count(), outcome.report.warnings.len() - 1);
        for (heading, shown) in [
            ("<summary>12 things may weaken", &page),
            (
                "<details class=\"weak\" open><summary>12 things may weaken",
                &report,
            ),
            ("12 things may weaken this answer\n- ", &text),
        ] {
            assert!(shown.contains(heading), "{heading} in {shown}");
            for warning in warnings(&outcome) {
                assert!(shown.contains(&warning), "{warning} in {shown}");
            }
        }
    }

    #[test]
    fn where_nothing_weakens_nothing_is_said() {
        let outcome = outcome();
        assert_eq!(weak(&outcome), "");
        assert!(
            !html(&outcome, None).contains("class=\"weak\"")
                && !plain_text(&outcome, None).contains("weaken")
        );
    }

    #[test]
    fn names_are_text() {
        let mut outcome = full();
        outcome.report.warnings = vec![Warning::PercentOnOneSide {
            column: "<img src=x>".to_owned(),
            side: Side::Source,
        }];
        assert!(weak(&outcome).contains("&lt;img") && !weak(&outcome).contains("<img"));
    }
}

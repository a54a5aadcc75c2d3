//! The report as one file, and the figures of a result by name.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::charts::columns;
use super::figure::Figure;
use super::{answer, comparison, landscape, test, warnings};
use crate::language::Phrase;
use crate::report::{Landscape, Outcome};
use crate::words;

/// The rules of the page, which the report shares.
const STYLES: [&str; 2] = [
    include_str!("../../style/page.css"),
    include_str!("../../style/charts.css"),
];

/// Every figure of a result, in the order of the page. The landscape is there only where it was computed.
#[must_use]
pub fn figures(outcome: &Outcome, found: Option<&Landscape>) -> Vec<Figure> {
    let mut figures = test::of_domains(outcome);
    figures.extend(found.map(landscape::figures).unwrap_or_default());
    figures.extend(comparison::figures_up_to_layers(outcome));
    figures.extend(test::of_permutations(outcome));
    figures.extend(comparison::figure_of_losses(outcome));
    figures
}

/// The charts of the tables.
fn domains(outcome: &Outcome) -> Markup {
    html! { @for figure in test::of_domains(outcome) { (figure.in_page(false)) } }
}

/// The effect in a picture, as a part of the page.
pub(crate) fn effect(outcome: &Outcome) -> String {
    in_page(
        test::of_domains(outcome)
            .iter()
            .filter(|figure| !is_of_columns(figure)),
    )
}

/// The columns by how far they moved, as a part of the page.
pub(crate) fn moved_columns(outcome: &Outcome) -> String {
    in_page(
        test::of_domains(outcome)
            .iter()
            .filter(|figure| is_of_columns(figure)),
    )
}

fn is_of_columns(figure: &Figure) -> bool {
    figure.id() == columns::ID
}

fn in_page<'f>(figures: impl Iterator<Item = &'f Figure>) -> String {
    html! { @for figure in figures { (figure.in_page(true)) } }.into_string()
}

/// What was found about networks, by its places on the page.
#[derive(Default, Clone, PartialEq)]
pub(crate) struct Networks {
    pub(crate) before: String,
    /// A summary, and what it unfolds: the page adds the button that freezes layers.
    pub(crate) explaining: Option<(&'static str, String)>,
    pub(crate) after: String,
}

/// What was found about networks, as parts of a page.
pub(crate) fn networks(outcome: &Outcome) -> Networks {
    let explaining = comparison::explaining(outcome, true);
    Networks {
        before: before_layers(outcome, true).into_string(),
        explaining: explaining.map(|(summary, content)| (summary, content.into_string())),
        after: comparison::after_layers(outcome, true).into_string(),
    }
}

fn before_layers(outcome: &Outcome, saves: bool) -> Markup {
    let adapted = outcome.report.adaptation.as_ref().map(comparison::adaptation);
    html! {
        @if let Some(adapted) = adapted { (adapted) }
        (comparison::up_to_layers(outcome, saves))
    }
}

/// The same in a report, where nothing can be pressed.
fn all_networks(outcome: &Outcome) -> Markup {
    html! {
        (before_layers(outcome, false))
        @if let Some((summary, content)) = comparison::explaining(outcome, false) {
            (comparison::fold(summary, true, &content))
        }
        (comparison::after_layers(outcome, false))
    }
}

/// Every number, and how it was measured.
pub(crate) fn details(outcome: &Outcome, saves: bool) -> Markup {
    html! {
        (comparison::measured(outcome, saves))
        (test::every_number(outcome, saves))
    }
}

/// The report as one HTML file that needs nothing else: aggregates only, as the link has them, and where networks err.
/// `address` is a link to the same result, where there is one.
#[must_use]
pub fn html(outcome: &Outcome, address: Option<&str>) -> String {
    let report = &outcome.report;
    let title = words::report_title(report);
    html! {
        (DOCTYPE)
        html lang=(words::LANGUAGE_TAG.say()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="generator" content={ "Kindred " (report.app_version) };
                title { (title) }
                style { (PreEscaped(STYLES[0])) (PreEscaped(STYLES[1])) }
            }
            body {
                header {
                    h1 { (title) }
                    p.lead { (words::report_lead(outcome)) }
                    p.small.quiet { (words::report_facts(outcome)) }
                }
                main {
                    (section("answer", words::ANSWER, &html! {
                        div.card { (answer::both(outcome)) div.beside { (answer::picture(report)) } }
                        (warnings::list(outcome, true))
                        (answer::evidence(report))
                    }))
                    (section("domains", words::DOMAINS_HEADING, &domains(outcome)))
                    @if report.has_networks() {
                        (section("networks", words::NETWORKS_HEADING, &all_networks(outcome)))
                    }
                    (section("details", words::DETAILS_HEADING, &html! {
                        (details(outcome, false))
                        h3 { (words::METHODS_HEADING.say()) }
                        @for paragraph in super::text::methods(outcome) { p { (paragraph) } }
                    }))
                }
                footer {
                    p.small.quiet { (words::REPORT_FOOT.say()) }
                    @if let Some(address) = address { p.small { a href=(address) { (words::REPORT_LINK.say()) } } }
                }
            }
        }
    }
    .into_string()
}

fn section(name: &str, heading: Phrase, content: &Markup) -> Markup {
    let id = format!("{name}-heading");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (heading.say()) }
            (content)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_report_holds_all_and_asks_for_nothing() {
        let file = html(&fixture::outcome(), None);
        for piece in [
            "Are the inputs alike?",
            "Use the fine-tuned network",
            "gains-title",
            "power-meter-a-2016.csv",
            "Gretton",
        ] {
            assert!(file.contains(piece), "{piece}");
        }
        for address in ["http:", "https:", "<script", "url(", "@import"] {
            assert!(!file.contains(address), "{address}");
        }
    }

    #[test]
    fn names_are_text() {
        let mut outcome = fixture::outcome();
        outcome.report.source.name = "<script>alert(1)</script>\"'.csv".into();
        outcome.report.columns = vec!["<img src=x onerror=alert(1)>".into()];
        let file = html(&outcome, Some("https://example.org/#v1.\"><script>"));
        assert!(
            !file.contains("<script") && !file.contains("<img"),
            "a name became markup"
        );
    }

    #[test]
    fn figures_have_names_of_their_own() {
        let figures = figures(&fixture::outcome(), None);
        let mut names: Vec<_> = figures.iter().map(Figure::id).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(all >= 8, "{names:?}");
        assert!(figures.iter().all(|figure| figure.svg().starts_with("<svg")));
    }

    /// A rule of the page for a mere class holds for the parts of pictures of that class, too, on paper as well.
    #[test]
    fn the_page_hides_no_part_of_a_picture() {
        let pictures: String = figures(&fixture::outcome(), None)
            .iter()
            .map(Figure::svg)
            .collect();
        let drawn: BTreeSet<&str> = pictures
            .split("class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .flat_map(str::split_whitespace)
            .collect();
        assert!(drawn.len() > 15, "{drawn:?}");
        for rule in STYLES[0].split('}') {
            let Some((selectors, rules)) = rule.rsplit_once('{') else {
                continue;
            };
            let selectors = selectors.rsplit(['{', ';', '/']).next().unwrap_or_default();
            for selector in selectors.split(',').map(str::trim) {
                let class = selector.strip_prefix('.').unwrap_or_default();
                let places = rules.contains("display") || rules.contains("position");
                assert!(!places || !drawn.contains(class), "{selector} {{{rules}}}");
            }
        }
    }
}

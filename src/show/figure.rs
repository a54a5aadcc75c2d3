//! A chart with all that belongs to it: the finding as its title, the picture, the same as a table, and files of both.

use maud::{Markup, html};

use super::picture::{NARROW, Picture, WIDE};
use super::sheet::Sheet;
use crate::spreadsheet::MARK;
use crate::words;

/// A chart with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Figure {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) note: Option<String>,
    pub(super) description: String,
    pub(super) wide: Picture,
    pub(super) narrow: Picture,
    pub(super) legend: Option<String>,
    pub(super) sheets: Vec<Sheet>,
    /// Whether the table stands open.
    pub(super) is_open: bool,
}

impl Figure {
    /// A figure with this name, finding, description for those who do not see it, and picture for each width.
    pub(super) fn new(
        id: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
        draw: impl Fn(f64) -> Picture,
    ) -> Self {
        Self {
            id,
            title: title.into(),
            note: None,
            description: description.into(),
            wide: draw(WIDE),
            narrow: draw(NARROW),
            legend: None,
            sheets: Vec::new(),
            is_open: false,
        }
    }

    /// The name that tells it from the other figures of a result.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The picture as an SVG file that needs nothing else.
    #[must_use]
    pub fn svg(&self) -> String {
        self.wide.as_file(&self.title, &self.description)
    }

    /// What it shows as a CSV file.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut files = self.sheets.iter().map(|sheet| {
            let name = sheet.caption.as_ref().filter(|_| self.sheets.len() > 1);
            (name, sheet.as_csv())
        });
        let Some((_, first)) = files.next() else {
            return String::new();
        };
        files.fold(first, |all, (_, next)| {
            all + "\r\n" + next.trim_start_matches(MARK)
        })
    }

    /// As a part of a page. `saves` adds buttons that save it, which the page listens to.
    pub(crate) fn in_page(&self, saves: bool) -> Markup {
        let title = format!("{}-title", self.id);
        html! {
            figure aria-labelledby=(title) {
                figcaption id=(title) { (self.title) }
                @if let Some(note) = &self.note { p.small.quiet { (note) } }
                (self.wide.in_page("wide", &self.description))
                (self.narrow.in_page("narrow", &self.description))
                @if let Some(legend) = &self.legend { p.small.quiet { (legend) } }
                @if saves || !self.sheets.is_empty() {
                    details.behind open[self.is_open] {
                        summary { (words::behind(saves)) }
                        @if saves { (self.saves()) }
                        @for sheet in &self.sheets {
                            (sheet.in_page(sheet.caption.as_deref().unwrap_or(&self.title)))
                        }
                    }
                }
            }
        }
    }

    /// The finding and the picture alone, under a name of its own: the whole figure stands elsewhere.
    pub(super) fn alone(&self, prefix: &str) -> Markup {
        let title = format!("{prefix}-{}-title", self.id);
        html! {
            figure aria-labelledby=(title) {
                figcaption id=(title) { (self.title) }
                (self.narrow.in_page("beside", &self.description))
            }
        }
    }

    fn saves(&self) -> Markup {
        let kinds: &[(&str, &str)] = if self.sheets.is_empty() {
            &[("svg", "SVG"), ("png", "PNG")]
        } else {
            &[("svg", "SVG"), ("png", "PNG"), ("csv", "CSV")]
        };
        html! {
            p.saves.small {
                span.quiet { (words::SAVE_AS.say()) }
                @for (kind, name) in kinds {
                    " "
                    button.link type="button" data-save=(kind) data-figure=(self.id)
                        aria-label=(words::save_figure(name, &self.title)) { (name) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::sheet::{Cell, Column};

    fn figure() -> Figure {
        Figure {
            sheets: vec![Sheet::new(
                [Column::text("a"), Column::number("b")],
                [vec![Cell::text("x"), Cell::number("1.00", 1.0)]],
            )],
            ..Figure::new("arms", "Fine-tuning gains", "One dot", |width| {
                Picture::new(width, 10.0, html! { circle r="1" {} })
            })
        }
    }

    #[test]
    fn a_figure_is_drawn_for_both_widths_and_named_by_its_finding() {
        let page = figure().in_page(true).into_string();
        assert!(page.contains("viewBox=\"0 0 704 10\"") && page.contains("viewBox=\"0 0 328 10\""));
        assert!(page.contains("<figcaption id=\"arms-title\">Fine-tuning gains</figcaption>"));
        assert_eq!(page.matches("data-save").count(), 3);
        assert!(!figure().in_page(false).into_string().contains("data-save"));
    }

    #[test]
    fn a_figure_has_files() {
        assert!(figure().svg().starts_with("<svg xmlns="));
        assert_eq!(figure().csv(), "\u{feff}a,b\r\nx,1\r\n");
    }
}

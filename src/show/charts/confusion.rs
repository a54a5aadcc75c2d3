//! Which classes networks take for which: a matrix for each network.

use maud::{Markup, html};

use super::axis::{self, place};
use super::text;
use crate::report::{Comparison, Confusion, ConfusionOfArm, Errors};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// The room between two matrices, and that for the names of classes.
const BETWEEN: f64 = 32.0;
const NAMES: f64 = 96.0;
/// The room above a matrix: the network's name, what the axes are, and the numbers of the columns.
const ABOVE: f64 = 60.0;
/// The height of a row, and the most that a column is wide.
const ROW: f64 = 24.0;
const MAX_COLUMN: f64 = 48.0;
/// The room for the number of a class before its name.
const NUMBER: f64 = 22.0;
/// The shade of a cell that holds all of its row: the number on it stays readable.
const DARKEST: f64 = 0.35;

/// The figure: title, note, picture, tables. Nothing for numbers.
pub(crate) fn figure(errors: &Errors, comparison: &Comparison) -> Option<Figure> {
    let confusion = errors.confusion.as_ref()?;
    Some(Figure {
        note: Some(words::confusion_note(comparison)),
        sheets: confusion.by_arm.iter().map(|of| sheet(confusion, of)).collect(),
        ..Figure::new(
            "confusion",
            words::confusion_title(confusion),
            words::confusion_description(confusion),
            |width| picture(width, confusion),
        )
    })
}

fn picture(width: f64, confusion: &Confusion) -> Picture {
    let is_narrow = width < axis::NARROW;
    let panel_width = if is_narrow { width } else { (width - BETWEEN) / 2.0 };
    let classes = confusion.by_arm.first().map_or(0, |of| of.counts.len());
    let panel_height = ABOVE + ROW * classes as f64 + 4.0;
    let rows = if is_narrow {
        confusion.by_arm.len().max(1)
    } else {
        1
    };
    let content = html! {
        @for (at, of) in confusion.by_arm.iter().enumerate() {
            @let at = at as f64;
            @let (x, y) = if is_narrow { (0.0, at * (panel_height + 16.0)) } else { (at * (panel_width + BETWEEN), 0.0) };
            g transform=(format!("translate({x} {y})")) { (panel(panel_width, confusion, of)) }
        }
    };
    Picture::new(
        width,
        panel_height * rows as f64 + 16.0 * (rows as f64 - 1.0),
        content,
    )
}

fn panel(width: f64, confusion: &Confusion, of: &ConfusionOfArm) -> Markup {
    let column = ((width - NAMES) / of.counts.len().max(1) as f64).min(MAX_COLUMN);
    html! {
        text.label.strong x="0" y="14" { (words::arm(of.arm)) }
        text.tick x="0" y="34" { (words::CONFUSION_AXIS.say()) }
        @for (at, row) in of.counts.iter().enumerate() {
            @let y = ABOVE + ROW * at as f64;
            @let all: u64 = row.iter().sum();
            @let x = |at: usize| NAMES + column * at as f64;
            text.tick x=(place(x(at) + column / 2.0)) y=(ABOVE - 6.0) text-anchor="middle" { (at + 1) }
            text.tick x="0" y=(y + 16.0) {
                (at + 1) " " (text::fitting(&words::confused_class(confusion, at), NAMES - NUMBER))
            }
            @for (predicted, count) in row.iter().enumerate() {
                @let share = *count as f64 / all.max(1) as f64;
                rect.cell x=(place(x(predicted))) y=(y) width=(place(column - 1.0)) height=(ROW - 1.0)
                    fill-opacity=(format!("{:.2}", DARKEST * share)) {}
                @if *count > 0 {
                    text.count.strong[predicted == at] x=(place(x(predicted) + column / 2.0)) y=(y + 16.0)
                        text-anchor="middle" { (format!("{:.0}", 100.0 * share)) }
                }
            }
        }
    }
}

/// The counts of a network over all repeats.
fn sheet(confusion: &Confusion, of: &ConfusionOfArm) -> Sheet {
    let name = |place| words::confused_class(confusion, place);
    let mut columns = vec![Column::text(words::ACTUAL_CLASS.say())];
    columns.extend((0..of.counts.len()).map(|place| Column::number(name(place))));
    let rows = of.counts.iter().enumerate().map(|(place, row)| {
        let counts = row.iter().map(|&count| Cell::count(count));
        std::iter::once(Cell::text(name(place))).chain(counts).collect()
    });
    Sheet::new(columns, rows).below(words::confusion_counts(of.arm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn each_row_is_drawn_as_shares_of_its_class() {
        let confusion = fixture::confusion().confusion.unwrap();
        let drawn = panel(336.0, &confusion, &confusion.by_arm[1]).into_string();
        // 450 of 500, 630 of 660, and 200 of 300.
        for piece in [
            ">90</text>",
            ">95</text>",
            ">67</text>",
            "fill-opacity=\"0.32\"",
            ">3 2 others</text>",
        ] {
            assert!(drawn.contains(piece), "{piece} in {drawn}");
        }
        assert_eq!(drawn.matches("<rect").count(), 9);
        assert!(
            !drawn.contains(">0</text>") && !drawn.contains(">450</text>"),
            "{drawn}"
        );
    }

    #[test]
    fn each_network_has_a_table_of_counts() {
        let figure = figure(
            &fixture::confusion(),
            &fixture::outcome().report.comparison.unwrap(),
        )
        .unwrap();
        assert_eq!(figure.sheets.len(), 2);
        assert!(figure.csv().contains("雨,450,50,0"), "{}", figure.csv());
    }
}

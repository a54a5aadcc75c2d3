//! How far networks are off by the values of a column: a line for each bin, with a dot for each network.

use maud::html;

use super::axis::{self, axis, place};
use super::bars::length;
use super::predicted::class_of;
use super::scale::{Linear, ends};
use super::text;
use crate::report::{ArmName, Comparison, Errors, ErrorsByColumn, Task};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// The room for the names of bins in a wide picture, and the distance of a text from its line.
const NAMES: f64 = 184.0;
const GAP: f64 = 16.0;

/// The room for the names of the networks above the lines.
const ABOVE: f64 = 28.0;

/// The figure: title, note, picture, table. Nothing where there is no such column.
pub(crate) fn figure(errors: &Errors, comparison: &Comparison) -> Option<Figure> {
    let found = errors.by_column.as_ref().filter(|found| !found.bins.is_empty())?;
    let task = comparison.task;
    let axis = words::error_axis(comparison);
    Some(Figure {
        note: Some(words::by_column_note(found, comparison)),
        sheets: vec![sheet(found, task, &axis)],
        ..Figure::new(
            "errors-by-column",
            words::by_column_title(found, task),
            words::by_column_description(found, task),
            |width| picture(width, found, task, &axis),
        )
    })
}

fn arms(found: &ErrorsByColumn) -> Vec<ArmName> {
    let first = found.bins.first();
    first.map_or_else(Vec::new, |bin| bin.errors.iter().map(|of| of.arm).collect())
}

fn picture(width: f64, found: &ErrorsByColumn, task: Task, title: &str) -> Picture {
    let narrow = width < axis::NARROW;
    let values: Vec<String> = found.bins.iter().map(|bin| words::errors_of(task, bin)).collect();
    let widest = text::widest(values.iter().map(String::as_str));
    let (left, right) = if narrow {
        (8.0, 12.0)
    } else {
        (NAMES, widest + GAP)
    };
    let room = if narrow { width - widest - GAP } else { NAMES - GAP };
    let line = if narrow { 40.0 } else { 24.0 };
    let errors = found.bins.iter().flat_map(|bin| &bin.errors);
    let (_, high) = ends(errors.map(|of| length(of.error)));
    // Networks that never err have an axis all the same.
    let high = if high > 0.0 { high } else { 1.0 };
    let across = Linear::new((0.0, high), (left, width - right));
    let base = ABOVE + line * found.bins.len() as f64 + 4.0;
    // One name ends where the next begins.
    let mut names = Vec::new();
    let mut x = if narrow { 4.0 } else { left };
    for arm in arms(found) {
        let name = words::arm(arm);
        names.push((x, arm, name));
        x += text::width(name) + 36.0;
    }
    let content = html! {
        @for (x, arm, name) in names {
            circle class=(format!("dot {}", class_of(arm))) cx=(place(x)) cy="10" r="4.5" {}
            text.label x=(place(x + 10.0)) y="15" { (name) }
        }
        @for (at, (bin, value)) in found.bins.iter().zip(&values).enumerate() {
            @let y = ABOVE + line * at as f64 + if narrow { 28.0 } else { 12.0 };
            @let (name_x, text_y, name_anchor) = if narrow { (0.0, y - 10.0, "start") } else { (left - GAP, y + 5.0, "end") };
            @let places: Vec<f64> = bin.errors.iter().map(|of| across.at(length(of.error))).collect();
            @let (from, to) = ends(places.iter().copied());
            line.hair x1=(left) x2=(width - right) y1=(y) y2=(y) {}
            text.label.halo x=(name_x) y=(text_y) text-anchor=(name_anchor) { (text::fitting(&words::bin(&bin.of), room)) }
            @if from < to { line.axis x1=(place(from)) x2=(place(to)) y1=(y) y2=(y) {} }
            @for (of, x) in bin.errors.iter().zip(places) {
                circle class=(format!("dot {}", class_of(of.arm))) cx=(place(x)) cy=(y) r="4.5" {}
            }
            text.label.value x=(width) y=(text_y) text-anchor="end" { (value) }
        }
        (axis(&across, (0.0, high), (left, width - right), width, base, title))
    };
    Picture::new(width, base + axis::ROOM, content)
}

fn sheet(found: &ErrorsByColumn, task: Task, axis: &str) -> Sheet {
    let mut columns = vec![
        Column::text(found.column.clone()),
        Column::number(words::ROWS_OF_BIN.say()),
    ];
    columns.extend(arms(found).into_iter().map(|arm| Column::number(words::arm(arm))));
    let rows = found.bins.iter().map(|bin| {
        let mut cells = vec![Cell::text(words::bin(&bin.of)), Cell::count(bin.rows)];
        let errors = bin.errors.iter();
        cells.extend(errors.map(|of| Cell::number(words::error_of(task, of.error), of.error)));
        cells
    });
    Sheet::new(columns, rows).below(words::lists::capital(axis.trim_end_matches([' ', '→'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn found() -> ErrorsByColumn {
        fixture::errors().by_column.unwrap()
    }

    #[test]
    fn the_source_network_has_its_colour_in_every_line() {
        let drawn = picture(704.0, &found(), Task::Regression, "error")
            .content
            .into_string();
        // A line for each bin, and the names above.
        assert_eq!(drawn.matches("circle class=\"dot source\"").count(), 3, "{drawn}");
        assert_eq!(drawn.matches("circle class=\"dot other\"").count(), 3);
        assert!(drawn.contains("8.5 → 2.5"), "{drawn}");
    }

    #[test]
    fn errors_have_a_table() {
        let sheet = sheet(&found(), Task::Regression, "error →");
        assert_eq!(sheet.caption.as_deref(), Some("Error"));
        assert!(
            sheet.as_csv().contains("September–October,73,4.25,1.25"),
            "{}",
            sheet.as_csv()
        );
    }
}

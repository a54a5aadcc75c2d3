//! The columns ranked by how far they moved.

use maud::html;

use super::axis::{self, axis, place};
use super::scale::Linear;
use crate::report::{ColumnEffect, Test};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;
use crate::words::numbers::significant;

/// Most columns that are drawn, those that moved most.
const MAX_DRAWN: usize = 12;

/// Most columns that are listed; the report has all.
const MAX_LISTED: usize = 100;

/// Most letters of a column's name in the picture.
const MAX_LETTERS: usize = 24;

const BAR: f64 = 12.0;

/// The figure: the finding, a bar for each of the columns that moved most, and a table.
pub(crate) fn figure(test: &Test) -> Option<Figure> {
    let columns = test.by_column.as_deref().filter(|columns| !columns.is_empty())?;
    let title = words::columns_finding(test)?;
    let drawn = &columns[..columns.len().min(MAX_DRAWN)];
    let alpha = test.alpha;
    Some(Figure {
        note: (columns.len() > drawn.len()).then(|| words::most_moved(drawn.len(), columns.len())),
        legend: Some(words::columns_legend(alpha)),
        sheets: vec![sheet(columns)],
        ..Figure::new("columns", title, words::columns_description(drawn), |width| {
            picture(width, drawn, alpha, test.margin_sd)
        })
    })
}

/// The length of a column's bar.
fn length(column: &ColumnEffect) -> f64 {
    if column.effect_sd.is_finite() {
        column.effect_sd.max(0.0)
    } else {
        0.0
    }
}

/// A name that fits.
pub(super) fn shortened(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let kept: String = name.chars().take(letters.saturating_sub(1)).collect();
    kept + "…"
}

fn picture(width: f64, columns: &[ColumnEffect], alpha: f64, margin: Option<f64>) -> Picture {
    let narrow = width < axis::NARROW;
    let (left, right) = if narrow { (1.0, 12.0) } else { (200.0, 144.0) };
    let line = if narrow { 44.0 } else { 28.0 };
    // What is far below the margin has to look so, and not fill the picture.
    let least = margin.unwrap_or(1.0);
    let ends = (0.0, columns.iter().map(length).fold(least, f64::max));
    let across = Linear::new(ends, (left, width - right));
    let base = line * columns.len() as f64 + 4.0;
    let (name_x, name_anchor) = if narrow {
        (0.0, "start")
    } else {
        (left - 16.0, "end")
    };
    let content = html! {
        @for (at, column) in columns.iter().enumerate() {
            @let y = line * at as f64 + if narrow { 32.0 } else { 14.0 };
            @let text_y = if narrow { y - 12.0 } else { y + 5.0 };
            @let class = if column.p_adjusted <= alpha { "bar beyond" } else { "bar" };
            text.label x=(name_x) y=(text_y) text-anchor=(name_anchor) {
                (shortened(&words::column_name(&column.name), MAX_LETTERS))
            }
            rect class=(class) x=(left) y=(y - BAR / 2.0) height=(BAR) width=(place(across.at(length(column)) - left)) {}
            text.label.value x=(width) y=(text_y) text-anchor="end" { (words::column_value(column)) }
        }
        (axis(&across, ends, (left, width - right), width, base, words::COLUMNS_AXIS.say()))
    };
    Picture {
        width,
        height: base + axis::ROOM,
        content,
    }
}

fn sheet(columns: &[ColumnEffect]) -> Sheet {
    let rows = columns.iter().take(MAX_LISTED).map(|column| {
        vec![
            Cell::text(words::column_name(&column.name)),
            Cell::probability(column.p_adjusted),
            Cell::number(significant(column.effect_sd, 2), column.effect_sd),
            column.effect_probability.map_or_else(
                || Cell::nothing(1),
                |share| Cell::number(significant(share, 2), share),
            ),
        ]
    });
    Sheet {
        caption: None,
        columns: vec![
            Column::text(words::COLUMN.say()),
            Column::number(words::P_ADJUSTED.say()),
            Column::number(words::EFFECT_IN_DEVIATIONS.say()),
            Column::number(words::MOVED_PROBABILITY.say()),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_far_below_the_margin_has_a_short_bar() {
        let column = ColumnEffect {
            name: "a".into(),
            p_adjusted: 1.0,
            effect_sd: 0.01,
            effect_probability: None,
        };
        let drawn = picture(704.0, &[column], 0.05, Some(0.2)).content.into_string();
        assert!(drawn.contains("width=\"18.0\""), "{drawn}");
    }

    #[test]
    fn long_names_are_shortened() {
        assert_eq!(shortened("温度", 3), "温度");
        assert_eq!(shortened("temperature", 5), "temp…");
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "exactly zero")]
    fn a_bar_is_never_endless() {
        let column = |effect_sd| ColumnEffect {
            name: "a".into(),
            p_adjusted: 0.5,
            effect_sd,
            effect_probability: None,
        };
        assert_eq!(
            [f64::NAN, f64::INFINITY, -1.0].map(|effect| length(&column(effect))),
            [0.0; 3]
        );
        assert_eq!(length(&column(0.3)), 0.3);
    }
}

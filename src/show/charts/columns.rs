//! The columns ranked by how far they moved.

use super::bars::{Bar, length, picture};
use crate::report::{ColumnEffect, Test};
use crate::show::figure::Figure;
use crate::show::sheet::{Cell, Column, Sheet};
use crate::words;

/// What tells this figure from others.
pub(in crate::show) const ID: &str = "columns";

/// Most columns that are drawn, those that moved most.
const MAX_DRAWN: usize = 12;

/// Most columns that are listed; the report has all.
const MAX_LISTED: usize = 100;

/// The room for names in a wide picture.
const NAMES: f64 = 200.0;

/// The figure: the finding, a bar for each of the columns that moved most, and a table.
pub(crate) fn figure(test: &Test) -> Option<Figure> {
    let columns = test.by_column.as_deref().filter(|columns| !columns.is_empty())?;
    let title = words::columns_finding(test)?;
    let drawn = &columns[..columns.len().min(MAX_DRAWN)];
    let alpha = test.alpha;
    let bars = bars(drawn, alpha);
    let end = end(&bars, test.margin_sd);
    Some(Figure {
        note: (columns.len() > drawn.len()).then(|| words::most_moved(drawn.len(), columns.len())),
        legend: Some(words::columns_legend(alpha)),
        sheets: vec![sheet(columns)],
        ..Figure::new(ID, title, words::columns_description(drawn), |width| {
            picture(width, &bars, end, NAMES, words::COLUMNS_AXIS.say())
        })
    })
}

fn bars(columns: &[ColumnEffect], alpha: f64) -> Vec<Bar> {
    let bars = columns.iter().map(|column| Bar {
        name: words::column_name(&column.name),
        length: length(column.effect_sd),
        value: words::column_value(column),
        is_strong: column.p_adjusted <= alpha,
    });
    bars.collect()
}

/// The end of the axis. What is far below the margin has to look so, and not fill the picture.
fn end(bars: &[Bar], margin: Option<f64>) -> f64 {
    let least = margin.unwrap_or(1.0);
    bars.iter().map(|bar| bar.length).fold(least, f64::max)
}

/// The larger share of rows with values that the other table lacks.
fn lacking(column: &ColumnEffect) -> Option<f64> {
    let shares = [column.unseen_share, column.outside_share];
    shares.into_iter().flatten().max_by(f64::total_cmp)
}

fn share(share: Option<f64>) -> Cell {
    share.map_or_else(|| Cell::nothing(1), |share| Cell::significant(share, 2))
}

fn sheet(columns: &[ColumnEffect]) -> Sheet {
    let rows = columns.iter().take(MAX_LISTED).map(|column| {
        vec![
            Cell::text(words::column_name(&column.name)),
            Cell::probability(column.p_adjusted),
            Cell::significant(column.effect_sd, 2),
            share(column.effect_probability),
            share(lacking(column)),
        ]
    });
    Sheet::new(
        [
            Column::text(words::COLUMN.say()),
            Column::number(words::P_ADJUSTED.say()),
            Column::number(words::EFFECT_IN_DEVIATIONS.say()),
            Column::number(words::MOVED_PROBABILITY.say()),
            Column::number(words::UNSEEN_SHARE.say()),
        ],
        rows,
    )
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
            is_higher: None,
            effect_probability: None,
            unseen_share: None,
            outside_share: None,
        };
        let bars = bars(&[column], 0.05);
        let drawn = |margin| {
            let end = end(&bars, margin);
            picture(704.0, &bars, end, NAMES, "").content.into_string()
        };
        let (short, long) = (drawn(Some(0.2)), drawn(Some(0.01)));
        assert!(short.contains("width=\"18.2\""), "{short}");
        assert!(long.contains("width=\"365.0\""), "{long}");
    }
}

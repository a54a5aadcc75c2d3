//! Charts: own SVG over a small pure module of scales, ticks and paths.
//!
//! Each is drawn to the measure of the column, so that its text has the size of text. The finding is the
//! title; what a chart shows stands behind it as a table, too.

mod axis;
pub(super) mod by_layer;
pub(super) mod curves;
pub(super) mod effect;
pub(super) mod gains;
pub(super) mod histogram;
pub(super) mod intervals;
pub(super) mod learning_curve;
pub(super) mod map;
pub(super) mod overlay;
pub(super) mod scale;
pub(super) mod witness;

/// The widest column, and the room at its sides, in CSS pixels; `style/page.css` has the same.
const COLUMN: f64 = 704.0;
const SIDES: f64 = 32.0;

/// The width of the column in a window of this width.
pub(super) fn column(window: f64) -> f64 {
    (window - SIDES).clamp(200.0, COLUMN)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of a scale are met exactly")]
mod tests {
    use super::*;

    #[test]
    fn the_column_fits_the_window() {
        assert_eq!(column(360.0), 328.0);
        assert_eq!(column(1_280.0), 704.0);
        assert_eq!(column(0.0), 200.0);
    }
}

//! Both domains on one map: rows in the plane of their two first principal components, coloured by the witness.

use std::fmt::Write as _;

use maud::html;

use super::scale::ends;
use crate::report::{Map, MapPoint};
use crate::show::figure::Figure;
use crate::show::picture::Picture;
use crate::words;

/// Height of the picture relative to its width, and at most.
const SHAPE: f64 = 0.66;
const MAX_HEIGHT: f64 = 420.0;

/// Room for the marks at the edge of the picture.
const EDGE: f64 = 8.0;

/// Shades from the target's colour to the source's; `style/charts.css` has as many.
const SHADES: usize = 7;

/// Half the size of a cross.
const ARM: f64 = 3.0;

/// The figure: title, picture, legend.
pub(crate) fn figure(map: &Map, source_above_target: f64) -> Figure {
    let title = words::map_title(map, source_above_target);
    Figure {
        legend: Some(words::map_legend(map)),
        ..Figure::new("map", title.clone(), title, |width| picture(width, &map.points))
    }
}

fn picture(width: f64, points: &[MapPoint]) -> Picture {
    let height = (width * SHAPE).min(MAX_HEIGHT);
    let content = html! {
        rect.frame x="0.5" y="0.5" width=(width - 1.0) height=(height - 1.0) {}
        @for (shade, marks) in marks(points, width, height).into_iter().enumerate() {
            @for (commands, kind) in marks.into_iter().zip(["dots", "crosses"]) {
                @if !commands.is_empty() {
                    path class=(format!("{kind} shade-{shade}")) d=(commands) {}
                }
            }
        }
    };
    Picture::new(width, height, content)
}

/// The marks of each shade: dots of the source, crosses of the target. One path for each, because a picture of a
/// thousand elements is slow to draw.
fn marks(points: &[MapPoint], width: f64, height: f64) -> Vec<[String; 2]> {
    let span = |axis: usize| ends(points.iter().map(|point| point.place[axis]));
    let ((left, right), (low, high)) = (span(0), span(1));
    // The same measure along both axes, or distances would lie.
    let unit = ((right - left) / (width - 2.0 * EDGE)).max((high - low) / (height - 2.0 * EDGE));
    let unit = if unit > 0.0 { unit } else { 1.0 };
    let (middle_x, middle_y) = (f64::midpoint(left, right), f64::midpoint(low, high));
    let loudest = points.iter().map(|point| point.witness.abs()).fold(0.0, f64::max);
    let mut marks = vec![[String::new(), String::new()]; SHADES];
    for point in points {
        let x = width / 2.0 + (point.place[0] - middle_x) / unit;
        let y = height / 2.0 - (point.place[1] - middle_y) / unit;
        let commands = &mut marks[shade(point.witness, loudest)][usize::from(point.is_target)];
        // Writing to a String cannot fail.
        let _ = if point.is_target {
            write!(
                commands,
                "M{:.1} {y:.1}h{}M{x:.1} {:.1}v{}",
                x - ARM,
                2.0 * ARM,
                y - ARM,
                2.0 * ARM
            )
        } else {
            // A line without length ends in a round cap at both ends, which is a dot.
            write!(commands, "M{x:.1} {y:.1}h0")
        };
    }
    marks
}

/// The shade of a witness: the first is the target's, the last the source's.
fn shade(witness: f64, loudest: f64) -> usize {
    let share = if loudest > 0.0 { witness / loudest } else { 0.0 };
    let place = f64::midpoint(share.clamp(-1.0, 1.0), 1.0) * (SHADES - 1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of shades"
    )]
    let shade = place.round() as usize;
    shade.min(SHADES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_the_target_to_the_source() {
        let shades = [-2.0, -0.1, 0.1, 1.0, 2.0].map(|witness| shade(witness, 2.0));
        assert_eq!(shades, [0, 3, 3, 5, 6]);
        assert_eq!(shade(0.0, 0.0), 3);
    }

    #[test]
    fn every_row_has_a_mark_inside_the_picture() {
        let point = |x: f64, y: f64, is_target: bool| MapPoint {
            place: [x, y],
            witness: 1.0,
            is_target,
        };
        let points = [point(-10.0, 0.0, false), point(10.0, 1.0, true)];
        let marks = marks(&points, 116.0, 50.0);
        assert_eq!(marks[6][0], "M8.0 27.5h0");
        assert_eq!(marks[6][1], "M105.0 22.5h6M108.0 19.5v6");
        assert!(marks[..6].iter().flatten().all(String::is_empty));
    }
}

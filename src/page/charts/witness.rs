//! The witness of the rows of either side: two histograms over each other.

use leptos::prelude::*;

use super::axis::{self, axis};
use super::column;
use super::scale::Linear;
use crate::page::numbers::{count, significant};
use crate::page::state::Page;
use crate::page::words;
use crate::report::Landscape;

/// Height of the bars, and the room above them.
const HEIGHT: f64 = 120.0;
const TOP: f64 = 24.0;

/// The figure: title, picture, table.
pub(in crate::page) fn figure(page: Page, landscape: &Landscape) -> impl IntoView + use<> {
    let title = words::witness_title(landscape);
    let description = title.clone();
    let [low, high] = landscape.range;
    let counts = landscape.counts.clone();
    let heights = shares(&counts);
    let table = table(low, high, &counts);
    view! {
        <figure aria-labelledby="witness-title">
            <figcaption id="witness-title">{title}</figcaption>
            {move || picture(column(page.width.get()), (low, high), &heights, &description)}
            <p class="small quiet">{words::WITNESS_LEGEND}</p>
            {table}
        </figure>
    }
}

/// Shares of each side's rows, over the largest of both.
fn shares(counts: &[Vec<u32>; 2]) -> [Vec<f64>; 2] {
    let shares = counts.each_ref().map(|counts| {
        let total: f64 = counts.iter().copied().map(f64::from).sum();
        let share = |&count: &u32| f64::from(count) / total.max(1.0);
        counts.iter().map(share).collect::<Vec<f64>>()
    });
    let most = shares.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    shares.map(|shares| shares.into_iter().map(|share| share / most).collect())
}

fn picture(
    width: f64,
    ends: (f64, f64),
    heights: &[Vec<f64>; 2],
    description: &str,
) -> impl IntoView + use<> {
    // Half a stroke inside the picture.
    let (left, right) = (1.0, width - 1.0);
    let across = Linear::new(ends, (left, right));
    let base = TOP + HEIGHT;
    let [source, target] = heights.each_ref().map(|heights| steps(heights, (left, right)));
    let zero = (ends.0 < 0.0 && ends.1 > 0.0).then(|| {
        let x = across.at(0.0);
        view! { <line class="hair" x1=format!("{x:.1}") x2=format!("{x:.1}") y1=TOP y2=base /> }
    });
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {}", base + axis::ROOM)
            width=width
            height={base + axis::ROOM}
        >
            <g aria-hidden="true">
                {zero}
                <path class="area-source" d=format!("{source} V{base} H{left} Z") />
                <path class="line-target" d=target />
                <text class="tick" x="0" y="12">{words::LIKE_TARGET}</text>
                <text class="tick" x=width y="12" text-anchor="end">{words::LIKE_SOURCE}</text>
                {axis(&across, ends, width, base, words::WITNESS_AXIS)}
            </g>
        </svg>
    }
}

/// The outline of a histogram that reaches from `start` to `end`.
fn steps(heights: &[f64], (start, end): (f64, f64)) -> String {
    let base = TOP + HEIGHT;
    let step = (end - start) / heights.len().max(1) as f64;
    let bars = heights.iter().enumerate().map(|(index, height)| {
        let y = base - height * HEIGHT;
        let (left, right) = (start + step * index as f64, start + step * (index + 1) as f64);
        format!(" L{left:.1} {y:.1} H{right:.1}")
    });
    std::iter::once(format!("M{start:.1} {base}"))
        .chain(bars)
        .collect::<Vec<_>>()
        .concat()
}

fn table(low: f64, high: f64, counts: &[Vec<u32>; 2]) -> impl IntoView + use<> {
    let [source, target] = counts;
    let stretches = source.len() as f64;
    let rows = source
        .iter()
        .zip(target)
        .enumerate()
        .map(|(index, (source, target))| {
            let edge = |index: usize| significant(low + (high - low) * index as f64 / stretches, 3);
            view! {
                <tr>
                    <td class="number">{edge(index)}</td>
                    <td class="number">{edge(index + 1)}</td>
                    <td class="number">{count(u64::from(*source))}</td>
                    <td class="number">{count(u64::from(*target))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Witness of the rows">
                <table>
                    <thead>
                        <tr>
                            <th scope="col" class="number">"From"</th>
                            <th scope="col" class="number">"To"</th>
                            <th scope="col" class="number">"Rows of the source"</th>
                            <th scope="col" class="number">"Rows of the target"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_other_sizes_are_drawn_as_shares() {
        let [source, target] = shares(&[vec![1, 3], vec![200, 200]]);
        assert_eq!(source, [1.0 / 3.0, 1.0]);
        assert_eq!(target, [2.0 / 3.0, 2.0 / 3.0]);
    }

    #[test]
    fn an_outline_has_a_step_for_each_stretch() {
        assert_eq!(
            steps(&[1.0, 0.0], (1.0, 199.0)),
            "M1.0 144 L1.0 24.0 H100.0 L100.0 144.0 H199.0"
        );
    }
}

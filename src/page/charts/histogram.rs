//! The permutation distribution with the observed value in it.

use leptos::prelude::*;

use super::axis::{self, axis};
use super::column;
use super::scale::Linear;
use crate::page::numbers::{count, significant};
use crate::page::state::Page;
use crate::page::words;
use crate::report::{Histogram, Test};

/// Height of the bars, and the room above them.
const HEIGHT: f64 = 148.0;
const TOP: f64 = 28.0;

/// The figure: title, picture, table. `id` tells figures apart.
pub(in crate::page) fn figure(
    page: Page,
    test: Test,
    histogram: Histogram,
    id: &'static str,
) -> impl IntoView {
    let title = words::permutations_title(&test);
    let title_id = format!("{id}-distribution");
    let named_by = title_id.clone();
    let description = words::permutations_description(&test, &histogram);
    let observed = test.statistic.as_ref().map(|statistic| statistic.value);
    let name = test
        .statistic
        .map_or_else(|| "statistic".to_owned(), |statistic| statistic.name);
    let name = words::number(&name).to_owned();
    let table = table(&histogram);
    view! {
        <figure aria-labelledby=named_by>
            <figcaption id=title_id>{title}</figcaption>
            {move || picture(column(page.width.get()), &histogram, observed, &name, &description)}
            {table}
        </figure>
    }
}

fn picture(
    width: f64,
    histogram: &Histogram,
    observed: Option<f64>,
    name: &str,
    description: &str,
) -> impl IntoView + use<> {
    let low = observed.map_or(histogram.low, |value| histogram.low.min(value));
    let high = observed.map_or(histogram.high, |value| histogram.high.max(value));
    let across = Linear::new((low, high), (1.0, width - 1.0));
    let most = histogram.counts.iter().copied().max().unwrap_or(0);
    let up = Linear::new((0.0, f64::from(most.max(1))), (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT;
    let bars = bins(histogram)
        .filter(|(_, _, times)| *times > 0)
        .map(|(from, to, times)| {
            let (left, right) = (across.at(from), across.at(to));
            let top = up.at(f64::from(times));
            let beyond = observed.is_some_and(|observed| f64::midpoint(from, to) >= observed);
            view! {
                <rect
                    class=if beyond { "bar beyond" } else { "bar" }
                    x=format!("{left:.1}")
                    y=format!("{top:.1}")
                    width=format!("{:.1}", (right - left - 1.0).max(0.5))
                    height=format!("{:.1}", base - top)
                />
            }
        })
        .collect_view();
    let mark = observed.filter(|value| value.is_finite()).map(|value| {
        let x = across.at(value);
        let right_half = x > width / 2.0;
        let (anchor, text_x) = if right_half {
            ("end", x - 6.0)
        } else {
            ("start", x + 6.0)
        };
        view! {
            <line class="observed" x1=format!("{x:.1}") x2=format!("{x:.1}") y1="4" y2=format!("{base:.1}") />
            <text class="label" x=format!("{text_x:.1}") y="16" text-anchor=anchor>
                {format!("the data: {}", significant(value, 3))}
            </text>
        }
    });
    let title = if width < 480.0 {
        "the same of permuted rows →".to_owned()
    } else {
        format!("{name} when rows are permuted at random →")
    };
    view! {
        <svg
            role="img"
            aria-label=description.to_owned()
            viewBox=format!("0 0 {width} {}", TOP + HEIGHT + axis::ROOM)
            width=width
            height={TOP + HEIGHT + axis::ROOM}
        >
            <g aria-hidden="true">
                {bars}
                {axis(&across, (low, high), width, base, &title)}
                {mark}
            </g>
        </svg>
    }
}

/// Left edge, right edge and count of each bin.
fn bins(histogram: &Histogram) -> impl Iterator<Item = (f64, f64, u32)> + '_ {
    let bins = histogram.counts.len() as f64;
    let span = histogram.high - histogram.low;
    histogram.counts.iter().enumerate().map(move |(at, times)| {
        let edge = |at: usize| histogram.low + span * (at as f64 / bins);
        (edge(at), edge(at + 1), *times)
    })
}

fn table(histogram: &Histogram) -> impl IntoView + use<> {
    let rows = bins(histogram)
        .map(|(from, to, times)| {
            view! {
                <tr>
                    <td class="number">{significant(from, 3)}</td>
                    <td class="number">{significant(to, 3)}</td>
                    <td class="number">{count(u64::from(times))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Permutation distribution">
                <table>
                    <thead>
                        <tr>
                            <th scope="col" class="number">"From"</th>
                            <th scope="col" class="number">"To"</th>
                            <th scope="col" class="number">"Permutations"</th>
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
    fn bins_touch_and_cover_the_range() {
        let histogram = Histogram {
            low: 0.0,
            high: 4.0,
            counts: vec![1, 0],
        };
        assert_eq!(
            bins(&histogram).collect::<Vec<_>>(),
            [(0.0, 2.0, 1), (2.0, 4.0, 0)]
        );
    }
}

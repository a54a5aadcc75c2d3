//! Losses by epoch: one small picture for each network, all with the same axes.

use leptos::prelude::*;

use super::column;
use super::scale::{Linear, labels, path, ticks};
use crate::page::numbers::{counted, significant};
use crate::page::state::Page;
use crate::page::words;
use crate::report::{Curve, Epoch};

/// Room for the labels of the lines and the axes.
const LEFT: f64 = 36.0;
const RIGHT: f64 = 80.0;
const TOP: f64 = 12.0;
const HEIGHT: f64 = 104.0;
const BOTTOM: f64 = 36.0;
/// Width of the gap between two pictures; `style/page.css` has the same.
const GAP: f64 = 24.0;
/// Labels of two lines that end closer than this are pushed apart.
const LABEL_DISTANCE: f64 = 14.0;

/// The figure: title, pictures, note. The curves may grow while they are shown; the table
/// behind them waits until they are `done`.
pub(in crate::page) fn figure(
    page: Page,
    title: &'static str,
    curves: Signal<Vec<Curve>>,
    done: bool,
) -> impl IntoView {
    view! {
        <figure aria-label=title>
            <figcaption>{title}</figcaption>
            <div class="curves">{move || curves.with(|curves| pictures(column(page.width.get()), curves))}</div>
            <p class="small quiet">{words::CURVES_NOTE}</p>
            {done
                .then(|| {
                    view! {
                        <details>
                            <summary>"The same as a table"</summary>
                            {move || curves.with(|curves| tables(curves))}
                        </details>
                    }
                })}
        </figure>
    }
}

/// How often the network went through its rows.
fn passes_of(curve: &Curve) -> u32 {
    curve.epochs.last().map_or(0, |epoch| epoch.number)
}

/// Smallest and largest loss of a picture. Each has its own, because each network's losses have a unit of their own.
fn extent(curve: &Curve) -> (f64, f64) {
    let (low, high) = curve
        .epochs
        .iter()
        .flat_map(|epoch| [f64::from(epoch.training), f64::from(epoch.validation)])
        .filter(|loss| loss.is_finite())
        .fold((0.0, f64::MIN), |(low, high): (f64, f64), loss| {
            (low.min(loss), high.max(loss))
        });
    (low, if high > low { high } else { low + 1.0 })
}

fn pictures(width: f64, curves: &[Curve]) -> impl IntoView + use<> {
    let longest = curves.iter().map(passes_of).max().unwrap_or(0);
    let width = if width < 520.0 { width } else { (width - GAP) / 2.0 };
    curves
        .iter()
        .map(|curve| picture(width, curve, longest, extent(curve)))
        .collect_view()
}

fn picture(width: f64, curve: &Curve, longest: u32, losses: (f64, f64)) -> impl IntoView + use<> {
    let across = Linear::new((0.0, f64::from(longest.max(2))), (LEFT, width - RIGHT));
    let up = Linear::new(losses, (TOP + HEIGHT, TOP));
    let base = TOP + HEIGHT;
    let line = |loss: fn(&Epoch) -> f32| {
        path(
            curve
                .epochs
                .iter()
                .map(|epoch| (across.at(f64::from(epoch.number)), up.at(f64::from(loss(epoch))))),
        )
    };
    let training = line(|epoch| epoch.training);
    let validation = line(|epoch| epoch.validation);
    let end = across.at(f64::from(passes_of(curve))) + 6.0;
    let names = curve.epochs.last().map(|last| {
        let (training, validation) =
            apart(up.at(f64::from(last.training)), up.at(f64::from(last.validation)));
        view! {
            <text class="tick" x=end y={training + 4.0}>"training"</text>
            <text class="label" x=end y={validation + 4.0}>"validation"</text>
        }
    });
    let vertical = ticks(losses.0, losses.1, 3);
    let vertical_names = labels(&vertical);
    let vertical = vertical
        .into_iter()
        .zip(vertical_names)
        .map(|(tick, name)| {
            let y = up.at(tick);
            view! {
                <line class="hair" x1=LEFT x2={width - RIGHT} y1=format!("{y:.1}") y2=format!("{y:.1}") />
                <text class="tick" x={LEFT - 6.0} y=format!("{:.1}", y + 4.0) text-anchor="end">{name}</text>
            }
        })
        .collect_view();
    let passes = counted(u64::from(passes_of(curve)), "epoch");
    let name = words::learner(curve.arm);
    let described = format!("{name}: losses over {passes}");
    view! {
        <div>
            <p class="small">{name}</p>
            <svg
                role="img"
                aria-label=described
                viewBox=format!("0 0 {width} {}", base + BOTTOM)
                width=width
                height={base + BOTTOM}
            >
                <g aria-hidden="true">
                    {vertical}
                    <line class="axis" x1=LEFT x2={width - RIGHT} y1=base y2=base />
                    <path class="training" d=training />
                    <path class="validation" d=validation />
                    {names}
                    <text class="tick" x=LEFT y={base + 18.0}>{passes}</text>
                </g>
            </svg>
        </div>
    }
}

/// Two heights, pushed apart where their labels would cover each other.
pub(super) fn apart(first: f64, second: f64) -> (f64, f64) {
    let distance = (first - second).abs();
    if distance >= LABEL_DISTANCE {
        return (first, second);
    }
    let push = (LABEL_DISTANCE - distance) / 2.0;
    if first > second {
        (first + push, second - push)
    } else {
        (first - push, second + push)
    }
}

fn tables(curves: &[Curve]) -> impl IntoView + use<> {
    curves
        .iter()
        .map(|curve| {
            let name = words::learner(curve.arm);
            let rows = curve
                .epochs
                .iter()
                .map(|epoch| {
                    view! {
                        <tr>
                            <td class="number">{epoch.number}</td>
                            <td class="number">{significant(f64::from(epoch.training), 3)}</td>
                            <td class="number">{significant(f64::from(epoch.validation), 3)}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label=name>
                    <table>
                        <caption>{name}</caption>
                        <thead>
                            <tr>
                                <th scope="col" class="number">"Epoch"</th>
                                <th scope="col" class="number">"Training"</th>
                                <th scope="col" class="number">"Validation"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ArmName;

    #[test]
    fn labels_do_not_cover_each_other() {
        assert_eq!(apart(10.0, 50.0), (10.0, 50.0));
        assert_eq!(apart(50.0, 50.0), (43.0, 57.0));
        assert_eq!(apart(52.0, 50.0), (58.0, 44.0));
    }

    #[test]
    fn axes_hold_every_finite_loss() {
        let epoch = |number, training, validation| Epoch {
            number,
            training,
            validation,
        };
        let curve = |epochs| Curve {
            arm: ArmName::FineTuned,
            epochs,
        };
        let curves = [
            curve(vec![epoch(1, 2.0, 3.0), epoch(7, 1.0, f32::NAN)]),
            curve(vec![epoch(2, 0.5, 0.25)]),
        ];
        assert_eq!(extent(&curves[0]), (0.0, 3.0));
        assert_eq!(extent(&curves[1]), (0.0, 0.5));
        assert_eq!(extent(&curve(Vec::new())), (0.0, 1.0));
    }
}

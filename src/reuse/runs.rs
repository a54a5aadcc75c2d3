//! Tables whose rows follow each other in time: their order, how far rows depend on each other, and the plan of a test that
//! takes this into account.

use crate::features::{
    Dependence, Matrix, Order, Ordered, PairedColumn, Pairing, PooledEncoding, Season, Segment, Side,
    date_columns, dependence, is_grouped, season,
};
use crate::mmd::Plan;
use crate::random::Seed;
use crate::report::{MIN_TESTED_RUNS, Succession};
use crate::table::calendar::SECONDS_IN_DAY;
use crate::table::{Column, Table};

use crate::failure::ReuseError;

/// A run is so many times as long as the integrated autocorrelation time. Shorter ones know of each other, and the level does
/// not hold; longer ones are fewer. `cargo run --release --example time_table` prints what each length gives.
const TIMES: f64 = 3.5;

/// Without dates, rows follow each other only where they depend on each other so much.
const SURE_TIME: f64 = 1.5;

/// Dependence is measured in the first so many rows.
const MAX_MEASURED: usize = 20_000;

/// Runs are whole days, or whole weeks, where so many of them are left on each side.
const ENOUGH_RUNS: usize = 16;

/// The order of the rows of two tables.
#[derive(Debug)]
pub(super) struct Orders {
    sides: [Order; 2],
    has_dates: bool,
    season: Option<Season>,
}

impl Orders {
    /// By a column of dates that both tables have, or as they stand in the files where nobody has sorted them.
    pub(super) fn of<'t>(
        tables: [&Table; 2],
        pairing: &Pairing<'_>,
        original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
    ) -> Option<Self> {
        let dated = date_columns(pairing, original)
            .into_iter()
            .find_map(|[one, other]| {
                let [one, other] = [Order::by(&one), Order::by(&other)];
                Some([one?, other?])
            });
        if let Some(sides) = dated {
            let season = season([&sides[0], &sides[1]]);
            return Some(Self {
                sides,
                has_dates: true,
                season,
            });
        }
        let has_sorted = tables.into_iter().any(is_grouped);
        (!has_sorted).then(|| Self {
            sides: tables.map(|table| Order::of_file(table.rows)),
            has_dates: false,
            season: None,
        })
    }

    /// The order of the rows that are kept, by their new numbers.
    pub(super) fn of_rows(&self, kept: &[Vec<usize>; 2]) -> Self {
        Self {
            sides: [0, 1].map(|side| self.sides[side].of_rows(&kept[side])),
            ..*self
        }
    }
}

/// Runs of rows that change sides.
#[derive(Debug)]
pub(super) struct Runs {
    segments: [Vec<Segment>; 2],
    length: usize,
    time: f64,
    has_dates: bool,
    season: Option<Season>,
}

impl Runs {
    /// The runs that rows in these orders need; none where rows are independent. `encoded` are the columns that are compared.
    pub(super) fn of(
        orders: &Orders,
        encoded: &[(&PooledEncoding, &[PairedColumn<'_>])],
    ) -> Result<Option<Self>, ReuseError> {
        let measured = orders.sides.each_ref().map(|order| order.first(MAX_MEASURED));
        let values = encoded.iter().map(|(encoding, columns)| {
            let values = |side: Side, order: &Order| -> Result<Matrix, ReuseError> {
                let values = encoding.encode(columns, side, &order.rows);
                values.ok_or(ReuseError::NothingEncoded)
            };
            Ok([
                values(Side::Source, &measured[0])?,
                values(Side::Target, &measured[1])?,
            ])
        });
        let values = values.collect::<Result<Vec<[Matrix; 2]>, ReuseError>>()?;
        let found = |season: Option<Season>| {
            values.iter().fold(Dependence::NONE, |all, values| {
                let sides = [0, 1].map(|side| Ordered {
                    order: &measured[side],
                    values: &values[side],
                });
                all.and(dependence(sides, season))
            })
        };
        let mut season = orders.season;
        let mut all = found(season);
        if season.is_some() && !all.is_seasonal {
            season = None;
            all = found(None);
        }
        let least = if orders.has_dates { 1.0 } else { SURE_TIME };
        if all.time <= least {
            return Ok(None);
        }
        let segments = orders.sides.each_ref().map(|order| order.segments(season));
        Ok(Some(Self {
            length: length(all, orders, &segments),
            segments,
            time: all.time,
            has_dates: orders.has_dates,
            season,
        }))
    }

    pub(super) fn plan(&self, seed: Seed) -> Plan {
        Plan::in_runs([&self.segments[0], &self.segments[1]], self.length, seed)
    }

    /// What the report says of them.
    pub(super) fn told(&self, plan: &Plan) -> Succession {
        Succession {
            has_dates: self.has_dates,
            time: self.time,
            run: plan.bins.rows as u64,
            runs: plan.counted().map(|runs| runs as u64),
            within_months: self.season.is_some(),
        }
    }
}

/// Whether there are enough runs for a verdict.
pub(super) fn are_enough(plan: &Plan) -> bool {
    plan.counted().iter().all(|&runs| runs as u64 >= MIN_TESTED_RUNS)
}

/// The rows of a run: long enough for runs to be independent, and whole days or weeks where these make rows alike.
fn length(found: Dependence, orders: &Orders, segments: &[Vec<Segment>; 2]) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "far below the greatest integer"
    )]
    let whole = |rows: f64| rows.ceil().clamp(1.0, 1e9) as usize;
    let least = whole(TIMES * found.time);
    let runs = |length: usize| {
        let of_side = |segments: &Vec<Segment>| -> usize {
            segments.iter().map(|segment| segment.rows.len() / length).sum()
        };
        segments.iter().map(of_side).min().unwrap_or(0)
    };
    let steps = orders.sides.each_ref().map(Order::step);
    let step = steps[0].zip(steps[1]).map(|(one, other)| one.max(other));
    let rows_of_moment = orders.sides.each_ref().map(Order::rows_of_moment);
    let whole_turns = |turn: f64| -> Option<usize> {
        let rows = whole((turn / step?).round() * rows_of_moment[0].max(rows_of_moment[1]));
        let length = least.div_ceil(rows) * rows;
        (rows > 1 && runs(length) >= ENOUGH_RUNS).then_some(length)
    };
    let [by_day, by_week] = found.cycles;
    let week = by_week.then(|| whole_turns(7.0 * SECONDS_IN_DAY)).flatten();
    let day = || (by_day || by_week).then(|| whole_turns(SECONDS_IN_DAY)).flatten();
    week.or_else(day).unwrap_or(least)
}

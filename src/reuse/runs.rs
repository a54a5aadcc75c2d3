//! Tables whose rows follow each other in time: their order, how far rows depend on each other, and the plan of a test that
//! takes this into account. The settings may know better than the tables.

use crate::features::{
    Dependence, FeatureError, Matrix, Order, Ordered, PairedColumn, Pairing, PooledEncoding, Segment, Side,
    date_columns, dependence, find_series, is_grouped, season, series_by,
};
use crate::mmd::Plan;
use crate::random::Seed;
use crate::report::{MIN_TESTED_RUNS, RowDependence, Season, SeriesBy, Settings, Succession};
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
#[derive(Debug, Clone, Default)]
pub(super) struct Orders {
    sides: [Order; 2],
    has_dates: bool,
    /// The column that tells series apart, by the source's name.
    series: Option<String>,
    /// The rows of all series in one order by date, where they are several.
    together: Option<[Order; 2]>,
    season: Option<Season>,
    /// The rows of a run that the user asks for.
    asked: Option<usize>,
}

impl Orders {
    /// What the settings ask for. What they leave open: by a column of dates that both tables have, within series where dates
    /// repeat; or as rows stand in the files where nobody has sorted them. None where rows are taken for independent.
    pub(super) fn of<'t>(
        tables: [&'t Table; 2],
        pairing: &Pairing<'_>,
        original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
        settings: &Settings,
    ) -> Result<Option<Self>, ReuseError> {
        let asked = match settings.dependence {
            RowDependence::Independent => return Ok(None),
            RowDependence::Found => None,
            // More rows than this machine can count are more than any table has.
            RowDependence::Runs(rows) => Some(usize::try_from(rows).unwrap_or(usize::MAX)),
        };
        let dates = date_columns(pairing, original);
        let orders = match &settings.series {
            SeriesBy::Column(name) => Some(Self::by_column(tables, name, &dates, original)?),
            SeriesBy::Found => {
                let of_date = |moments: &[Vec<f64>; 2]| {
                    let [source, target] = moments;
                    let found = find_series(pairing, original, [source, target]);
                    let in_series =
                        found.map(|found| Self::in_series(found.column, found.orders, Some(moments)));
                    in_series.or_else(|| Self::by_date(moments))
                };
                dates.iter().find_map(of_date)
            }
            SeriesBy::Nothing => dates.iter().find_map(Self::by_date),
        };
        // Who asks for runs knows that the file's order means something.
        let has_order = || asked.is_some() || !tables.into_iter().any(is_grouped);
        let of_file = || Self {
            sides: tables.map(|table| Order::of_file(table.rows)),
            ..Self::default()
        };
        let orders = orders.or_else(|| has_order().then(of_file));
        Ok(orders.map(|orders| Self { asked, ..orders }))
    }

    fn by_date([source, target]: &[Vec<f64>; 2]) -> Option<Self> {
        let sides = [Order::by(source)?, Order::by(target)?];
        Some(Self {
            season: season([&sides[0], &sides[1]]),
            sides,
            has_dates: true,
            ..Self::default()
        })
    }

    fn in_series(column: String, sides: [Order; 2], moments: Option<&[Vec<f64>; 2]>) -> Self {
        Self {
            has_dates: moments.is_some(),
            season: moments.and_then(|_| season([&sides[0], &sides[1]])),
            series: Some(column),
            together: moments.map(|moments| moments.each_ref().map(|moments| Order::sorted(moments))),
            sides,
            ..Self::default()
        }
    }

    /// In the series of a column that the user chose.
    fn by_column<'t>(
        tables: [&'t Table; 2],
        name: &str,
        dates: &[[Vec<f64>; 2]],
        original: &dyn Fn(&str) -> Option<[&'t Column; 2]>,
    ) -> Result<Self, FeatureError> {
        let columns = original(name).ok_or_else(|| {
            let lacks = |table: &&Table| table.columns.iter().all(|column| column.name != name);
            let lacking = tables.into_iter().find(lacks).unwrap_or(tables[1]);
            FeatureError::no_such_column(lacking, name)
        })?;
        let mut series = [Vec::new(), Vec::new()];
        for ((series, column), table) in series.iter_mut().zip(columns).zip(tables) {
            *series = series_by(column, usize::MAX).ok_or_else(|| FeatureError::NoSeries {
                file: table.name.clone(),
                column: column.name.clone(),
            })?;
        }
        let ordered = |moments: Option<&[Vec<f64>; 2]>| -> Option<Self> {
            let side = |side: usize| {
                let moments = moments.map(|moments| moments[side].as_slice());
                Order::in_series(&series[side], moments)
            };
            Some(Self::in_series(name.to_owned(), [side(0)?, side(1)?], moments))
        };
        let by_date = dates.iter().find_map(|moments| ordered(Some(moments)));
        Ok(by_date.or_else(|| ordered(None)).unwrap_or_default())
    }

    /// The order of the rows that are kept, by their new numbers.
    pub(super) fn of_rows(&self, kept: &[Vec<usize>; 2]) -> Self {
        let kept_of = |orders: &[Order; 2]| [0, 1].map(|side| orders[side].of_rows(&kept[side]));
        Self {
            sides: kept_of(&self.sides),
            together: self.together.as_ref().map(kept_of),
            ..self.clone()
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
    series: Option<String>,
    joins_series: bool,
    season: Option<Season>,
}

impl Runs {
    /// The runs that rows in these orders need, or the user asks for; none where rows are independent. `encoded` are the columns
    /// that are compared.
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
        // Series that resemble each other hold no more independent rows than one of them.
        let together = orders.together.as_ref().filter(|_| all.joins_series);
        if all.time <= least && together.is_none() && orders.asked.is_none() {
            return Ok(None);
        }
        let sides = together.unwrap_or(&orders.sides);
        // The rows of a run of one series, and of all that stand together.
        let of_moment = together.map_or(1.0, rows_of_moment);
        let asked = orders.asked.map(|rows| rows.saturating_mul(whole(of_moment)));
        let within = |season: Option<Season>| {
            let segments = sides.each_ref().map(|order| order.segments(season));
            let length = asked.unwrap_or_else(|| length(all, sides, &segments, of_moment));
            (fewest(&segments, length), season, segments, length)
        };
        let mut chosen = within(season);
        // A run that no month holds may fit into a quarter.
        if season.is_some() && (chosen.0 as u64) < MIN_TESTED_RUNS {
            let wider = within(Some(Season::Quarter));
            if wider.0 > chosen.0 {
                chosen = wider;
            }
        }
        let (_, season, segments, length) = chosen;
        Ok(Some(Self {
            length,
            segments,
            time: all.time,
            has_dates: orders.has_dates,
            series: orders.series.clone(),
            joins_series: together.is_some(),
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
            series: self.series.clone(),
            joins_series: self.joins_series,
            time: self.time,
            run: plan.bins.rows as u64,
            runs: plan.counted().map(|runs| runs as u64),
            within: self.season,
        }
    }
}

/// Whether there are enough runs for a verdict.
pub(super) fn are_enough(plan: &Plan) -> bool {
    plan.counted().iter().all(|&runs| runs as u64 >= MIN_TESTED_RUNS)
}

fn whole(rows: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "far below the greatest integer"
    )]
    let rows = rows.ceil().clamp(1.0, 1e9) as usize;
    rows
}

/// How many rows stand at one moment in the table where more do.
fn rows_of_moment(sides: &[Order; 2]) -> f64 {
    sides[0].rows_of_moment().max(sides[1].rows_of_moment())
}

/// How many runs of this length the side with fewer has.
fn fewest(segments: &[Vec<Segment>; 2], length: usize) -> usize {
    let of_side = |segments: &Vec<Segment>| -> usize {
        segments.iter().map(|segment| segment.rows.len() / length).sum()
    };
    segments.iter().map(of_side).min().unwrap_or(0)
}

/// The rows of a run: long enough for runs to be independent, and whole days or weeks where these make rows alike. Where series
/// stand together, dependence is that of the rows of one, and a run has so many times as many.
fn length(found: Dependence, sides: &[Order; 2], segments: &[Vec<Segment>; 2], together: f64) -> usize {
    let least = whole(TIMES * found.time * together);
    let steps = sides.each_ref().map(Order::step);
    let step = steps[0].zip(steps[1]).map(|(one, other)| one.max(other));
    let whole_turns = |turn: f64| -> Option<usize> {
        let rows = whole((turn / step?).round() * rows_of_moment(sides));
        let length = least.div_ceil(rows) * rows;
        (rows > 1 && fewest(segments, length) >= ENOUGH_RUNS).then_some(length)
    };
    let [by_day, by_week] = found.cycles;
    let week = by_week.then(|| whole_turns(7.0 * SECONDS_IN_DAY)).flatten();
    let day = || (by_day || by_week).then(|| whole_turns(SECONDS_IN_DAY)).flatten();
    week.or_else(day).unwrap_or(least)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::features::{Selection, originals, pair};
    use crate::table::calendar::days_in_month;
    use crate::table::{Values, read};

    /// The runs of two tables with these settings.
    fn runs(tables: [&Table; 2], settings: &Settings) -> Result<Option<Runs>, ReuseError> {
        let pairing = pair(tables[0], tables[1], &Selection::default()).unwrap();
        let original = |name: &str| originals(tables, &Selection::default(), name);
        let rows = pairing.rows.map(|rows| (0..rows).collect::<Vec<usize>>());
        let encoding = PooledEncoding::new(&pairing.inputs, &rows[0], &rows[1]);
        match Orders::of(tables, &pairing, &original, settings)? {
            Some(orders) => Runs::of(&orders, &[(&encoding, &pairing.inputs)]),
            None => Ok(None),
        }
    }

    /// Rows of so many days, a series of an AR(1) process for each name, day after day, under weather of each day. They may be
    /// one process that goes on from name to name.
    fn under(weather: f64, seed: u64, names: &[&str], days: u32, phi: f64, is_one: bool) -> Table {
        let mut generator = Seed::new(seed).generator();
        let mut states = vec![0.0; if is_one { 1 } else { names.len() }];
        let mut text = String::from("date,name,kwh\n");
        for day in 0..days {
            let weather = weather * generator.normal();
            for (at, name) in names.iter().enumerate() {
                let at = if is_one { 0 } else { at };
                states[at] = phi * states[at] + (1.0 - phi * phi).sqrt() * generator.normal();
                let date = format!(
                    "20{:02}-{:02}-{:02}",
                    10 + day / 336,
                    day / 28 % 12 + 1,
                    day % 28 + 1
                );
                writeln!(text, "{date},{name},{:.4}", states[at] + weather).unwrap();
            }
        }
        read("a.csv", text.as_bytes()).unwrap()
    }

    fn table(seed: u64, names: &[&str], days: u32, phi: f64, is_one: bool) -> Table {
        under(0.0, seed, names, days, phi, is_one)
    }

    const METERS: [&str; 4] = ["north", "south", "east", "west"];

    #[test]
    fn a_run_that_no_month_holds_is_compared_within_quarters() {
        let table = |seed: u64| {
            let mut generator = Seed::new(seed).generator();
            let (mut state, mut text) = (0.0, String::from("date,kwh\n"));
            let months = (2021..2023_i64).flat_map(|year| (1..13_u32).map(move |month| (year, month)));
            let days = months.flat_map(|(year, month)| {
                (1..=days_in_month(year, month)).map(move |day| (year, month, day))
            });
            for (number, (year, month, day)) in (0_u32..).zip(days) {
                let season = 3.0 * (f64::from(number % 365) / 365.0 * std::f64::consts::TAU).sin();
                state = 0.87 * state + 0.5 * generator.normal();
                writeln!(text, "{year}-{month:02}-{day:02},{:.4}", state + season).unwrap();
            }
            read("a.csv", text.as_bytes()).unwrap()
        };
        let tables = [3, 4].map(table);
        let runs = runs([&tables[0], &tables[1]], &Settings::default())
            .unwrap()
            .unwrap();
        let per_side = runs.segments.each_ref().map(|segments| {
            let of_segment = |segment: &Segment| segment.rows.len() / runs.length;
            segments.iter().map(of_segment).sum::<usize>()
        });
        assert_eq!(runs.season, Some(Season::Quarter), "{runs:?}");
        assert!(
            runs.length > 28 && per_side.iter().all(|&count| count >= 10),
            "{} {per_side:?}",
            runs.length
        );
    }

    #[test]
    fn runs_of_several_meters_are_those_of_one() {
        let tables = [1, 2].map(|seed| table(seed, &METERS, 150, 0.8, false));
        let runs = runs([&tables[0], &tables[1]], &Settings::default())
            .unwrap()
            .unwrap();
        assert_eq!((runs.series.as_deref(), runs.joins_series), (Some("name"), false));
        assert!((18..=50).contains(&runs.length), "{}", runs.length);
        for (segments, table) in runs.segments.iter().zip(&tables) {
            let Values::Category { codes, .. } = &table.columns[1].values else {
                panic!("{:?}", table.columns[1]);
            };
            let is_of_one = |segment: &Segment| {
                segment
                    .rows
                    .iter()
                    .all(|&row| codes[row] == codes[segment.rows[0]])
            };
            assert!(segments.iter().all(is_of_one));
        }
    }

    #[test]
    fn hours_in_a_column_of_their_own_stay_in_one_run() {
        let hours: Vec<String> = (0..24).map(|hour| format!("h{hour}")).collect();
        let hours: Vec<&str> = hours.iter().map(String::as_str).collect();
        let tables = [1, 2].map(|seed| table(seed, &hours, 100, 0.97, true));
        let runs = runs([&tables[0], &tables[1]], &Settings::default())
            .unwrap()
            .unwrap();
        assert_eq!((runs.series.as_deref(), runs.joins_series), (Some("name"), true));
        let first = &runs.segments[0][0];
        assert_eq!(first.rows, (0..first.rows.len()).collect::<Vec<usize>>());
        // 3.5 times the 66 rows of which one is independent.
        assert!((100..500).contains(&runs.length), "{}", runs.length);
    }

    #[test]
    fn meters_under_one_weather_stay_in_one_run() {
        let tables = [1, 2].map(|seed| under(1.0, seed, &METERS, 120, 0.0, false));
        let tables = [&tables[0], &tables[1]];
        let found = runs(tables, &Settings::default()).unwrap().unwrap();
        assert_eq!((found.joins_series, found.length), (true, 14));
        assert!((found.time - 1.0).abs() < 1e-12, "{}", found.time);
        let settings = Settings {
            dependence: RowDependence::Runs(7),
            ..Settings::default()
        };
        assert_eq!(runs(tables, &settings).unwrap().unwrap().length, 28);
        // Meters that the weather does not reach change sides row by row.
        let tables = [1, 2].map(|seed| table(seed, &METERS, 120, 0.0, false));
        assert!(
            runs([&tables[0], &tables[1]], &Settings::default())
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn what_the_user_knows_comes_before_what_is_found() {
        // From the 28th of January to February is a gap.
        let tables = [1, 2].map(|seed| table(seed, &METERS, 56, 0.8, false));
        let with = |dependence, series: Option<&str>| {
            let series = series.map_or(SeriesBy::Nothing, |name| SeriesBy::Column(name.to_owned()));
            let settings = Settings {
                dependence,
                series,
                ..Settings::default()
            };
            runs([&tables[0], &tables[1]], &settings)
        };
        assert!(with(RowDependence::Independent, Some("name")).unwrap().is_none());
        let asked = with(RowDependence::Runs(90), None).unwrap().unwrap();
        assert_eq!(
            (asked.length, asked.series, asked.segments[0].len()),
            (90, None, 2)
        );
        let asked = with(RowDependence::Runs(90), Some("name")).unwrap().unwrap();
        assert_eq!((asked.length, asked.segments[0].len()), (90, 8));
        let plan = asked.plan(Seed::new(1));
        assert_eq!((plan.counted(), are_enough(&plan)), ([0, 0], false));
        let features = |series| match with(RowDependence::Found, Some(series)) {
            Err(ReuseError::Features(error)) => error,
            other => panic!("{other:?}"),
        };
        assert!(matches!(features("date"), FeatureError::NoSeries { column, .. } if column == "date"));
        assert!(matches!(features("meter"), FeatureError::NoSuchColumn { column, .. } if column == "meter"));
    }

    #[test]
    fn a_column_tells_series_apart_without_dates() {
        let mut tables = [1, 2].map(|seed| table(seed, &METERS, 100, 0.8, false));
        for table in &mut tables {
            table.columns.remove(0);
        }
        let settings = Settings {
            series: SeriesBy::Column("name".to_owned()),
            ..Settings::default()
        };
        let runs = runs([&tables[0], &tables[1]], &settings).unwrap().unwrap();
        assert_eq!((runs.has_dates, runs.segments[0].len()), (false, 4));
        assert_eq!(runs.segments[0][1].rows[..3], [1, 5, 9]);
    }
}

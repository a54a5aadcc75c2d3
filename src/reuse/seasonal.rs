//! The seasonal naive forecast: what the label was at the same time a day, a week or a year before.

use crate::features::{Label, Side};

use super::cuts::{Cut, InTime};

const DAY: f64 = 86_400.0;

/// Seasons in seconds. 52 weeks before it was the same weekday, 365 days before about the same day of the year.
const SEASONS: [f64; 4] = [DAY, 7.0 * DAY, 364.0 * DAY, 365.0 * DAY];

/// A season has at least so many steps from moment to moment, or it is none.
const MIN_STEPS: f64 = 2.0;

/// Fewest pairs of rows one season apart by which it is chosen.
const MIN_PAIRS: usize = 30;

/// The least share of the rows that judge for which there is a row some seasons before.
const MIN_FORECAST: f64 = 0.9;

/// Rows that teach in the order of time, with their labels.
struct Past {
    moments: Vec<f64>,
    labels: Vec<f64>,
    /// The usual step from moment to moment.
    step: f64,
}

impl Past {
    /// The label of the row at this moment, which may be half a step off.
    fn at(&self, moment: f64) -> Option<f64> {
        let behind = self.moments.partition_point(|&known| known < moment);
        let places = [behind.checked_sub(1), Some(behind)].into_iter().flatten();
        let off = |&place: &usize| (self.moments[place] - moment).abs();
        let places = places.filter(|&place| place < self.moments.len());
        let nearest = places.min_by(|one, other| off(one).total_cmp(&off(other)))?;
        (off(&nearest) <= self.step / 2.0).then(|| self.labels[nearest])
    }

    /// The mean absolute error of a season among the rows that teach; nothing where there are too few pairs.
    fn error(&self, season: f64) -> Option<f64> {
        let of_row = |(&moment, &label): (&f64, &f64)| Some((label - self.at(moment - season)?).abs());
        let errors: Vec<f64> = self.moments.iter().zip(&self.labels).filter_map(of_row).collect();
        (errors.len() >= MIN_PAIRS).then(|| errors.iter().sum::<f64>() / errors.len() as f64)
    }

    /// The season that fits the rows that teach best.
    fn season(&self) -> Option<f64> {
        let seasons = SEASONS
            .into_iter()
            .filter(|season| *season >= MIN_STEPS * self.step);
        let errors = seasons.filter_map(|season| Some((season, self.error(season)?)));
        let best = errors.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        Some(best.0)
    }
}

/// A forecast for each row that judges: the label so many seasons before that the row teaches, by the season that fits the rows
/// that teach best (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 2021). Where that row is missing, the
/// mean. Nothing where rows share their moments, or no season has rows enough.
pub(super) fn seasonal(in_time: &InTime<'_>, label: &Label<'_>, cut: &Cut) -> Option<Vec<f64>> {
    let taught = in_time.dated(&cut.adaptation);
    let moments: Vec<f64> = taught.iter().map(|&row| in_time.moments[row]).collect();
    if !moments.windows(2).all(|pair| pair[0] < pair[1]) {
        return None;
    }
    let last = *moments.last()?;
    let past = Past {
        labels: label.numbers(Side::Target, &taught),
        moments,
        step: in_time.step(),
    };
    let season = past.season()?;
    let forecast = |&row: &usize| {
        let moment = in_time.moments[row];
        let seasons = ((moment - last) / season).ceil().max(1.0);
        past.at(moment - seasons * season)
    };
    let forecasts: Vec<Option<f64>> = cut.held_out.iter().map(forecast).collect();
    let found = forecasts.iter().flatten().count() as f64;
    let mean = past.labels.iter().sum::<f64>() / past.labels.len() as f64;
    (found >= MIN_FORECAST * forecasts.len() as f64).then(|| {
        forecasts
            .into_iter()
            .map(|forecast| forecast.unwrap_or(mean))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::PairedColumn;

    /// What is forecast for the last rows of a table whose label is this number of the row's day, with a gap of three rows.
    fn forecast(rows: usize, step: f64, judging: usize, of_row: impl Fn(usize) -> f64) -> Option<Vec<f64>> {
        let labels: Vec<f64> = (0..rows).map(of_row).collect();
        let column = PairedColumn::of_numbers("y", labels.clone(), labels);
        let label = Label::of(&column).unwrap();
        let moments: Vec<f64> = (0..rows).map(|row| row as f64 * step).collect();
        let all: Vec<usize> = (0..rows).collect();
        let in_time = InTime {
            target: &all,
            candidates: &all,
            moments: &moments,
            dependence: 0.0,
        };
        let mut cut = Cut::of(&all, all[rows - judging..].to_vec(), vec![0; judging]);
        cut.adaptation.truncate(rows - judging - 3);
        seasonal(&in_time, &label, &cut)
    }

    #[test]
    fn a_week_is_found_in_days() {
        let weekly = |row: usize| [3.0, 4.0, 4.0, 5.0, 4.0, 1.0, 0.5][row % 7];
        let expected: Vec<f64> = (80..100).map(weekly).collect();
        assert_eq!(forecast(100, DAY, 20, weekly), Some(expected));
    }

    #[test]
    fn a_day_is_found_in_hours_and_a_year_in_days() {
        let daily = |row: usize| ((row % 24) as f64 - 12.0).abs();
        let expected: Vec<f64> = (200..240).map(daily).collect();
        assert_eq!(forecast(240, 3_600.0, 40, daily), Some(expected));
        let yearly = |row: usize| ((row % 365) as f64 / 365.0 * std::f64::consts::TAU).sin();
        let expected: Vec<f64> = (750..800).map(yearly).collect();
        assert_eq!(forecast(800, DAY, 50, yearly), Some(expected));
    }

    #[test]
    fn where_no_season_can_be_seen_there_is_no_forecast() {
        // Ten weeks of one row each, and days of which too few are known.
        assert_eq!(forecast(70, 7.0 * DAY, 10, |row| row as f64), None);
        assert_eq!(forecast(45, DAY, 10, |row| row as f64), None);
    }
}

//! What is asked for on the command line.

use kindred::report::{RowDependence, SeriesBy, Settings};

const USAGE: &str = "usage: reuse_check SOURCE.csv TARGET.csv [--label COLUMN] [--columns A,B,…] [--seed N] \
                     [--alpha A] [--margin M] [--rows auto|independent|runs:N] [--series COLUMN] [--test-only] \
                     [--adapt] [--training JSON] [--network FILE] [--save FILE] [--predict FILE] [--html FILE] \
                     [--text FILE]";

/// What was asked for.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) settings: Settings,
    pub(crate) test_only: bool,
    pub(crate) adapt: bool,
    pub(crate) network: Option<String>,
    pub(crate) save: Option<String>,
    pub(crate) predict: Option<String>,
    pub(crate) html: Option<String>,
    pub(crate) text: Option<String>,
}

/// Reads the arguments behind the program's name.
///
/// # Errors
/// What is wrong with them, as a sentence.
pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut given = Vec::new();
    let mut files = Vec::new();
    let mut settings = Settings::default();
    let (mut test_only, mut adapt) = (false, false);
    let (mut network, mut save, mut predict) = (None, None, None);
    let (mut html, mut text) = (None, None);
    while let Some(argument) = arguments.next() {
        if argument.starts_with("--") {
            if given.contains(&argument) {
                return Err(format!("{argument} is given twice. {USAGE}"));
            }
            given.push(argument.clone());
        }
        let mut value = || {
            arguments
                .next()
                .ok_or(format!("{argument} needs a value. {USAGE}"))
        };
        match argument.as_str() {
            "--label" => settings.label = Some(value()?),
            "--columns" => settings.columns = Some(names(&value()?)?),
            "--seed" => settings.seed = number(&argument, &value()?)?,
            "--alpha" => settings.alpha = number(&argument, &value()?)?,
            "--margin" => settings.margin_sd = number(&argument, &value()?)?,
            "--rows" => settings.dependence = dependence(&value()?)?,
            "--series" => settings.series = SeriesBy::Column(value()?),
            "--test-only" => test_only = true,
            "--adapt" => adapt = true,
            "--training" => {
                settings.training = serde_json::from_str(&value()?)
                    .map_err(|error| format!("--training cannot be read: {error}."))?;
            }
            "--network" => network = Some(value()?),
            "--save" => save = Some(value()?),
            "--predict" => predict = Some(value()?),
            "--html" => html = Some(value()?),
            "--text" => text = Some(value()?),
            _ if argument.starts_with("--") => return Err(format!("unknown option {argument}. {USAGE}")),
            _ => files.push(argument),
        }
    }
    check_together(&given)?;
    if settings.dependence == RowDependence::Independent && settings.series.column().is_some() {
        return Err(format!("--series does nothing with --rows independent. {USAGE}"));
    }
    let [source, target] = <[String; 2]>::try_from(files).map_err(|_| USAGE.to_owned())?;
    Ok(Arguments {
        source,
        target,
        settings,
        test_only,
        adapt,
        network,
        save,
        predict,
        html,
        text,
    })
}

/// Names with commas between them, as in a line of CSV: a name that has a comma itself stands in double quotes.
fn names(text: &str) -> Result<Vec<String>, String> {
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    match lines.records().next() {
        Some(Ok(names)) => Ok(names.iter().map(str::to_owned).collect()),
        _ => Err("--columns needs names of columns, with commas between them.".to_owned()),
    }
}

/// How far rows depend on each other.
fn dependence(text: &str) -> Result<RowDependence, String> {
    match text.split_once(':') {
        None if text == "auto" => Ok(RowDependence::Found),
        None if text == "independent" => Ok(RowDependence::Independent),
        Some(("runs", rows)) => Ok(RowDependence::Runs(number("--rows runs:", rows)?)),
        _ => Err(format!(
            "--rows must be auto, independent or runs:N, not \"{text}\"."
        )),
    }
}

/// Refuses options that would do nothing beside the others.
fn check_together(given: &[String]) -> Result<(), String> {
    let has = |option: &str| given.iter().any(|given| given == option);
    let of_networks = ["--adapt", "--training", "--network", "--save", "--predict"];
    for option in of_networks.into_iter().filter(|option| has(option)) {
        if !has("--label") {
            return Err(format!("{option} does nothing without --label. {USAGE}"));
        }
        if has("--test-only") {
            return Err(format!(
                "{option} does nothing with --test-only, which trains no network. {USAGE}"
            ));
        }
    }
    Ok(())
}

fn number<T: std::str::FromStr>(option: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{option} needs a number, not \"{text}\"."))
}

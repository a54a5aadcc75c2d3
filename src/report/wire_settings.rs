//! Version 1 of the message of a link that carries settings and no result, and the checks on the way in.
//!
//! As in [`super::wire`], changing its structure changes the format.

use serde::{Deserialize, Serialize};

use super::check::check_shared_settings;
use super::sharing::{Carried, Content, Opened, SharedSettings, Sharing, check_time};
use super::{LinkError, Outcome, Settings, wire};

#[derive(Serialize, Deserialize)]
struct Message {
    settings: Settings,
    app_version: String,
    fingerprints: [String; 2],
    made_at: Option<u64>,
    without_column_names: bool,
}

/// Writes the message of an outcome's settings, which have no names any more that were left out.
pub(super) fn encode(outcome: &Outcome, sharing: &Sharing) -> Result<Vec<u8>, LinkError> {
    let report = &outcome.report;
    wire::bytes(&Message {
        settings: outcome.settings.clone(),
        app_version: report.app_version.clone(),
        fingerprints: [&report.source, &report.target].map(|domain| domain.fingerprint.clone()),
        made_at: sharing.made_at,
        without_column_names: !sharing.column_names,
    })
}

/// Reads a message and checks every field.
pub(super) fn decode(bytes: &[u8]) -> Result<Opened, LinkError> {
    let (message, rest): (Message, _) = postcard::take_from_bytes(bytes)
        .map_err(|_| LinkError::Damaged("its content does not have the form of settings"))?;
    if !rest.is_empty() {
        return Err(LinkError::Damaged("something follows the settings"));
    }
    let settings = message
        .settings
        .check()
        .map_err(|_| LinkError::Impossible("its settings"))?;
    let shared = SharedSettings {
        settings: settings.settings().clone(),
        app_version: message.app_version,
        fingerprints: message.fingerprints,
    };
    check_shared_settings(&shared)
        .and_then(|()| check_time(message.made_at))
        .map_err(LinkError::Impossible)?;
    Ok(Opened {
        sharing: Sharing {
            carried: Carried::Settings,
            column_names: !message.without_column_names,
            file_names: false,
            made_at: message.made_at,
        },
        content: Content::Settings(Box::new(shared)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::outcome;
    use super::*;

    fn message(change: impl FnOnce(&mut Outcome)) -> Vec<u8> {
        let mut changed = outcome();
        change(&mut changed);
        encode(&changed, &Sharing::default()).unwrap()
    }

    #[test]
    fn meaningless_settings_are_refused() {
        type Change = fn(&mut Outcome);
        let changes: [Change; 4] = [
            |outcome| outcome.settings.alpha = 2.0,
            |outcome| outcome.settings.label = Some("x".repeat(3_000)),
            |outcome| outcome.report.target.fingerprint = "<script>".into(),
            |outcome| outcome.report.app_version = "9".repeat(3_000),
        ];
        assert!(decode(&message(|_| {})).is_ok());
        for change in changes {
            assert!(matches!(decode(&message(change)), Err(LinkError::Impossible(_))));
        }
    }

    #[test]
    fn bytes_after_the_settings_are_refused() {
        let mut long = message(|_| {});
        long.push(0);
        assert!(matches!(decode(&long), Err(LinkError::Damaged(_))));
    }
}

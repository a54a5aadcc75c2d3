//! What needs the network and did not get it: tried again after a while, and when the network is back.

use std::time::Duration;

use leptos::prelude::*;

use super::activity::Place;
use super::notice::Notice;
use super::page::Page;
use crate::page::data::{BOTH, Reading};

/// How long each try waits for the one before to be over.
const WAITS: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(10)];

impl Page {
    /// Tries again in a while what has failed for want of the network, but not for ever.
    pub(crate) fn retry_later(self) {
        let tried = self.work.retries.get_value();
        if let Some(wait) = WAITS.get(tried) {
            self.work.retries.set_value(tried + 1);
            set_timeout(move || self.retry(), *wait);
        }
    }

    /// The network is back: tries at once, and as often as at first.
    pub(crate) fn retry_online(self) {
        self.work.retries.set_value(0);
        self.retry();
    }

    fn retry(self) {
        let is_tried = |(place, notice): (&Place, &Notice)| {
            // A network file has to be chosen again.
            (*place != Place::Network && notice.is_of_network()).then_some(*place)
        };
        let failed = self
            .work
            .alerts
            .try_with_untracked(|alerts| alerts.iter().filter_map(is_tried).collect::<Vec<_>>())
            .unwrap_or_default();
        if failed.is_empty() {
            return;
        }
        for place in failed {
            self.work.clear_alert(place);
        }
        for side in BOTH {
            // What has failed for a reason of its own keeps its alert.
            let place = Place::of_file(side);
            if self
                .work
                .alerts
                .with_untracked(|alerts| !alerts.contains_key(&place))
            {
                self.data.change(side, |chosen| {
                    if matches!(chosen.reading, Reading::Failed) {
                        chosen.read_again();
                    }
                });
            }
        }
        if let Some(bridge) = self.work.bridge.get_value() {
            bridge.warm();
        }
        self.advance();
    }
}

//! Opening a network from a file, and taking the files that the worker writes.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::activity::Place;
use super::page::Page;
use super::tasks::{Computation, NetworkProgress, Step};
use crate::compute::messages::{KeptNetwork, OpenedNetwork, Task};
use crate::failure::Failure;
use crate::files::{FileError, LargePart, MAX_BYTES, Mapping};
use crate::page::browser;
use crate::page::question::ChosenNetwork;
use crate::page::words;

impl Page {
    /// Chooses a network file.
    pub(crate) fn choose_network(self, file: web_sys::File) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_notices();
        if file.size() > MAX_BYTES as f64 {
            let error = FileError::TooLarge {
                what: LargePart::File,
                max: MAX_BYTES / 1_000_000,
            };
            let file = file.name();
            self.work
                .alert(Place::Reuse, Failure::NetworkFile { file, error });
            return;
        }
        let number = self.work.next_choice();
        self.question.network.set(Some(ChosenNetwork {
            number,
            name: file.name(),
            file,
            mapping: None,
            known: None,
            is_new: true,
        }));
        self.advance();
    }

    /// Takes the network away: the next comparison trains one on the source.
    pub(crate) fn close_network(self) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_notices();
        self.question.network.set(None);
        self.advance();
    }

    /// Says what the network's file leaves open.
    pub(crate) fn map_network(self, mapping: Mapping) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_notices();
        let number = self.work.next_choice();
        self.question.network.update(|network| {
            if let Some(network) = network {
                network.number = number;
                network.mapping = Some(mapping);
                network.is_new = true;
            }
        });
        self.advance();
    }

    /// How far the network file is.
    pub(crate) fn network_progress(self) -> NetworkProgress {
        let held = self.work.network_held.get_value();
        self.question.network.with_untracked(|network| match network {
            None if held.is_some() => NetworkProgress::Unwanted,
            None => NetworkProgress::Absent,
            Some(network) if network.is_new => NetworkProgress::Unread,
            Some(network) if network.needs_mapping() => NetworkProgress::Unmapped,
            Some(network) if held == Some(network.number) => NetworkProgress::Held,
            Some(_) => NetworkProgress::Forgotten,
        })
    }

    /// Has the worker read the network file.
    pub(crate) fn read_network(self) {
        let Some(network) = self.question.network.get_untracked() else {
            return;
        };
        let url = web_sys::Url::create_object_url_with_blob(network.file.unchecked_ref()).ok();
        self.work.object_url.set_value(url.clone());
        let Some(url) = url else {
            self.fail_to_open(Failure::FileGone { file: network.name });
            return;
        };
        self.work.step.set_value(Some(Step::OpenNetwork));
        let ChosenNetwork { name, mapping, .. } = network;
        self.work.ask(Task::OpenNetwork { name, url, mapping });
    }

    /// The worker has read the network file.
    pub(crate) fn take_network(self, known: OpenedNetwork) {
        self.work.end_step();
        let mut held = None;
        self.question.network.try_update(|network| {
            if let Some(network) = network {
                held = Some(network.number);
                network.known = Some(known);
                network.is_new = false;
            }
        });
        self.work.network_held.set_value(held);
        self.advance();
    }

    /// The network file cannot be used, alone or with its mapping.
    pub(crate) fn fail_to_open(self, failure: Failure) {
        self.work.network_held.set_value(None);
        self.work.goal.set_value(None);
        self.question.network.try_update(|network| {
            // A wrong mapping can be corrected. A file that cannot be read is dropped.
            match network {
                Some(network) if network.needs_mapping() => {
                    network.mapping = None;
                    network.is_new = false;
                }
                network => *network = None,
            }
        });
        self.work.alert(Place::Reuse, failure);
        self.advance();
    }

    /// A computation of this kind has left networks behind in the worker.
    pub(crate) fn offer_networks(self, computation: Computation) {
        let networks = match computation {
            Computation::Compare => vec![
                KeptNetwork::Source,
                KeptNetwork::FineTuned,
                KeptNetwork::FromScratch,
            ],
            Computation::Adapt => vec![KeptNetwork::Source, KeptNetwork::Adapted],
            Computation::Test | Computation::Save(..) | Computation::Predict(..) => return,
        };
        self.answer.networks.try_set(networks);
    }

    /// The worker has written a file for the user.
    pub(crate) fn take_file(self, name: &str, media_type: &str, bytes: &[u8]) {
        self.work.end_step();
        self.work.goal.set_value(None);
        self.work.activity.try_set(None);
        if browser::save_bytes(name, media_type, bytes).is_err() {
            self.work.alert(Place::Reuse, words::NO_DOWNLOAD);
        }
        self.advance();
    }
}

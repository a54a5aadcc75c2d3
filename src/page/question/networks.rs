//! A network from a file, and the networks that a comparison leaves behind.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::compute::messages::{KeptNetwork, OpenedNetwork, Task};
use crate::failure::Failure;
use crate::files::{FileError, LargePart, MAX_BYTES, Mapping};
use crate::page::browser;
use crate::page::words;
use crate::page::work::page::{Page, Place};
use crate::page::work::tasks::{Kind, NetworkFile, Step};

/// A network file of the user's.
#[derive(Clone)]
pub(in crate::page) struct NetworkOfFile {
    /// Tells this choice, with what was told about it, from every other.
    number: u32,
    pub(in crate::page) name: String,
    /// The handle is kept, so that a new worker can read it again.
    file: web_sys::File,
    /// What the user says about what the file leaves open.
    mapping: Option<Mapping>,
    /// What is known of it, once it was read.
    pub(in crate::page) known: Option<OpenedNetwork>,
    /// Whether it was not read yet, or not with what was told.
    is_new: bool,
}

impl NetworkOfFile {
    /// Whether it was read and waits for what the user has to tell.
    pub(in crate::page) fn needs_mapping(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.needs_mapping)
    }
}

impl Page {
    /// Chooses a network file.
    pub(in crate::page) fn choose_network(self, file: web_sys::File) {
        if self.refuse_while_computing() {
            return;
        }
        self.question_changed();
        if file.size() > MAX_BYTES as f64 {
            let error = FileError::TooLarge {
                what: LargePart::File,
                max: MAX_BYTES / 1_000_000,
            };
            let file = file.name();
            self.alert(Place::Reuse, Failure::NetworkFile { file, error });
            return;
        }
        let number = self.next_choice();
        self.network.set(Some(NetworkOfFile {
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
    pub(in crate::page) fn close_network(self) {
        if self.refuse_while_computing() {
            return;
        }
        self.question_changed();
        self.network.set(None);
        self.advance();
    }

    /// Says what the network's file leaves open.
    pub(in crate::page) fn map_network(self, mapping: Mapping) {
        if self.refuse_while_computing() {
            return;
        }
        self.question_changed();
        let number = self.next_choice();
        self.network.update(|network| {
            if let Some(network) = network {
                network.number = number;
                network.mapping = Some(mapping);
                network.is_new = true;
            }
        });
        self.advance();
    }

    fn next_choice(self) -> u32 {
        let number = self.choices.get_value() + 1;
        self.choices.set_value(number);
        number
    }

    /// The name of the network's file, where one is ready to be used. Tracks.
    pub(in crate::page) fn network_name(self) -> Option<String> {
        self.network.with(|network| {
            let network = network.as_ref()?;
            let is_ready = network.known.is_some() && !network.needs_mapping();
            is_ready.then(|| network.name.clone())
        })
    }

    /// Whether a network waits for what the user has to tell. Tracks.
    pub(in crate::page) fn network_needs_mapping(self) -> bool {
        self.network
            .with(|network| network.as_ref().is_some_and(NetworkOfFile::needs_mapping))
    }

    /// How far the network file is.
    pub(in crate::page) fn network_file(self) -> NetworkFile {
        let held = self.network_held.get_value();
        self.network.with_untracked(|network| match network {
            None if held.is_some() => NetworkFile::Unwanted,
            None => NetworkFile::Absent,
            Some(network) if network.is_new => NetworkFile::Unread,
            Some(network) if network.needs_mapping() => NetworkFile::Unmapped,
            Some(network) if held == Some(network.number) => NetworkFile::Held,
            Some(_) => NetworkFile::Forgotten,
        })
    }

    /// Has the worker read the network file.
    pub(in crate::page) fn read_network(self) {
        let Some(network) = self.network.get_untracked() else {
            return;
        };
        let url = web_sys::Url::create_object_url_with_blob(network.file.unchecked_ref()).ok();
        self.object_url.set_value(url.clone());
        let Some(url) = url else {
            self.fail_to_open(Failure::FileGone { file: network.name });
            return;
        };
        self.step.set_value(Some(Step::OpenNetwork));
        let NetworkOfFile { name, mapping, .. } = network;
        self.ask(Task::OpenNetwork { name, url, mapping });
    }

    /// The worker has read the network file.
    pub(in crate::page) fn take_network(self, known: OpenedNetwork) {
        self.end_step();
        let mut held = None;
        self.network.try_update(|network| {
            if let Some(network) = network {
                held = Some(network.number);
                network.known = Some(known);
                network.is_new = false;
            }
        });
        self.network_held.set_value(held);
        self.advance();
    }

    /// The network file cannot be used as it is, or as it was told about.
    pub(in crate::page) fn fail_to_open(self, failure: Failure) {
        self.network_held.set_value(None);
        self.goal.set_value(None);
        self.network.try_update(|network| {
            // What was told can be told otherwise; a file that cannot be read is of no use.
            match network {
                Some(network) if network.needs_mapping() => {
                    network.mapping = None;
                    network.is_new = false;
                }
                network => *network = None,
            }
        });
        self.alert(Place::Reuse, failure);
        self.advance();
    }

    /// A computation of this kind has left networks behind in the worker.
    pub(in crate::page) fn networks_came(self, kind: Kind) {
        let networks = match kind {
            Kind::Compare => vec![
                KeptNetwork::Source,
                KeptNetwork::FineTuned,
                KeptNetwork::FromScratch,
            ],
            Kind::Adapt => vec![KeptNetwork::Source, KeptNetwork::Adapted],
            Kind::Test | Kind::Save(..) | Kind::Predict(..) => return,
        };
        self.at_hand.try_set(networks);
    }

    /// The worker has written a file for the user.
    pub(in crate::page) fn take_file(self, name: &str, media_type: &str, bytes: &[u8]) {
        self.end_step();
        self.goal.set_value(None);
        self.activity.try_set(None);
        if browser::save_bytes(name, media_type, bytes).is_err() {
            self.alert(Place::Reuse, words::NO_DOWNLOAD);
        }
        self.advance();
    }
}

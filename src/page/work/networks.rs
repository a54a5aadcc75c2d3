//! Opening a network from a file, and taking the files that the worker writes.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::activity::Place;
use super::page::Page;
use super::tasks::{Computation, NetworkProgress, Step};
use crate::compute::messages::{FitAlone, KeptNetwork, NetworkFit, OpenedNetwork, Task};
use crate::failure::Failure;
use crate::files::{FileError, LargePart, MAX_BYTES, Mapping};
use crate::page::answer::Tab;
use crate::page::browser;
use crate::page::question::{Adopted, ChosenNetwork, OnlyTable};
use crate::page::words;

/// How the names of network files end.
const ENDINGS: [&str; 4] = [".safetensors", ".onnx", ".pt", ".pth"];

/// Whether a file is a network by its name.
pub(crate) fn is_network(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// What a list of files to choose from shows.
pub(crate) fn accepted() -> String {
    ENDINGS.join(",")
}

impl Page {
    /// Opens a network file that was dropped, and shows where.
    pub(crate) fn drop_network(self, file: web_sys::File) {
        self.choose_network(file);
        if self.question.network_open.get_untracked() {
            browser::show("network-part");
        }
    }

    /// Chooses a network file.
    pub(crate) fn choose_network(self, file: web_sys::File) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_notices();
        self.question.network_open.set(true);
        if file.size() > MAX_BYTES as f64 {
            let error = FileError::TooLarge {
                what: LargePart::File,
                max: MAX_BYTES / 1_000_000,
            };
            let file = file.name();
            self.work
                .alert(Place::Network, Failure::NetworkFile { file, error });
            return;
        }
        self.give_columns_back();
        let number = self.work.next_choice();
        self.question.network.set(Some(ChosenNetwork::new(number, file)));
        self.advance();
    }

    /// Takes the network away: the next comparison trains one on the source.
    pub(crate) fn close_network(self) {
        if self.refuse_while_computing() {
            return;
        }
        self.work.clear_notices();
        self.give_columns_back();
        self.question.network.set(None);
        self.advance();
    }

    /// Leaves out the columns that the user had left out before there was a network, unless others were chosen since.
    fn give_columns_back(self) {
        let adopted = self
            .question
            .network
            .with_untracked(|network| network.as_ref().and_then(|network| network.adopted.clone()));
        if let Some(Adopted { left_out, before, .. }) = adopted
            && self.data.left_out.with_untracked(|now| *now == left_out)
        {
            self.data.left_out.set(before);
        }
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
        // What can be asked of it stands there.
        self.answer.tab.set(Tab::Networks);
        // Once more with the network, which has to fit the tables.
        self.work.described.set_value(None);
        self.advance();
    }

    /// The worker says how the network fits the tables. Its label and its inputs are chosen, once for each pair of tables:
    /// what the user changes after that stays.
    pub(crate) fn take_fit(self, fit: NetworkFit) {
        // It may be that of a network whose place another one takes.
        if self.network_progress() != NetworkProgress::Held {
            return;
        }
        let tables = untrack(|| self.data.wanted_overview()).tables;
        let NetworkFit { label, inputs, .. } = fit.clone();
        let is_new = self.question.network.try_update(|network| {
            let network = network.as_mut()?;
            network.fit = Some(fit);
            let done = network.adopted.as_ref().map(|adopted| adopted.tables);
            Some(done != Some(tables))
        });
        if is_new.flatten() != Some(true) {
            return;
        }
        if label.is_some() {
            self.data.choose_label(label.clone());
        }
        let before = self.data.left_out.get_untracked();
        if !inputs.is_empty() {
            self.data.use_only(&inputs, label.as_deref());
        }
        let left_out = self.data.left_out.get_untracked();
        self.question.network.try_update(|network| {
            if let Some(network) = network {
                // What is left out for other tables was this network's doing, too.
                let before = network.adopted.take().map_or(before, |adopted| adopted.before);
                network.adopted = Some(Adopted {
                    tables,
                    left_out,
                    before,
                });
            }
        });
    }

    /// The worker says what the only table lacks for the network.
    pub(crate) fn take_fit_alone(self, fit: FitAlone) {
        self.work.end_step();
        let tables = untrack(|| self.data.wanted_overview()).tables;
        self.question.network.try_update(|network| {
            if let Some(network) = network {
                network.alone = Some(OnlyTable { tables, fit });
            }
        });
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
        self.question.network_open.try_set(true);
        self.work.alert(Place::Network, failure);
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
            Computation::Test
            | Computation::Save(..)
            | Computation::Predict(..)
            | Computation::RowsToLabel(_)
            | Computation::PredictAlone(_) => return,
        };
        self.answer.networks.try_set(networks);
        self.answer.networks_for.try_set(self.work.tested.get_value());
    }

    /// The worker has written a file for the user.
    pub(crate) fn take_file(self, name: &str, media_type: &str, bytes: &[u8]) {
        self.work.end_step();
        self.work.goal.set_value(None);
        self.work.activity.try_set(None);
        if browser::save_bytes(name, media_type, bytes).is_err() {
            self.work.alert(Place::Reuse, words::NO_DOWNLOAD);
        } else {
            self.work.saved.try_set(Some(name.to_owned()));
        }
        self.advance();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_known_by_its_name() {
        for name in ["a.safetensors", "net.v2.ONNX", "state.pt", "x.pth"] {
            assert!(is_network(name), "{name}");
        }
        for name in ["a.csv", "onnx", "pt.csv", "a.onnx.csv", "receipt", "a.xlsx", ""] {
            assert!(!is_network(name), "{name}");
        }
    }
}

//! What is asked of the two tables: the margin, the training, and the network of the user's.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::compute::messages::{FitAlone, NetworkFit, OpenedNetwork};
use crate::files::Mapping;
use crate::report::{RowDependence, SeriesBy, Settings, Training};

/// A network file of the user's.
#[derive(Clone)]
pub(crate) struct ChosenNetwork {
    /// Changes with every choice of a file and every change of its mapping.
    pub(crate) number: u32,
    pub(crate) name: String,
    /// The handle is kept, so that a new worker can read it again.
    pub(crate) file: web_sys::File,
    /// What the user says about what the file leaves open.
    pub(crate) mapping: Option<Mapping>,
    /// What is known of it, once it was read.
    pub(crate) known: Option<OpenedNetwork>,
    /// Whether it still has to be read, or read again with a new mapping.
    pub(crate) is_new: bool,
    /// How it fits the tables, once all three were read.
    pub(crate) fit: Option<NetworkFit>,
    /// What the only table lacks for it.
    pub(crate) alone: Option<OnlyTable>,
    /// What was set as the network has it, and what to go back to when it is taken away.
    pub(crate) adopted: Option<Adopted>,
}

/// A table without a second one beside a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnlyTable {
    /// The tables, by the numbers of their choices.
    pub(crate) tables: [Option<u32>; 2],
    /// How the network fits it.
    pub(crate) fit: FitAlone,
}

/// What was chosen on the page because a network was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Adopted {
    /// The tables, by the numbers of their choices: for others it is done again.
    pub(crate) tables: [Option<u32>; 2],
    /// The columns that are left out since then.
    pub(crate) left_out: BTreeSet<String>,
    /// The columns that the user had left out before.
    pub(crate) before: BTreeSet<String>,
}

impl ChosenNetwork {
    /// A file of which nothing is known yet.
    pub(crate) fn new(number: u32, file: web_sys::File) -> Self {
        Self {
            number,
            name: file.name(),
            file,
            mapping: None,
            known: None,
            is_new: true,
            fit: None,
            alone: None,
            adopted: None,
        }
    }

    /// Whether it was read and waits for what the user has to tell.
    pub(crate) fn needs_mapping(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.needs_mapping)
    }
}

/// What the user asks. A handle: copies lead to the same signals.
#[derive(Clone, Copy)]
pub(crate) struct QuestionState {
    /// The shift, in standard deviations, below which two domains count as practically the same.
    pub(crate) margin: RwSignal<f64>,
    /// How often the test may call equal domains different.
    pub(crate) level: RwSignal<f64>,
    /// The seed of all random choices.
    pub(crate) seed: RwSignal<u64>,
    /// How far rows depend on those before them.
    pub(crate) dependence: RwSignal<RowDependence>,
    /// What tells series of rows apart; the tables at hand may lack the column.
    pub(crate) series: RwSignal<SeriesBy>,
    /// How networks are trained.
    pub(crate) training: RwSignal<Training>,
    /// The network that was opened from a file.
    pub(crate) network: RwSignal<Option<ChosenNetwork>, LocalStorage>,
    /// Whether the part of the page about it is unfolded.
    pub(crate) network_open: RwSignal<bool>,
}

impl QuestionState {
    /// The defaults, and no network.
    pub(crate) fn new() -> Self {
        let Settings {
            margin_sd,
            alpha,
            seed,
            dependence,
            series,
            ..
        } = Settings::default();
        Self {
            margin: RwSignal::new(margin_sd),
            level: RwSignal::new(alpha),
            seed: RwSignal::new(seed),
            dependence: RwSignal::new(dependence),
            series: RwSignal::new(series),
            training: RwSignal::new(Training::default()),
            network: RwSignal::new_local(None),
            network_open: RwSignal::new(false),
        }
    }

    /// Takes over what settings ask.
    pub(crate) fn take(self, settings: &Settings) {
        self.margin.set(settings.margin_sd);
        self.level.set(settings.alpha);
        self.seed.set(settings.seed);
        self.dependence.set(settings.dependence);
        self.series.set(settings.series.clone());
        self.training.set(settings.training.clone());
    }

    /// The name of the network's file, where one is ready to be used. Tracks.
    pub(crate) fn network_name(self) -> Option<String> {
        self.network.with(|network| {
            let network = network.as_ref()?;
            let is_ready = network.known.is_some() && !network.needs_mapping();
            is_ready.then(|| network.name.clone())
        })
    }

    /// Whether a network waits for what the user has to tell. Tracks.
    pub(crate) fn network_needs_mapping(self) -> bool {
        self.network
            .with(|network| network.as_ref().is_some_and(ChosenNetwork::needs_mapping))
    }

    /// Whether a network takes inputs that the tables do not have. Tracks.
    pub(crate) fn network_is_unfit(self) -> bool {
        self.network.with(|network| {
            let fit = network.as_ref().and_then(|network| network.fit.as_ref());
            fit.is_some_and(|fit| fit.unfit.is_some())
        })
    }
}

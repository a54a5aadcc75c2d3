//! A network with the epochs after which it was best.

use crate::failure::ModelError;
use crate::failure::Phase;
use crate::model::{Epoch, Network};

/// Epochs of the last layer alone, and of all layers.
pub(super) type Epochs = [usize; 2];

/// A network that was trained or fine-tuned until its validation loss no longer fell.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    pub(super) network: Network,
    /// The epochs that led to its weights.
    pub(super) epochs: Epochs,
    /// The validation loss after them.
    pub(super) loss: f32,
}

/// Learns, and notes when the validation loss was lowest; every epoch is passed on.
pub(super) fn noting_the_best(
    observe: &mut dyn FnMut(Epoch),
    learn: impl FnOnce(&mut dyn FnMut(Epoch)) -> Result<Network, ModelError>,
) -> Result<Learned, ModelError> {
    let mut best = Best::default();
    let network = learn(&mut |epoch| {
        best.see(&epoch);
        observe(epoch);
    })?;
    Ok(Learned {
        network,
        epochs: best.epochs,
        loss: best.loss,
    })
}

/// The epochs up to the lowest validation loss so far.
struct Best {
    loss: f32,
    epochs: Epochs,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            loss: f32::INFINITY,
            epochs: [0, 0],
        }
    }
}

impl Best {
    fn see(&mut self, epoch: &Epoch) {
        if epoch.validation < self.loss {
            self.loss = epoch.validation;
            // All layers go on from the best epoch of the last layer alone.
            self.epochs = match epoch.phase {
                Phase::Probe => [epoch.number, 0],
                Phase::All | Phase::Train => [self.epochs[0], epoch.number],
            };
        }
    }
}

/// The epochs in the middle of those that were found in several repeats.
pub(super) fn middle(found: &[Epochs]) -> Epochs {
    [0, 1].map(|part| {
        let mut epochs: Vec<usize> = found.iter().map(|epochs| epochs[part]).collect();
        epochs.sort_unstable();
        epochs.get(epochs.len() / 2).copied().unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(phase: Phase, number: usize, validation: f32) -> Epoch {
        Epoch {
            phase,
            number,
            most: 9,
            training: 0.0,
            validation,
        }
    }

    fn best(epochs: &[Epoch]) -> Epochs {
        let mut best = Best::default();
        for epoch in epochs {
            best.see(epoch);
        }
        best.epochs
    }

    #[test]
    fn the_best_of_both_parts_is_noted() {
        use Phase::{All, Probe, Train};
        assert_eq!(
            best(&[epoch(Train, 1, 0.9), epoch(Train, 2, 0.5), epoch(Train, 3, 0.5)]),
            [0, 2]
        );
        let probe = [epoch(Probe, 0, 0.9), epoch(Probe, 1, 0.7), epoch(Probe, 2, 0.8)];
        assert_eq!(best(&probe), [1, 0]);
        let worse = [&probe[..], &[epoch(All, 1, 0.8), epoch(All, 2, 0.75)]].concat();
        assert_eq!(best(&worse), [1, 0]);
        let better = [&worse[..], &[epoch(All, 3, 0.6), epoch(All, 4, 0.7)]].concat();
        assert_eq!(best(&better), [1, 3]);
        // Nothing was better than the network as it was.
        assert_eq!(best(&[epoch(All, 0, 0.5), epoch(All, 1, 0.6)]), [0, 0]);
    }

    #[test]
    fn the_middle_of_each_part_counts() {
        assert_eq!(middle(&[[1, 30], [5, 2], [3, 80]]), [3, 30]);
        assert_eq!(middle(&[[1, 30], [5, 2]]), [5, 30]);
    }
}

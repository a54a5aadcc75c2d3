//! What a step of training costs with Burn's own derivatives and optimiser, on its ndarray and its flex device, in a worker
//! of a browser. `cargo xtask bench` prints it beside Kindred's.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "the derived code has none")]

use burn::module::Module;
use burn::nn::loss::CrossEntropyLossConfig;
use burn::nn::{Dropout, DropoutConfig, LayerNorm, LayerNormConfig, Linear, LinearConfig};
use burn::optim::{AdamWConfig, GradientsParams};
use burn::prelude::*;
use burn::tensor::Distribution;
use burn::tensor::activation::relu;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Steps before the clock starts, in a turn, and turns; the fastest counts.
const WARMING: usize = 20;
const STEPS: usize = 60;
const TURNS: usize = 3;

const RATE: f64 = 0.002;

#[derive(Module, Debug)]
struct Block {
    linear: Linear,
    norm: LayerNorm,
    dropout: Dropout,
}

#[derive(Module, Debug)]
struct Network {
    blocks: Vec<Block>,
    head: Linear,
}

impl Network {
    fn new(inputs: usize, hidden: [usize; 2], classes: usize, device: &Device) -> Self {
        let block = |from, to| Block {
            linear: LinearConfig::new(from, to).init(device),
            norm: LayerNormConfig::new(to).init(device),
            dropout: DropoutConfig::new(0.1).init(),
        };
        Self {
            blocks: vec![block(inputs, hidden[0]), block(hidden[0], hidden[1])],
            head: LinearConfig::new(hidden[1], classes).init(device),
        }
    }

    fn forward(&self, rows: Tensor<2>) -> Tensor<2> {
        let through = self.blocks.iter().fold(rows, |rows, block| {
            let normal = block.norm.forward(block.linear.forward(rows));
            block.dropout.forward(relu(normal))
        });
        self.head.forward(through)
    }
}

/// Seconds of a step, the mean of the fastest turn.
fn seconds(inputs: usize, hidden: [usize; 2], classes: usize, batch: usize, device: &Device) -> f64 {
    let mut network = Some(Network::new(inputs, hidden, classes, device));
    let mut optimiser = AdamWConfig::new().init();
    let rows: Tensor<2> = Tensor::random([batch, inputs], Distribution::Normal(0.0, 1.0), device);
    let codes: Vec<i32> = (0..batch).map(|row| (row % classes) as i32).collect();
    let labels: Tensor<1, Int> = Tensor::from_ints(codes.as_slice(), device);
    let loss = CrossEntropyLossConfig::new().init(device);
    let mut steps = |count: usize| {
        for _ in 0..count {
            let at_hand = network.take().expect("it is put back after each step");
            let gradients = loss
                .forward(at_hand.forward(rows.clone()), labels.clone())
                .backward();
            let gradients = GradientsParams::from_grads(gradients, &at_hand);
            network = Some(optimiser.step(RATE, at_hand, gradients));
        }
    };
    steps(WARMING);
    (0..TURNS).fold(f64::INFINITY, |best, _| {
        let start = clock();
        steps(STEPS);
        best.min((clock() - start) / STEPS as f64)
    })
}

fn clock() -> f64 {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().expect("a worker knows the time").now() / 1_000.0
}

#[wasm_bindgen_test]
#[allow(deprecated, reason = "the ndarray device is what Kindred computes on")]
fn steps() {
    for (inputs, hidden, classes, batch) in [(32, [64, 64], 4, 128), (128, [256, 256], 10, 256)] {
        for (name, device) in [("ndarray", Device::ndarray()), ("flex", Device::flex())] {
            let step = seconds(inputs, hidden, classes, batch, &device.autodiff());
            console_log!(
                "Burn 0.22.1 on {name}: {inputs}-{}-{}-{classes}, batch {batch}: {:.3} ms a step",
                hidden[0],
                hidden[1],
                1e3 * step
            );
        }
    }
}

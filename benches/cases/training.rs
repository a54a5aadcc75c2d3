//! What a step of training costs, measured the same way natively and in a browser.

use std::hint::black_box;

use kindred::features::Matrix;
use kindred::model::{Examples, Labels, Settings, train};
use kindred::random::Seed;

use super::{Clock, fastest, normal, rate_of_products};

/// Passes over the rows; a training costs little but its steps.
const EPOCHS: usize = 40;

/// Prints the cost of a step, beside that of its products at the rate of a large one: a product forwards, one for the
/// gradient of the weights and one for the slopes of the inputs, each of `2 · batch · weights` operations.
pub(crate) fn steps(clock: Clock, print: &mut dyn FnMut(String)) {
    let rate = rate_of_products(clock);
    print(format!("a large product: {:.1} GFLOP/s", rate / 1e9));
    print("network              batch       step   its products   step/products".to_owned());
    for (inputs, hidden, classes, batch) in [
        (32, [64, 64], 4, 128),
        (128, [256, 256], 10, 256),
        (32, [16, 16], 4, 128),
        (32, [128, 128], 4, 128),
        (32, [256, 256], 4, 128),
    ] {
        let rows = 8 * batch;
        let training = examples(rows, inputs, classes, 1);
        let validation = examples(classes as usize * 2, inputs, classes, 2);
        let settings = Settings {
            hidden: hidden.to_vec(),
            epochs: EPOCHS,
            patience: EPOCHS,
            ..Settings::default()
        };
        let seconds = fastest(clock, || {
            let network = train(&training, &validation, &settings, Seed::new(3), &mut |_| ());
            black_box(network.is_ok());
        });
        let steps = (EPOCHS * rows.div_ceil(Settings::batch(rows))) as f64;
        let weights = inputs * hidden[0] + hidden[0] * hidden[1] + hidden[1] * classes as usize;
        let products = 6.0 * (batch * weights) as f64 / rate;
        print(format!(
            "{:<20} {batch:>5} {:>7.3} ms {:>11.3} ms {:>15.1}",
            format!("{inputs}-{}-{}-{classes}", hidden[0], hidden[1]),
            1e3 * seconds / steps,
            1e3 * products,
            seconds / steps / products
        ));
    }
}

fn examples(rows: usize, inputs: usize, classes: u32, seed: u64) -> Examples {
    let matrix: Matrix<f32> = normal(rows, inputs, seed);
    let codes = (0..rows as u32).map(|row| row % classes).collect();
    let labels = Labels::Classes {
        codes,
        count: classes as usize,
    };
    Examples::new(matrix, labels).expect("as many labels as rows")
}

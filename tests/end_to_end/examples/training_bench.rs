//! What a step of training costs with TensorFlow.js on its wasm backend, for the networks of the benchmark of training.
//!
//! It is measured twice. The plain network, with linear layers and `ReLU` alone and a loop that never reads anything back, is
//! TensorFlow.js at its best. The whole network has layer normalisation and dropout, as Kindred's has, and trains as people
//! write it. Neither clips gradients or decays weights, so both have a little less to do than Kindred.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use end_to_end::{Site, given, visit};

const LIMIT: Duration = Duration::from_mins(3);

/// Trains the networks and says which build of the backend ran and what a step took, in milliseconds.
const TENSORFLOW: &str = r#"<!doctype html><html lang="en"><title>TensorFlow.js</title><link rel="icon" href="data:,">
<p id="said"></p><script src="tf.min.js"></script><script src="tf-backend-wasm.min.js"></script><script>
const plain = (inputs, hidden, classes, rows, labels) => {
  const sizes = [inputs, ...hidden, classes];
  const layers = sizes.slice(1).map((to, at) => ({
    weights: tf.variable(tf.randomNormal([sizes[at], to], 0, Math.sqrt(2 / sizes[at]))),
    bias: tf.variable(tf.zeros([to])),
  }));
  const network = () => layers.reduce((values, { weights, bias }, at) => {
    const sums = tf.add(tf.matMul(values, weights), bias);
    return at + 1 < layers.length ? tf.relu(sums) : sums;
  }, rows);
  const optimiser = tf.train.adam(0.002);
  return {
    step: () => { optimiser.minimize(() => tf.losses.softmaxCrossEntropy(labels, network())); },
    end: () => layers[0].weights.data(),
  };
};
const whole = (inputs, hidden, classes, rows, labels) => {
  const model = tf.sequential();
  hidden.forEach((units, index) => {
    model.add(tf.layers.dense(index === 0 ? { units, inputShape: [inputs] } : { units }));
    model.add(tf.layers.layerNormalization());
    model.add(tf.layers.reLU());
    model.add(tf.layers.dropout({ rate: 0.1 }));
  });
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(0.002), loss: 'categoricalCrossentropy' });
  return { step: () => model.trainOnBatch(rows, labels), end: () => {} };
};
const measure = async (kind, count, inputs, hidden, classes, batch) => {
  const rows = tf.randomNormal([batch, inputs]);
  const labels = tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(classes, 'int32')), classes).toFloat();
  const training = kind(inputs, hidden, classes, rows, labels);
  const steps = async count => {
    for (let step = 0; step < count; step += 1) { await training.step(); }
    await training.end();
  };
  await steps(20);
  let best = Infinity;
  for (let turn = 0; turn < 3; turn += 1) {
    const start = performance.now();
    await steps(count);
    best = Math.min(best, (performance.now() - start) / count);
  }
  return best;
};
(async () => {
  tf.wasm.setWasmPaths('./');
  await tf.setBackend('wasm');
  await tf.ready();
  const has = flag => tf.env().getAsync(flag);
  const build = (await has('WASM_HAS_MULTITHREAD_SUPPORT')) ? 'SIMD_with_threads'
    : (await has('WASM_HAS_SIMD_SUPPORT')) ? 'SIMD' : 'no_SIMD';
  const times = [];
  for (const [count, ...network] of [[120, 32, [64, 64], 4, 128], [60, 128, [256, 256], 10, 256]]) {
    times.push(await measure(plain, count, ...network), await measure(whole, count / 2, ...network));
  }
  document.getElementById('said').textContent = [tf.getBackend(), build, ...times].join(' ');
})();
</script></html>"#;

/// What the page needs of the packages.
const FILES: [&str; 5] = [
    "tfjs/dist/tf.min.js",
    "tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
    "tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
    "tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    "tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm",
];

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let packages = given("KINDRED_TENSORFLOW")?;
    for file in FILES {
        let name = Path::new(file).file_name().context("a file has a name")?;
        std::fs::copy(packages.join(file), folder.path().join(name))?;
    }
    std::fs::write(folder.path().join("index.html"), TENSORFLOW)?;
    let site = Site::of_folder(folder.path()).await?;
    let said = visit(&site.url(), async |page| {
        let text = "return document.getElementById('said').textContent";
        let said = async || Ok(page.execute(text).await?.as_str().unwrap_or_default().to_owned());
        page.wait("TensorFlow.js has trained", LIMIT, async || {
            Ok(!said().await?.is_empty())
        })
        .await?;
        said().await
    })
    .await?;
    let mut words = said.split(' ');
    let mut word = || words.next().context("the page said too little");
    let (backend, build) = (word()?, word()?.replace('_', " "));
    for network in ["32-64-64-4, batch 128", "128-256-256-10, batch 256"] {
        let (plain, whole): (f64, f64) = (word()?.parse()?, word()?.parse()?);
        println!(
            "TensorFlow.js 4.22 on {backend} ({build}): {network}: {plain:.3} ms a step; \
             {whole:.3} ms with layer normalisation and dropout"
        );
    }
    Ok(())
}

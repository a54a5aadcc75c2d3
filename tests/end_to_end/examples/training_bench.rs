//! What a step of training costs with TensorFlow.js on its wasm backend, the networks that the benchmark of training has.
//!
//! It clips no gradients and knows no weight decay apart from them, so it has a little less to do.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use end_to_end::{Site, given, visit};

const LIMIT: Duration = Duration::from_mins(3);

/// Trains both networks and says what a step took, in milliseconds.
const TENSORFLOW: &str = r#"<!doctype html><html lang="en"><title>TensorFlow.js</title><link rel="icon" href="data:,">
<p id="said"></p><script src="tf.min.js"></script><script src="tf-backend-wasm.min.js"></script><script>
const measure = async (inputs, hidden, classes, batch) => {
  const model = tf.sequential();
  hidden.forEach((units, index) => {
    model.add(tf.layers.dense(index === 0 ? { units, inputShape: [inputs] } : { units }));
    model.add(tf.layers.layerNormalization());
    model.add(tf.layers.reLU());
    model.add(tf.layers.dropout({ rate: 0.1 }));
  });
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  model.compile({ optimizer: tf.train.adam(0.002), loss: 'categoricalCrossentropy' });
  const rows = tf.randomNormal([batch, inputs]);
  const labels = tf.oneHot(tf.range(0, batch, 1, 'int32').mod(tf.scalar(classes, 'int32')), classes);
  const steps = async count => {
    for (let step = 0; step < count; step += 1) { await model.trainOnBatch(rows, labels); }
  };
  await steps(20);
  let best = Infinity;
  for (let turn = 0; turn < 3; turn += 1) {
    const start = performance.now();
    await steps(60);
    best = Math.min(best, (performance.now() - start) / 60);
  }
  return best;
};
(async () => {
  tf.wasm.setWasmPaths('./');
  await tf.setBackend('wasm');
  await tf.ready();
  const small = await measure(32, [64, 64], 4, 128);
  const large = await measure(128, [256, 256], 10, 256);
  document.getElementById('said').textContent = `${tf.getBackend()} ${small} ${large}`;
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
    let backend = words.next().context("no backend was named")?;
    for network in ["32-64-64-4, batch 128", "128-256-256-10, batch 256"] {
        let milliseconds: f64 = words.next().context("a time is missing")?.parse()?;
        println!("TensorFlow.js 4.22 on {backend}: {network}: {milliseconds:.3} ms a step");
    }
    Ok(())
}

"""Makes the network files of this folder, and what their own libraries predict with them.

    python make.py sklearn    scikit-learn's networks, as ONNX
    python make.py torch      PyTorch's networks, as safetensors, .pt and ONNX
    python make.py exported   what onnxruntime predicts with the networks that Kindred exported

`unordered`, `prelu`, `group-normalised` and `batch-normalised-alone` are state_dicts that leave something open. They
were made with PyTorch 2, beside this script: linear layers `entry`, `body` and `head`, in this order; and Sequentials with
PReLU(8), GroupNorm(4, 8) and BatchNorm1d(8, track_running_stats=False) behind the first of two linear layers.

The exported networks themselves come from

    cargo run --no-default-features --example export_networks

Made with Python 3.11 and
    numpy 2.4.6, scikit-learn 1.9.1, skl2onnx 1.20.0, onnx 1.23.2, onnxruntime 1.32.0 (sklearn, exported)
    numpy 1.24.2, torch 1.13.1, safetensors 0.8.0 (torch)
"""

import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent


def rows_and_labels():
    generator = np.random.default_rng(5)
    rows = (generator.normal(size=(80, 4)) * [1.0, 20.0, 0.1, 3.0] + [0.0, 100.0, 5.0, -2.0]).astype(np.float32)
    score = rows[:, 0] + (rows[:, 1] - 100.0) / 20.0 - 10.0 * (rows[:, 2] - 5.0)
    return rows, score


def keep(name, rows, predictions):
    text = json.dumps({"rows": np.asarray(rows, float).tolist(), "predictions": np.asarray(predictions, float).tolist()})
    (HERE / f"{name}.json").write_text(text + "\n")


def sklearn():
    from skl2onnx import to_onnx
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, score = rows_and_labels()
    three = np.array(["high", "low", "middle"])[np.where(score > 0.7, 0, np.where(score < -0.7, 1, 2))]

    def save(name, network, labels, **options):
        pipeline = make_pipeline(StandardScaler(), network).fit(rows, labels)
        options = {id(pipeline): options} if options else None
        (HERE / f"{name}.onnx").write_bytes(to_onnx(pipeline, rows[:1], options=options).SerializeToString())
        predict = getattr(pipeline, "predict_proba", None) or (lambda rows: pipeline.predict(rows)[:, None])
        keep(name, rows[:12], predict(rows[:12]))

    save("sklearn-two-classes", MLPClassifier((5,), max_iter=300, random_state=1), (score > 0).astype(int))
    save("sklearn-three-classes", MLPClassifier((6, 4), activation="tanh", max_iter=300, random_state=2), three, zipmap=False)
    save("sklearn-number", MLPRegressor(hidden_layer_sizes=(6,), activation="logistic", max_iter=300, random_state=3), score)


def torch():
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(7)
    rows = torch.tensor(rows_and_labels()[0][:12])

    def save(name, network, finish):
        network.eval()
        torch.save(network.state_dict(), HERE / f"{name}.pt")
        save_file(network.state_dict(), HERE / f"{name}.safetensors")
        torch.onnx.export(network, rows[:1], str(HERE / f"{name}.onnx"), opset_version=17,
                          dynamic_axes={"x": {0: "rows"}}, input_names=["x"])
        with torch.no_grad():
            keep(name, rows, finish(network(rows)))

    plain = torch.nn.Sequential(
        torch.nn.BatchNorm1d(4), torch.nn.Linear(4, 6), torch.nn.Tanh(), torch.nn.Linear(6, 6), torch.nn.Tanh(),
        torch.nn.Linear(6, 3),
    )
    normalised = torch.nn.Sequential(
        torch.nn.Linear(4, 6), torch.nn.BatchNorm1d(6), torch.nn.ReLU(), torch.nn.Dropout(0.1), torch.nn.Linear(6, 5),
        torch.nn.LayerNorm(5), torch.nn.ReLU(), torch.nn.Linear(5, 1),
    )
    with torch.no_grad():
        normalised[5].weight.uniform_(0.5, 1.5)
        normalised[5].bias.uniform_(-0.5, 0.5)
    for network in (plain, normalised):
        network.train()
        for _ in range(40):
            network(torch.tensor(rows_and_labels()[0]))
    save("torch-plain", plain, lambda scores: torch.softmax(scores, 1))
    save("torch-normalised", normalised, lambda outputs: outputs)


def exported():
    import onnxruntime

    number = [3.5, None, -1e6, 12.25, 0.0, 1e6, 3.5, 7.0]
    day = [19_723.0, 19_724.0, 20_089.0, 19_800.0, 1.5e9, 19_723.0, 0.0, 19_950.0]
    kind = ["a", "b", "c", "", "never seen", "Beta", "A", "Straße"]
    size = ["L", "S", "L", "M", "L", "S", "XXL", "L"]
    inputs = {
        "number": np.array([np.nan if cell is None else cell for cell in number], np.float32)[:, None],
        "day": np.array(day, np.float32)[:, None],
        "kind": np.array(kind, object)[:, None],
        "label (input)": np.array(size, object)[:, None],
    }
    for name in ("exported-classes", "exported-number"):
        session = onnxruntime.InferenceSession(HERE / f"{name}.onnx")
        outputs = dict(zip((output.name for output in session.get_outputs()), session.run(None, inputs)))
        table = {"number": number, "day": day, "kind": kind, "label": size}
        outputs = {key: value.tolist() for key, value in outputs.items()}
        (HERE / f"{name}.json").write_text(json.dumps({"table": table, "outputs": outputs}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    {"sklearn": sklearn, "torch": torch, "exported": exported}[sys.argv[1]]()

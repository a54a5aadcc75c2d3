//! Nothing: the measurements stand in `tests/`, where the runner of a browser looks for them.

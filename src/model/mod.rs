//! Networks: training, fine-tuning, prediction.

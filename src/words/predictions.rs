//! What a file of predictions calls its columns.

use crate::language::{say, tell};
use crate::report::PredictionNames;

/// The names in the language that is spoken.
#[must_use]
pub fn prediction_names() -> PredictionNames {
    let place = PredictionNames::PLACE;
    let said = |text: &str| text.to_owned();
    PredictionNames {
        row: said(say!("row", "行号")),
        sampled_row: said(say!("sampled row", "样本行号")),
        predicted: tell!("{place} (predicted)", "{place}（预测）"),
        lower: said(say!("lower 90 %", "90%下限")),
        upper: said(say!("upper 90 %", "90%上限")),
        probability: tell!("probability of {place}", "{place}的概率"),
        taught: said(say!("the network learned from this row", "网络从这一行学习过")),
        yes: said(say!("yes", "是")),
        no: said(say!("no", "否")),
    }
}

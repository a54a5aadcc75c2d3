//! Texts about running computations.

use crate::compute::messages::KeptNetwork;
use crate::language::{Phrase, phrase, say, tell};
use crate::words::numbers::fixed;

pub(crate) const PROGRESS: Phrase = phrase("Progress", "进度");
pub(crate) const CANCEL: Phrase = phrase("Cancel", "取消");
pub(crate) const BUSY: Phrase = phrase(
    "A computation is running. Wait, or cancel it, before you change tables or network.",
    "正在计算。请等待，或先取消，再更改表或网络。",
);
pub(crate) const TOO_MANY_FILES: Phrase = phrase(
    "More than two files were dropped. Drop one source and one target.",
    "拖放了两个以上的文件。请拖放一个源文件和一个目标文件。",
);
pub(crate) const TOO_MANY_NETWORKS: Phrase = phrase(
    "More than one network was dropped. Drop one network file.",
    "拖放了多个网络。请拖放一个网络文件。",
);
pub(crate) const NO_FILE: Phrase = phrase(
    "That is not a file. Open the folder and drop its files: CSV, Excel or Parquet.",
    "拖放的不是文件。请打开文件夹，拖放其中的文件：CSV、Excel或Parquet。",
);
pub(crate) const WHICH_SIDE: Phrase = phrase(
    "Both tables are chosen already. Drop the file on the one it should replace.",
    "两张表都已选择。请把文件拖放到要替换的那一张上。",
);
pub(crate) const STOPPED: Phrase = phrase(
    "Stopped. This run left no result. Tables and any earlier result are kept.",
    "已停止。这次运行没有结果。表和之前的结果均保留。",
);
pub(crate) const STOPPED_WITH_REPEATS: Phrase = phrase(
    "Stopped. The finished repeats are shown below, with wider intervals than the whole comparison.",
    "已停止。下面是已完成的重复的结果，区间比完整的比较宽。",
);
pub(crate) const STOPPED_READING: Phrase = phrase(
    "Stopped reading. Choose the file again to read it.",
    "已停止读取。如需读取，请重新选择文件。",
);

/// What a file of predictions is called, behind the name of the table.
pub(crate) fn predictions_of(network: KeptNetwork) -> &'static str {
    match network {
        KeptNetwork::Source => say!("predictions of source-network", "源网络的预测"),
        KeptNetwork::FineTuned => say!("predictions of fine-tuned-network", "微调后的网络的预测"),
        KeptNetwork::FromScratch => say!("predictions of network-from-scratch", "从头训练的网络的预测"),
        KeptNetwork::Adapted => say!("predictions of adapted-network", "适配后的网络的预测"),
        KeptNetwork::Opened => say!("predictions of opened-network", "打开的网络的预测"),
    }
}

/// What a file of rows to label is called, behind the name of the table.
pub(crate) const ROWS_TO_LABEL: Phrase = phrase("rows to label", "待补充标签的行");

pub(crate) const MEASURING: Phrase = phrase("Measuring the time.", "正在测量所需时间。");

/// After this many seconds beyond the estimate, the page says that it takes longer.
const OVERDUE: f64 = 5.0;

/// The time left, no finer than it is known. It is negative beyond the estimate.
pub(crate) fn time_left(seconds: f64) -> String {
    let rounded = |unit: f64| count_of((seconds / unit).round().max(1.0) * unit);
    match seconds {
        _ if seconds < -OVERDUE => tell!("Longer than estimated.", "所需时间比估计的长。"),
        ..5.0 => tell!("A few seconds left.", "还剩几秒。"),
        5.0..55.0 => tell!("About {} seconds left.", "还剩约{0}秒。", rounded(5.0)),
        55.0..75.0 => tell!("About a minute left.", "还剩约一分钟。"),
        75.0..105.0 => tell!("About 90 seconds left.", "还剩约90秒。"),
        _ => tell!(
            "About {} minutes left.",
            "还剩约{0}分钟。",
            count_of((seconds / 60.0).round())
        ),
    }
}

fn count_of(number: f64) -> String {
    fixed(number, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_no_finer_than_it_is_known() {
        assert_eq!(time_left(-60.0), "Longer than estimated.");
        for seconds in [-2.0, 2.0] {
            assert_eq!(time_left(seconds), "A few seconds left.");
        }
        assert_eq!(time_left(33.0), "About 35 seconds left.");
        assert_eq!(time_left(90.0), "About 90 seconds left.");
        assert_eq!(time_left(130.0), "About 2 minutes left.");
    }
}

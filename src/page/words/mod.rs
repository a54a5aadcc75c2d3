//! Every word the page says, in plain whole sentences.

use crate::language::{Phrase, phrase, say, tell};
pub(super) mod columns;
pub(super) mod compared;
pub(super) mod decisions;
pub(super) mod link;
mod networks;
mod reuse;
pub(super) mod samples;
mod shared;
mod test;
pub(super) mod training;

pub(super) use networks::*;
pub(super) use reuse::*;
pub(super) use shared::*;
pub(super) use test::*;

pub(super) use crate::words::*;

use crate::features::Side;
use crate::page::work::page::Hindrance;
use crate::words::nouns::Noun;
use crate::words::numbers::{bytes, counted};

/// The title of the document.
pub(super) const PAGE_TITLE: Phrase = phrase(
    "Kindred: can this network be reused on that table?",
    "Kindred：这个网络能否用在那张表上？",
);

/// The names of the sections.
pub(super) const DATA: Phrase = phrase("Data", "数据");
pub(super) const QUESTION: Phrase = phrase("Question", "问题");
pub(super) const TEST: Phrase = phrase("Are the domains alike?", "两个域相似吗？");
pub(super) const REUSE: Phrase = phrase("Can the network be reused?", "网络能复用吗？");
pub(super) const ANSWER_WAITS: Phrase = phrase(
    "The answer will stand here: one sentence on the domains, one on the network, and the numbers and pictures \
    that carry them.",
    "结论将显示在这里：一句关于两个域，一句关于网络，以及支撑它们的数值和图。",
);
pub(super) const SHARE: Phrase = phrase("Share", "分享");

pub(super) const RUN_TEST: Phrase = phrase("Run the test", "运行检验");
pub(super) const FINE_TUNE: Phrase = phrase("Fine-tune", "微调");
pub(super) const ADAPT: Phrase = phrase("Adapt without labels", "无标签适配");
pub(super) const VERDICT: Phrase = phrase("Verdict", "判定");
pub(super) const COPYING: Phrase = phrase("Copying", "复制");
pub(super) const PROGRESS: Phrase = phrase("Progress", "进度");
pub(super) const CANCEL: Phrase = phrase("Cancel", "取消");
pub(super) const COPY_LINK: Phrase = phrase("Copy link", "复制链接");
pub(super) const DOWNLOAD: Phrase = phrase("Download report", "下载报告");
pub(super) const SWAP: Phrase = phrase("Swap", "互换");
pub(super) const NO_LABEL: Phrase = phrase("No label", "没有标签");

pub(super) const LABEL: Phrase = phrase("Label", "标签");
pub(super) const TYPE: Phrase = phrase("Type", "类型");
pub(super) const ROLE: Phrase = phrase("Role", "角色");
pub(super) const MISSING: Phrase = phrase("Missing", "缺失");
pub(super) const SOURCE: Phrase = phrase("Source", "源");
pub(super) const TARGET: Phrase = phrase("target", "目标");
pub(super) const SAMPLE_PAIRS: Phrase = phrase("Sample pairs", "示例数据对");
pub(super) const STANDARD_DEVIATIONS: Phrase = phrase("standard deviations", "个标准差");
pub(super) const REPETITION: Phrase = phrase("Repetition", "重复计算");

pub(super) const DATA_INTRO: Phrase = phrase(
    "Drop two tables anywhere on this page, or choose them here: CSV, \
    Excel or Parquet files. The source is the table your network was trained on; the target is the one you \
    want to use it on.",
    "把两张表拖放到本页任意位置，或在此选择：CSV、Excel或Parquet文件。源是您的网络训练所用的表；目标是您想要使用它的表。",
);
pub(super) const SAMPLES_INTRO: Phrase = phrase("Or try a sample pair:", "或者试一试示例数据对：");
pub(super) const DROP_HERE: Phrase = phrase("or drop it here", "或拖放到这里");
pub(super) const LABEL_HELP: Phrase = phrase(
    "The label is the column that the network predicts. Without one, all shared \
    columns are compared as inputs, and no network is trained.",
    "标签是网络所预测的列。没有标签时，所有共同的列都作为输入比较，不训练网络。",
);
pub(super) const LABEL_ONE_SIDED: Phrase = phrase(
    "No column of the target belongs to it, so the target counts as unlabelled: \
    the test can run, fine-tuning cannot. Where the target has the label under another name, pair the two in the \
    table of columns.",
    "目标数据没有对应的列，因此目标视为无标签：可以检验，不能微调。如果目标数据的标签用了别的名称，请在列的表格中把两者配对。",
);
pub(super) const SAME_FILE: Phrase = phrase(
    "Source and target are the same file. The test will find no difference, and no \
    network can be judged on rows that trained it. Choose another file for one of the two.",
    "源和目标是同一个文件。检验不会发现差异，也无法用训练过网络的行评判网络。请为其中之一选择另一个文件。",
);
pub(super) const LABEL_HINDERS: Phrase = phrase(
    "The label cannot be used. The reason stands beside it, under Data.",
    "标签不能使用。理由见“数据”中标签旁边。",
);
pub(super) const COLUMNS_HINDER: Phrase = phrase(
    "No columns can be compared. The reason stands above the table of columns.",
    "没有列可以比较。理由见列的表格上方。",
);

pub(super) const STALE: Phrase = phrase(
    "This result belongs to other tables, another label, another margin or another \
    reading of the files than those chosen now.",
    "这个结果属于别的表、别的标签、别的界值，或文件的别种读法，而不是现在所选的。",
);

pub(super) const BUSY: Phrase = phrase(
    "A computation is running. Wait for it, or cancel it, before you change the tables.",
    "正在计算。请等待，或先取消，再更改表。",
);
pub(super) const TOO_MANY_FILES: Phrase = phrase(
    "More than two files were dropped. Drop one source and one target.",
    "拖放了两个以上的文件。请拖放一个源文件和一个目标文件。",
);
pub(super) const NO_FILE: Phrase = phrase(
    "What was dropped is not a file. Open the folder and drop the files in it: CSV, Excel or Parquet.",
    "拖放的不是文件。请打开文件夹，拖放其中的文件：CSV、Excel或Parquet。",
);
pub(super) const WHICH_SIDE: Phrase = phrase(
    "Both tables are chosen already. Drop the file on the one it should replace.",
    "两张表都已选择。请把文件拖放到要替换的那一张上。",
);
pub(super) const OTHER_BUILD: Phrase = phrase(
    "This page and the part of it that computes come from different versions, \
    most likely because the site was updated just now. Reload the page; a link in the address is kept.",
    "本页与其计算部分的版本不同，很可能是网站刚刚更新。请重新加载页面；地址中的链接会保留。",
);
pub(super) const WHOLE_PAGE: Phrase = phrase(
    "Open this result in Kindred, in a window of its own",
    "在单独的窗口中用Kindred打开这个结果",
);
pub(super) const STILL_LOADING: Phrase = phrase(
    "The rest of this page is still loading. What you chose is read as soon as it is there.",
    "本页的其余部分仍在加载。加载完成后立即读取您所选的内容。",
);
pub(super) const REST_MISSING: Phrase = phrase(
    "The rest of this page could not be loaded. Try again: what you chose is kept. If that does not help, reload the \
    page; a link in the address is kept, too, and files have to be chosen again.",
    "本页的其余部分无法加载。请再试一次：您所选的内容会保留。如果仍然不行，请重新加载页面；地址中的链接同样会保留，文件则需重新选择。",
);
pub(super) const RESULT_LOADING: Phrase = phrase("The result is loading.", "正在加载结果。");
pub(super) const TRY_AGAIN: Phrase = phrase("Try again", "再试一次");
pub(super) const NEW_VERSION: Phrase = phrase(
    "A new version of Kindred is ready. Using it loads the page anew: a result stays, tables \
    have to be chosen again.",
    "Kindred的新版本已就绪。使用它会重新加载页面：结果保留，表需要重新选择。",
);
pub(super) const USE_IT_NOW: Phrase = phrase("Use it now", "现在使用");
pub(super) const LATER: Phrase = phrase("Later", "以后");
pub(super) const RELOAD: Phrase = phrase("Reload", "重新加载");
pub(super) const CHOOSE_FILES: Phrase = phrase("Choose the files", "选择文件");

pub(super) const STOPPED: Phrase = phrase(
    "Stopped. Nothing of this run was kept; the tables stay chosen, and a result below \
    is the one from before.",
    "已停止。这次运行没有保留任何内容；表仍为所选，下面若有结果，是之前的。",
);
pub(super) const STOPPED_WITH_REPEATS: Phrase = phrase(
    "Stopped. What the finished repeats say stays below, with wider intervals \
    than the whole comparison would have had.",
    "已停止。已完成的重复所得的结果保留在下面，区间比完整的比较更宽。",
);
pub(super) const STOPPED_READING: Phrase = phrase(
    "Stopped reading. Choose the file again to read it.",
    "已停止读取。如需读取，请重新选择文件。",
);
pub(super) const STALE_LINK: Phrase = phrase(
    "Link and report hold the result shown above, which belongs to other tables, \
    another label, another margin or another reading of the files than those chosen now.",
    "链接和报告所含的是上面显示的结果，它属于别的表、别的标签、别的界值，或文件的别种读法，而不是现在所选的。",
);

/// The label of the list of types that a column can have.
pub(super) fn type_of(name: &str) -> String {
    tell!("Type of {name}", "{name}的类型")
}

/// A label that the target does not have, in the list of labels.
pub(super) fn only_in_source(name: &str) -> String {
    tell!("{name} (only in the source)", "{name}（只在源数据中）")
}

/// Why neither test nor comparison can be run.
pub(super) fn hindrance(hindrance: &Hindrance) -> &'static str {
    match hindrance {
        Hindrance::Label(_) => LABEL_HINDERS.say(),
        Hindrance::Columns => COLUMNS_HINDER.say(),
    }
}

/// The label of a side's file input.
pub(super) fn file_input(side: Side) -> &'static str {
    match side {
        Side::Source => say!("Source data", "源数据"),
        Side::Target => say!("Target data", "目标数据"),
    }
}

/// What was read, how fast, and where.
pub(super) fn read(rows: u64, columns: usize, seconds: f64) -> String {
    tell!(
        "{} and {} read in {}, on this device.",
        "在本设备上用{2}读取了{0}、{1}。",
        counted(rows, Noun::Row),
        counted(columns as u64, Noun::Column),
        crate::words::numbers::seconds(seconds)
    )
}

/// From so many bytes on, memory is worth a word: a browser's tab has a few thousand million.
const MUCH_MEMORY: u64 = 100_000_000;

/// The line under a table's name: size, missing cells, and the memory where it is much.
pub(super) fn file_facts(size: u64, missing: u64, memory: u64) -> String {
    let missing = match missing {
        0 => say!("no missing cells", "没有缺失单元格").to_owned(),
        number => counted(number, Noun::MissingCell),
    };
    let memory = if memory < MUCH_MEMORY {
        String::new()
    } else {
        tell!(
            ". Kindred uses {} of memory",
            "。Kindred使用了{0}内存",
            bytes(memory)
        )
    };
    tell!("{}, {missing}{memory}", "{0}，{missing}{memory}", bytes(size))
}

/// The line that the data section folds to.
pub(super) fn data_line(source: &str, target: &str, label: Option<&str>) -> String {
    match label {
        Some(label) => tell!(
            "{source} → {target}, label {label}",
            "{source} → {target}，标签{label}"
        ),
        None => tell!("{source} → {target}, no label", "{source} → {target}，没有标签"),
    }
}

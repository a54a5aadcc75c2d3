//! Why a job failed or ended early.

use super::{columns, files, model, numbers};
use crate::failure::{Cause, Failure, Loss, ReuseError};
use crate::language::{say, tell};
use crate::mmd::MmdError;

/// Why a job failed, and what to do about it.
#[must_use]
pub fn problem(failure: &Failure) -> String {
    match failure {
        Failure::Table(error) => super::table::problem(error),
        Failure::FileGone { file } => tell!(
            "{file}: The file cannot be read. It may have been moved, deleted or changed. Choose it again.",
            "{file}：无法读取该文件。它可能已被移动、删除或更改。请重新选择。"
        ),
        Failure::Sandboxed { file } => tell!(
            "{file}: This page is embedded in a frame whose sandbox lets it read no files. Open the page in a tab of its own, \
            and choose the file there.",
            "{file}：本页嵌在一个沙盒框架中，无法读取文件。请在单独的标签页中打开本页，并在那里选择文件。"
        ),
        Failure::FileChanged { file } => tell!(
            "{file}: The file changed while it was read. Choose it again when no program writes to it.",
            "{file}：文件在读取过程中发生了变化。请等其他程序写完后重新选择。"
        ),
        Failure::OutOfMemory { file, fits, every } => {
            let largest = fits.map_or_else(String::new, |bytes| {
                tell!(
                    " A file like this can be up to {}.",
                    "这样的文件最大为{0}。",
                    numbers::bytes(bytes)
                )
            });
            tell!(
                "{file}: This table needs more memory than a browser gives a page (4\u{a0}GB).{largest} Keep only the columns that \
                 matter, or read one row in {every}.",
                "{file}：这张表需要的内存超过浏览器给一个页面的上限（4\u{a0}GB）。{largest}请只保留重要的列，或者每{every}行读取一行。"
            )
        }
        Failure::ConverterMissing { file } => tell!(
            "{file}: The reader for workbooks and Parquet could not be loaded. Reload the page and choose the file again, or \
            export it as CSV.",
            "{file}：工作簿和Parquet的读取程序未能载入。请重新加载页面并再次选择文件，或将其导出为CSV。"
        ),
        Failure::ConverterOfOtherBuild { file } => tell!(
            "{file}: The reader for workbooks and Parquet has another version than the page. Reload the page and choose the \
            file again, or export it as CSV.",
            "{file}：工作簿和Parquet的读取程序与本页的版本不同。请重新加载页面并再次选择文件，或将其导出为CSV。"
        ),
        Failure::Settings(error) => super::settings::error(error),
        Failure::NoTables => tell!(
            "Choose the source and the target file first.",
            "请先选择源文件和目标文件。"
        ),
        Failure::Reuse(error) => question(error),
        Failure::NetworkFile { file, error } => tell!("{file}: {}", "{file}：{0}", files::error(error)),
        Failure::NetworkUnsaved(error) => files::error(error),
        Failure::NetworkGone => tell!(
            "This network is no longer in memory. Run the comparison again, or open the network from its file.",
            "这个网络已不在内存中。请重新运行比较，或从文件打开网络。"
        ),
        Failure::NotNumbers { column } => tell!(
            "“{column}” is not a column of numbers in the source, so it cannot standardise an input. Load the source table, \
            or choose another column.",
            "“{column}”不是源表中的数值列，不能用来标准化输入。请载入源表，或选择另一列。"
        ),
        Failure::NoPredictions { column } => tell!(
            "“{column}” holds no predictions like those of this network. Choose another column, or none.",
            "“{column}”列中没有与该网络同类的预测。请选择另一列，或不选。"
        ),
    }
}

/// Why a test or a comparison cannot run, and what to do about it.
fn question(error: &ReuseError) -> String {
    match error {
        ReuseError::Features(error) => columns::not_paired(error),
        ReuseError::Label(error) => columns::label_problem(error),
        ReuseError::Test(error) => tell!("The test cannot be run. {}", "无法进行检验。{0}", test(*error)),
        ReuseError::Model(error) => model::error(error),
        ReuseError::NoLabel => tell!(
            "A network needs something to predict. Choose the label column first.",
            "网络需要预测的对象。请先选择标签列。"
        ),
        ReuseError::NoTargetLabel { file, label } => tell!(
            "{file} has no labels: its column “{label}” is missing or empty. A comparison needs labelled target rows. Label \
            some rows.",
            "{file}没有标签：“{label}”列不存在或为空。比较需要有标签的目标行。请为一部分行补充实测值（标签）。"
        ),
        ReuseError::TooFewLabels { file, rows, min } => tell!(
            "{file} has {rows} labelled rows. A comparison needs at least {min}, because some are held out. Label more rows.",
            "{file}有{rows}行有标签。比较至少需要{min}行，因为要留出一部分用于评判。请为更多的行补充实测值（标签）。"
        ),
        ReuseError::TooFewOwnRows {
            file,
            source_file,
            own,
            min,
        } => tell!(
            "Only {own} labelled rows of {file} do not occur in {source_file}. To judge a network trained on {source_file}, \
            {min} are needed. Choose a target with rows of its own.",
            "{file}只有{own}个有标签的行不在{source_file}中。要评判用{source_file}训练的网络，至少需要{min}行。请选择有自己数据行的目标。"
        ),
        ReuseError::NothingToJudge { file, label, rows } => tell!(
            "The label “{label}” is the same in all {rows} held-out rows of {file}, so they cannot judge a network. Label \
            other rows.",
            "标签“{label}”在{file}的全部{rows}个留出行中都相同，无法评判网络。请补充其他标签值的行。"
        ),
        ReuseError::ConstantLabel { file, label } => tell!(
            "The label “{label}” is the same in all rows of {file}. There is nothing to predict.",
            "标签“{label}”在{file}的所有行中都相同，没有可预测的内容。"
        ),
        ReuseError::SameFile => tell!(
            "Source and target are the same file, so every row that judges a network also trained it. Choose another target \
            table.",
            "源和目标是同一个文件，因此评判网络的每一行也训练了它。请选择另一张目标表。"
        ),
        ReuseError::Bind(error) => columns::not_bound(error),
        ReuseError::OtherTask => tell!(
            "The network and the label do not match: one has numbers, the other classes. Choose the network's own label, or \
            remove the network.",
            "网络与标签不符：一个是数值，另一个是类别。请选择网络自己的标签，或移除网络。"
        ),
        ReuseError::OtherClasses => tell!(
            "The network knows none of the label's classes. Choose the network's own label, or remove the network.",
            "网络不认识标签的任何类别。请选择网络自己的标签，或移除网络。"
        ),
        ReuseError::NoKnownPredictions { file, column } => tell!(
            "{file} has no column “{column}” with known predictions. Choose another column, or none.",
            "{file}没有含已知预测的“{column}”列。请选择另一列，或不选。"
        ),
        ReuseError::NothingEncoded => tell!(
            "No column can be turned into numbers.",
            "没有任何列能转换为数值。"
        ),
    }
}

/// Why rows cannot be tested.
fn test(error: MmdError) -> &'static str {
    match error {
        MmdError::Widths => say!(
            "The two tables have different numbers of encoded columns.",
            "两张表编码后的列数不同。"
        ),
        MmdError::Rows => say!("A table has fewer than two rows.", "有一张表少于两行。"),
        MmdError::NotFinite => say!(
            "Some values are too large to measure distances between rows.",
            "有些值太大，无法测量行与行之间的距离。"
        ),
        MmdError::AllRowsEqual => say!(
            "All rows are equal in the columns used, so there is nothing to compare.",
            "各行在所用的列中全部相等，没有可比较的内容。"
        ),
    }
}

/// Why the worker stopped, and what to do about it.
pub(crate) fn lost(loss: &Loss) -> String {
    let lost = match loss {
        Loss::NotStarted(why) => tell!(
            "The computation could not be started ({}).",
            "计算未能启动（{0}）。",
            cause(why)
        ),
        Loss::Silent { seconds } => tell!(
            "The computation did not answer for {seconds} seconds and was stopped.",
            "计算已有{seconds}秒没有回应，因此被停止。"
        ),
        Loss::Broken(why) => tell!(
            "The computation broke off ({}).",
            "计算中断了（{0}）。",
            cause(why)
        ),
        Loss::OutOfMemory => {
            return tell!(
                "The file needs more memory than a browser gives a page (4\u{a0}GB). Keep only the columns that matter, or read a \
                sample of the rows.",
                "文件需要的内存超过浏览器给一个页面的上限（4\u{a0}GB）。请只保留重要的列，或者只读取一部分行。"
            );
        }
        Loss::Unreadable(why) => tell!(
            "The computation sent a message that this page cannot read ({}).",
            "计算发来了本页无法读取的内容（{0}）。",
            cause(why)
        ),
    };
    tell!(
        "{lost} Your files are untouched. Try again, or reload the page.",
        "{lost}您的文件没有被改动。请重试，或重新加载页面。"
    )
}

fn cause(cause: &Cause) -> &str {
    match cause {
        Cause::Unknown => say!("the browser gives no reason", "浏览器没有给出原因"),
        Cause::FilesMissing => say!("its files could not be loaded", "其文件未能载入"),
        Cause::Sandboxed => say!(
            "the page is embedded in a frame whose sandbox forbids it; open the page in a tab of its own",
            "本页嵌在一个沙盒框架中，不允许这样做；请在单独的标签页中打开本页"
        ),
        Cause::DamagedMessage => say!("a damaged message", "损坏的消息"),
        Cause::Message(message) => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn a_failure_speaks_the_language_of_the_page() {
        let few = Failure::Reuse(ReuseError::TooFewLabels {
            file: "b.csv".to_owned(),
            rows: 4,
            min: 20,
        });
        assert!(problem(&few).starts_with("b.csv has 4 labelled rows. A comparison needs at least 20,"));
        assert!(in_language(Language::Chinese, || problem(&few)).starts_with("b.csv有4行有标签。"));
    }

    #[test]
    fn too_large_a_table_is_told_with_a_way_out() {
        let failure = Failure::OutOfMemory {
            file: "a.csv".to_owned(),
            fits: Some(1_500_000_000),
            every: 5,
        };
        assert_eq!(
            problem(&failure),
            "a.csv: This table needs more memory than a browser gives a page (4\u{a0}GB). A file like this can be up to 1.5\u{a0}GB. \
             Keep only the columns that matter, or read one row in 5."
        );
        assert_eq!(
            in_language(Language::Chinese, || problem(&failure)),
            "a.csv：这张表需要的内存超过浏览器给一个页面的上限（4\u{a0}GB）。这样的文件最大为1.5\u{a0}GB。请只保留重要的列，或者每5行读取一行。"
        );
        assert!(lost(&Loss::OutOfMemory).starts_with("The file needs more memory than"));
    }

    #[test]
    fn a_loss_says_what_the_browser_said() {
        let text = lost(&Loss::Broken(Cause::Message("out of memory".to_owned())));
        assert!(text.contains("broke off (out of memory). Your files"), "{text}");
        assert!(lost(&Loss::NotStarted(None.into())).contains("gives no reason"));
        let text = lost(&Loss::NotStarted(Cause::Sandboxed));
        assert!(
            text.contains("open the page in a tab of its own). Your files"),
            "{text}"
        );
    }
}

//! What a link reveals, and what it leaves out to stay short.

use super::lists::commas;
use super::numbers::{count, deviations, level, significant};
use super::settings::dependence;
use crate::language::{say, tell};
use crate::report::{Detail, Part, Picture, Revealed};

fn picture(picture: Picture) -> &'static str {
    match picture {
        Picture::Permutations => say!("the permutations of the input test", "输入检验的置换"),
        Picture::RelationPermutations => say!(
            "the permutations of the test of inputs and label",
            "输入与标签检验的置换"
        ),
        Picture::Curves => say!("the loss curves", "损失曲线"),
        Picture::Errors => say!("where the networks err", "各网络在哪里出错"),
    }
}

/// What a link leaves out of a chart to stay short.
pub(crate) fn thinned(of: Picture, detail: Detail) -> String {
    if of == Picture::Errors {
        return say!(
            "No link carries where the networks err, because means of your data stand there. The report has it.",
            "链接不含各网络在哪里出错，因为其中有您数据的均值。报告中有。"
        )
        .to_owned();
    }
    let of = picture(of);
    match detail {
        Detail::None => tell!(
            "To keep the link short, it leaves out {of}.",
            "为使链接简短，略去了{of}。"
        ),
        Detail::Whole | Detail::Half | Detail::Quarter => tell!(
            "To keep the link short, it has fewer points for {of}.",
            "为使链接简短，{of}的点较少。"
        ),
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Test => say!("the test of the inputs", "输入的检验"),
        Part::Relation => say!("the test of inputs and label together", "输入与标签的联合检验"),
        Part::Comparison => say!("the comparison of networks", "网络的比较"),
        Part::Adaptation => say!("the adaptation without labels", "无标签适配"),
    }
}

/// Names, counts and fingerprints that a link reveals.
fn revealed_names(what: &Revealed) -> String {
    match what {
        Revealed::FileNames([source, target]) => tell!(
            "the names of the files: {source} and {target}",
            "文件名：{source}和{target}"
        ),
        Revealed::NetworkFile(name) => tell!("the name of the network's file: {name}", "网络文件名：{name}"),
        Revealed::Fingerprints(_) => tell!(
            "the fingerprints of both files, which let anyone who has a file recognise it",
            "两个文件的指纹，拥有文件的人可据此认出它"
        ),
        Revealed::Rows([source, target]) => tell!(
            "the numbers of rows: {} and {}",
            "行数：{0}和{1}",
            count(*source),
            count(*target)
        ),
        Revealed::Sheets(names) => tell!("names of sheets: {}", "工作表名：{0}", commas(names)),
        Revealed::Label(name) => tell!("the name of the label: {name}", "标签名：{name}"),
        Revealed::ColumnNames(names) => tell!("the names of columns: {}", "列名：{0}", commas(names)),
        Revealed::ColumnCount(number) => tell!(
            "the number of columns, without names: {}",
            "列数（不含列名）：{0}",
            count(*number as u64)
        ),
        Revealed::ClassNames(names) => tell!("the names of classes: {}", "类别名：{0}", commas(names)),
        Revealed::ClassCount(number) => tell!(
            "the number of classes, without names: {}",
            "类别数（不含名称）：{0}",
            count(*number as u64)
        ),
        Revealed::Units(units) => tell!("units of columns: {}", "列的单位：{0}", commas(units)),
        _ => String::new(),
    }
}

/// Something that a link reveals, as an item of a list. `time` formats a time.
pub(crate) fn revealed(what: &Revealed, time: impl Fn(u64) -> String) -> String {
    match what {
        Revealed::FileNames(_)
        | Revealed::NetworkFile(_)
        | Revealed::Fingerprints(_)
        | Revealed::Rows(_)
        | Revealed::Sheets(_)
        | Revealed::Label(_)
        | Revealed::ColumnNames(_)
        | Revealed::ColumnCount(_)
        | Revealed::ClassNames(_)
        | Revealed::ClassCount(_)
        | Revealed::Units(_) => revealed_names(what),
        Revealed::Made { version, at: None } => {
            tell!("that Kindred {version} made it", "由Kindred {version}生成")
        }
        Revealed::Made {
            version,
            at: Some(at),
        } => tell!(
            "that Kindred {version} made it, on {}",
            "由Kindred {version}生成，时间为{0}",
            time(*at)
        ),
        Revealed::Settings {
            seed,
            alpha,
            margin_sd,
            dependence: rows,
        } => tell!(
            "the settings: seed {seed}, level {}, margin {}, dependence of rows: {}",
            "设置：随机种子{seed}，显著性水平{0}，等效界值{1}，行间相关性：{2}",
            level(*alpha),
            deviations(*margin_sd, 3),
            dependence(*rows)
        ),
        Revealed::Reading(number) => tell!(
            "decisions about reading the files: {}",
            "文件读取方式的决定：{0}项",
            count(*number as u64)
        ),
        Revealed::Pairs(number) => tell!(
            "columns paired by hand: {}",
            "手工配对的列：{0}对",
            count(*number as u64)
        ),
        Revealed::Training => tell!("the training settings", "训练设置"),
        Revealed::Numbers { of, count: number } => tell!(
            "numbers from {}: {}",
            "{0}的数值：{1}个",
            part(*of),
            count(*number as u64)
        ),
        Revealed::LabelScale => tell!(
            "errors in the label's unit, which show how large its values are",
            "以标签单位表示的误差，由此可知标签值的大小"
        ),
        Revealed::Warnings(number) => tell!(
            "warnings about rows and columns: {}",
            "关于行和列的警告：{0}条",
            count(*number as u64)
        ),
        Revealed::Reasons(number) => tell!(
            "reasons for the advice and for missing numbers: {}",
            "建议和数值缺失的理由：{0}条",
            count(*number as u64)
        ),
        Revealed::Histogram {
            picture: of,
            range: [low, high],
            bins,
        } => tell!(
            "a histogram of {}: {} counts from {} to {}",
            "{0}的直方图：从{2}到{3}，共{1}个计数",
            picture(*of),
            count(*bins as u64),
            significant(*low, 3),
            significant(*high, 3)
        ),
        Revealed::Curves { networks, points } => tell!(
            "how the networks learned: {} points of {} curves",
            "网络的学习过程：{1}条曲线共{0}个点",
            count(*points as u64),
            count(*networks as u64)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, speak};
    use crate::report::{Sharing, fixture::full, revealed as reveals};

    #[test]
    fn everything_that_is_revealed_has_a_line_of_its_own() {
        for language in Language::ALL {
            speak(language);
            for column_names in [true, false] {
                let sharing = Sharing {
                    column_names,
                    made_at: Some(7),
                    ..Sharing::default()
                };
                let found = reveals(&full(), &sharing).unwrap();
                let mut lines: Vec<String> = found
                    .iter()
                    .map(|what| revealed(what, |at| format!("<{at}>")))
                    .collect();
                assert!(lines[0].contains("<7>"), "{lines:?}");
                assert_eq!(lines.concat().contains("kwh"), column_names, "{lines:?}");
                let all = lines.len();
                lines.sort();
                lines.dedup();
                assert!(lines.len() == all && !lines[0].is_empty(), "{lines:?}");
            }
        }
        speak(Language::English);
    }
}

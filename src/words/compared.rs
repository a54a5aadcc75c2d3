//! Words about two results side by side.

use super::lists::commas;
use super::numbers::{deviations, level, mean_and_interval, p_value};
use super::settings::{dependence, field, series, value};
use super::{action, arm, headline, metric_title};
use crate::language::{say, tell};
use crate::report::{Agreement, Compared, Files, MetricName, Outcome, Part, Report, Setting, Settings, Test};

const ABSENT: &str = "–";

/// A row of the table: what is compared, and the value of each result.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) values: [String; 2],
    /// A remark on both values.
    pub(crate) note: Option<&'static str>,
}

fn row(what: impl Into<String>, values: [String; 2]) -> Row {
    Row {
        what: what.into(),
        values,
        note: None,
    }
}

/// The sentences above the table.
pub(crate) fn lead(compared: &[Compared]) -> Vec<String> {
    let lead = compared.iter().filter_map(|compared| match compared {
        Compared::Numbers(agreement) => Some(numbers(agreement)),
        Compared::Files(of) => Some(files(*of).to_owned()),
        Compared::OtherNetworks { labels, metrics } => Some(other_networks(labels, *metrics)),
        _ => None,
    });
    lead.collect()
}

fn numbers(agreement: &Agreement) -> String {
    match agreement {
        Agreement::Exact => tell!(
            "Every number is the same to the last digit.",
            "每个数值都完全一致。"
        ),
        Agreement::Close => tell!(
            "Every number agrees to within one unit in the fifth digit.",
            "每个数值都一致，第五位数字至多相差一。"
        ),
        Agreement::Differs(names) if names.len() == 1 => {
            tell!("One number differs.", "有一个数值不同。")
        }
        Agreement::Differs(names) => tell!("{} numbers differ.", "有{}个数值不同。", names.len()),
    }
}

fn other_networks([one, other]: &[String; 2], metrics: [MetricName; 2]) -> String {
    if one == other {
        let [one, other] = metrics.map(metric_title);
        return tell!(
            "The networks are judged by {one} here and by {other} there. Their numbers cannot be compared.",
            "这里的网络以{one}评判，那里的以{other}评判。两者的数值不能比较。"
        );
    }
    tell!(
        "The networks predict {one} here and {other} there. Their numbers cannot be compared.",
        "这里的网络预测{one}，那里的预测{other}。两者的数值不能比较。"
    )
}

fn files(files: Files) -> &'static str {
    match files {
        Files::Same => say!(
            "Both were made from the same two files.",
            "两者由同样的两个文件得出。"
        ),
        Files::Exchanged => say!(
            "Both were made from the same two files, with source and target exchanged.",
            "两者由同样的两个文件得出，但源和目标互换。"
        ),
        Files::OtherSource => say!(
            "The target is the same, the source is another file.",
            "目标相同，源是另一个文件。"
        ),
        Files::OtherTarget => say!(
            "The source is the same, the target is another file.",
            "源相同，目标是另一个文件。"
        ),
        Files::Other => say!("They were made from different files.", "两者由不同的文件得出。"),
    }
}

fn of_test(part: Part) -> &'static str {
    match part {
        Part::Relation => say!("inputs and label together", "输入与标签的联合分布"),
        _ => say!("inputs", "输入"),
    }
}

/// A row of the table; nothing for what stands above it.
pub(crate) fn side_by_side(compared: &Compared, outcomes: [&Outcome; 2]) -> Option<Row> {
    let each = |say: &dyn Fn(&Report) -> Option<String>| {
        outcomes.map(|outcome| say(&outcome.report).unwrap_or_else(|| ABSENT.to_owned()))
    };
    Some(match compared {
        Compared::Numbers(_) | Compared::Files(_) | Compared::OtherNetworks { .. } => return None,
        Compared::Version => row(
            say!("Version of Kindred", "Kindred的版本"),
            each(&|report| Some(report.app_version.clone())),
        ),
        Compared::Setting(setting) => of_setting(*setting, outcomes.map(|outcome| &outcome.settings)),
        Compared::Verdict(of) => row(
            tell!("Verdict on the {}", "{0}：判定", of_test(*of)),
            each(&|report| Some(headline(test(report, *of)?).to_owned())),
        ),
        Compared::PValue(of) => row(
            tell!("p-value, {}", "{0}：p值", of_test(*of)),
            each(&|report| test(report, *of)?.p_value.map(p_value)),
        ),
        Compared::Effect(of) => row(
            tell!("Effect, {}", "{0}：效应量", of_test(*of)),
            each(&|report| Some(deviations(test(report, *of)?.effect_sd?, 2))),
        ),
        Compared::Arm { name, overlap } => Row {
            note: overlap.map(|overlap| {
                if overlap {
                    say!("the intervals overlap", "区间重叠")
                } else {
                    say!("the intervals do not overlap", "区间不重叠")
                }
            }),
            ..row(
                arm(*name),
                each(&|report| {
                    let arm = report.comparison.as_ref()?.arm(*name)?;
                    Some(mean_and_interval(arm.measure))
                }),
            )
        },
        Compared::Advice => row(say!("Advice", "建议"), each(&|report| Some(action(report)))),
    })
}

fn test(report: &Report, of: Part) -> Option<&Test> {
    match of {
        Part::Relation => report.relation.as_ref(),
        _ => Some(&report.test),
    }
}

fn of_setting(setting: Setting, settings: [&Settings; 2]) -> Row {
    let differs = || [tell!("one reading", "一种读法"), tell!("another", "另一种")];
    let absent = || ABSENT.to_owned();
    match setting {
        Setting::Label => row(
            say!("Label", "标签"),
            settings.map(|it| it.label.clone().unwrap_or_else(absent)),
        ),
        Setting::Columns => row(
            say!("Columns", "列"),
            settings.map(|it| {
                it.columns
                    .as_ref()
                    .map_or_else(|| tell!("all that pair", "所有可配对的列"), commas)
            }),
        ),
        Setting::Seed => row(say!("Seed", "随机种子"), settings.map(|it| it.seed.to_string())),
        Setting::Level => row(say!("Level", "显著性水平"), settings.map(|it| level(it.alpha))),
        Setting::Margin => row(
            say!("Margin", "等效界值"),
            settings.map(|it| deviations(it.margin_sd, 3)),
        ),
        Setting::Dependence => row(
            say!("Dependence of rows", "行间相关性"),
            settings.map(|it| dependence(it.dependence)),
        ),
        Setting::Series => row(say!("Series", "分组列"), settings.map(|it| series(&it.series))),
        Setting::ReadingOfSource => row(say!("How the source is read", "源文件的读法"), differs()),
        Setting::ReadingOfTarget => row(say!("How the target is read", "目标文件的读法"), differs()),
        Setting::Pairs => row(
            say!("Columns paired by hand", "手工配对的列"),
            settings.map(|it| {
                let pairs = it.pairs.iter();
                let pairs = commas(pairs.map(|(one, other)| format!("{one} = {other}")));
                if pairs.is_empty() { absent() } else { pairs }
            }),
        ),
        Setting::Training(setting) => row(
            tell!("Training: {}", "训练：{}", field(setting)),
            settings.map(|it| {
                value(setting, &it.training).unwrap_or_else(|| tell!("chosen by Kindred", "由Kindred选择"))
            }),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::outcome;
    use crate::report::{Verdict, compare};

    #[test]
    fn the_same_result_is_the_same_in_every_row() {
        let one = outcome();
        let compared = compare(&one, &one);
        assert_eq!(lead(&compared).len(), 2);
        let rows: Vec<Row> = compared
            .iter()
            .filter_map(|it| side_by_side(it, [&one, &one]))
            .collect();
        assert!(
            rows.len() > 8 && rows.iter().all(|row| row.values[0] == row.values[1]),
            "{rows:?}"
        );
    }

    #[test]
    fn what_differs_stands_in_its_row() {
        let one = outcome();
        let mut other = outcome();
        other.report.test.verdict = Verdict::Same;
        other.settings.margin_sd = 0.5;
        other.report.target.fingerprint = "c".repeat(32);
        let compared = compare(&one, &other);
        let text = lead(&compared).join(" ");
        assert!(text.contains("source is the same"), "{text}");
        let rows: Vec<Row> = compared
            .iter()
            .filter_map(|it| side_by_side(it, [&one, &other]))
            .collect();
        let find = |what: &str| rows.iter().find(|row| row.what == what).map(|row| &row.values);
        assert_eq!(find("Margin").unwrap(), &["0.200\u{a0}SD", "0.500\u{a0}SD"]);
        assert_eq!(
            find("Verdict on the inputs").unwrap(),
            &["Different domains", "Same domain, within the margin"]
        );
    }
}

//! Texts of the test settings.

use crate::language::{Phrase, phrase, say, tell};
use crate::page::question::test_setting::TestSetting;
use crate::report::{LEVELS, MARGINS, ROWS_OF_RUN, RowDependence};
use crate::words::numbers::count;

pub(crate) const HEADING: Phrase = phrase("Settings of the test", "检验的设置");
pub(crate) const INTRO: Phrase = phrase(
    "The test measures a distance between distributions, the maximum mean discrepancy (MMD). It compares it with the \
    distances after shuffling rows between the tables. Changes apply from the next run.",
    "检验测量分布之间的距离，即最大均值差异（MMD），并与在两张表之间随机重排各行后的距离比较。更改从下次运行起生效。",
);

pub(crate) const DEPENDENCE: Phrase = phrase("Rows depend on each other", "行间相关性");
pub(crate) const DEPENDENCE_HELP: Phrase = phrase(
    "Rows that follow each other in time are often alike. The test then moves whole runs of rows between the tables.",
    "时间上相继的各行往往相似。此时，检验在两张表之间整段地置换相继的行。",
);
pub(crate) const SERIES: Phrase = phrase("Series", "分组列（电表、站点）");
pub(crate) const SERIES_HELP: Phrase = phrase(
    "The column that tells meters or stations apart, where a table holds several. No run crosses from one to another.",
    "表中有多个电表或站点时选择。每段只取自同一组。",
);

/// A choice of how rows depend on each other.
pub(crate) fn dependence(choice: RowDependence) -> &'static str {
    match choice {
        RowDependence::Found => say!("found by Kindred", "自动判断"),
        RowDependence::Independent => say!("independent", "各行独立"),
        RowDependence::Runs(_) => say!("in runs of equal length", "相邻行相关（整段置换）"),
    }
}

/// The name of a setting.
pub(crate) fn name(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("Ignore differences below", "忽略小于此值的差异"),
        TestSetting::Level => say!("Level α", "显著性水平α"),
        TestSetting::Seed => say!("Seed", "随机种子"),
        TestSetting::Run => say!("Length of a run", "每段长度"),
    }
}

/// The unit of a setting.
pub(crate) fn unit(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!("standard deviations", "个标准差"),
        TestSetting::Run => say!("rows", "行"),
        TestSetting::Level | TestSetting::Seed => "",
    }
}

/// What a setting means.
pub(crate) fn help(setting: TestSetting) -> &'static str {
    match setting {
        TestSetting::Margin => say!(
            "The margin: the largest shift that you would ignore. 0.2 is usual.",
            "等效界值：您会忽略的最大偏移。通常取0.2。"
        ),
        TestSetting::Level => say!(
            "How often the test may call equal tables different: 0.05 is 1 time in 20.",
            "两表实际无差异时误判为不同的概率上限：0.05即5%。"
        ),
        TestSetting::Seed => say!(
            "The same seed gives the same numbers. Try another to see how much depends on chance.",
            "相同的种子得到相同的数值。换一个种子可了解随机性的影响有多大。"
        ),
        TestSetting::Run => say!(
            "At least as many rows as resemble each other: 24 for hours of one day. Long tables get longer runs.",
            "应覆盖相关的行，例如小时数据取24行（一天）。表很长时，段会更长。"
        ),
    }
}

/// The message for a value that is out of range.
pub(crate) fn refused(setting: TestSetting, now: &str) -> String {
    let [low, high] = match setting {
        TestSetting::Margin => [*MARGINS.start(), *MARGINS.end()],
        TestSetting::Level => [*LEVELS.start(), *LEVELS.end()],
        TestSetting::Seed => {
            return tell!(
                "The seed must be a whole number, 0 or more. Keeping {now}.",
                "种子必须是不小于0的整数。保留{now}。"
            );
        }
        TestSetting::Run => {
            return tell!(
                "This must be a whole number from {} to {}. Keeping {now}.",
                "这里必须是{}到{}之间的整数。保留{now}。",
                count(*ROWS_OF_RUN.start()),
                count(*ROWS_OF_RUN.end())
            );
        }
    };
    tell!(
        "This must be a number from {low} to {high}. Keeping {now}.",
        "这里必须是{low}到{high}之间的数。保留{now}。"
    )
}

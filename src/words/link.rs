//! Why a link cannot be opened or written.

use crate::language::{say, tell};
use crate::report::{LinkDamage, LinkError, LinkFault, MAX_CHARACTERS, VERSION};
use crate::words::metric;
use crate::words::numbers::count;

/// Why a link cannot be opened or written, and what to do about it.
#[must_use]
pub fn error(error: &LinkError) -> String {
    match error {
        LinkError::Foreign => tell!(
            "This link holds no Kindred result. Ask for the link again, or drop your own two files on this page.",
            "这个链接不含Kindred的结果。请重新索取链接，或把您自己的两个文件拖放到本页。"
        ),
        LinkError::Damaged(how) => tell!(
            "This link is damaged: {}. Mail and chat programs sometimes cut long links. Ask for it again, or for the report. \
            Or drop the two files on this page to repeat the computation.",
            "这个链接已损坏：{}。邮件和聊天程序有时会截断长链接。请重新索取链接或报告，或把两个文件拖放到本页以重复计算。",
            damage(*how)
        ),
        LinkError::Impossible(what) => tell!(
            "This link holds a result that Kindred cannot have made: {}. Do not trust it. Ask for the link again.",
            "这个链接所含的结果不可能由Kindred得出：{}。请不要相信它，并重新索取链接。",
            fault(what)
        ),
        LinkError::Newer(theirs) => tell!(
            "A newer Kindred made this link (version {theirs}; this page reads {VERSION}). Reload this page and open the link \
            again.",
            "这个链接由更新的Kindred生成（版本{theirs}；本页读取{VERSION}）。请重新加载本页，再打开链接。"
        ),
        LinkError::SettingsOnly => tell!(
            "This link holds settings and no result. Drop the two files it was made for on this page, or ask for a link with \
            the result.",
            "这个链接只含设置，不含结果。请把它所对应的两个文件拖放到本页，或索取含结果的链接。"
        ),
        LinkError::Unfit(what) => tell!(
            "This result does not fit into a link: {}. Download the report and send that.",
            "这个结果放不进链接：{}。请下载并发送报告。",
            fault(what)
        ),
        LinkError::TooLong(characters) => tell!(
            "This result needs a link of {} characters, but mail and chat programs carry at most {}. Download the report and \
            send that.",
            "这个结果需要{}个字符的链接，而邮件和聊天程序最多承载{}个。请下载并发送报告。",
            count(*characters as u64),
            count(MAX_CHARACTERS as u64)
        ),
    }
}

fn damage(damage: LinkDamage) -> &'static str {
    match damage {
        LinkDamage::TooLong => say!("it is too long", "它太长"),
        LinkDamage::Characters => say!(
            "it was cut, or holds wrong characters",
            "它被截断，或含有错误的字符"
        ),
        LinkDamage::CutShort => say!("its end is missing", "缺少结尾"),
        LinkDamage::Checksum => say!("a part was changed or is missing", "有一部分被改动或缺失"),
        LinkDamage::Packing => say!("it cannot be unpacked", "无法解压"),
        LinkDamage::Form => say!("its content is not a result", "其内容不是结果"),
    }
}

fn fault(fault: &LinkFault) -> String {
    match fault {
        LinkFault::NotFinite => tell!("one of its numbers is not finite", "其中有一个数不是有限的"),
        LinkFault::Field(field) => tell!("the value of {field} is impossible", "{field}的值不可能出现"),
        LinkFault::Version => tell!(
            "its Kindred version is not a version number",
            "其中的Kindred版本不是版本号"
        ),
        LinkFault::Verdict(test) => tell!(
            "the verdict of {test} does not follow from its numbers",
            "{test}的判定与其数值不符"
        ),
        LinkFault::EffectAboveBound(test) => tell!(
            "the effect of {test} is larger than its upper bound",
            "{test}的效应大于其上界"
        ),
        LinkFault::PValue(test) => tell!(
            "no test with this number of permutations gives the p-value of {test}",
            "{test}的p值不可能由这么多次置换得出"
        ),
        LinkFault::Histogram(histogram) => tell!(
            "{histogram} does not match the permutations and the p-value of its test",
            "{histogram}与其检验的置换次数和p值不符"
        ),
        LinkFault::Rows(field) => tell!(
            "the row counts in {field} contradict others",
            "{field}中的行数与其他行数矛盾"
        ),
        LinkFault::Metric(name) => tell!(
            "its values of {} are impossible, or contradict each other",
            "其中的{}值不可能出现，或互相矛盾",
            metric(*name)
        ),
        LinkFault::Gains => tell!(
            "gains are missing or do not match its networks",
            "缺少增益，或增益与各网络不符"
        ),
        LinkFault::Advice => tell!(
            "the advice does not follow from its tests, gains and rows",
            "建议与检验结果、增益和行数不符"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::MetricName;

    #[test]
    fn a_link_that_does_not_open_says_why_and_what_to_do() {
        let text = error(&LinkError::Damaged(LinkDamage::Checksum));
        assert!(
            text.starts_with("This link is damaged: a part was changed or is missing. Mail"),
            "{text}"
        );
        let text = error(&LinkError::Impossible(LinkFault::Field(
            "report.test.p_value".into(),
        )));
        assert!(
            text.contains("the value of report.test.p_value is impossible"),
            "{text}"
        );
        let text = error(&LinkError::Impossible(LinkFault::Metric(MetricName::RSquared)));
        assert!(text.contains("its values of R² are impossible"), "{text}");
        assert!(error(&LinkError::TooLong(41_000)).contains("41,000 characters"));
    }
}

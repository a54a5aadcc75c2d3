//! What a report says in sentences, and what can be wrong with a link.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    // Advice.
    (
        "The target has no column with this label, so no network can be fine-tuned or judged on it. Label some of its rows.",
        "目标数据没有这个标签的列，因此无法在其上微调或评判网络。请为其中一部分行标注标签。",
    ),
    (
        "Adapting made the last hidden layer see the two domains more alike: the squared MMD of held-out rows went from {} \
         to {}.",
        "适配之后，最后一个隐藏层看两个域更为相似：留出行的MMD平方从{0}变为{1}。",
    ),
    (
        "Adapting did not make the last hidden layer see the two domains more alike on held-out rows.",
        "适配之后，最后一个隐藏层在留出行上看两个域并没有更相似。",
    ),
    (
        "Nothing of this is verified by labels of the target: a network that sees the domains alike can still be wrong \
         there. Label some target rows, at least 20 and better 100, and compare.",
        "这一切都未经目标标签验证：看两个域相似的网络在目标上仍可能出错。请为一些目标行标注标签（至少20行，最好100行），然后比较。",
    ),
    ("The inputs of the two domains differ.", "两个域的输入不同。"),
    (
        "The inputs of the two domains differ by less than the margin.",
        "两个域的输入有差异，但小于界值。",
    ),
    (
        "The inputs of the two domains are the same within the margin.",
        "两个域的输入在界值之内相同。",
    ),
    (
        "The test found no difference between the inputs, which does not show that there is none.",
        "检验没有发现输入之间的差异，但这不表示没有差异。",
    ),
    (
        "There are too few rows to test whether the inputs differ.",
        "行数太少，无法检验输入是否不同。",
    ),
    (
        "Inputs and label together differ, too, as they do whenever the inputs differ.",
        "输入与标签一起也不同；只要输入不同，就总会如此。",
    ),
    (
        "Inputs and label together differ, too; whether by more than the small difference of the inputs, no test says.",
        "输入与标签一起也不同；是否超出输入本身的微小差异，没有检验能够说明。",
    ),
    (
        "Inputs and label together differ, though no difference of the inputs was found: the same inputs may go with other \
         labels in the target. No test of the inputs alone can see this, and it can break a reused network.",
        "输入与标签一起不同，而没有发现输入之间的差异：在目标数据中，同样的输入可能对应别的标签。只看输入的检验看不到这一点，而它可能使复用的网络失效。",
    ),
    // As older links have it.
    (
        "Inputs and label together differ: the same inputs go with other labels in the target. No test of the inputs alone \
         can see this, and it is what breaks a reused network.",
        "输入与标签一起不同：在目标数据中，同样的输入对应别的标签。只看输入的检验看不到这一点，而正是它使复用的网络失效。",
    ),
    (
        "Different inputs do not forbid reuse. Fine-tune the network on the target and compare it with one trained from \
         scratch; the comparison decides.",
        "输入不同并不妨碍复用。请在目标数据上微调网络，并与从头训练的网络比较；由比较来决定。",
    ),
    (
        "Do not reuse the network blindly: compare it with one trained from scratch first.",
        "不要盲目复用网络：请先与从头训练的网络比较。",
    ),
    (
        "No network was compared yet, and a test alone never licenses reuse. Choose the label column and fine-tune, or label \
         some target rows.",
        "尚未比较任何网络，而仅凭检验绝不能许可复用。请选择标签列并微调，或为一些目标行标注标签。",
    ),
    (
        "No network predicts the held-out target rows clearly better than a constant guess, so more or better target rows \
         are needed before any of them is used.",
        "没有任何网络对留出的目标行的预测明显优于常数猜测，因此在使用它们之前需要更多或更好的目标行。",
    ),
    (
        "Of fine-tuning, that is not certain.",
        "对微调而言，这一点并不确定。",
    ),
    ("fine-tuning", "微调"),
    ("training from scratch", "从头训练"),
    ("the source network as it is", "原样使用源网络"),
    ("balanced accuracy", "平衡准确率"),
    ("ridge regression", "岭回归"),
    (
        "The gain is certain but too small to be worth the work.",
        "增益是确定的，但太小，不值得费工夫。",
    ),
    (
        "Either of fine-tuning and training from scratch would do; fine-tuning starts from what the source network has \
         learned, and may do worse on the source afterwards.",
        "微调和从头训练都可以；微调以源网络已学到的内容为起点，之后在源数据上的表现可能变差。",
    ),
    (
        "The source network as it is does not predict the held-out target rows clearly better than a constant guess.",
        "原样使用的源网络对留出的目标行的预测并不明显优于常数猜测。",
    ),
    (
        "Neither fine-tuning nor training from scratch was found to do better than the source network.",
        "没有发现微调或从头训练优于源网络。",
    ),
    // As older links have them.
    (
        "Either of fine-tuning and training from scratch would do; fine-tuning keeps what the source has taught.",
        "微调和从头训练都可以；微调保留了从源数据学到的内容。",
    ),
    (
        "The source network does as well on the target as anything trained there.",
        "源网络在目标上的表现与在目标上训练的任何网络一样好。",
    ),
    (
        "The rows at hand cannot tell which network is better; more labelled target rows would.",
        "现有的行无法说明哪个网络更好；更多有标签的目标行才可以。",
    ),
    (
        "Recalibrating the output of the source network alone does about as well.",
        "仅重新校准源网络的输出，效果也差不多。",
    ),
    (
        "A plain {} on the target rows does better than this network by {}: use that instead of any network.",
        "在目标行上做普通的{0}比这个网络好{1}：请用它代替任何网络。",
    ),
    (
        "No network is certainly better than a plain {} on the target rows, which is simpler to keep.",
        "没有任何网络确定优于在目标行上做普通的{0}，而后者更易维护。",
    ),
    (
        "Inputs and label together differ and the network carries over all the same: what has changed costs it no more than \
         learning from the target rows at hand would.",
        "输入与标签一起不同，而网络仍然可以沿用：变化给它带来的代价，不超过从现有目标行学习的代价。",
    ),
    (
        "The domains differ and the network carries over all the same: it learned a relation that holds in both.",
        "两个域不同，而网络仍然可以沿用：它学到的关系在两个域中都成立。",
    ),
    (
        "The domains differ; fine-tuning still pays.",
        "两个域不同；微调仍然值得。",
    ),
    (
        "No test found a difference, yet the comparison decides: a relation can change where a test has too little power to \
         see it.",
        "没有检验发现差异，但由比较来决定：关系可能在检验功效不足之处发生了变化。",
    ),
    (
        "On held-out target rows {} does better than {} by {} (95 % interval {} to {} in {}).",
        "在留出的目标行上，{0}比{1}好{2}（{5}的95%区间：{3}至{4}）。",
    ),
    (
        "On held-out target rows {} does worse than {} by {} (95 % interval {} to {} in {}).",
        "在留出的目标行上，{0}比{1}差{2}（{5}的95%区间：{3}至{4}）。",
    ),
    (
        "On held-out target rows {} and {} cannot be told apart with certainty (95 % interval {} to {} in {}).",
        "在留出的目标行上，{0}与{1}无法确定地区分（{4}的95%区间：{2}至{3}）。",
    ),
    // Why a number is not there.
    (
        "Kindred tests at most {} columns one by one.",
        "Kindred最多逐列检验{0}列。",
    ),
    (
        "The kernel on the inputs and the one on the label have a bandwidth each.",
        "输入的核与标签的核各有自己的带宽。",
    ),
    (
        "Kindred computes the smallest detectable shift for the inputs only.",
        "Kindred只为输入计算最小可检出偏移。",
    ),
    (
        "It is larger than any shift of a mean can make it.",
        "它大于任何均值偏移所能造成的值。",
    ),
    ("Gaussian, bandwidth {}", "高斯核，带宽{0}"),
    ("Laplace, bandwidth {}", "拉普拉斯核，带宽{0}"),
    (
        "A test needs at least {} rows on each side; here are {} and {}.",
        "检验每侧至少需要{0}行；这里有{1}行和{2}行。",
    ),
    ("not measured", "未测量"),
    // Settings.
    (
        "The level alpha is {}. It has to lie between 0.001 and 0.5; 0.05 is usual.",
        "显著性水平alpha为{0}。它必须在0.001到0.5之间；通常取0.05。",
    ),
    (
        "The margin is {} standard deviations. It has to lie between 0.01 and 5; 0.2 is usual.",
        "界值为{0}个标准差。它必须在0.01到5之间；通常取0.2。",
    ),
    (
        "{} columns are named. Name at least one, or leave the list away to use all that pair.",
        "列出了{0}列。请至少列出一列，或不给列表以使用所有配对的列。",
    ),
    (
        "There are decisions about {} columns, and no file has so many.",
        "有关于{0}列的决定，而没有文件有这么多列。",
    ),
    (
        "{} columns are paired by hand, and no file has so many.",
        "手动配对了{0}列，而没有文件有这么多列。",
    ),
    (
        "The target's column \"{}\" is paired with two columns of the source. Keep one of the two.",
        "目标数据的“{0}”列与源数据的两列配对。请保留其中之一。",
    ),
    (
        "The label \"{}\" stands in the list of input columns, too. Take it out of one of them.",
        "标签“{0}”也在输入列的列表中。请从其中一处移除。",
    ),
    // Links.
    (
        "This link carries no Kindred result. Ask for the link again, or drop your own two files on this page.",
        "这个链接不含Kindred的结果。请重新索取链接，或把您自己的两个文件拖放到本页。",
    ),
    (
        "This link is damaged: {}. Mail and chat programs sometimes cut long links. Ask for the link again, or for the report \
         file; or drop the two files on this page to repeat the computation.",
        "这个链接已损坏：{0}。邮件和聊天程序有时会截断长链接。请重新索取链接或报告文件；或把两个文件拖放到本页以重复计算。",
    ),
    (
        "This link holds a result that Kindred cannot have made: {}. Do not trust it; ask for the link again.",
        "这个链接所含的结果不可能由Kindred得出：{0}。请不要相信它，并重新索取链接。",
    ),
    (
        "This link was made by a newer Kindred (link version {}, this page reads version {}). Reload this page to get the \
         newest Kindred, and open the link again.",
        "这个链接由更新的Kindred生成（链接版本{0}，本页读取版本{1}）。请重新加载本页以获得最新的Kindred，再打开链接。",
    ),
    (
        "This link carries settings and no result. Drop the two files that it was made for on this page to compute the \
         result, or ask for a link with the result.",
        "这个链接只含设置，不含结果。请把它所对应的两个文件拖放到本页以计算结果，或索取含结果的链接。",
    ),
    (
        "This result does not fit into a link: {}. Download the report and send the file instead.",
        "这个结果放不进链接：{0}。请下载报告并发送该文件。",
    ),
    (
        "This result needs a link of {} characters, more than the {} that mail and chat programs carry. Download the report \
         and send the file instead.",
        "这个结果需要{0}个字符的链接，超过邮件和聊天程序所能承载的{1}个。请下载报告并发送该文件。",
    ),
    ("it is too long", "它太长"),
    (
        "it holds characters that do not belong there, or was cut",
        "它含有不该有的字符，或被截断",
    ),
    ("its end is missing", "缺少结尾"),
    ("a part was changed or is missing", "有一部分被改动或缺失"),
    ("it cannot be unpacked", "无法解压"),
    (
        "its content does not have the form of a result",
        "其内容不具有结果的形式",
    ),
    (
        "its content does not have the form of settings",
        "其内容不具有设置的形式",
    ),
    ("something follows the result", "结果之后还有内容"),
    ("something follows the settings", "设置之后还有内容"),
    ("a number that is not finite", "一个非有限的数"),
    ("its settings", "它的设置"),
    ("its time", "它的时间"),
    ("its seed", "它的随机种子"),
    ("its level", "它的显著性水平"),
    ("its number of rows", "它的行数"),
    ("a fingerprint", "一个指纹"),
    ("its p-value", "它的p值"),
    ("its verdict", "它的结论"),
    ("a number of its test", "它的检验中的一个数"),
    ("its statistic", "它的统计量"),
    ("its MMD", "它的MMD"),
    ("its columns", "它的各列"),
    ("a column's p-value", "一列的p值"),
    ("a column's effect", "一列的效应"),
    ("its list of absent numbers", "它的缺失数值列表"),
    ("its comparison", "它的比较"),
    ("the rows of its comparison", "它的比较所用的行"),
    ("its learning curve", "它的学习曲线"),
    ("a guard of its comparison", "它的比较中的一项检查"),
    ("the tuning of its comparison", "它的比较中的调参"),
    ("an arm of its comparison", "它的比较中的一个方案"),
    ("an interval of its comparison", "它的比较中的一个区间"),
    ("its layers", "它的各层"),
    ("a layer", "一层"),
    ("its adaptation", "它的适配"),
    ("its curves", "它的曲线"),
    ("a curve", "一条曲线"),
    ("its permutation distribution", "它的置换分布"),
    ("a text that is too long", "一段过长的文本"),
    ("a list that is too long", "一个过长的列表"),
    ("a number in a link is finite", "链接中的数是有限的"),
];

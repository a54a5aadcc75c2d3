//! What is said of network files, and when a network cannot be trained or compared.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    ("column {}", "列{0}"),
    ("column {} of {}", "{1}的列{0}"),
    // What the worker says of a file that it cannot get at.
    (
        "The file cannot be read. It may have been moved, deleted or changed since it was chosen. Choose it again.",
        "无法读取文件。选择之后，它可能被移动、删除或修改了。请重新选择。",
    ),
    (
        "The file could not be read. Open it in its program and save it as CSV.",
        "无法读取文件。请在相应程序中打开并保存为CSV。",
    ),
    (
        "The part of this page that reads workbooks and Parquet could not be loaded. Reload the page and choose the file \
         again, or export it as CSV.",
        "本页读取工作簿和Parquet的部分未能载入。请重新加载页面并再次选择文件，或把它导出为CSV。",
    ),
    (
        "{} is larger than {} MB, more than Kindred opens. Choose a file that holds one network only.",
        "{0}大于{1} MB，超出Kindred能打开的大小。请选择只含一个网络的文件。",
    ),
    (
        "This is not a network file that Kindred knows. It opens networks that Kindred saved, safetensors, PyTorch \
         state_dicts (.pt, .pth) and ONNX.",
        "这不是Kindred认识的网络文件。它能打开Kindred保存的网络、safetensors、PyTorch的state_dict（.pt、.pth）和ONNX。",
    ),
    (
        "The {} file is damaged: {}. Download or save it again.",
        "{0}文件已损坏：{1}。请重新下载或保存。",
    ),
    (
        "This Kindred network is damaged or was changed: {}. Ask for the file again.",
        "这个Kindred网络已损坏或被改动：{0}。请重新索取文件。",
    ),
    (
        "A newer Kindred wrote this network (file version {}, this one reads version {}). Reload the page to get the newest \
         Kindred.",
        "这个网络由更新的Kindred写出（文件版本{0}，本页读取版本{1}）。请重新加载页面以获得最新的Kindred。",
    ),
    (
        "The network uses the ONNX operator {}, which Kindred does not read. It reads networks of linear layers with usual \
         activations, softmax at the end, and a scaler in front.",
        "该网络使用了Kindred不读取的ONNX算子{0}。它读取由线性层、常用激活函数、末尾softmax和前置缩放组成的网络。",
    ),
    (
        "The ONNX operator {} is used in a way that Kindred does not read: {}.",
        "ONNX算子{0}的用法Kindred不读取：{1}。",
    ),
    (
        "The PyTorch file asks for {}, which is not needed for the weights of a network and is never run here. Save the \
         weights alone: torch.save(model.state_dict(), \"network.pt\").",
        "该PyTorch文件要求{0}，网络权重并不需要它，这里也绝不会运行它。请只保存权重：\
         torch.save(model.state_dict(), \"network.pt\")。",
    ),
    // In a hexadecimal number, too.
    (
        "The PyTorch file holds the pickle instruction {}, which the weights of a network do not need. Save the weights \
         alone: torch.save(model.state_dict(), \"network.pt\").",
        "该PyTorch文件含有pickle指令{0}，网络权重并不需要它。请只保存权重：torch.save(model.state_dict(), \"network.pt\")。",
    ),
    (
        "This is not a network that Kindred can use: {}.",
        "这不是Kindred能使用的网络：{0}。",
    ),
    ("The network has no layers.", "该网络没有任何层。"),
    (
        "The network has {}, more than the {} that Kindred opens.",
        "该网络有{0}，超过Kindred能打开的{1}。",
    ),
    (
        "Layer {} of the network takes {} numbers, but the one before it gives {}.",
        "网络的第{0}层接收{1}个数，而前一层给出{2}个。",
    ),
    (
        "The network's {} holds {} numbers where {} belong.",
        "网络的{0}有{1}个数，应有{2}个。",
    ),
    (
        "The network's {} holds a number that is infinite, not a number, or out of range.",
        "网络的{0}含有无穷大、非数或超出范围的数。",
    ),
    (
        "The network ends in {} numbers. One is needed to predict a number, and one for each class, two classes or more, to \
         predict a class; several labels at once are not read.",
        "该网络最后给出{0}个数。预测数值需要一个，预测类别则每类一个（至少两类）；不支持同时预测多个标签。",
    ),
    (
        "The network has {} classes but {} different class names.",
        "该网络有{0}个类别，却有{1}个不同的类别名称。",
    ),
    (
        "The network takes rows of {} numbers, but these have {}.",
        "该网络接收每行{0}个数，而这些行有{1}个。",
    ),
    ("{} units in one layer", "一层{0}个单元"),
    ("{} layers", "{0}层"),
    ("{} inputs", "{0}个输入"),
    ("{} outputs", "{0}个输出"),
    ("{} classes", "{0}个类别"),
    ("{} weights", "{0}个权重"),
    ("{} takes {} and gives {}, {}", "{0}接收{1}个数、给出{2}个，{3}"),
    ("{} takes {} and gives {}", "{0}接收{1}个数、给出{2}个"),
    ("list of input names", "输入名称列表"),
    ("input scaling", "输入缩放"),
    // Preprocessing.
    ("its preprocessing has {} columns", "它的预处理有{0}列"),
    (
        "its preprocessing has the column \"{}\" twice",
        "它的预处理中“{0}”列出现两次",
    ),
    (
        "its preprocessing of \"{}\" holds a number that cannot be",
        "它对“{0}”的预处理含有不可能的数",
    ),
    (
        "its preprocessing of \"{}\" has too many categories, or one twice",
        "它对“{0}”的预处理类别过多，或有重复的类别",
    ),
    (
        "The network cannot be used on this table: {}. Rename the columns, or choose another table.",
        "该网络不能用于这张表：{0}。请给列改名，或选择另一张表。",
    ),
    (
        "it needs the columns {}, which are not there; {}",
        "它需要列{0}，但表中没有；{1}",
    ),
    (
        "it needs the columns {}, which are not there",
        "它需要列{0}，但表中没有",
    ),
    ("\"{}\" should hold {}; {}", "“{0}”应为{1}；{2}"),
    ("\"{}\" should hold {}", "“{0}”应为{1}"),
    // What is damaged in a file, or cannot be read.
    (
        "a scaling has another width than the layer it belongs to",
        "一个缩放的宽度与所属的层不同",
    ),
    ("it scales by a number that is not finite", "它按非有限的数缩放"),
    (
        "a layer normalisation has another width than the layer it belongs to",
        "一个层归一化的宽度与所属的层不同",
    ),
    (
        "a layer normalisation does not stand between a linear layer and its activation",
        "一个层归一化不在线性层与其激活函数之间",
    ),
    (
        "an activation does not stand behind a linear layer",
        "一个激活函数不在线性层之后",
    ),
    (
        "it scales its outputs behind the last activation",
        "它在最后的激活函数之后缩放输出",
    ),
    ("it has more than 64 layers", "它超过64层"),
    (
        "it has more than 20 million weights, or a layer of more than 4,096 units",
        "它有超过2000万个权重，或有超过4,096个单元的层",
    ),
    ("it has more than {} million weights", "它有超过{0}百万个权重"),
    (
        "a layer's bias has another width than its weights",
        "一层的偏置与权重宽度不同",
    ),
    ("it multiplies an input by 0", "它把一个输入乘以0"),
    ("The file", "该文件"),
    (
        "it does not say which Kindred wrote it",
        "它没有说明由哪个Kindred写出",
    ),
    ("it has more than {} layers", "它超过{0}层"),
    (
        "the network takes {} numbers, but its preprocessing gives {}",
        "网络接收{0}个数，而其预处理给出{1}个",
    ),
    ("its classes have no names", "它的类别没有名称"),
    ("its class weights cannot be", "它的类别权重不可能成立"),
    ("its layer {} is empty", "它的层{0}是空的"),
    ("its {} is missing", "缺少它的{0}"),
    ("its {} cannot be read, {}", "无法读取它的{0}，{1}"),
    ("it holds no graph", "它不含计算图"),
    ("it has more than {} operators", "它有超过{0}个算子"),
    (
        "its input {} takes texts; only networks of numbers are read",
        "它的输入{0}接收文本；只读取以数值为输入的网络",
    ),
    ("its graph has no input", "它的计算图没有输入"),
    (
        "it does not run over the classes of a row",
        "它不是沿一行的各类别计算",
    ),
    ("its constants are not those of Selu", "它的常数不是Selu的常数"),
    ("it has no offset or no scale", "它没有偏移或没有缩放"),
    (
        "it is in training mode; export the network in evaluation mode",
        "它处于训练模式；请以评估模式导出网络",
    ),
    ("its parts have different lengths", "它的各部分长度不同"),
    (
        "it does not run over the units of a row",
        "它不是沿一行的各单元计算",
    ),
    ("it transposes the rows", "它转置了各行"),
    ("its weights are empty", "它的权重是空的"),
    ("it divides by what the network computes", "它除以网络计算出的值"),
    ("it rounds what the network computes", "它对网络计算出的值取整"),
    ("it mixes rows", "它混合了不同的行"),
    (
        "it joins something else than the inputs of one column each",
        "它拼接的不是各为一列的输入",
    ),
    (
        "it works on something else than the probabilities",
        "它处理的不是概率",
    ),
    (
        "its output is not what its last layer gives",
        "它的输出不是最后一层给出的值",
    ),
    (
        "it does not work on what the operator before it gives",
        "它处理的不是前一个算子给出的值",
    ),
    (
        "its numbers are not constants in the file",
        "它的数不是文件中的常数",
    ),
    (
        "This ONNX file keeps its weights in another file. Save it again as one: torch.onnx.export(…, external_data=False).",
        "这个ONNX文件的权重在另一个文件中。请保存为一个文件：torch.onnx.export(…, external_data=False)。",
    ),
    (
        "its weights are empty, or larger than any layer that is read",
        "它的权重是空的，或大于能读取的任何层",
    ),
    ("its weights do not have two dimensions", "它的权重不是二维的"),
    ("its numbers do not stand for one row", "它的数不对应一行"),
    (
        "its weights are not of kind float16, float or double",
        "它的权重不是float16、float或double类型",
    ),
    (
        "the tensor {} has another size than its shape says",
        "张量{0}的大小与其形状不符",
    ),
    ("it is empty", "它是空的"),
    ("it is no constant of numbers", "它不是数值常数"),
    ("it is no message as ONNX has them", "它不是ONNX的消息"),
    (
        "it has more parts than any network of linear layers",
        "它的部分多于任何线性层网络",
    ),
    ("it ends too early", "它过早结束"),
    ("it holds a number that is too long", "它含有过长的数"),
    (
        "This is a bare Python pickle, which could run anything and is not opened. From PyTorch, save the weights with \
         torch.save(model.state_dict(), \"network.pt\"), PyTorch 1.6 or later; from scikit-learn, export the network as \
         ONNX.",
        "这是一个裸的Python pickle，它可以运行任何代码，因此不予打开。在PyTorch中请用torch.save(model.state_dict(), \
         \"network.pt\")保存权重（PyTorch 1.6或更高版本）；在scikit-learn中请把网络导出为ONNX。",
    ),
    (
        "This is a Keras network in HDF5, which is not read. Export it as ONNX.",
        "这是HDF5格式的Keras网络，无法读取。请把它导出为ONNX。",
    ),
    ("something is called that is no function", "调用了不是函数的东西"),
    (
        "it holds more values than any network needs",
        "它含有的值多于任何网络所需",
    ),
    ("a value is missing", "缺少一个值"),
    ("a mark is missing", "缺少一个标记"),
    (
        "something is appended to what is no list",
        "向不是列表的东西追加内容",
    ),
    (
        "something is put into what is no dictionary",
        "向不是字典的东西放入内容",
    ),
    ("its places are not in order", "它的位置没有按顺序"),
    ("it recalls what it never kept", "它取用从未保存的内容"),
    ("a text is not UTF-8", "有文本不是UTF-8"),
    ("a name has no end", "有名称没有结尾"),
    ("a name is not UTF-8", "有名称不是UTF-8"),
    (
        "its archive holds more files than any network needs",
        "它的压缩包中的文件多于任何网络所需",
    ),
    (
        "This ZIP archive holds no PyTorch weights. Save them with torch.save(model.state_dict(), \"network.pt\").",
        "这个ZIP压缩包里没有PyTorch权重。请用torch.save(model.state_dict(), \"network.pt\")保存。",
    ),
    (
        "This PyTorch file was written with the highest byte first, which is not read. Save it again on a PC, or as \
         safetensors.",
        "这个PyTorch文件以高位字节在前写出，无法读取。请在PC上重新保存，或保存为safetensors。",
    ),
    (
        "it holds no weights by name; save model.state_dict()",
        "它没有按名称保存的权重；请保存model.state_dict()",
    ),
    ("a name stands twice", "有名称出现两次"),
    ("{} is no tensor", "{0}不是张量"),
    (
        "the tensor {} is empty, or larger than any layer that is read",
        "张量{0}是空的，或大于能读取的任何层",
    ),
    ("the tensor {} has {} dimensions", "张量{0}是{1}维的"),
    (
        "the tensor {} lies outside of its numbers",
        "张量{0}超出其数据范围",
    ),
    ("the numbers of {} have no name", "{0}的数据没有名称"),
    ("the tensor {} holds numbers of kind {}", "张量{0}的数值类型为{1}"),
    ("What the PyTorch file unpacks to", "该PyTorch文件解压后的内容"),
    ("it ends within its first eight bytes", "它在前八个字节内就结束了"),
    ("The header of the safetensors file", "safetensors文件的文件头"),
    ("it ends within its header", "它在文件头内就结束了"),
    ("its header cannot be read, {}", "无法读取它的文件头，{0}"),
    ("the tensor {} lies outside of it", "张量{0}在文件之外"),
    ("its tensors lie over each other", "它的张量相互重叠"),
    ("the tensor {} is missing", "缺少张量{0}"),
    (
        "the tensor {} holds numbers of kind {}, not F16, BF16, F32 or F64",
        "张量{0}的数值类型为{1}，而不是F16、BF16、F32或F64",
    ),
    (
        "the tensor {} is larger than any layer that is read",
        "张量{0}大于能读取的任何层",
    ),
    ("the tensor {} is not of kind F64", "张量{0}不是F64类型"),
    ("What is to be saved beside the weights", "要与权重一起保存的内容"),
    ("too many tensors for a network", "张量数量多于一个网络所需"),
    ("a map of tensors", "张量的映射"),
    (
        "its names do not tell which layer the normalisation {} belongs to; export the network as ONNX",
        "名称没有说明归一化{0}属于哪一层；请把网络导出为ONNX",
    ),
    (
        "the module {} is neither a linear layer nor a normalisation",
        "模块{0}既不是线性层也不是归一化",
    ),
    ("it has no linear layer", "它没有线性层"),
    (
        "its layers do not follow one another in one way only: {}",
        "它的各层不止一种衔接方式：{0}",
    ),
    (
        "the tensor {} ({}) is no part of a linear layer or a normalisation",
        "张量{0}（{1}）不属于线性层或归一化",
    ),
    // Networks at hand.
    (
        "This network is not at hand any more. Run the comparison again, or open the network from its file.",
        "这个网络已不在手边。请重新运行比较，或从文件打开网络。",
    ),
    (
        "\"{}\" holds no predictions of the kind that this network makes. Choose another column, or none.",
        "“{0}”列中没有这个网络所作类型的预测。请选择另一列，或不选。",
    ),
    (
        "\"{}\" is no column of numbers in the source table, so the network's inputs cannot be standardised by it. Load the \
         source table, or choose another column.",
        "“{0}”不是源表中的数值列，因此不能用它来标准化网络的输入。请载入源表，或选择另一列。",
    ),
    ("Kindred network", "Kindred网络"),
    // Training.
    (
        "There are {} rows of inputs and {} labels. Each row needs exactly one label.",
        "有{0}行输入和{1}个标签。每一行需要恰好一个标签。",
    ),
    (
        "Input {} of row {} is not a finite number. Leave the row out, or replace the value as missing values are.",
        "第{1}行的输入{0}不是有限的数。请略过该行，或按缺失值替换。",
    ),
    (
        "The label of row {} is not a finite number. Leave the row out.",
        "第{0}行的标签不是有限的数。请略过该行。",
    ),
    (
        "The label of row {} is class {}, but the classes are numbered from 0 to {}.",
        "第{0}行的标签是类别{1}，而类别编号为0到{2}。",
    ),
    (
        "The label has {} classes. A classifier needs between 2 and {}; a column with more is a number or an identifier.",
        "标签有{0}个类别。分类器需要2到{1}个类别；类别更多的列是数值或标识符。",
    ),
    (
        "There are {} {} rows; at least {} are needed. Add rows with a label.",
        "有{0}行用于{1}；至少需要{2}行。请增加有标签的行。",
    ),
    (
        "The label is the same in every training row, so there is nothing to learn. Choose another label, or more varied \
         rows.",
        "所有训练行的标签都相同，没有可学的内容。请选择另一个标签，或更多样的行。",
    ),
    (
        "The rows have {} inputs, but the network takes {}. Encode them as the network's own training rows were.",
        "各行有{0}个输入，而网络接收{1}个。请按网络自己的训练行的方式编码。",
    ),
    (
        "The label holds {}, but {} are needed here. Choose a label of the same kind.",
        "标签是{0}，而这里需要{1}。请选择同类的标签。",
    ),
    (
        "The label has {} classes, but {} are needed here. Number the classes of both tables alike.",
        "标签有{0}个类别，而这里需要{1}个。请让两张表的类别编号一致。",
    ),
    (
        "Training diverged in epoch {} of {}: the loss is no longer a finite number. Look for extreme values in the inputs \
         or the label, or lower the learning rate.",
        "{1}在第{0}轮发散：损失不再是有限的数。请检查输入或标签中的极端值，或降低学习率。",
    ),
    (
        "The network's answer for row {} is not a finite number. Look for extreme values in its inputs.",
        "网络对第{0}行的回答不是有限的数。请检查其输入中的极端值。",
    ),
    (
        "The setting \"{}\" is {}. It has to lie {}.",
        "设置“{0}”的值是{1}。它必须{2}。",
    ),
    ("The setting \"{}\" has to lie {}.", "设置“{0}”必须{1}。"),
    ("above 0 and at most at 1", "大于0且不超过1"),
    ("from 0 to below 1", "在0到1之间（不含1）"),
    ("from {} to {}", "在{0}到{1}之间"),
    ("between {} and {}", "在{0}到{1}之间"),
    ("above 0", "大于0"),
    ("at 1 or above", "不小于1"),
    (
        "within 8 layers of 1 to 1,024 units each",
        "在8层以内，每层1到1,024个单元",
    ),
    ("hidden layers", "隐藏层"),
    ("learning rate", "学习率"),
    ("learning rate of the probe", "探测的学习率"),
    ("learning rate of the last layer", "最后一层的学习率"),
    ("learning rate of the hidden layers", "隐藏层的学习率"),
    ("decay by layer", "逐层衰减"),
    ("weight decay", "权重衰减"),
    ("strength of L2-SP", "L2-SP的强度"),
    ("largest class weight", "最大类别权重"),
    ("frozen layers", "冻结层数"),
    ("share held out", "留出比例"),
    ("the linear probe", "线性探测"),
    ("all layers", "所有层的训练"),
    ("source network", "源网络"),
    ("from scratch", "从头训练"),
    ("linear probe", "线性探测"),
    ("logistic regression", "逻辑回归"),
    // Comparing.
    ("The test cannot be run. {}", "无法进行检验。{0}"),
    (
        "The two tables have different numbers of encoded columns.",
        "两张表编码后的列数不同。",
    ),
    ("A side has fewer than two rows.", "有一侧少于两行。"),
    (
        "Some values are too large to measure distances between rows.",
        "有些值太大，无法测量行与行之间的距离。",
    ),
    (
        "All rows that were compared are equal in the columns used, so there is no difference to look for.",
        "所比较的行在所用的列中全部相等，因此没有可寻找的差异。",
    ),
    (
        "A network needs something to predict. Choose the label column first.",
        "网络需要预测的对象。请先选择标签列。",
    ),
    (
        "{} has no column \"{}\", or an empty one. Networks can be compared only on rows whose label is known: fill the \
         column in, at least for some rows.",
        "{0}没有“{1}”列，或该列为空。只有标签已知的行才能比较网络：请至少为一部分行填写该列。",
    ),
    (
        "{} has {} rows with a label; a comparison needs at least {}, because some are held out to judge the networks. Label \
         more rows.",
        "{0}有{1}行带标签；比较至少需要{2}行，因为要留出一部分来评判网络。请标注更多的行。",
    ),
    (
        "{} has {} rows with a label that do not stand in {}, too. Only such rows can judge a network that learned from {}, \
         and at least {} are needed. Choose a target with rows of its own.",
        "{0}有{1}行带标签且不同时出现在{2}中。只有这样的行能评判从{3}学习的网络，且至少需要{4}行。请选择有自己数据行的目标。",
    ),
    (
        "The label \"{}\" is the same in all {} rows of {} that were held out to judge, so they cannot tell a good network \
         from a bad one. Label more rows, and of every kind.",
        "{2}中留出用于评判的{1}行，标签“{0}”全都相同，因此无法区分网络的好坏。请标注更多、各种各样的行。",
    ),
    (
        "The label \"{}\" is the same in all rows of {}, so there is nothing to predict.",
        "{1}的所有行中标签“{0}”都相同，没有可预测的内容。",
    ),
    (
        "Source and target are the same file, so every row that would judge a network also trained it. Choose another target \
         table.",
        "源和目标是同一个文件，因此评判网络的每一行也训练了它。请选择另一张目标表。",
    ),
    (
        "The opened network predicts a number and the label holds classes, or the other way round. Choose the label that the \
         network was trained for, or remove the network.",
        "打开的网络预测数值而标签是类别，或者相反。请选择该网络训练时所用的标签，或移除该网络。",
    ),
    (
        "The opened network knows none of the label's classes. Choose the label that it was trained for, or remove the \
         network.",
        "打开的网络不认识标签的任何类别。请选择它训练时所用的标签，或移除该网络。",
    ),
    (
        "{} has no column \"{}\" with known predictions. Choose another column, or none.",
        "{0}没有含已知预测的“{1}”列。请选择另一列，或不选。",
    ),
    (
        "No column can be turned into numbers.",
        "没有任何列能转换为数值。",
    ),
    (
        "Two tables are needed: choose the source and the target file first.",
        "需要两张表：请先选择源文件和目标文件。",
    ),
    // The part that computes.
    (
        "The part of this page that computes could not be started ({}).",
        "本页负责计算的部分未能启动（{0}）。",
    ),
    (
        "The part of this page that computes has not answered for {} seconds, so it was stopped.",
        "本页负责计算的部分已有{0}秒没有回应，因此被停止。",
    ),
    (
        "The part of this page that computes broke off ({}).",
        "本页负责计算的部分中断了（{0}）。",
    ),
    (
        "The part of this page that computes sent something this page cannot read ({}).",
        "本页负责计算的部分发来了本页无法读取的内容（{0}）。",
    ),
    ("a damaged message", "损坏的消息"),
    ("the browser gives no reason", "浏览器没有给出原因"),
    ("its files could not be loaded", "其文件未能载入"),
    ("the page has no address", "页面没有地址"),
    ("a request could not be read: {}", "无法读取请求：{0}"),
    // Steps of the work.
    ("Testing whether the inputs differ", "正在检验输入是否不同"),
    (
        "Testing whether inputs and label together differ",
        "正在检验输入与标签一起是否不同",
    ),
    (
        "Looking at the source network layer by layer",
        "正在逐层查看源网络",
    ),
    (
        "Choosing learning rates on validation rows",
        "正在用验证行选择学习率",
    ),
    (
        "Choosing learning rates on validation rows (repeat {} of {})",
        "正在用验证行选择学习率（第{0}次重复，共{1}次）",
    ),
    ("Training a network on the source", "正在用源数据训练网络"),
    (
        "Training a network on the source (repeat {} of {})",
        "正在用源数据训练网络（第{0}次重复，共{1}次）",
    ),
    (
        "Fitting its last layer on the target (repeat {} of {})",
        "正在用目标数据拟合其最后一层（第{0}次重复，共{1}次）",
    ),
    (
        "Fitting its last layer on the target",
        "正在用目标数据拟合其最后一层",
    ),
    (
        "Fine-tuning it on the target (repeat {} of {})",
        "正在用目标数据微调（第{0}次重复，共{1}次）",
    ),
    ("Fine-tuning it on the target", "正在用目标数据微调"),
    (
        "Fitting a simple model on the target (repeat {} of {})",
        "正在用目标数据拟合简单模型（第{0}次重复，共{1}次）",
    ),
    (
        "Fitting a simple model on the target",
        "正在用目标数据拟合简单模型",
    ),
    (
        "Training one on the target from scratch (repeat {} of {})",
        "正在用目标数据从头训练（第{0}次重复，共{1}次）",
    ),
    (
        "Training one on the target from scratch",
        "正在用目标数据从头训练",
    ),
    (
        "Trying fewer target labels (repeat {} of {})",
        "正在尝试更少的目标标签（第{0}次重复，共{1}次）",
    ),
    ("Adapting it to the target's inputs", "正在使其适配目标数据的输入"),
];

//! What is said while tables are read and paired.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    // Places.
    ("{}, row {}, column {}", "{0}，第{1}行，列{2}"),
    ("{}, row {}", "{0}，第{1}行"),
    ("{}, column {}", "{0}，列{1}"),
    // What is wrong with a file, and what helps.
    ("The file is empty.", "文件是空的。"),
    (
        "The file has a header and no rows below it.",
        "文件只有表头，下面没有数据行。",
    ),
    (
        "No table is left below the first {} line, which are left out as you chose.",
        "按您的选择略过前{0}行之后，没有剩下表格。",
    ),
    (
        "No table is left below the first {} lines, which are left out as you chose.",
        "按您的选择略过前{0}行之后，没有剩下表格。",
    ),
    ("This looks like {}, not like CSV.", "这看起来是{0}，不是CSV。"),
    (
        "This cell contains a zero byte, which text never does.",
        "这个单元格含有零字节，文本中从不会出现。",
    ),
    (
        "This packed file is damaged or not complete.",
        "这个压缩文件已损坏或不完整。",
    ),
    (
        "This archive holds several files: {}.",
        "这个压缩包里有多个文件：{0}。",
    ),
    ("This archive holds no file.", "这个压缩包里没有文件。"),
    (
        "This archive is locked with a password.",
        "这个压缩包有密码保护。",
    ),
    ("This archive is larger than 512 MiB.", "这个压缩包大于512 MiB。"),
    (
        "This packed file grows to more than 250 times its size, as no table does.",
        "这个压缩文件解压后超过原大小的250倍，没有表格会这样。",
    ),
    (
        "A quote opens in this row and is never closed.",
        "这一行有一个引号打开后再没有关闭。",
    ),
    (
        "A quote opens in this cell and is closed {} lines on, with what look like rows of the table between.",
        "这个单元格里有一个引号，到{0}行之后才关闭，中间看起来像是表格的数据行。",
    ),
    (
        "{} of {} rows do not have {}, as the first row has: {}.",
        "{1}行中有{0}行的单元格数与第一行（{2}）不同：{3}。",
    ),
    ("row {} has {}, {}", "第{0}行有{1}，{2}"),
    ("row {} has {}", "第{0}行有{1}"),
    ("and {} more", "以及另外{0}处"),
    ("{}, and {} more", "{0}，以及另外{1}处"),
    ("{} and {} more", "{0}以及另外{1}处"),
    ("1 cell", "1个单元格"),
    ("{} cells", "{0}个单元格"),
    (
        "The header has {} names, and the rows have {} cells.",
        "表头有{0}个名称，而数据行有{1}个单元格。",
    ),
    ("The table has more than {} columns.", "表格超过{0}列。"),
    ("The table has more than {} rows.", "表格超过{0}行。"),
    ("A cell is longer than {} bytes.", "有一个单元格长于{0}字节。"),
    (
        "The name of this column is longer than {} bytes.",
        "这一列的名称长于{0}字节。",
    ),
    (
        "Choose a file with a header and at least one row.",
        "请选择有表头且至少有一行数据的文件。",
    ),
    (
        "Export the table again with its rows.",
        "请连同数据行重新导出表格。",
    ),
    (
        "Choose fewer lines above the table.",
        "请减少表格上方略过的行数。",
    ),
    (
        "Download or pack it again, or unpack it first and choose the CSV file.",
        "请重新下载或压缩，或先解压再选择CSV文件。",
    ),
    (
        "Unpack it and choose one file for each side.",
        "请解压，并为每一侧选择一个文件。",
    ),
    ("Choose the CSV file itself.", "请直接选择CSV文件。"),
    (
        "Unpack it first, and choose the CSV file inside.",
        "请先解压，再选择其中的CSV文件。",
    ),
    (
        "The file may be damaged or no CSV: export it again as “CSV UTF-8”.",
        "文件可能已损坏或不是CSV：请重新导出为“CSV UTF-8”。",
    ),
    (
        "Close the quote, write a quote that belongs to the text twice (\"\"), or read the file without quotes.",
        "请关闭引号，把属于文本的引号写成两个（\"\"），或者不按引号读取文件。",
    ),
    (
        "Close the quote where it belongs, or read the file without quotes. If the cell is meant as it is, choose its \
         quotes by hand.",
        "请在应当的位置关闭引号，或者不按引号读取文件。如果这个单元格本来如此，请手动选择引号。",
    ),
    (
        "A cell that contains the delimiter must stand in quotes. Mend these rows, or read the file without them.",
        "含有分隔符的单元格必须加引号。请改正这些行，或者略过它们读取文件。",
    ),
    (
        "If commas are decimal marks here, export the table again with semicolons between the cells.",
        "如果这里的逗号是小数点，请改用分号分隔单元格重新导出。",
    ),
    (
        "Keep only the columns that matter, with one row for each case.",
        "请只保留重要的列，每个个案一行。",
    ),
    ("Take a random sample of the rows.", "请随机抽取一部分行。"),
    (
        "A quote may be missing here, or the file may be no CSV.",
        "这里可能缺少引号，或者文件不是CSV。",
    ),
    (
        "The first row must be the header: short names of the columns.",
        "第一行必须是表头，即各列的短名称。",
    ),
    ("a spreadsheet workbook", "电子表格工作簿"),
    ("a ZIP archive", "ZIP压缩包"),
    ("a compressed file", "压缩文件"),
    ("an image", "图片"),
    ("a PDF document", "PDF文档"),
    ("a Parquet file", "Parquet文件"),
    (
        "a binary data file (Arrow, HDF5 or SQLite)",
        "二进制数据文件（Arrow、HDF5或SQLite）",
    ),
    ("a web page", "网页"),
    ("a binary file", "二进制文件"),
    (
        "Open it in its program and save the sheet as CSV.",
        "请在相应程序中打开，并把工作表保存为CSV。",
    ),
    (
        "Unpack it first and choose the CSV file inside.",
        "请先解压，再选择其中的CSV文件。",
    ),
    (
        "Open it in a browser: a table in it can be copied into a spreadsheet and saved as CSV; a failed download has to \
         be made again.",
        "请在浏览器中打开：其中的表格可以复制到电子表格并保存为CSV；下载失败的文件需要重新下载。",
    ),
    ("Export the table as CSV.", "请把表格导出为CSV。"),
    (
        "Choose a CSV, Excel or Parquet file.",
        "请选择CSV、Excel或Parquet文件。",
    ),
    // Workbooks and Parquet.
    (
        "This file is larger than 512 MiB. Export the table as CSV, which can be of any size.",
        "这个文件大于512 MiB。请把表格导出为CSV，CSV的大小不限。",
    ),
    (
        "This file grows to more than 250 times its size, as no table does. Export the table as CSV.",
        "这个文件展开后超过原大小的250倍，没有表格会这样。请把表格导出为CSV。",
    ),
    (
        "This workbook is damaged, locked with a password or of a kind that Kindred does not know. Open it in its program \
         and save the sheet as CSV.",
        "这个工作簿已损坏、有密码保护，或是Kindred不认识的类型。请在相应程序中打开，并把工作表保存为CSV。",
    ),
    (
        "This workbook has no sheet \"{}\". Its sheets are: {}.",
        "这个工作簿没有名为“{0}”的工作表。它的工作表有：{1}。",
    ),
    (
        "No sheet of this workbook holds anything. Choose a workbook with a header and at least one row.",
        "这个工作簿的所有工作表都是空的。请选择有表头且至少有一行数据的工作簿。",
    ),
    (
        "This Parquet file is damaged or not complete. Write it again, or export the table as CSV.",
        "这个Parquet文件已损坏或不完整。请重新写出，或把表格导出为CSV。",
    ),
    (
        "The columns of this Parquet file are packed with {}, which Kindred cannot open. Write it with Snappy or Gzip, or \
         export the table as CSV.",
        "这个Parquet文件的列用{0}压缩，Kindred无法打开。请改用Snappy或Gzip写出，或把表格导出为CSV。",
    ),
    (
        "This Parquet file is encrypted. Write it without encryption, or export the table as CSV.",
        "这个Parquet文件已加密。请不加密地写出，或把表格导出为CSV。",
    ),
    ("The reading was stopped.", "读取已停止。"),
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
        "The file is damaged. Open it in its program and save it as CSV.",
        "文件已损坏。请在相应程序中打开并保存为CSV。",
    ),
    // Notes on what was read.
    (
        "1 row does not have as many cells as the first row and is left out.",
        "有1行的单元格数与第一行不同，已略过。",
    ),
    (
        "{} rows do not have as many cells as the first row and are left out.",
        "有{0}行的单元格数与第一行不同，已略过。",
    ),
    (
        "A quoted cell in row {}, column “{}”, goes over {} lines that could be rows of the table. If a quote is missing \
         there, read the file without quotes.",
        "第{0}行“{1}”列有一个加引号的单元格跨{2}行，而这些行可能是数据行。如果那里缺少引号，请不按引号读取文件。",
    ),
    (
        "Row {} holds words about the columns, such as units, and is left out: {}.",
        "第{0}行是关于各列的说明（如单位），已略过：{1}。",
    ),
    (
        "The file has no header row, so its columns are numbered.",
        "文件没有表头行，因此各列以编号命名。",
    ),
    (
        "No name in the header: {}. The number serves as the name.",
        "表头中没有名称：{0}。以编号作为名称。",
    ),
    (
        "Neither name nor values, left out: {}.",
        "既无名称也无数值，已略过：{0}。",
    ),
    ("column {}", "列{0}"),
    ("columns {} and {} more", "列{0}以及另外{1}列"),
    ("columns {}", "列{0}"),
    (
        "The header stands again in 1 row, which is left out.",
        "表头在1行中重复出现，该行已略过。",
    ),
    (
        "The header stands again in {} rows, which are left out.",
        "表头在{0}行中重复出现，这些行已略过。",
    ),
    (
        "Each row has one cell more than the header has names. The first cell is taken for the row's own name, and its \
         column called “{}”.",
        "每一行比表头多一个单元格。第一个单元格视为该行自己的名称，该列称为“{0}”。",
    ),
    (
        "The header ends with a delimiter that the rows do not have; it is no column.",
        "表头末尾有一个数据行没有的分隔符；它不算一列。",
    ),
    (
        "Columns with the name of another are numbered: {}.",
        "与其他列同名的列已加编号：{0}。",
    ),
    (
        "Row {} at the end is taken for a total and left out: {}.",
        "末尾的第{0}行视为合计，已略过：{1}。",
    ),
    (
        "The last row holds nothing but delimiters and is left out.",
        "最后一行只有分隔符，已略过。",
    ),
    (
        "The last {} rows hold nothing but delimiters and are left out.",
        "最后{0}行只有分隔符，已略过。",
    ),
    (
        "The line at the end is taken for a remark and left out: {}.",
        "末尾的一行视为备注，已略过：{0}。",
    ),
    (
        "The lines at the end are taken for remarks and left out: {}.",
        "末尾的几行视为备注，已略过：{0}。",
    ),
    ("Column \"{}\": {}", "列“{0}”：{1}"),
    ("numbers", "数值"),
    ("dates or times", "日期或时间"),
    ("categories", "类别"),
    ("truth values", "真假值"),
    ("free text", "自由文本"),
    ("identifiers", "标识符"),
    (
        "{} of {} cells, such as {}, are no times of a day, so the column is read as durations, in seconds; what stands \
         before the first colon counts as hours.",
        "{1}个单元格中有{0}个（如{2}）不是一天中的时刻，因此该列按时长读取，单位为秒；第一个冒号之前的部分算作小时。",
    ),
    (
        "times of the day are read as durations, in seconds; what stands before the first colon counts as hours.",
        "一天中的时刻按时长读取，单位为秒；第一个冒号之前的部分算作小时。",
    ),
    (
        "{} cells, such as {}, are no times of a day and count as missing.",
        "{0}个单元格（如{1}）不是一天中的时刻，算作缺失。",
    ),
    (
        "{} of {} cells are whole numbers that begin with a zero, as postcodes do, so they are taken for codes; nearly \
         every row has another one, so they are left out. Choose “number” as the type where they are amounts.",
        "{1}个单元格中有{0}个是以零开头的整数（如邮政编码），因此视为编码；几乎每一行都不同，所以已略过。如果它们是数量，请把类型选为“数值”。",
    ),
    (
        "dates such as {} are read with the year first, because only then they are the days of few years.",
        "像{0}这样的日期按年份在前读取，因为只有这样它们才落在少数几年内。",
    ),
    (
        "dates such as {} are read with the year last, and could also have the year first.",
        "像{0}这样的日期按年份在后读取，但也可能是年份在前。",
    ),
    (
        "whole numbers such as {} are read as dates.",
        "像{0}这样的整数按日期读取。",
    ),
    (
        "whole numbers such as {} could be dates. Choose “date or time” as the type where they are.",
        "像{0}这样的整数可能是日期。如果是，请把类型选为“日期或时间”。",
    ),
    (
        "{} of {} cells are whole numbers with more digits than a number can hold, so they are taken for identifiers. \
         Choose “number” as the type where they are amounts.",
        "{1}个单元格中有{0}个是位数超出数值容量的整数，因此视为标识符。如果它们是数量，请把类型选为“数值”。",
    ),
    (
        "{} of {} cells are whole numbers with more digits than a number can hold, so these are rounded.",
        "{1}个单元格中有{0}个是位数超出数值容量的整数，因此已舍入。",
    ),
    (
        "K, M and B behind numbers, such as {}, are read as thousands, millions and billions.",
        "数值后的K、M和B（如{0}）读作千、百万和十亿。",
    ),
    (
        "numbers are read without the unit “{}” behind them; {} of {} stand without it and are taken to be the same.",
        "数值后的单位“{0}”不读入；{2}个数值中有{1}个没有写单位，视为单位相同。",
    ),
    (
        "numbers are read without the unit “{}” behind them.",
        "数值后的单位“{0}”不读入。",
    ),
    (
        "numbers have different units, such as “{}” and {}, so the column is not read as numbers. Bring them to one unit \
         to have it compared as numbers.",
        "数值的单位不一，如“{0}”和{1}，因此该列不按数值读取。请统一单位，以便按数值比较。",
    ),
    (
        "{} cells can only be dates with the day first (the first is {}), and {} only with the month first (the first is \
         {}), so the column is not read as dates. Choose “date or time” as the type to read those of one order.",
        "有{0}个单元格只能是日在前的日期（第一个是{1}），有{2}个只能是月在前的日期（第一个是{3}），因此该列不按日期读取。\
         把类型选为“日期或时间”，即可读取其中一种顺序的日期。",
    ),
    (
        "you chose {}, and no cell is one, so all count as missing.",
        "您选择了{0}，但没有一个单元格是，因此全部算作缺失。",
    ),
    (
        "{} of {} cells are no {} and count as missing; the first is {}.",
        "{1}个单元格中有{0}个不是{2}，算作缺失；第一个是{3}。",
    ),
    (
        "{} of {} cells are no {}, so the column is not read as {}; the first is {}. Choose another type where they only \
         stand for missing cells.",
        "{1}个单元格中有{0}个不是{2}，因此该列不按{3}读取；第一个是{4}。如果它们只是表示缺失，请选择另一种类型。",
    ),
    (
        "{} of {} cells are infinite and count as missing; the first is {}.",
        "{1}个单元格中有{0}个是无穷大，算作缺失；第一个是{2}。",
    ),
    (
        "{} of {} cells are not written like the other {} and count as missing.",
        "{1}个单元格中有{0}个与其他{2}的写法不同，算作缺失。",
    ),
    (
        "a decimal point, and the file has decimal commas",
        "小数点，而文件使用小数逗号",
    ),
    (
        "a decimal comma, and the file has decimal points",
        "小数逗号，而文件使用小数点",
    ),
    (
        "{} cells are numbers with {}; the first is {}. They count as missing.",
        "{0}个单元格的数值带{1}；第一个是{2}。它们算作缺失。",
    ),
    (
        "{} cells are numbers with {}; the first is {}. The column is not read as numbers.",
        "{0}个单元格的数值带{1}；第一个是{2}。该列不按数值读取。",
    ),
    (
        "{} of {} numbers have a percent sign and are divided by 100; the others are read as they stand.",
        "{1}个数值中有{0}个带百分号，已除以100；其余按原样读取。",
    ),
    (
        "amounts are in different currencies, such as {} and {}, and none is converted.",
        "金额的币种不一，如{0}和{1}，均未换算。",
    ),
    // Columns of two tables.
    ("only the source has it", "只有源数据有它"),
    ("only the target has it", "只有目标数据有它"),
    (
        "its unit is {} in the source and {} in the target; convert one of them",
        "它的单位在源数据中是{0}，在目标数据中是{1}；请换算其中之一",
    ),
    ("it holds free text", "它是自由文本"),
    (
        "it tells rows apart and says nothing about them",
        "它只区分各行，不说明任何内容",
    ),
    (
        "it holds {} on one side and {} on the other",
        "它在一侧是{0}，在另一侧是{1}",
    ),
    ("all its cells are the same", "它的所有单元格都相同"),
    ("it holds dates or times", "它是日期或时间"),
    (
        "it repeats the label (correlation above .999)",
        "它重复了标签（相关系数高于0.999）",
    ),
    ("it repeats the label in other words", "它换一种说法重复了标签"),
    ("it was not chosen", "它没有被选中"),
    (
        "{} has no column \"{}\". Its columns are: {}.",
        "{0}没有名为“{1}”的列。它的列有：{2}。",
    ),
    (
        "The label \"{}\" cannot be used: {}. Choose another column, or no label.",
        "标签“{0}”不能使用：{1}。请选择另一列，或不选标签。",
    ),
    (
        "{} and {} have no input column in common that can be used.",
        "{0}和{1}没有可用的共同输入列。",
    ),
    ("\"{}\" is left out: {}.", "“{0}”已略过：{1}。"),
    ("So is one more column.", "还有一列也是如此。"),
    ("So are {} more columns.", "还有{0}列也是如此。"),
    (
        "Kindred pairs columns by their names in the first row; rename them so that they agree.",
        "Kindred按第一行的名称给列配对；请改名，使两边一致。",
    ),
    (
        "The label \"{}\" is empty in the {} table. A comparison needs labels on both sides.",
        "标签“{0}”在{1}表中是空的。比较需要两侧都有标签。",
    ),
    ("source", "源数据"),
    ("target", "目标数据"),
    (
        "The label \"{}\" has {} different texts; at most {} classes can be learned. Choose a label with fewer classes, or \
         a number.",
        "标签“{0}”有{1}种不同的文本；最多能学习{2}个类别。请选择类别较少的标签，或数值标签。",
    ),
    ("day of the year", "年内第几天"),
    ("{} others", "其余{0}个"),
];

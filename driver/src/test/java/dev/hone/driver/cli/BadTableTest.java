package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inFiles;
import static dev.hone.driver.cli.Mistake.inLearner;
import static dev.hone.driver.cli.Mistake.inSpace;
import static dev.hone.driver.cli.Mistake.inStudy;
import static dev.hone.driver.cli.Mistake.inValidation;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whatever is wrong with the files of a table, its columns, its rows, or what learners need of them. */
class BadTableTest extends MistakeContract {
    static Stream<Mistake> mistakes() {
        return Stream.of(damaged(), csv(), others(), columns(), weights(), learners(), names())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> damaged() {
        return Stream.of(
                inFiles(
                        "a gz that ends too early",
                        "table.csv.gz",
                        "csv",
                        folder -> BrokenFiles.bytes(
                                folder, "table.csv.gz", BrokenFiles.half(BrokenFiles.zipped(StudyFolder.TABLE))),
                        "Data 'file:{folder}/table.csv.gz': must be readable (Unexpected end of input stream); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a gz that is none",
                        "table.csv.gz",
                        "csv",
                        folder -> BrokenFiles.text(folder, "table.csv.gz", StudyFolder.TABLE),
                        "Data 'file:{folder}/table.csv.gz': must be readable (not a gzip file); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a parquet that ends too early",
                        "table.parquet",
                        "parquet",
                        folder -> BrokenFiles.columnar(folder, "parquet", BrokenFiles::half),
                        "Data 'file:{folder}/table.parquet': must be readable ({...} is not a Parquet file. {...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a parquet with damaged rows",
                        "table.parquet",
                        "parquet",
                        folder -> BrokenFiles.columnar(folder, "parquet", BrokenFiles::overwritten),
                        "Data 'file:{folder}/table.parquet': must be readable ({...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "an orc that ends too early",
                        "table.orc",
                        "orc",
                        folder -> BrokenFiles.columnar(folder, "orc", BrokenFiles::half),
                        "Data 'file:{folder}/table.orc': must be readable ({...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "an orc with damaged rows",
                        "table.orc",
                        "orc",
                        folder -> BrokenFiles.columnar(folder, "orc", BrokenFiles::overwritten),
                        "Data 'file:{folder}/table.orc': must be readable ({...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "an orc with a damaged footer",
                        "table.orc",
                        "orc",
                        folder -> BrokenFiles.columnar(folder, "orc", BrokenFiles::withoutFooter),
                        "Data 'file:{folder}/table.orc': must be readable ({...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a csv that is read as parquet",
                        "table.csv",
                        "parquet",
                        folder -> {},
                        "Data 'file:{folder}/table.csv': must be readable ({...} is not a Parquet file. {...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a csv that is read as orc",
                        "table.csv",
                        "orc",
                        folder -> {},
                        "Data 'file:{folder}/table.csv': must be readable (Malformed ORC file {...}); the file is corrupt, incomplete or of another format"),
                inFiles(
                        "a csv that is read as json",
                        "table.csv",
                        "json",
                        folder -> {},
                        "Data 'file:{folder}/table.csv': must hold JSON objects, one a line (found none)"),
                inFiles(
                        "a csv that is read as libsvm",
                        "table.csv",
                        "libsvm",
                        folder -> {},
                        "Data 'file:{folder}/table.csv': must be readable (For input string: \"a,b,kind\"); a line must be: label index:value index:value ..., indices ascending from 1"));
    }

    private static Stream<Mistake> csv() {
        return Stream.of(
                inFiles(
                        "files of a folder with different headers",
                        "tables",
                        "csv",
                        folder -> {
                            BrokenFiles.text(folder, "tables/1.csv", StudyFolder.TABLE);
                            BrokenFiles.text(folder, "tables/2.csv", StudyFolder.TABLE.replace("a,b,kind", "b,a,kind"));
                        },
                        "Data 'file:{folder}/tables', file '{...}.csv': must be readable (CSV header does not conform to the schema. {...}); all files must have the columns of the first one, in its order"),
                table(
                        "more columns than maxColumns",
                        text -> wide(25_000),
                        "Data 'file:{table}': must have at most 20480 columns; if it has more, raise data.options.maxColumns, else look at the separator, data.options.sep (maxColumns: 20480)"),
                table(
                        "a comment of 10 MB",
                        text -> "# " + "comment ".repeat(1_300_000) + "\n" + text,
                        "Data 'file:{table}': the first line must be a header of column names; where comments come before, say how they begin: data.options.comment: '#' (a name of more than 10000 characters: '# comment {...}...')"),
                inFiles(
                        "a compressed comment of a megabyte",
                        "table.csv.gz",
                        "csv",
                        folder -> BrokenFiles.bytes(
                                folder,
                                "table.csv.gz",
                                BrokenFiles.zipped("# " + "comment ".repeat(130_000) + "\n" + StudyFolder.TABLE)),
                        "Data 'file:{folder}/table.csv.gz': the first line must be a header of column names; where comments come before, say how they begin: data.options.comment: '#' (a name of more than 10000 characters: '# comment {...}...')"),
                table(
                        "another separator",
                        text -> text.replace(',', ';'),
                        "Column 'kind': must be in the table (columns: a;b;kind); the columns may be separated otherwise, see data.options.sep"),
                table(
                        "no header",
                        text -> text.replace("a,b,kind\n", ""),
                        "Column 'kind': must be in the table (columns: 0, 0.5, red); where the first line is no header, set data.options.header: false, which names columns _c0, _c1, ..."),
                table(
                        "decimal commas",
                        text -> text.replace(',', ';').replace('.', ','),
                        "Column 'kind': must be in the table (columns: a;b;kind); the columns may be separated otherwise, see data.options.sep"),
                table(
                        "quoted text after a number",
                        text -> text.replace("6.5", "\"6.5 kg\""),
                        "Column 'b', data row 5: a feature must be a number (was: '6.5 kg'); list it under 'ignore', or encode it by a StringIndexer under 'pipeline'"),
                table(
                        "an open quote",
                        text -> text.replace("6.5", "\"6.5"),
                        "Data 'file:{table}', data row 5: must have 3 fields like the first line, each of its column's type (was: '4,{...}"),
                table(
                        "UTF-16",
                        text -> new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1),
                        "Column 'kind': must be in the table (columns: {...})"),
                inStudy(
                        "an unknown encoding",
                        "format: csv",
                        "format: csv\n  options: {encoding: UTF-7}",
                        "line 2, data: Data 'file:{table}': the options must be ones that Spark's reader takes ({...}utf-8, but got UTF-7{...})"),
                inStudy(
                        "an unknown mode",
                        "format: csv",
                        "format: csv\n  options: {mode: STRICT}",
                        "line 5, data.options.mode: must be one of PERMISSIVE, DROPMALFORMED, FAILFAST (value: STRICT)"),
                inStudy(
                        "a separator that is empty",
                        "format: csv",
                        "format: csv\n  options: {sep: ''}",
                        "line 2, data: Data 'file:{table}': the options must be ones that Spark's reader takes (Delimiter cannot be empty{...})"),
                inStudy(
                        "a number of columns that is none",
                        "format: csv",
                        "format: csv\n  options: {maxColumns: many}",
                        "line 2, data: Data 'file:{table}': the options must be ones that Spark's reader takes (maxColumns should be an integer. Found many{...})"));
    }

    private static Stream<Mistake> others() {
        return Stream.of(
                inFiles(
                        "a comment behind a line of libsvm",
                        "table.libsvm",
                        "libsvm",
                        folder -> BrokenFiles.text(folder, "table.libsvm", "0 1:2.5 2:3\n1 1:2 # a note\n"),
                        "Data 'file:{folder}/table.libsvm': must be readable (For input string: \"#\"); a comment must have a line of its own that begins with '#'"),
                inFiles(
                        "indices of libsvm that descend",
                        "table.libsvm",
                        "libsvm",
                        folder -> BrokenFiles.text(folder, "table.libsvm", "0 1:2.5 2:3\n1 2:2 1:3\n"),
                        "Data 'file:{folder}/table.libsvm': must be readable ({...}one-based and in ascending order{...}); a line must be: label index:value index:value ..., indices ascending from 1"),
                inFiles(
                        "an index of libsvm that is 0",
                        "table.libsvm",
                        "libsvm",
                        folder -> BrokenFiles.text(folder, "table.libsvm", "0 0:2.5 1:3\n1 0:2 1:3\n"),
                        "Data 'file:{folder}/table.libsvm': must be readable ({...}one-based and in ascending order{...}); a line must be: label index:value index:value ..., indices ascending from 1"),
                inFiles(
                        "a glob that finds nothing",
                        "tables/*.csv",
                        "csv",
                        folder -> {},
                        "Data 'file:{folder}/tables/*.csv': no such file or folder"),
                inFiles(
                        "a folder without files",
                        "empty",
                        "csv",
                        folder -> BrokenFiles.folder(folder, "empty"),
                        "Data 'file:{folder}/empty': must hold at least one file (it is an empty folder)"),
                inFiles(
                        "a folder of another format",
                        "tables",
                        "parquet",
                        folder -> BrokenFiles.text(folder, "tables/_SUCCESS", ""),
                        "Data 'file:{folder}/tables': must hold at least one file (it is an empty folder)"),
                inFiles(
                        "a table that is not in the catalog",
                        "events",
                        "table",
                        folder -> {},
                        "Data 'events': no such table"),
                inFiles(
                        "a table with a name that is none",
                        "a b.c",
                        "table",
                        folder -> {},
                        "Data 'a b.c': must be readable ([PARSE_SYNTAX_ERROR] {...})"),
                inFiles(
                        "s3a without its package",
                        "s3a://bucket/table.csv",
                        "csv",
                        folder -> {},
                        "Data 's3a://bucket/table.csv': must be readable (the classes of the file system s3a are missing; add --packages org.apache.hadoop:hadoop-aws:{...})"),
                inFiles(
                        "s3 instead of s3a",
                        "s3://bucket/table.csv",
                        "csv",
                        folder -> {},
                        "Data 's3://bucket/table.csv': must be readable (No FileSystem for scheme \"s3\"; write s3a:// instead of s3://)"),
                inFiles(
                        "a secret in the path",
                        "s3a://key:se/cret@bucket/table.csv",
                        "csv",
                        folder -> {},
                        "Data 's3a://***@bucket/table.csv': must be readable (the classes of the file system s3a are missing; add --packages org.apache.hadoop:hadoop-aws:{...})"),
                inFiles(
                        "a file system that is not there",
                        "hdfs://nowhere.invalid:1/table.csv",
                        "csv",
                        folder -> {},
                        "Data 'hdfs://nowhere.invalid:1/table.csv': must be readable (java.net.UnknownHostException: nowhere.invalid)"));
    }

    private static Stream<Mistake> columns() {
        return Stream.of(
                table(
                        "a date as a feature",
                        text -> text.replaceAll("(?m)^(\\d),", "2024-01-0$1,").replace("2024-01-00", "2024-01-05"),
                        "Column 'a': a feature must be a number, a boolean, a vector or an array of numbers (type: date); list it under 'ignore', or make numbers of it by a SQLTransformer under 'pipeline'"),
                table(
                        "a label that is missing in every row",
                        text -> text.replaceAll("(red|blue)", ""),
                        "Column 'kind', data row 1: a label must be given (was: null)"),
                inLearner(
                                "a text to predict as a quantity",
                                "learner: LinearRegression\n",
                                "line 2, data: Column 'kind', data row 1: a label must be a number (was: 'red')")
                        .changed("metric: accuracy", "metric: rmse"),
                withFold("a fold column of one value", "a", "line 13, validation: {...}fold{...}")
                        .on(StudyFolder.TABLE.replaceAll("(?m)^\\d,", "1,")),
                withFold(
                        "a fold column of real numbers",
                        "b",
                        "line 2, data: Column 'b': a fold must be a whole number (type: double)"),
                inStudy(
                                "fewer groups than folds",
                                "label: kind",
                                "label: kind\n  group: a",
                                "line 15, validation.folds: group-k-fold: folds must not exceed the number of groups (folds: 2, groups: 1)")
                        .on(StudyFolder.TABLE.replaceAll("(?m)^\\d,", "1,")),
                inStudy(
                                "a time of text",
                                "label: kind",
                                "label: kind\n  time: a",
                                "line 2, data: Column 'a', data row 1: a time must be a number (was: 'noon')")
                        .on(StudyFolder.TABLE.replaceAll("(?m)^\\d,", "noon,")),
                inStudy(
                        "every column ignored",
                        "label: kind",
                        "label: kind\n  ignore: [a, b]",
                        "line 2, data: Data 'file:{table}': at least one feature column is needed (columns: a, b, kind)"),
                inStudy(
                        "a column in another case",
                        "label: kind",
                        "label: Kind",
                        "line 2, data: Column 'Kind': must be in the table (columns: a, b, kind); did you mean 'kind'?"));
    }

    private static Stream<Mistake> weights() {
        String zeros = StudyFolder.TABLE.replaceAll("(?m)^\\d,", "0,");
        return Stream.of(
                inStudy(
                                "all weights zero",
                                "label: kind",
                                "label: kind\n  weight: a",
                                "line 2, data: Column 'a': at least one weight must be above 0 (rows: 12, all of weight 0)")
                        .on(zeros),
                inStudy(
                                "a negative weight",
                                "label: kind",
                                "label: kind\n  weight: a",
                                "line 2, data: Column 'a', data row 4: a weight must not be negative (was: -3.0)")
                        .on(StudyFolder.TABLE.replace("3,10.5", "-3,10.5")),
                inStudy(
                                "weights of text",
                                "label: kind",
                                "label: kind\n  weight: a",
                                "line 2, data: Column 'a', data row 1: a weight must be a number (was: 'x')")
                        .on(StudyFolder.TABLE.replaceAll("(?m)^\\d,", "x,")),
                inStudy(
                                "weights of which one fold has none",
                                "label: kind",
                                "label: kind\n  weight: a",
                                "line 15, validation.folds: fold {...} must have a row to {...} on with a weight above 0 (rows: 6)")
                        .on(zeros.replace("0,10.5", "1,10.5")));
    }

    private static Stream<Mistake> learners() {
        return Stream.of(
                inLearner(
                        "layers that do not begin with the features",
                        "learner: MultilayerPerceptronClassifier\nspace:\n  layers: [[4, 2], [2, 2]]\n",
                        "line 8, space.layers: MultilayerPerceptronClassifier: param 'layers' must begin with the number of features and end with the number of classes (value: [4, 2], features: 2, classes: 2)"),
                inLearner(
                        "layers that do not end with the classes",
                        "learner: MultilayerPerceptronClassifier\nspace:\n  layers: [[2, 1]]\n",
                        "line 8, space.layers: MultilayerPerceptronClassifier: param 'layers' must begin with the number of features and end with the number of classes (value: [2, 1], features: 2, classes: 2)"),
                inLearner(
                                "a negative feature for counts",
                                "learner: NaiveBayes\n",
                                "line 6, learner: NaiveBayes must have no negative feature with modelType multinomial or complement (value: -3.0); use modelType: gaussian")
                        .on(StudyFolder.TABLE.replace("3,10.5", "-3,10.5")));
    }

    private static Stream<Mistake> names() {
        return Stream.of(
                inStudy(
                        "an option that no reader knows",
                        "format: csv",
                        "format: csv\n  options: {seperator: ';'}",
                        "line 5, data.options.seperator: is no option of Spark's reader of csv (options: {...})"),
                inLearner(
                        "a learner of scikit-learn",
                        "learner: SVC\n",
                        "line 6, learner: Learner 'SVC' is not known (known: {...}); did you mean 'SupportVectorClassifier'?"),
                inLearner(
                        "a param of scikit-learn",
                        "learner: RandomForestClassifier\nspace: {n_estimators: [10]}\n",
                        "line 7, space.n_estimators: RandomForestClassifier has no param 'n_estimators' (params: {...}); did you"
                                + " mean 'numTrees'?"),
                inValidation(
                        "a metric of scikit-learn",
                        "metric: roc_auc",
                        "line 13, validation.metric: 'roc_auc' is not known among the metrics of classifiers (allowed: {...});"
                                + " did you mean 'areaUnderROC'?"),
                inSpace(
                        "a number in quotes",
                        "'2'",
                        ": DecisionTreeClassifier: param 'maxDepth' must be a whole number of 32 bits (value: \"2\", a text;"
                                + " write it without quotes)"),
                inStudy(
                        "a number of folds in quotes",
                        "folds: 2",
                        "folds: '2'",
                        "line 14, validation.folds: must be a whole number (value: \"2\", a text; write it without quotes)"),
                inStudy(
                        "a password that is no text",
                        "format: csv",
                        "format: csv\n  options: {password: [hunter2]}",
                        "line 5, data.options.password: must be a text, a number or true or false (value: ***)"));
    }

    private static Mistake withFold(String name, String column, String message) {
        return inStudy(name, "  folds: 2\n", "", message).changed("label: kind", "label: kind\n  fold: " + column);
    }

    private static Mistake table(String name, Function<String, String> change, String message) {
        return new Mistake(name, text -> text, change::apply, "{study}, line 2, data: " + message);
    }

    private static String wide(int columns) {
        String header =
                IntStream.range(0, columns).mapToObj(column -> "c" + column).collect(Collectors.joining(","));
        return header + ",kind\n" + "1,".repeat(columns) + "red\n" + "2,".repeat(columns) + "blue\n";
    }
}

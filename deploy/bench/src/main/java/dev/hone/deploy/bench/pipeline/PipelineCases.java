package dev.hone.deploy.bench.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.shared.HasRegParam;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes the cases: twelve trials each. Rows are dealt out to folds in turn. */
final class PipelineCases {
    static final List<String> NAMES = List.of("penguins", "adult", "text", "diamonds-raw");

    private static final int DOCUMENTS = 20_000;
    private static final int WORDS = 30_000;
    private static final int LEAST_LENGTH = 20;
    private static final int LENGTHS = 40;
    private static final double SHARE_OF_OWN_WORDS = 0.05;
    private static final double[] REG_PARAMS = {1e-4, 1e-3, 1e-2, 1e-1};

    private static final List<String> ADULT_TEXTS = List.of(
            "workclass", "education", "marital_status", "occupation", "relationship", "race", "sex", "native_country");
    private static final List<String> ADULT_NUMBERS =
            List.of("age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week");
    private static final List<String> ADULT_COLUMNS = List.of(
            "age",
            "workclass",
            "fnlwgt",
            "education",
            "education_num",
            "marital_status",
            "occupation",
            "relationship",
            "race",
            "sex",
            "capital_gain",
            "capital_loss",
            "hours_per_week",
            "native_country",
            "income");

    private final SparkSession session;

    PipelineCases(SparkSession session) {
        this.session = session;
    }

    /**
     * A case.
     *
     * @param name one of {@link #NAMES}
     * @param path its table; not looked at for text, which is made here
     */
    PipelineCase of(String name, String path) {
        return switch (name) {
            case "penguins" -> penguins(csv(path, true));
            case "adult" -> adult(csv(path, false).toDF(ADULT_COLUMNS.toArray(String[]::new)));
            case "text" -> text();
            default -> diamonds(csv(path, true));
        };
    }

    private Dataset<Row> csv(String path, boolean hasHeader) {
        return session.read()
                .option("header", hasHeader)
                .option("inferSchema", true)
                .option("ignoreLeadingWhiteSpace", true)
                .csv(path);
    }

    private PipelineCase penguins(Dataset<Row> raw) {
        String[] sizes = {"Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)", "Body Mass (g)"};
        String[] imputed = {"length", "depth", "flipper", "mass"};
        PCA pca = new PCA().setInputCol("scaled").setOutputCol("components");
        LogisticRegression learner = new LogisticRegression();
        Pipeline pipeline = pipeline(
                indexer("Species"),
                new Imputer().setInputCols(sizes).setOutputCols(imputed).setStrategy("median"),
                indexers("Island", "Sex"),
                encoders("Island", "Sex"),
                assembler("sizes", imputed),
                new StandardScaler().setInputCol("sizes").setOutputCol("scaled").setWithMean(true),
                pca,
                assembler("features", "Island_kind", "Sex_kind", "components"),
                learner);
        ParamMap[] maps = grid(values(pca.k(), 2, 3, 4), regParams(learner, REG_PARAMS));
        return of("penguins", raw, 5, pipeline, maps, accuracy());
    }

    private PipelineCase adult(Dataset<Row> raw) {
        String[] texts = ADULT_TEXTS.toArray(String[]::new);
        StandardScaler scaler = new StandardScaler().setInputCol("numbers").setOutputCol("scaled");
        LogisticRegression learner = new LogisticRegression();
        Pipeline pipeline = pipeline(
                indexer("income"),
                indexers(texts),
                encoders(texts),
                assembler("numbers", ADULT_NUMBERS.toArray(String[]::new)),
                scaler,
                assembler(
                        "features",
                        Stream.concat(ADULT_TEXTS.stream().map(name -> name + "_kind"), Stream.of("scaled"))
                                .toArray(String[]::new)),
                learner);
        ParamMap[] maps =
                grid(values(scaler.withMean(), true, false), regParams(learner, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1));
        return of("adult", raw, 3, pipeline, maps, accuracy());
    }

    private PipelineCase text() {
        HashingTF frequencies = new HashingTF().setInputCol("words").setOutputCol("counts");
        LogisticRegression learner = new LogisticRegression();
        Pipeline pipeline = pipeline(
                new Tokenizer().setInputCol("text").setOutputCol("words"),
                frequencies,
                new IDF().setInputCol("counts").setOutputCol("features"),
                learner);
        ParamMap[] maps =
                grid(values(frequencies.numFeatures(), 1 << 14, 1 << 16, 1 << 18), regParams(learner, REG_PARAMS));
        return of("text", documents(), 3, pipeline, maps, accuracy());
    }

    private PipelineCase diamonds(Dataset<Row> raw) {
        String[] texts = {"cut", "color", "clarity"};
        LinearRegression learner = new LinearRegression();
        OneHotEncoder encoder = encoders(texts);
        Pipeline pipeline = pipeline(
                indexers(texts),
                encoder,
                assembler(
                        "features", "carat", "depth", "table", "x", "y", "z", "cut_kind", "color_kind", "clarity_kind"),
                learner);
        ParamMap[] maps =
                grid(values(encoder.dropLast(), true, false), regParams(learner, 1e-3, 1e-2, 1e-1, 1, 10, 100));
        Dataset<Row> rows = raw.withColumn("label", raw.col("price").cast("double"));
        return of("diamonds-raw", rows, 3, pipeline, maps, new RegressionEvaluator().setMetricName("rmse"));
    }

    /** Short documents of two kinds: most words are drawn from one distribution, a few from the kind's own. */
    private Dataset<Row> documents() {
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>(DOCUMENTS);
        for (int document = 0; document < DOCUMENTS; document++) {
            int kind = document / 3 % 2;
            String text = IntStream.range(0, LEAST_LENGTH + random.nextInt(LENGTHS))
                    .mapToObj(place -> word(random, kind))
                    .collect(Collectors.joining(" "));
            rows.add(RowFactory.create(text, (double) kind));
        }
        StructType columns =
                new StructType().add("text", DataTypes.StringType, false).add("label", DataTypes.DoubleType, false);
        return session.createDataFrame(rows, columns);
    }

    /** About as often as natural words: by Zipf's law. */
    private static String word(Random random, int kind) {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(WORDS));
        return random.nextDouble() < SHARE_OF_OWN_WORDS ? "k" + kind + "w" + rank : "w" + rank;
    }

    private static Evaluator accuracy() {
        return new MulticlassClassificationEvaluator().setMetricName("accuracy");
    }

    private static StringIndexer indexer(String label) {
        return new StringIndexer().setInputCol(label).setOutputCol("label");
    }

    private static StringIndexer indexers(String... columns) {
        return new StringIndexer()
                .setInputCols(columns)
                .setOutputCols(named(columns, "_index"))
                .setHandleInvalid("keep");
    }

    private static OneHotEncoder encoders(String... columns) {
        return new OneHotEncoder().setInputCols(named(columns, "_index")).setOutputCols(named(columns, "_kind"));
    }

    private static String[] named(String[] columns, String ending) {
        return Arrays.stream(columns).map(column -> column + ending).toArray(String[]::new);
    }

    private static VectorAssembler assembler(String output, String... inputs) {
        return new VectorAssembler().setInputCols(inputs).setOutputCol(output);
    }

    private static Pipeline pipeline(PipelineStage... stages) {
        return new Pipeline().setStages(stages);
    }

    private static List<ParamPair<?>> regParams(HasRegParam learner, double... values) {
        return Arrays.stream(values)
                .<ParamPair<?>>mapToObj(value -> learner.regParam().w(value))
                .toList();
    }

    @SafeVarargs
    private static <T> List<ParamPair<?>> values(Param<T> param, T... values) {
        return Arrays.stream(values).<ParamPair<?>>map(param::w).toList();
    }

    /** Each of the first with each of the second, the second varying faster. */
    private static ParamMap[] grid(List<ParamPair<?>> first, List<ParamPair<?>> second) {
        return first.stream()
                .flatMap(one -> second.stream().map(other -> new ParamMap().put(one, other)))
                .toArray(ParamMap[]::new);
    }

    private static PipelineCase of(
            String name, Dataset<Row> raw, int folds, Pipeline pipeline, ParamMap[] maps, Evaluator evaluator) {
        Dataset<Row> rows = raw.coalesce(1)
                .withColumn(
                        "fold",
                        functions.monotonically_increasing_id().mod(folds).cast("int"))
                .cache();
        rows.count();
        return new PipelineCase(name, rows, folds, pipeline, maps, evaluator);
    }
}

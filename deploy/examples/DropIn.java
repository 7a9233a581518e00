import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.HyperparameterTunerModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The same search by Spark's CrossValidator and by Hone's HyperparameterTuner: is a diamond dearer than the median? 12 trials
 * x 3 folds of a pipeline with text columns. {@code deploy/examples/drop-in} compiles and runs it.
 */
public final class DropIn {
    private static final String[] TEXTS = {"cut", "color", "clarity"};
    private static final String[] NUMBERS = {"carat", "depth", "table", "x", "y", "z"};

    private DropIn() {}

    /** @param args path of the table of diamonds */
    public static void main(String[] args) throws IOException {
        try (SparkSession session = SparkSession.builder().appName("drop-in").getOrCreate()) {
            Dataset<Row> table = table(session, args[0]);
            LogisticRegression learner = new LogisticRegression();
            Pipeline pipeline = pipeline(learner);
            ParamMap[] params = new ParamGridBuilder()
                    .addGrid(learner.regParam(), new double[] {1e-4, 1e-3, 0.01, 0.1})
                    .addGrid(learner.elasticNetParam(), new double[] {0, 0.5, 1})
                    .build();
            MulticlassClassificationEvaluator evaluator =
                    new MulticlassClassificationEvaluator().setMetricName("accuracy");

            long start = System.nanoTime();
            HyperparameterTunerModel tuned = new HyperparameterTuner()
                    .setEstimator(pipeline)
                    .setEstimatorParamMaps(params)
                    .setEvaluator(evaluator)
                    .setNumFolds(3)
                    .fit(table);
            double tunerSeconds = (System.nanoTime() - start) / 1e9;

            start = System.nanoTime();
            CrossValidatorModel validated = new CrossValidator()
                    .setEstimator(pipeline)
                    .setEstimatorParamMaps(params)
                    .setEvaluator(evaluator)
                    .setNumFolds(3)
                    .fit(table);
            double validatorSeconds = (System.nanoTime() - start) / 1e9;

            print("HyperparameterTuner", tunerSeconds, tuned.avgMetrics());
            print("CrossValidator", validatorSeconds, validated.avgMetrics());
            System.out.printf(
                    Locale.ROOT,
                    "%.1f times faster; largest difference of a score %.1e%n",
                    validatorSeconds / tunerSeconds,
                    largestDifference(tuned.avgMetrics(), validated.avgMetrics()));
            tuned.times().forEach((what, seconds) -> System.out.printf(Locale.ROOT, "  %-40s %.2f s%n", what, seconds));
        }
    }

    private static Dataset<Row> table(SparkSession session, String path) {
        Dataset<Row> diamonds = session.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(path)
                .repartition(session.sparkContext().defaultParallelism());
        double median = diamonds.stat().approxQuantile("price", new double[] {0.5}, 0)[0];
        Dataset<Row> table = diamonds.withColumn(
                        "label", functions.when(functions.col("price").gt(median), 1.0).otherwise(0.0))
                .drop("price")
                .cache();
        table.count();
        return table;
    }

    private static Pipeline pipeline(LogisticRegression learner) {
        String[] indexed = suffixed(TEXTS, "Index");
        String[] encoded = suffixed(TEXTS, "Encoded");
        String[] filled = suffixed(NUMBERS, "Filled");
        String[] columns = Arrays.copyOf(filled, filled.length + encoded.length);
        System.arraycopy(encoded, 0, columns, filled.length, encoded.length);
        return new Pipeline()
                .setStages(new PipelineStage[] {
                    new StringIndexer().setInputCols(TEXTS).setOutputCols(indexed).setHandleInvalid("keep"),
                    new OneHotEncoder().setInputCols(indexed).setOutputCols(encoded),
                    new Imputer().setInputCols(NUMBERS).setOutputCols(filled),
                    new VectorAssembler().setInputCols(columns).setOutputCol("assembled"),
                    new StandardScaler().setInputCol("assembled").setOutputCol("features"),
                    learner
                });
    }

    private static String[] suffixed(String[] names, String suffix) {
        return Arrays.stream(names).map(name -> name + suffix).toArray(String[]::new);
    }

    private static void print(String what, double seconds, double[] metrics) {
        System.out.printf(Locale.ROOT, "%s: %.2f s%n", what, seconds);
        for (double metric : metrics) {
            System.out.printf(Locale.ROOT, "  %.12f%n", metric);
        }
    }

    private static double largestDifference(double[] some, double[] others) {
        double largest = 0;
        for (int index = 0; index < some.length; index++) {
            largest = Math.max(largest, Math.abs(some[index] - others[index]));
        }
        return largest;
    }
}

package com.example;

import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.HyperparameterTunerModel;
import dev.hone.tuning.ParamSpace;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tunes a random forest that tells points inside a ring from those outside. */
public final class TunedForest {
    private static final int POINTS = 500;
    private static final double NOISE = 0.05;

    private TunedForest() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        try (SparkSession session =
                SparkSession.builder().appName("tuned-forest").getOrCreate()) {
            Dataset<Row> table = session.createDataFrame(
                    points(new Random(1)),
                    new StructType().add("features", SQLDataTypes.VectorType()).add("label", DataTypes.DoubleType));
            HyperparameterTunerModel model = tuner().fit(table);

            model.leaderboard().show();
            RandomForestClassificationModel forest = (RandomForestClassificationModel) model.bestModel();
            System.out.printf(
                    Locale.ROOT,
                    "Best of %d trials: areaUnderROC %.4f with maxDepth %d, minInstancesPerNode %d, numTrees %d%n",
                    model.avgMetrics().length,
                    Arrays.stream(model.avgMetrics()).max().orElseThrow(),
                    forest.getMaxDepth(),
                    forest.getMinInstancesPerNode(),
                    forest.getNumTrees());
            model.transform(table).select("features", "label", "prediction").show(5, false);
        }
    }

    private static HyperparameterTuner tuner() {
        RandomForestClassifier forest = new RandomForestClassifier().setSeed(1);
        return new HyperparameterTuner()
                .setEstimator(forest)
                .setEvaluator(new BinaryClassificationEvaluator())
                .setSearchSpace(ParamSpace.builder()
                        .integer(forest.maxDepth(), 2, 8)
                        .logInteger(forest.minInstancesPerNode(), 1, 20)
                        .choice(forest.numTrees(), 10, 20, 40)
                        .build())
                .setSampler("sobol")
                .setNumTrials(16)
                .setNumFolds(3)
                .setSeed(1);
    }

    /** Points of the square from (-1, -1) to (1, 1); the label is 1 inside the ring, but for noise. */
    private static List<Row> points(Random random) {
        return Stream.generate(() -> point(2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1, random))
                .limit(POINTS)
                .toList();
    }

    private static Row point(double x, double y, Random random) {
        double radius = Math.hypot(x, y);
        boolean inside = radius > 0.4 && radius < 0.8;
        boolean flipped = random.nextDouble() < NOISE;
        return RowFactory.create(Vectors.dense(x, y), inside != flipped ? 1.0 : 0.0);
    }
}

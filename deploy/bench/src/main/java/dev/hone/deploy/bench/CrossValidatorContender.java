package dev.hone.deploy.bench;

import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;

/** Spark's own {@code CrossValidator} with as many threads as there are slots. */
final class CrossValidatorContender implements Contender {

    @Override
    public String name() {
        return "CrossValidator";
    }

    /** Its hundreds of jobs a search leave little that is cold. */
    @Override
    public boolean isRepeated() {
        return false;
    }

    @Override
    public Optional<double[]> scores(BenchCase benchCase) {
        return Optional.empty();
    }

    @Override
    public Search search(BenchCase benchCase) {
        BenchTable table = benchCase.table();
        Estimator<?> estimator = EstimatorFactory.create(benchCase.grid().trial(0));
        CrossValidator validator = new CrossValidator()
                .setEstimator(estimator)
                .setEstimatorParamMaps(paramMaps(benchCase, estimator))
                .setEvaluator(evaluator(table))
                .setNumFolds(table.folds())
                .setFoldCol("fold")
                .setParallelism(table.frame().sparkSession().sparkContext().defaultParallelism());
        long start = System.nanoTime();
        CrossValidatorModel model = validator.fit(table.frame());
        return new Search(
                (System.nanoTime() - start) / 1e9, model.avgMetrics(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static ParamMap[] paramMaps(BenchCase benchCase, Estimator<?> estimator) {
        ParamMap[] maps = new ParamMap[Math.toIntExact(benchCase.grid().trials())];
        Arrays.setAll(maps, number -> paramMap(benchCase.grid().trial(number), estimator));
        return maps;
    }

    /** A map's keys belong to the one estimator that is to read it. */
    @SuppressWarnings("unchecked")
    private static ParamMap paramMap(TrialConfig config, Estimator<?> estimator) {
        Estimator<?> ofTrial = EstimatorFactory.create(config);
        ParamMap map = new ParamMap();
        for (String name : config.params().keySet()) {
            map.put((Param<Object>) estimator.getParam(name), ofTrial.getOrDefault(ofTrial.getParam(name)));
        }
        return map;
    }

    private static Evaluator evaluator(BenchTable table) {
        return table.isRegression()
                ? new RegressionEvaluator().setMetricName(table.metric())
                : new MulticlassClassificationEvaluator().setMetricName(table.metric());
    }
}

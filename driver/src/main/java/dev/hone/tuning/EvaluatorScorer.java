package dev.hone.tuning;

import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.ranking.Objective.Ties;
import dev.hone.worker.metric.UndefinedMetricException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.recommendation.ALSModel;

/**
 * Scores models by the user's evaluator.
 *
 * @param evaluator the evaluator
 */
record EvaluatorScorer(Evaluator evaluator) implements ClusterTrialExecutor.Scorer {

    /** The evaluator's metric by its name; the class of an evaluator that names none. */
    String metric() {
        return Columns.named(evaluator, "metricName")
                .orElseGet(() -> evaluator.getClass().getSimpleName());
    }

    /** What ranks the trials: equal scores are those that are equal for {@code CrossValidator}. */
    Objective objective() {
        return new Objective(
                metric(), evaluator.isLargerBetter() ? Direction.MAXIMIZE : Direction.MINIMIZE, Ties.EXACT);
    }

    @Override
    public Map<String, Double> score(Model<?> model, FoldFrames fold) {
        double value = evaluator.evaluate(model.transform(fold.validation()));
        if (Double.isNaN(value)) {
            throw new UndefinedMetricException(metric(), reason(model));
        }
        return Map.of(metric(), value);
    }

    /** Why the score is NaN, with what helps where ALS does not know the users or items of some rows. */
    private static String reason(Model<?> model) {
        boolean cold = Stream.of(
                        model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model})
                .anyMatch(stage -> stage instanceof ALSModel als
                        && als.getColdStartStrategy().equals("nan"));
        return cold
                ? "ALS predicts NaN for users and items that it was not trained on; set coldStartStrategy to drop"
                : "the evaluator gives NaN";
    }
}

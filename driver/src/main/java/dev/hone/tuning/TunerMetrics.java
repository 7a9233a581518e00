package dev.hone.tuning;

import dev.hone.driver.ranking.LearnerMetrics;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.ranking.Objective.Ties;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Params;

/**
 * The metrics of a search: the evaluator's, which ranks the trials, and further ones.
 *
 * @param evaluator the user's evaluator
 * @param further names of further metrics in their order, each once and without the evaluator's own
 */
record TunerMetrics(Evaluator evaluator, List<String> further) {
    private static final String PARAM = "Param 'metrics': ";

    TunerMetrics {
        further = List.copyOf(further);
    }

    /** Those of a tuner; further ones are not looked at. */
    static TunerMetrics of(HyperparameterTuner tuner) {
        String own = metric(tuner.getEvaluator());
        return new TunerMetrics(
                tuner.getEvaluator(),
                Arrays.stream(tuner.getMetrics())
                        .distinct()
                        .filter(name -> !name.equals(own))
                        .toList());
    }

    /**
     * Those of a tuner, further ones being known to the kind of learner.
     *
     * @throws InvalidInputException with a line for each that is unknown, belongs to another kind of learner, goes by the name
     *     of the user's own evaluator, or has no label to look at
     */
    static TunerMetrics of(HyperparameterTuner tuner, TunerTrials trials) {
        Evaluator evaluator = tuner.getEvaluator();
        Params learner = trials.stages(trials.first()).lastLearner();
        LearnerKind kind =
                RecognizedEvaluator.kind(evaluator).orElseGet(() -> LearnerCatalog.kindOf(learner.getClass()));
        List<String> mistakes = Arrays.stream(tuner.getMetrics())
                .distinct()
                .flatMap(name -> mistake(name, kind, evaluator, learner).stream())
                .map(PARAM::concat)
                .toList();
        if (!mistakes.isEmpty()) {
            throw new InvalidInputException(mistakes, null);
        }
        return of(tuner);
    }

    private static Optional<String> mistake(String name, LearnerKind kind, Evaluator evaluator, Params learner) {
        String ofEvaluator = "evaluator: " + evaluator.getClass().getSimpleName();
        if (!LearnerMetrics.names(kind).contains(name)) {
            return Optional.of(LearnerMetrics.unknown(name, kind));
        }
        if (name.equals(metric(evaluator))
                && RecognizedEvaluator.kind(evaluator).isEmpty()) {
            return Optional.of(
                    "'" + name + "' must not be the name of the evaluator's own metric (" + ofEvaluator + ")");
        }
        boolean isLabelled = kind == LearnerKind.CLUSTERER
                || kind == LearnerKind.TOPIC_MODEL
                || Columns.named(evaluator, "labelCol").isPresent()
                || Columns.named(learner, "labelCol").isPresent();
        return isLabelled
                ? Optional.empty()
                : Optional.of("'" + name + "' needs a labelCol of the evaluator or of the learner (" + ofEvaluator
                        + ", learner: " + learner.getClass().getSimpleName() + ")");
    }

    /** The evaluator's metric by its name; the class of an evaluator that names none. */
    String metric() {
        return metric(evaluator);
    }

    private static String metric(Evaluator evaluator) {
        return Columns.named(evaluator, "metricName")
                .orElseGet(() -> evaluator.getClass().getSimpleName());
    }

    /** All of them, the evaluator's first. */
    List<String> names() {
        return Stream.concat(Stream.of(metric()), further.stream()).toList();
    }

    /** What ranks the trials: equal scores are those that are equal for {@code CrossValidator}. */
    Objective objective() {
        return new Objective(
                metric(), evaluator.isLargerBetter() ? Direction.MAXIMIZE : Direction.MINIMIZE, Ties.EXACT);
    }
}

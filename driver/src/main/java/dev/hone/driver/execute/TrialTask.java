package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The body of a task: makes the trials of its partition's units from their numbers and runs them, one unit after another
 * until a while has passed. The outcomes are those of the units that it began; the others are for another task, so that
 * short trials share what a task costs and long ones keep no slot from helping.
 *
 * <p>A task that starts for the second time was lost with its executor. It gives up at once instead of taking down the
 * next executor, and with it the trials that run there; {@link SparkTrialExecutor} then runs its trials alone.
 */
final class TrialTask extends AbstractFunction1<Iterator<Object>, TrialOutcome[]> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** When a task begins no other unit: long compared to what a task costs, short compared to a person's patience. */
    static final long LAST_BEGIN_NANOS = 200_000_000;

    private final TaskEvaluation evaluation;
    private final Sampler sampler;

    TrialTask(TaskEvaluation evaluation, Sampler sampler) {
        this.evaluation = evaluation;
        this.sampler = sampler;
    }

    @Override
    public TrialOutcome[] apply(Iterator<Object> bundle) {
        long[][][] units = (long[][][]) bundle.next();
        boolean again = TaskContext.get().attemptNumber() > 0;
        long start = System.nanoTime();
        List<TrialOutcome> outcomes = new ArrayList<>();
        for (int unit = 0; unit < units.length; unit++) {
            List<TrialConfig> configs =
                    Arrays.stream(units[unit][0]).mapToObj(sampler::trial).toList();
            if (again) {
                configs.forEach(config -> outcomes.add(lost(config)));
            } else if (unit == 0 || System.nanoTime() - start < LAST_BEGIN_NANOS) {
                List<Integer> folds = TrialUnit.folds(units[unit]);
                outcomes.addAll(
                        RunningTrials.during(configs, () -> evaluation.value().evaluate(configs, folds)));
            }
        }
        return outcomes.toArray(TrialOutcome[]::new);
    }

    private static TrialOutcome lost(TrialConfig config) {
        String message = "the executor was lost while it ran this trial";
        return new TrialOutcome.Failed(config, FailureCategory.EXECUTOR_LOST, message, 0);
    }
}

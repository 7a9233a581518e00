package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The body of a task: makes the trials of its partition's one group from their numbers and runs them.
 *
 * <p>A task that starts for the second time was lost with its executor. It gives up at once instead of taking down the
 * next executor, and with it the trials that run there; {@link SparkTrialExecutor} then runs its trials alone.
 */
final class TrialTask extends AbstractFunction1<Iterator<Object>, TrialOutcome[]> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<CrossValidation> evaluation;
    private final Sampler sampler;

    TrialTask(Broadcast<CrossValidation> evaluation, Sampler sampler) {
        this.evaluation = evaluation;
        this.sampler = sampler;
    }

    @Override
    public TrialOutcome[] apply(Iterator<Object> groups) {
        long[] numbers = (long[]) groups.next();
        List<TrialConfig> configs =
                Arrays.stream(numbers).mapToObj(sampler::trial).toList();
        if (TaskContext.get().attemptNumber() > 0) {
            return configs.stream().map(TrialTask::lost).toArray(TrialOutcome[]::new);
        }
        return evaluation.value().evaluate(configs).toArray(TrialOutcome[]::new);
    }

    private static TrialOutcome lost(TrialConfig config) {
        String message = "the executor was lost while it ran this trial";
        return new TrialOutcome.Failed(config, FailureCategory.EXECUTOR_LOST, message, 0);
    }
}

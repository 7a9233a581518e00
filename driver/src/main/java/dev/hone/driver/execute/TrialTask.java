package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The body of a task: makes the one trial of its partition from its number and runs it.
 *
 * <p>A task that starts for the second time was lost with its executor. It gives up at once instead of taking down the
 * next executor, and with it the trials that run there; {@link SparkTrialExecutor} then runs the trial alone.
 */
final class TrialTask extends AbstractFunction1<Iterator<Object>, TrialOutcome> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<CrossValidation> evaluation;
    private final Sampler sampler;

    TrialTask(Broadcast<CrossValidation> evaluation, Sampler sampler) {
        this.evaluation = evaluation;
        this.sampler = sampler;
    }

    @Override
    public TrialOutcome apply(Iterator<Object> numbers) {
        TrialConfig config = sampler.trial((Long) numbers.next());
        if (TaskContext.get().attemptNumber() > 0) {
            String message = "the executor was lost while it ran this trial";
            return new TrialOutcome.Failed(config, FailureCategory.EXECUTOR_LOST, message, 0);
        }
        return evaluation.value().evaluate(config);
    }
}

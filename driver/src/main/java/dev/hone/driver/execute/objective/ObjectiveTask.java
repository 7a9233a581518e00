package dev.hone.driver.execute.objective;

import dev.hone.driver.execute.fault.AbandonableWork;
import dev.hone.driver.execute.fault.LostTrials;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.execute.watch.TaskWatch;
import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.ThrownCategory;
import dev.hone.worker.trial.Cancellation;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The body of a task: reads the config of its trial and the function, a copy of its own, and computes the score. Whatever the
 * function throws fails the trial and not the task.
 */
final class ObjectiveTask extends AbstractFunction1<Iterator<Object>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String driver;
    private final Broadcast<byte[]> function;
    private final String metric;

    /** @param driver name of the {@link dev.hone.driver.execute.watch.TaskReports} of the run */
    ObjectiveTask(String driver, Broadcast<byte[]> function, String metric) {
        this.driver = driver;
        this.function = function;
        this.metric = metric;
    }

    @Override
    public byte[] apply(Iterator<Object> partition) {
        TrialConfig config = (TrialConfig) JavaBytes.read((byte[]) partition.next());
        return JavaBytes.of(
                LostTrials.isTaskRepeated()
                        ? LostTrials.outcome(config)
                        : AbandonableWork.ofTask("trial " + config.number(), () -> run(config)));
    }

    private TrialOutcome run(TrialConfig config) {
        long start = System.nanoTime();
        try (TaskWatch watch =
                TaskWatch.of(driver, config.number(), TaskContext.get().taskAttemptId())) {
            double score =
                    RunningTrials.during(List.of(config), () -> function().score(config));
            Cancellation.check();
            return outcome(config, score, System.nanoTime() - start);
        } catch (TaskKilledException e) {
            throw e;
        } catch (Throwable e) {
            Cancellation.check();
            return new Failed(config, ThrownCategory.ofObjective(e), FailureMessage.of(e), System.nanoTime() - start);
        }
    }

    private ScoreFunction function() {
        return (ScoreFunction) JavaBytes.readTrusted(function.value());
    }

    private TrialOutcome outcome(TrialConfig config, double score, long nanos) {
        if (!Double.isFinite(score)) {
            return new Failed(config, FailureCategory.SCORE_NOT_FINITE, "the objective returned " + score, nanos);
        }
        FoldScore whole = new FoldScore(0, Map.of(metric, score), nanos, 0);
        return new Scored(config, Lane.INLINE, List.of(whole), nanos);
    }
}

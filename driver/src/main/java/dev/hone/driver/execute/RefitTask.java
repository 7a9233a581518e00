package dev.hone.driver.execute;

import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** The body of a task that trains one trial on all rows: gives the model as bytes, or a text why there is none. */
final class RefitTask extends AbstractFunction2<TaskContext, Iterator<Object>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TaskEvaluation evaluation;
    private final TrialConfig config;

    RefitTask(TaskEvaluation evaluation, TrialConfig config) {
        this.evaluation = evaluation;
        this.config = config;
    }

    @Override
    public Object apply(TaskContext task, Iterator<Object> rows) {
        try {
            return JavaBytes.of(evaluation.value().fitOnAllRows(config));
        } catch (TaskKilledException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            return FailureMessage.of(e);
        }
    }
}

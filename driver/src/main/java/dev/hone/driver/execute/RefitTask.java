package dev.hone.driver.execute;

import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refit;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** The body of tasks that train one trial on all rows, one a part: gives the model as bytes, or a text why there is none. */
final class RefitTask extends AbstractFunction2<TaskContext, Iterator<Object>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NOT_IN_PARTS = "It cannot be trained in parts";

    private final TaskEvaluation evaluation;
    private final Learner learner;
    private final int parts;

    RefitTask(TaskEvaluation evaluation, Learner learner, int parts) {
        this.evaluation = evaluation;
        this.learner = learner;
        this.parts = parts;
    }

    @Override
    public Object apply(TaskContext task, Iterator<Object> rows) {
        try {
            Refit refit = new Refit(evaluation.value(), learner);
            return parts == 1
                    ? JavaBytes.of(refit.model())
                    : refit.part(task.partitionId(), parts)
                            .<Object>map(JavaBytes::of)
                            .orElse(NOT_IN_PARTS);
        } catch (TaskKilledException e) {
            throw e;
        } catch (Throwable e) {
            return FailureMessage.of(e);
        }
    }
}

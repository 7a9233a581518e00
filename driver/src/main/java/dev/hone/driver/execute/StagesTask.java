package dev.hone.driver.execute;

import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * The body of tasks that fit and apply stages, each on the fold of its partition: tells how many bytes a learner then gets, or
 * that it could not be done.
 */
final class StagesTask extends AbstractFunction2<TaskContext, Iterator<Object>, Long> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a task returns where a stage failed. */
    static final long FAILED = -1;

    private final TaskEvaluation evaluation;
    private final StagePrefix prefix;

    StagesTask(TaskEvaluation evaluation, StagePrefix prefix) {
        this.evaluation = evaluation;
        this.prefix = prefix;
    }

    @Override
    public Long apply(TaskContext task, Iterator<Object> rows) {
        try {
            return evaluation.value().prepare(task.partitionId(), prefix);
        } catch (StageFailedException e) {
            return FAILED;
        }
    }
}

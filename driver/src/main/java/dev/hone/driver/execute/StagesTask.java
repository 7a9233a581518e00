package dev.hone.driver.execute;

import dev.hone.worker.evaluate.FittedRows;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** The bodies of tasks that fit and apply stages. */
final class StagesTask {
    private StagesTask() {}

    /** On the fold of the task's partition: tells how many bytes a learner then gets, or that it could not be done. */
    static final class OfFold extends AbstractFunction2<TaskContext, Iterator<Object>, Long> implements Serializable {
        private static final long serialVersionUID = 1L;

        /** What a task returns where a stage failed. */
        static final long FAILED = -1;

        private final TaskEvaluation evaluation;
        private final StagePrefix prefix;

        OfFold(TaskEvaluation evaluation, StagePrefix prefix) {
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

    /** On all rows: returns the rows and the fitted stages, nothing where a stage failed. */
    static final class OfAllRows extends AbstractFunction2<TaskContext, Iterator<Object>, ArrayList<FittedRows>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final TaskEvaluation evaluation;
        private final StagePrefix prefix;

        OfAllRows(TaskEvaluation evaluation, StagePrefix prefix) {
            this.evaluation = evaluation;
            this.prefix = prefix;
        }

        @Override
        public ArrayList<FittedRows> apply(TaskContext task, Iterator<Object> rows) {
            try {
                return new ArrayList<>(List.of(evaluation.value().allRows(prefix)));
            } catch (StageFailedException e) {
                return new ArrayList<>();
            }
        }
    }
}

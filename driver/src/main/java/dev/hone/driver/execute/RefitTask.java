package dev.hone.driver.execute;

import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refit;
import dev.hone.worker.evaluate.Refitted;
import dev.hone.worker.stage.StageFailedException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** The body of tasks that train one trial on all rows, one a part: gives a {@link Result} as bytes. */
final class RefitTask extends AbstractFunction2<TaskContext, Iterator<Object>, byte[]> implements Serializable {
    private static final long serialVersionUID = 2L;
    static final String FAILURE = "The best trial could not be trained on all rows: ";
    private static final String NOT_IN_PARTS = "It cannot be trained in parts";

    private final TaskEvaluation evaluation;
    private final Learner learner;
    private final int parts;

    RefitTask(TaskEvaluation evaluation, Learner learner, int parts) {
        this.evaluation = evaluation;
        this.learner = learner;
        this.parts = parts;
    }

    /** What a task has come to. */
    sealed interface Result extends Serializable {

        /**
         * The trial, or the part of it.
         *
         * @throws TrialExecutionException if the learner could not be trained
         * @throws StageFailedException if a stage could not be fitted or could not take a row
         */
        Refitted trial();

        /** What a task returned. */
        static Result of(byte[] returned) {
            return (Result) JavaBytes.read(returned);
        }

        /** A model. */
        record Fitted(Refitted trial) implements Result {}

        /** Why the learner cannot be trained. */
        record Failed(String message) implements Result {
            @Override
            public Refitted trial() {
                throw new TrialExecutionException(FAILURE + message, null);
            }
        }

        /** Why a stage cannot be fitted or cannot take a row. */
        record StageFailed(String message) implements Result {
            @Override
            public Refitted trial() {
                throw new StageFailedException(new IllegalStateException(message));
            }
        }
    }

    @Override
    public byte[] apply(TaskContext task, Iterator<Object> rows) {
        return JavaBytes.of(result(task.partitionId()));
    }

    private Result result(int part) {
        try {
            Refit refit = new Refit(evaluation.value(), learner);
            return parts == 1
                    ? new Result.Fitted(refit.model())
                    : refit.part(part, parts)
                            .<Result>map(Result.Fitted::new)
                            .orElseGet(() -> new Result.Failed(NOT_IN_PARTS));
        } catch (TaskKilledException e) {
            throw e;
        } catch (StageFailedException e) {
            return new Result.StageFailed(FailureMessage.of(e));
        } catch (Throwable e) {
            return new Result.Failed(FailureMessage.of(e));
        }
    }
}

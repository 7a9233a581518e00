package dev.hone.driver.execute;

import dev.hone.driver.execute.fault.AbandonableWork;
import dev.hone.driver.execute.fault.LostTrials;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.execute.watch.TaskReports;
import dev.hone.driver.execute.watch.TaskWatch;
import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FoldModel;
import dev.hone.worker.trial.TrialOutcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The body of a task: trains and scores the units of its partition, one after another until a while has passed. The outcomes
 * are those of the units that it began; the others are for another task, so that short trials share what a task costs and long
 * ones keep no slot from helping.
 *
 * <p>Units and outcomes travel as bytes of Java's serialization, whichever serializer the session has, as estimators have to.
 *
 * <p>A task that starts for the second time was lost with its executor. It gives up at once instead of taking down the
 * next executor, and with it the trials that run there; {@link SparkTrialExecutor} then runs its trials alone.
 */
final class TrialTask extends AbstractFunction1<Iterator<Object>, byte[]> implements Serializable {
    private static final long serialVersionUID = 3L;

    private final String driver;
    private final TaskEvaluation evaluation;
    private final FoldModels models;

    /** @param driver name of the {@link TaskReports} of the run */
    TrialTask(String driver, TaskEvaluation evaluation, FoldModels models) {
        this.driver = driver;
        this.evaluation = evaluation;
        this.models = models;
    }

    /**
     * What a task returns.
     *
     * @param outcomes of the units that it began, which are the first ones, in their order
     * @param models of these, if they are kept
     */
    record Result(List<TrialOutcome> outcomes, List<FoldModel> models) implements Serializable {}

    /**
     * What a task is to do.
     *
     * @param number of the task in its run
     */
    private record Work(long number, List<WorkUnit> units) implements Serializable {
        String name() {
            long first = units.get(0).trials().get(0).number();
            return "the task of trial " + first + (units.size() > 1 ? " and others" : "");
        }
    }

    /** The units of a task as its partition holds them. */
    static byte[] bytes(SubmittedTask task) {
        return JavaBytes.of(new Work(task.number(), new ArrayList<>(task.units())));
    }

    /** The result of a task from what it returns. */
    static Result result(byte[] returned) {
        return (Result) JavaBytes.read(returned);
    }

    @Override
    public byte[] apply(Iterator<Object> partition) {
        Work work = (Work) JavaBytes.readTrusted((byte[]) partition.next());
        return JavaBytes.of(
                LostTrials.isTaskRepeated()
                        ? lost(work.units())
                        : AbandonableWork.ofTask(work.name(), () -> run(work)));
    }

    private Result run(Work work) {
        List<TrialOutcome> outcomes = new ArrayList<>();
        List<FoldModel> kept = new ArrayList<>();
        Consumer<FoldModel> keeper = models == FoldModels.KEPT ? kept::add : model -> {};
        CrossValidation read = evaluation.value(); // That takes an executor a while at first, which is no trial's time.
        try (TaskWatch watch =
                TaskWatch.of(driver, work.number(), TaskContext.get().taskAttemptId())) {
            for (int unit = 0; unit < work.units().size() && watch.begins(unit); unit++) {
                WorkUnit next = work.units().get(unit);
                outcomes.addAll(
                        RunningTrials.during(next.trials(), () -> read.run(next.learners(), next.folds(), keeper)));
            }
        }
        return new Result(outcomes, kept);
    }

    /** What becomes of a task that was lost with its executor. */
    static Result lost(List<WorkUnit> units) {
        List<TrialOutcome> outcomes = units.stream()
                .flatMap(unit -> unit.trials().stream())
                .<TrialOutcome>map(LostTrials::outcome)
                .toList();
        return new Result(outcomes, List.of());
    }
}

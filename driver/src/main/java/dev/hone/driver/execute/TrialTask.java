package dev.hone.driver.execute;

import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.evaluate.FoldModel;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.TrialOutcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    private static final long serialVersionUID = 2L;

    /** When a task begins no other unit: long compared to what a task costs, short compared to a person's patience. */
    static final long LAST_BEGIN_NANOS = 200_000_000;

    private final TaskEvaluation evaluation;
    private final FoldModels models;

    TrialTask(TaskEvaluation evaluation, FoldModels models) {
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

    /** The units of a task as its partition holds them. */
    static byte[] bytes(List<WorkUnit> units) {
        return JavaBytes.of(new ArrayList<>(units));
    }

    /** The result of a task from what it returns. */
    static Result result(byte[] returned) {
        return (Result) JavaBytes.read(returned);
    }

    @Override
    @SuppressWarnings("unchecked")
    public byte[] apply(Iterator<Object> partition) {
        List<WorkUnit> units = (List<WorkUnit>) JavaBytes.read((byte[]) partition.next());
        boolean isLost = LostTrials.isTaskRepeated();
        long start = System.nanoTime();
        List<TrialOutcome> outcomes = new ArrayList<>();
        List<FoldModel> kept = new ArrayList<>();
        Consumer<FoldModel> keeper = models == FoldModels.KEPT ? kept::add : model -> {};
        for (int unit = 0; unit < units.size(); unit++) {
            List<Learner> learners = units.get(unit).learners();
            List<Integer> folds = units.get(unit).folds();
            if (isLost) {
                learners.forEach(learner -> outcomes.add(LostTrials.outcome(learner.config())));
            } else if (unit == 0 || System.nanoTime() - start < LAST_BEGIN_NANOS) {
                outcomes.addAll(RunningTrials.during(
                        units.get(unit).trials(), () -> evaluation.value().run(learners, folds, keeper)));
            }
        }
        return JavaBytes.of(new Result(outcomes, kept));
    }
}

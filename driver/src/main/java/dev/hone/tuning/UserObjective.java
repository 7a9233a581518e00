package dev.hone.tuning;

import dev.hone.driver.execute.objective.ScoreFunction;
import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.trial.TrialConfig;
import java.io.UncheckedIOException;

/**
 * A user's objective function, as tasks call it.
 *
 * @param function what the user set
 */
record UserObjective(ObjectiveFunction function) implements ScoreFunction {

    @Override
    public double score(TrialConfig config) throws Exception {
        return function.value(new Trial(config));
    }

    /**
     * Refuses a function that cannot travel to executors.
     *
     * @throws InvalidInputException if so; one line that names the field
     */
    void requireSerializable() {
        try {
            JavaBytes.of(this);
        } catch (UncheckedIOException e) {
            String part = UnserializablePart.of(function).orElseGet(() -> FailureMessage.of(e));
            throw new InvalidInputException(
                    "The objective must be serializable, since it runs on executors: " + part
                            + "; make it transient, or create it inside the function",
                    e);
        }
    }

    /** The class that has the function, which for a lambda is the one around it. */
    String className() {
        String name = function.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }
}

package dev.hone.driver;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Short names for the parts of a search space. */
public final class Spaces {
    private Spaces() {}

    public static ParameterValue value(Object value) {
        if (value instanceof Integer whole) {
            return new Whole(whole);
        }
        if (value instanceof Double real) {
            return new Real(real);
        }
        return value instanceof Boolean flag ? new Flag(flag) : new Text((String) value);
    }

    public static List<ParameterValue> values(Object... values) {
        return Arrays.stream(values).map(Spaces::value).toList();
    }

    public static Choice choice(String name, Object... values) {
        return new Choice(name, Condition.always(), values(values));
    }

    public static RealRange uniform(String name, double low, double high) {
        return new RealRange(name, Condition.always(), low, high, Scale.LINEAR);
    }

    public static RealRange logUniform(String name, double low, double high) {
        return new RealRange(name, Condition.always(), low, high, Scale.LOG);
    }

    public static IntegerRange integers(String name, long low, long high) {
        return new IntegerRange(name, Condition.always(), low, high, Scale.LINEAR);
    }

    public static IntegerRange logIntegers(String name, long low, long high) {
        return new IntegerRange(name, Condition.always(), low, high, Scale.LOG);
    }

    /** Holds where {@code param} has one of the values. */
    public static Condition when(String param, Object... values) {
        return new Condition(Map.of(param, values(values)));
    }

    public static LearnerSpace learner(String name, Dimension... dimensions) {
        return new LearnerSpace(name, List.of(dimensions));
    }

    public static SearchSpace space(LearnerSpace... learners) {
        return new SearchSpace(List.of(learners));
    }
}

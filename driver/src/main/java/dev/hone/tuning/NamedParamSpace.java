package dev.hone.tuning;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a search may give to params by their names: to {@link ObjectiveTuner} and {@link AskTell} what {@link
 * ParamSpace} is to {@link HyperparameterTuner}. A param may depend on others: {@code when} restricts the one before it to trials
 * on which another param has one of some values; on all other trials it is not set.
 *
 * <pre>{@code
 * NamedParamSpace space = NamedParamSpace.builder()
 *     .integer("servers", 1, 16)
 *     .choice("policy", "fifo", "priority")
 *     .uniform("threshold", 0, 1).when("policy", "priority")
 *     .logUniform("timeout", 0.01, 10)
 *     .build();
 * }</pre>
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class NamedParamSpace implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Stands for the learner in configs, journals and result files. */
    static final String LEARNER = "objective";

    private final SearchSpace space;

    private NamedParamSpace(SearchSpace space) {
        this.space = space;
    }

    /** A space without params, to be added to. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of all params; each follows those that it depends on. */
    public List<String> params() {
        return space.params();
    }

    SearchSpace space() {
        return space;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedParamSpace named && named.space.equals(space);
    }

    @Override
    public int hashCode() {
        return space.hashCode();
    }

    @Override
    public String toString() {
        return space.learners().get(0).dimensions().toString();
    }

    /** Gathers params; each name has one. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        private Builder() {}

        /**
         * A param and what it depends on.
         *
         * @param dimension makes its dimension of its condition
         * @param allowed values of other params by their names
         */
        private record Entry(
                String name, Function<Condition, Dimension> dimension, Map<String, List<ParameterValue>> allowed) {
            Dimension conditioned() {
                return dimension.apply(new Condition(allowed));
            }
        }

        /**
         * One of several whole numbers, at least one and none twice; alike for the kinds of value below.
         *
         * @throws InvalidInputException if no value is given, one twice, or the name is empty or taken
         */
        public Builder choice(String name, long... values) {
            return choice(name, wholes(values));
        }

        /** One of several numbers. */
        public Builder choice(String name, double... values) {
            return choice(
                    name,
                    Arrays.stream(values).<ParameterValue>mapToObj(Real::new).toList());
        }

        /** One of several texts. */
        public Builder choice(String name, String... values) {
            return choice(name, texts(values));
        }

        /** True, false, or either. */
        public Builder choice(String name, boolean... values) {
            return choice(name, flags(values));
        }

        /**
         * Any number from {@code low} to {@code high}, evenly spread.
         *
         * @throws InvalidInputException if {@code low} is not below {@code high}, one of them is not finite, or the name is empty
         *     or taken
         */
        public Builder uniform(String name, double low, double high) {
            return add(name, condition -> new RealRange(name, condition, low, high, Scale.LINEAR));
        }

        /** Any number from {@code low}, above 0, to {@code high}, its logarithm evenly spread; else as {@link #uniform}. */
        public Builder logUniform(String name, double low, double high) {
            return add(name, condition -> new RealRange(name, condition, low, high, Scale.LOG));
        }

        /** Any whole number from {@code low} to {@code high}, both included; a grid takes each; else as {@link #uniform}. */
        public Builder integer(String name, long low, long high) {
            return add(name, condition -> new IntegerRange(name, condition, low, high, Scale.LINEAR));
        }

        /** Any whole number from {@code low}, above 0, to {@code high}, its logarithm evenly spread; else as {@link #integer}. */
        public Builder logInteger(String name, long low, long high) {
            return add(name, condition -> new IntegerRange(name, condition, low, high, Scale.LOG));
        }

        /**
         * Restricts the param that was added last to trials on which another param has one of some texts. Several calls for one
         * param must all hold. What is restricted must not lead back to itself.
         *
         * @param param the other param, before or after this one
         * @throws InvalidInputException if no param was added, or it is restricted by the other one already
         */
        public Builder when(String param, String... values) {
            return when(param, texts(values));
        }

        /** The same where the other param is a whole number. */
        public Builder when(String param, long... values) {
            return when(param, wholes(values));
        }

        /** The same where the other param is true or false. */
        public Builder when(String param, boolean... values) {
            return when(param, flags(values));
        }

        /**
         * The space.
         *
         * @throws InvalidInputException if it has no param, or one is restricted by a param that it has not, by values that this
         *     cannot have, or by itself
         */
        public NamedParamSpace build() {
            if (entries.isEmpty()) {
                throw new InvalidInputException("A search space must have at least one param (params: 0)");
            }
            List<Dimension> dimensions =
                    entries.stream().map(Entry::conditioned).toList();
            return new NamedParamSpace(new SearchSpace(List.of(new LearnerSpace(LEARNER, dimensions))));
        }

        private Builder add(String name, Function<Condition, Dimension> dimension) {
            if (name.isBlank()) {
                throw new InvalidInputException("A param must have a name (name: '" + name + "')");
            }
            if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
                throw new InvalidInputException("A search space must have each param once (twice: " + name + ")");
            }
            Entry entry = new Entry(name, dimension, new LinkedHashMap<>());
            entry.conditioned(); // Refuses wrong bounds and values where they are given.
            entries.add(entry);
            return this;
        }

        private Builder choice(String name, List<ParameterValue> values) {
            return add(name, condition -> new Choice(name, condition, values));
        }

        private Builder when(String param, List<ParameterValue> values) {
            if (entries.isEmpty()) {
                throw new InvalidInputException("when must follow the param that it restricts (when: " + param + ")");
            }
            Entry last = entries.get(entries.size() - 1);
            if (last.allowed().putIfAbsent(param, values) != null) {
                throw new InvalidInputException(
                        "Dimension '" + last.name() + "': 'when' must name each param once (twice: " + param + ")");
            }
            return this;
        }

        private static List<ParameterValue> wholes(long... values) {
            return Arrays.stream(values).<ParameterValue>mapToObj(Whole::new).toList();
        }

        private static List<ParameterValue> texts(String... values) {
            return Stream.of(values).<ParameterValue>map(Text::new).toList();
        }

        private static List<ParameterValue> flags(boolean... values) {
            return IntStream.range(0, values.length)
                    .<ParameterValue>mapToObj(index -> new Flag(values[index]))
                    .toList();
        }
    }
}

package dev.hone.driver.sampler;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The combinations of some last dimensions of a learner. Where conditions look at a dimension, each of its values has
 * combinations of its own; all others simply multiply.
 */
sealed interface GridNode extends Serializable {

    /** Number of combinations. */
    long size();

    /** Adds the values of combination {@code index} to {@code params}. */
    void decode(long index, Map<String, ParameterValue> params);

    /**
     * The first of the combinations that differ from combination {@code index} by the values of some dimensions only, as far
     * as no condition looks at these.
     */
    long first(long index, Set<String> dimensions);

    /** All combinations of a learner's dimensions. */
    static GridNode of(LearnerSpace learner) {
        Set<String> lookedAt = new HashSet<>();
        learner.dimensions()
                .forEach(dimension -> lookedAt.addAll(dimension.condition().params()));
        return of(learner.dimensions(), lookedAt, new HashMap<>());
    }

    private static GridNode of(List<Dimension> dimensions, Set<String> lookedAt, Map<String, ParameterValue> chosen) {
        if (dimensions.isEmpty()) {
            return new End();
        }
        Dimension dimension = dimensions.get(0);
        List<Dimension> rest = dimensions.subList(1, dimensions.size());
        if (!dimension.condition().holds(chosen)) {
            return of(rest, lookedAt, chosen);
        }
        long size = dimension
                .size()
                .orElseThrow(() -> Dimension.invalid(
                        dimension.name(),
                        "a grid needs a list of values or an int range (given: " + dimension.text() + ")"));
        if (!lookedAt.contains(dimension.name())) {
            GridNode next = of(rest, lookedAt, chosen);
            return new Product(dimension, next, multiplied(size, next.size()));
        }
        GridNode[] next = new GridNode[(int) size];
        long sum = 0;
        for (int value = 0; value < size; value++) {
            Map<String, ParameterValue> extended = new HashMap<>(chosen);
            extended.put(dimension.name(), dimension.at((long) value));
            next[value] = of(rest, lookedAt, extended);
            sum = added(sum, next[value].size());
        }
        return new Branch(dimension, next, sum);
    }

    static long added(long size, long other) {
        try {
            return Math.addExact(size, other);
        } catch (ArithmeticException e) {
            throw tooLarge(e);
        }
    }

    private static long multiplied(long size, long other) {
        try {
            return Math.multiplyExact(size, other);
        } catch (ArithmeticException e) {
            throw tooLarge(e);
        }
    }

    private static InvalidInputException tooLarge(ArithmeticException cause) {
        return new InvalidInputException("The grid has more than 2^63 - 1 points; use random search", cause);
    }

    /** The one combination of no dimension. */
    final class End implements GridNode {
        private static final long serialVersionUID = 1L;

        @Override
        public long size() {
            return 1;
        }

        @Override
        public void decode(long index, Map<String, ParameterValue> params) {}

        @Override
        public long first(long index, Set<String> dimensions) {
            return index;
        }
    }

    /** Every value of a dimension with every combination of the next ones. */
    final class Product implements GridNode {
        private static final long serialVersionUID = 1L;

        private final Dimension dimension;
        private final GridNode next;
        private final long size;

        private Product(Dimension dimension, GridNode next, long size) {
            this.dimension = dimension;
            this.next = next;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void decode(long index, Map<String, ParameterValue> params) {
            params.put(dimension.name(), dimension.at(index / next.size()));
            next.decode(index % next.size(), params);
        }

        @Override
        public long first(long index, Set<String> dimensions) {
            long value = dimensions.contains(dimension.name()) ? 0 : index / next.size();
            return value * next.size() + next.first(index % next.size(), dimensions);
        }
    }

    /** Each value of a dimension with its own combinations of the next ones. */
    final class Branch implements GridNode {
        private static final long serialVersionUID = 1L;

        private final Dimension dimension;
        private final GridNode[] next;
        private final long size;

        private Branch(Dimension dimension, GridNode[] next, long size) {
            this.dimension = dimension;
            this.next = next;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void decode(long index, Map<String, ParameterValue> params) {
            int value = value(index);
            params.put(dimension.name(), dimension.at((long) value));
            next[value].decode(index - before(value), params);
        }

        @Override
        public long first(long index, Set<String> dimensions) {
            int value = value(index);
            return before(value) + next[value].first(index - before(value), dimensions);
        }

        private int value(long index) {
            int value = 0;
            for (long remaining = index; remaining >= next[value].size(); value++) {
                remaining -= next[value].size();
            }
            return value;
        }

        /** Number of combinations of the smaller values. */
        private long before(int value) {
            long sum = 0;
            for (int smaller = 0; smaller < value; smaller++) {
                sum += next[smaller].size();
            }
            return sum;
        }
    }
}

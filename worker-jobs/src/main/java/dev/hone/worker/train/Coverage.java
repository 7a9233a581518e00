package dev.hone.worker.train;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a faster lane makes of estimators and rows, or the reason why it leaves them to a slower one.
 *
 * @param <T> what it makes
 */
public sealed interface Coverage<T> {

    /** What a faster lane makes. */
    static <T> Coverage<T> of(T value) {
        return new Covered<>(value);
    }

    /**
     * What is left to a slower lane.
     *
     * @param reason a short text without a full stop
     */
    static <T> Coverage<T> left(String reason) {
        return new Left<>(reason);
    }

    /** The value if there is one, else left for that reason. */
    static <T> Coverage<T> of(Optional<T> value, String reason) {
        return value.map(Coverage::of).orElseGet(() -> left(reason));
    }

    /** The value, if the faster lane takes it. */
    Optional<T> value();

    /** Why it is left to a slower lane; empty if it is not. */
    Optional<String> reason();

    /** The next step, unless an earlier one has left it. */
    <R> Coverage<R> flatMap(Function<? super T, Coverage<R>> next);

    /** The value, or what the slower lane makes, which is told the reason. */
    T orElse(Function<String, T> slower);

    /** The next step where that covers all. */
    default <R> Coverage<R> map(Function<? super T, R> next) {
        return flatMap(value -> of(next.apply(value)));
    }

    /** Leaves what does not hold. */
    default Coverage<T> filter(Predicate<? super T> holds, String reason) {
        return flatMap(value -> holds.test(value) ? this : left(reason));
    }

    /** Covered by the faster lane. */
    record Covered<T>(T covered) implements Coverage<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(covered);
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }

        @Override
        public <R> Coverage<R> flatMap(Function<? super T, Coverage<R>> next) {
            return next.apply(covered);
        }

        @Override
        public T orElse(Function<String, T> slower) {
            return covered;
        }
    }

    /** Left to a slower lane. */
    record Left<T>(String why) implements Coverage<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }

        @Override
        public <R> Coverage<R> flatMap(Function<? super T, Coverage<R>> next) {
            return left(why);
        }

        @Override
        public T orElse(Function<String, T> slower) {
            return slower.apply(why);
        }
    }
}

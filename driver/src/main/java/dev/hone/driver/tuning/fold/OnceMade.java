package dev.hone.driver.tuning.fold;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first wanted. Safe for use by many threads. */
final class OnceMade<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    OnceMade(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T known = value;
        if (known == null) {
            known = maker.get();
            value = known;
        }
        return known;
    }

    /** The value, if it has been wanted. */
    synchronized Optional<T> ifMade() {
        return Optional.ofNullable(value);
    }
}

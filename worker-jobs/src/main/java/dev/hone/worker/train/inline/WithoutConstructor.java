package dev.hone.worker.train.inline;

import org.objenesis.Objenesis;
import org.objenesis.ObjenesisStd;

/**
 * Makes objects of classes whose constructors start what only a driver has. Objenesis is the library by which Spark's own
 * closures and Kryo do the same.
 */
final class WithoutConstructor {
    private static final Objenesis OBJENESIS = new ObjenesisStd();

    private WithoutConstructor() {}

    static <T> T allocate(Class<T> type) {
        return OBJENESIS.newInstance(type);
    }

    /** For constructors that the compiler wants and that never run. */
    static IllegalStateException neverRun(Class<?> type) {
        return new IllegalStateException(type.getSimpleName() + " is allocated without its constructor");
    }
}

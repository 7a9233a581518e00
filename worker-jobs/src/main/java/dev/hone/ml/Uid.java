package dev.hone.ml;

import dev.hone.worker.data.SparkVersion;
import org.apache.spark.ml.util.Identifiable;
import org.jspecify.annotations.Nullable;

/**
 * Hands the uid of a {@code Params} to the constructors of Spark's superclasses. Each of the params that they make names its
 * owner by {@code uid()}, at a time when a Java subclass cannot have assigned a field yet. A class that is made with a uid
 * therefore announces it while the arguments of {@code this(...)} are evaluated, and {@code uid()} keeps what was announced
 * when it is first asked:
 *
 * <pre>{@code
 * private @Nullable String uid; // no initializer: it would run after uid() was asked
 *
 * public Learner(String uid) {
 *     this(Uid.announce(uid));
 * }
 *
 * private Learner(Uid announced) {
 *     // params
 * }
 *
 * public String uid() {
 *     if (uid == null) {
 *         uid = Uid.announced();
 *     }
 *     return uid;
 * }
 * }</pre>
 */
final class Uid {
    private static final Uid INSTANCE = new Uid();
    private static final ThreadLocal<@Nullable String> ANNOUNCED = new ThreadLocal<>();

    private Uid() {}

    /** A fresh uid that begins with a class's name. */
    static Uid random(Class<?> type) {
        return announce(Identifiable.randomUID(type.getSimpleName()));
    }

    /**
     * The uid of the object whose construction begins now in this thread.
     *
     * @throws dev.hone.worker.data.InvalidInputException if this Spark is not supported: its constructors may have other
     *     parameters
     */
    static Uid announce(String uid) {
        SparkVersion.requireSupported();
        ANNOUNCED.set(uid);
        return INSTANCE;
    }

    /** The uid of the object under construction in this thread; can be had once. */
    static String announced() {
        String uid = ANNOUNCED.get();
        if (uid == null) {
            throw new IllegalStateException("A uid must be announced before Spark's constructors run");
        }
        ANNOUNCED.remove();
        return uid;
    }
}

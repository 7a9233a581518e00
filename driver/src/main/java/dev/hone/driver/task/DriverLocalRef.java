package dev.hone.driver.task;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an object of the driver that is serialized as a number and resolved by tasks in the same JVM, without a
 * copy. Tasks hold the object weakly: it is freed with the driver's own reference.
 *
 * @param <T> type of the object
 */
public final class DriverLocalRef<T> implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final AtomicLong NEXT = new AtomicLong();
    private static final Map<Long, WeakReference<Object>> KNOWN = new ConcurrentHashMap<>();

    private final long number = NEXT.getAndIncrement();
    private transient volatile @Nullable T object;

    public DriverLocalRef(T object) {
        this.object = object;
        KNOWN.put(number, new WeakReference<>(object));
    }

    /**
     * The object.
     *
     * @throws IllegalStateException if it has been closed
     */
    public T value() {
        return found().orElseThrow(() -> new IllegalStateException("The search that this task is of has been closed"));
    }

    /** The object, unless it has been closed, or the task has its classes from a loader of its own. */
    @SuppressWarnings("unchecked")
    Optional<T> found() {
        T found = object;
        if (found == null) {
            WeakReference<Object> known = KNOWN.get(number);
            found = known == null ? null : (T) known.get();
            object = found;
        }
        return Optional.ofNullable(found);
    }

    /** No further task finds it. */
    @Override
    public void close() {
        KNOWN.remove(number);
    }
}

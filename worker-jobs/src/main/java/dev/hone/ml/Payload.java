package dev.hone.ml;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model that may be large: held here, or as a broadcast variable, so that each executor gets and keeps it once
 * instead of each task.
 *
 * @param <T> serializable by Java, and by Kryo where Spark is told to use it
 */
final class Payload<T extends Serializable> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable T held;
    private final @Nullable Broadcast<T> broadcast;
    private transient @Nullable Payload<T> lastSent;
    private transient @Nullable SparkContext lastSender;

    private Payload(@Nullable T held, @Nullable Broadcast<T> broadcast) {
        this.held = held;
        this.broadcast = broadcast;
    }

    static <T extends Serializable> Payload<T> of(T value) {
        return new Payload<>(value, null);
    }

    T value() {
        return held != null ? held : Objects.requireNonNull(broadcast).value();
    }

    /** The same as a broadcast variable, made once an application. */
    synchronized Payload<T> sentBy(SparkSession session) {
        Payload<T> sent = lastSent;
        SparkContext context = session.sparkContext();
        if (sent == null || lastSender != context) {
            sent = new Payload<>(
                    null, JavaSparkContext.fromSparkContext(context).broadcast(value()));
            lastSent = sent;
            lastSender = context;
        }
        return sent;
    }
}

package dev.hone.worker.train.inline;

import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag;

/**
 * Stands in for {@code TorrentBroadcast}: trainer and aggregators share one thread, so the value itself is handed over
 * and nothing is stored anywhere that {@code destroy} would have to clear.
 */
final class TaskBroadcast<T> extends Broadcast<T> {
    private final T shared;

    TaskBroadcast(long id, T shared, ClassTag<T> type) {
        super(id, type);
        this.shared = shared;
    }

    /** Without {@code Broadcast.assertValid}: nothing can make it invalid. */
    @Override
    public T value() {
        return shared;
    }

    @Override
    public T getValue() {
        return shared;
    }

    @Override
    public void unpersist() {}

    @Override
    public void unpersist(boolean blocking) {}

    /** {@code Broadcast.destroy} would walk the stack for a call site. */
    @Override
    public void destroy() {}

    @Override
    public void destroy(boolean blocking) {}

    @Override
    public void doUnpersist(boolean blocking) {}

    @Override
    public void doDestroy(boolean blocking) {}
}

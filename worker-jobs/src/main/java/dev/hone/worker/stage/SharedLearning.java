package dev.hone.worker.stage;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps what stages have learned from rows, before some of their params choose among it: the stages of trials that differ in
 * these params alone, such as {@code k} of {@code PCA}, learn once.
 */
public interface SharedLearning {
    /** Keeps nothing. */
    SharedLearning NONE = new SharedLearning() {
        @Override
        public <T extends FoldCache.Sized> T get(ParamsKey key, Supplier<T> learning) {
            return learning.get();
        }
    };

    /**
     * What has been learned.
     *
     * @param key of the params that learning depends on
     * @param learning learns it for the first who asks; if it throws, nothing is kept
     */
    <T extends FoldCache.Sized> T get(ParamsKey key, Supplier<T> learning);

    /** Whether so many bytes are few enough to be kept; if not, they had better not be shared. */
    default boolean hasRoomFor(long bytes) {
        return true;
    }

    /**
     * In the cache of a table.
     *
     * @param rows to learn from
     * @param before equal for equal stages before
     * @param mostBytes for which there is room
     */
    static SharedLearning on(RowView rows, Object before, long mostBytes) {
        return new SharedLearning() {
            @Override
            public <T extends FoldCache.Sized> T get(ParamsKey key, Supplier<T> learning) {
                return rows.shared(List.of(SharedLearning.class, before, key), learning);
            }

            @Override
            public boolean hasRoomFor(long bytes) {
                return bytes <= mostBytes;
            }
        };
    }
}

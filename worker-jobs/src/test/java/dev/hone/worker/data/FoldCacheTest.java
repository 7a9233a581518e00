package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoldCacheTest {
    private static final TrainingData TABLE =
            TrainingData.builder(FeatureMatrix.dense(2, 1, new double[] {1, 2})).build();
    private final RowView rows = new RowView(TABLE, new int[] {0, 1});
    private final AtomicInteger made = new AtomicInteger();

    private record Bytes(long bytes) implements FoldCache.Sized {}

    @Test
    void isMadeOnceForAllThreads() throws Exception {
        FoldCache shared = new FoldCache(100);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Bytes> task = () -> shared.get(rows, "bins", () -> make(10));
        List<Future<Bytes>> results =
                threads.invokeAll(Stream.generate(() -> task).limit(40).toList());
        threads.shutdown();
        for (Future<Bytes> result : results) {
            assertThat(result.get()).isSameAs(results.get(0).get());
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void otherRowsAndOtherKeysHaveWorkOfTheirOwn() {
        FoldCache shared = new FoldCache(100);
        RowView others = new RowView(TABLE, new int[] {0, 1});
        Bytes first = shared.get(rows, "bins", () -> make(10));
        assertThat(shared.get(others, "bins", () -> make(10))).isNotSameAs(first);
        assertThat(shared.get(rows, "blocks", () -> make(10))).isNotSameAs(first);
        assertThat(shared.get(rows, "bins", () -> make(10))).isSameAs(first);
        assertThat(shared.bytes()).isEqualTo(30);
    }

    @Test
    void statisticsCountHitsMissesAndWhatIsKept() {
        FoldCache.Statistics before = FoldCache.statistics();
        FoldCache shared = new FoldCache(100);

        shared.get(rows, "a", () -> make(10));
        shared.get(rows, "a", () -> make(10));
        shared.get(rows, "b", () -> make(10));

        FoldCache.Statistics after = FoldCache.statistics();
        assertThat(after.hits() - before.hits()).isEqualTo(1);
        assertThat(after.misses() - before.misses()).isEqualTo(2);
        assertThat(after.bytes()).isGreaterThanOrEqualTo(shared.bytes());
        assertThat(shared.bytes()).isEqualTo(20);
    }

    @Test
    void workOnTheTableIsOneForAllRows() {
        RowView others = new RowView(TABLE, new int[] {0});
        Bytes first = rows.sharedByTable("products", () -> make(10));
        assertThat(others.<Bytes>sharedByTable("products", () -> make(10))).isSameAs(first);
        assertThat(rows.<Bytes>shared("products", () -> make(10))).isNotSameAs(first);
        assertThat(rows.cacheBytes()).isEqualTo(CacheBudget.ONE_TABLE.bytes());
    }

    @Test
    void theLeastRecentlyUsedGoesOverTheBound() {
        FoldCache shared = new FoldCache(25);
        Bytes a = shared.get(rows, "a", () -> make(10));
        Bytes b = shared.get(rows, "b", () -> make(10));
        assertThat(shared.get(rows, "a", () -> make(10))).isSameAs(a);
        shared.get(rows, "c", () -> make(10));
        assertThat(shared.bytes()).isEqualTo(20);
        assertThat(shared.get(rows, "a", () -> make(10))).isSameAs(a);
        assertThat(shared.get(rows, "b", () -> make(10))).isNotSameAs(b);
    }

    @Test
    void workThatThrowsIsTriedAgain() {
        FoldCache shared = new FoldCache(25);
        assertThatThrownBy(() -> shared.<Bytes>get(rows, "a", () -> {
                    throw new IllegalArgumentException("no bins");
                }))
                .hasMessage("no bins");
        assertThat(shared.get(rows, "a", () -> make(10)).bytes()).isEqualTo(10);
    }

    private Bytes make(long bytes) {
        made.incrementAndGet();
        return new Bytes(bytes);
    }
}

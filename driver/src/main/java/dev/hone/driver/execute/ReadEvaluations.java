package dev.hone.driver.execute;

import dev.hone.driver.task.KryoBytes;
import dev.hone.worker.evaluate.CrossValidation;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;

/** What an executor has read from the bytes of broadcast variables; the least recently used goes first, and all before memory runs out. */
final class ReadEvaluations {
    private static final int MOST_KEPT = 8;

    private static final Map<Long, SoftReference<CrossValidation>> READ = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SoftReference<CrossValidation>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private ReadEvaluations() {}

    /** That of a broadcast variable; a task that comes while another reads it waits for it. */
    static CrossValidation of(Broadcast<byte[][]> broadcast) {
        synchronized (READ) {
            SoftReference<CrossValidation> known = READ.get(broadcast.id());
            CrossValidation evaluation = known == null ? null : known.get();
            if (evaluation == null) {
                evaluation = (CrossValidation) KryoBytes.read(broadcast.value());
                READ.put(broadcast.id(), new SoftReference<>(evaluation));
            }
            return evaluation;
        }
    }
}

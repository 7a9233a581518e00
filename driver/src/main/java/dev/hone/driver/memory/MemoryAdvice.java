package dev.hone.driver.memory;

import dev.hone.driver.table.ByteSize;

/** What to do where a run has run out of memory all the same. */
public final class MemoryAdvice {
    private MemoryAdvice() {}

    /** Advice for a driver with such a heap, to follow a semicolon. */
    public static String of(long heap) {
        return "give the driver more by --driver-memory (heap: " + new ByteSize(heap) + "), "
                + MemoryPlan.Remedy.FEWER_COLUMNS + ", or " + MemoryPlan.Remedy.CLUSTER_LANE;
    }
}

package dev.hone.driver.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Where tests in this JVM and the learners that they train meet. */
final class Stage {
    static final Map<Integer, CountDownLatch> GATES = new ConcurrentHashMap<>();
    static final AtomicInteger STARTED = new AtomicInteger();

    private Stage() {}

    static void clear() {
        GATES.clear();
        STARTED.set(0);
    }
}

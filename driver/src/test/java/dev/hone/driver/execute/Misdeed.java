package dev.hone.driver.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a bad trial does to its executor, each the number of a trial among good ones. */
public enum Misdeed {
    ALLOCATES(7) {
        @Override
        void run() {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[CHUNK]);
            }
        }
    },
    SLEEPS(15) {
        @Override
        void run() throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
        }
    },
    SPINS(23) {
        @Override
        void run() {
            while (!isDone) {
                Thread.onSpinWait();
            }
        }
    },
    EXITS(31) {
        @Override
        void run() {
            System.exit(3);
        }
    },
    OVERFLOWS(39) {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        void run() {
            run();
        }
    },
    /** Its caller returns NaN, or a model that holds it. */
    IS_NOT_A_NUMBER(47) {
        @Override
        void run() {}
    };

    private static final int CHUNK = 64 << 20;

    /** For the JVM of the test; spins in others end with these. */
    static volatile boolean isDone;

    private final int number;

    Misdeed(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    abstract void run() throws InterruptedException;

    /** That of a trial; none if it is a good one. */
    static Optional<Misdeed> of(int trial) {
        return Stream.of(values()).filter(bad -> bad.number == trial).findFirst();
    }

    boolean isOf(int trial) {
        return number == trial;
    }

    /** Does what a trial does, if it is bad. */
    static void commit(int trial) {
        try {
            Optional<Misdeed> bad = of(trial);
            if (bad.isPresent()) {
                bad.get().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("woken up", e);
        }
    }
}

package dev.hone.tuning.monitor;

import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveTuner;
import java.util.concurrent.CountDownLatch;

/** Searches of four trials in this JVM, whose last ones do not end before they are let go. */
final class HeldObjective {
    static final String ODD_TEXT = "<i>R&D</i> \"x\"";

    private static volatile CountDownLatch gate = new CountDownLatch(0);

    private HeldObjective() {}

    /** From now on last trials wait. */
    static void hold() {
        gate = new CountDownLatch(1);
    }

    static void letGo() {
        gate.countDown();
    }

    /** @param scale score of the last trial, the best one */
    static ObjectiveTuner tuner(double scale) {
        return new ObjectiveTuner()
                .setObjective(trial -> scale * score(trial.getInt("n")))
                .setSearchSpace(NamedParamSpace.builder()
                        .integer("n", 1, 4)
                        .choice("text", ODD_TEXT)
                        .build())
                .setDirection("maximize")
                .setSampler("grid");
    }

    private static double score(int n) throws InterruptedException {
        if (n == 4) {
            gate.await();
        }
        return n / 4.0;
    }
}

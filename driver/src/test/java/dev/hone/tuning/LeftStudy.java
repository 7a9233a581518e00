package dev.hone.tuning;

import java.util.concurrent.CountDownLatch;

/** Tells one trial of a study, says so, and waits to be ended. */
public final class LeftStudy {
    static final String TOLD = "told";

    private LeftStudy() {}

    static AskTell open(String output) {
        return AskTell.builder()
                .setSearchSpace(NamedParamSpace.builder().integer("n", 1, 9).build())
                .setNumTrials(5)
                .setOutput(output)
                .open();
    }

    public static void main(String[] arguments) throws InterruptedException {
        AskTell study = open(arguments[0]);
        study.tell(study.ask().orElseThrow(), 0.5);
        System.out.println(TOLD);
        new CountDownLatch(1).await();
    }
}

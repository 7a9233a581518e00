package dev.hone.tuning;

import java.util.Optional;

/**
 * A driver of its own that runs a study until all trials are told: prints that it is open, and each trial. Its argument is the output
 * folder. Exits with 75 and the reason on stdout where it does not own the folder.
 */
public final class OpenStudyDriver {
    static final int NOT_OWNER = 75;
    static final String OPEN = "open";

    private static final int TRIALS = 400;
    private static final long TRIAL_MILLIS = 100;

    private OpenStudyDriver() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (AskTell study = study(arguments[0]).open()) {
            System.out.println(OPEN);
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                Thread.sleep(TRIAL_MILLIS);
                study.tell(next.get(), score(next.get()));
                System.out.println("told " + next.get().number());
            }
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(NOT_OWNER);
        }
    }

    static AskTell.Builder study(String output) {
        return AskTell.builder()
                .setSearchSpace(NamedParamSpace.builder().uniform("x", -1, 1).build())
                .setSampler("tpe")
                .setNumTrials(TRIALS)
                .setOutput(output);
    }

    static double score(Trial trial) {
        return trial.getDouble("x") * trial.getDouble("x");
    }
}

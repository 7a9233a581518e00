import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import dev.hone.tuning.Trial;
import dev.hone.tuning.TrialResult;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * Tunes something that is not a learner: the checkouts of a supermarket, by a simulation of one day per trial. Which costs least,
 * counting cashiers' wages and the patience of customers? Some checkouts may be express lanes, for customers with few items; how
 * many, and what "few" is, are params only where there are express lanes. {@code deploy/examples/objective} compiles and runs it.
 */
public final class Objective {
    private static final int TRIALS = 60;
    private static final int SHOWN = 5;

    private Objective() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        NamedParamSpace space = NamedParamSpace.builder()
                .integer("checkouts", 4, 20)
                .choice("layout", "alike", "express")
                .integer("expressLanes", 1, 4)
                .when("layout", "express")
                .logInteger("fewItems", 2, 40)
                .when("layout", "express")
                .uniform("secondsPerItem", 1.5, 4)
                .build();
        try (SparkSession session =
                SparkSession.builder().appName("objective").getOrCreate()) {
            ObjectiveResult found = new ObjectiveTuner()
                    .setObjective(Objective::costOfADay)
                    .setSearchSpace(space)
                    .setDirection("minimize")
                    .setMetricName("cost")
                    .setNumTrials(TRIALS)
                    .setSeed(7)
                    .optimize(session);
            print(found);
        }
    }

    private static void print(ObjectiveResult found) {
        found.trials().stream()
                .filter(trial -> trial.score().isPresent())
                .sorted(Comparator.comparingDouble(trial -> trial.score().getAsDouble()))
                .limit(SHOWN)
                .forEach(trial -> System.out.println(line(trial)));
        long failed = found.trials().stream()
                .filter(trial -> trial.failure().isPresent())
                .count();
        System.out.printf(
                Locale.ROOT,
                "Best of %d trials, %d of which failed: cost %.0f with %s%n",
                found.trials().size(),
                failed,
                found.bestScore(),
                found.best().trial().params());
    }

    private static String line(TrialResult trial) {
        return String.format(Locale.ROOT, "%8.0f  %s", trial.score().getAsDouble(), trial.trial());
    }

    /** Runs in a task on an executor. */
    private static double costOfADay(Trial trial) {
        int checkouts = trial.getInt("checkouts");
        boolean hasExpress = trial.getString("layout").equals("express");
        int express = hasExpress ? trial.getInt("expressLanes") : 0;
        if (express >= checkouts) {
            throw new IllegalArgumentException("No checkout is left for full carts (checkouts: " + checkouts + ")");
        }
        Day day = new Day(
                checkouts - express, express, hasExpress ? trial.getInt("fewItems") : 0, trial.getDouble("secondsPerItem"));
        double total = 0;
        int days = 20;
        Random random = new Random(trial.seed());
        for (int repeat = 0; repeat < days; repeat++) {
            total += day.cost(random);
        }
        return total / days;
    }

    /**
     * One day of a supermarket.
     *
     * @param full checkouts for everybody
     * @param express checkouts for customers with few items
     * @param fewItems the most items of these customers
     * @param secondsPerItem how fast cashiers work; haste costs, as they make mistakes and want to be paid for it
     */
    private record Day(int full, int express, int fewItems, double secondsPerItem) {
        private static final double HOURS = 12;
        private static final double SECONDS = HOURS * 3600;
        private static final double CUSTOMERS = 3000;
        private static final double MEAN_ITEMS = 14;
        private static final double SECONDS_TO_PAY = 25;
        private static final double WAGE = 16;

        /** Wages, and what the waiting of customers costs, the more the longer each waits. */
        double cost(Random random) {
            PriorityQueue<Double> fullFree = idle(full);
            PriorityQueue<Double> expressFree = idle(express);
            double waited = 0;
            double now = 0;
            while ((now += arrival(random, now)) < SECONDS) {
                int items = 1 + (int) (-MEAN_ITEMS * Math.log(1 - random.nextDouble()));
                boolean isFew = items <= fewItems;
                PriorityQueue<Double> line =
                        isFew && !expressFree.isEmpty() && expressFree.peek() <= fullFree.peek() ? expressFree : fullFree;
                double begins = Math.max(now, line.remove());
                line.add(begins + SECONDS_TO_PAY + items * secondsPerItem);
                double minutes = (begins - now) / 60;
                waited += 0.05 * minutes + 0.02 * minutes * minutes;
            }
            double hurry = 1 + 0.6 / (secondsPerItem * secondsPerItem);
            return (full + express) * HOURS * WAGE * hurry + waited;
        }

        private static PriorityQueue<Double> idle(int checkouts) {
            return new PriorityQueue<>(Collections.nCopies(checkouts, 0.0));
        }

        /** Seconds to the next customer: twice as many come in the evening as in the morning. */
        private static double arrival(Random random, double now) {
            double perSecond = CUSTOMERS / SECONDS * (0.67 + 0.66 * now / SECONDS);
            return -Math.log(1 - random.nextDouble()) / perSecond;
        }
    }
}

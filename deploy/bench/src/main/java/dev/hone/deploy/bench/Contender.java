package dev.hone.deploy.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/** Something that searches a grid by cross-validation and trains the best on all rows. */
interface Contender {

    /** What the report calls it. */
    String name();

    /** Whether it can search this case here. */
    default boolean canRun(BenchCase benchCase) {
        return true;
    }

    /** Whether it is to search several times, so that it is timed warm. */
    default boolean isRepeated() {
        return true;
    }

    /** Runs the search once. */
    Search search(BenchCase benchCase);

    /** The scores of a search that nobody times; empty where it would take too long to repeat it. */
    default Optional<double[]> scores(BenchCase benchCase) {
        return Optional.of(search(benchCase).scores());
    }

    /**
     * What a search gave.
     *
     * @param seconds wall time from the cached rows to the best model
     * @param scores mean score of each trial, by its number
     * @param trialSeconds time spent training in all trials, folds and threads
     * @param slotUse time in trials over slots times wall time of the trials, where it is known
     */
    record Search(double seconds, double[] scores, OptionalDouble trialSeconds, OptionalDouble slotUse) {}
}

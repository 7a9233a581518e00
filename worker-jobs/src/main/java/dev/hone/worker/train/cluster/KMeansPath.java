package dev.hone.worker.train.cluster;

import dev.hone.worker.trial.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;

/** The centers after each of several values of {@code maxIter}, from one run; a run that converges earlier ends there. */
final class KMeansPath {
    private final LloydIterations rounds;
    private final int[] iterations;
    private final Stop[] stops;

    KMeansPath(LloydIterations rounds, int[] iterations) {
        this.rounds = rounds;
        this.iterations = iterations;
        stops = new Stop[iterations.length];
    }

    /** What a model is made of. */
    record Stop(Vector[] centers, double cost, int iteration) {
        KMeansModel model(String distanceMeasure) {
            return new KMeansModel(centers, distanceMeasure, cost, iteration);
        }
    }

    /** One for each number of iterations; nothing where a round is not valid. */
    Optional<List<Stop>> models() {
        int most = IntStream.of(iterations).max().orElse(0);
        int iteration = 0;
        LloydIterations.Round round = new LloydIterations.Round(0, false, true);
        pass(iteration, round, iteration);
        while (iteration < most && !round.converged()) {
            Cancellation.check();
            round = rounds.next();
            if (!round.valid()) {
                return Optional.empty();
            }
            iteration++;
            pass(iteration, round, round.converged() ? Integer.MAX_VALUE : iteration);
        }
        return Optional.of(Arrays.asList(stops));
    }

    private void pass(int iteration, LloydIterations.Round round, int reached) {
        for (int index = 0; index < stops.length; index++) {
            if (stops[index] == null && iterations[index] <= reached) {
                stops[index] = new Stop(rounds.centers().vectors(), round.cost(), iteration);
            }
        }
    }
}

package dev.hone.driver.sampler.gp;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The history as points and losses.
 */
final class Observations {
    final List<double[]> points = new ArrayList<>();
    /** NaN of failed ones. */
    final List<Double> losses = new ArrayList<>();
    final List<TrialOutcome> trials = new ArrayList<>();
    final List<double[]> running = new ArrayList<>();
    final Set<List<Double>> visited = new HashSet<>();
    int scored;

    Observations(SpaceEncoding encoding, Objective objective, History history) {
        for (TrialOutcome outcome : history.ended()) {
            encoding.encode(outcome.config()).ifPresent(point -> {
                visited.add(key(point));
                points.add(point);
                double loss = loss(outcome, objective);
                if (!Double.isNaN(loss)) scored++;
                losses.add(loss);
                trials.add(outcome);
            });
        }
        for (History.Running trial : history.running()) {
            encoding.encode(trial.config()).ifPresent(point -> {
                visited.add(key(point));
                running.add(point);
            });
        }
    }

    static List<Double> key(double[] point) {
        List<Double> key = new ArrayList<>(point.length);
        for (double place : point) {
            key.add(Math.rint(place * 0x1p40));
        }
        return key;
    }

    private static double loss(TrialOutcome outcome, Objective objective) {
        if (outcome instanceof Scored scored) {
            double mean = scored.mean(objective.metric());
            double loss = objective.direction() == Direction.MINIMIZE ? mean : -mean;
            return Double.isFinite(loss) ? loss : Double.NaN;
        }
        return Double.NaN;
    }
}

package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.TrialMemory;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One choice by the ratio of the densities of good and bad trials. */
final class Proposal {
    private static final int CANDIDATES = 24;
    private static final int MOST_DRAWS = 1000;

    private final SpaceEncoding encoding;
    private final TrialMemory trials;
    private final List<double[]> running;
    private final UnvisitedPoints unvisited;
    private final Random random;
    private final boolean isConditional;

    Proposal(
            SpaceEncoding encoding,
            TrialMemory trials,
            List<double[]> running,
            UnvisitedPoints unvisited,
            Random random) {
        this.encoding = encoding;
        this.trials = trials;
        this.running = running;
        isConditional = IntStream.range(0, encoding.coordinates().size()).anyMatch(encoding::isConditional);
        this.unvisited = unvisited;
        this.random = random;
    }

    /** The candidate of the largest ratio that has not been visited; a random point where all have been. */
    double[] point() {
        double[] start = start();
        BranchModel model = model(Branch.of(start));
        List<Candidate> candidates = new ArrayList<>();
        for (int count = 0; count < CANDIDATES; count++) {
            double[] point = model.candidate(within(start), random);
            candidates.add(new Candidate(point, model.logRatio(point)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::logRatio).reversed());
        return candidates.stream()
                .map(Candidate::point)
                .filter(point -> !unvisited.isVisited(point))
                .findFirst()
                .orElseGet(unvisited::next);
    }

    private record Candidate(double[] point, double logRatio) {}

    private BranchModel model(Branch branch) {
        List<double[]> scored = in(branch, trials.scored());
        List<double[]> others = Stream.concat(in(branch, trials.failed()).stream(), in(branch, running).stream())
                .toList();
        return new BranchModel(branch, encoding, scored, others);
    }

    private List<double[]> in(Branch branch, List<double[]> points) {
        if (!isConditional) {
            return points;
        }
        return points.stream().filter(point -> Branch.of(point).equals(branch)).toList();
    }

    /** A point of the branch to search: half of the time any branch, half of the time that of a good trial. */
    private double[] start() {
        int good = Split.good(trials.scored().size());
        return good == 0 || random.nextBoolean()
                ? unvisited.any()
                : trials.scored().get(random.nextInt(good));
    }

    /** A random point of the same branch as another one; where that branch is rare, with the other one's parents. */
    private double[] within(double[] other) {
        Branch branch = Branch.of(other);
        if (!isConditional) {
            return unvisited.any();
        }
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            double[] point = unvisited.any();
            if (Branch.of(point).equals(branch)) {
                return point;
            }
        }
        double[] point = other.clone();
        branch.active().stream()
                .filter(index -> !encoding.isParent(index))
                .forEach(index ->
                        point[index] = encoding.coordinates().get(index).draw(random.nextDouble()));
        return point;
    }
}

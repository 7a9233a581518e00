package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import dev.hone.driver.sampler.gp.Ascent.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Finds the unvisited point of the largest acquisition: the best of many candidates, improved by climbing from several. */
final class AcquisitionSearch {
    private static final int STARTS = 8;
    private static final int STARTS_OF_BRANCHES = 4;
    private static final double NEAR = 0.05 * 0.05;

    /** Points that are evaluated side by side: so many that their covariances stay in the processor's cache. */
    private static final int BLOCK = 128;

    private final SpaceEncoding encoding;
    private final KernelSpace space;
    private final CandidatePoints candidates;

    AcquisitionSearch(SpaceEncoding encoding, KernelSpace space) {
        this.encoding = encoding;
        this.space = space;
        candidates = new CandidatePoints(encoding);
    }

    /**
     * The best point found; empty if all candidates were visited.
     *
     * @param centers the best visited points
     * @param unvisited tells what was visited
     */
    Optional<double[]> best(Posterior posterior, List<double[]> centers, UnvisitedPoints unvisited, Random random) {
        ExpectedImprovement improvement = new ExpectedImprovement(posterior);
        List<Candidate> ranked = ranked(
                candidates.points(centers, random).stream()
                        .filter(point -> !unvisited.isVisited(point))
                        .toList(),
                improvement);
        if (candidates.areAll() || ranked.isEmpty()) {
            return ranked.stream().findFirst().map(Candidate::point);
        }
        Ascent ascent = new Ascent(encoding, space, improvement);
        Candidate best = ranked.get(0);
        for (Candidate start : starts(ranked)) {
            Candidate end = ascent.climb(start);
            if (!unvisited.isVisited(end.point())) {
                best = best.orBetter(end);
            }
        }
        return Optional.of(best.point());
    }

    private List<Candidate> ranked(List<double[]> points, ExpectedImprovement improvement) {
        double[][] features = space.features(points);
        List<Candidate> ranked = new ArrayList<>(points.size());
        for (int from = 0; from < features.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, features.length);
            double[] values = improvement.logs(features, from, to);
            for (int index = from; index < to; index++) {
                ranked.add(new Candidate(points.get(index), values[index - from]));
            }
        }
        ranked.sort(Comparator.comparingDouble(candidate -> -candidate.value()));
        return ranked;
    }

    /** The best candidates that are not near each other; first that of each of the best branches. */
    private List<Candidate> starts(List<Candidate> ranked) {
        List<Candidate> starts = new ArrayList<>();
        Set<List<Double>> branches = new HashSet<>();
        for (Candidate candidate : ranked) {
            if (starts.size() < STARTS_OF_BRANCHES && branches.add(branch(candidate.point()))) {
                starts.add(candidate);
            }
        }
        for (Candidate candidate : ranked) {
            if (starts.size() < STARTS && starts.stream().noneMatch(start -> isNear(start, candidate))) {
                starts.add(candidate);
            }
        }
        return starts;
    }

    /** The places of the dimensions that other ones depend on. */
    private List<Double> branch(double[] point) {
        List<Double> branch = new ArrayList<>();
        for (int index = 0; index < point.length; index++) {
            if (encoding.isParent(index)) {
                branch.add(point[index]);
            }
        }
        return branch;
    }

    private boolean isNear(Candidate one, Candidate other) {
        return space.squared(space.features(one.point()), space.features(other.point())) < NEAR;
    }
}

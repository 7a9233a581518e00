package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.RankedTrials;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** One choice by the ratio of the densities of good and bad trials. */
final class Proposal {
    private static final int CANDIDATES = 32;

    private final SpaceEncoding encoding;
    private final BranchFrequencies frequencies;
    private final UnvisitedPoints unvisited;
    private final Random random;
    private final Map<Branch, List<double[]>> ranked = new LinkedHashMap<>();
    private final Map<Branch, Integer> scored = new HashMap<>();
    private final Map<Branch, BranchModel> models = new HashMap<>();
    private final Map<Branch, Double> goodCounts = new HashMap<>();
    private final int good;
    private final int bad;

    Proposal(
            SpaceEncoding encoding,
            BranchFrequencies frequencies,
            RankedTrials trials,
            UnvisitedPoints unvisited,
            Random random) {
        this.encoding = encoding;
        this.frequencies = frequencies;
        this.unvisited = unvisited;
        this.random = random;
        good = Split.good(trials.scored().size());
        trials.scored().forEach(point -> {
            Branch branch = add(point);
            scored.merge(branch, 1, Integer::sum);
        });
        trials.scored().subList(0, good).forEach(point -> goodCounts.merge(Branch.of(point), 1.0, Double::sum));
        trials.failed().forEach(this::add);
        trials.running().forEach(this::add);
        bad = ranked.values().stream().mapToInt(List::size).sum() - good;
    }

    private Branch add(double[] point) {
        Branch branch = Branch.of(point);
        ranked.computeIfAbsent(branch, unknown -> new ArrayList<>()).add(point);
        return branch;
    }

    /** The candidate of the largest ratio that has not been visited; a random point where all have been. */
    double[] point() {
        List<Candidate> candidates = new ArrayList<>();
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            candidates.add(candidate());
        }
        candidates.sort(Comparator.comparingDouble(Candidate::logRatio).reversed());
        return candidates.stream()
                .map(Candidate::point)
                .filter(point -> !unvisited.isVisited(point))
                .findFirst()
                .orElseGet(unvisited::next);
    }

    private record Candidate(double[] point, double logRatio) {}

    private Candidate candidate() {
        double[] start = start();
        Branch branch = Branch.of(start);
        BranchModel model = models.computeIfAbsent(
                branch,
                unknown -> new BranchModel(
                        unknown, encoding, ranked.getOrDefault(unknown, List.of()), scored.getOrDefault(unknown, 0)));
        double[] point = model.candidate(start, random);
        return new Candidate(point, logRatio(branch) + model.logRatio(point));
    }

    /** A point of a branch that is drawn by how likely it is among good trials, uniform in the branch's dimensions. */
    private double[] start() {
        if (random.nextDouble() * (good + 1) < 1) {
            return unvisited.any();
        }
        double left = random.nextDouble() * good;
        for (Map.Entry<Branch, Double> count : goodCounts.entrySet()) {
            left -= count.getValue();
            if (left < 0) {
                return within(count.getKey());
            }
        }
        return unvisited.any();
    }

    private double[] within(Branch branch) {
        double[] point = unvisited.any();
        if (Branch.of(point).equals(branch)) {
            return point;
        }
        List<double[]> known = Objects.requireNonNull(ranked.get(branch));
        double[] parents = known.get(random.nextInt(known.size()));
        double[] units = random.doubles(parents.length).toArray();
        for (int index = 0; index < parents.length; index++) {
            if (Double.isNaN(parents[index])) {
                point[index] = Double.NaN;
            } else if (encoding.isParent(index)) {
                point[index] = parents[index];
            } else {
                point[index] = encoding.coordinates().get(index).draw(units[index]);
            }
        }
        return point;
    }

    private double logRatio(Branch branch) {
        double share = frequencies.of(branch);
        double among = (goodCounts.getOrDefault(branch, 0.0) + share) / (good + 1);
        double others = ranked.getOrDefault(branch, List.of()).size() - goodCounts.getOrDefault(branch, 0.0);
        return Math.log(among) - Math.log((others + share) / (bad + 1));
    }
}

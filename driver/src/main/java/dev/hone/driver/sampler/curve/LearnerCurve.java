package dev.hone.driver.sampler.curve;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The param of a learner along which each of its trainings is scored.
 *
 * @param space of the learner, with the param
 * @param param its name
 * @param points its values, ascending, at least two
 */
record LearnerCurve(LearnerSpace space, String param, List<ParameterValue> points) {
    /** Of several that one training serves, the first of these is taken: the longer its training, the more it passes. */
    private static final List<String> PREFERRED = List.of("numTrees", "maxIter", "epochs", "k", "maxDepth");

    /** A forest scores as a larger one does, but for noise; what is trained step by step does not. */
    private static final String AVERAGED = "numTrees";

    private static final int FEWEST_HALVED = 4;
    private static final int MOST_SHOWN = 3;

    /** That of a learner; empty if no training is shared along a param of its space. */
    static Optional<LearnerCurve> of(LearnerSpace space, SharedTraining sharing) {
        Set<String> shared = sharedAlways(space, sharing);
        return space.dimensions().stream()
                .filter(dimension -> shared.contains(dimension.name()))
                .filter(dimension -> space.dimensions().stream()
                        .noneMatch(other -> other.condition().params().contains(dimension.name())))
                .filter(dimension -> Ladder.of(dimension).size() > 1)
                .min(Comparator.comparingInt(LearnerCurve::rank))
                .map(dimension -> new LearnerCurve(space, dimension.name(), Ladder.of(dimension)));
    }

    private static int rank(Dimension dimension) {
        int rank = PREFERRED.indexOf(StudyPipeline.ownName(dimension.name()));
        return rank < 0 ? PREFERRED.size() : rank;
    }

    /**
     * The params by which trials may differ that share a training, whatever values the others have: those of a trial of first
     * values, and of each trial that has another value of one param. What cannot be made is left out, since it fails anyway.
     */
    static Set<String> sharedAlways(LearnerSpace space, SharedTraining sharing) {
        Optional<Set<String>> all = Optional.empty();
        for (TrialConfig probe : probes(space)) {
            try {
                Set<String> own = sharing.params(probe);
                all = Optional.of(all.map(known -> common(known, own)).orElse(own));
            } catch (IllegalArgumentException e) {
                // Its trials fail, and so need no training.
            }
        }
        return all.orElse(Set.of());
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    private static List<TrialConfig> probes(LearnerSpace space) {
        List<TrialConfig> probes = new ArrayList<>();
        probes.add(new TrialConfig(
                0, space.learner(), space.params(dimension -> dimension.probes().get(0)), 0));
        for (Dimension varied : space.dimensions()) {
            for (ParameterValue value :
                    varied.probes().subList(1, varied.probes().size())) {
                probes.add(new TrialConfig(
                        0,
                        space.learner(),
                        space.params(dimension -> dimension.equals(varied)
                                ? value
                                : dimension.probes().get(0)),
                        0));
            }
        }
        return probes;
    }

    /** Up to the middle of its points where that tells what the whole would, at a part of its time; else the whole. */
    LearnerCurve firstHalf() {
        boolean isHalved = StudyPipeline.ownName(param).equals(AVERAGED) && points.size() >= FEWEST_HALVED;
        return isHalved ? new LearnerCurve(space, param, points.subList(0, (points.size() + 1) / 2)) : this;
    }

    /** Such as {@code numTrees up to 40}. */
    String extent() {
        return param + " up to " + points.get(points.size() - 1);
    }

    /** The space of what is trained: without the param. */
    LearnerSpace trained() {
        return new LearnerSpace(
                space.learner(),
                space.dimensions().stream()
                        .filter(dimension -> !dimension.name().equals(param))
                        .toList());
    }

    /**
     * The trials along a training, ascending by the param; one alone where the param's condition fails.
     *
     * @param training its params without the curve's own, and the seed of all
     * @param first number of the first trial
     */
    List<TrialConfig> trials(TrialConfig training, long first) {
        List<TrialConfig> trials = new ArrayList<>(points.size());
        for (ParameterValue point : points) {
            Map<String, ParameterValue> params = params(training, point);
            if (!params.containsKey(param)) {
                return List.of(new TrialConfig(first, training.learner(), params, training.seed()));
            }
            trials.add(new TrialConfig(first + trials.size(), training.learner(), params, training.seed()));
        }
        return trials;
    }

    /** A param that has no value keeps its default. */
    private Map<String, ParameterValue> params(TrialConfig training, ParameterValue point) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            if (dimension.name().equals(param)) {
                if (dimension.condition().holds(training.params())) {
                    params.put(param, point);
                }
            } else if (training.params().containsKey(dimension.name())) {
                params.put(dimension.name(), training.params().get(dimension.name()));
            }
        }
        return params;
    }

    /** Such as {@code numTrees at 1, 2, 3 ... 200}. */
    String text() {
        int shown = points.size() > MOST_SHOWN + 2 ? MOST_SHOWN : points.size() - 1;
        return param + " at "
                + points.subList(0, shown).stream()
                        .map(ParameterValue::toString)
                        .collect(Collectors.joining(", "))
                + (shown == points.size() - 1 ? ", " : " ... ")
                + points.get(points.size() - 1);
    }
}

package dev.hone.driver.space;

import java.io.Serializable;
import java.util.List;

/**
 * All that a study may try: one learner or several, each with dimensions of its own.
 *
 * @param learners at least one; the same learner may appear again with another space
 */
public record SearchSpace(List<LearnerSpace> learners) implements Serializable {

    public SearchSpace {
        learners = List.copyOf(learners);
        if (learners.isEmpty()) {
            throw new IllegalArgumentException("A search space must have a learner (learners: [])");
        }
    }

    /**
     * Whether two independent draws may be the same configuration: not if every learner has a range of reals that is set on
     * all trials.
     */
    public boolean canRepeat() {
        return !learners.stream().allMatch(SearchSpace::alwaysDrawsReal);
    }

    private static boolean alwaysDrawsReal(LearnerSpace learner) {
        return learner.dimensions().stream()
                .anyMatch(dimension -> dimension instanceof RealRange
                        && dimension.condition().params().isEmpty());
    }

    /** The names of all params of all learners, each once, in order of appearance. */
    public List<String> params() {
        return learners.stream()
                .flatMap(learner -> learner.dimensions().stream())
                .map(Dimension::name)
                .distinct()
                .toList();
    }
}

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

    /** The names of all params of all learners, each once, in order of appearance. */
    public List<String> params() {
        return learners.stream()
                .flatMap(learner -> learner.dimensions().stream())
                .map(Dimension::name)
                .distinct()
                .toList();
    }
}

package dev.hone.driver.execute.pipeline;

import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.trial.ParameterValue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stages of a study and the space of its search.
 *
 * @param pipeline the stages
 * @param space what the search may try
 */
public record TunedStages(StudyPipeline pipeline, SearchSpace space) {

    /** Every text that a param of a stage may have, which may be the name of a column. */
    Set<String> texts() {
        return pipeline.texts(space);
    }

    /** The columns that a learner may be told to take validation rows by. */
    Set<String> indicators() {
        return space.learners().stream()
                .flatMap(learner -> learner.dimensions().stream())
                .filter(dimension -> dimension.name().equals("validationIndicatorCol"))
                .flatMap(dimension -> dimension.probes().stream())
                .map(ParameterValue::toString)
                .collect(Collectors.toSet());
    }

    /** Whether a learner takes features. */
    boolean takeFeatures() {
        return space.learners().stream().map(LearnerSpace::learner).anyMatch(LearnerCatalog::takesFeatures);
    }
}

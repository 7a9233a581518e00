package dev.hone.driver.execute.pipeline;

import dev.hone.driver.sampler.LearnerSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** Puts trials with the same stages together, among the next few thousand; each element is the groups of so many trials. */
final class StageGroups implements Iterator<List<StageGroups.Group>> {
    private static final int TRIALS = 4096;

    private final Sampler sampler;
    private final StudyPipeline pipeline;
    private final PrimitiveIterator.OfLong numbers;

    StageGroups(Sampler sampler, StudyPipeline pipeline, PrimitiveIterator.OfLong numbers) {
        this.sampler = sampler;
        this.pipeline = pipeline;
        this.numbers = numbers;
    }

    /**
     * Trials with the same stages.
     *
     * @param stages of all of them
     * @param trials their numbers
     */
    record Group(List<StageDefinition> stages, List<Long> trials) {}

    /**
     * The trials of a study.
     *
     * @param sampler makes them
     * @param pipeline tells which of their params are of stages
     */
    record Trials(Sampler sampler, StudyPipeline pipeline) {

        /** Makes their learners. */
        Sampler learners() {
            return new LearnerSampler(sampler, pipeline);
        }

        /** The group of a trial alone. */
        Group alone(long number) {
            return new Group(pipeline.of(sampler.trial(number)), List.of(number));
        }

        /** A learner's outcome as that of its trial. */
        TrialOutcome whole(TrialOutcome ofLearner) {
            return ofLearner.of(sampler.trial(ofLearner.config().number()));
        }
    }

    @Override
    public boolean hasNext() {
        return numbers.hasNext();
    }

    @Override
    public List<Group> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Map<List<StageDefinition>, List<Long>> byStages = new LinkedHashMap<>();
        for (int trial = 0; trial < TRIALS && numbers.hasNext(); trial++) {
            long number = numbers.nextLong();
            byStages.computeIfAbsent(pipeline.of(sampler.trial(number)), unknown -> new ArrayList<>())
                    .add(number);
        }
        return byStages.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }
}

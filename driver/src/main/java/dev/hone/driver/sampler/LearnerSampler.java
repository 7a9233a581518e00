package dev.hone.driver.sampler;

import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.TrialConfig;
import java.util.OptionalLong;

/** The learners of another sampler's trials, without the params of stages that come before them. */
public final class LearnerSampler implements Sampler {
    private static final long serialVersionUID = 1L;

    private final Sampler trials;
    private final StudyPipeline pipeline;

    public LearnerSampler(Sampler trials, StudyPipeline pipeline) {
        this.trials = trials;
        this.pipeline = pipeline;
    }

    @Override
    public long trials() {
        return trials.trials();
    }

    @Override
    public OptionalLong distinct() {
        return trials.distinct();
    }

    @Override
    public TrialConfig trial(long number) {
        return pipeline.learnerOf(trials.trial(number));
    }
}

package dev.hone.driver.sampler;

import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.Map;

/**
 * Independent draws (Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012). Each learner is
 * equally likely, and each dimension draws from a stream of its own, so that a dimension more or less leaves the draws of
 * the others as they are.
 */
public final class RandomSampler implements Sampler {
    private static final long serialVersionUID = 1L;

    private final SearchSpace space;
    private final long trials;
    private final long seed;

    /**
     * @param space what to draw from
     * @param trials number of draws, at least 1
     * @param seed the study's seed
     */
    public RandomSampler(SearchSpace space, long trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("Trials must be at least 1 (trials: " + trials + ")");
        }
        this.space = space;
        this.trials = trials;
        this.seed = seed;
    }

    @Override
    public long trials() {
        return trials;
    }

    @Override
    public TrialConfig trial(long number) {
        int index = (int) (unit("learner", number) * space.learners().size());
        LearnerSpace learner = space.learners().get(index);
        Map<String, ParameterValue> params =
                learner.params(dimension -> dimension.at(unit(index + "/" + dimension.name(), number)));
        return new TrialConfig(number, learner.learner(), params, Seeds.ofTrial(seed, number));
    }

    private double unit(String stream, long number) {
        return Seeds.unit(Seeds.ofTrial(Seeds.ofStream(seed, stream), number));
    }
}

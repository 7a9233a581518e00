package dev.hone.driver.sampler;

import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.OptionalLong;

/**
 * Random draws (Bergstra and Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012). Each learner is equally
 * likely, and each dimension draws from a stream of its own, so that adding a dimension does not change the draws of the
 * others.
 *
 * <p>No configuration is drawn twice, as in scikit-learn's {@code ParameterSampler} over lists: a draw that repeats an earlier
 * one is skipped, and a finite space has no more trials than configurations ({@link DistinctDraws}).
 */
public final class RandomSampler implements NumberedSampler {
    private static final long serialVersionUID = 2L;

    private final DistinctDraws draws;
    private final long trials;

    /**
     * @param space what to draw from
     * @param trials number of draws, at least 1; fewer are made if the space has fewer configurations
     * @param seed the study's seed
     */
    public RandomSampler(SearchSpace space, long trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("Trials must be at least 1 (trials: " + trials + ")");
        }
        draws = new DistinctDraws(space, seed, new Independent(space, seed));
        this.trials = draws.trials(trials);
    }

    @Override
    public long trials() {
        return trials;
    }

    @Override
    public OptionalLong distinct() {
        return draws.distinct();
    }

    @Override
    public TrialConfig trial(long number) {
        return draws.trial(number);
    }

    /** Independent draws. */
    private record Independent(SearchSpace space, long seed) implements DrawSource {
        @Override
        public Draw at(long place) {
            int index = (int) (unit("learner", place) * space.learners().size());
            LearnerSpace learner = space.learners().get(index);
            return new Draw(
                    index, learner.params(dimension -> dimension.at(unit(index + "/" + dimension.name(), place))));
        }

        private double unit(String stream, long place) {
            return Seeds.unit(Seeds.ofTrial(Seeds.ofStream(seed, stream), place));
        }
    }
}

package dev.hone.driver.sampler;

import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.OptionalLong;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Points that fill the space evenly: the Sobol sequence with the direction numbers of Joe and Kuo ("Constructing Sobol
 * sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30, 2008), as commons-math has them, under a
 * random digital shift that depends on the study's seed (L'Ecuyer and Lemieux, "Recent advances in randomized quasi-Monte
 * Carlo methods", 2002). Powers of two are the best numbers of trials.
 *
 * <p>The first coordinate chooses the learner; every dimension of every learner has one of its own after that.
 * Points that give the configuration of an earlier one are skipped, as in {@link RandomSampler}.
 */
public final class SobolSampler implements NumberedSampler {
    private static final long serialVersionUID = 2L;

    /** How many coordinates there are direction numbers for. */
    private static final int MOST_COORDINATES = 1000;

    /** The generator's resolution. */
    private static final int BITS = 52;

    private final DistinctDraws draws;
    private final long trials;

    /**
     * @param space what to draw from, with fewer than 1000 dimensions in all
     * @param trials number of points, at least 1, at most 2^31 - 1; fewer are made if the space has fewer configurations
     * @param seed the study's seed
     * @throws InvalidInputException if there are too many dimensions or trials
     */
    public SobolSampler(SearchSpace space, long trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("Trials must be at least 1 (trials: " + trials + ")");
        }
        if (trials > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "Sobol search takes at most " + Integer.MAX_VALUE + " trials (trials: " + trials + ")");
        }
        int coordinates = coordinates(space);
        if (coordinates > MOST_COORDINATES) {
            throw new InvalidInputException("Sobol search takes at most " + (MOST_COORDINATES - 1)
                    + " dimensions (dimensions: " + (coordinates - 1) + ")");
        }
        draws = new DistinctDraws(space, seed, new Points(space, seed, coordinates));
        this.trials = draws.trials(trials);
    }

    /** The first trials of a search that looks at its history: Sobol points, random draws where there are too many dimensions. */
    public static NumberedSampler orRandom(SamplerSettings settings) {
        return coordinates(settings.space()) > MOST_COORDINATES
                ? new RandomSampler(settings.space(), settings.trials(), settings.seed())
                : new SobolSampler(settings.space(), settings.trials(), settings.seed());
    }

    private static int coordinates(SearchSpace space) {
        return 1
                + space.learners().stream()
                        .mapToInt(learner -> learner.dimensions().size())
                        .sum();
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

    /** The points of the sequence, as configurations. */
    private static final class Points implements DrawSource {
        private static final long serialVersionUID = 1L;

        private final SearchSpace space;
        private final long seed;
        private final int coordinates;
        private transient @Nullable SobolSequenceGenerator sequence;

        Points(SearchSpace space, long seed, int coordinates) {
            this.space = space;
            this.seed = seed;
            this.coordinates = coordinates;
        }

        @Override
        public Draw at(long place) {
            double[] point = point(Math.toIntExact(place));
            int chosen = (int) (shifted(point, 0) * space.learners().size());
            int first = 1;
            for (LearnerSpace before : space.learners().subList(0, chosen)) {
                first += before.dimensions().size();
            }
            LearnerSpace learner = space.learners().get(chosen);
            int offset = first;
            return new Draw(
                    chosen,
                    learner.params(dimension -> dimension.at(
                            shifted(point, offset + learner.dimensions().indexOf(dimension)))));
        }

        /** The generator walks, so one walker at a time. */
        private synchronized double[] point(int number) {
            SobolSequenceGenerator generator = sequence;
            if (generator == null) {
                generator = new SobolSequenceGenerator(coordinates);
                sequence = generator;
            }
            return generator.skipTo(number);
        }

        private double shifted(double[] point, int coordinate) {
            long digits = (long) (point[coordinate] * (1L << BITS));
            long shift = Seeds.ofTrial(Seeds.ofStream(seed, "sobol"), coordinate) >>> (Long.SIZE - BITS);
            return (digits ^ shift) / (double) (1L << BITS);
        }
    }
}

package dev.hone.tuning;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.tuning.search.StudyPlan;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What studies of objective functions have in common, whoever runs their trials. Not safe for use by several threads.
 *
 * @param <S> type of the settings, which each setter returns
 */
public abstract sealed class StudySettings<S extends StudySettings<S>> permits ObjectiveTuner, AskTell.Builder {
    private static final String AUTO = "auto";
    private static final long DEFAULT_SEED = 42;
    private static final String DEFAULT_METRIC = "objective";

    private @Nullable NamedParamSpace searchSpace;
    private Direction direction = Direction.MINIMIZE;
    private String sampler = AUTO;
    private OptionalLong numTrials = OptionalLong.empty();
    private long seed = DEFAULT_SEED;
    private String metricName = DEFAULT_METRIC;
    private String studyName = "";
    private String output = "";

    StudySettings() {}

    abstract S self();

    /** The values that params may take. Required. */
    public S setSearchSpace(NamedParamSpace value) {
        searchSpace = value;
        return self();
    }

    /**
     * Which scores are better: {@code minimize} (default), the smaller ones, or {@code maximize}, the larger ones.
     *
     * @throws InvalidInputException if it is neither
     */
    public S setDirection(String value) {
        List<String> labels =
                Stream.of(Direction.values()).map(Direction::label).toList();
        direction = Direction.labelled(listed("direction", value, labels));
        return self();
    }

    /**
     * Who proposes the trials: {@code auto} (default), which picks a method by the space and the number of trials, {@code gp}
     * (Gaussian process), {@code tpe}, {@code cma-es}, {@code random}, {@code sobol}, {@code grid}, or any other that a {@link
     * dev.hone.driver.sampler.SamplerFactory} makes.
     *
     * @throws InvalidInputException if it is none of these
     */
    public S setSampler(String value) {
        sampler = listed("sampler", value, TunerParams.samplers());
        return self();
    }

    /**
     * Number of trials, at least 1. None is proposed twice: a finite space has at most as many as configurations. Not with
     * sampler {@code grid}, which takes each point of the space once.
     *
     * @throws InvalidInputException if it is less than 1
     */
    public S setNumTrials(int value) {
        if (value < 1) {
            throw new InvalidInputException("numTrials must be at least 1 (value: " + value + ")");
        }
        numTrials = OptionalLong.of(value);
        return self();
    }

    /** Random seed of the study, from which that of each trial follows; default 42. */
    public S setSeed(long value) {
        seed = value;
        return self();
    }

    /**
     * What the score is called in files and logs; default {@code objective}.
     *
     * @throws InvalidInputException if it is blank
     */
    public S setMetricName(String value) {
        metricName = named("metricName", value);
        return self();
    }

    /**
     * The study's name in files. It is a part of what makes two searches the same one, of which the second continues the first:
     * give it another name, or another output folder, when what is computed has changed.
     *
     * @throws InvalidInputException if it is blank
     */
    public S setStudyName(String value) {
        studyName = named("studyName", value);
        return self();
    }

    /**
     * Output folder, on any Hadoop file system, for the files of a study: {@code journal/}, {@code status.json}, {@code
     * leaderboard.csv} and {@code result.json}; not set by default: nothing is written. Trials are journalled as they end: where
     * a search was stopped or its process killed, the next one with the same name, space, direction, metric name, sampler and
     * seed continues it, and a larger {@code numTrials} extends it. A folder with another search is refused, and so is one in
     * which another driver runs a search.
     */
    public S setOutput(String value) {
        output = value;
        return self();
    }

    String output() {
        return output;
    }

    boolean isGrid() {
        return sampler.equals(TunerParams.GRID);
    }

    boolean isCounted() {
        return numTrials.isPresent();
    }

    String samplerName() {
        return sampler;
    }

    /**
     * What these settings come to.
     *
     * @param defaultName name of the study where none is set
     * @throws InvalidInputException if there is no search space, settings do not go together, or the sampler does not take the
     *     space
     */
    StudyPlan plan(String defaultName) {
        NamedParamSpace space = searchSpace;
        if (space == null) {
            throw new InvalidInputException("searchSpace must be set, for the trials");
        }
        if (isGrid() && isCounted()) {
            throw new InvalidInputException("numTrials must not be set with sampler grid");
        }
        Objective objective = new Objective(metricName, direction);
        SamplerSettings settings =
                new SamplerSettings(space.space(), objective, numTrials.orElse(SamplerSettings.UNLIMITED), seed);
        return new StudyPlan(
                studyName.isEmpty() ? defaultName : studyName,
                sampler,
                settings,
                ParamSpace.sampler(sampler, settings),
                numTrials);
    }

    private static String listed(String name, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new InvalidInputException(name + " must be one of " + String.join(", ", known) + " (value: " + value
                    + ")" + NearMiss.hint(value, known));
        }
        return value;
    }

    private static String named(String name, String value) {
        if (value.isBlank()) {
            throw new InvalidInputException(name + " must not be blank (value: '" + value + "')");
        }
        return value;
    }
}

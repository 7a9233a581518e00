package dev.hone.tuning;

import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.sampler.curve.SharedTraining;
import dev.hone.driver.sampler.known.KnownFirst;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.ParamValues;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The values that a search may give to params of an estimator, of any stage of a pipeline, or of what another param holds: to
 * {@link HyperparameterTuner} what a grid of param maps is to {@code CrossValidator}, with ranges to draw from.
 *
 * <pre>{@code
 * ParamSpace space = ParamSpace.builder()
 *     .choice(pca.k(), 2, 4, 8)
 *     .logUniform(logistic.regParam(), 1e-4, 1)
 *     .build();
 * }</pre>
 */
public final class ParamSpace implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char DOT = '.';

    private final List<Dimension> dimensions;

    ParamSpace(List<Dimension> dimensions) {
        this.dimensions = List.copyOf(dimensions);
    }

    /** A space without dimensions, to be added to. */
    public static Builder builder() {
        return new Builder();
    }

    /** Named by the uid of what has the param, a dot, and the param. */
    List<Dimension> dimensions() {
        return dimensions;
    }

    /** Uids of what has the params. */
    Set<String> owners() {
        return dimensions.stream()
                .map(dimension -> dimension.name().substring(0, dimension.name().lastIndexOf(DOT)))
                .collect(Collectors.toSet());
    }

    /**
     * Who proposes a tuner's trials, with the params by their names in results.
     *
     * @param names of the params of the estimator
     * @param learner name of the learner
     * @param sharing tells which trials share a training
     * @throws InvalidInputException if the estimator has no such param, a param does not take a value, there are too many
     *     trials, or curves are asked for where no trials share a training
     */
    Sampler sampler(ParamNames names, String learner, HyperparameterTuner tuner, SharedTraining sharing) {
        SearchSpace space = named(names, learner);
        space.learners()
                .get(0)
                .dimensions()
                .forEach(dimension ->
                        dimension.probes().forEach(value -> put(new ParamMap(), names, dimension.name(), value)));
        SamplerSettings settings = settings(space, tuner);
        Sampler sampler = tuner.getSampler().equals(TunerParams.GRID)
                ? sampler(TunerParams.GRID, settings)
                : counted(withCurves(tuner, settings, sharing));
        boolean isEstimated = tuner.getRecommend().equals(RecommendBy.ESTIMATED.label());
        if (isEstimated && !(sampler instanceof Recommending)) {
            throw new InvalidInputException(
                    "recommend estimated needs a sampler with a model of the scores: auto or gp (sampler: "
                            + tuner.getSampler() + ")");
        }
        return tuner.isSet(tuner.knownGood())
                ? after(tuner.getKnownGood().of(space.learners().get(0), names), sampler, tuner)
                : sampler;
    }

    /**
     * A sampler by its name, {@code grid} included.
     *
     * @throws InvalidInputException if the method does not take the space, or there are too many trials
     */
    static Sampler sampler(String name, SamplerSettings settings) {
        return counted(
                name.equals(TunerParams.GRID)
                        ? new GridSampler(settings.space(), settings.seed())
                        : SearchMethods.create(name, settings));
    }

    private static Sampler counted(Sampler sampler) {
        if (sampler.trials() > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "A grid must have at most " + Integer.MAX_VALUE + " points (points: " + sampler.trials() + ")");
        }
        return sampler;
    }

    /**
     * The space with the params by their names in results.
     *
     * @throws InvalidInputException if the estimator has no such param
     */
    SearchSpace named(ParamNames names, String learner) {
        List<Dimension> named = dimensions.stream()
                .map(dimension -> dimension.named(names.ofSpace(dimension.name())))
                .toList();
        return new SearchSpace(List.of(new LearnerSpace(learner, named)));
    }

    private static Sampler after(List<Config> known, Sampler sampler, HyperparameterTuner tuner) {
        try {
            return KnownFirst.before(sampler, known, tuner.getSeed());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("knownGood " + e.getMessage(), e);
        }
    }

    private static Sampler withCurves(HyperparameterTuner tuner, SamplerSettings settings, SharedTraining sharing) {
        Sampler single = SearchMethods.create(tuner.getSampler(), settings);
        try {
            return CurveMode.labelled(tuner.getCurves()).sampler(single, tuner.getSampler(), settings, sharing);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("curves " + tuner.getCurves() + ": " + e.getMessage(), e);
        }
    }

    private static SamplerSettings settings(SearchSpace space, HyperparameterTuner tuner) {
        long trials = tuner.isSet(tuner.numTrials()) ? tuner.getNumTrials() : SamplerSettings.UNLIMITED;
        return new SamplerSettings(space, TunerMetrics.of(tuner).objective(), trials, tuner.getSeed());
    }

    /** The params of a trial that a sampler of a space proposed. */
    static ParamMap map(TrialConfig trial, ParamNames names) {
        ParamMap map = new ParamMap();
        trial.params().forEach((name, value) -> put(map, names, name, value));
        return map;
    }

    @SuppressWarnings("unchecked")
    private static void put(ParamMap map, ParamNames names, String name, ParameterValue value) {
        Param<Object> param = (Param<Object>) names.param(name);
        map.put(param, ParamValues.valid(names.owner(name), param, value));
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof ParamSpace space && space.dimensions.equals(dimensions);
    }

    @Override
    public int hashCode() {
        return dimensions.hashCode();
    }

    @Override
    public String toString() {
        return dimensions.toString();
    }

    /** Gathers dimensions; each param has one. */
    public static final class Builder {
        private final List<Dimension> dimensions = new ArrayList<>();

        private Builder() {}

        /** One of several whole numbers, at least one and none twice; alike for the kinds of param below. */
        public Builder choice(IntParam param, int... values) {
            return choice(param, Arrays.stream(values).mapToObj(value -> new Whole(value)));
        }

        /** One of several whole numbers of 64 bits. */
        public Builder choice(LongParam param, long... values) {
            return choice(param, Arrays.stream(values).mapToObj(Whole::new));
        }

        /** One of several numbers. */
        public Builder choice(DoubleParam param, double... values) {
            return choice(param, Arrays.stream(values).mapToObj(Real::new));
        }

        /** True, false, or either. */
        public Builder choice(BooleanParam param, boolean... values) {
            return choice(param, IntStream.range(0, values.length).mapToObj(index -> new Flag(values[index])));
        }

        /** One of several texts. */
        public Builder choice(Param<String> param, String... values) {
            return choice(param, Arrays.stream(values).map(Text::new));
        }

        /** One of several lists of whole numbers. */
        public Builder choice(IntArrayParam param, int[]... values) {
            return choice(
                    param,
                    Arrays.stream(values)
                            .map(each -> sequence(Arrays.stream(each).mapToObj(value -> new Whole(value)))));
        }

        /** One of several lists of numbers. */
        public Builder choice(DoubleArrayParam param, double[]... values) {
            return choice(
                    param,
                    Arrays.stream(values)
                            .map(each -> sequence(Arrays.stream(each).mapToObj(Real::new))));
        }

        /** One of several lists of texts. */
        public Builder choice(StringArrayParam param, String[]... values) {
            return choice(
                    param,
                    Arrays.stream(values)
                            .map(each -> sequence(Arrays.stream(each).map(Text::new))));
        }

        /** Any number from {@code low} to {@code high}, evenly spread. */
        public Builder uniform(DoubleParam param, double low, double high) {
            return add(new RealRange(name(param), Condition.always(), low, high, Scale.LINEAR));
        }

        /** Any number from {@code low}, above 0, to {@code high}, its logarithm evenly spread. */
        public Builder logUniform(DoubleParam param, double low, double high) {
            return add(new RealRange(name(param), Condition.always(), low, high, Scale.LOG));
        }

        /** Any whole number from {@code low} to {@code high}, both included; a grid takes each. */
        public Builder integer(IntParam param, int low, int high) {
            return add(new IntegerRange(name(param), Condition.always(), low, high, Scale.LINEAR));
        }

        /** Any whole number from {@code low}, above 0, to {@code high}, its logarithm evenly spread. */
        public Builder logInteger(IntParam param, int low, int high) {
            return add(new IntegerRange(name(param), Condition.always(), low, high, Scale.LOG));
        }

        /**
         * The space.
         *
         * @throws InvalidInputException if it has no dimension
         */
        public ParamSpace build() {
            if (dimensions.isEmpty()) {
                throw new InvalidInputException("A search space must have at least one param (params: 0)");
            }
            return new ParamSpace(dimensions);
        }

        private Builder add(Dimension dimension) {
            if (dimensions.stream().anyMatch(other -> other.name().equals(dimension.name()))) {
                throw new InvalidInputException(
                        "A search space must have each param once (twice: " + dimension.name() + ")");
            }
            dimensions.add(dimension);
            return this;
        }

        private static String name(Param<?> param) {
            return param.parent() + DOT + param.name();
        }

        private Builder choice(Param<?> param, Stream<? extends ParameterValue> values) {
            return add(new Choice(name(param), Condition.always(), List.copyOf(values.toList())));
        }

        private static Sequence sequence(Stream<? extends ParameterValue> values) {
            return new Sequence(List.copyOf(values.toList()));
        }
    }
}

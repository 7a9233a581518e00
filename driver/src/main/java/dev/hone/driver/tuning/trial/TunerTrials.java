package dev.hone.driver.tuning.trial;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** The trials of a tuner: who proposes them, and what each makes of the estimator. */
public final class TunerTrials {
    private final Estimator<?> estimator;
    private final ParamNames names;
    private final StagedTrial untuned;
    private final Sampler sampler;
    private final List<String> params;
    private final Set<String> tuned;

    /** What trials are drawn from; null where they are listed. */
    private final @Nullable SearchSpace space;

    private TunerTrials(
            Estimator<?> estimator,
            ParamNames names,
            Sampler sampler,
            List<String> params,
            Set<String> tuned,
            @Nullable SearchSpace space) {
        this.space = space;
        this.estimator = estimator;
        this.names = names;
        this.sampler = sampler;
        this.params = List.copyOf(params);
        this.tuned = Set.copyOf(tuned);
        untuned = StagedTrial.of(estimator);
    }

    /**
     * Trials that the user has listed.
     *
     * @param maps a trial each
     * @param isWritten whether they are written to files, by which another process finds them again
     * @param seed of each trial
     */
    public static TunerTrials listed(Estimator<?> estimator, ParamMap[] maps, boolean isWritten, long seed) {
        ParamNames names = new ParamNames(estimator);
        int[] order = isWritten
                ? byText(maps, names)
                : IntStream.range(0, maps.length).toArray();
        return new TunerTrials(
                estimator,
                names,
                new Listed(maps, order, names, learner(estimator), seed),
                Arrays.stream(maps)
                        .flatMap(map -> values(map, names).keySet().stream())
                        .distinct()
                        .toList(),
                owners(Arrays.stream(maps)),
                null);
    }

    /**
     * Trials that are drawn from a space.
     *
     * @param names of the estimator's params
     * @param sampler proposes them
     * @param space of one learner
     * @param owners uids of what has the params
     */
    public static TunerTrials drawn(
            Estimator<?> estimator, ParamNames names, Sampler sampler, SearchSpace space, Set<String> owners) {
        return new TunerTrials(estimator, names, sampler, space.params(), owners, space);
    }

    /**
     * The places of the maps in the order of the params' text, since a grid that is built anew in another process has its maps in
     * another order.
     */
    private static int[] byText(ParamMap[] maps, ParamNames names) {
        String[] texts = Arrays.stream(maps)
                .map(map -> new TreeMap<>(values(map, names)).toString())
                .toArray(String[]::new);
        return IntStream.range(0, maps.length)
                .boxed()
                .sorted(Comparator.comparing(place -> texts[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The learner by the simple name of its class, as study files have it; the estimator's where no stage learns. */
    public static String learner(Estimator<?> estimator) {
        StagedTrial staged = StagedTrial.of(estimator);
        int last = staged.lastEstimator();
        PipelineStage learner = last < staged.stages().size() ? staged.stages().get(last) : estimator;
        return learner.getClass().getSimpleName();
    }

    private static Set<String> owners(Stream<ParamMap> maps) {
        Set<String> owners = new HashSet<>();
        maps.forEach(map -> CollectionConverters.asJava(map.toSeq())
                .forEach(pair -> owners.add(pair.param().parent())));
        return owners;
    }

    private static Map<String, ParameterValue> values(ParamMap map, ParamNames names) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        CollectionConverters.asJava(map.toSeq())
                .forEach(pair -> values.put(names.of(pair.param()), ParamNames.value(pair.value())));
        return values;
    }

    /** The values of a param map by the names of the params. */
    public Map<String, ParameterValue> values(ParamMap map) {
        return values(map, names);
    }

    /** What trials are drawn from. */
    SearchSpace space() {
        return Objects.requireNonNull(space);
    }

    public Sampler sampler() {
        return sampler;
    }

    /** Which trials share a training. */
    public CurveSampler curves() {
        return CurveSampler.of(sampler);
    }

    /** The same search with one trial per proposal, for where trials cannot share a training. */
    public TunerTrials withoutCurves() {
        return new TunerTrials(estimator, names, curves().single(), params, tuned, space);
    }

    /** Number of trials, each point of a curve one, at most; 0 where only a time limit ends the search. */
    public long planned() {
        return sampler.isCounted() ? sampler.trials() * curves().mostPoints() : 0;
    }

    /** The first trial. */
    public TrialConfig first() {
        return sampler.propose(0, History.none());
    }

    /** The first trials that can be told before the search: at most so many, and the first one at least. */
    public List<TrialConfig> known(long most) {
        return sampler instanceof NumberedSampler numbered
                ? LongStream.range(0, Math.min(most, numbered.trials()))
                        .mapToObj(numbered::trial)
                        .toList()
                : List.of(first());
    }

    public ParamNames names() {
        return names;
    }

    /** All params that trials set, by name. */
    public List<String> params() {
        return params;
    }

    /** The params of a trial. */
    ParamMap map(TrialConfig trial) {
        return sampler instanceof Listed own ? own.maps[place(trial)] : names.map(trial);
    }

    /** The place of a trial among the param maps; its number where trials are drawn. */
    public int place(TrialConfig trial) {
        return sampler instanceof Listed own ? own.order[(int) trial.number()] : (int) trial.number();
    }

    /** The estimator of a trial, a copy with its params. */
    public Estimator<?> estimator(TrialConfig trial) {
        return estimator.copy(map(trial));
    }

    /** The stages of a trial, copies with its params. */
    public StagedTrial stages(TrialConfig trial) {
        return StagedTrial.of(estimator(trial));
    }

    /** The stages without the params of any trial. */
    public StagedTrial untuned() {
        return untuned;
    }

    /** Uids of what has params that trials set; with that of a pipeline those of all stages, which trials may replace. */
    public Set<String> tuned() {
        Set<String> all = new HashSet<>(tuned);
        if (arePipelinesTuned()) {
            untuned.stages().forEach(stage -> all.add(stage.uid()));
        }
        return all;
    }

    private boolean arePipelinesTuned() {
        return tuned.stream().anyMatch(uid -> names.ofUid(uid) instanceof Pipeline);
    }

    /** Whether all trials have the same stages before the learner. */
    public boolean isLearnerAloneTuned() {
        return !arePipelinesTuned() && untuned.beforeLearner().stream().noneMatch(stage -> tuned.contains(stage.uid()));
    }

    /** The maps of some trials, in that order. */
    public ParamMap[] maps(List<TrialConfig> trials) {
        return trials.stream().map(this::map).toArray(ParamMap[]::new);
    }

    /** Trials that the user has listed. */
    private static final class Listed implements NumberedSampler {
        private static final long serialVersionUID = 1L;

        private final ParamMap[] maps;
        private final int[] order;
        private final ParamNames names;
        private final String learner;
        private final long seed;

        /** @param order places of the maps by trial number */
        Listed(ParamMap[] maps, int[] order, ParamNames names, String learner, long seed) {
            this.maps = maps;
            this.order = order;
            this.names = names;
            this.learner = learner;
            this.seed = seed;
        }

        @Override
        public long trials() {
            return maps.length;
        }

        @Override
        public TrialConfig trial(long number) {
            return new TrialConfig(number, learner, values(maps[order[(int) number]], names), seed);
        }
    }
}

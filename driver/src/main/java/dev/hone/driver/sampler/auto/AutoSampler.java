package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.worker.trial.TrialConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the method, and changes it as the history grows.
 *
 * <pre>
 *   dimensions    known trials, running ones too   running trials    method
 *   at most 40    up to 250                        up to 64          gp, the fewest trials, but a proposal takes O(trials^3)
 *   reals only    more                             any               cma-es, converges where the others stall
 *   any other     more                             any               tpe
 *   more, or any  up to 250                        more              tpe, whose proposals keep many slots busy
 * </pre>
 *
 * <p>What is proposed follows from number, history and seed, as each method's own proposals do.
 */
public final class AutoSampler implements Sampler, Recommending {
    /** The most trials that {@code gp} models where the user asks for it. */
    public static final long MOST_MODELLED = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AutoSampler.class);
    private static final String GP = "gp";
    private static final String TPE = "tpe";
    private static final String CMA_ES = "cma-es";
    private static final long MOST_CHOSEN = 250;
    private static final int MOST_DIMENSIONS = 40;
    private static final int MOST_RUNNING = 64;

    private final Map<String, Sampler> samplers = new HashMap<>();
    private final SamplerSettings settings;
    private final SpaceKinds kinds;
    private final long mostModelled;
    private final int mostRunning;
    private String told = "";

    /**
     * @param mostModelled the most known trials with which {@code gp} proposes
     * @param mostRunning the most running trials with which it does
     */
    private AutoSampler(SamplerSettings settings, SpaceKinds kinds, long mostModelled, int mostRunning) {
        this.settings = settings;
        this.kinds = kinds;
        this.mostModelled = mostModelled;
        this.mostRunning = mostRunning;
    }

    /** The method that suits space and budget. */
    public static AutoSampler of(SamplerSettings settings) {
        SpaceKinds kinds = SpaceKinds.of(new SpaceEncoding(settings.space()));
        boolean isModelled = kinds.dimensions() <= MOST_DIMENSIONS;
        return new AutoSampler(settings, kinds, isModelled ? MOST_CHOSEN : 0, MOST_RUNNING);
    }

    /**
     * {@code gp} as long as it is fast enough, up to {@value #MOST_MODELLED} known trials, then a method that takes any number.
     */
    public static AutoSampler gaussianProcess(SamplerSettings settings) {
        SpaceKinds kinds = SpaceKinds.of(new SpaceEncoding(settings.space()));
        return new AutoSampler(settings, kinds, MOST_MODELLED, Integer.MAX_VALUE);
    }

    private String method(History history) {
        int running = history.running().size();
        long known = (long) history.earlier().size() + history.ended().size() + running;
        if (known <= mostModelled && running <= mostRunning && mostModelled > 0) {
            return GP;
        }
        return known > mostModelled ? afterModel() : TPE;
    }

    /** For any number of trials. */
    private String afterModel() {
        return kinds.areRealsOnly() ? CMA_ES : TPE;
    }

    private Sampler sampler(String method) {
        return samplers.computeIfAbsent(method, name -> Samplers.create(name, settings));
    }

    @Override
    public Optional<String> plan() {
        String methods;
        if (mostModelled == 0) {
            methods = afterModel();
        } else {
            methods = trials() > mostModelled ? GP + " for " + mostModelled + " trials, then " + afterModel() : GP;
        }
        return Optional.of(methods + " (" + kinds.text() + ")");
    }

    @Override
    public long trials() {
        return sampler(TPE).trials();
    }

    @Override
    public OptionalLong distinct() {
        return sampler(TPE).distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        String method = method(history);
        if (!told.equals(method)) {
            told = method;
            LOG.info(
                    "Trials from {} on are proposed by {}: {}, {} trials known, {} of them running",
                    number,
                    method,
                    kinds.text(),
                    history.ended().size() + history.running().size(),
                    history.running().size());
        }
        return sampler(method).propose(number, history);
    }

    @Override
    public OptionalLong recommended(History history) {
        return sampler(method(history)) instanceof Recommending recommending
                ? recommending.recommended(history)
                : OptionalLong.empty();
    }

    /** Of {@code gp}, whatever has proposed the trials: a model that is fitted once may take its time. */
    @Override
    public Map<Long, Double> estimates(History history) {
        return mostModelled > 0 && sampler(GP) instanceof Recommending recommending
                ? recommending.estimates(history)
                : Map.of();
    }
}

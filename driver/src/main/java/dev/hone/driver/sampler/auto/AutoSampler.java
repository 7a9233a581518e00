package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the method, and changes it as the history grows.
 *
 * <pre>
 *   dimensions     known trials, running ones too    method
 *   at most 40     up to 250                         gp, the fewest trials; its time grows with their cube
 *   reals only     more                              cma-es, converges where densities stall
 *   any other      more                              tpe
 * </pre>
 *
 * <p>What is proposed follows from number, history and seed, as each method's own proposals do.
 */
public final class AutoSampler implements Sampler, Recommending {
    /** The most trials that {@code gp} models where the user asks for it. */
    public static final long MOST_MODELLED = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AutoSampler.class);
    private static final String GP = "gp";
    private static final long MOST_CHOSEN = 250;
    private static final int MOST_DIMENSIONS = 40;

    private final List<Stage> stages;
    private final String plan;
    private int told = -1;

    private AutoSampler(List<Stage> stages, String plan) {
        this.stages = List.copyOf(stages);
        this.plan = plan;
    }

    /** The method that suits space and budget. */
    public static AutoSampler of(SamplerSettings settings) {
        SpaceKinds kinds = SpaceKinds.of(new SpaceEncoding(settings.space()));
        return kinds.dimensions() <= MOST_DIMENSIONS
                ? beginningWithModel(settings, kinds, MOST_CHOSEN)
                : of(List.of(last(settings, kinds)), kinds.text());
    }

    /**
     * {@code gp} as long as it is fast enough, up to {@value #MOST_MODELLED} known trials, then a method that takes any number.
     */
    public static AutoSampler gaussianProcess(SamplerSettings settings) {
        SpaceKinds kinds = SpaceKinds.of(new SpaceEncoding(settings.space()));
        return beginningWithModel(settings, kinds, MOST_MODELLED);
    }

    private static AutoSampler beginningWithModel(SamplerSettings settings, SpaceKinds kinds, long most) {
        Sampler model = Samplers.create(GP, settings);
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(GP, model, most));
        if (model.trials() > most) {
            stages.add(last(settings, kinds));
        }
        return of(stages, kinds.text());
    }

    /** For any number of trials. */
    private static Stage last(SamplerSettings settings, SpaceKinds kinds) {
        String method = kinds.areRealsOnly() ? "cma-es" : "tpe";
        return new Stage(method, Samplers.create(method, settings), Long.MAX_VALUE);
    }

    private static AutoSampler of(List<Stage> stages, String reason) {
        StringBuilder plan = new StringBuilder(stages.get(0).method());
        for (int index = 1; index < stages.size(); index++) {
            plan.append(" for ")
                    .append(stages.get(index - 1).most())
                    .append(" trials, then ")
                    .append(stages.get(index).method());
        }
        return new AutoSampler(
                stages, plan.append(" (").append(reason).append(')').toString());
    }

    @Override
    public Optional<String> plan() {
        return Optional.of(plan);
    }

    @Override
    public long trials() {
        return stages.get(0).sampler().trials();
    }

    @Override
    public OptionalLong distinct() {
        return stages.get(0).sampler().distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        int index = stage(history.ended().size() + history.running().size());
        tell(index, number);
        return stages.get(index).sampler().propose(number, history);
    }

    private int stage(long known) {
        int index = 0;
        while (index < stages.size() - 1 && known > stages.get(index).most()) {
            index++;
        }
        return index;
    }

    private void tell(int index, long number) {
        if (told != index) {
            told = index;
            LOG.info(
                    "Search from trial {} on: {}; plan: {}",
                    number,
                    stages.get(index).method(),
                    plan);
        }
    }

    @Override
    public OptionalLong recommended(History history) {
        Sampler sampler = stages.get(
                        stage(history.ended().size() + history.running().size()))
                .sampler();
        return sampler instanceof Recommending recommending ? recommending.recommended(history) : OptionalLong.empty();
    }
}

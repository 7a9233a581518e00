package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.sampler.encoding.TrialMemory;
import dev.hone.driver.sampler.encoding.UnvisitedPoints;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kegl, "Algorithms for hyper-parameter optimization", NIPS
 * 2011), with multivariate kernels (Falkner, Klein and Hutter, "BOHB", ICML 2018).
 *
 * <pre>
 *   trials      split by score into the best tenth, of density l, and all others, of density g
 *   candidates  drawn from l
 *   proposal    the candidate of the largest l / g
 * </pre>
 *
 * <p>In a conditional space the split is made within each set of active dimensions ({@link Branch}), so that the trials of a
 * rare branch are judged among each other. The branch of a proposal is that of a good trial half of the time, else any. Failed
 * and running trials count as bad. No configuration is proposed twice until a finite space is exhausted. Until ten trials have
 * ended, proposals are points of a Sobol sequence.
 */
public final class TpeSampler implements Sampler {
    private static final int START_UP_TRIALS = 10;

    private final SpaceEncoding encoding;
    private final TrialMemory memory;
    private final NumberedSampler startUp;
    private final long seed;

    /** A sampler of that space; a finite one has at most as many trials as configurations. */
    public TpeSampler(SamplerSettings settings) {
        encoding = new SpaceEncoding(settings.space());
        memory = new TrialMemory(encoding, settings.objective());
        startUp = SobolSampler.orRandom(settings);
        seed = settings.seed();
    }

    @Override
    public long trials() {
        return startUp.trials();
    }

    @Override
    public OptionalLong distinct() {
        return startUp.distinct();
    }

    @Override
    public TrialConfig propose(long number, History history) {
        memory.tell(history);
        Predicate<TrialConfig> visited = memory.visited(history);
        if (history.known().size() < START_UP_TRIALS) {
            TrialConfig first = startUp.trial(number);
            if (!visited.test(first)) {
                return first;
            }
        }
        Random random = new Random(Seeds.ofTrial(Seeds.ofStream(seed, "tpe"), number));
        Proposal proposal = new Proposal(
                encoding, memory, memory.running(history), new UnvisitedPoints(encoding, visited, random), random);
        return encoding.trial(number, proposal.point(), Seeds.ofTrial(seed, number));
    }
}

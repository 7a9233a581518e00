package dev.hone.driver.sampler;

import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sampler of which one training serves all trials of a proposal: a learning curve, scored at several values of a param that
 * the training passes on its way, such as {@code numTrees}. {@link #trials()} counts proposals, since that is what is trained.
 *
 * <pre>
 *   proposal   trials (here 16 points per proposal)
 *   0          0 1 2 ... 15     one curve
 *   1          16               a learner without a curve is a trial alone; 17 to 31 are not used
 *   2          32 33 ... 47     one curve
 * </pre>
 *
 * <p>The number of a trial tells its proposal, and any trial of a proposal all others, so that a study that is continued needs
 * nothing but its trials.
 */
public interface CurveSampler extends Sampler {

    /** How many numbers the trials of each proposal have at most, at least 1. */
    int mostPoints();

    /**
     * The trials of the next proposal in ascending order of their numbers: the first has number {@code proposal *}
     * {@link #mostPoints()}, the others the numbers after it.
     *
     * @param proposal its number, from 0 to {@link #trials()} - 1
     * @param history the trials of earlier proposals
     */
    List<TrialConfig> curve(long proposal, History history);

    /** All trials of the proposal that a trial belongs to, in ascending order of their numbers. */
    List<TrialConfig> curve(TrialConfig trial);

    /** What is scored along each training, as a summary shows it; empty if nothing is. */
    Optional<String> text();

    /** The same search by proposals of one trial each, for where trials cannot share a training. */
    Sampler single();

    /** The number of the proposal that a trial belongs to. */
    default long proposal(TrialConfig trial) {
        return trial.number() / mostPoints();
    }

    /** The number of the proposal whose training a trial shares with others; empty if it is trained alone. */
    default OptionalLong sharedCurve(TrialConfig trial) {
        return curve(trial).size() > 1 ? OptionalLong.of(proposal(trial)) : OptionalLong.empty();
    }

    /** The last trial of a proposal, the one with the whole training. */
    @Override
    default TrialConfig propose(long number, History history) {
        List<TrialConfig> curve = curve(number, history);
        return curve.get(curve.size() - 1);
    }

    /** A sampler as one with curves: of another one, each proposal is a trial alone. */
    static CurveSampler of(Sampler sampler) {
        return sampler instanceof CurveSampler curves ? curves : new SingleTrials(sampler);
    }

    /**
     * Proposals of one trial each.
     *
     * @param sampler proposes them
     */
    record SingleTrials(Sampler sampler) implements CurveSampler {
        @Override
        public int mostPoints() {
            return 1;
        }

        @Override
        public List<TrialConfig> curve(long proposal, History history) {
            return List.of(sampler.propose(proposal, history));
        }

        @Override
        public List<TrialConfig> curve(TrialConfig trial) {
            return List.of(trial);
        }

        @Override
        public Sampler single() {
            return sampler;
        }

        @Override
        public Optional<String> text() {
            return Optional.empty();
        }

        @Override
        public long trials() {
            return sampler.trials();
        }

        @Override
        public OptionalLong distinct() {
            return sampler.distinct();
        }

        @Override
        public Optional<String> plan() {
            return sampler.plan();
        }
    }
}

package dev.hone.driver.sampler;

import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every combination of values once, as scikit-learn's {@code ParameterGrid}: learner after learner, the last dimension
 * fastest. Ranges of whole numbers count every number. Params that a condition switches off do not multiply trials.
 *
 * <p>A trial is decoded from its number; nothing is kept per trial.
 *
 * <p>Trials that differ only by params that one training serves, such as the number of trees of a forest or when these
 * stop growing, have one seed: that of the first of them.
 */
public final class GridSampler implements NumberedSampler {
    private static final long serialVersionUID = 1L;

    private final SearchSpace space;
    private final long seed;
    private final List<GridNode> grids;
    private final List<Set<String>> sharedTrainingParams;
    private final long trials;

    /**
     * @param space without ranges of reals
     * @param seed the study's seed
     * @throws InvalidInputException if a dimension is a range of reals, or there are more than 2^63 - 1 combinations
     */
    public GridSampler(SearchSpace space, long seed) {
        this.space = space;
        this.seed = seed;
        grids = space.learners().stream().map(GridNode::of).toList();
        sharedTrainingParams = space.learners().stream()
                .map(learner -> TrainerRegistry.sharedTrainingParams(learner.learner(), LaneSetting.AUTO))
                .toList();
        long sum = 0;
        for (GridNode grid : grids) {
            sum = GridNode.added(sum, grid.size());
        }
        trials = sum;
    }

    @Override
    public long trials() {
        return trials;
    }

    @Override
    public TrialConfig trial(long number) {
        int index = 0;
        long remaining = number;
        while (remaining >= grids.get(index).size()) {
            remaining -= grids.get(index).size();
            index++;
        }
        LearnerSpace learner = space.learners().get(index);
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        grids.get(index).decode(remaining, params);
        long first = number - remaining + grids.get(index).first(remaining, sharedTrainingParams.get(index));
        return new TrialConfig(number, learner.learner(), params, Seeds.ofTrial(seed, first));
    }
}

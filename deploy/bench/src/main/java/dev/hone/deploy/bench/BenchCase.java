package dev.hone.deploy.bench;

import dev.hone.driver.reduce.Objective;
import dev.hone.driver.reduce.Objective.Direction;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.space.SearchSpace;
import java.util.List;

/**
 * A grid on a table.
 *
 * @param table the table
 * @param learner what is tuned
 * @param grid its trials
 */
record BenchCase(BenchTable table, BenchLearner learner, GridSampler grid) {
    private static final long SEED = 1;

    static BenchCase of(BenchTable table, BenchLearner learner) {
        return new BenchCase(table, learner, new GridSampler(new SearchSpace(List.of(learner.space(table))), SEED));
    }

    Objective objective() {
        return new Objective(table.metric(), table.isRegression() ? Direction.MINIMIZE : Direction.MAXIMIZE);
    }
}

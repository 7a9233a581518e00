package dev.hone.deploy.bench;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.space.SearchSpace;
import java.util.List;

/**
 * A grid on a table.
 *
 * @param table the table
 * @param learner what is tuned
 * @param seed of what is random in them
 * @param grid its trials
 */
record BenchCase(BenchTable table, BenchLearner learner, long seed, GridSampler grid) {
    static final long FIRST_SEED = 1;

    static BenchCase of(BenchTable table, BenchLearner learner) {
        return of(table, learner, FIRST_SEED);
    }

    private static BenchCase of(BenchTable table, BenchLearner learner, long seed) {
        SearchSpace space = new SearchSpace(List.of(learner.space(table)));
        return new BenchCase(table, learner, seed, new GridSampler(space, seed));
    }

    BenchCase withSeed(long other) {
        return of(table, learner, other);
    }

    Objective objective() {
        return new Objective(table.metric(), table.isRegression() ? Direction.MINIMIZE : Direction.MAXIMIZE);
    }
}

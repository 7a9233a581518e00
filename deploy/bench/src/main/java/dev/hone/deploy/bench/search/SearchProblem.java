package dev.hone.deploy.bench.search;

import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import java.util.Map;
import java.util.OptionalDouble;

/** A function of a configuration, to be minimized. Immutable and safe for use by many threads. */
interface SearchProblem {

    /** As result files and lines have it. */
    String name();

    SearchSpace space();

    /**
     * The value without noise.
     *
     * @return empty if a table lacks the configuration, whose trial then fails
     */
    OptionalDouble value(Map<String, ParameterValue> params);

    /** The smallest value without noise. */
    double minimum();

    /** Standard deviation of the normal noise that each evaluation adds anew; 0 if there is none. */
    default double noise() {
        return 0;
    }
}

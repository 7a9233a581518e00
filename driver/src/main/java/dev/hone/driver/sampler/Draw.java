package dev.hone.driver.sampler;

import dev.hone.worker.trial.ParameterValue;
import java.util.Map;

/**
 * A configuration that was drawn from a search space.
 *
 * @param learner the place of its learner in the space
 * @param params values by param name
 */
record Draw(int learner, Map<String, ParameterValue> params) {}

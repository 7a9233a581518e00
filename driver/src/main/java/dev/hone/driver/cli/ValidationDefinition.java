package dev.hone.driver.cli;

import dev.hone.driver.reduce.Objective;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.FoldScheme;
import java.util.List;

/**
 * How a study judges its trials.
 *
 * @param objective what it optimizes
 * @param metrics the names of all metrics, the objective first
 * @param scoring computes the metrics
 * @param schemeName name of the fold scheme, as a study file writes it
 * @param scheme splits the table
 */
record ValidationDefinition(
        Objective objective, List<String> metrics, Scoring scoring, String schemeName, FoldScheme scheme) {

    ValidationDefinition {
        metrics = List.copyOf(metrics);
    }
}

package dev.hone.driver.definition;

import dev.hone.driver.ranking.Objective;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.FoldScheme;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a study judges its trials.
 *
 * @param objective what it optimizes
 * @param metrics the names of all metrics, the objective first
 * @param scoring computes the metrics
 * @param metricLabel the label that the metrics of one label look at, as the file writes it; empty for the first one
 * @param schemeName name of the fold scheme, as a study file writes it
 * @param scheme splits the table
 * @param schemeParams params of the scheme by their keys, defaults included
 * @param confirm how the best trials are evaluated again; empty if they are not
 */
public record ValidationDefinition(
        Objective objective,
        List<String> metrics,
        Scoring scoring,
        Optional<String> metricLabel,
        String schemeName,
        FoldScheme scheme,
        Map<String, Object> schemeParams,
        Optional<Confirm> confirm) {

    /**
     * Evaluates the best trials again, on other folds.
     *
     * @param trials how many of them
     * @param scheme as that of the search, with another seed
     */
    public record Confirm(int trials, FoldScheme scheme) {}

    public ValidationDefinition {
        metrics = List.copyOf(metrics);
        schemeParams = Collections.unmodifiableMap(new LinkedHashMap<>(schemeParams));
    }

    /** The same on the folds of {@link #confirm}. */
    ValidationDefinition confirming() {
        return new ValidationDefinition(
                objective,
                metrics,
                scoring,
                metricLabel,
                schemeName,
                confirm.orElseThrow().scheme(),
                schemeParams,
                Optional.empty());
    }

    /**
     * Computes the metrics on a table of classes, with the class of {@code metricLabel}, which only the table tells.
     *
     * @throws IllegalArgumentException if no row has the label
     */
    Scoring scoring(TableLabels labels) {
        return metricLabel.isPresent() && scoring instanceof Scoring.OfPredictions predictions
                ? new Scoring.OfPredictions(predictions.metrics().withMetricLabel(labels.classOf(metricLabel.get())))
                : scoring;
    }
}

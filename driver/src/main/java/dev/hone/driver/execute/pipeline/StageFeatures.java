package dev.hone.driver.execute.pipeline;

import dev.hone.driver.pipeline.ColumnLineage;
import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.space.StageDefinition;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The features of trials by the {@link FeatureRule}, checked against what fitted stages read.
 *
 * @param rule names features
 * @param table the table before its stages
 */
record StageFeatures(FeatureRule rule, RawTable table) {

    /**
     * The features that stages leave.
     *
     * @param rows after the stages
     * @throws InvalidInputException if a column is of a stage that the rule does not know, or a feature is derived from the
     *     label though it is not listed
     */
    List<String> of(List<StageDefinition> stages, Dataset<Row> rows) {
        rule.requireKnown(stages, table.userColumns(rows));
        List<String> features = rule.features(stages);
        requireNotFromLabel(features, rows);
        return features;
    }

    /** The rule knows stages by their params; what a fitted one reads is seen only here. */
    private void requireNotFromLabel(List<String> features, Dataset<Row> rows) {
        Optional<String> label = table.source().label();
        if (label.isEmpty() || !table.source().features().isEmpty()) {
            return;
        }
        String name = label.get();
        new ColumnLineage(table.rows(), rows)
                .columns().stream()
                        .filter(column -> features.contains(column.name()))
                        .filter(column -> column.sources().orElse(Set.of()).contains(name))
                        .findFirst()
                        .ifPresent(column -> {
                            throw new InvalidInputException("Column '" + column.name()
                                    + "': a feature must not be derived from the label '" + name
                                    + "' unless it is listed under data.features");
                        });
    }
}

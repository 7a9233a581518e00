package dev.hone.driver.table;

import dev.hone.driver.table.TableSize.Accuracy;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import java.util.List;
import java.util.Optional;

/**
 * What is worth telling about a study's table; with a pipeline, as the stages of the first trial leave it.
 *
 * @param features the feature columns, in the order in which models take them
 * @param rows labels and weights
 * @param numFeatures number of values per row in the feature columns
 * @param fingerprint equal content, equal fingerprint
 * @param evaluation trains on it in tasks; empty where its rows stay with Spark
 * @param clusterReason why its rows stay with Spark
 */
public record StudyTable(
        List<String> features,
        TrainingData rows,
        int numFeatures,
        String fingerprint,
        Optional<CrossValidation> evaluation,
        Optional<String> clusterReason) {

    public StudyTable {
        features = List.copyOf(features);
    }

    /** How large the table is. */
    public TableSize size() {
        long values = (long) rows.numRows() * numFeatures;
        return evaluation.isPresent()
                ? new TableSize(
                        rows.numRows(),
                        rows.features().values().length,
                        rows.features().bytes(),
                        Accuracy.CLOSE)
                : new TableSize(rows.numRows(), values, values * Double.BYTES, Accuracy.CLOSE);
    }

    /** A table in memory. */
    public static StudyTable inMemory(LoadedTable table, CrossValidation evaluation) {
        TrainingData data = table.data();
        return new StudyTable(
                table.features(),
                data,
                data.features().numFeatures(),
                data.fingerprint(),
                Optional.of(evaluation),
                Optional.empty());
    }

    /**
     * A table whose rows stay with Spark.
     *
     * @param labels of the raw table
     * @param reason why the rows stay with Spark
     */
    public static StudyTable onSpark(TrainingData labels, TableScan scan, String reason) {
        return new StudyTable(
                scan.features(),
                labels,
                scan.numFeatures(),
                labels.fingerprint() + Long.toHexString(scan.digest()),
                Optional.empty(),
                Optional.of(reason));
    }
}

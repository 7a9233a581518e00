package dev.hone.driver.tuning.fold;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * Tells how large prepared rows will be in memory.
 *
 * @param count number of rows, as far as it is known: of the whole table
 */
record PreparedSize(Dataset<Row> rows, long count) {
    private static final int FEW_FEATURES = 512;
    private static final int SAMPLED = 100;
    private static final long BYTES_OF_STORED = 12;

    /** About how many bytes a column of vectors or arrays takes. */
    long bytes(String features) {
        return Math.round(count * bytesOfRow(features));
    }

    private double bytesOfRow(String features) {
        if (rows.schema().apply(features).dataType() instanceof ArrayType) {
            return sample(features).stream()
                    .filter(row -> !row.isNullAt(0))
                    .mapToLong(row -> (long) Double.BYTES * row.getList(0).size())
                    .average()
                    .orElse(0);
        }
        int told = AttributeGroup.fromStructField(rows.schema().apply(features)).size();
        if (told >= 0 && told <= FEW_FEATURES) {
            return (double) Double.BYTES * told;
        }
        return sample(features).stream()
                .filter(row -> !row.isNullAt(0))
                .map(row -> row.<Vector>getAs(0))
                .mapToLong(
                        vector -> Math.min((long) Double.BYTES * vector.size(), BYTES_OF_STORED * vector.numNonzeros()))
                .average()
                .orElse(0);
    }

    /** None of rows that cannot be read: why is told where all are. */
    private List<Row> sample(String features) {
        try {
            return rows.select(features).takeAsList(SAMPLED);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            return List.of();
        }
    }
}

package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import scala.Option;

/**
 * An input of an interaction: a number or a vector per row, of which nominal elements are one-hot encoded. Holds the encoded
 * elements of the row that was read last; for one thread.
 */
final class InteractionFactor {
    private final StageColumn column;
    private final int[] cardinalities;
    private final int[] offsets;
    private final int[] indices;
    private final double[] values;

    private InteractionFactor(StageColumn column, int[] cardinalities) {
        this.column = column;
        this.cardinalities = cardinalities;
        offsets = new int[cardinalities.length + 1];
        for (int element = 0; element < cardinalities.length; element++) {
            offsets[element + 1] = Math.addExact(offsets[element], cardinalities[element]);
        }
        indices = new int[cardinalities.length];
        values = new double[cardinalities.length];
    }

    /**
     * A column as a factor.
     *
     * @throws StageFailedException if its attributes do not tell how to encode it
     */
    static InteractionFactor of(StageColumn column) {
        return new InteractionFactor(
                column,
                attributes(column).mapToInt(InteractionFactor::cardinality).toArray());
    }

    /** One per element; as Spark, which has none of columns of booleans. */
    private static Stream<Attribute> attributes(StageColumn column) {
        if (column instanceof StageColumn.Vectors) {
            Option<Attribute[]> known =
                    AttributeGroup.fromStructField(column.field()).attributes();
            if (known.isEmpty()) {
                throw StageFailedException.of("Vector attributes must be defined for interaction.");
            }
            return Stream.of(known.get());
        }
        return Stream.of(Attribute.fromStructField(column.field()));
    }

    /** 1 for a number. */
    private static int cardinality(Attribute attribute) {
        if (!(attribute instanceof NominalAttribute nominal)) {
            return 1;
        }
        if (nominal.getNumValues().isEmpty()) {
            throw StageFailedException.of("Nominal features must have attr numValues defined.");
        }
        int number = (int) nominal.getNumValues().get();
        if (number <= 0) {
            throw new StageFailedException(
                    new IllegalArgumentException("requirement failed: Features counts must all be positive."));
        }
        return number;
    }

    /** Elements before they are encoded. */
    int length() {
        return cardinalities.length;
    }

    /** Encoded elements. */
    int width() {
        return offsets[cardinalities.length];
    }

    /**
     * Reads a row.
     *
     * @return how many encoded elements it has, in {@link #index} and {@link #value}; others are zero
     * @throws StageFailedException if the row is null, or a nominal element no index
     */
    int read(int row) {
        if (column.isNull(row)) {
            throw StageFailedException.of("Values to interact cannot be null.");
        }
        if (column instanceof StageColumn.Vectors vectors) {
            return read(vectors.matrix(), row);
        }
        encode(0, 0, ((StageColumn.Numbers) column).values()[row]);
        return 1;
    }

    private int read(FeatureMatrix matrix, int row) {
        if (matrix.numFeatures() != cardinalities.length) {
            throw new StageFailedException(new AssertionError("assertion failed: Vector column size was "
                    + matrix.numFeatures() + ", expected " + cardinalities.length));
        }
        if (width() > length() && hasNominalZero(matrix, row)) {
            SparkLayout.requireAsStored(matrix, row);
        }
        int start = matrix.start(row);
        int count = matrix.start(row + 1) - start;
        for (int place = 0; place < count; place++) {
            int element = matrix instanceof FeatureMatrix.Sparse sparse ? sparse.indices()[start + place] : place;
            encode(place, element, matrix.values()[start + place]);
        }
        return count;
    }

    /** Spark encodes a zero only where it is stored. */
    private boolean hasNominalZero(FeatureMatrix matrix, int row) {
        int nominal = 0;
        int start = matrix.start(row);
        for (int at = start; at < matrix.start(row + 1); at++) {
            int element = matrix instanceof FeatureMatrix.Sparse sparse ? sparse.indices()[at] : at - start;
            nominal += cardinalities[element] > 1 && matrix.values()[at] != 0 ? 1 : 0;
        }
        int all = 0;
        for (int cardinality : cardinalities) {
            all += cardinality > 1 ? 1 : 0;
        }
        return nominal < all;
    }

    private void encode(int place, int element, double value) {
        int cardinality = cardinalities[element];
        if (cardinality == 1) {
            indices[place] = offsets[element];
            values[place] = value;
        } else if (value >= 0 && value == (int) value && value < cardinality) {
            indices[place] = offsets[element] + (int) value;
            values[place] = 1;
        } else {
            throw new StageFailedException(
                    new AssertionError("assertion failed: Values from column must be indices, but got " + value + "."));
        }
    }

    /** Encoded index of one of the elements that were read. */
    int index(int place) {
        return indices[place];
    }

    /** Its value. */
    double value(int place) {
        return values[place];
    }
}

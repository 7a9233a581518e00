package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of Spark as columns in memory, and columns as what Spark would return of them. */
final class StageTables {
    private StageTables() {}

    /** All columns of the rows; vectors are compressed rows if any of them is sparse. */
    static StageTable of(Dataset<Row> rows) {
        List<Row> all = rows.collectAsList();
        List<StageColumn> columns = new ArrayList<>();
        StructField[] fields = rows.schema().fields();
        for (int place = 0; place < fields.length; place++) {
            int at = place;
            columns.add(
                    column(fields[place], all.stream().map(row -> row.get(at)).toArray()));
        }
        return new StageTable(columns, IntStream.range(0, all.size()).toArray());
    }

    private static StageColumn column(StructField field, @Nullable Object[] values) {
        BitSet nulls = new BitSet();
        for (int row = 0; row < values.length; row++) {
            nulls.set(row, values[row] == null);
        }
        if (field.dataType() instanceof StringType) {
            return texts(field, values);
        }
        if (field.dataType() instanceof VectorUDT) {
            return new StageColumn.Vectors(field, matrix(values), nulls);
        }
        return StageColumn.Numbers.takes(field.dataType())
                ? new StageColumn.Numbers(field, numbers(values), nulls)
                : tokens(field, values, nulls);
    }

    private static double[] numbers(@Nullable Object[] values) {
        double[] numbers = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            numbers[row] = values[row] == null
                    ? Double.NaN
                    : values[row] instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) values[row]).doubleValue();
        }
        return numbers;
    }

    private static StageColumn texts(StructField field, @Nullable Object[] values) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        int[] coded = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            coded[row] = code((String) values[row], codes);
        }
        return new StageColumn.Texts(field, coded, codes.keySet().toArray(String[]::new));
    }

    private static int code(@Nullable String text, Map<String, Integer> codes) {
        return text == null ? StageColumn.Texts.NULL : codes.computeIfAbsent(text, unknown -> codes.size());
    }

    private static StageColumn tokens(StructField field, @Nullable Object[] values, BitSet nulls) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        int[] starts = new int[values.length + 1];
        List<Integer> coded = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                for (Object token : CollectionConverters.asJava((scala.collection.Seq<?>) values[row])) {
                    coded.add(code((String) token, codes));
                }
            }
            starts[row + 1] = coded.size();
        }
        return new StageColumn.Tokens(
                field,
                starts,
                coded.stream().mapToInt(Integer::intValue).toArray(),
                codes.keySet().toArray(String[]::new),
                nulls);
    }

    private static FeatureMatrix matrix(@Nullable Object[] values) {
        int width = 0;
        boolean isSparse = false;
        for (Object value : values) {
            if (value != null) {
                width = ((Vector) value).size();
                isSparse |= value instanceof SparseVector;
            }
        }
        return isSparse ? sparse(values, width) : dense(values, width);
    }

    private static FeatureMatrix dense(@Nullable Object[] values, int width) {
        double[] all = new double[values.length * width];
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                System.arraycopy(((Vector) values[row]).toArray(), 0, all, row * width, width);
            }
        }
        return FeatureMatrix.dense(values.length, width, all);
    }

    private static FeatureMatrix sparse(@Nullable Object[] values, int width) {
        int[] starts = new int[values.length + 1];
        List<Integer> indices = new ArrayList<>();
        List<Double> stored = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                SparseVector vector = ((Vector) values[row]).toSparse();
                IntStream.of(vector.indices()).forEach(indices::add);
                for (double value : vector.values()) {
                    stored.add(value);
                }
            }
            starts[row + 1] = indices.size();
        }
        return FeatureMatrix.sparse(
                width,
                starts,
                indices.stream().mapToInt(Integer::intValue).toArray(),
                stored.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The value of a row as {@code Row.get} gives it, numbers as doubles, vectors dense. */
    static @Nullable Object value(StageColumn column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof StageColumn.Numbers numbers) {
            return numbers.values()[row];
        }
        if (column instanceof StageColumn.Texts texts) {
            return texts.texts()[texts.codes()[row]];
        }
        if (column instanceof StageColumn.Vectors vectors) {
            double[] values = new double[vectors.length()];
            vectors.matrix().copyRow(row, values, 0);
            return Vectors.dense(values);
        }
        StageColumn.Tokens tokens = (StageColumn.Tokens) column;
        List<@Nullable String> texts = new ArrayList<>();
        for (int at = tokens.starts()[row]; at < tokens.starts()[row + 1]; at++) {
            texts.add(tokens.codes()[at] == StageColumn.Texts.NULL ? null : tokens.texts()[tokens.codes()[at]]);
        }
        return texts;
    }

    /** The same of a value that Spark returned. */
    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Vector vector) {
            return vector.toDense();
        }
        return value instanceof scala.collection.Seq<?> tokens
                ? new ArrayList<>(CollectionConverters.asJava(tokens))
                : value;
    }
}

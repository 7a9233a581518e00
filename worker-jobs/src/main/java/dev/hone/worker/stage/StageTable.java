package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns in memory that have the same rows, immutable: a stage makes another table, which shares the columns that the stage
 * leaves as they are.
 */
public final class StageTable implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<StageColumn> columns;
    private final int[] numbers;

    /**
     * @param columns all of as many rows, with different names
     * @param numbers of the rows in the table of the study, ascending
     */
    public StageTable(List<? extends StageColumn> columns, int[] numbers) {
        this.columns = new ArrayList<>(columns);
        this.numbers = numbers;
        for (StageColumn column : columns) {
            if (column.numRows() != numbers.length) {
                throw new IllegalArgumentException(
                        "Column '" + column.name() + "': must have as many rows as the table (" + column.numRows()
                                + ", table: " + numbers.length + ")");
            }
        }
    }

    /** Columns whose rows are numbered from 0. */
    public static StageTable of(List<? extends StageColumn> columns) {
        return new StageTable(
                columns, IntStream.range(0, columns.get(0).numRows()).toArray());
    }

    public int numRows() {
        return numbers.length;
    }

    /** Which rows of the study's table these are, ascending; shared. A stage may have dropped some. */
    public int[] numbers() {
        return numbers;
    }

    public List<StageColumn> columns() {
        return List.copyOf(columns);
    }

    /** The fields of the columns, in their order. */
    public StructType schema() {
        return new StructType(columns.stream().map(StageColumn::field).toArray(StructField[]::new));
    }

    /** Whether there is a column of exactly that name. */
    public boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StageColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Column '" + name + "' is not in the table (columns: "
                        + String.join(", ", schema().fieldNames()) + ")"));
    }

    /** A column of numbers or booleans. */
    public StageColumn.Numbers numbers(String name) {
        return (StageColumn.Numbers) column(name);
    }

    /** A column of text. */
    public StageColumn.Texts texts(String name) {
        return (StageColumn.Texts) column(name);
    }

    /** A column of vectors. */
    public StageColumn.Vectors vectors(String name) {
        return (StageColumn.Vectors) column(name);
    }

    /** A column of arrays of text. */
    public StageColumn.Tokens tokens(String name) {
        return (StageColumn.Tokens) column(name);
    }

    /** These columns and another one, at the end or, as {@code withColumn} does, in place of that of its name. */
    public StageTable with(StageColumn added) {
        List<StageColumn> all = new ArrayList<>(columns);
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).name().equals(added.name())) {
                all.set(place, added);
                return new StageTable(all, numbers);
            }
        }
        all.add(added);
        return new StageTable(all, numbers);
    }

    /** These rows, by their places in this table, ascending. */
    public StageTable select(int[] rows) {
        return new StageTable(
                columns.stream().map(column -> column.select(rows)).toList(),
                IntStream.of(rows).map(row -> numbers[row]).toArray());
    }

    /** Whether a matrix is that of a column. */
    public boolean holds(FeatureMatrix matrix) {
        return columns.stream()
                .anyMatch(column -> column instanceof StageColumn.Vectors vectors && vectors.matrix() == matrix);
    }

    /** Bytes of the arrays of all columns. */
    public long bytes() {
        return 4L * numbers.length
                + columns.stream().mapToLong(StageColumn::bytes).sum();
    }

    /** Bytes of the columns that another table does not have. */
    public long bytesBeside(StageTable other) {
        return columns.stream()
                .filter(column -> other.columns.stream().noneMatch(known -> known == column))
                .mapToLong(StageColumn::bytes)
                .sum();
    }
}

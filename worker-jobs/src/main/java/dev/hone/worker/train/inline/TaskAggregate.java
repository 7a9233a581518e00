package dev.hone.worker.train.inline;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.ml.stat.SummaryBuilderImpl.MetricsAggregate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.CatalystTypeConverters$;
import org.apache.spark.sql.classic.ExpressionColumnNode;
import org.apache.spark.sql.internal.Alias;
import org.apache.spark.sql.internal.ColumnNode;
import org.apache.spark.sql.internal.UnresolvedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate column that trainers ask for: {@code sum}, {@code max}, {@code count}, and the vector summaries of
 * {@code ml.stat.Summarizer}. Adds row by row in order, as Spark SQL does within a partition.
 */
final class TaskAggregate {
    private final String name;
    private final DataType type;
    private final Result result;

    private TaskAggregate(String name, DataType type, Result result) {
        this.name = name;
        this.type = type;
        this.result = result;
    }

    /** The value of a group of rows. */
    @FunctionalInterface
    private interface Result {
        @Nullable
        Object of(int[] rows);
    }

    static boolean isAggregate(Column column) {
        ColumnNode node = unnamed(column.node());
        return (node instanceof ExpressionColumnNode wrapped && wrapped.expression() instanceof MetricsAggregate)
                || (node instanceof UnresolvedFunction function
                        && List.of("sum", "max", "count").contains(function.functionName()));
    }

    static TaskAggregate of(Column column, ColumnCompiler compiler) {
        ColumnNode node = unnamed(column.node());
        String name = column.node() instanceof Alias alias ? alias.name().head() : node.sql();
        if (node instanceof ExpressionColumnNode wrapped && wrapped.expression() instanceof MetricsAggregate metrics) {
            return new TaskAggregate(name, metrics.dataType(), summary(metrics, compiler));
        }
        if (node instanceof UnresolvedFunction function) {
            return function(
                    name, function, compiler.compile(function.arguments().head()));
        }
        throw ColumnCompiler.unsupported("aggregate " + node.sql());
    }

    /** The column with one value per group. */
    TaskColumn over(List<int[]> groups) {
        @Nullable Object[] values = groups.stream().map(result::of).toArray();
        return TaskColumn.of(name, type, Metadata.empty(), group -> values[group]);
    }

    private static ColumnNode unnamed(ColumnNode node) {
        return node instanceof Alias alias ? alias.child() : node;
    }

    private static TaskAggregate function(String name, UnresolvedFunction function, TaskColumn argument) {
        TaskColumn.Values values = argument.values();
        return switch (function.functionName()) {
            case "sum" -> new TaskAggregate(name, DataTypes.DoubleType, rows -> sum(values, rows));
            case "max" -> new TaskAggregate(name, DataTypes.DoubleType, rows -> max(values, rows));
            case "count" -> new TaskAggregate(name, DataTypes.LongType, rows -> (long) rows.length);
            default -> throw ColumnCompiler.unsupported("aggregate " + function.sql());
        };
    }

    private static double sum(TaskColumn.Values values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += number(values, row);
        }
        return sum;
    }

    private static @Nullable Double max(TaskColumn.Values values, int[] rows) {
        return IntStream.of(rows)
                .mapToObj(row -> number(values, row))
                .max(SqlValues::compare)
                .orElse(null);
    }

    private static double number(TaskColumn.Values values, int row) {
        Double number = SqlValues.number(values.at(row));
        if (number == null) {
            throw new IllegalArgumentException("An aggregated value must not be null (row: " + row + ")");
        }
        return number;
    }

    private static Result summary(MetricsAggregate metrics, ColumnCompiler compiler) {
        TaskColumn.Values features = compiler.compile(metrics.featuresExpr()).values();
        TaskColumn.Values weights = compiler.compile(metrics.weightExpr()).values();
        return rows -> {
            SummarizerBuffer buffer = metrics.createAggregationBuffer();
            for (int row : rows) {
                buffer.add((Vector) features.at(row), number(weights, row));
            }
            return CatalystTypeConverters$.MODULE$.convertToScala(metrics.eval(buffer), metrics.dataType());
        };
    }
}

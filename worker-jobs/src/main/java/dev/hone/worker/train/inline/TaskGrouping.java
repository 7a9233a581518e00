package dev.hone.worker.train.inline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.RelationalGroupedDataset;
import org.apache.spark.sql.classic.RelationalGroupedDataset.GroupByType$;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Stands in for {@code Dataset.groupBy}: the groups of a {@link TaskDataset}, in the order of their first rows. */
final class TaskGrouping extends RelationalGroupedDataset {
    private final transient TaskDataset<Row> rows;
    private final transient List<TaskColumn> keys;

    @SuppressWarnings("unchecked")
    TaskGrouping(TaskDataset<Row> rows, List<TaskColumn> keys) {
        super(rows, (Seq<Expression>) (Seq<?>) Nil$.MODULE$, GroupByType$.MODULE$);
        this.rows = rows;
        this.keys = keys;
    }

    /** Where {@code agg}, {@code count}, {@code max} and the like of the superclass end. */
    @Override
    public Dataset<Row> toDF(Seq<Column> aggregates) {
        List<int[]> groups = groups();
        List<TaskColumn> columns = new ArrayList<>();
        for (TaskColumn key : keys) {
            columns.add(key.of(groups.stream().mapToInt(group -> group[0]).toArray()));
        }
        for (Column aggregate : CollectionConverters.asJava(aggregates)) {
            columns.add(TaskAggregate.of(aggregate, rows.compiler()).over(groups));
        }
        return TaskDataset.of(rows.context(), groups.size(), columns);
    }

    private List<int[]> groups() {
        Map<List<@Nullable Object>, List<Integer>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (int row = 0; row < rows.size(); row++) {
            groups.computeIfAbsent(key(row), first -> new ArrayList<>()).add(row);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private List<@Nullable Object> key(int row) {
        List<@Nullable Object> key = new ArrayList<>();
        for (TaskColumn column : keys) {
            Object value = column.values().at(row);
            key.add(value instanceof Double number ? (Object) (number + 0.0) : value);
        }
        return key;
    }
}

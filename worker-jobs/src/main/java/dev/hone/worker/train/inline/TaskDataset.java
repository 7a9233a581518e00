package dev.hone.worker.train.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.RelationalGroupedDataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Stands in for the training table that {@code Estimator.fit} takes: columns in memory, every operation that MLlib's
 * trainers apply to a dataset evaluated right here. Whatever else is asked of it ends at {@link #queryExecution()}.
 * Allocated without its constructor, which would want a plan of a session.
 */
@SuppressWarnings("NullAway")
final class TaskDataset<T> extends Dataset<T> {
    private TaskSparkContext context;
    private int size;
    private List<TaskColumn> columns;
    private IntFunction<T> reader;
    private ClassTag<T> type;

    private TaskDataset() {
        super((QueryExecution) null, (Encoder<T>) null);
        throw WithoutConstructor.neverRun(TaskDataset.class);
    }

    /** A table of {@code size} rows. */
    static TaskDataset<Row> of(TaskSparkContext context, int size, List<TaskColumn> columns) {
        return of(context, size, columns, row -> Rows.row(columns, row), ClassTag$.MODULE$.apply(Row.class));
    }

    private static <T> TaskDataset<T> of(
            TaskSparkContext context, int size, List<TaskColumn> columns, IntFunction<T> reader, ClassTag<T> type) {
        @SuppressWarnings("unchecked")
        TaskDataset<T> dataset = WithoutConstructor.allocate(TaskDataset.class);
        dataset.context = context;
        dataset.size = size;
        dataset.columns = List.copyOf(columns);
        dataset.reader = reader;
        dataset.type = type;
        return dataset;
    }

    int size() {
        return size;
    }

    TaskSparkContext context() {
        return context;
    }

    ColumnCompiler compiler() {
        return new ColumnCompiler(columns);
    }

    @Override
    public QueryExecution queryExecution() {
        throw ColumnCompiler.unsupported("this operation on a Dataset");
    }

    @Override
    public StructType schema() {
        return new StructType(columns.stream().map(TaskColumn::field).toArray(StructField[]::new));
    }

    @Override
    public SparkSession sparkSession() {
        return TaskSession.of(context);
    }

    /** NONE: the trainers then persist what they derive, which {@link TaskRdd} keeps in arrays. */
    @Override
    public StorageLevel storageLevel() {
        return StorageLevel.NONE();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    /** Unresolved, for a column is looked up where it is used. */
    @Override
    public Column col(String name) {
        return functions.col(name);
    }

    @Override
    public Dataset<Row> toDF() {
        return of(context, size, columns);
    }

    @Override
    public Dataset<Row> select(Seq<Column> selected) {
        List<Column> asked = CollectionConverters.asJava(selected);
        if (asked.stream().anyMatch(TaskAggregate::isAggregate)) {
            return new TaskGrouping(asRows(), List.of()).toDF(selected);
        }
        ColumnCompiler compiler = compiler();
        return of(
                context,
                size,
                asked.stream().map(column -> compiler.compile(column.node())).toList());
    }

    @Override
    public Dataset<Row> withColumns(Seq<String> names, Seq<Column> values) {
        return with(CollectionConverters.asJava(names), compiled(values));
    }

    @Override
    public Dataset<Row> withColumns(Seq<String> names, Seq<Column> values, Seq<Metadata> metadata) {
        List<TaskColumn> described = new ArrayList<>();
        List<TaskColumn> compiled = compiled(values);
        for (int i = 0; i < compiled.size(); i++) {
            described.add(compiled.get(i).with(metadata.apply(i)));
        }
        return with(CollectionConverters.asJava(names), described);
    }

    private List<TaskColumn> compiled(Seq<Column> values) {
        ColumnCompiler compiler = compiler();
        return CollectionConverters.asJava(values).stream()
                .map(column -> compiler.compile(column.node()))
                .toList();
    }

    private TaskDataset<Row> with(List<String> names, List<TaskColumn> added) {
        List<TaskColumn> all = new ArrayList<>(columns);
        for (int i = 0; i < added.size(); i++) {
            put(all, added.get(i).as(names.get(i)));
        }
        return of(context, size, all);
    }

    private static void put(List<TaskColumn> all, TaskColumn column) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(column.name())) {
                all.set(i, column);
                return;
            }
        }
        all.add(column);
    }

    @Override
    public Dataset<T> filter(Column condition) {
        TaskColumn.Values holds = compiler().compile(condition.node()).values();
        int[] rows = IntStream.range(0, size)
                .filter(row -> Boolean.TRUE.equals(holds.at(row)))
                .toArray();
        List<TaskColumn> filtered =
                columns.stream().map(column -> column.of(rows)).toList();
        IntFunction<T> unfiltered = reader;
        return of(context, rows.length, filtered, row -> unfiltered.apply(rows[row]), type);
    }

    @Override
    public RelationalGroupedDataset groupBy(Seq<Column> keys) {
        return new TaskGrouping(asRows(), compiled(keys));
    }

    private TaskDataset<Row> asRows() {
        return of(context, size, columns);
    }

    @Override
    public <U> Dataset<U> as(Encoder<U> encoder) {
        return of(context, size, columns, Rows.reader(columns, encoder), encoder.clsTag());
    }

    @Override
    public <U> Dataset<U> map(Function1<T, U> function, Encoder<U> encoder) {
        IntFunction<T> before = reader;
        return of(context, size, columns, row -> function.apply(before.apply(row)), encoder.clsTag());
    }

    @Override
    public RDD<T> rdd() {
        return new TaskRdd<>(context, () -> CollectionConverters.asScala(iterator()), type);
    }

    private java.util.Iterator<T> iterator() {
        return IntStream.range(0, size).mapToObj(reader).iterator();
    }

    @Override
    public Object collect() {
        return head(size);
    }

    @Override
    public Object head(int count) {
        Object array = type.newArray(Math.min(count, size));
        for (int row = 0; row < Math.min(count, size); row++) {
            java.lang.reflect.Array.set(array, row, reader.apply(row));
        }
        return array;
    }

    @Override
    public long count() {
        return size;
    }

    @Override
    public Dataset<T> persist() {
        return this;
    }

    @Override
    public Dataset<T> persist(StorageLevel level) {
        return this;
    }

    @Override
    public Dataset<T> cache() {
        return this;
    }

    @Override
    public Dataset<T> unpersist() {
        return this;
    }

    @Override
    public Dataset<T> unpersist(boolean blocking) {
        return this;
    }
}

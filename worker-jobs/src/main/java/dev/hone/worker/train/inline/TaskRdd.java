package dev.hone.worker.train.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.Option;
import scala.Tuple2;
import scala.collection.IterableOnce;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Stands in for the RDDs that trainers work on: one partition, computed in the calling thread. Its transformations are
 * those of {@code RDD}, wrapped again; {@link #persist()} keeps the elements in an array of its own instead of the block
 * manager; aggregations fold in place, where {@code RDD} would clone the zero value by serialization for every job.
 *
 * <p>Folding in place needs two habits that all of MLlib's trainers have: a zero value is made for its one call, and
 * merging a result into a fresh zero value leaves the result as it is.
 */
final class TaskRdd<T> extends RDD<T> {
    private final transient TaskSparkContext context;
    private final transient Supplier<Iterator<T>> source;
    private boolean keeps;
    private transient @Nullable List<T> kept;

    @SuppressWarnings("unchecked")
    TaskRdd(TaskSparkContext context, Supplier<Iterator<T>> source, ClassTag<T> type) {
        super(context, (Seq<Dependency<?>>) (Seq<?>) Nil$.MODULE$, type);
        this.context = context;
        this.source = source;
    }

    private <U> TaskRdd<U> wrap(RDD<U> rdd) {
        return new TaskRdd<>(context, () -> rdd.iterator(rdd.partitions()[0], context.task()), rdd.elementClassTag());
    }

    @Override
    public Iterator<T> compute(Partition partition, TaskContext task) {
        return keeps ? CollectionConverters.asScala(elements().iterator()) : source.get();
    }

    private List<T> elements() {
        if (kept == null) {
            List<T> all = new ArrayList<>();
            Iterator<T> iterator = source.get();
            while (iterator.hasNext()) {
                all.add(iterator.next());
            }
            kept = all;
        }
        return kept;
    }

    @Override
    public Partition[] getPartitions() {
        return new Partition[] {new OnePartition()};
    }

    @Override
    public Option<Partitioner> partitioner() {
        return Option.apply(OnePartition.PARTITIONER);
    }

    @Override
    public <U> U withScope(Function0<U> body) {
        return body.apply();
    }

    @Override
    public RDD<T> persist(StorageLevel level) {
        return persist();
    }

    @Override
    public RDD<T> persist() {
        keeps = true;
        return this;
    }

    @Override
    public RDD<T> cache() {
        return persist();
    }

    @Override
    public RDD<T> unpersist(boolean blocking) {
        keeps = false;
        kept = null;
        return this;
    }

    @Override
    public StorageLevel getStorageLevel() {
        return keeps ? StorageLevel.MEMORY_ONLY() : StorageLevel.NONE();
    }

    @Override
    public <U> U treeAggregate(U zero, Function2<U, T, U> add, Function2<U, U, U> merge, int depth, ClassTag<U> type) {
        return foldInPlace(zero, add);
    }

    @Override
    public <U> U treeAggregate(
            U zero, Function2<U, T, U> add, Function2<U, U, U> merge, int depth, boolean onExecutor, ClassTag<U> type) {
        return foldInPlace(zero, add);
    }

    @Override
    public <U> U aggregate(U zero, Function2<U, T, U> add, Function2<U, U, U> merge, ClassTag<U> type) {
        return foldInPlace(zero, add);
    }

    @Override
    public T fold(T zero, Function2<T, T, T> merge) {
        return foldInPlace(zero, merge);
    }

    private <U> U foldInPlace(U zero, Function2<U, T, U> add) {
        context.task().killTaskIfInterrupted();
        U result = zero;
        Iterator<T> iterator = iterator(partitions()[0], context.task());
        while (iterator.hasNext()) {
            result = add.apply(result, iterator.next());
        }
        return result;
    }

    @Override
    public <U> RDD<U> map(Function1<T, U> function, ClassTag<U> type) {
        return wrap(super.map(function, type));
    }

    @Override
    public <U> RDD<U> flatMap(Function1<T, IterableOnce<U>> function, ClassTag<U> type) {
        return wrap(super.flatMap(function, type));
    }

    @Override
    public RDD<T> filter(Function1<T, Object> predicate) {
        return wrap(super.filter(predicate));
    }

    @Override
    public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
        return wrap(super.sample(withReplacement, fraction, seed));
    }

    @Override
    public <U> RDD<U> mapPartitions(Function1<Iterator<T>, Iterator<U>> function, boolean preserves, ClassTag<U> type) {
        return wrap(super.mapPartitions(function, preserves, type));
    }

    @Override
    public <U> RDD<U> mapPartitionsInternal(
            Function1<Iterator<T>, Iterator<U>> function, boolean preserves, ClassTag<U> type) {
        return wrap(super.mapPartitionsInternal(function, preserves, type));
    }

    @Override
    public <U> RDD<U> mapPartitionsWithIndex(
            Function2<Object, Iterator<T>, Iterator<U>> function, boolean preserves, ClassTag<U> type) {
        return wrap(super.mapPartitionsWithIndex(function, preserves, type));
    }

    @Override
    public <U> RDD<U> mapPartitionsWithIndex(
            Function2<Object, Iterator<T>, Iterator<U>> function,
            boolean preserves,
            boolean ordered,
            ClassTag<U> type) {
        return wrap(super.mapPartitionsWithIndex(function, preserves, ordered, type));
    }

    /** Spark 4.1's, which overrides nothing in Spark 4.2. */
    @SuppressWarnings("MissingOverride")
    public <U> RDD<U> mapPartitionsWithIndexInternal(
            Function2<Object, Iterator<T>, Iterator<U>> function,
            boolean preserves,
            boolean ordered,
            ClassTag<U> type) {
        return mapPartitionsWithIndex(function, preserves, ordered, type);
    }

    /** Spark 4.2's, which overrides nothing in Spark 4.1. */
    @SuppressWarnings("MissingOverride")
    public <U> RDD<U> mapPartitionsWithIndexInternal(
            Function2<Object, Iterator<T>, Iterator<U>> function,
            boolean preserves,
            boolean ordered,
            boolean preservesSizes,
            ClassTag<U> type) {
        return mapPartitionsWithIndex(function, preserves, ordered, type);
    }

    @Override
    public <U> RDD<Tuple2<T, U>> zip(RDD<U> other, ClassTag<U> type) {
        return wrap(super.zip(other, type));
    }

    @Override
    public <B, V> RDD<V> zipPartitions(
            RDD<B> other,
            boolean preserves,
            Function2<Iterator<T>, Iterator<B>, Iterator<V>> function,
            ClassTag<B> otherType,
            ClassTag<V> type) {
        return wrap(super.zipPartitions(other, preserves, function, otherType, type));
    }
}

package dev.hone.worker.train.inline;

import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.jspecify.annotations.Nullable;

/** The only partition of a {@link TaskRdd}. */
final class OnePartition implements Partition {
    static final Partitioner PARTITIONER = new OnePartitioner();

    @Override
    public int index() {
        return 0;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnePartition;
    }

    /** Equal to every partitioner of one partition, so that {@code PairRDDFunctions} see no need for a shuffle. */
    private static final class OnePartitioner extends Partitioner {
        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(Object key) {
            return 0;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Partitioner partitioner && partitioner.numPartitions() == 1;
        }
    }
}

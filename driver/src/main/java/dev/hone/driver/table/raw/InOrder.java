package dev.hone.driver.table.raw;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/** All partitions in one, in their order: Spark's own coalescer begins with those that are in the cache where some are not. */
final class InOrder implements PartitionCoalescer, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionGroup[] coalesce(int most, RDD<?> parent) {
        Partition[] partitions = parent.partitions();
        Option<String> place = partitions.length == 0
                ? Option.empty()
                : parent.preferredLocations(partitions[0]).headOption();
        PartitionGroup all = new PartitionGroup(place);
        for (Partition partition : partitions) {
            all.partitions().addOne(partition);
        }
        return new PartitionGroup[] {all};
    }
}

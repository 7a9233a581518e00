package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.collection.AppendOnlyMap;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The order in which an aggregation by key of one partition returns the keys 0, 1, ...: that of Spark's hash maps, first of the
 * map side, by partition and key, and then of the reduce side, by key.
 */
final class ShuffleOrder {
    private ShuffleOrder() {}

    static int[] of(int keys) {
        List<Object> pairs = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            pairs.add(new Tuple2<>(0, key));
        }
        List<Object> sent = order(pairs).stream()
                .map(pair -> ((Tuple2<?, ?>) pair)._2())
                .map(Object.class::cast)
                .toList();
        return order(sent).stream().mapToInt(key -> (int) key).toArray();
    }

    private static List<Object> order(List<Object> keys) {
        AppendOnlyMap<Object, Object> map = new AppendOnlyMap<>(64);
        keys.forEach(key -> map.update(key, key));
        List<Object> order = new ArrayList<>();
        CollectionConverters.asJava(map.iterator()).forEachRemaining(entry -> order.add(entry._1()));
        return order;
    }
}

package dev.hone.worker.train.cluster;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.feature.InstanceBlock;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors$;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A fold's rows in MLlib's blocks, with the square of each row's length for its label, or scaled to length 1; made once a
 * fold, distance measure and size of the blocks.
 */
record Blocks(List<InstanceBlock> all) implements FoldCache.Sized {
    private static final double BYTES_PER_MEGABYTE = 1024L * 1024L;

    private record Key(String distanceMeasure, long bytesPerBlock) {}

    static Blocks of(RowView rows, KMeans estimator) {
        double megabytes = estimator.getMaxBlockSizeInMB() == 0
                ? InstanceBlock.DefaultBlockSizeInMB()
                : estimator.getMaxBlockSizeInMB();
        Key key = new Key(estimator.getDistanceMeasure(), (long) Math.ceil(megabytes * BYTES_PER_MEGABYTE));
        return rows.shared(key, () -> new Blocks(cut(rows, key)));
    }

    private static List<InstanceBlock> cut(RowView rows, Key key) {
        boolean scaled = key.distanceMeasure.equals("cosine");
        java.util.Iterator<Instance> instances = IntStream.range(0, rows.size())
                .mapToObj(position -> instance(rows, position, scaled))
                .iterator();
        List<InstanceBlock> blocks = new ArrayList<>();
        Iterator<InstanceBlock> cut =
                InstanceBlock.blokifyWithMaxMemUsage(CollectionConverters.asScala(instances), key.bytesPerBlock);
        while (cut.hasNext()) {
            blocks.add(cut.next());
        }
        return List.copyOf(blocks);
    }

    private static Instance instance(RowView rows, int position, boolean scaled) {
        Vector vector = rows.vector(position);
        double weight = rows.weight(position);
        return scaled
                ? new Instance(1.0, weight, Vectors$.MODULE$.normalize(vector.copy(), 2))
                : new Instance(BLAS$.MODULE$.dot(vector, vector), weight, vector);
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (InstanceBlock block : all) {
            bytes += block.matrix().getSizeInBytes() + 8L * (block.labels().length + block.weights().length);
        }
        return bytes;
    }
}

package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import org.apache.spark.util.collection.OpenHashMap;
import scala.$less$colon$less$;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Where rows have weights. They are added up in the maps that MLlib uses, since their order shows in the last bits. */
final class WeightedThresholdFinder extends ThresholdFinder {
    private final RowView view;

    WeightedThresholdFinder(RowView rows, CandidateSample sample, int mostSplits) {
        super(rows, sample, mostSplits);
        view = rows;
    }

    @Override
    ValueWeights weighed(double[] nonZeros, int[] rows, int count) {
        Map<Object, Object> weights = weights(nonZeros, rows, count);
        double[][] entries = new double[weights.size()][];
        double total = 0;
        int size = 0;
        Iterator<Tuple2<Object, Object>> iterator = weights.iterator();
        while (iterator.hasNext()) {
            Tuple2<Object, Object> entry = iterator.next();
            entries[size++] = new double[] {(double) entry._1(), (double) entry._2()};
            total += (double) entry._2();
        }
        Arrays.sort(entries, (one, other) -> Double.compare(one[0], other[0]));
        return new ValueWeights(column(entries, 0), column(entries, 1), size, total);
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> weights(double[] nonZeros, int[] rows, int count) {
        ClassTag<Object> doubles = (ClassTag<Object>) (ClassTag<?>) ClassTag$.MODULE$.Double();
        OpenHashMap<Object, Object> weights = new OpenHashMap<>(doubles, doubles);
        for (int index = 0; index < count; index++) {
            double weight = view.weight(rows[index]);
            weights.changeValue(nonZeros[index], () -> weight, known -> (double) known + weight);
        }
        return weights.toMap($less$colon$less$.MODULE$.refl());
    }

    private static double[] column(double[][] entries, int index) {
        return Arrays.stream(entries).mapToDouble(entry -> entry[index]).toArray();
    }
}

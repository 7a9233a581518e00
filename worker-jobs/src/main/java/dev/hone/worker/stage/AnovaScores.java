package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.spark.util.collection.OpenHashMap;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Analysis of variance of each continuous feature by the classes of the label, as {@code ANOVATest} does it: F is the mean square
 * between classes by that within them.
 *
 * <pre>
 *   between = sum over classes (sum of class)^2 / n of class - sum^2 / n      classes - 1 degrees of freedom
 *   within  = sum of squares - sum^2 / n - between                            n - classes degrees of freedom
 * </pre>
 */
final class AnovaScores {
    private AnovaScores() {}

    /**
     * The p-value of each feature.
     *
     * @param labels one per row
     */
    static double[] pValues(FeatureValues columns, double[] labels) {
        ClassCodes classes = ClassCodes.of(labels);
        int[] counts = classes.counts();
        int[] order = order(labels, classes);
        int between = classes.numClasses() - 1;
        int within = labels.length - classes.numClasses();
        FeatureValues.Scratch scratch = FeatureValues.Scratch.of(columns);
        double[] sums = new double[counts.length];
        double[] pValues = new double[columns.numFeatures()];
        for (int feature = 0; feature < pValues.length; feature++) {
            int count = columns.nonZeros(feature, scratch.positions(), scratch.values());
            Arrays.fill(sums, 0);
            double sum = 0;
            double squares = 0;
            for (int index = 0; index < count; index++) {
                double value = scratch.values()[index];
                sums[classes.codes()[scratch.positions()[index]]] += value;
                sum += value;
                squares += value * value;
            }
            double mean = sum * sum / labels.length;
            double squaresBetween = ofClasses(sums, counts, order) - mean;
            double squaresWithin = squares - mean - squaresBetween;
            double f = squaresBetween / between / (squaresWithin / within);
            pValues[feature] = 1 - new FDistribution(between, within).cumulativeProbability(f);
        }
        return pValues;
    }

    private static double ofClasses(double[] sums, int[] counts, int[] order) {
        double total = 0;
        for (int code : order) {
            total += sums[code] * sums[code] / counts[code];
        }
        return total;
    }

    /** The classes in the order in which Spark's maps have them, by which it adds. */
    private static int[] order(double[] labels, ClassCodes classes) {
        OpenHashMap<Object, Object> seen = new OpenHashMap<>(ClassTag$.MODULE$.Double(), ClassTag$.MODULE$.Long());
        for (double label : labels) {
            seen.update(label + 0.0, 1L);
        }
        Map<Object, Object> map = Map.from(seen.iterator());
        return CollectionConverters.asJava(map.toSeq()).stream()
                .mapToInt((Tuple2<Object, Object> entry) -> Arrays.binarySearch(classes.classes(), (double) entry._1()))
                .toArray();
    }
}

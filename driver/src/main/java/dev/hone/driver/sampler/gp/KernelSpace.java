package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The coordinates of a search space that a kernel compares: all that differ between points. The places of a point there are its
 * features. Immutable.
 */
final class KernelSpace {
    private final int[] indices;
    private final KernelDimension[] dimensions;

    KernelSpace(SpaceEncoding encoding) {
        List<Coordinate> coordinates = encoding.coordinates();
        indices = IntStream.range(0, coordinates.size())
                .filter(index -> !coordinates.get(index).isConstant())
                .toArray();
        dimensions = Arrays.stream(indices)
                .mapToObj(index -> KernelDimension.of(encoding, index))
                .toArray(KernelDimension[]::new);
    }

    /** Number of features. */
    int size() {
        return indices.length;
    }

    /** The index that a feature has in points of the space. */
    int index(int feature) {
        return indices[feature];
    }

    /** How a feature is compared. */
    KernelDimension dimension(int feature) {
        return dimensions[feature];
    }

    /** The features of a point of the space. */
    double[] features(double[] point) {
        double[] features = new double[indices.length];
        for (int feature = 0; feature < features.length; feature++) {
            features[feature] = point[indices[feature]];
        }
        return features;
    }

    /** The features of several points. */
    double[][] features(List<double[]> points) {
        return points.stream().map(this::features).toArray(double[][]::new);
    }

    /** The squared distance of two points where all lengthscales are 1. */
    double squared(double[] features, double[] others) {
        double sum = 0;
        for (int feature = 0; feature < dimensions.length; feature++) {
            sum += dimensions[feature].squared(features[feature], others[feature]);
        }
        return sum;
    }
}

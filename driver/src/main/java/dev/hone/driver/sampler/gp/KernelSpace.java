package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The coordinates of a search space that a kernel compares: all that differ between points. Immutable. */
final class KernelSpace {
    private final int[] indices;
    private final KernelDimension[] dimensions;
    private final double activeDimensions;

    KernelSpace(SpaceEncoding encoding) {
        List<Coordinate> coordinates = encoding.coordinates();
        indices = IntStream.range(0, coordinates.size())
                .filter(index -> !coordinates.get(index).isConstant())
                .toArray();
        dimensions = Arrays.stream(indices)
                .mapToObj(index -> KernelDimension.of(encoding, index))
                .toArray(KernelDimension[]::new);
        activeDimensions = indices.length;
    }

    /** Number of coordinates that are compared. */
    int size() {
        return indices.length;
    }

    /** Index of a compared coordinate in points of the space. */
    int index(int dimension) {
        return indices[dimension];
    }

    /** How places of a compared coordinate are compared. */
    KernelDimension dimension(int dimension) {
        return dimensions[dimension];
    }

    /** The compared places of a point of the space. */
    double[] features(double[] point) {
        double[] features = new double[indices.length];
        for (int dimension = 0; dimension < features.length; dimension++) {
            features[dimension] = point[indices[dimension]];
        }
        return features;
    }
}

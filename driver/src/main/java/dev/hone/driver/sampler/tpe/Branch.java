package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A set of coordinates that are active together.
 *
 * @param active indices of its coordinates
 */
record Branch(BitSet active) {

    /** The branch of a point. */
    static Branch of(double[] point) {
        BitSet active = new BitSet(point.length);
        IntStream.range(0, point.length)
                .filter(index -> !Double.isNaN(point[index]))
                .forEach(active::set);
        return new Branch(active);
    }

    /** Indices of the coordinates that have a choice in this branch. */
    int[] free(SpaceEncoding encoding) {
        return active.stream()
                .filter(index -> !encoding.coordinates().get(index).isConstant())
                .toArray();
    }
}

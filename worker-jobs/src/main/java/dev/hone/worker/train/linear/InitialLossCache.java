package dev.hone.worker.train.linear;

import dev.hone.worker.optimize.DifferentiableFunction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mean losses of a fold's rows at points where trainings begin. Those that differ in their penalty alone start at the same
 * point. There coefficients are 0 as a rule, and so is the gradient of a ridge penalty; then the second point is the same
 * too. The least recently wanted points go. Safe for use by many threads: one computes while others at its point wait.
 */
final class InitialLossCache {
    private static final int MOST = 8;
    private static final long BYTES_A_NUMBER = 16;

    private final long mostBytes;
    private final Map<Place, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param mostBytes how much memory the points and their gradients take at most */
    InitialLossCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Points are compared bit by bit. */
    private record Place(Object loss, double[] point) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && place.loss.equals(loss) && Arrays.equals(place.point, point);
        }

        @Override
        public int hashCode() {
            return 31 * loss.hashCode() + Arrays.hashCode(point);
        }
    }

    private static final class Entry {
        private double @Nullable [] gradient;
        private double mean;
    }

    /**
     * The mean loss at a point.
     *
     * @param loss says by value what the mean depends on beside rows and point
     * @param gradient to be filled
     * @param computation of the mean and its gradient, if it is not known
     */
    double at(Object loss, double[] point, double[] gradient, DifferentiableFunction computation) {
        int most = (int) Math.min(MOST, mostBytes / (BYTES_A_NUMBER * point.length));
        return most == 0
                ? computation.at(point, gradient)
                : at(entry(new Place(loss, point.clone()), most), point, gradient, computation);
    }

    private static double at(Entry entry, double[] point, double[] gradient, DifferentiableFunction computation) {
        synchronized (entry) {
            if (entry.gradient == null) {
                entry.mean = computation.at(point, gradient);
                entry.gradient = gradient.clone();
            } else {
                System.arraycopy(entry.gradient, 0, gradient, 0, gradient.length);
            }
            return entry.mean;
        }
    }

    private synchronized Entry entry(Place place, int most) {
        Entry entry = entries.computeIfAbsent(place, unknown -> new Entry());
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return entry;
    }
}

package dev.hone.ml.neighbor;

/** The nearest rows found so far, at most as many as sought: a heap with the farthest on top. Of equal distances the lower row is nearer. */
final class Nearest {
    private final double[] distances;
    private final int[] rows;
    private int size;

    Nearest(int sought) {
        distances = new double[sought];
        rows = new int[sought];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The distance above which no row is wanted any more. */
    double limit() {
        return size < distances.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    void offer(double distance, int row) {
        if (size < distances.length) {
            rise(size++, distance, row);
        } else if (isFarther(distances[0], rows[0], distance, row)) {
            sink(0, size, distance, row);
        }
    }

    /** Empties the heap into arrays, the nearest first. */
    void drainTo(double[] sortedDistances, int[] sortedRows, int at) {
        for (int last = size - 1; last >= 0; last--) {
            sortedDistances[at + last] = distances[0];
            sortedRows[at + last] = rows[0];
            sink(0, last, distances[last], rows[last]);
        }
        size = 0;
    }

    private static boolean isFarther(double distance, int row, double otherDistance, int otherRow) {
        return distance > otherDistance || (distance == otherDistance && row > otherRow);
    }

    private void rise(int hole, double distance, int row) {
        int at = hole;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!isFarther(distance, row, distances[parent], rows[parent])) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, distance, row);
    }

    private void sink(int hole, int end, double distance, int row) {
        int at = hole;
        for (int child = 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && isFarther(distances[child + 1], rows[child + 1], distances[child], rows[child])) {
                child++;
            }
            if (!isFarther(distances[child], rows[child], distance, row)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, distance, row);
    }

    private void move(int from, int to) {
        distances[to] = distances[from];
        rows[to] = rows[from];
    }

    private void put(int at, double distance, int row) {
        distances[at] = distance;
        rows[at] = row;
    }
}

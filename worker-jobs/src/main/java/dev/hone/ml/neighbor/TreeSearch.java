package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;

/**
 * A k-d tree (Bentley, "Multidimensional binary search trees used for associative searching", CACM 18, 1975) that halves
 * the points at the median of their widest column. Every node knows the box around its points. The distance from a query to
 * a box is summed in the order of the distance between points, so that rounding cannot lift it above that of a point
 * inside; and a box at exactly the limit is still looked into, since it may hold a lower row.
 *
 * <p>Nodes are numbered as in a heap: the children of node n are 2n + 1 and 2n + 2. All leaves are on the last level.
 */
final class TreeSearch extends DenseSearch {
    private static final int LEAF = 16;

    private final int levels;
    private final int[] rows;
    private final double[] ordered;
    private final double[] lows;
    private final double[] highs;

    TreeSearch(Distance distance, int columns, FeatureMatrix.Dense points) {
        super(distance, columns, points);
        int depth = 0;
        while (count >> depth > LEAF) {
            depth++;
        }
        levels = depth;
        int nodes = (2 << levels) - 1;
        lows = new double[nodes * width];
        highs = new double[nodes * width];
        rows = new int[count];
        for (int row = 0; row < count; row++) {
            rows[row] = row;
        }
        build(0, 0, 0, count);
        ordered = new double[this.points.length];
        for (int position = 0; position < count; position++) {
            System.arraycopy(this.points, rows[position] * width, ordered, position * width, width);
        }
    }

    private void build(int node, int level, int from, int to) {
        enclose(node, from, to);
        if (level < levels) {
            int middle = (from + to) >>> 1;
            select(widest(node), from, to, middle);
            build(2 * node + 1, level + 1, from, middle);
            build(2 * node + 2, level + 1, middle, to);
        }
    }

    private void enclose(int node, int from, int to) {
        int box = node * width;
        for (int column = 0; column < width; column++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int position = from; position < to; position++) {
                double value = points[rows[position] * width + column];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            lows[box + column] = low;
            highs[box + column] = high;
        }
    }

    private int widest(int node) {
        int box = node * width;
        int widest = 0;
        for (int column = 1; column < width; column++) {
            if (highs[box + column] - lows[box + column] > highs[box + widest] - lows[box + widest]) {
                widest = column;
            }
        }
        return widest;
    }

    /** Moves the rows so that none before {@code middle} has a greater value than one behind it (Hoare's selection). */
    private void select(int column, int from, int to, int middle) {
        int left = from;
        int right = to - 1;
        while (left < right) {
            double pivot = value((left + right) >>> 1, column);
            int up = left;
            int down = right;
            while (up <= down) {
                while (value(up, column) < pivot) {
                    up++;
                }
                while (value(down, column) > pivot) {
                    down--;
                }
                if (up <= down) {
                    swap(up++, down--);
                }
            }
            if (middle <= down) {
                right = down;
            } else if (middle >= up) {
                left = up;
            } else {
                return;
            }
        }
    }

    private double value(int position, int column) {
        return points[rows[position] * width + column];
    }

    private void swap(int first, int second) {
        int row = rows[first];
        rows[first] = rows[second];
        rows[second] = row;
    }

    @Override
    void find(double[] query, int at, Nearest nearest) {
        visit(0, 0, 0, count, query, at, nearest);
    }

    private void visit(int node, int level, int from, int to, double[] query, int at, Nearest nearest) {
        if (level == levels) {
            visitLeaf(from, to, query, at, nearest);
            return;
        }
        int middle = (from + to) >>> 1;
        int left = 2 * node + 1;
        int right = left + 1;
        double toLeft = toBox(left, query, at);
        double toRight = toBox(right, query, at);
        if (toLeft <= toRight) {
            visitIfNear(toLeft, left, level + 1, from, middle, query, at, nearest);
            visitIfNear(toRight, right, level + 1, middle, to, query, at, nearest);
        } else {
            visitIfNear(toRight, right, level + 1, middle, to, query, at, nearest);
            visitIfNear(toLeft, left, level + 1, from, middle, query, at, nearest);
        }
    }

    private void visitIfNear(
            double reduced, int node, int level, int from, int to, double[] query, int at, Nearest nearest) {
        if (!(reduced > nearest.limit())) {
            visit(node, level, from, to, query, at, nearest);
        }
    }

    private void visitLeaf(int from, int to, double[] query, int at, Nearest nearest) {
        for (int position = from; position < to; position++) {
            double limit = nearest.limit();
            double reduced = distance.between(query, at, ordered, position * width, width, limit);
            if (!(reduced > limit)) {
                nearest.offer(reduced, rows[position]);
            }
        }
    }

    private double toBox(int node, double[] query, int at) {
        int box = node * width;
        double sum = 0;
        for (int column = 0; column < width; column++) {
            double value = query[at + column];
            double outside = Math.max(0, Math.max(lows[box + column] - value, value - highs[box + column]));
            sum += distance.term(outside);
        }
        return sum;
    }
}

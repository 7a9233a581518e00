package dev.hone.worker.train.cluster;

import org.apache.spark.ml.linalg.BLAS$;

/** Squares of Euclidean distances, but for those between centers. */
final class EuclideanDistance implements DistanceRule {

    @Override
    public double distance(PointSet points, int position, Centers centers, int center) {
        if (points.areDense()) {
            return points.squaredDistance(position, centers.values(), center);
        }
        double centerNorm = centers.norm(center);
        double norm = points.norm(position);
        double product = points.product(position, centers.values(), center);
        double distance = Lengths.byProduct(centerNorm, norm, product);
        if (Lengths.differ(centerNorm, norm)) {
            return distance;
        }
        distance = Math.max(distance, 0.0);
        return Lengths.isRough(centerNorm, norm, product, distance)
                ? points.squaredDistance(position, centers.values(), center)
                : distance;
    }

    @Override
    public double distance(Centers centers, int first, int second) {
        boolean dense = centers.isDense(first) && centers.isDense(second);
        int features = centers.features();
        return Math.sqrt(squared(
                dense,
                centers.values(),
                first * features,
                centers.norm(first),
                centers.values(),
                second * features,
                centers.norm(second),
                features));
    }

    @Override
    public double bound(double distance) {
        return 0.25 * distance * distance;
    }

    @Override
    public double leastDistance(double centerNorm, double pointNorm) {
        double difference = centerNorm - pointNorm;
        return difference * difference;
    }

    @Override
    public double factor(double weight, double norm) {
        return weight;
    }

    @Override
    public double center(double[] sums, int start, int features, double weight) {
        BLAS$.MODULE$.getBLAS(features).dscal(features, 1.0 / weight, sums, start, 1);
        return Lengths.norm(sums, start, features);
    }

    @Override
    public boolean isNear(Centers centers, int center, double[] moved, double norm, double tolerance) {
        int features = centers.features();
        int start = center * features;
        double distance = squared(
                centers.isDense(center), moved, start, norm, centers.values(), start, centers.norm(center), features);
        return distance <= tolerance * tolerance;
    }

    private static double squared(
            boolean dense,
            double[] first,
            int firstStart,
            double firstNorm,
            double[] second,
            int secondStart,
            double secondNorm,
            int size) {
        if (dense) {
            return Lengths.squaredDistance(first, firstStart, second, secondStart, size);
        }
        double product = Lengths.sparseProduct(first, firstStart, second, secondStart, size);
        double distance = Lengths.byProduct(firstNorm, secondNorm, product);
        if (Lengths.differ(firstNorm, secondNorm)) {
            return distance;
        }
        distance = Math.max(distance, 0.0);
        return Lengths.isRough(firstNorm, secondNorm, product, distance)
                ? Lengths.squaredDistance(first, firstStart, second, secondStart, size)
                : distance;
    }
}

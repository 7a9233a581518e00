package dev.hone.worker.train.cluster;

import dev.ludovic.netlib.blas.BLAS;
import org.apache.spark.ml.linalg.BLAS$;

/** One less the cosine of the angle. */
final class CosineDistance implements DistanceRule {

    @Override
    public double distance(PointSet points, int position, Centers centers, int center) {
        return 1 - points.product(position, centers.values(), center) / centers.norm(center) / points.norm(position);
    }

    @Override
    public double distance(Centers centers, int first, int second) {
        boolean dense = centers.isDense(first) && centers.isDense(second);
        int features = centers.features();
        double[] values = centers.values();
        double product = dense
                ? Lengths.denseProduct(values, first * features, values, second * features, features)
                : Lengths.sparseProduct(values, first * features, values, second * features, features);
        return 1 - product / centers.norm(first) / centers.norm(second);
    }

    @Override
    public double bound(double distance) {
        return 1 - Math.sqrt(1 - distance / 2);
    }

    /** Lengths say nothing about angles. */
    @Override
    public double leastDistance(double centerNorm, double pointNorm) {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double factor(double weight, double norm) {
        return weight / norm;
    }

    @Override
    public double center(double[] sums, int start, int features, double weight) {
        BLAS blas = BLAS$.MODULE$.getBLAS(features);
        blas.dscal(features, 1.0 / weight, sums, start, 1);
        blas.dscal(features, 1.0 / Lengths.norm(sums, start, features), sums, start, 1);
        return 1;
    }

    @Override
    public boolean isNear(Centers centers, int center, double[] moved, double norm, double tolerance) {
        int features = centers.features();
        int start = center * features;
        double product = centers.isDense(center)
                ? Lengths.denseProduct(centers.values(), start, moved, start, features)
                : Lengths.sparseProduct(centers.values(), start, moved, start, features);
        return 1 - product / centers.norm(center) / norm <= tolerance;
    }
}

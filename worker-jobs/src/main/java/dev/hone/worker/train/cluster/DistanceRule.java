package dev.hone.worker.train.cluster;

/** What the solver by rows needs to know of a distance measure; see MLlib's {@code DistanceMeasure}. */
sealed interface DistanceRule permits CosineDistance, EuclideanDistance {

    /** How far a point is from a center. */
    double distance(PointSet points, int position, Centers centers, int center);

    /** How far two centers are from each other. */
    double distance(Centers centers, int first, int second);

    /** A bound: a point nearer than that to one of two centers is not nearer to the other. */
    double bound(double distance);

    /** No point of that length is nearer to a center of that length. */
    double leastDistance(double centerNorm, double pointNorm);

    /** By what a point is multiplied where it is added to its cluster. */
    double factor(double weight, double norm);

    /** Makes a sum of points the center of their cluster and returns its length. */
    double center(double[] sums, int start, int features, double weight);

    /** Whether a center has moved no farther than the tolerance to a point in an array. */
    boolean isNear(Centers centers, int center, double[] moved, double norm, double tolerance);
}

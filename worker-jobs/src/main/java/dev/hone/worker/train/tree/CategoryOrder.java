package dev.hone.worker.train.tree;

/** Puts categories in the order of their centroids; equal ones stay as they are. */
final class CategoryOrder {
    private CategoryOrder() {}

    /** @param centroids one a category; sorted along */
    static int[] by(double[] centroids) {
        int[] order = new int[centroids.length];
        for (int index = 0; index < order.length; index++) {
            double centroid = centroids[index];
            int at = index;
            while (at > 0 && Double.compare(centroids[at - 1], centroid) > 0) {
                centroids[at] = centroids[at - 1];
                order[at] = order[at - 1];
                at--;
            }
            centroids[at] = centroid;
            order[at] = index;
        }
        return order;
    }
}

package dev.hone.worker.train.inline;

import static dev.hone.worker.train.inline.ParityTables.CLUSTERS;
import static dev.hone.worker.train.inline.ParityTables.CLUSTERS_SPARSE;
import static dev.hone.worker.train.inline.ParityTables.CLUSTERS_WEIGHTED;
import static dev.hone.worker.train.inline.ParityTables.TOPICS;

import java.util.List;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.LDA;

/** Every clusterer that can be trained inline in the configurations that take different ways through its trainer. */
final class ClustererCases {
    private ClustererCases() {}

    static List<ParityCase> all() {
        return List.of(
                new ParityCase("k-means by rows, random init", means("row").setInitMode("random"), CLUSTERS),
                new ParityCase("k-means by rows, k-means|| init, weights", means("row"), CLUSTERS_WEIGHTED),
                new ParityCase(
                        "k-means by rows, cosine, sparse", means("row").setDistanceMeasure("cosine"), CLUSTERS_SPARSE),
                new ParityCase("k-means by blocks, k-means|| init", means("block"), CLUSTERS),
                new ParityCase(
                        "k-means by blocks, random init, weights",
                        means("block").setInitMode("random"),
                        CLUSTERS_WEIGHTED),
                new ParityCase(
                        "k-means by blocks, cosine, sparse",
                        means("block").setDistanceMeasure("cosine"),
                        CLUSTERS_SPARSE),
                new ParityCase("bisecting k-means", bisecting(), CLUSTERS),
                new ParityCase(
                        "bisecting k-means, weights", bisecting().setMinDivisibleClusterSize(0.2), CLUSTERS_WEIGHTED),
                new ParityCase(
                        "bisecting k-means, cosine, sparse", bisecting().setDistanceMeasure("cosine"), CLUSTERS_SPARSE),
                new ParityCase("gaussian mixture", mixture(), CLUSTERS),
                new ParityCase("gaussian mixture, weights", mixture(), CLUSTERS_WEIGHTED),
                new ParityCase("gaussian mixture, sparse", mixture(), CLUSTERS_SPARSE),
                new ParityCase("latent Dirichlet allocation, online", topics(), TOPICS),
                new ParityCase(
                        "latent Dirichlet allocation, online, whole batches, fixed concentration",
                        topics().setSubsamplingRate(1)
                                .setOptimizeDocConcentration(false)
                                .setTopicConcentration(0.2),
                        TOPICS));
    }

    private static KMeans means(String solver) {
        return new KMeans().setK(3).setMaxIter(3).setSeed(7).setSolver(solver);
    }

    private static BisectingKMeans bisecting() {
        return new BisectingKMeans().setK(3).setMaxIter(2).setSeed(7);
    }

    private static GaussianMixture mixture() {
        return new GaussianMixture().setK(2).setMaxIter(2).setSeed(7);
    }

    private static LDA topics() {
        return new LDA().setK(2).setMaxIter(3).setSeed(7).setSubsamplingRate(0.5);
    }
}

package dev.hone.worker.train.cluster;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerContract;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.param.ParamMap;

class KMeansTrainerTest extends TrainerContract {

    @Override
    protected Trainer trainer() {
        return new KMeansTrainer();
    }

    @Override
    protected List<Learner> learners() {
        return List.of(
                learner("by rows", means("row", 3)),
                learner("by rows, drawn at random", means("row", 4).setInitMode("random")),
                learner("by rows, cosine", means("row", 3).setDistanceMeasure("cosine")),
                learner(
                        "by rows, cosine, drawn at random",
                        means("row", 5).setDistanceMeasure("cosine").setInitMode("random")),
                learner("by rows, many clusters", means("row", 17).setInitSteps(4)),
                learner("by rows, more clusters than rows", means("row", 200)),
                learner("by rows, no iteration", means("row", 3).setMaxIter(0)),
                learner("by rows, two iterations", means("row", 6).setMaxIter(2)),
                learner("by rows, loose tolerance", means("row", 6).setTol(0.3)),
                learner("by blocks", means("block", 3)),
                learner(
                        "by blocks, drawn at random",
                        means("block", 4).setInitMode("random").setTol(0.1)),
                learner("by blocks, cosine", means("block", 3).setDistanceMeasure("cosine")),
                learner(
                        "by small blocks, cosine, drawn at random",
                        means("block", 5)
                                .setDistanceMeasure("cosine")
                                .setInitMode("random")
                                .setMaxBlockSizeInMB(1e-3)),
                learner("by small blocks", means("block", 6).setMaxBlockSizeInMB(1e-3)),
                learner("by blocks, no iteration", means("block", 3).setMaxIter(0)),
                learner("by itself", means("auto", 4)));
    }

    @Override
    protected List<Estimator<?>> refused() {
        return List.of(new BisectingKMeans(), new KMeans() {}, new KMeans().setK(1000));
    }

    @Override
    protected List<Path> paths() {
        return List.of(
                path(means("row", 5), 3, 100, 0, 1),
                path(means("row", 4).setDistanceMeasure("cosine"), 2, 1),
                path(means("block", 5), 3, 100, 1));
    }

    private static Path path(KMeans estimator, int... iterations) {
        return new Path(
                "maxIter",
                ContractLabels.ABSENT,
                IntStream.of(iterations)
                        .<Estimator<?>>mapToObj(
                                count -> estimator.copy(new ParamMap()).setMaxIter(count))
                        .toList());
    }

    private static KMeans means(String solver, int clusters) {
        return new KMeans().setK(clusters).setSolver(solver).setSeed(7);
    }

    private static Learner learner(String name, KMeans estimator) {
        return new Learner(name, ContractLabels.ABSENT, estimator);
    }
}

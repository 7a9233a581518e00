package dev.hone.worker.train.cluster;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.train.ModelParams;
import dev.hone.worker.train.OutputColumns;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.trial.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.param.ParamMap;

/**
 * Trains {@link KMeans}, but not its subclasses: by rows and by blocks, by Euclidean and by cosine distance, weighted. More
 * clusters than {@value #MOST_CLUSTERS} are left to inline training.
 */
public final class KMeansTrainer implements Trainer {
    /** From so many on MLlib keeps no distances between centers. */
    private static final int MOST_CLUSTERS = 999;

    private static final long LABEL_AND_WEIGHT = 16;
    private static final long LENGTH = 8;

    private static final InlineTrainer INLINE = new InlineTrainer();

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator.getClass() == KMeans.class
                && uncoveredParams(estimator).isEmpty();
    }

    @Override
    public Optional<String> uncoveredParams(Estimator<?> estimator) {
        return estimator.getClass() == KMeans.class && ((KMeans) estimator).getK() > MOST_CLUSTERS
                ? Optional.of("k " + ((KMeans) estimator).getK() + ", above " + MOST_CLUSTERS)
                : Optional.empty();
    }

    @Override
    public Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return Set.of("maxIter");
    }

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        Cancellation.check();
        KMeans first = (KMeans) estimators.get(0);
        return clusterable(first, rows)
                .flatMap(statistics -> rounds(first, rows, statistics))
                .flatMap(rounds -> models(rounds, estimators, rows))
                .orElse(reason -> INLINE.trainAll(estimators, rows, reason));
    }

    private static Coverage<RowNorms> clusterable(KMeans estimator, RowView rows) {
        return Coverage.of(rows)
                .filter(view -> OutputColumns.of(estimator).areFreeIn(view.data()), OutputColumns.NOT_FREE)
                .map(RowNorms::of)
                .filter(
                        statistics -> statistics.suit(estimator.getDistanceMeasure()),
                        "features or weights do not suit the distance measure");
    }

    /** The way through the rows, with MLlib's first centers; left where these are too few for it. */
    private static Coverage<LloydIterations> rounds(KMeans estimator, RowView rows, RowNorms statistics) {
        String solver = estimator.getSolver().equals("auto") ? statistics.solver() : estimator.getSolver();
        Centers centers = Centers.of(firstCenters(estimator, solver, rows));
        boolean cosine = estimator.getDistanceMeasure().equals("cosine");
        if (solver.equals("block")) {
            return centers.size() == estimator.getK()
                    ? Coverage.of(
                            new BlockLloydIterations(centers, Blocks.of(rows, estimator), cosine, estimator.getTol()))
                    : Coverage.left("fewer different rows than clusters");
        }
        DistanceRule rule = cosine ? new CosineDistance() : new EuclideanDistance();
        return Coverage.of(new RowLloydIterations(centers, new PointSet(rows, statistics), rule, estimator.getTol()));
    }

    /** MLlib's training without a single iteration. */
    private static KMeansModel firstCenters(KMeans estimator, String solver, RowView rows) {
        KMeans start = estimator.copy(new ParamMap()).setMaxIter(0).setSolver(solver);
        return (KMeansModel) INLINE.train(start, rows);
    }

    /** Left where a round ends as MLlib would not let it. */
    private static Coverage<List<TrainedModel>> models(
            LloydIterations rounds, List<? extends Estimator<?>> estimators, RowView rows) {
        int[] iterations = estimators.stream()
                .mapToInt(estimator -> ((KMeans) estimator).getMaxIter())
                .toArray();
        Coverage<List<KMeansPath.Stop>> path = Coverage.of(
                new KMeansPath(rounds, iterations).models(), "an iteration ends with a center that MLlib refuses");
        return path.map(found -> {
            List<TrainedModel> models = new ArrayList<>(iterations.length);
            for (int index = 0; index < iterations.length; index++) {
                KMeans estimator = (KMeans) estimators.get(index);
                models.add(TrainedModel.fast(ModelParams.copy(
                        estimator,
                        new KMeansModel(estimator.uid(), found.get(index).model(estimator.getDistanceMeasure())),
                        rows.data())));
            }
            return models;
        });
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        String solver = ((KMeans) estimator).getSolver();
        boolean wide = data.features().numFeatures() > rows;
        return solver.equals("block") || (solver.equals("auto") && wide)
                ? data.features().bytes(rows) + LABEL_AND_WEIGHT * rows
                : LENGTH * rows;
    }
}

package dev.hone.worker.train.inline;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.InitialModel;
import dev.hone.worker.train.JavaLinearAlgebra;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainingHistory;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.regression.IsotonicRegression;

/**
 * Trains by MLlib's own {@code fit} on a {@link TaskDataset}. The model equals, bit for bit, that of a {@code fit} on a
 * DataFrame of one partition with the same rows in the same order.
 *
 * <p>Takes every {@link Predictor}, those of third parties included as long as they use what MLlib's do; OneVsRest around
 * one; IsotonicRegression; and the clusterers but for LDA by expectation maximisation. That and ALS need shuffles.
 */
public final class InlineTrainer implements Trainer {
    private static final LaneChoice INLINE = new LaneChoice(Lane.INLINE, "");

    /** Bytes of the objects around the values of a row: its vector, array and instance. */
    private static final long OBJECTS_OF_ROW = 96;

    @Override
    public Lane lane() {
        return Lane.INLINE;
    }

    @Override
    public boolean accepts(Estimator<?> estimator) {
        if (estimator instanceof OneVsRest oneVsRest) {
            return oneVsRest.getClassifier() instanceof Predictor<?, ?, ?>;
        }
        if (estimator instanceof LDA lda) {
            return lda.getOptimizer().equals("online");
        }
        return estimator instanceof Predictor<?, ?, ?>
                || estimator instanceof IsotonicRegression
                || estimator instanceof KMeans
                || estimator instanceof BisectingKMeans
                || estimator instanceof GaussianMixture;
    }

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        List<TrainedModel> trained = new ArrayList<>(estimators.size());
        estimators.forEach(estimator -> trained.add(trained(estimator, rows)));
        return trained;
    }

    /**
     * Trains what a fast trainer leaves to MLlib.
     *
     * @param reason why it does, which the models tell
     */
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows, String reason) {
        return trainAll(estimators, rows).stream()
                .map(trained -> trained.because(reason))
                .toList();
    }

    private static TrainedModel trained(Estimator<?> estimator, RowView rows) {
        JavaLinearAlgebra.prepare();
        Estimator<?> own = prepared(estimator, rows);
        return TaskScope.run(task -> fit(own, rows, task));
    }

    private static TrainedModel fit(Estimator<?> estimator, RowView rows, TaskContext task) {
        try (TaskSparkContext context = TaskSparkContext.of(task)) {
            Model<?> model = (Model<?>) estimator.fit(TrainingTable.of(context, rows, estimator));
            TrainingHistory history = TrainingSummary.historyOf(model);
            return new TrainedModel(FinishedModel.of(model), history, INLINE);
        } catch (NullPointerException e) {
            throw SparkEnv.get() == null ? needsSpark(estimator, e) : e;
        }
    }

    /** The rows as vectors, and the blocks or points that MLlib makes of them. */
    @Override
    public long workingBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return 2 * data.features().bytes(rows) + OBJECTS_OF_ROW * rows;
    }

    private static RuntimeException needsSpark(Estimator<?> estimator, NullPointerException cause) {
        return new IllegalStateException(
                estimator.getClass().getSimpleName()
                        + " can be trained only where Spark runs: there is no SparkEnv here",
                cause);
    }

    /** A copy of the estimator that reads the table's weights and stays in this thread. */
    private static Estimator<?> prepared(Estimator<?> estimator, RowView rows) {
        Estimator<?> own = (Estimator<?>) estimator.copy(new ParamMap());
        InitialModel.carry(estimator, own);
        if (own instanceof OneVsRest oneVsRest) {
            oneVsRest.setParallelism(1);
        }
        if (rows.data().hasWeights()) {
            weigh(own);
        }
        return own;
    }

    private static void weigh(Estimator<?> estimator) {
        requireWeights(estimator);
        HasWeightCol weighted = (HasWeightCol) estimator;
        if (!TrainingTable.isSet(estimator, weighted.weightCol())) {
            estimator.set(weighted.weightCol(), "weight");
        }
    }

    private static void requireWeights(Estimator<?> estimator) {
        if (!LearnerCatalog.takesWeights(estimator.getClass())) {
            throw new IllegalArgumentException(estimator.getClass().getSimpleName() + " takes no weights");
        }
        if (estimator instanceof OneVsRest oneVsRest) {
            requireWeights((Estimator<?>) oneVsRest.getClassifier());
        }
    }
}

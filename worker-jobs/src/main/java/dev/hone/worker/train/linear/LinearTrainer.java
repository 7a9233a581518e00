package dev.hone.worker.train.linear;

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
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.shared.HasMaxIter;

/**
 * What the trainers of linear models have in common. They take exactly one class of estimator, not its subclasses.
 *
 * @param <E> the class of the estimator
 */
abstract class LinearTrainer<E extends Estimator<?> & HasMaxIter> implements Trainer {
    private static final long LABEL_AND_WEIGHT = 16;
    private static final InlineTrainer INLINE = new InlineTrainer();
    private static final String MAX_ITER = "maxIter";

    private final Class<E> type;

    LinearTrainer(Class<E> type) {
        this.type = type;
    }

    /** Params that do not go together, which MLlib refuses, or that have no fast way; empty if there are none. */
    abstract Optional<String> uncovered(E estimator);

    /** Whether fewer iterations are passed on the way to more. */
    abstract boolean isIterative(E estimator);

    /**
     * The training of the estimator on rows with usable statistics; left where they hold what MLlib refuses or what needs no
     * optimizer.
     */
    abstract Coverage<Fit> fit(E estimator, RowView rows, FeatureSummary statistics);

    @Override
    public final boolean accepts(Estimator<?> estimator) {
        return estimator.getClass() == type && uncovered(type.cast(estimator)).isEmpty();
    }

    @Override
    public final Optional<String> uncoveredParams(Estimator<?> estimator) {
        return estimator.getClass() == type ? uncovered(type.cast(estimator)) : Optional.empty();
    }

    @Override
    public final Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return isIterative(type.cast(estimator)) ? Set.of(MAX_ITER) : Set.of();
    }

    @Override
    public final List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        if (!sharedTrainingParams(estimators.get(0)).isEmpty()) {
            return trainPath(estimators, rows);
        }
        List<TrainedModel> trained = new ArrayList<>(estimators.size());
        estimators.forEach(estimator -> trained.addAll(trainPath(List.of(estimator), rows)));
        return trained;
    }

    private List<TrainedModel> trainPath(List<? extends Estimator<?>> estimators, RowView rows) {
        Cancellation.check();
        E first = type.cast(estimators.get(0));
        return Coverage.of(rows)
                .filter(view -> OutputColumns.of(first).areFreeIn(view.data()), OutputColumns.NOT_FREE)
                .map(FeatureSummary::of)
                .filter(FeatureSummary::areUsable, "features, labels or weights are not all usable numbers")
                .flatMap(statistics -> fit(first, rows, statistics))
                .flatMap(fit -> fitted(fit, estimators, rows))
                .orElse(reason -> INLINE.trainAll(estimators, rows, reason));
    }

    /** Breeze asserts that it can make a step; whether it can may hang on how sums are rounded, which MLlib's are otherwise. */
    private Coverage<List<TrainedModel>> fitted(Fit fit, List<? extends Estimator<?>> estimators, RowView rows) {
        try {
            return Coverage.of(models(fit, estimators, rows));
        } catch (AssertionError e) {
            return Coverage.left("the optimizer could make no step from sums that are rounded otherwise than MLlib's");
        }
    }

    private List<TrainedModel> models(Fit fit, List<? extends Estimator<?>> estimators, RowView rows) {
        int[] iterations = estimators.stream()
                .mapToInt(estimator -> type.cast(estimator).getMaxIter())
                .toArray();
        List<TrainedModel> bare = fit.models(iterations);
        List<TrainedModel> models = new ArrayList<>(bare.size());
        for (int index = 0; index < bare.size(); index++) {
            TrainedModel trained = bare.get(index);
            Model<?> model = ModelParams.copy(estimators.get(index), trained.model(), rows.data());
            models.add(TrainedModel.fast(model, trained.history()));
        }
        return models;
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return data.features().bytes(rows) + LABEL_AND_WEIGHT * rows;
    }
}

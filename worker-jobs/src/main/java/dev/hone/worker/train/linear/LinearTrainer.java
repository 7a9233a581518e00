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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.TaskKilledException;
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
    private static final Set<String> PASS_PARAMS = Set.of(MAX_ITER, "regParam", "elasticNetParam", "tol", "seed");

    private final Class<E> type;

    LinearTrainer(Class<E> type) {
        this.type = type;
    }

    /** Params that do not go together, which MLlib refuses, or that have no fast way; empty if there are none. */
    abstract Optional<String> uncovered(E estimator);

    /** Whether fewer iterations are passed on the way to more. */
    abstract boolean isIterative(E estimator);

    /** Whether {@link JointFits} trains such estimators. Default: no. */
    boolean sharesPasses(E estimator) {
        return false;
    }

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

    /** One pass over the rows may serve trainings that differ in their penalty or tolerance; nothing is drawn. */
    @Override
    public final Set<String> sharedPassParams(Estimator<?> estimator) {
        return sharesPasses(type.cast(estimator)) ? PASS_PARAMS : sharedTrainingParams(estimator);
    }

    @Override
    public final List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        Map<Object, List<Integer>> paths = new LinkedHashMap<>();
        for (int index = 0; index < estimators.size(); index++) {
            paths.computeIfAbsent(pathKey(estimators.get(index), index), unknown -> new ArrayList<>())
                    .add(index);
        }
        List<List<Estimator<?>>> ofPaths = paths.values().stream()
                .<List<Estimator<?>>>map(
                        path -> path.stream().<Estimator<?>>map(estimators::get).toList())
                .toList();
        Iterator<List<TrainedModel>> trained = trainPaths(ofPaths, rows).iterator();
        TrainedModel[] models = new TrainedModel[estimators.size()];
        paths.values().forEach(path -> {
            Iterator<TrainedModel> ofPath = trained.next().iterator();
            path.forEach(index -> models[index] = ofPath.next());
        });
        return List.of(models);
    }

    /** What estimators have in common that one training serves: all but {@code maxIter}. */
    private Object pathKey(Estimator<?> estimator, int index) {
        return sharedTrainingParams(estimator).isEmpty()
                ? index
                : PASS_PARAMS.stream()
                        .filter(param -> !param.equals(MAX_ITER) && estimator.hasParam(param))
                        .sorted()
                        .map(param -> estimator.getOrDefault(estimator.getParam(param)))
                        .toList();
    }

    private List<List<TrainedModel>> trainPaths(List<List<Estimator<?>>> paths, RowView rows) {
        return Optional.of(paths)
                .filter(several -> several.size() > 1)
                .flatMap(several -> trainJointly(several, rows))
                .orElseGet(
                        () -> paths.stream().map(path -> trainPath(path, rows)).toList());
    }

    /** Empty if one of the paths needs to be trained alone. */
    private Optional<List<List<TrainedModel>>> trainJointly(List<List<Estimator<?>>> paths, RowView rows) {
        List<Fit> fits = paths.stream()
                .map(path -> fit(type.cast(path.get(0)), rows))
                .flatMap(covered -> covered.value().stream())
                .toList();
        if (fits.size() < paths.size()) {
            return Optional.empty();
        }
        try {
            return JointFits.models(fits, paths.stream().map(this::iterations).toList())
                    .map(models -> IntStream.range(0, paths.size())
                            .mapToObj(index -> withParams(models.get(index), paths.get(index), rows))
                            .toList());
        } catch (TaskKilledException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whichever it is of tells what is wrong when it is trained alone.
            return Optional.empty();
        }
    }

    private List<TrainedModel> trainPath(List<? extends Estimator<?>> estimators, RowView rows) {
        Cancellation.check();
        return fit(type.cast(estimators.get(0)), rows)
                .flatMap(fit -> fitted(fit, estimators, rows))
                .orElse(reason -> INLINE.trainAll(estimators, rows, reason));
    }

    private Coverage<Fit> fit(E estimator, RowView rows) {
        return Coverage.of(rows)
                .filter(view -> OutputColumns.of(estimator).areFreeIn(view.data()), OutputColumns.NOT_FREE)
                .map(FeatureSummary::of)
                .filter(FeatureSummary::areUsable, "features, labels or weights are not all usable numbers")
                .flatMap(statistics -> fit(estimator, rows, statistics));
    }

    /** Breeze asserts that it can make a step; whether it can may hang on how sums are rounded, which MLlib's are otherwise. */
    private Coverage<List<TrainedModel>> fitted(Fit fit, List<? extends Estimator<?>> estimators, RowView rows) {
        try {
            return Coverage.of(withParams(fit.models(iterations(estimators)), estimators, rows));
        } catch (AssertionError e) {
            return Coverage.left("the optimizer could make no step from sums that are rounded otherwise than MLlib's");
        }
    }

    private int[] iterations(List<? extends Estimator<?>> estimators) {
        return estimators.stream()
                .mapToInt(estimator -> type.cast(estimator).getMaxIter())
                .toArray();
    }

    private List<TrainedModel> withParams(
            List<TrainedModel> bare, List<? extends Estimator<?>> estimators, RowView rows) {
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

package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.OutputColumns;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.trial.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.tree.DecisionTreeParams;

/**
 * What the trainers of trees have in common. They take exactly the classes that they name, not subclasses. What MLlib
 * refuses is left to it, so that it is refused in its own words.
 */
abstract class TreeTrainer implements Trainer {
    /** Params by which estimators may differ whose trees are grown together. */
    static final Set<String> LIMITS =
            Set.of("maxDepth", "minInstancesPerNode", "minWeightFractionPerNode", "minInfoGain");

    private static final int BINS_OF_A_BYTE = 256;
    private static final Trainer INLINE = new InlineTrainer();

    private final Set<Class<?>> types;
    private final Set<String> sharedTrainingParams;

    TreeTrainer(Set<Class<?>> types, Set<String> sharedTrainingParams) {
        this.types = types;
        this.sharedTrainingParams = sharedTrainingParams;
    }

    /** Models of estimators that differ by path params; nothing if params or rows are not what MLlib takes. */
    abstract Optional<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows);

    @Override
    public final boolean accepts(Estimator<?> estimator) {
        return types.contains(estimator.getClass());
    }

    @Override
    public final Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return sharedTrainingParams;
    }

    @Override
    public final List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        Cancellation.check();
        return Optional.of(rows)
                .filter(view -> OutputColumns.of(estimators.get(0)).areFreeIn(view.data()))
                .flatMap(view -> models(estimators, view))
                .map(models -> models.stream().map(TrainedModel::fast).toList())
                .orElseGet(() -> INLINE.trainAll(estimators, rows));
    }

    /** The labels as a classifier or a regressor takes them. */
    static Optional<LabelledRows> labelled(DecisionTreeParams estimator, RowView rows) {
        return estimator instanceof ProbabilisticClassifier<?, ?, ?> classifier
                ? LabelledRows.ofClasses(rows).filter(found -> thresholdsFit(classifier, found.numClasses()))
                : LabelledRows.ofQuantities(rows);
    }

    static boolean thresholdsFit(ProbabilisticClassifier<?, ?, ?> classifier, int classes) {
        return !classifier.isDefined(classifier.thresholds()) || classifier.getThresholds().length == classes;
    }

    @Override
    public final long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        // Binned by column, and once more by row where a tree looks at all features of a node.
        int column = ((DecisionTreeParams) estimator).getMaxBins() > BINS_OF_A_BYTE ? 2 : 1;
        return rows * data.features().numFeatures() * (column + 2);
    }
}

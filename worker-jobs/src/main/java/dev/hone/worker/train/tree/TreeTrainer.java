package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.train.OutputColumns;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.trial.Cancellation;
import java.util.List;
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

    /** Why rows are left to MLlib whose labels no tree is grown on. */
    static final String LABELS = "labels or weights are not those of a tree: finite, and of two classes at least";

    /** Why thresholds are left to MLlib. */
    static final String THRESHOLDS = "not one threshold for each class";

    /** Why features are left to MLlib. */
    static final String FEATURES = "features are not finite, or have more categories than announced or than maxBins";

    private static final int BINS_OF_A_BYTE = 256;
    private static final InlineTrainer INLINE = new InlineTrainer();

    private final Set<Class<?>> types;
    private final Set<String> sharedTrainingParams;

    TreeTrainer(Set<Class<?>> types, Set<String> sharedTrainingParams) {
        this.types = types;
        this.sharedTrainingParams = sharedTrainingParams;
    }

    /** Models of estimators that differ by path params; left if params or rows are not what MLlib takes. */
    abstract Coverage<List<Model<?>>> models(List<? extends Estimator<?>> estimators, RowView rows);

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
        return Coverage.of(rows)
                .filter(view -> OutputColumns.of(estimators.get(0)).areFreeIn(view.data()), OutputColumns.NOT_FREE)
                .flatMap(view -> models(estimators, view))
                .map(models -> models.stream().map(TrainedModel::fast).toList())
                .orElse(reason -> INLINE.trainAll(estimators, rows, reason));
    }

    /** The labels as a classifier or a regressor takes them. */
    static Coverage<LabelledRows> labelled(DecisionTreeParams estimator, RowView rows) {
        return estimator instanceof ProbabilisticClassifier<?, ?, ?> classifier
                ? Coverage.of(LabelledRows.ofClasses(rows), LABELS)
                        .filter(found -> thresholdsFit(classifier, found.numClasses()), THRESHOLDS)
                : Coverage.of(LabelledRows.ofQuantities(rows), LABELS);
    }

    static boolean thresholdsFit(ProbabilisticClassifier<?, ?, ?> classifier, int classes) {
        return !classifier.isDefined(classifier.thresholds()) || classifier.getThresholds().length == classes;
    }

    @Override
    public final long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        // Binned by column, and once more by row where a tree looks at all features of a node; and what parts the bins.
        int bins = ((DecisionTreeParams) estimator).getMaxBins();
        int column = bins > BINS_OF_A_BYTE ? 2 : 1;
        long thresholds = Math.min(bins, rows) * Double.BYTES;
        return data.features().numFeatures() * (rows * (column + 2) + thresholds);
    }
}

package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import java.util.Optional;
import org.apache.spark.ml.classification.LinearSVC;

/** Trains {@link LinearSVC}. */
public final class LinearSvcTrainer extends LinearTrainer<LinearSVC> {

    public LinearSvcTrainer() {
        super(LinearSVC.class);
    }

    @Override
    Optional<String> uncovered(LinearSVC estimator) {
        return Optional.empty();
    }

    @Override
    boolean isIterative(LinearSVC estimator) {
        return true;
    }

    @Override
    boolean sharesPasses(LinearSVC estimator) {
        return true;
    }

    @Override
    Coverage<Fit> fit(LinearSVC estimator, RowView rows, FeatureSummary statistics) {
        ClassWeights classes = statistics.classes();
        int announced = rows.data().numClasses();
        int found = classes.weights().length;
        return classes.areBinary() && found <= 2 && (announced > 0 ? announced : found) == 2
                ? Coverage.of(new SupportVectorFit(estimator, rows, statistics))
                : Coverage.left("labels are not of two classes");
    }
}

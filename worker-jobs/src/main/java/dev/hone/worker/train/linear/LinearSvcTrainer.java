package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import java.util.Optional;
import org.apache.spark.ml.classification.LinearSVC;

/** Trains {@link LinearSVC}. */
public final class LinearSvcTrainer extends LinearTrainer<LinearSVC> {

    public LinearSvcTrainer() {
        super(LinearSVC.class);
    }

    @Override
    boolean acceptsParams(LinearSVC estimator) {
        return true;
    }

    @Override
    boolean isIterative(LinearSVC estimator) {
        return true;
    }

    @Override
    Optional<Fit> fit(LinearSVC estimator, RowView rows, FeatureSummary statistics) {
        ClassWeights classes = statistics.classes();
        int announced = rows.data().numClasses();
        int found = classes.weights().length;
        return classes.areBinary() && found <= 2 && (announced > 0 ? announced : found) == 2
                ? Optional.of(new SupportVectorFit(estimator, rows, statistics))
                : Optional.empty();
    }
}

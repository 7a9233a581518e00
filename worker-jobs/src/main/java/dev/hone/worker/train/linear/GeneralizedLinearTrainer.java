package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.Coverage;
import java.util.Optional;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;

/** Trains {@link GeneralizedLinearRegression} of every family and link that go together. */
public final class GeneralizedLinearTrainer extends LinearTrainer<GeneralizedLinearRegression> {

    public GeneralizedLinearTrainer() {
        super(GeneralizedLinearRegression.class);
    }

    @Override
    Optional<String> uncovered(GeneralizedLinearRegression estimator) {
        return FamilyLink.isSupported(estimator)
                ? Optional.empty()
                : Optional.of("family " + estimator.getFamily() + " with link " + estimator.getLink());
    }

    @Override
    boolean isIterative(GeneralizedLinearRegression estimator) {
        return !FamilyLink.of(estimator).isLeastSquares();
    }

    @Override
    Coverage<Fit> fit(GeneralizedLinearRegression estimator, RowView rows, FeatureSummary statistics) {
        if (statistics.features() > WeightedLeastSquares.MAX_NUM_FEATURES()) {
            return Coverage.left("more than " + WeightedLeastSquares.MAX_NUM_FEATURES() + " features");
        }
        if (!hasOffsets(estimator, rows)) {
            return Coverage.left("offsetCol is no further column of finite numbers");
        }
        FamilyLink familyLink = FamilyLink.of(estimator);
        return Coverage.of(
                familyLink.isLeastSquares()
                        ? new LeastSquaresFit(estimator, rows)
                        : new ReweightedFit(estimator, rows, familyLink));
    }

    /** Whether the column of offsets, if one is named, is a further column of finite numbers. */
    private static boolean hasOffsets(GeneralizedLinearRegression estimator, RowView rows) {
        String column = Offsets.column(estimator);
        TrainingData data = rows.data();
        if (column.isEmpty()) {
            return true;
        }
        return data.hasColumn(column)
                && !column.equals(estimator.getFeaturesCol())
                && !column.equals(estimator.getLabelCol())
                && !(data.hasWeights() && column.equals("weight"))
                && Offsets.of(estimator, rows).areFinite();
    }
}

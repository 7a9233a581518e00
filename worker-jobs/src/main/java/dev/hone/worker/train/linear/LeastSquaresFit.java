package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import dev.hone.worker.train.inline.LeastSquaresSums;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.optim.WeightedLeastSquaresModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;

/** One training of the generalized linear model that is solved at once: gaussian family, identity link. */
final class LeastSquaresFit implements Fit {
    private final GeneralizedLinearRegression estimator;
    private final RowView rows;

    /** @param offset name of the column, empty if there is none */
    private record Key(String offset) {}

    LeastSquaresFit(GeneralizedLinearRegression estimator, RowView rows) {
        this.estimator = estimator;
        this.rows = rows;
    }

    @Override
    public List<TrainedModel> models(int[] iterations) {
        Offsets offsets = Offsets.of(estimator, rows);
        LeastSquaresSums sums = rows.shared(
                new Key(Offsets.column(estimator)),
                () -> SummedInstances.of(rows, position -> {
                    double label = rows.label(position) - offsets.at(position);
                    return new Instance(label, rows.weight(position), rows.vector(position));
                }));
        List<TrainedModel> models = new ArrayList<>();
        for (int index = 0; index < iterations.length; index++) {
            WeightedLeastSquaresModel solved = sums.solve(Solvers.standardizing(estimator));
            models.add(TrainedModel.fast(
                    new GeneralizedLinearRegressionModel(estimator.uid(), solved.coefficients(), solved.intercept()),
                    TrainingHistory.ofReweighting(solved.diagInvAtWA().values(), 1)));
        }
        return models;
    }
}

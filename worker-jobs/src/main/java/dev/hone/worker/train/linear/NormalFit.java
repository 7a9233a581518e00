package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import dev.hone.worker.train.inline.LeastSquaresSums;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.Instance;
import org.apache.spark.ml.optim.WeightedLeastSquares;
import org.apache.spark.ml.optim.WeightedLeastSquaresModel;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/** One training of a linear regression by the normal equations, from sums that all trials of a fold share. */
final class NormalFit implements Fit {
    private final LinearRegression estimator;
    private final RowView rows;

    private record Key() {}

    NormalFit(LinearRegression estimator, RowView rows) {
        this.estimator = estimator;
        this.rows = rows;
    }

    @Override
    public List<TrainedModel> models(int[] iterations) {
        LeastSquaresSums sums = rows.shared(
                new Key(),
                () -> SummedInstances.of(
                        rows,
                        position -> new Instance(rows.label(position), rows.weight(position), rows.vector(position))));
        List<TrainedModel> models = new ArrayList<>();
        for (int maxIter : iterations) {
            models.add(trained(sums.solve(solver(maxIter))));
        }
        return models;
    }

    private WeightedLeastSquares solver(int maxIter) {
        return new WeightedLeastSquares(
                estimator.getFitIntercept(),
                estimator.getRegParam(),
                estimator.getElasticNetParam(),
                estimator.getStandardization(),
                true,
                WeightedLeastSquares.$lessinit$greater$default$6(),
                maxIter,
                estimator.getTol());
    }

    private TrainedModel trained(WeightedLeastSquaresModel solved) {
        return TrainedModel.fast(
                new LinearRegressionModel(estimator.uid(), solved.coefficients().compressed(), solved.intercept()),
                TrainingHistory.ofLeastSquares(
                        solved.objectiveHistory(), solved.diagInvAtWA().values()));
    }
}

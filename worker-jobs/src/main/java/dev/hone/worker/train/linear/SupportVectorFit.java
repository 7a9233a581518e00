package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.OrthantDescent;
import dev.hone.worker.optimize.Solution;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.linalg.Vectors;

/** One training of a linear support vector classifier. The optimizer's point holds the coefficients, then the intercept. */
final class SupportVectorFit implements Fit {
    private final LinearSVC estimator;
    private final RowView rows;
    private final FeatureSummary statistics;
    private final int features;

    SupportVectorFit(LinearSVC estimator, RowView rows, FeatureSummary statistics) {
        this.estimator = estimator;
        this.rows = rows;
        this.statistics = statistics;
        features = statistics.features();
    }

    @Override
    public List<TrainedModel> models(int[] iterations) {
        double[] start = new double[estimator.getFitIntercept() ? features + 1 : features];
        double[] noPenalties = new double[start.length];
        StandardizedBlocks blocks = StandardizedBlocks.ofMllib(rows, estimator.getMaxBlockSizeInMB());
        InterceptKind intercept = InterceptKind.centeredIf(estimator.getFitIntercept());
        HingeLoss loss = new HingeLoss(statistics, intercept, blocks);
        List<TrainedModel> models = new ArrayList<>();
        for (Solution solution : new OrthantDescent(estimator.getTol(), noPenalties)
                .solutions(new MeanLoss(blocks, loss, penalty()), start, iterations)) {
            models.add(TrainedModel.fast(model(solution.point()), TrainingHistory.ofObjectives(solution.objectives())));
        }
        return models;
    }

    private Ridge penalty() {
        return estimator.getStandardization()
                ? Ridge.onStandardized(estimator.getRegParam(), features)
                : Ridge.onOriginal(estimator.getRegParam(), statistics.deviations(), 1);
    }

    private Model<?> model(double[] point) {
        double intercept = 0.0;
        if (estimator.getFitIntercept()) {
            intercept = point[features] - new Centering(statistics.scaledMeans()).shift(point);
        }
        double[] coefficients = new double[features];
        for (int feature = 0; feature < features; feature++) {
            double deviation = statistics.deviations()[feature];
            coefficients[feature] = deviation != 0.0 ? point[feature] / deviation : 0.0;
        }
        return new LinearSVCModel(estimator.uid(), Vectors.dense(coefficients).compressed(), intercept);
    }
}

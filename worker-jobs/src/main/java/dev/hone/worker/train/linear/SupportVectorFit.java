package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.optimize.Minimizer;
import dev.hone.worker.optimize.OrthantDescent;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.linalg.Vectors;

/** One training of a linear support vector classifier. The optimizer's point holds the coefficients, then the intercept. */
final class SupportVectorFit extends BlockFit {
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
    StandardizedBlocks blocks() {
        return StandardizedBlocks.ofMllib(rows, estimator.getMaxBlockSizeInMB());
    }

    @Override
    BlockLoss loss(StandardizedBlocks blocks) {
        return new HingeLoss(statistics, InterceptKind.centeredIf(estimator.getFitIntercept()), blocks);
    }

    @Override
    Minimizer minimizer() {
        return new OrthantDescent(estimator.getTol(), new double[length()]);
    }

    @Override
    double[] start() {
        return new double[length()];
    }

    private int length() {
        return estimator.getFitIntercept() ? features + 1 : features;
    }

    @Override
    Ridge penalty() {
        return estimator.getStandardization()
                ? Ridge.onStandardized(estimator.getRegParam(), features)
                : Ridge.onOriginal(estimator.getRegParam(), statistics.deviations(), 1);
    }

    @Override
    Model<?> model(double[] point) {
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

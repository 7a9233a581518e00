package dev.hone.worker.train.linear;

import java.util.Arrays;
import org.apache.spark.ml.linalg.BLAS$;

/**
 * Squared errors of a standardized label; as MLlib's {@code LeastSquaresBlockAggregator}. The intercept is solved for, so
 * it is no part of the point.
 */
final class SquaredLoss implements BlockLoss {
    private final FeatureSummary statistics;
    private final boolean intercept;
    private final double labelScale;
    private final Centering centering;
    private final double[] coefficients;
    private final double[] errors;
    private double offset;

    private record Kind(boolean intercept) {}

    /** @param labelScale what the label is divided by */
    SquaredLoss(FeatureSummary statistics, boolean intercept, double labelScale, StandardizedBlocks blocks) {
        this(statistics, intercept, labelScale, new double[blocks.mostRows()]);
    }

    private SquaredLoss(FeatureSummary statistics, boolean intercept, double labelScale, double[] errors) {
        this.statistics = statistics;
        this.intercept = intercept;
        this.labelScale = labelScale;
        this.errors = errors;
        centering = new Centering(statistics.scaledMeans());
        coefficients = new double[statistics.features()];
    }

    @Override
    public BlockLoss another() {
        return new SquaredLoss(statistics, intercept, labelScale, errors);
    }

    @Override
    public Object kind() {
        return new Kind(intercept);
    }

    @Override
    public void moveTo(double[] to) {
        for (int feature = 0; feature < coefficients.length; feature++) {
            coefficients[feature] = statistics.inverseDeviations()[feature] != 0 ? to[feature] : 0.0;
        }
        offset = intercept ? statistics.labelMean() / labelScale - centering.shift(to) : 0.0;
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        int size = block.size();
        Arrays.fill(errors, 0, size, offset);
        BLAS$.MODULE$.javaBLAS().daxpy(size, -1.0 / labelScale, block.labels(), 1, errors, 1);
        block.addMargins(coefficients, errors);
        double loss = 0;
        for (int row = 0; row < size; row++) {
            double weight = block.weight(row);
            double error = errors[row];
            loss += weight * error * error / 2;
            errors[row] = weight * error;
        }
        block.addWeighted(errors, gradientSum);
        return loss;
    }
}

package dev.hone.worker.train.linear;

/** Support vectors; as MLlib's {@code HingeBlockAggregator}. The intercept follows the coefficients. */
final class HingeLoss implements BlockLoss {
    private final boolean intercept;
    private final Centering centering;
    private final int features;
    private final double[] margins;
    private double[] point = {};
    private double offset;

    HingeLoss(RowStatistics statistics, boolean intercept, StandardizedBlocks blocks) {
        this.intercept = intercept;
        centering = new Centering(statistics.scaledMeans());
        features = statistics.features();
        margins = new double[blocks.mostRows()];
    }

    @Override
    public void moveTo(double[] to) {
        point = to;
        offset = intercept ? to[features] - centering.shift(to) : 0;
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        block.margins(point, offset, margins);
        double loss = 0;
        double multiplierSum = 0;
        boolean any = false;
        for (int row = 0; row < block.size(); row++) {
            double weight = block.weight(row);
            double sign = 2 * block.labels()[row] - 1.0;
            double ofRow = (1.0 - sign * margins[row]) * weight;
            double multiplier = 0;
            if (weight > 0 && ofRow > 0) {
                loss += ofRow;
                multiplier = -sign * weight;
                multiplierSum += multiplier;
                any = true;
            }
            margins[row] = multiplier;
        }
        if (any) {
            addGradient(block, multiplierSum, gradientSum);
        }
        return loss;
    }

    private void addGradient(Block block, double multiplierSum, double[] gradientSum) {
        block.addWeighted(margins, gradientSum);
        if (intercept) {
            centering.correct(multiplierSum, gradientSum);
            gradientSum[features] += multiplierSum;
        }
    }
}

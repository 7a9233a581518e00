package dev.hone.worker.train.linear;

/** Two classes; as MLlib's {@code BinaryLogisticBlockAggregator}. The intercept follows the coefficients. */
final class BinaryLogisticLoss implements BlockLoss {
    private final InterceptKind intercept;
    private final Centering centering;
    private final int features;
    private final double[] margins;
    private double[] point = {};
    private double offset;

    BinaryLogisticLoss(RowStatistics statistics, InterceptKind intercept, StandardizedBlocks blocks) {
        this.intercept = intercept;
        centering = new Centering(statistics.scaledMeans());
        features = statistics.features();
        margins = new double[blocks.mostRows()];
    }

    @Override
    public void moveTo(double[] to) {
        point = to;
        offset = switch (intercept) {
            case NONE -> 0;
            case PLAIN -> to[features];
            case CENTERED -> to[features] - centering.shift(to);
        };
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        block.margins(point, offset, margins);
        double loss = 0;
        double multiplierSum = 0;
        boolean any = false;
        for (int row = 0; row < block.size(); row++) {
            double weight = block.weight(row);
            double multiplier = 0;
            if (weight > 0) {
                double label = block.labels()[row];
                double margin = margins[row];
                double decay = Math.exp(-Math.abs(margin));
                double lossOfOne = margin < 0 ? Math.log1p(decay) - margin : Math.log1p(decay);
                loss += weight * (label > 0 ? lossOfOne : lossOfOne + margin);
                multiplier = weight * (1.0 / (1.0 + (margin < 0 ? Math.exp(-margin) : decay)) - label);
                multiplierSum += multiplier;
            }
            margins[row] = multiplier;
            any |= multiplier != 0;
        }
        if (any) {
            addGradient(block, multiplierSum, gradientSum);
        }
        return loss;
    }

    private void addGradient(Block block, double multiplierSum, double[] gradientSum) {
        block.addWeighted(margins, gradientSum);
        if (intercept == InterceptKind.CENTERED) {
            centering.correct(multiplierSum, gradientSum);
        }
        if (intercept != InterceptKind.NONE) {
            gradientSum[features] += multiplierSum;
        }
    }
}

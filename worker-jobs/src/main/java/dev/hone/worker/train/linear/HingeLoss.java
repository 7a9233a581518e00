package dev.hone.worker.train.linear;

/** Support vectors; as MLlib's {@code HingeBlockAggregator}. The intercept follows the coefficients. */
final class HingeLoss implements BlockLoss {
    private final Intercept intercept;
    private final double[] margins;
    private double[] point = {};
    private double offset;

    private record Kind(InterceptKind intercept) {}

    HingeLoss(FeatureSummary statistics, InterceptKind intercept, StandardizedBlocks blocks) {
        this(new Intercept(intercept, statistics), new double[blocks.mostRows()]);
    }

    private HingeLoss(Intercept intercept, double[] margins) {
        this.intercept = intercept;
        this.margins = margins;
    }

    @Override
    public BlockLoss another() {
        return new HingeLoss(intercept, margins);
    }

    @Override
    public Object kind() {
        return new Kind(intercept.kind());
    }

    @Override
    public void moveTo(double[] to) {
        point = to;
        offset = intercept.offset(to);
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
            block.addWeighted(margins, gradientSum);
            intercept.addTo(gradientSum, multiplierSum);
        }
        return loss;
    }
}

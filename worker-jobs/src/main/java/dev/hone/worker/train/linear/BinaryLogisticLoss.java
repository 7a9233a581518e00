package dev.hone.worker.train.linear;

/** Two classes; as MLlib's {@code BinaryLogisticBlockAggregator}. The intercept follows the coefficients. */
final class BinaryLogisticLoss implements BlockLoss {
    private final Intercept intercept;
    private final double[] margins;
    private final double[] decays;
    private final int[] negatives;
    private double[] point = {};
    private double offset;

    private record Kind(InterceptKind intercept) {}

    BinaryLogisticLoss(FeatureSummary statistics, InterceptKind intercept, StandardizedBlocks blocks) {
        this.intercept = new Intercept(intercept, statistics);
        margins = new double[blocks.mostRows()];
        decays = new double[blocks.mostRows()];
        negatives = new int[blocks.mostRows()];
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

    /** In passes without branches on margins and labels, which a processor could not predict. */
    @Override
    public double add(Block block, double[] gradientSum) {
        int size = block.size();
        block.margins(point, offset, margins);
        for (int row = 0; row < size; row++) {
            decays[row] = Math.exp(-Math.abs(margins[row]));
        }
        double loss = 0;
        for (int row = 0; row < size; row++) {
            double weight = block.weight(row);
            loss += weight > 0 ? weight * loss(margins[row], decays[row], block.labels()[row]) : 0;
        }
        toMultipliers(block);
        addGradient(block, gradientSum);
        return loss;
    }

    /** {@code log(1 + exp(-margin))} of the class 1, and the margin more of the class 0. */
    private static double loss(double margin, double decay, double label) {
        long onlyOfZero = (long) label - 1;
        double more = Double.longBitsToDouble(Double.doubleToRawLongBits(margin) & onlyOfZero);
        return Math.max(-margin, 0.0) + Log1p.of(decay) + more;
    }

    private void toMultipliers(Block block) {
        int size = block.size();
        toExponentials(size);
        for (int row = 0; row < size; row++) {
            double weight = block.weight(row);
            double multiplier = weight * (1.0 / (1.0 + decays[row]) - block.labels()[row]);
            margins[row] = weight > 0 ? multiplier : 0;
        }
    }

    /** Makes {@code exp(-margin)} of the decays, which are that already where the margin is not negative. */
    private void toExponentials(int size) {
        int count = 0;
        for (int row = 0; row < size; row++) {
            negatives[count] = row;
            count += (int) (Double.doubleToRawLongBits(margins[row]) >>> Long.SIZE - 1);
        }
        for (int index = 0; index < count; index++) {
            int row = negatives[index];
            decays[row] = Math.exp(-margins[row]);
        }
    }

    private void addGradient(Block block, double[] gradientSum) {
        double sum = 0;
        boolean any = false;
        for (int row = 0; row < block.size(); row++) {
            sum += margins[row];
            any |= margins[row] != 0;
        }
        if (any) {
            block.addWeighted(margins, gradientSum);
            intercept.addTo(gradientSum, sum);
        }
    }
}

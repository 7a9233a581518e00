package dev.hone.worker.train.linear;

import dev.hone.worker.matrix.Exp;

/**
 * Logistic loss of two classes; MLlib's {@code BinaryLogisticBlockAggregator} with sums in another order. The intercept
 * follows the coefficients.
 *
 * <pre>
 *   sign s = 2 label - 1,  margin m = x'b + offset,  z = s m
 *   loss       = log(1 + exp(-z)) = log(1 + exp(-|z|)) + max(-z, 0)
 *   multiplier = d loss / d m     = -s / (1 + exp(z))
 * </pre>
 *
 * Passes over a block without branches on margins or labels, which a processor could not predict.
 */
final class BinaryLogisticLoss implements BlockLoss {
    /** Times this, any margin that matters is beyond 1 in size. */
    private static final double HUGE = 1e300;

    private final Intercept intercept;
    private final double[] margins;
    private final double[] decays;
    private final double[] losses;
    private final Exp exp;
    private final Log1p log1p;
    private double[] point = {};
    private double offset;
    private double multiplierSum;

    private record Kind(InterceptKind intercept) {}

    BinaryLogisticLoss(FeatureSummary statistics, InterceptKind intercept, StandardizedBlocks blocks) {
        this.intercept = new Intercept(intercept, statistics);
        int most = blocks.mostRows();
        margins = new double[most];
        decays = new double[most];
        losses = new double[most];
        exp = new Exp(most);
        log1p = new Log1p(most);
    }

    private BinaryLogisticLoss(BinaryLogisticLoss other) {
        intercept = other.intercept;
        margins = other.margins;
        decays = other.decays;
        losses = other.losses;
        exp = other.exp;
        log1p = other.log1p;
    }

    @Override
    public BlockLoss another() {
        return new BinaryLogisticLoss(this);
    }

    @Override
    public Object kind() {
        return new Kind(intercept.kind());
    }

    @Override
    public void moveTo(double[] to) {
        point = to;
        offset = intercept.offset(to);
        multiplierSum = 0;
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        int size = block.size();
        block.margins(point, offset, margins);
        toSigned(block.labels(), size);
        exp.replace(decays, size);
        log1p.of(decays, losses, size);
        addShortfalls(size);
        toMultipliers(block.labels(), size);
        block.weigh(losses);
        block.weigh(margins);
        block.addWeighted(margins, gradientSum);
        multiplierSum += Sums.of(margins, size);
        return Sums.of(losses, size);
    }

    /** Only once, since a block of sparse rows has fewer values than there are features. */
    @Override
    public void end(double[] gradientSum) {
        intercept.addTo(gradientSum, multiplierSum);
    }

    /** Makes z of the margins, and {@code -|z|} of the decays. */
    private void toSigned(double[] labels, int size) {
        double[] signed = margins;
        double[] sizes = decays;
        for (int row = 0; row < size; row++) {
            double z = (2.0 * labels[row] - 1.0) * signed[row];
            signed[row] = z;
            sizes[row] = -Math.abs(z);
        }
    }

    private void addShortfalls(int size) {
        double[] sums = losses;
        double[] signed = margins;
        for (int row = 0; row < size; row++) {
            sums[row] += Math.max(-signed[row], 0.0);
        }
    }

    /** {@code 1 / (1 + exp(z))} is the decay over 1 plus the decay, or 1 over that where z is negative. */
    private void toMultipliers(double[] labels, int size) {
        double[] signed = margins;
        double[] all = decays;
        for (int row = 0; row < size; row++) {
            double decay = all[row];
            double isNegative = Math.min(Math.max(-signed[row] * HUGE, 0.0), 1.0);
            double dividend = decay + (1.0 - decay) * isNegative;
            signed[row] = (1.0 - 2.0 * labels[row]) * (dividend / (1.0 + decay));
        }
    }
}

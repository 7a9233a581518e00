package dev.hone.worker.train.linear;

/**
 * Squared for small errors, absolute for large ones; as MLlib's {@code HuberBlockAggregator}. Intercept, if any, and the
 * scale of the errors follow the coefficients.
 */
final class HuberLoss implements BlockLoss {
    private final Intercept intercept;
    private final double epsilon;
    private final double[] margins;
    private double[] point = {};
    private double offset;

    private record Kind(InterceptKind intercept, double epsilon) {}

    /** @param epsilon how many scales a small error has at most */
    HuberLoss(FeatureSummary statistics, InterceptKind intercept, double epsilon, StandardizedBlocks blocks) {
        this(new Intercept(intercept, statistics), epsilon, new double[blocks.mostRows()]);
    }

    private HuberLoss(Intercept intercept, double epsilon, double[] margins) {
        this.intercept = intercept;
        this.epsilon = epsilon;
        this.margins = margins;
    }

    @Override
    public BlockLoss another() {
        return new HuberLoss(intercept, epsilon, margins);
    }

    @Override
    public Object kind() {
        return new Kind(intercept.kind(), epsilon);
    }

    @Override
    public void moveTo(double[] to) {
        point = to;
        offset = intercept.offset(to);
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        block.margins(point, offset, margins);
        int last = point.length - 1;
        double scale = point[last];
        double loss = 0;
        double multiplierSum = 0;
        double scaleGradient = 0;
        for (int row = 0; row < block.size(); row++) {
            double weight = block.weight(row);
            double error = block.labels()[row] - margins[row];
            double multiplier = 0;
            if (weight > 0 && Math.abs(error) <= scale * epsilon) {
                double scaled = error / scale;
                loss += 0.5 * weight * (scale + Math.pow(error, 2.0) / scale);
                multiplier = -1.0 * weight * scaled;
                scaleGradient += 0.5 * weight * (1.0 - Math.pow(scaled, 2.0));
            } else if (weight > 0) {
                loss += 0.5 * weight * (scale + 2.0 * epsilon * Math.abs(error) - scale * epsilon * epsilon);
                multiplier = weight * (error >= 0 ? -1.0 : 1.0) * epsilon;
                scaleGradient += 0.5 * weight * (1.0 - epsilon * epsilon);
            }
            margins[row] = multiplier;
            multiplierSum += multiplier;
        }
        block.addWeighted(margins, gradientSum);
        intercept.addTo(gradientSum, multiplierSum);
        gradientSum[last] += scaleGradient;
        return loss;
    }
}

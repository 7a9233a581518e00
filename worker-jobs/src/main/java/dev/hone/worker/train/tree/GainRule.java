package dev.hone.worker.train.tree;

/** MLlib's gain of a split: how much less impure the sides are than the node. */
record GainRule(Impurity impurity, GrowthLimits limits) {
    /** The gain of a split that the limits forbid. */
    static final double INVALID = -Double.MAX_VALUE;

    double gain(double nodeImpurity, Side left, Side right) {
        if (left.rows < limits.minRows() || right.rows < limits.minRows()) {
            return INVALID;
        }
        double leftWeight = impurity.weight(left.sums);
        double rightWeight = impurity.weight(right.sums);
        if (leftWeight < limits.minWeight() || rightWeight < limits.minWeight()) {
            return INVALID;
        }
        double weight = leftWeight + rightWeight;
        double gain = nodeImpurity
                - leftWeight / weight * impurity.of(left.sums)
                - rightWeight / weight * impurity.of(right.sums);
        return gain < limits.minGain() ? INVALID : gain;
    }
}

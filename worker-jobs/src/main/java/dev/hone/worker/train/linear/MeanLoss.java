package dev.hone.worker.train.linear;

import dev.hone.worker.optimize.DifferentiableFunction;

/** The mean loss of a fold's rows plus a penalty; as MLlib's {@code RDDLossFunction}. */
final class MeanLoss implements DifferentiableFunction {
    /** Evaluations of a training that others are likely to need too. */
    private static final int SHARED = 2;

    private final StandardizedBlocks blocks;
    private final BlockLoss loss;
    private final Ridge penalty;
    private int evaluations;
    private double sum;

    MeanLoss(StandardizedBlocks blocks, BlockLoss loss, Ridge penalty) {
        this.blocks = blocks;
        this.loss = loss;
        this.penalty = penalty;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double mean = isInitial()
                ? blocks.initialLosses().at(loss.kind(), point, gradient, this::mean)
                : mean(point, gradient);
        evaluations++;
        return mean + penalty.addTo(point, gradient);
    }

    /** Whether the next evaluation is one that others are likely to need too. */
    boolean isInitial() {
        return evaluations < SHARED;
    }

    private double mean(double[] point, double[] gradient) {
        moveTo(point);
        for (Block block : blocks.blocks()) {
            add(block, gradient);
        }
        return mean(gradient);
    }

    /** Begins an evaluation block by block, after the initial ones. */
    void moveTo(double[] point) {
        loss.moveTo(point);
        sum = 0;
    }

    /** Adds the loss of a block at the point, and its gradient. */
    void add(Block block, double[] gradient) {
        sum += loss.add(block, gradient);
    }

    /** Ends the evaluation: the mean loss of all blocks at the point, plus the penalty. */
    double end(double[] point, double[] gradient) {
        return mean(gradient) + penalty.addTo(point, gradient);
    }

    private double mean(double[] gradient) {
        loss.end(gradient);
        double share = 1.0 / blocks.weightSum();
        for (int index = 0; index < gradient.length; index++) {
            gradient[index] *= share;
        }
        return sum / blocks.weightSum();
    }
}

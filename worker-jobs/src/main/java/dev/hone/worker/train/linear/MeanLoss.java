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

    MeanLoss(StandardizedBlocks blocks, BlockLoss loss, Ridge penalty) {
        this.blocks = blocks;
        this.loss = loss;
        this.penalty = penalty;
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double mean = evaluations++ < SHARED
                ? blocks.initialLosses().at(loss.kind(), point, gradient, this::mean)
                : mean(point, gradient);
        return mean + penalty.addTo(point, gradient);
    }

    private double mean(double[] point, double[] gradient) {
        loss.moveTo(point);
        double sum = 0;
        for (Block block : blocks.blocks()) {
            sum += loss.add(block, gradient);
        }
        loss.end(gradient);
        double share = 1.0 / blocks.weightSum();
        for (int index = 0; index < gradient.length; index++) {
            gradient[index] *= share;
        }
        return sum / blocks.weightSum();
    }
}

package dev.hone.ml.neural;

import dev.hone.worker.optimize.DifferentiableFunction;
import dev.hone.worker.optimize.Minimization;
import dev.hone.worker.optimize.SmoothDescent;
import java.util.Random;

/** Iterations of L-BFGS over all rows. */
final class QuasiNewtonEpochs implements Epochs {
    private final DifferentiableFunction loss;
    private final Minimization minimization;

    QuasiNewtonEpochs(NetworkObjective objective, int[] positions, double tol, double[] start) {
        double share = 1 / objective.weightSum(positions);
        Dropout none = new Dropout(0, new Random(0));
        loss = (point, gradient) -> objective.addGradient(positions, 0, positions.length, share, point, none, gradient);
        minimization = new SmoothDescent(tol).start(start);
        minimization.begin(loss);
    }

    @Override
    public double next() {
        minimization.step(loss);
        return minimization.value();
    }

    @Override
    public boolean isOver() {
        return minimization.isOver();
    }

    @Override
    public boolean stagnates() {
        return false;
    }

    @Override
    public String advice() {
        return "of l-bfgs; try standardization, or a larger regParam";
    }

    @Override
    public double[] parameters() {
        return minimization.point();
    }
}

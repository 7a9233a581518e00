package dev.hone.ml.neural;

import java.util.Arrays;
import java.util.Random;

/** Passes over all rows in random order, a step every few rows. */
final class MiniBatchEpochs implements Epochs {
    private final NetworkObjective objective;
    private final int[] positions;
    private final int batchSize;
    private final double inverseMeanWeight;
    private final LearningRate learningRate;
    private final StepRule.Step step;
    private final Dropout dropout;
    private final Random order;
    private final double[] parameters;
    private final double[] gradient;
    private int epoch;
    private int stagnations;

    MiniBatchEpochs(
            NetworkObjective objective,
            Solver.MiniBatch solver,
            int[] positions,
            double[] parameters,
            RandomStreams random) {
        this.objective = objective;
        this.positions = positions.clone();
        this.parameters = parameters;
        batchSize = Math.min(solver.batchSize(), positions.length);
        inverseMeanWeight = positions.length / objective.weightSum(positions);
        learningRate = solver.learningRate();
        step = solver.rule().start(parameters.length);
        dropout = new Dropout(solver.dropout(), random.stream("dropout"));
        order = random.stream("order");
        gradient = new double[parameters.length];
    }

    @Override
    public double next() {
        Shuffle.shuffle(positions, order);
        double rate = rate();
        double sum = 0;
        for (int from = 0; from < positions.length; from += batchSize) {
            int to = Math.min(positions.length, from + batchSize);
            Arrays.fill(gradient, 0);
            double share = inverseMeanWeight / (to - from);
            double loss = objective.addGradient(positions, from, to, share, parameters, dropout, gradient);
            step.move(parameters, gradient, rate);
            sum += loss * (to - from);
        }
        epoch++;
        return sum / positions.length;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean stagnates() {
        stagnations++;
        return learningRate.goesOnAfter(stagnations);
    }

    @Override
    public String advice() {
        return "at a learning rate of " + learningRate.at(0, 0, 0) + "; try a lower learningRate, or standardization";
    }

    private double rate() {
        return learningRate.at(epoch, (long) epoch * positions.length, stagnations);
    }

    @Override
    public double[] parameters() {
        return parameters;
    }
}

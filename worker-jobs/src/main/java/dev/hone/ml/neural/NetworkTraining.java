package dev.hone.ml.neural;

import dev.hone.worker.data.RowView;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A training that can stop after any epoch, hand out the network as it is, and go on: stopping on the way changes nothing
 * of what comes later. Serves one thread; a cancelled task ends it with a {@code TaskKilledException}.
 */
public final class NetworkTraining {
    private final NetworkSettings settings;
    private final Layers layers;
    private final Scaling inputs;
    private final Scaling target;
    private final NetworkObjective objective;
    private final int[] validation;
    private final Epochs epochs;
    private final Stagnation stagnation;
    private double @Nullable [] best;
    private int done;
    private boolean stopped;
    private double loss = Double.NaN;
    private OptionalDouble validationLoss = OptionalDouble.empty();

    /**
     * Makes ready to train on the rows of a view.
     *
     * @throws IllegalArgumentException if the rows cannot be learned from, or the network would be too large
     */
    public NetworkTraining(RowView view, Target goal, NetworkSettings settings) {
        this.settings = settings;
        RandomStreams random = new RandomStreams(settings.seed());
        Rows rows = Rows.of(view, goal, settings.stopping().validationFraction(), random.stream("validation"));
        int columns = view.data().features().numFeatures();
        layers = Layers.of(columns, settings.hiddenLayers(), goal.outputs());
        Standardization standardization = new Standardization(view, rows.training());
        inputs = settings.standardization() ? standardization.ofFeatures() : Scaling.none(columns);
        target = settings.standardization() ? goal.scaling(standardization) : Scaling.none(1);
        validation = rows.validation();
        objective = new NetworkObjective(
                view,
                layers,
                settings,
                goal.loss(),
                inputs,
                target,
                settings.solver().rowsAtOnce(rows.training().length));
        double[] start = settings.initialization().draw(layers, settings.activation(), random.stream("weights"));
        epochs = settings.solver() instanceof Solver.MiniBatch solver
                ? new MiniBatchEpochs(objective, solver, rows.training(), start, random)
                : new QuasiNewtonEpochs(
                        objective, rows.training(), settings.stopping().tol(), start);
        stagnation = new Stagnation(settings.stopping());
    }

    /**
     * Trains until that many epochs are done in all, or until training is over.
     *
     * @throws TrainingDivergedException if the loss is no finite number
     */
    public void trainTo(int count) {
        while (done < count && !isOver()) {
            trainEpoch();
        }
    }

    /** Number of epochs that are done. */
    public int epochs() {
        return done;
    }

    /** Whether more epochs would change nothing: the loss stagnates, or the solver found its minimum. */
    public boolean isOver() {
        return stopped || epochs.isOver();
    }

    /** Mean loss of the rows learned from, penalty included, during the last epoch; NaN before the first. */
    public double loss() {
        return loss;
    }

    /** Mean loss of the rows that are not learned from, after the last epoch. */
    public OptionalDouble validationLoss() {
        return validationLoss;
    }

    /** The network as it is, or with validation as it was after its best epoch; training does not change it further. */
    public Network network() {
        double[] parameters = best == null ? epochs.parameters().clone() : best.clone();
        for (double parameter : parameters) {
            requireFinite(parameter, "a weight");
        }
        return new Network(layers, settings.activation(), parameters, inputs, target);
    }

    private void trainEpoch() {
        loss = epochs.next();
        done++;
        requireFinite(loss, "the loss");
        if (validation.length > 0) {
            validate();
        } else {
            stagnation.isLowest(loss);
        }
        if (stagnation.isReached()) {
            stopped = !epochs.stagnates();
            stagnation.restart();
        }
    }

    private void validate() {
        double value = objective.meanLoss(validation, epochs.parameters());
        requireFinite(value, "the validation loss");
        validationLoss = OptionalDouble.of(value);
        if (stagnation.isLowest(value)) {
            best = epochs.parameters().clone();
        }
    }

    private void requireFinite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new TrainingDivergedException(
                    "Training diverged: " + what + " is " + value + " in epoch " + done + " " + epochs.advice());
        }
    }
}

package dev.hone.ml.neural;

import dev.hone.worker.data.RowView;
import dev.hone.worker.trial.Cancellation;

/** A network's loss on rows of a view, and its gradient. Serves one training in one thread. */
final class NetworkObjective {
    /** Rows that pass through the network at once: enough for the BLAS, few enough for a processor's cache. */
    private static final int MOST_ROWS = 512;

    private final RowView rows;
    private final ScaledFeatures features;
    private final Scaling target;
    private final BackPropagation network;
    private final Penalty penalty;
    private final int blockSize;
    private final int columns;

    /** @param batchSize how many rows are usually asked for at once */
    NetworkObjective(
            RowView rows,
            Layers layers,
            NetworkSettings settings,
            Loss loss,
            Scaling inputs,
            Scaling target,
            int batchSize) {
        this.rows = rows;
        this.target = target;
        features = ScaledFeatures.of(rows.data().features(), inputs);
        blockSize = Math.min(batchSize, MOST_ROWS);
        network = new BackPropagation(layers, settings.activation(), loss, blockSize);
        penalty = new Penalty(layers, settings.regParam());
        columns = layers.inputs();
    }

    /**
     * Adds the gradient of the mean loss of some rows and of the penalty.
     *
     * @param positions in the view, of which those from {@code from} to before {@code to} count
     * @param share of a row of weight 1 in the loss
     * @param gradient to be added to
     * @return loss and penalty
     */
    double addGradient(
            int[] positions, int from, int to, double share, double[] parameters, Dropout dropout, double[] gradient) {
        double loss = 0;
        for (int start = from; start < to; start += blockSize) {
            int count = Math.min(blockSize, to - start);
            load(positions, start, count, share);
            loss += network.addGradient(parameters, count, dropout, gradient);
        }
        return loss + penalty.addGradient(parameters, gradient);
    }

    /** The mean loss of rows, without the penalty. */
    double meanLoss(int[] positions, double[] parameters) {
        double share = 1 / weightSum(positions);
        double loss = 0;
        for (int start = 0; start < positions.length; start += blockSize) {
            int count = Math.min(blockSize, positions.length - start);
            load(positions, start, count, share);
            loss += network.loss(parameters, count);
        }
        return loss;
    }

    double weightSum(int[] positions) {
        double sum = 0;
        for (int position : positions) {
            sum += rows.weight(position);
        }
        return sum;
    }

    private void load(int[] positions, int start, int count, double share) {
        Cancellation.check();
        double[] targets = network.targets();
        double[] shares = network.shares();
        for (int index = 0; index < count; index++) {
            int position = positions[start + index];
            features.copy(rows.row(position), network.inputs(), index * columns);
            targets[index] = target.apply(0, rows.label(position));
            shares[index] = share * rows.weight(position);
        }
    }
}

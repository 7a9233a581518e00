package dev.hone.ml.neural;

/** The epochs of one training. */
interface Epochs {

    /**
     * Trains one epoch.
     *
     * @return the mean loss during the epoch, penalty included
     */
    double next();

    /** Whether another epoch would change nothing. */
    boolean isOver();

    /**
     * Told that the loss stagnates.
     *
     * @return whether training goes on in another way
     */
    boolean stagnates();

    /** What is particular about the training and what to change should it diverge, for the end of a message. */
    String advice();

    /** The network as it is, shared. */
    double[] parameters();
}

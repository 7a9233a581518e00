package dev.hone.worker.train;

import java.io.Serializable;
import java.util.List;

/**
 * What MLlib's training summary of a model tells that neither the model nor its training rows do. The arrays are not to be
 * written to.
 *
 * @param objectives value of the objective at the start and after each iteration; empty where the summary has no objective
 * @param inverseDiagonal of the matrix that a least squares solver inverts, from which standard errors follow: {@code
 *     diagInvAtWA} in MLlib; a single 0 where no solver inverted one, empty where the summary has none
 * @param iterations number of iterations where it is not that of the objectives; 0 where the summary has none
 * @param logLikelihood of the rows; 0 where the summary has none
 * @param members the histories of the models that the model consists of; empty where these have no summary
 */
public record TrainingHistory(
        double[] objectives,
        double[] inverseDiagonal,
        int iterations,
        double logLikelihood,
        List<TrainingHistory> members)
        implements Serializable {
    private static final double[] NOTHING = {};
    private static final double[] NOT_INVERTED = {0};

    /** Of a model that has no summary, or whose summary follows from the model and the rows. */
    public static final TrainingHistory NONE = new TrainingHistory(NOTHING, NOTHING, 0, 0, List.of());

    public TrainingHistory {
        members = List.copyOf(members);
    }

    /** Of a learner that minimizes an objective step by step. */
    public static TrainingHistory ofObjectives(double[] objectives) {
        return new TrainingHistory(objectives, NOT_INVERTED, 0, 0, List.of());
    }

    /** Of a least squares fit by the normal equations. */
    public static TrainingHistory ofLeastSquares(double[] objectives, double[] inverseDiagonal) {
        return new TrainingHistory(objectives, inverseDiagonal, 0, 0, List.of());
    }

    /** Of iteratively reweighted least squares. */
    public static TrainingHistory ofReweighting(double[] inverseDiagonal, int iterations) {
        return new TrainingHistory(NOTHING, inverseDiagonal, iterations, 0, List.of());
    }

    /** Of a mixture of distributions. */
    public static TrainingHistory ofMixture(double logLikelihood, int iterations) {
        return new TrainingHistory(NOTHING, NOTHING, iterations, logLikelihood, List.of());
    }

    /** Of a model that consists of others. */
    public static TrainingHistory ofMembers(List<TrainingHistory> members) {
        return new TrainingHistory(NOTHING, NOTHING, 0, 0, members);
    }
}

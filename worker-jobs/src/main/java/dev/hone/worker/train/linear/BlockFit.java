package dev.hone.worker.train.linear;

import dev.hone.worker.optimize.Descent;
import dev.hone.worker.optimize.Minimizer;
import dev.hone.worker.optimize.Solution;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Model;

/** A training that minimizes the mean of a loss over standardized rows, plus a penalty. */
abstract class BlockFit implements Fit {

    /** The rows; the same for fits that differ in their penalty and tolerance alone. */
    abstract StandardizedBlocks blocks();

    /** What is minimized of each row; the same for such fits, too. */
    abstract BlockLoss loss(StandardizedBlocks blocks);

    abstract Ridge penalty();

    abstract Minimizer minimizer();

    /** Where the optimizer starts: an array of its own. */
    abstract double[] start();

    /** The model of a point of the optimizer, which becomes the model's own. */
    abstract Model<?> model(double[] point);

    @Override
    public final List<TrainedModel> models(int[] iterations) {
        StandardizedBlocks blocks = blocks();
        return models(minimizer().solutions(new MeanLoss(blocks, loss(blocks), penalty()), start(), iterations));
    }

    final List<TrainedModel> models(List<Solution> solutions) {
        List<TrainedModel> models = new ArrayList<>();
        for (Solution solution : solutions) {
            models.add(TrainedModel.fast(model(solution.point()), TrainingHistory.ofObjectives(solution.objectives())));
        }
        return models;
    }

    /** Its minimizer, if that asks for the objective point by point. */
    final Optional<Descent> descent() {
        return minimizer() instanceof Descent descent ? Optional.of(descent) : Optional.empty();
    }
}

package dev.hone.worker.train.linear;

import dev.hone.worker.optimize.Descent;
import dev.hone.worker.optimize.PathMinimization;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.trial.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits that differ in their penalty and tolerance alone, trained side by side: each time all of them want their objective, one
 * pass over the blocks evaluates it at the points of all. A block is then read from memory once for all fits, and not once for
 * each. The models are those that the fits have alone, bit for bit.
 */
final class JointFits {
    /** Vectors of the length of a point that a minimization keeps: steps, changes of the gradient, and what it works on. */
    private static final long VECTORS = 32;

    private static final long MOST_BYTES = 1L << 27;
    private static final int MOST_TOGETHER = 16;

    private final StandardizedBlocks blocks;
    private final List<Member> members = new ArrayList<>();

    /** One of the fits. */
    private record Member(MeanLoss objective, PathMinimization path) {}

    /** A point at which a fit's objective is evaluated. */
    private record Evaluation(Member member, double[] point, double[] gradient) {
        static Evaluation of(Member member) {
            double[] point = member.path().wanted();
            return new Evaluation(member, point, new double[point.length]);
        }

        void begin() {
            member.objective().moveTo(point);
        }

        void add(Block block) {
            member.objective().add(block, gradient);
        }

        void end() {
            member.path().take(member.objective().end(point, gradient), gradient);
        }

        void endInitial() {
            member.path().take(member.objective().at(point, gradient), gradient);
        }
    }

    private JointFits(StandardizedBlocks blocks) {
        this.blocks = blocks;
    }

    /**
     * The models of each fit; empty if one of them cannot be trained so.
     *
     * @param iterations of each fit, after which a model is wanted
     */
    static Optional<List<List<TrainedModel>>> models(List<? extends Fit> fits, List<int[]> iterations) {
        List<BlockFit> joint = new ArrayList<>();
        for (Fit fit : fits) {
            if (!(fit instanceof BlockFit one) || one.descent().isEmpty()) {
                return Optional.empty();
            }
            joint.add(one);
        }
        return Optional.of(train(joint, iterations));
    }

    private static List<List<TrainedModel>> train(List<BlockFit> fits, List<int[]> iterations) {
        List<List<TrainedModel>> models = new ArrayList<>();
        int most = mostTogether(fits.get(0).start().length);
        for (int from = 0; from < fits.size(); from += most) {
            int to = Math.min(from + most, fits.size());
            models.addAll(trainTogether(fits.subList(from, to), iterations.subList(from, to)));
        }
        return models;
    }

    private static int mostTogether(long lengthOfPoint) {
        return (int) Math.max(1, Math.min(MOST_TOGETHER, MOST_BYTES / (VECTORS * Double.BYTES * lengthOfPoint)));
    }

    private static List<List<TrainedModel>> trainTogether(List<BlockFit> fits, List<int[]> iterations) {
        StandardizedBlocks blocks = fits.get(0).blocks();
        BlockLoss loss = fits.get(0).loss(blocks);
        JointFits joint = new JointFits(blocks);
        for (int index = 0; index < fits.size(); index++) {
            BlockFit fit = fits.get(index);
            Descent descent = fit.descent().orElseThrow();
            MeanLoss objective = new MeanLoss(blocks, loss.another(), fit.penalty());
            joint.members.add(new Member(objective, descent.path(fit.start(), iterations.get(index))));
        }
        joint.minimize();
        List<List<TrainedModel>> models = new ArrayList<>();
        for (int index = 0; index < fits.size(); index++) {
            models.add(fits.get(index).models(joint.members.get(index).path().solutions()));
        }
        return models;
    }

    private void minimize() {
        List<Member> wanting = wanting(members);
        while (!wanting.isEmpty()) {
            List<Evaluation> evaluations = wanting.stream().map(Evaluation::of).toList();
            if (wanting.get(0).objective().isInitial()) {
                evaluateInitial(evaluations);
            } else {
                evaluate(evaluations);
            }
            wanting = wanting(wanting);
        }
    }

    private static List<Member> wanting(List<Member> members) {
        return members.stream().filter(member -> member.path().wants()).toList();
    }

    /** Most are the same for all, and computed once. */
    private static void evaluateInitial(List<Evaluation> evaluations) {
        for (Evaluation evaluation : evaluations) {
            Cancellation.check();
            evaluation.endInitial();
        }
    }

    private void evaluate(List<Evaluation> evaluations) {
        evaluations.forEach(Evaluation::begin);
        for (Block block : blocks.blocks()) {
            Cancellation.check();
            for (Evaluation evaluation : evaluations) {
                evaluation.add(block);
            }
        }
        evaluations.forEach(Evaluation::end);
    }
}

package dev.hone.driver.execute;

import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Trial n grows trees of depth n.
 *
 * @param learner class name of the tree
 * @param trials number of trials
 */
record Depths(String learner, long trials) implements NumberedSampler {
    private static final int ROWS = 60;

    @Override
    public TrialConfig trial(long number) {
        return new TrialConfig(number, learner, Map.of("maxDepth", new Whole(number)), Seeds.ofTrial(1, number));
    }

    List<TrialConfig> all() {
        return LongStream.range(0, trials).mapToObj(this::trial).toList();
    }

    /** Two classes, two folds, a small table. */
    static CrossValidation evaluation() {
        return evaluation(StratifiedKFold.inOrder(2));
    }

    /** Two classes, a small table. */
    static CrossValidation evaluation(FoldScheme folds) {
        Random random = new Random(5);
        double[] labels = new double[ROWS];
        double[] features = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % 2;
            features[2 * row] = random.nextGaussian() + labels[row];
            features[2 * row + 1] = random.nextGaussian();
        }
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(ROWS, 2, features))
                .classLabels(labels, 2, List.of())
                .build();
        return new CrossValidation(
                data,
                folds.split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of("accuracy"), MetricOptions.defaults())));
    }
}

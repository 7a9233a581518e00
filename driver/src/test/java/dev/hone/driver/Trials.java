package dev.hone.driver;

import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trials for tests of what does not train anything. */
public final class Trials {
    private Trials() {}

    public static TrialConfig config(long number) {
        return new TrialConfig(
                number, "LogisticRegression", Map.of("regParam", new Real(number / 8.0)), Seeds.ofTrial(3, number));
    }

    /** A trial with a fold for each score. */
    public static TrialOutcome.Scored scored(long number, String metric, double... scores) {
        List<FoldScore> folds = new ArrayList<>();
        for (double score : scores) {
            folds.add(new FoldScore(folds.size(), Map.of(metric, score), 1_000_000 * (number + 1), 2_000));
        }
        return new TrialOutcome.Scored(config(number), Lane.FAST, folds, 5_000_000);
    }

    public static TrialOutcome.Failed failed(long number, String message) {
        return new TrialOutcome.Failed(config(number), FailureCategory.TRAINING_FAILED, message, 7_000);
    }

    /** Makes {@link #config} of each number. */
    public static NumberedSampler sampler(long trials) {
        return new Numbered(trials);
    }

    private record Numbered(long trials) implements NumberedSampler {
        @Override
        public TrialConfig trial(long number) {
            return config(number);
        }
    }
}

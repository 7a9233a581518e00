package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluation of some trials on other folds. */
class ConfirmationTest {
    private static final Objective ACCURACY = new Objective("accuracy", Direction.MAXIMIZE);

    @TempDir
    private Path temporary;

    @Test
    void whatHasEndedBeforeAnInterruptionIsNotEvaluatedAgain() {
        List<Long> evaluated = new ArrayList<>();
        try (OutputFolder folder = OutputFolder.at(temporary.resolve("confirm").toString(), new Configuration())) {
            Confirmation first = confirmation(folder);
            first.run(new StepExecutor(1, config -> {
                evaluated.add(config.number());
                first.interrupt();
                return outcome(config);
            }));
            assertThat(first.isComplete()).isFalse();

            Confirmation second = confirmation(folder);
            second.run(new StepExecutor(1, config -> {
                evaluated.add(config.number());
                return outcome(config);
            }));

            assertThat(second.isComplete()).isTrue();
            assertThat(second.outcomes())
                    .extracting(outcome -> outcome.config().number())
                    .containsExactly(8L, 3L, 5L);
            assertThat(evaluated).containsExactly(8L, 3L, 5L);
            assertThat(confirmation(folder).isComplete()).isTrue();
        }
    }

    private static Confirmation confirmation(OutputFolder folder) {
        StudyJournal journal = StudyJournal.open(folder, new StudyIdentity("s", "d", "f", ACCURACY), Clock.systemUTC());
        return new Confirmation(List.of(config(8), config(3), config(5)), journal);
    }

    private static TrialConfig config(long number) {
        return new TrialConfig(number, "LinearSVC", Map.of(), number);
    }

    private static TrialOutcome outcome(TrialConfig config) {
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of("accuracy", 0.5), 1, 1)), 1);
    }
}

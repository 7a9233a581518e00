package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.study.NearBestSampler;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sampler that looks at the history, where trials run in Spark's tasks. */
@Timeout(120)
class AdaptiveOnSparkTest {
    private static final String METRIC = "accuracy";
    private static final int TRIALS = 9;
    private static final CrossValidation EVALUATION = Depths.evaluation();

    @TempDir
    private Path temporary;

    @Test
    void everyProposalIsTrainedAndScoredAsAlone() {
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            Study study = study(folder);

            assertThat(run(study)).isEqualTo(StudyEnd.COMPLETED);

            List<TrialConfig> proposed =
                    LongStream.range(0, TRIALS).mapToObj(study::trial).toList();
            assertThat(NearBestSampler.depths(proposed)).doesNotHaveDuplicates();
            Scored best = study.leaderboard().best().trial().orElseThrow();
            assertThat(best.mean(METRIC))
                    .isEqualTo(proposed.stream()
                            .map(EVALUATION::evaluate)
                            .mapToDouble(AdaptiveOnSparkTest::score)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void aFinishedStudyIsContinuedWithItsProposals() {
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            Study first = study(folder);
            run(first);

            Study again = study(folder);

            assertThat(again.leaderboard().succeeded()).isEqualTo(TRIALS);
            assertThat(LongStream.range(0, TRIALS).mapToObj(again::trial))
                    .containsExactlyElementsOf(
                            LongStream.range(0, TRIALS).mapToObj(first::trial).toList());
        }
    }

    private static double score(TrialOutcome outcome) {
        return ((Scored) outcome).mean(METRIC);
    }

    private static StudyEnd run(Study study) {
        try (SparkTrialExecutor executor =
                new SparkTrialExecutor(LocalSpark.session().sparkContext(), EVALUATION)) {
            return study.run(executor);
        }
    }

    private static Study study(OutputFolder folder) {
        Objective objective = new Objective(METRIC, Direction.MAXIMIZE);
        StudyJournal journal =
                StudyJournal.open(folder, new StudyIdentity("s", "d", "f", objective), Clock.systemUTC());
        return new Study(
                new NearBestSampler("DecisionTreeClassifier", METRIC, TRIALS),
                objective,
                List.of(METRIC),
                journal,
                StoppingRule.never(),
                List.of(),
                Clock.systemUTC());
    }
}

package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.LocalSpark;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Log lines name the study and the trial, and nothing of that is left behind. */
@Timeout(120)
class LoggedStudyTest {
    private static final String STUDY = "hone.study";
    private static final String STUDY_OF_JOBS = "mdc.hone.study";
    private static final String TRIAL = "hone.trial";
    private static final AtomicBoolean LACKED_MEMORY = new AtomicBoolean();

    private final SparkSession session = LocalSpark.session();
    private final SparkContext context = session.sparkContext();

    @AfterEach
    void forget() {
        MDC.clear();
        context.setLocalProperty(STUDY_OF_JOBS, null);
    }

    private static ObjectiveTuner tuner() {
        return new ObjectiveTuner()
                .setObjective(trial -> {
                    LoggerFactory.getLogger("dev.hone.tests").info("scores {}", trial.getInt("n"));
                    if (trial.getInt("n") == 2 && LACKED_MEMORY.compareAndSet(false, true)) {
                        throw new OutOfMemoryError("once");
                    }
                    return trial.getInt("n");
                })
                .setSearchSpace(NamedParamSpace.builder().integer("n", 1, 3).build())
                .setSampler("grid");
    }

    @Test
    void linesOfTasksAndOfTheDriverNameStudyAndTrial() {
        LACKED_MEMORY.set(false);
        try (JsonLog log = new JsonLog()) {
            String study = "ObjectiveTuner of " + getClass().getName();
            tuner().optimize(session);

            List<JsonNode> ofTasks = log.lines("scores ");
            assertThat(ofTasks).hasSize(4).allSatisfy(line -> {
                assertThat(line.at("/context").path(STUDY).asText()).startsWith(study);
                assertThat(line.at("/context").path("task_name").asText()).isNotEmpty();
            });
            assertThat(ofTasks)
                    .extracting(line -> line.at("/context").path(TRIAL).asText())
                    .containsExactlyInAnyOrder("0", "1", "1", "2");
            assertThat(log.lines("Trial 1 runs again alone")).singleElement().satisfies(line -> {
                assertThat(line.at("/context").path(STUDY).asText()).startsWith(study);
                assertThat(line.at("/context").path(TRIAL).asText()).isEqualTo("1");
            });
            assertThat(log.lines("Search: "))
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line.at("/context").has(TRIAL)).isFalse());
        }
    }

    @Test
    void aLentSessionKeepsNothingOfASearch() {
        tuner().optimize(session);

        assertThat(MDC.get(STUDY)).isNull();
        assertThat(context.getLocalProperty(STUDY_OF_JOBS)).isNull();
    }

    @Test
    void entriesOfTheCallerAreThereAgain() {
        MDC.put(STUDY, "mine");
        context.setLocalProperty(STUDY_OF_JOBS, "mine too");

        tuner().optimize(session);

        assertThat(MDC.get(STUDY)).isEqualTo("mine");
        assertThat(context.getLocalProperty(STUDY_OF_JOBS)).isEqualTo("mine too");
    }
}

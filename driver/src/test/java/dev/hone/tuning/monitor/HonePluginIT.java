package dev.hone.tuning.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.ExecutorProcesses;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import dev.hone.worker.data.InvalidInputException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Spark's UI and its metrics tell of searches in local mode. */
@Timeout(180)
class HonePluginIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SparkSession session =
            ExecutorProcesses.start(SparkPages.configuration().setMaster("local[2]"));
    private final SparkPages pages = SparkPages.of(session);

    @BeforeEach
    void hold() {
        HeldObjective.hold();
    }

    @AfterEach
    void stop() {
        HeldObjective.letGo();
        ExecutorProcesses.stop(session);
    }

    private CompletableFuture<ObjectiveResult> begin(ObjectiveTuner tuner) {
        return CompletableFuture.supplyAsync(() -> tuner.optimize(session));
    }

    private void awaitTrials(int succeeded, int running) {
        await().atMost(PATIENCE)
                .until(() -> pages.gauge("trials_succeeded") == succeeded && pages.gauge("trials_running") == running);
    }

    @Test
    void gaugesFollowASearchAndKeepWhatItHasComeTo() {
        CompletableFuture<ObjectiveResult> search = begin(HeldObjective.tuner(1));
        awaitTrials(3, 1);

        assertThat(pages.gauge("searches_running")).isEqualTo(1);
        assertThat(pages.gauge("trials_planned")).isEqualTo(4);
        assertThat(pages.gauge("trials_waiting")).isZero();
        assertThat(pages.gauge("trials_failed")).isZero();
        assertThat(pages.gauge("best_score")).isEqualTo(0.75);
        assertThat(pages.gauge("trial_seconds_inline")).isPositive();
        assertThat(pages.gauge("trial_seconds_cluster")).isZero();
        assertThat(pages.gauge("slots")).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> pages.gauge("slots_busy") == 1);

        HeldObjective.letGo();
        search.join();

        assertThat(pages.gauge("searches_running")).isZero();
        assertThat(pages.gauge("trials_succeeded")).isEqualTo(4);
        assertThat(pages.gauge("trials_running")).isZero();
        assertThat(pages.gauge("best_score")).isEqualTo(1);
    }

    @Test
    void theTabShowsARunningTrialAndTheBestAndGoesWithTheSearch() {
        CompletableFuture<ObjectiveResult> search = begin(HeldObjective.tuner(1));
        awaitTrials(3, 1);

        assertThat(pages.get("/jobs/").body()).contains("/hone/");
        assertThat(pages.page())
                .contains("3 of 4 ended: 3 succeeded, 0 failed; 1 running, 0 waiting", "n = 3", "searching")
                .contains("&lt;i&gt;R&amp;D&lt;/i&gt; &quot;x&quot;", "<meta http-equiv=\"refresh\"")
                .doesNotContain("<i>R");
        JsonNode json = pages.json().get(0);
        assertThat(json.at("/trials/running").intValue()).isEqualTo(1);
        assertThat(json.at("/running/0/params/n").textValue()).isEqualTo("4");
        assertThat(json.at("/top/0/score").doubleValue()).isEqualTo(0.75);
        assertThat(json.at("/top/0/lane").textValue()).isEqualTo("inline");
        assertThat(json.at("/top/0/params/text").textValue()).isEqualTo(HeldObjective.ODD_TEXT);

        HeldObjective.letGo();
        search.join();

        assertThat(pages.get("/jobs/").body()).doesNotContain("/hone/");
        assertThat(pages.get("/hone/").uri().getPath()).isEqualTo("/jobs/");
    }

    @Test
    void searchesAtOnceAreAddedUpAndTheLaterOneHasTheScore() {
        ObjectiveTuner earlier = HeldObjective.tuner(1).setParallelism(1);
        CompletableFuture<ObjectiveResult> first = begin(earlier);
        awaitTrials(3, 1);
        CompletableFuture<ObjectiveResult> second =
                begin(HeldObjective.tuner(100).setParallelism(1));
        awaitTrials(6, 2);

        assertThat(pages.gauge("searches_running")).isEqualTo(2);
        assertThat(pages.gauge("best_score")).isEqualTo(75);
        assertThat(pages.json()).hasSize(2);

        earlier.cancel();
        first.join();

        assertThat(pages.gauge("trials_succeeded")).isEqualTo(3);
        assertThat(pages.json()).hasSize(1);
        assertThat(second).isNotDone();
    }

    @Test
    void aSearchThatFailsLeavesNoTab() {
        ObjectiveTuner failing = HeldObjective.tuner(1).setObjective(trial -> {
            throw new IllegalStateException("never");
        });

        assertThatThrownBy(() -> failing.optimize(session)).isInstanceOf(InvalidInputException.class);
        assertThat(pages.gauge("searches_running")).isZero();
        assertThat(pages.gauge("trials_failed")).isEqualTo(4);
        assertThat(pages.gauge("best_score")).isNaN();
        assertThat(pages.get("/jobs/").body()).doesNotContain("/hone/");
    }
}

package dev.hone.driver.execute.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.Trials;
import dev.hone.driver.execute.FollowedRun;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trials of a function that are cancelled. */
@Timeout(60)
class ObjectiveCancellationTest {
    private static final AtomicBoolean SPINNING = new AtomicBoolean();
    private static final List<TrialConfig> TRIALS =
            LongStream.range(0, 4).mapToObj(Trials::config).toList();

    private final SparkContext context = LocalSpark.session().sparkContext();
    private final List<TrialEvent> events = new ArrayList<>();

    @Test
    void aFunctionThatIsInterruptedFreesItsSlot() throws InterruptedException {
        try (ObjectiveTrialExecutor executor =
                new ObjectiveTrialExecutor(context, ObjectiveCancellationTest::endlessAtFirst, "loss", () -> 1)) {
            FollowedRun run = FollowedRun.of(executor, TRIALS);
            run.until(TrialEvent.Began.class::isInstance, events);

            run.cancel(TRIALS.get(0));
            run.cancel(TRIALS.get(2));
            run.untilEnded(2, events);

            assertThat(events)
                    .filteredOn(TrialEvent.Ended.class::isInstance)
                    .extracting(event -> event.config().number())
                    .containsExactly(1L, 3L);
            assertThat(run.stop()).isEmpty();
        }
    }

    @Test
    void aFunctionThatMindsNoInterruptFreesItsSlotThoughItGoesOn() throws InterruptedException {
        SPINNING.set(true);
        try (ObjectiveTrialExecutor executor =
                new ObjectiveTrialExecutor(context, ObjectiveCancellationTest::spinningAtFirst, "loss", () -> 1)) {
            FollowedRun run = FollowedRun.of(executor, TRIALS);
            run.until(TrialEvent.Began.class::isInstance, events);

            run.cancel(TRIALS.get(0));
            run.untilEnded(3, events);

            assertThat(SPINNING).isTrue();
        } finally {
            SPINNING.set(false);
        }
    }

    private static double spinningAtFirst(TrialConfig config) {
        while (config.number() == 0 && SPINNING.get()) {
            Thread.onSpinWait();
        }
        return config.number();
    }

    @Test
    void whileItIsDrainedNoTrialBegins() throws InterruptedException {
        try (ObjectiveTrialExecutor executor =
                new ObjectiveTrialExecutor(context, ObjectiveCancellationTest::endlessAtFirst, "loss", () -> 1)) {
            FollowedRun run = FollowedRun.of(executor, TRIALS);
            run.until(TrialEvent.Began.class::isInstance, events);
            assertThat(run.run().drain()).isTrue();

            run.cancel(TRIALS.get(0));
            while (run.run().drain()) {
                events.addAll(run.run().poll());
            }

            assertThat(events).noneMatch(TrialEvent.Ended.class::isInstance);
        }
    }

    private static double endlessAtFirst(TrialConfig config) throws InterruptedException {
        if (config.number() == 0) {
            Thread.sleep(Long.MAX_VALUE);
        }
        return config.number();
    }
}

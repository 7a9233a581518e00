package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private int alive = 4;
    private int asked;
    private long now = Long.MAX_VALUE - 5; // System.nanoTime may overflow

    private Slots slots(SparkConf conf) {
        return new Slots(
                () -> {
                    asked++;
                    return alive;
                },
                conf,
                () -> now);
    }

    private static SparkConf conf() {
        return new SparkConf(false);
    }

    @Test
    void areThoseOfTheExecutorsWhateverTheDefaultParallelismIs() {
        assertThat(slots(conf().set("spark.default.parallelism", "200")).count())
                .isEqualTo(4);
    }

    @Test
    void ofALocalSessionAreItsCores() {
        assertThat(Slots.of(LocalSpark.session().sparkContext()).count()).isEqualTo(2);
    }

    @Test
    void areAskedForOnceASecond() {
        Slots slots = slots(conf());
        assertThat(slots.count()).isEqualTo(4);
        alive = 6;
        now += TimeUnit.MILLISECONDS.toNanos(999);

        assertThat(slots.count()).isEqualTo(4);
        assertThat(asked).isOne();

        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(slots.count()).isEqualTo(6);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void areThoseExpectedWhileNoExecutorIsAlive() {
        alive = 0;

        assertThat(slots(conf()).count()).isOne();
        assertThat(slots(conf().set("spark.executor.cores", "8")
                                .set("spark.executor.instances", "3")
                                .set("spark.task.cpus", "2"))
                        .count())
                .isEqualTo(12);
    }

    @Test
    void areOneMoreWhereExecutorsComeOnDemand() {
        assertThat(slots(conf().set("spark.dynamicAllocation.enabled", "true")).count())
                .isEqualTo(5);
    }
}

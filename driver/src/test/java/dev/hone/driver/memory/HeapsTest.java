package dev.hone.driver.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class HeapsTest {
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    @Test
    void inLocalModeAllIsOneHeap() {
        Heaps heaps = Heaps.of(new SparkConf(false), true, 4);

        assertThat(heaps.driver()).isEqualTo(HEAP);
        assertThat(heaps.executor()).isEmpty();
        assertThat(heaps.tasks()).isEqualTo(4);
        assertThat(heaps.smallest()).isEqualTo(HEAP);
        assertThat(heaps.machine()).isGreaterThan(HEAP / 2);
    }

    @Test
    void executorsHaveWhatTheirSettingsSay() {
        SparkConf conf = new SparkConf(false);
        assertThat(Heaps.of(conf, false, 8)).isEqualTo(new Heaps(HEAP, OptionalLong.of(1L << 30), 1, machine()));

        conf.set("spark.executor.memory", "64") // mebibytes
                .set("spark.executor.cores", "8")
                .set("spark.task.cpus", "2");
        assertThat(Heaps.of(conf, false, 8)).isEqualTo(new Heaps(HEAP, OptionalLong.of(64L << 20), 4, machine()));
        assertThat(Heaps.of(conf, false, 8).smallest()).isEqualTo(64L << 20);
    }

    private static long machine() {
        return Heaps.of(new SparkConf(false), true, 1).machine();
    }
}

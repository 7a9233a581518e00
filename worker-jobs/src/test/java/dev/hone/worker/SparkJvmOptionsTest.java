package dev.hone.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkJvmOptionsTest {
    /** Else tests would run with another BLAS than executors do, or Kryo would not find its way into the JDK. */
    @Test
    void testsRunWithTheOptionsThatSparksLauncherGives() {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        assertThat(options).containsAll(List.of(StringUtils.split(JavaModuleOptions.defaultModuleOptions())));
    }
}

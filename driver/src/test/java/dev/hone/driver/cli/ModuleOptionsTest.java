package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class ModuleOptionsTest {
    @Test
    void aJvmWithSparksOptionsMissesNone() {
        assertThat(ModuleOptions.missing(ModuleLayer.boot())).isEmpty();
    }

    @Test
    void aJvmWithoutThemIsToldWhichAndHow() {
        assertThatThrownBy(() ->
                        ModuleOptions.require(List.of("--add-opens=a/b=ALL-UNNAMED", "--add-opens=a/c=ALL-UNNAMED")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Java options: must open Java's modules to Spark, which spark-submit does not see to in cluster"
                                + " mode of a standalone master (missing: --add-opens=a/b=ALL-UNNAMED and 1 more); submit by bin/hone,"
                                + " which adds them, or give spark-submit --driver-java-options"
                                + " \"--add-opens=a/b=ALL-UNNAMED --add-opens=a/c=ALL-UNNAMED\"");
    }

    @Test
    void aDriverHasThemBeforeTheUsersOptions() {
        assertThat(ModuleOptions.before("-Dmine=1")).isEqualTo(JavaModuleOptions.defaultModuleOptions() + " -Dmine=1");
        assertThat(ModuleOptions.before(""))
                .isEqualTo(JavaModuleOptions.defaultModuleOptions().strip());
    }
}

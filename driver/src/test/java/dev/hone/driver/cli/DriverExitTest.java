package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverExitTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 0", "4, 0", "5, 0", "1, 1", "130, 130"})
    void aSupervisedDriverStartsAgainOnlyWhereThatMayHelp(int exitCode, int told) {
        assertThat(DriverExit.code(exitCode, settings("cluster", "true"))).isEqualTo(told);
        assertThat(DriverExit.code(exitCode, settings("cluster", "false"))).isEqualTo(exitCode);
        assertThat(DriverExit.code(exitCode, settings("client", "true"))).isEqualTo(exitCode);
        assertThat(DriverExit.code(exitCode, new Properties())).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({
        "yarn, cluster, true",
        "yarn, client, false",
        "spark://h:7077, cluster, false",
        "local[2], client, false"
    })
    void onlyOnYarnADriverOnTheClusterReturnsFromItsMainClass(String master, String deployMode, boolean returns) {
        Properties settings = settings(deployMode, "false");
        settings.setProperty("spark.master", master);

        assertThat(DriverExit.isApplicationMaster(settings)).isEqualTo(returns);
    }

    private static Properties settings(String deployMode, String supervise) {
        Properties settings = new Properties();
        settings.setProperty("spark.submit.deployMode", deployMode);
        settings.setProperty("spark.driver.supervise", supervise);
        return settings;
    }
}

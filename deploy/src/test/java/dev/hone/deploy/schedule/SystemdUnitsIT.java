package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.deploy.schedule.InstalledTool.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units pass {@code systemd-analyze verify}, which knows each key and looks for the program that a service starts. */
class SystemdUnitsIT {
    private static final InstalledTool ANALYZE = new InstalledTool("systemd-analyze");

    @TempDir
    private Path folder;

    @Test
    void unitsAreRightWhereSystemdIsInstalledToTell() throws IOException, InterruptedException {
        unit("hone@.service", "", "");
        unit("hone@.timer", "", "");

        assertThat(verify("hone@.service", "hone@.timer")).isEqualTo(new Output(0, ""));
    }

    @Test
    void aMistypedKeyIsTold() throws IOException, InterruptedException {
        unit("hone@.service", "RestartSec=", "RestartSeconds=");

        assertThat(verify("hone@.service").text()).contains("'RestartSeconds'");
    }

    private Output verify(String... units) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("verify", "--man=no"));
        arguments.addAll(List.of(units).stream()
                .map(unit -> folder.resolve(unit.replace("@", "@iris")).toString())
                .toList());
        return ANALYZE.run(Map.of("SYSTEMD_UNIT_PATH", folder + ":"), arguments);
    }

    /** A unit as it is installed, and of the study iris, with Hone where it is here. */
    private void unit(String name, String right, String wrong) throws IOException {
        String text = Documents.text(Documents.SCHEDULES.resolve("systemd").resolve(name))
                .replace("/opt/hone", Documents.DEPLOY.getParent().toString())
                .replace(right, wrong);
        Files.writeString(folder.resolve(name), text);
        Files.writeString(folder.resolve(name.replace("@", "@iris")), text);
    }
}

package dev.hone.driver.ownership.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final long OTHER = 4_000_000_000L;

    @TempDir
    private Path proc;

    private MachineFiles machine = new MachineFiles(Path.of(""));

    @BeforeEach
    void makeMachine() {
        machine = MachineFiles.in(proc);
        machine.run(OTHER, "S", 7);
    }

    @Test
    void aProcessIsThereUntilItHasEnded() {
        DriverProcess other = other(7);

        assertThat(machine.table().hasEnded(other)).isFalse();
        machine.end(OTHER);
        assertThat(machine.table().hasEnded(other)).isTrue();
    }

    @Test
    void aProcessThatOnlyWaitsForItsParentHasEnded() {
        machine.run(OTHER, "Z", 7);

        assertThat(machine.table().hasEnded(other(7))).isTrue();
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotTheOneThatHasEnded() {
        machine.run(OTHER, "S", 8);

        assertThat(machine.table().hasEnded(other(7))).isTrue();
    }

    @Test
    void nothingIsKnownOfOtherBootsOtherNamespacesAndOtherUsers() {
        DriverProcess other = other(7);
        machine.end(OTHER);

        machine.boot("second");
        assertThat(machine.table().hasEnded(other)).as("another boot").isFalse();
        machine.boot("first");
        machine.namespace("pid:[2]");
        assertThat(machine.table().hasEnded(other)).as("another container").isFalse();
        machine.namespace("pid:[1]");
        DriverProcess ofAnother = new DriverProcess("node-7", OTHER, "somebody else", other.pidSpace(), 7);
        assertThat(machine.table().hasEnded(ofAnother)).as("another user").isFalse();
        assertThat(machine.table().hasEnded(other)).as("nothing else").isTrue();
    }

    @Test
    void withoutProcNoProcessIsKnownToHaveEnded() {
        ProcessTable none = new ProcessTable(proc.resolve("nowhere"));

        DriverProcess current = none.current();

        assertThat(current.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(current.host()).isNotEmpty();
        assertThat(none.hasEnded(current)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessRuns() {
        ProcessTable table = ProcessTable.ofThisMachine();
        DriverProcess current = table.current();

        assertThat(current.pidSpace()).isNotEmpty();
        assertThat(current.startTicks()).isPositive();
        assertThat(table.hasEnded(current)).isFalse();
        assertThat(table.hasEnded(new DriverProcess(
                        current.host(), OTHER, current.user(), current.pidSpace(), current.startTicks())))
                .isTrue();
    }

    private DriverProcess other(long startTicks) {
        DriverProcess own = machine.table().current();
        return new DriverProcess(own.host(), OTHER, own.user(), own.pidSpace(), startTicks);
    }
}

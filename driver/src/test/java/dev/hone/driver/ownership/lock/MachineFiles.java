package dev.hone.driver.ownership.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code /proc} tells on a machine, in a folder of its own. */
record MachineFiles(Path proc) {
    private static final String PARENT_TO_PRIORITY = "1 1 1 0 -1 4194304 100 0 0 0 1 1 0 0 20 0 1 0 ";

    /** A machine that runs this process and no other. */
    static MachineFiles in(Path folder) {
        MachineFiles machine = new MachineFiles(folder);
        machine.write("sys/kernel/hostname", "node-7\n");
        machine.boot("first");
        machine.namespace("pid:[1]");
        machine.run(ProcessHandle.current().pid(), "S", 100);
        return machine;
    }

    ProcessTable table() {
        return new ProcessTable(proc);
    }

    void boot(String id) {
        write("sys/kernel/random/boot_id", id + "\n");
    }

    void namespace(String name) {
        try {
            Path link = proc.resolve("self/ns/pid");
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a process run in some state since some clock tick. */
    void run(long pid, String state, long startTicks) {
        write(pid + "/stat", pid + " (java (tm)) " + state + " " + PARENT_TO_PRIORITY + startTicks + " 1 2 3\n");
    }

    void end(long pid) {
        try {
            Files.delete(proc.resolve(pid + "/stat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(proc.resolve(name).getParent());
            Files.writeString(proc.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.hone.driver.ownership.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The processes of this machine, by what Linux tells of them in {@code /proc}. On other systems no process is known to have ended.
 *
 * @param proc where {@code /proc} is
 */
record ProcessTable(Path proc) {
    private static final String BOOT = "sys/kernel/random/boot_id";
    private static final String HOST = "sys/kernel/hostname";
    private static final String PID_NAMESPACE = "self/ns/pid";

    /**
     * What {@code /proc/PID/stat} tells behind the name of the program.
     *
     * @param state one letter
     * @param startTicks clock ticks since the boot
     */
    private record Stat(String state, long startTicks) {
        /** Fields of proc(5), which counts from 1; the state is the third. */
        private static final int START_TIME = 22 - 3;

        static Stat of(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return new Stat(fields[0], Long.parseLong(fields[START_TIME].strip()));
        }

        /** Zombies have ended, but nobody has asked for their exit codes. */
        boolean isAlive() {
            return !state.equals("Z") && !state.equals("X");
        }
    }

    static ProcessTable ofThisMachine() {
        return new ProcessTable(Path.of("/proc"));
    }

    /** This process. */
    DriverProcess current() {
        long pid = ProcessHandle.current().pid();
        return new DriverProcess(host(), pid, System.getProperty("user.name", ""), pidSpace(), startTicks(pid));
    }

    private String host() {
        return text(HOST).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        });
    }

    /** Containers of one machine may have the same host name, and pids that count in each. */
    private String pidSpace() {
        try {
            Path namespace = Files.readSymbolicLink(proc.resolve(PID_NAMESPACE));
            return text(BOOT).map(boot -> boot + " " + namespace).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private long startTicks(long pid) {
        try {
            return stat(pid).startTicks();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /**
     * Whether a process has ended for certain. Nothing is known of those of other boots, other pid namespaces and other users, whose
     * processes may be hidden.
     */
    boolean hasEnded(DriverProcess process) {
        DriverProcess own = current();
        if (process.pidSpace().isEmpty()
                || !process.pidSpace().equals(own.pidSpace())
                || !process.user().equals(own.user())) {
            return false;
        }
        try {
            Stat found = stat(process.pid());
            return !found.isAlive() || found.startTicks() != process.startTicks();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private Stat stat(long pid) throws IOException {
        return Stat.of(Files.readString(proc.resolve(Long.toString(pid)).resolve("stat")));
    }

    private Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(proc.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

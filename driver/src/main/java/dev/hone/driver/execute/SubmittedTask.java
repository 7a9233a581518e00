package dev.hone.driver.execute;

import dev.hone.driver.execute.watch.TaskReport;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A task that was submitted and has not ended, as far as the driver knows. Belongs to the thread that polls its run. */
final class SubmittedTask {
    private final long number;
    private List<WorkUnit> units;
    private OptionalLong attempt = OptionalLong.empty();

    /** @param number of the task in its run */
    SubmittedTask(long number, List<WorkUnit> units) {
        this.number = number;
        this.units = List.copyOf(units);
    }

    long number() {
        return number;
    }

    /** Those that the task may begin or has begun, in their order. */
    List<WorkUnit> units() {
        return units;
    }

    /**
     * Takes note of what the task has told: that it runs the last of its units.
     *
     * @return the units that it leaves to other tasks
     */
    List<WorkUnit> take(TaskReport report) {
        attempt = OptionalLong.of(report.attempt());
        List<WorkUnit> left = units.subList(report.unit() + 1, units.size());
        units = units.subList(0, report.unit() + 1);
        return left;
    }

    /** Id of Spark's for the attempt to run it; empty while it has not told that it takes long. */
    OptionalLong attempt() {
        return attempt;
    }

    /** The unit that it is in; empty while it has not told that it takes long. */
    Optional<WorkUnit> running() {
        return attempt.isPresent() ? Optional.of(units.get(units.size() - 1)) : Optional.empty();
    }

    /** Its units, the one that it is in once per trial. */
    List<WorkUnit> separated() {
        if (running().isEmpty()) {
            return units;
        }
        List<WorkUnit> separated = new ArrayList<>(units.subList(0, units.size() - 1));
        WorkUnit last = units.get(units.size() - 1);
        separated.addAll(last.split(last.learners().size()));
        return separated;
    }

    /** Whether it is known to run a trial. */
    boolean runs(TrialConfig trial) {
        return running().stream()
                .flatMap(unit -> unit.trials().stream())
                .anyMatch(other -> other.number() == trial.number());
    }

    /** Whether it is known to run some of these trials and no other. */
    boolean runsOnly(Set<Long> trials) {
        return running()
                .filter(unit -> unit.trials().stream().allMatch(trial -> trials.contains(trial.number())))
                .isPresent();
    }
}

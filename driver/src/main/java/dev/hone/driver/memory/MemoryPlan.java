package dev.hone.driver.memory;

import dev.hone.driver.table.ByteSize;
import dev.hone.driver.table.TableSize;
import dev.hone.driver.table.TableSize.Accuracy;
import dev.hone.driver.table.column.FeatureAssembly;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a study needs of its heaps, and what there is.
 *
 * @param path where the table is
 * @param table its size
 * @param needs by heap, the driver's first
 * @param machine bytes of the driver's machine
 * @param remedies what would help beside larger heaps
 */
public record MemoryPlan(String path, TableSize table, List<HeapNeed> needs, long machine, List<Remedy> remedies) {

    /** What a user can do beside giving a JVM more memory. */
    enum Remedy {
        FEWER_COLUMNS("list fewer columns under data.features"),
        CLUSTER_LANE("set search.lane: cluster");

        private final String text;

        Remedy(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public MemoryPlan {
        needs = List.copyOf(needs);
        remedies = List.copyOf(remedies);
    }

    /**
     * Refuses a table that cannot fit. One whose size is only roughly known is never refused.
     *
     * @throws InvalidInputException with one line for the user
     */
    public void requireFit() {
        if (table.accuracy() != Accuracy.CLOSE) {
            return;
        }
        if (isInTasks() && table.values() > FeatureAssembly.MOST_VALUES) {
            throw new InvalidInputException("Data '" + path + "': a table in memory holds at most "
                    + FeatureAssembly.MOST_VALUES + " feature values (" + table + "); " + either(Stream.of()));
        }
        needs.stream().filter(HeapNeed::isTooLarge).findFirst().ifPresent(need -> {
            throw new InvalidInputException("Data '" + path + "': must fit " + advice(need));
        });
    }

    /** One line if the table may not fit, though it is not refused. */
    public Optional<String> warning() {
        return needs.stream()
                .filter(need -> table.accuracy() == Accuracy.CLOSE ? need.isNear() : need.isTooLarge())
                .findFirst()
                .map(need -> "Data '" + path + "': may not fit " + advice(need));
    }

    private boolean isInTasks() {
        return remedies.contains(Remedy.CLUSTER_LANE);
    }

    private String advice(HeapNeed need) {
        String option = "give it more by " + need.option()
                + (need.isBeyond(machine)
                        ? " on another machine (memory of this one: " + new ByteSize(machine) + ")"
                        : "");
        return need.place() + ", of which " + table + " need about " + new ByteSize(need.bytes()) + " (heap: "
                + new ByteSize(need.heap()) + "); " + either(Stream.of(option));
    }

    /** Some advice and the remedies, the last one after an "or". */
    private String either(Stream<String> advice) {
        List<String> all =
                Stream.concat(advice, remedies.stream().map(Remedy::toString)).toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + ", or " + all.get(last);
    }

    /** What is needed and there: {@code about 2.4 GiB of the driver's 12.0 GiB}, and the same of executors. */
    public String text() {
        return needs.stream().map(HeapNeed::text).collect(Collectors.joining("; "));
    }
}

package dev.hone.driver.definition;

import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.LaneSetting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a study's trials are trained.
 *
 * @param lane which lanes trials may take
 * @param maxTableBytes the largest table that tasks take, in bytes; empty for the default
 * @param obstacle why a learner cannot be trained inside tasks, so that the study takes the cluster lane; empty if all can
 * @param inlineReasons why fast trainers leave learners to inline training, with the first values of their spaces
 */
public record LaneDefinition(
        LaneSetting lane, OptionalLong maxTableBytes, Optional<String> obstacle, List<String> inlineReasons) {

    public LaneDefinition {
        inlineReasons = List.copyOf(inlineReasons);
    }

    /** Whether trials may be trained by Spark jobs, for the size of the table if for nothing else. */
    public boolean mayBeCluster() {
        return lane.allows(Lane.CLUSTER);
    }

    /** Why trials are trained by Spark jobs, as far as the study file tells; empty if they may be trained inside tasks. */
    public Optional<String> clusterReason() {
        return lane == LaneSetting.CLUSTER ? Optional.of(LaneChoice.SEARCH_LANE) : obstacle;
    }

    /** The lane, or {@code auto}, with the reasons known before a trial why it is not the fastest. */
    public String text() {
        return switch (lane) {
            case AUTO ->
                inlineReasons.isEmpty()
                        ? lane.label()
                        : lane.label() + ", " + Lane.INLINE.label() + ": " + String.join("; ", inlineReasons);
            case FAST -> lane.label();
            case INLINE, CLUSTER -> lane.label() + ": " + LaneChoice.SEARCH_LANE;
        };
    }
}

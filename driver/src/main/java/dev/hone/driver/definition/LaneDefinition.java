package dev.hone.driver.definition;

import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a study's trials are trained.
 *
 * @param lane the one lane to use; the fastest that takes each trial if empty
 * @param maxTableBytes the largest table that tasks take, in bytes; empty for the default
 * @param obstacle why a learner cannot be trained inside tasks, so that the study takes the cluster lane; empty if all can
 * @param inlineReasons why fast trainers leave learners to inline training, with the first values of their spaces
 */
public record LaneDefinition(
        Optional<Lane> lane, OptionalLong maxTableBytes, Optional<String> obstacle, List<String> inlineReasons) {

    public LaneDefinition {
        inlineReasons = List.copyOf(inlineReasons);
    }

    /** Whether trials may be trained by Spark jobs, for the size of the table if for nothing else. */
    public boolean mayBeCluster() {
        return lane.map(Lane.CLUSTER::equals).orElse(true);
    }

    /** Why trials are trained by Spark jobs, as far as the study file tells; empty if they may be trained inside tasks. */
    public Optional<String> clusterReason() {
        return lane.filter(Lane.CLUSTER::equals)
                .map(forced -> LaneChoice.SEARCH_LANE)
                .or(() -> obstacle);
    }

    /** The lane, or {@code auto}, with the reasons known before a trial why it is not the fastest. */
    public String text() {
        String asked = lane.map(Lane::label).orElse("auto");
        if (lane.isPresent()) {
            return lane.get() == Lane.FAST ? asked : asked + ": " + LaneChoice.SEARCH_LANE;
        }
        return inlineReasons.isEmpty()
                ? asked
                : asked + ", " + Lane.INLINE.label() + ": " + String.join("; ", inlineReasons);
    }
}

package dev.hone.driver.definition;

import dev.hone.worker.trial.Lane;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a study's trials are trained.
 *
 * @param lane the one lane to use; the fastest that takes each trial if empty
 * @param maxTableBytes the largest table that tasks take, in bytes; empty for the default
 * @param obstacle why a learner cannot be trained inside tasks, so that the study takes the cluster lane; empty if all can
 */
public record LaneDefinition(Optional<Lane> lane, OptionalLong maxTableBytes, Optional<String> obstacle) {

    /** Whether trials may be trained by Spark jobs, for the size of the table if for nothing else. */
    public boolean mayBeCluster() {
        return lane.map(Lane.CLUSTER::equals).orElse(true);
    }

    /** Why trials are trained by Spark jobs, as far as the study file tells; empty if they may be trained inside tasks. */
    public Optional<String> clusterReason() {
        return lane.filter(Lane.CLUSTER::equals)
                .map(forced -> "search.lane asks for it")
                .or(() -> obstacle);
    }
}

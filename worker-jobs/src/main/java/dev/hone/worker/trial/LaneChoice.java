package dev.hone.worker.trial;

import java.io.Serializable;

/**
 * The lane that a training took, and why it was not a faster one.
 *
 * @param lane the lane
 * @param reason why no faster lane took it, a short text without a full stop; empty in the fastest lane, and where it is not
 *     known, as in journals of earlier versions
 */
public record LaneChoice(Lane lane, String reason) implements Serializable {

    /** The reason of a lane that a study file forces. */
    public static final String SEARCH_LANE = "search.lane asks for it";

    /** The fastest lane, which needs no reason. */
    public static final LaneChoice FAST = new LaneChoice(Lane.FAST, "");

    /** The slower of two; of equal ones this one: what a trial tells whose folds took different lanes. */
    public LaneChoice slower(LaneChoice other) {
        return other.lane.compareTo(lane) > 0 ? other : this;
    }
}

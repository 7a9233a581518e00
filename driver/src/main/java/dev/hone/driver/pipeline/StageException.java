package dev.hone.driver.pipeline;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.FailureMessage;

/** A stage could not be fitted or does not suit the columns that it gets. */
public final class StageException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final int place;

    /**
     * @param place of the stage in its pipeline, from 0
     * @param name of the stage
     */
    public StageException(int place, String name, Throwable cause) {
        super(name + ": " + StageAdvice.after(FailureMessage.of(cause)), cause);
        this.place = place;
    }

    /**
     * @param place of the stage in its pipeline, from 0
     * @param name of the stage
     * @param rule that it breaks
     */
    public StageException(int place, String name, String rule) {
        super(name + ": " + rule);
        this.place = place;
    }

    public int place() {
        return place;
    }
}

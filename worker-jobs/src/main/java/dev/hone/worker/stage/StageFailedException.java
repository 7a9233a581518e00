package dev.hone.worker.stage;

import org.apache.spark.QueryContext;
import org.apache.spark.SparkException;
import org.apache.spark.SparkRuntimeException;
import scala.collection.immutable.Map;

/**
 * A stage cannot be fitted on its rows or cannot take one of them. The trials of such stages are left to Spark, which tells
 * what is wrong in its own words.
 */
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what was thrown; the innermost cause has Spark's message */
    public StageFailedException(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /** As Spark throws from the function of a column. */
    static StageFailedException of(String message) {
        return new StageFailedException(new SparkException(message));
    }

    /** As Spark fails where the function of a column gets a null that it does not expect. */
    static StageFailedException ofNull() {
        return new StageFailedException(new NullPointerException());
    }

    /** As Spark's {@code raise_error} fails. */
    static StageFailedException ofRaisedError(String message) {
        return new StageFailedException(new SparkRuntimeException(
                "USER_RAISED_EXCEPTION",
                new Map.Map1<>("errorMessage", message),
                SparkRuntimeException.$lessinit$greater$default$3(),
                new QueryContext[0],
                ""));
    }
}

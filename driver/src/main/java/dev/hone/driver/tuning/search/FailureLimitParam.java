package dev.hone.driver.tuning.search;

import dev.hone.driver.study.FailureLimit;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;

/** A param that is a number of trials, or a share of them. */
public final class FailureLimitParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    public FailureLimitParam(Identifiable owner, String name, String doc) {
        super(owner, name, doc);
    }

    /**
     * Called by Spark when the param is set.
     *
     * @throws IllegalArgumentException if the value is neither a number of trials nor a share
     */
    @Override
    public void validate(String value) {
        try {
            FailureLimit unused = FailureLimit.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Param '" + name() + "' " + e.getMessage(), e);
        }
    }
}

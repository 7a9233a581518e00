package dev.hone.worker.metric;

/** The objective has no value on the rows that it was to be computed on. */
public final class UndefinedMetricException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String metric;
    private final String reason;

    /**
     * @param metric name of the metric
     * @param reason why it has no value, continuing a sentence about the test rows
     */
    public UndefinedMetricException(String metric, String reason) {
        super(metric + " is not defined: " + reason);
        this.metric = metric;
        this.reason = reason;
    }

    /** The message for one fold: names metric, fold and reason. */
    public String onFold(int fold) {
        return metric + " is not defined on fold " + fold + ": " + reason;
    }
}

package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Any whole number of a range, both ends included.
 *
 * @param low the smallest value
 * @param high the largest, above {@code low}
 * @param scale how the range is spread when drawn from; a grid takes every number
 */
public record IntegerRange(String name, Condition condition, long low, long high, Scale scale) implements Dimension {
    private static final long MOST = 1L << 53;

    public IntegerRange {
        if (low < -MOST || high > MOST) {
            throw Dimension.invalid(
                    name, "bounds must be between -2^53 and 2^53 (low: " + low + ", high: " + high + ")");
        }
        scale.check(name, (double) low, (double) high);
    }

    @Override
    public IntegerRange named(String other) {
        return new IntegerRange(other, condition, low, high, scale);
    }

    /** Each number owns the stretch from half below it to half above it, so that both ends are as likely as the rest. */
    @Override
    public ParameterValue at(double unit) {
        long value = scale == Scale.LINEAR
                ? low + (long) (unit * (high - low + 1.0))
                : Math.round(scale.between(low - 0.5, high + 0.5, unit));
        return new Whole(Math.min(Math.max(value, low), high));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(high - low + 1);
    }

    @Override
    public ParameterValue at(long index) {
        return new Whole(low + index);
    }

    @Override
    public long indexOf(ParameterValue value) {
        return ((Whole) value).value() - low;
    }

    @Override
    public double probability(ParameterValue value) {
        double number = ((Whole) value).value();
        return scale.share(low - 0.5, high + 0.5, number - 0.5, number + 0.5);
    }

    @Override
    public double unit(ParameterValue value) {
        return scale.share(low - 0.5, high + 0.5, low - 0.5, ((Whole) value).value());
    }

    @Override
    public List<ParameterValue> probes() {
        return List.of(new Whole(low), new Whole(high));
    }

    @Override
    public String text() {
        String key = scale == Scale.LOG ? "log-int" : "int";
        return String.format(Locale.ROOT, "{%s: [%d, %d]}", key, low, high);
    }
}

package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Losses as scores with mean 0 and deviation 1. */
final class OutputWarp {
    static double clip = Double.parseDouble(System.getProperty("clip", "10"));

    private OutputWarp() {}

    /** Failed as the worst, and the far worst cut. */
    static double[] clipped(double[] losses) {
        double[] sorted = Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
        double median = sorted.length % 2 == 1 ? sorted[sorted.length / 2] : sorted[sorted.length / 2] / 2 + sorted[sorted.length / 2 - 1] / 2;
        double scale = median - sorted[0];
        for (int index = sorted.length / 2; scale <= 0 && index < sorted.length; index++) {
            scale = sorted[index] - median;
        }
        double most = Math.min(median + clip * scale, sorted[sorted.length - 1]);
        return Arrays.stream(losses)
                .map(loss -> Double.isFinite(loss) ? Math.min(loss, most) : most)
                .toArray();
    }

    /** log(loss - least + shift), shift relative to median - least. */
    static double[] shiftedLog(double[] losses, double relative) {
        double[] sorted = Arrays.stream(losses).sorted().toArray();
        double least = sorted[0];
        double scale = sorted[sorted.length / 2] - least;
        if (scale <= 0) {
            scale = sorted[sorted.length - 1] - least;
        }
        if (scale <= 0 || Double.isInfinite(relative)) {
            return losses.clone();
        }
        double shift = relative * scale;
        return Arrays.stream(losses)
                .map(loss -> StrictMath.log(loss - least + shift))
                .toArray();
    }

    static double logJacobian(double[] losses, double[] warped, double relative) {
        double[] sorted = Arrays.stream(losses).sorted().toArray();
        double least = sorted[0];
        double scale = sorted[sorted.length / 2] - least;
        if (scale <= 0) {
            scale = sorted[sorted.length - 1] - least;
        }
        double sd = deviation(warped);
        double sum = -losses.length * StrictMath.log(sd > 0 ? sd : 1);
        if (scale > 0 && !Double.isInfinite(relative)) {
            double shift = relative * scale;
            for (double loss : losses) {
                sum -= StrictMath.log(loss - least + shift);
            }
        }
        return sum;
    }

    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length);
    }

    static double[] standardized(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double sd = deviation(values);
        return Arrays.stream(values).map(value -> sd > 0 ? (value - mean) / sd : 0).toArray();
    }
}

package dev.hone.driver.sampler.gp;

/** Temporarily tunable. */
final class Hyperprior {
    static double lengthMean = Double.parseDouble(System.getProperty("lm", "-1"));
    static double lengthDim = Double.parseDouble(System.getProperty("ld", "0.5"));
    static double lengthStd = Double.parseDouble(System.getProperty("ls", "1.0"));
    static double varMean = Double.parseDouble(System.getProperty("vm", "0"));
    static double varStd = Double.parseDouble(System.getProperty("vs", "1.0"));
    static double noiseShape = Double.parseDouble(System.getProperty("na", "0.1"));
    static double noiseRate = Double.parseDouble(System.getProperty("nr", "5"));

    private final int dimensions;
    private final double location;

    Hyperprior(int dimensions) {
        this.dimensions = dimensions;
        location = lengthMean + lengthDim * StrictMath.log(Math.max(dimensions, 1));
    }

    double typicalLength() {
        return StrictMath.exp(location);
    }

    double add(double[] logs, double[] gradient) {
        double value = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            double deviation = (logs[dimension] - location) / lengthStd;
            value += deviation * deviation / 2;
            gradient[dimension] += deviation / lengthStd;
        }
        double deviation = (logs[dimensions] - varMean) / varStd;
        value += deviation * deviation / 2;
        gradient[dimensions] += deviation / varStd;
        double noise = StrictMath.exp(logs[dimensions + 1]);
        value += -noiseShape * logs[dimensions + 1] + noiseRate * noise;
        gradient[dimensions + 1] += -noiseShape + noiseRate * noise;
        return value;
    }
}

package dev.hone.driver.sampler.tpe;

/** How many of the best trials count as good: a tenth, rounded up, at most 25 (Bergstra, Yamins and Cox, hyperopt, 2013). */
final class Split {
    private static final double SHARE = 0.1;
    private static final int MOST = 25;

    private Split() {}

    static int good(int scored) {
        return (int) Math.min(Math.ceil(SHARE * scored), MOST);
    }
}

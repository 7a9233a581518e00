package dev.hone.ml.svm;

/** The kernel coefficient as it is given: {@code scale}, {@code auto} or a number above 0. */
public final class Gamma {
    private Gamma() {}

    /** Whether a text is one of these. */
    public static boolean isValid(String text) {
        return text.equals("scale") || text.equals("auto") || isPositive(text);
    }

    private static boolean isPositive(String text) {
        try {
            double value = Double.parseDouble(text);
            return value > 0 && Double.isFinite(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** {@code scale} is 1 / (columns x variance of all values), 1 where nothing varies; {@code auto} is 1 / columns. */
    static double of(String text, int columns, double variance) {
        return switch (text) {
            case "scale" -> variance > 0 ? 1 / (columns * variance) : 1;
            case "auto" -> 1.0 / columns;
            default -> Double.parseDouble(text);
        };
    }
}

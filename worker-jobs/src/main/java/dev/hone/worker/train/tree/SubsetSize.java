package dev.hone.worker.train.tree;

import java.util.OptionalInt;

/** How many features a node looks at. */
final class SubsetSize {
    private SubsetSize() {}

    /**
     * As {@code DecisionTreeMetadata.buildMetadata} reads the param {@code featureSubsetStrategy}.
     *
     * @return nothing if MLlib does not know the strategy
     */
    static OptionalInt of(String strategy, int features, int trees, boolean classification) {
        return switch (strategy) {
            case "auto" ->
                of(trees == 1 ? "all" : classification ? "sqrt" : "onethird", features, trees, classification);
            case "all" -> OptionalInt.of(features);
            case "sqrt" -> OptionalInt.of((int) Math.ceil(Math.sqrt(features)));
            case "log2" -> OptionalInt.of(Math.max(1, (int) Math.ceil(Math.log(features) / Math.log(2))));
            case "onethird" -> OptionalInt.of((int) Math.ceil(features / 3.0));
            default -> ofNumber(strategy, features);
        };
    }

    /** A whole number of features, or a share of them. */
    private static OptionalInt ofNumber(String strategy, int features) {
        try {
            int count = Integer.parseInt(strategy);
            if (count > 0) {
                return OptionalInt.of(Math.min(count, features));
            }
        } catch (NumberFormatException e) {
            return ofShare(strategy, features);
        }
        return OptionalInt.empty();
    }

    private static OptionalInt ofShare(String strategy, int features) {
        try {
            double share = Double.parseDouble(strategy);
            return share > 0 && share <= 1 ? OptionalInt.of((int) Math.ceil(share * features)) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}

package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Optional;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.tree.GBTParams;

/**
 * The rows of boosted trees.
 *
 * @param growth on the rows that trees are fitted to, with labels of -1 and 1 for classes
 * @param validation others that tell when to stop
 */
record BoostedRows(TreeGrowth growth, Optional<Validation> validation) {

    /** @param space the bins of the rows */
    record Validation(FeatureSpace space, LabelledRows labelled) {}

    /** Nothing if the rows are not what MLlib takes. */
    static Optional<BoostedRows> of(GBTParams params, RowView rows) {
        boolean validated = params.isDefined(params.validationIndicatorCol())
                && !params.getValidationIndicatorCol().isEmpty();
        return validated ? withValidation(params, rows) : withoutValidation(params, rows);
    }

    private static Optional<BoostedRows> withoutValidation(GBTParams params, RowView rows) {
        return labelled(params, rows).flatMap(labelled -> {
            BinnedRows binned = BinnedRows.of(rows, params.getMaxBins(), params.getSeed());
            return binned.areUsable()
                    ? Optional.of(new BoostedRows(new TreeGrowth(params, rows, binned, labelled), Optional.empty()))
                    : Optional.empty();
        });
    }

    private static Optional<BoostedRows> withValidation(GBTParams params, RowView rows) {
        String indicator = params.getValidationIndicatorCol();
        if (!rows.data().hasColumn(indicator)) {
            return Optional.empty();
        }
        ValidationSplit split = ValidationSplit.of(rows, indicator);
        return withoutValidation(params, split.training())
                .flatMap(fitted -> labelled(params, split.validation()).flatMap(labelled -> {
                    BinnedRows binned = BinnedRows.of(split.training(), params.getMaxBins(), params.getSeed())
                            .withRows(split.validation());
                    Validation validation = new Validation(new FeatureSpace(binned, 0), labelled);
                    return binned.areUsable()
                            ? Optional.of(new BoostedRows(fitted.growth(), Optional.of(validation)))
                            : Optional.empty();
                }));
    }

    private static Optional<LabelledRows> labelled(GBTParams params, RowView rows) {
        return params instanceof GBTClassifier ? LabelledRows.ofSigns(rows) : LabelledRows.ofQuantities(rows);
    }
}

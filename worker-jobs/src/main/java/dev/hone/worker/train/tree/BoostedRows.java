package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
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

    /** Left if the rows are not what MLlib takes. */
    static Coverage<BoostedRows> of(GBTParams params, RowView rows) {
        boolean validated = params.isDefined(params.validationIndicatorCol())
                && !params.getValidationIndicatorCol().isEmpty();
        return validated ? withValidation(params, rows) : withoutValidation(params, rows);
    }

    private static Coverage<BoostedRows> withoutValidation(GBTParams params, RowView rows) {
        return labelled(params, rows).flatMap(labelled -> {
            BinnedRows binned = BinnedRows.of(rows, params.getMaxBins(), params.getSeed());
            return binned.areUsable()
                    ? Coverage.of(new BoostedRows(new TreeGrowth(params, rows, binned, labelled), Optional.empty()))
                    : Coverage.left(TreeTrainer.FEATURES);
        });
    }

    private static Coverage<BoostedRows> withValidation(GBTParams params, RowView rows) {
        String indicator = params.getValidationIndicatorCol();
        if (!rows.data().hasColumn(indicator)) {
            return Coverage.left("the table has no column '" + indicator + "', the validationIndicatorCol");
        }
        ValidationSplit split = ValidationSplit.of(rows, indicator);
        return withoutValidation(params, split.training())
                .flatMap(fitted -> labelled(params, split.validation()).flatMap(labelled -> {
                    BinnedRows binned = BinnedRows.of(split.training(), params.getMaxBins(), params.getSeed())
                            .withRows(split.validation());
                    Validation validation = new Validation(new FeatureSpace(binned, 0), labelled);
                    return binned.areUsable()
                            ? Coverage.of(new BoostedRows(fitted.growth(), Optional.of(validation)))
                            : Coverage.left(TreeTrainer.FEATURES);
                }));
    }

    private static Coverage<LabelledRows> labelled(GBTParams params, RowView rows) {
        return Coverage.of(
                params instanceof GBTClassifier ? LabelledRows.ofSigns(rows) : LabelledRows.ofQuantities(rows),
                TreeTrainer.LABELS);
    }
}

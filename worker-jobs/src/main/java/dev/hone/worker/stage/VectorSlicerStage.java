package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.util.MetadataUtils$;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code VectorSlicer}: elements by index, then those by name. */
final class VectorSlicerStage implements TaskStage<VectorSlicer> {
    @Override
    public Class<VectorSlicer> type() {
        return VectorSlicer.class;
    }

    @Override
    public boolean covers(VectorSlicer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(VectorSlicer stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> sliced(stage, rows));
    }

    private static StageTable sliced(VectorSlicer stage, StageTable table) {
        StageModels.output(stage, table, stage.getOutputCol()); // what the schema must have
        StageColumn.Vectors input = table.vectors(stage.getInputCol());
        AttributeGroup attributes = AttributeGroup.fromStructField(input.field());
        requireInRange(stage.getIndices(), attributes);
        int[] selected = selected(stage, input.field());
        StructField field =
                StageColumn.vectors(stage.getOutputCol(), metadata(stage.getOutputCol(), attributes, selected));
        return table.with(StageColumn.Vectors.of(
                field, SelectedFeatures.of(VectorScaling.requireValid(input).matrix(), selected)));
    }

    private static void requireInRange(int[] indices, AttributeGroup attributes) {
        int last = IntStream.of(indices).max().orElse(-1);
        if (attributes.numAttributes().isDefined()
                && last >= (int) attributes.numAttributes().get()) {
            throw mismatch("Selected feature index " + last + " invalid for only "
                    + attributes.numAttributes().get() + " input features.");
        }
    }

    private static int[] selected(VectorSlicer stage, StructField field) {
        int[] byIndex = stage.getIndices();
        int[] byName = MetadataUtils$.MODULE$.getFeatureIndicesFromNames(field, stage.getNames());
        int[] selected =
                IntStream.concat(IntStream.of(byIndex), IntStream.of(byName)).toArray();
        if (IntStream.of(selected).distinct().count() < selected.length) {
            String names = IntStream.range(0, byName.length)
                    .mapToObj(place -> byName[place] + ":" + stage.getNames()[place])
                    .collect(Collectors.joining(",", "[", "]"));
            throw mismatch("VectorSlicer requires indices and names to be disjoint sets of features, but they overlap."
                    + " indices: " + Arrays.toString(byIndex).replace(" ", "") + ". names: " + names);
        }
        return selected;
    }

    private static StageFailedException mismatch(String rule) {
        return new StageFailedException(new IllegalArgumentException("requirement failed: " + rule));
    }

    private static Metadata metadata(String output, AttributeGroup attributes, int[] selected) {
        if (attributes.attributes().isEmpty()) {
            return new AttributeGroup(output, selected.length).toMetadata();
        }
        Attribute[] known = attributes.attributes().get();
        Attribute[] some =
                IntStream.of(selected).mapToObj(index -> known[index]).toArray(Attribute[]::new);
        return new AttributeGroup(output, some).toMetadata();
    }
}

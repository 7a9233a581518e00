package dev.hone.worker.train.inline;

import dev.hone.worker.data.TrainingData;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.sql.types.Metadata;

/** What {@code VectorAssembler} would say of the features column; made once a table. */
final class FeatureMetadata {
    private static final Map<TrainingData, AttributeGroup> GROUPS = Collections.synchronizedMap(new WeakHashMap<>());

    private FeatureMetadata() {}

    static Metadata of(TrainingData data, String column) {
        AttributeGroup group = GROUPS.computeIfAbsent(data, FeatureMetadata::group);
        if (group.name().equals(column)) {
            return group.toMetadata();
        }
        return group.attributes().isDefined()
                ? new AttributeGroup(column, (Attribute[]) group.attributes().get()).toMetadata()
                : new AttributeGroup(column, group.size()).toMetadata();
    }

    private static AttributeGroup group(TrainingData data) {
        int size = data.features().numFeatures();
        boolean plain = data.featureNames().isEmpty();
        for (int feature = 0; feature < size; feature++) {
            plain &= data.categories(feature) == 0;
        }
        return plain ? new AttributeGroup("features", size) : new AttributeGroup("features", attributes(data));
    }

    private static Attribute[] attributes(TrainingData data) {
        Attribute[] attributes = new Attribute[data.features().numFeatures()];
        for (int feature = 0; feature < attributes.length; feature++) {
            Attribute attribute = data.categories(feature) == 0
                    ? NumericAttribute.defaultAttr()
                    : NominalAttribute.defaultAttr().withNumValues(data.categories(feature));
            attributes[feature] = data.featureNames().isEmpty()
                    ? attribute
                    : attribute.withName(data.featureNames().get(feature));
        }
        return attributes;
    }
}

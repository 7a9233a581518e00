package dev.hone.worker.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/** What the attributes of Spark ML say of the features: as its VectorAssembler takes them over, so a model sees the same. */
public final class FeatureNames {
    private final List<String> names = new ArrayList<>();
    private final List<Integer> categories = new ArrayList<>();

    /** A number or boolean. */
    public void addNumber(StructField field) {
        // VectorAssembler takes every number that is no double for a continuous one.
        boolean mayBeNominal = field.dataType().equals(DataTypes.DoubleType);
        add(field.name(), mayBeNominal ? categories(Attribute.fromStructField(field)) : 0);
    }

    /** An array, which has no attributes. */
    public void addArray(StructField field, int length) {
        IntStream.range(0, length).forEach(index -> add(field.name() + "_" + index, 0));
    }

    /** A vector beside other features, whose names start with that of the column. */
    public void addVector(StructField field, int length) {
        String prefix = field.name() + "_";
        Option<Attribute[]> attributes = AttributeGroup.fromStructField(field).attributes();
        if (attributes.isDefined()) {
            addAttributes(prefix, attributes.get());
        } else {
            IntStream.range(0, length).forEach(index -> add(prefix + index, 0));
        }
    }

    /** The vector that is the features: its own names, or none. */
    public void addSoleVector(StructField field) {
        Option<Attribute[]> attributes = AttributeGroup.fromStructField(field).attributes();
        if (attributes.isDefined()) {
            addAttributes("", attributes.get());
        }
    }

    private void addAttributes(String prefix, Attribute[] attributes) {
        for (int index = 0; index < attributes.length; index++) {
            Option<String> name = attributes[index].name();
            add(prefix + (name.isDefined() ? name.get() : index), categories(attributes[index]));
        }
    }

    private void add(String name, int count) {
        names.add(name);
        categories.add(count);
    }

    /** The table with these names and numbers of categories. */
    public TrainingData.Builder describe(TrainingData.Builder data) {
        return names.isEmpty()
                ? data
                : data.featureNames(names)
                        .categories(
                                categories.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int categories(Attribute attribute) {
        if (attribute instanceof NominalAttribute nominal) {
            Option<Object> count = nominal.getNumValues();
            return count.isDefined() ? (Integer) count.get() : 0;
        }
        return attribute instanceof BinaryAttribute ? 2 : 0;
    }
}

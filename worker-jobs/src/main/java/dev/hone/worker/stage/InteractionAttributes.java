package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.Attribute$;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.attribute.UnresolvedAttribute$;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/** The ML attributes of an interaction: the names of the encoded elements of each input, joined by colons. */
final class InteractionAttributes {
    private InteractionAttributes() {}

    /** @param inputs columns of numbers, or of vectors whose attributes are known */
    static Metadata of(String output, StageTable table, String[] inputs) {
        List<Attribute> products = List.of();
        for (int place = inputs.length - 1; place >= 0; place--) {
            List<Attribute> encoded = encoded(table.column(inputs[place]));
            products = products.isEmpty() ? encoded : products(encoded, products);
        }
        return new AttributeGroup(output, products.toArray(Attribute[]::new)).toMetadata();
    }

    private static List<Attribute> products(List<Attribute> heads, List<Attribute> tails) {
        List<Attribute> products = new ArrayList<>();
        for (Attribute head : heads) {
            for (Attribute tail : tails) {
                products.add(NumericAttribute.defaultAttr()
                        .withName(head.name().get() + ":" + tail.name().get()));
            }
        }
        return products;
    }

    private static List<Attribute> encoded(StageColumn column) {
        if (column instanceof StageColumn.Vectors) {
            AttributeGroup group = AttributeGroup.fromStructField(column.field());
            Attribute[] attributes = group.attributes().get();
            return IntStream.range(0, attributes.length)
                    .boxed()
                    .flatMap(index -> encoded(attributes[index], index, Stream.of(group.name())))
                    .toList();
        }
        return encoded(named(column.field()), 0, Stream.of()).toList();
    }

    /** The attribute of a column of numbers, by its own name if it has one. */
    private static Attribute named(StructField field) {
        Attribute known = Attribute$.MODULE$.decodeStructField(field, true);
        if (known.equals(UnresolvedAttribute$.MODULE$)) {
            return NumericAttribute.defaultAttr().withName(field.name());
        }
        return known.name().isDefined() ? known : known.withName(field.name());
    }

    private static Stream<Attribute> encoded(Attribute attribute, int index, Stream<String> group) {
        Option<String> known = attribute.name();
        String name = Stream.concat(group, Stream.of(known.isDefined() ? known.get() : String.valueOf(index)))
                .collect(Collectors.joining("_"));
        return attribute instanceof NominalAttribute nominal
                ? categories(nominal)
                        .map(category -> BinaryAttribute.defaultAttr().withName(name + "_" + category))
                : Stream.of(NumericAttribute.defaultAttr().withName(name));
    }

    private static Stream<String> categories(NominalAttribute attribute) {
        return attribute.values().isDefined()
                ? Stream.of(attribute.values().get())
                : IntStream.range(0, (int) attribute.getNumValues().get()).mapToObj(String::valueOf);
    }
}

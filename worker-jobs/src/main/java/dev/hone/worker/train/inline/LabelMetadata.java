package dev.hone.worker.train.inline;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.types.Metadata;

/** What Spark ML reads off a column of labels: how many classes there are, and their names. */
public final class LabelMetadata {
    private LabelMetadata() {}

    /**
     * That of the labels of a table; empty where they are quantities.
     *
     * @param name of the column
     */
    public static Metadata of(TrainingData data, String name) {
        if (data.numClasses() == 0) {
            return Metadata.empty();
        }
        NominalAttribute attribute = NominalAttribute.defaultAttr().withName(name);
        List<String> names = data.labelNames();
        return names.isEmpty()
                ? attribute.withNumValues(data.numClasses()).toMetadata()
                : attribute.withValues(names.toArray(String[]::new)).toMetadata();
    }
}

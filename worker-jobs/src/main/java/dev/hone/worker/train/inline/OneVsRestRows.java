package dev.hone.worker.train.inline;

import java.util.Optional;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.classification.Classifier;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;

/**
 * What {@code OneVsRest} trains the model of each class on: its classifier, with columns set, and the rows with a label that
 * is 1 for the class and 0 for the others.
 */
final class OneVsRestRows {
    private static final String LABEL = "mc2b$";

    private final OneVsRestModel model;
    private final Classifier<?, ?, ?> classifier;
    private final Optional<String> weight;
    private final Dataset<Row> columns;

    private OneVsRestRows(
            OneVsRestModel model, Classifier<?, ?, ?> classifier, Optional<String> weight, Dataset<Row> columns) {
        this.model = model;
        this.classifier = classifier;
        this.weight = weight;
        this.columns = columns;
    }

    static OneVsRestRows of(OneVsRestModel model, Dataset<Row> rows) {
        Classifier<?, ?, ?> classifier = (Classifier<?, ?, ?>) model.getClassifier();
        Optional<String> weight = Optional.of(model)
                .filter(weighted -> classifier instanceof HasWeightCol && weighted.isDefined(weighted.weightCol()))
                .map(OneVsRestModel::getWeightCol)
                .filter(name -> !name.isEmpty());
        Dataset<Row> columns = weight.map(name -> rows.select(model.getLabelCol(), model.getFeaturesCol(), name))
                .orElseGet(() -> rows.select(model.getLabelCol(), model.getFeaturesCol()));
        return new OneVsRestRows(model, classifier, weight, columns);
    }

    /** The classifier of a class. */
    Classifier<?, ?, ?> classifier(int index) {
        ParamMap params = new ParamMap()
                .put(classifier.labelCol(), LABEL + index)
                .put(classifier.featuresCol(), model.getFeaturesCol())
                .put(classifier.predictionCol(), model.getPredictionCol());
        weight.ifPresent(name -> params.put(((HasWeightCol) classifier).weightCol(), name));
        return (Classifier<?, ?, ?>) classifier.copy(params);
    }

    /** The rows of a class. */
    Dataset<Row> rows(int index) {
        Metadata metadata = BinaryAttribute.defaultAttr().withName("label").toMetadata();
        Column isClass = functions
                .when(functions.col(model.getLabelCol()).equalTo((double) index), 1.0)
                .otherwise(0.0);
        return columns.withColumn(LABEL + index, isClass.as(LABEL + index, metadata));
    }
}

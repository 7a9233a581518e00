package dev.hone.driver.cli;

import dev.hone.driver.execute.LabelKind;
import dev.hone.driver.execute.LoadedTable;
import dev.hone.driver.execute.TableLoader;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.metric.MetricFamily;
import dev.hone.worker.metric.Metrics;
import dev.hone.worker.train.LearnerKind;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A study with its table in memory, split into folds.
 *
 * @param definition the study
 * @param table its table
 * @param evaluation trains and scores its trials
 */
record LoadedStudy(StudyDefinition definition, LoadedTable table, CrossValidation evaluation) {

    /**
     * Reads and splits the table.
     *
     * @throws dev.hone.worker.data.InvalidInputException with one line if the table does not suit the study
     */
    static LoadedStudy load(SparkSession session, StudyDefinition definition) {
        SearchDefinition search = definition.search();
        Section data = definition.document().section("data");
        LoadedTable table = data.checked(
                () -> TableLoader.load(session, definition.data(), labelKind(search.kind()), search.extraColumns()));
        requireTwoClasses(definition, table.data());
        Section validation = definition.document().section("validation");
        Supplier<FoldAssignment> split = () -> definition.validation().scheme().split(table.data());
        FoldAssignment folds = Stream.of("folds", "train-ratio")
                .filter(validation::has)
                .findFirst()
                .map(key -> validation.checked(key, split))
                .orElseGet(() -> validation.checked(split));
        return new LoadedStudy(
                definition,
                table,
                new CrossValidation(table.data(), folds, definition.validation().scoring(), search.lane()));
    }

    private static LabelKind labelKind(LearnerKind kind) {
        return switch (kind) {
            case CLASSIFIER -> LabelKind.CLASSES;
            case REGRESSOR -> LabelKind.QUANTITY;
            case CLUSTERER, TOPIC_MODEL -> LabelKind.NONE;
        };
    }

    /** A metric of two classes would fail every trial on a table of three. */
    private static void requireTwoClasses(StudyDefinition definition, TrainingData data) {
        if (definition.search().kind() != LearnerKind.CLASSIFIER || data.classes() <= 2) {
            return;
        }
        definition.validation().metrics().stream()
                .filter(metric -> Metrics.named(metric).family() == MetricFamily.BINARY)
                .findFirst()
                .ifPresent(metric -> {
                    Section validation = definition.document().section("validation");
                    String key =
                            validation.text("metric").filter(metric::equals).isPresent() ? "metric" : "metrics";
                    throw validation.invalid(
                            key, "'" + metric + "' is for two classes (the label has " + data.classes() + ")");
                });
    }
}

package dev.hone.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.execute.DeclaredTypes;
import dev.hone.driver.execute.LabelOrder;
import dev.hone.driver.execute.ListedLabels;
import dev.hone.driver.execute.NumberSeparators;
import dev.hone.driver.execute.ParsingRules;
import dev.hone.driver.execute.StringOrderType;
import dev.hone.driver.execute.TableSource;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a study file into the study that it describes, or tells the first mistake in one line. */
final class StudyReader {
    private static final StudySchema SCHEMA = new StudySchema();

    private final Section root;
    private final StudyFile file;

    private StudyReader(Section root, StudyFile file) {
        this.root = root;
        this.file = file;
    }

    /**
     * Reads a study.
     *
     * @param settings values that replace those of the file, each {@code key=value}
     * @throws dev.hone.worker.data.InvalidInputException with file, place, key, value and what is allowed
     */
    static StudyDefinition read(StudyFile file, List<String> settings) {
        StudyDocument document = Overrides.apply(YamlReader.read(file.name(), file.text()), settings);
        SCHEMA.check(document);
        return new StudyReader(document.section(), file).study();
    }

    private StudyDefinition study() {
        String name = root.text("name").orElseThrow();
        SearchDefinition search = SearchReader.read(root);
        Section data = root.section("data");
        TableSource source = data.checked(() -> source(data));
        requireLabel(data, source, search.kind());
        requireClasses(data, search.kind());
        requireWeighable(data, source, search);
        ValidationDefinition validation = ValidationReader.read(root, source, search);
        String output = root.section("output").text("path").orElse("out/" + name);
        return new StudyDefinition(name, source, search, validation, output, root);
    }

    private TableSource source(Section data) {
        String format = data.text("format").orElseThrow();
        String path = data.text("path").orElseThrow();
        Optional<String> libsvmLabel = format.equals("libsvm") ? Optional.of("label") : Optional.empty();
        return new TableSource(
                format.equals("table") ? path : file.resolve(path),
                format,
                options(data.section("options")),
                data.text("label").or(() -> libsvmLabel),
                data.texts("features"),
                data.texts("ignore"),
                data.text("weight"),
                data.text("group"),
                data.text("time"),
                data.text("fold"),
                labelOrder(data),
                parsing(data));
    }

    private static LabelOrder labelOrder(Section data) {
        if (!data.has("label-order")) {
            return LabelOrder.ALPHABET_ASC;
        }
        if (data.value("label-order").isArray()) {
            List<String> labels = new ArrayList<>();
            data.value("label-order").forEach(label -> labels.add(label.asText()));
            return data.checked("label-order", () -> new ListedLabels(labels));
        }
        String name = data.text("label-order").orElseThrow();
        return StringOrderType.named(name)
                .orElseThrow(() -> data.invalid(
                        "label-order",
                        "must be a list of all labels or one of " + String.join(", ", StringOrderType.sparkNames())
                                + " (value: " + name + ")" + NearMiss.hint(name, StringOrderType.sparkNames())));
    }

    private static ParsingRules parsing(Section data) {
        return new ParsingRules(
                data.text("schema")
                        .map(ddl -> data.checked("schema", () -> DeclaredTypes.ofDdl(ddl)))
                        .orElse(DeclaredTypes.NONE),
                data.count("skip-lines").orElse(0),
                separators(data));
    }

    private static NumberSeparators separators(Section data) {
        String key =
                Stream.of("thousands", "decimal").filter(data::has).findFirst().orElse("decimal");
        NumberSeparators standard = NumberSeparators.STANDARD;
        return data.checked(
                key,
                () -> new NumberSeparators(
                        data.text("decimal").orElse(standard.decimal()),
                        data.text("thousands").orElse(standard.thousands())));
    }

    private static Map<String, String> options(Section section) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String key : section.keys()) {
            JsonNode value = section.value(key);
            options.put(key, value.asText());
        }
        return options;
    }

    private static void requireLabel(Section data, TableSource source, LearnerKind kind) {
        boolean supervised = kind == LearnerKind.CLASSIFIER || kind == LearnerKind.REGRESSOR;
        if (supervised && source.label().isEmpty()) {
            throw data.invalid("label", "is missing; name the column to predict");
        }
    }

    private static void requireClasses(Section data, LearnerKind kind) {
        if (data.has("label-order") && kind != LearnerKind.CLASSIFIER) {
            throw data.invalid("label-order", "is for classifiers, whose labels are indexed");
        }
    }

    /** Weights that a learner would silently pass over are refused. */
    private static void requireWeighable(Section data, TableSource source, SearchDefinition search) {
        if (source.weight().isEmpty()) {
            return;
        }
        search.space().learners().stream()
                .flatMap(space -> Stream.concat(Stream.of(space.learner()), SpaceReader.repeatedBy(space).stream()))
                .filter(learner -> !LearnerCatalog.takesWeights(learner))
                .findFirst()
                .ifPresent(learner -> {
                    throw data.invalid("weight", learner + " takes no weights");
                });
    }
}

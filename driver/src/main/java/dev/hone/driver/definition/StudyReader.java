package dev.hone.driver.definition;

import dev.hone.driver.space.SqlStages;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.LabelOrder;
import dev.hone.driver.table.source.ListedLabels;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.ParsingRules;
import dev.hone.driver.table.source.ReaderOptions;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.StringOrderType;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a study file into the study that it describes, or tells all its mistakes, one line each. */
public final class StudyReader {
    private static final StudySchema SCHEMA = new StudySchema();
    private static final List<String> ROLES = List.of("label", "features", "ignore", "weight", "group", "time", "fold");

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
     * @param sql whether stages of the pipeline may run SQL
     * @throws dev.hone.worker.data.InvalidInputException with file, place, key, value and what is allowed
     */
    public static StudyDefinition read(StudyFile file, List<String> settings, SqlStages sql) {
        StudyDocument document = Overrides.apply(YamlReader.read(file.name(), file.text()), settings);
        return new StudyReader(SCHEMA.check(document).section(), file).study(sql);
    }

    private StudyDefinition study(SqlStages sql) {
        SearchReader reader = new SearchReader(root, sql);
        Section data = root.section("data");
        Optional<TableSource> source = rolesAreKnown(data) ? data.attempt(() -> source(data)) : Optional.empty();
        if (source.isPresent()) {
            reader.kind().ifPresent(kind -> requireLabel(data, source.get(), kind));
            reader.kind().ifPresent(kind -> requireClasses(data, kind));
        }
        Optional<ValidationDefinition> validation = ValidationReader.read(root, source, reader.kind(), reader.seed());
        Optional<SearchDefinition> search = reader.read(validation.map(ValidationDefinition::objective));
        if (source.isPresent()) {
            search.ifPresent(read -> requireWeighable(data, source.get(), read));
            search.ifPresent(read -> requireRatings(data, source.get(), read));
        }
        validation.ifPresent(read -> reader.kind().ifPresent(kind -> requirePublishable(read, kind)));
        root.document().mistakes().throwIfAny();
        String name = root.text("name").orElseThrow();
        String output = root.section("output").text("path").orElse("out/" + name);
        return new StudyDefinition(
                name, source.orElseThrow(), search.orElseThrow(), validation.orElseThrow(), output, root);
    }

    private void requirePublishable(ValidationDefinition validation, LearnerKind kind) {
        if (!root.isBroken(PublishReader.PUBLISH)) {
            root.document().mistakes().attempt(() -> PublishReader.read(root, validation.schemeName(), kind));
        }
    }

    /** Without its roles nothing can be said about what needs them. */
    private boolean rolesAreKnown(Section data) {
        return root.has("data") && ROLES.stream().noneMatch(data::isBroken);
    }

    private TableSource source(Section data) {
        // A missing format or path has been told; the table is not opened then.
        String format = data.text("format").orElse("csv");
        String path = data.text("path").orElse("missing");
        Optional<String> libsvmLabel = format.equals("libsvm") ? Optional.of("label") : Optional.empty();
        Map<String, String> options = options(format, data.section("options"));
        Secrets.keep(options.entrySet());
        LabelOrder labelOrder = labelOrder(data);
        TableLocation location =
                new TableLocation(format.equals("table") ? path : file.resolve(path), format, options, parsing(data));
        ColumnRoles roles = new ColumnRoles(
                data.text("label").or(() -> libsvmLabel),
                labelOrder,
                data.texts("features"),
                data.texts("ignore"),
                data.text("weight"),
                new SplitColumns(data.text("group"), data.text("time"), data.text("fold")));
        return new TableSource(location, roles);
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

    private static Map<String, String> options(String format, Section section) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String key : section.keys()) {
            String value = section.value(key).asText();
            options.put(key, value);
            if (!format.equals("table")) {
                section.attempt(key, () -> ReaderOptions.checked(format, key, value));
            }
        }
        return options;
    }

    private static void requireLabel(Section data, TableSource source, LearnerKind kind) {
        boolean supervised = kind == LearnerKind.CLASSIFIER || kind == LearnerKind.REGRESSOR;
        if (supervised && source.label().isEmpty() && !data.isBroken("format")) {
            data.note("label", "is missing; name the column to predict");
        }
    }

    private static void requireClasses(Section data, LearnerKind kind) {
        if (data.has("label-order") && kind != LearnerKind.CLASSIFIER) {
            throw data.invalid("label-order", "is for classifiers, whose labels are indexed");
        }
    }

    /** What ALS predicts is the label. */
    private static void requireRatings(Section data, TableSource source, SearchDefinition search) {
        search.space().learners().stream()
                .flatMap(space -> space.dimensions().stream())
                .filter(dimension -> dimension.name().equals("ratingCol"))
                .flatMap(dimension -> dimension.probes().stream())
                .map(ParameterValue::toString)
                .filter(rating -> !source.label().equals(Optional.of(rating)))
                .findFirst()
                .ifPresent(rating -> data.note(
                        "label",
                        "must be the ratings of ALS (label: " + source.label().orElse("none") + ", ratingCol: " + rating
                                + ")"));
    }

    /** Weights that a learner would silently pass over are refused. */
    private static void requireWeighable(Section data, TableSource source, SearchDefinition search) {
        if (source.weight().isEmpty()) {
            return;
        }
        search.space().learners().stream()
                .flatMap(space ->
                        Stream.concat(Stream.of(space.learner()), SpaceReader.repeatedBy(space.dimensions()).stream()))
                .filter(learner -> !LearnerCatalog.takesWeights(learner))
                .findFirst()
                .ifPresent(learner -> data.note("weight", learner + " takes no weights"));
    }
}

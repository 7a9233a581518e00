package dev.hone.driver.pipeline;

import dev.hone.driver.pipeline.PipelineColumns.Written;
import dev.hone.driver.space.SearchSpace;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns are features, by one rule for all trials of a study: those that the source lists; else the column {@code
 * features} alone, if a stage writes it and none takes it as input; else every column, of the table or of a stage, that has no other
 * role, that no stage takes as input in any trial that the search may try, and that does not depend on the label.
 *
 * <p>A stage that only fits by the label, such as a selector, makes no column depend on it: it is fitted on training rows.
 */
public final class FeatureRule {
    private static final String FEATURES = "features";
    private static final int MOST_VARIANTS = 1000;
    private static final String ADVICE = "list the features under data.features";

    private final StageEffects effects;
    private final TableSource source;
    private final Set<String> others;
    private final PipelineColumns table;
    private final Set<Written> taken = new HashSet<>();
    private final Set<Written> fromLabel = new HashSet<>();
    private final boolean isWritten;

    /**
     * Looks at the stages of all trials.
     *
     * @param effects tells what stages do
     * @param source lists features and other roles
     * @param extraColumns further columns with another role
     * @param table the columns of the table
     * @throws InvalidInputException if it cannot be told from which columns a stage computes another one, or which columns
     *     stages may name are too many combinations, and the source lists no features
     */
    public FeatureRule(
            StageEffects effects,
            TableSource source,
            Set<String> extraColumns,
            StructType table,
            StudyPipeline pipeline,
            SearchSpace space) {
        this.effects = effects;
        this.source = source;
        others = new LinkedHashSet<>(source.roles().besideFeatures());
        others.addAll(extraColumns);
        this.table =
                new PipelineColumns(table, Map.of(), source.label().map(Set::of).orElse(Set.of()));
        isWritten =
                source.features().isEmpty() && lookAt(pipeline, space).stream().anyMatch(this::writesFeatures);
    }

    /** Notes what stages take and what depends on the label in any trial; returns what columns there are in the end. */
    private Set<PipelineColumns> lookAt(StudyPipeline pipeline, SearchSpace space) {
        List<List<StageDefinition>> variants = variants(pipeline, space);
        Set<PipelineColumns> all = Set.of(table);
        for (int place = 0; place < variants.size(); place++) {
            Set<PipelineColumns> after = new LinkedHashSet<>();
            for (PipelineColumns before : all) {
                for (StageDefinition stage : variants.get(place)) {
                    lookAt(stage, place, before).ifPresent(after::add);
                }
            }
            if (after.size() > MOST_VARIANTS) {
                throw tooMany("The stages");
            }
            all = after;
        }
        return all;
    }

    private static List<List<StageDefinition>> variants(StudyPipeline pipeline, SearchSpace space) {
        List<List<StageDefinition>> variants = pipeline.columnVariants(space, MOST_VARIANTS);
        for (int place = 0; place < variants.size(); place++) {
            if (variants.get(place).size() > MOST_VARIANTS) {
                throw tooMany("Stage '" + pipeline.stages().get(place).name() + "'");
            }
        }
        return variants;
    }

    private static InvalidInputException tooMany(String subject) {
        return new InvalidInputException(subject + ": must name columns in at most " + MOST_VARIANTS
                + " combinations over all trials, or " + ADVICE);
    }

    /** Nothing if the columns do not suit the stage: trials that have both fail. */
    private Optional<PipelineColumns> lookAt(StageDefinition stage, int place, PipelineColumns before) {
        StageEffect effect;
        try {
            effect = effect(stage, before);
        } catch (Exception e) {
            // Spark's are checked, and thrown undeclared.
            return Optional.empty();
        }
        effect.outputs().stream()
                .filter(output -> output.sources().isEmpty())
                .findFirst()
                .ifPresent(output -> {
                    throw new StageException(
                            place,
                            stage.name(),
                            "it must be known which columns '" + output.name() + "' is computed from; " + ADVICE);
                });
        effect.taken().forEach(name -> taken.add(before.written(name)));
        PipelineColumns after = before.after(place, effect);
        after.fromLabel().forEach(name -> fromLabel.add(after.written(name)));
        return Optional.of(after);
    }

    private StageEffect effect(StageDefinition stage, PipelineColumns before) {
        return effects.of(stage.create(), before.schema(), hidden(before));
    }

    private Set<String> hidden(PipelineColumns columns) {
        Set<String> hidden = new HashSet<>(others);
        hidden.addAll(columns.fromLabel());
        return hidden;
    }

    private boolean writesFeatures(PipelineColumns columns) {
        return columns.names().contains(FEATURES)
                && !columns.written(FEATURES).isOfTable()
                && !taken.contains(columns.written(FEATURES))
                && !hasOtherRole(FEATURES);
    }

    private boolean hasOtherRole(String name) {
        return others.stream().anyMatch(other -> effects.resolver().same(other, name));
    }

    /** Columns with another role than that of a feature, and those that depend on the label, after some stages of a trial. */
    public Set<String> hiddenAfter(List<StageDefinition> stages) {
        return hidden(walk(stages).end());
    }

    /**
     * The columns of one trial.
     *
     * @param end those after all stages
     * @param taken those that a stage of the trial takes as input
     */
    private record Walk(PipelineColumns end, Set<Written> taken) {}

    private Walk walk(List<StageDefinition> stages) {
        PipelineColumns columns = table;
        Set<Written> ofTrial = new HashSet<>();
        for (int place = 0; place < stages.size(); place++) {
            StageDefinition stage = stages.get(place);
            try {
                StageEffect effect = effect(stage, columns);
                for (String name : effect.taken()) {
                    ofTrial.add(columns.written(name));
                }
                columns = columns.after(place, effect);
            } catch (Exception e) { // Spark's are checked, and thrown undeclared
                throw new StageException(place, stage.name(), e);
            }
        }
        return new Walk(columns, ofTrial);
    }

    /**
     * The features of a trial: those that the source lists, else numbers first and then vectors, as a table in memory has them.
     *
     * @throws InvalidInputException if there is none, or they are not those of other trials
     */
    public List<String> features(List<StageDefinition> stages) {
        if (!source.features().isEmpty()) {
            return source.features();
        }
        Walk walk = walk(stages);
        return chosen(walk).stream()
                .sorted(Comparator.comparing(walk.end()::isVector))
                .toList();
    }

    /**
     * Checks that the rule knows all columns that stages have made.
     *
     * @throws InvalidInputException if not, and the source lists no features
     */
    public void requireKnown(List<StageDefinition> stages, StructType made) {
        if (source.features().isEmpty()) {
            List<String> known = walk(stages).end().names();
            Arrays.stream(made.fieldNames())
                    .filter(name -> known.stream()
                            .noneMatch(column -> effects.resolver().same(column, name)))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new InvalidInputException("Column '" + name + "': it must be known from which columns"
                                + " stages compute it; " + ADVICE);
                    });
        }
    }

    private List<String> chosen(Walk walk) {
        PipelineColumns columns = walk.end();
        if (isWritten) {
            return List.of(requireFeaturesColumn(columns));
        }
        List<String> features = columns.names().stream()
                .filter(name -> !hasOtherRole(name))
                .map(columns::written)
                .filter(column -> !taken.contains(column) && !walk.taken().contains(column))
                .filter(column ->
                        !fromLabel.contains(column) && !columns.fromLabel().contains(column.name()))
                .map(Written::name)
                .toList();
        if (features.isEmpty()) {
            throw none(columns);
        }
        return features;
    }

    private String requireFeaturesColumn(PipelineColumns columns) {
        if (!writesFeatures(columns)) {
            throw new InvalidInputException("Data '" + source.path()
                    + "': the stages of every trial must write the column 'features', as those of others do, or "
                    + ADVICE + " (columns: " + String.join(", ", columns.names()) + ")");
        }
        if (fromLabel.contains(columns.written(FEATURES))) {
            throw none(columns);
        }
        return FEATURES;
    }

    private InvalidInputException none(PipelineColumns columns) {
        List<String> derived = columns.names().stream()
                .filter(name -> !hasOtherRole(name) && fromLabel.contains(columns.written(name)))
                .toList();
        String reason = derived.isEmpty()
                ? "every column is the input of a stage or has another role (columns: "
                        + String.join(", ", columns.names()) + ")"
                : "what is derived from the label '" + source.label().orElse("") + "' is none, unless it is listed"
                        + " under data.features (derived: " + String.join(", ", derived) + ")";
        return new InvalidInputException(
                "Data '" + source.path() + "': at least one feature column is needed; " + reason);
    }

    /** The features that the source lists though they are derived from the label. */
    public List<String> listedFromLabel(List<StageDefinition> stages) {
        return toldIfPossible(() -> {
            Set<String> derived = walk(stages).end().fromLabel();
            return source.features().stream().filter(derived::contains).toList();
        });
    }

    /** The columns of the table that a trial uses for nothing, and no stage of another one does. */
    public List<String> unused(List<StageDefinition> stages) {
        return toldIfPossible(() -> {
            Walk walk = walk(stages);
            Set<Written> used = new HashSet<>(taken);
            used.addAll(walk.taken());
            features(stages).forEach(name -> used.add(walk.end().written(name)));
            return table.names().stream()
                    .filter(name -> !used.contains(table.written(name)) && !hasOtherRole(name))
                    .toList();
        });
    }

    /** Where the source lists features, a stage that cannot be looked at before it is fitted costs no study. */
    private static List<String> toldIfPossible(Supplier<List<String>> columns) {
        try {
            return columns.get();
        } catch (StageException e) {
            return List.of();
        }
    }
}

package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.stage.FittedStages;
import dev.hone.driver.pipeline.FeatureRule;
import dev.hone.driver.pipeline.FormulaColumns;
import dev.hone.driver.pipeline.OwnColumns;
import dev.hone.driver.pipeline.StageEffects;
import dev.hone.driver.pipeline.StageException;
import dev.hone.driver.space.StageDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits stages and applies them; equal stages behind equal ones are fitted once per fold. Safe for use by many threads. */
final class StageFitter {
    private final StageEffects effects;
    private final FeatureRule rule;
    private final OwnColumns own;
    private final FittedStages<StageDefinition> fittedStages = new FittedStages<>();

    /**
     * Without fitted stages yet.
     *
     * @param effects gives stages the label
     * @param rule tells which columns the dot of a formula leaves out
     * @param own the columns of Hone, which stages hand on
     */
    StageFitter(StageEffects effects, FeatureRule rule, OwnColumns own) {
        this.effects = effects;
        this.rule = rule;
        this.own = own;
    }

    /**
     * Fitted stages and the rows that they leave.
     *
     * @param stages fitted
     * @param rows after all stages
     */
    record Output(List<Transformer> stages, Dataset<Row> rows) {}

    /**
     * Fits stages, each on the training rows that those before it leave, and applies them to all rows.
     *
     * @param stages from the first one of the pipeline on
     * @param done the first of them, fitted, which the input's rows are already the output of
     * @throws StageException if a stage cannot be fitted
     */
    Output apply(List<StageDefinition> stages, List<Transformer> done, StageInput input) {
        return applied(stages, done, input.rows(), (upToHere, before) -> {
            FittedStages.Key<StageDefinition> key = new FittedStages.Key<>(input.fold(), upToHere);
            return fitted(key, () -> input.training().apply(before));
        });
    }

    /**
     * Applies stages to rows.
     *
     * @param stages from the first one of the pipeline on
     * @param done the first of them, fitted, which the rows are already the output of
     * @param fitted those after them
     */
    Output apply(List<StageDefinition> stages, List<Transformer> done, List<Transformer> fitted, Dataset<Row> rows) {
        return applied(stages, done, rows, (upToHere, before) -> fitted.get(upToHere.size() - done.size() - 1));
    }

    /** Gives the last of some stages, fitted, of which the rows before it are known. */
    private interface Fitting {
        Transformer fitted(List<StageDefinition> upToHere, Dataset<Row> before);
    }

    private Output applied(List<StageDefinition> stages, List<Transformer> done, Dataset<Row> input, Fitting fitting) {
        List<Transformer> fitted = new ArrayList<>(stages.size());
        fitted.addAll(done);
        Dataset<Row> rows = input;
        for (int place = done.size(); place < stages.size(); place++) {
            List<StageDefinition> upToHere = List.copyOf(stages.subList(0, place + 1));
            Transformer stage = fitting.fitted(upToHere, rows);
            fitted.add(stage);
            rows = own.handOn(stage, rows, upToHere);
        }
        return new Output(fitted, rows);
    }

    private Transformer fitted(FittedStages.Key<StageDefinition> key, Supplier<Dataset<Row>> training) {
        int place = key.stages().size() - 1;
        StageDefinition last = key.stages().get(place);
        try {
            return fittedStages.get(key, () -> fit(key.stages(), training.get()));
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            throw new StageException(place, last.name(), e);
        }
    }

    private Transformer fit(List<StageDefinition> stages, Dataset<Row> rows) {
        PipelineStage stage = effects.completed(stages.get(stages.size() - 1).create());
        Dataset<Row> seen = stage instanceof RFormula formula
                ? rows.drop(unseen(formula, stages).toArray(String[]::new))
                : rows;
        stage.transformSchema(seen.schema());
        return stage instanceof Estimator<?> estimator ? estimator.fit(seen) : (Transformer) stage;
    }

    /**
     * The stages by name as {@code Pipeline.fit} needs them on the raw table, which has the label's columns beside: the
     * needed columns are handed on, and a dot in a formula leaves out what it must not stand for.
     *
     * @param needed the columns that the learner needs beside features
     */
    Map<String, PipelineStage> unfitted(List<StageDefinition> stages, Set<String> needed) {
        Map<String, PipelineStage> unfitted = new LinkedHashMap<>();
        for (int place = 0; place < stages.size(); place++) {
            PipelineStage stage = effects.completed(stages.get(place).create());
            if (stage instanceof RFormula formula) {
                Set<String> unseen = new LinkedHashSet<>(unseen(formula, stages.subList(0, place + 1)));
                unseen.remove(own.number());
                unseen.stream().sorted().forEach(column -> formula.setFormula(formula.getFormula() + " - " + column));
            }
            unfitted.put(stages.get(place).name(), OwnColumns.handingOn(stage, needed));
        }
        return unfitted;
    }

    /** What the dot of a formula must not stand for. */
    private Set<String> unseen(RFormula formula, List<StageDefinition> stages) {
        Set<String> hidden = rule.hiddenAfter(stages.subList(0, stages.size() - 1));
        hidden.addAll(own.names());
        return new FormulaColumns(formula).without(hidden);
    }
}

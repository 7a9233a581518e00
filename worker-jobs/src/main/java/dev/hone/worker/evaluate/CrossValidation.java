package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.Estimator;
import org.jspecify.annotations.Nullable;

/**
 * Trains and scores trials on every fold, in the calling thread. Sent to each executor once a study; used by all its tasks at
 * once.
 */
public final class CrossValidation {
    private final TrainingData[] tables;

    /** Those of the test rows by fold; none if these are in the same tables. */
    private final TrainingData[] testTables;

    /** Where stages of trials run inside tasks: the table before them. */
    private final @Nullable StagedRows staged;

    private final FoldAssignment folds;
    private final Scoring scoring;
    private final LaneSetting lane;
    private transient @Nullable RowView allRows;

    /** Trials are trained by whichever trainer is fastest. */
    public CrossValidation(TrainingData data, FoldAssignment folds, Scoring scoring) {
        this(data, folds, scoring, LaneSetting.AUTO);
    }

    /**
     * @param data the table
     * @param folds how it is split
     * @param scoring what is measured on each fold's test rows
     * @param lane which lanes trials may take
     */
    public CrossValidation(TrainingData data, FoldAssignment folds, Scoring scoring, LaneSetting lane) {
        this(List.of(data), List.of(), null, folds, scoring, lane);
    }

    private CrossValidation(
            List<TrainingData> tables,
            List<TrainingData> testTables,
            @Nullable StagedRows staged,
            FoldAssignment folds,
            Scoring scoring,
            LaneSetting lane) {
        this.staged = staged;
        this.tables = tables.toArray(TrainingData[]::new);
        this.testTables = testTables.toArray(TrainingData[]::new);
        this.folds = folds;
        this.scoring = scoring;
        this.lane = lane;
    }

    /**
     * Each fold has a table of its own, as where stages of a pipeline were fitted on its training rows.
     *
     * @param tables by fold
     * @param folds each tells rows of its own table
     */
    public static CrossValidation byFold(
            List<TrainingData> tables, FoldAssignment folds, Scoring scoring, LaneSetting lane) {
        if (tables.size() != folds.size()) {
            throw new IllegalArgumentException(
                    "Each of the " + folds.size() + " folds must have a table (tables: " + tables.size() + ")");
        }
        return new CrossValidation(tables, List.of(), null, folds, scoring, lane);
    }

    /**
     * Each fold has two tables of its own, all of whose rows it trains and is tested on, each with its own weights and number
     * of classes.
     *
     * @param train by fold
     * @param test by fold; a table that is also trained on may be the same object
     */
    public static CrossValidation ofTables(
            List<TrainingData> train, List<TrainingData> test, Scoring scoring, LaneSetting lane) {
        if (train.size() != test.size()) {
            throw new IllegalArgumentException(
                    "Each fold must have a table to train on and one to be tested on (tables: " + train.size() + " and "
                            + test.size() + ")");
        }
        List<Fold> folds = IntStream.range(0, train.size())
                .mapToObj(number -> new Fold(
                        number,
                        IntStream.range(0, train.get(number).numRows()).toArray(),
                        IntStream.range(0, test.get(number).numRows()).toArray()))
                .toList();
        return new CrossValidation(train, test, null, new FoldAssignment(folds), scoring, lane);
    }

    /**
     * Each trial has stages of its own, which are fitted inside tasks on the training rows of each fold.
     *
     * @param rows the table before the stages
     * @param folds each tells rows of the table of the labels
     */
    public static CrossValidation ofStages(StagedRows rows, FoldAssignment folds, Scoring scoring, LaneSetting lane) {
        return new CrossValidation(List.of(rows.labels()), List.of(), rows, folds, scoring, lane);
    }

    /** The rows of a fold as a learner gets them, after its stages. */
    LearnerInput.Tables rows(int position, Learner learner) {
        return learner.prefix()
                .map(prefix -> staged().rows(folds.folds().get(position), prefix))
                .orElseGet(() -> new LearnerInput.Tables(trainRows(position), testRows(position)));
    }

    /** All rows as a learner gets them, after its stages, which are fitted on all of them. */
    FittedRows allRows(Learner learner) {
        return learner.prefix().map(this::allRows).orElseGet(() -> {
            RowView all = allRows();
            return new FittedRows(List.of(), all, IntStream.range(0, all.size()).toArray());
        });
    }

    /**
     * All rows as a learner gets them after stages, which are fitted on all of them.
     *
     * @throws StageFailedException if that cannot be done
     */
    public FittedRows allRows(StagePrefix prefix) {
        return staged().allRows(prefix);
    }

    private StagedRows staged() {
        return Objects.requireNonNull(staged, "a learner behind stages needs the table before them");
    }

    /**
     * Fits and applies the stages of a prefix on a fold, which the trials that follow find done.
     *
     * @return bytes of the rows as the learner gets them
     * @throws StageFailedException if that cannot be done
     */
    public long prepare(int position, StagePrefix prefix) {
        return staged().rows(folds.folds().get(position), prefix).bytes();
    }

    /** The rows that a fold trains on. */
    public RowView trainRows(int position) {
        return folds.folds().get(position).trainRows(data(position));
    }

    /** The rows that a fold is tested on. */
    public RowView testRows(int position) {
        TrainingData data = testTables.length == 0 ? data(position) : testTables[position];
        return folds.folds().get(position).testRows(data);
    }

    /** The table that a fold trains on. */
    public TrainingData data(int position) {
        return tables[tables.length == 1 ? 0 : position];
    }

    /** All rows of the first fold's table, always the same view, so that trainings on it share what they make of them. */
    public synchronized RowView allRows() {
        RowView rows = allRows;
        if (rows == null) {
            rows = tables[0].allRows();
            allRows = rows;
        }
        return rows;
    }

    public FoldAssignment folds() {
        return folds;
    }

    public Scoring scoring() {
        return scoring;
    }

    /** Which lanes trials may take. */
    public LaneSetting lane() {
        return lane;
    }

    /**
     * Runs a trial. What goes wrong in it, lack of memory included, is returned as {@link TrialOutcome.Failed}.
     *
     * @throws TaskKilledException if the task was cancelled
     */
    public TrialOutcome evaluate(TrialConfig config) {
        return evaluate(List.of(config)).get(0);
    }

    /**
     * Runs trials, those that differ only by their trainer's path params by one training. Each outcome is the one that the
     * trial has alone; of a shared training each trial is told an equal part of the time.
     *
     * @param configs alike but for path params, or a single one; others are run one after the other
     * @return the outcomes in the order of the trials
     * @throws TaskKilledException if the task was cancelled
     */
    public List<TrialOutcome> evaluate(List<TrialConfig> configs) {
        return run(
                configs.stream().map(Learner::named).toList(),
                IntStream.range(0, folds.size()).boxed().toList());
    }

    /**
     * Runs trials on some of the folds: the outcomes have the scores of these alone.
     *
     * @param learners those that one training serves, or a single one; others are run one after the other
     * @param positions of the folds, in the order in which they are trained on
     * @return the outcomes in the order of the trials
     * @throws TaskKilledException if the task was cancelled
     */
    public List<TrialOutcome> run(List<Learner> learners, List<Integer> positions) {
        return run(learners, positions, model -> {});
    }

    /**
     * The same for who wants the models too.
     *
     * @param models takes each model that has a score
     */
    public List<TrialOutcome> run(List<Learner> learners, List<Integer> positions, Consumer<FoldModel> models) {
        if (learners.size() > 1 && !TrialGroup.areTrainedTogether(learners, lane())) {
            List<TrialOutcome> outcomes = new ArrayList<>(learners.size());
            learners.forEach(learner -> outcomes.addAll(run(List.of(learner), positions, models)));
            return outcomes;
        }
        return new TrialGroup(this, learners, positions, models).run();
    }

    /**
     * About how many bytes a learner's trials share in memory when all folds have been trained on: what is made once a fold
     * and kept, as long as there is room, for the trials that come after.
     *
     * @param learner class name of an estimator; its params count at their defaults; 0 if it has one without
     */
    public long sharedBytes(String learner) {
        try {
            Estimator<?> estimator = EstimatorFactory.create(new TrialConfig(0, learner, Map.of(), 0));
            Trainer trainer = TrainerRegistry.trainerFor(estimator, lane());
            return IntStream.range(0, folds.size())
                    .mapToLong(fold -> trainer.sharedBytes(
                            estimator, data(fold), folds.folds().get(fold).train().length))
                    .sum();
        } catch (IllegalArgumentException e) {
            // It needs a param that has no default.
            return 0;
        }
    }
}

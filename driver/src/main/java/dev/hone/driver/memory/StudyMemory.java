package dev.hone.driver.memory;

import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.memory.HeapNeed.Owner;
import dev.hone.driver.memory.MemoryPlan.Remedy;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.table.TableSize;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.TrainerRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates what a study needs of its heaps.
 *
 * <pre>
 *   local mode       driver    = Spark + max(reading, search, refit)
 *   on executors     driver    = Spark + reading       executor = Spark + max(search, refit)
 *   cluster lane     driver    = Spark + rows          executors spill to their disks
 *
 *   reading = 2 tables: blocks of columns, and the matrix that is made of them
 *   search  = table + one training per fold, of as many folds as tasks run at once
 *   refit   = table + one training on all rows
 * </pre>
 *
 * A table's labels, and per fold the numbers of its rows, count with the rows. What {@code FoldCache} keeps beyond the
 * trainings that run does not: it is freed before memory runs out.
 */
public final class StudyMemory {
    private static final int TABLES_WHILE_READING = 2;

    /** Label, and the code of its class while the table is read. */
    private static final int BYTES_OF_LABEL = 12;

    /** Each row is among the training or the test rows of every fold. */
    private static final int BYTES_OF_ROW_PER_FOLD = 4;

    private final StudyDefinition study;
    private final Heaps heaps;
    private final int folds;

    /** Into how many parts each repeat splits the rows, all but one of them for training. */
    private final int parts;

    public StudyMemory(StudyDefinition study, Heaps heaps) {
        this.study = study;
        this.heaps = heaps;
        parts = count("folds", 1);
        folds = parts * count("repeats", 1);
    }

    private int count(String param, int otherwise) {
        return study.validation().schemeParams().get(param) instanceof Number number ? number.intValue() : otherwise;
    }

    /**
     * The plan of a study whose trials are trained inside tasks. With a pipeline, whose stages may make more or fewer columns of
     * the table's, it is a rough one.
     */
    public MemoryPlan inTasks(TableSize table) {
        boolean isPlain = study.search().pipeline().isEmpty();
        TableSize size = isPlain ? table : table.roughly();
        long reading = TABLES_WHILE_READING * size.bytes() + rowBytes(size);
        long training = size.bytes() + rowBytes(size) + trainingBytes(size);
        List<HeapNeed> needs = new ArrayList<>();
        if (heaps.executor().isPresent()) {
            needs.add(new HeapNeed(Owner.DRIVER, reading, heaps.driver()));
            needs.add(new HeapNeed(Owner.EXECUTOR, training, heaps.executor().getAsLong()));
        } else {
            needs.add(new HeapNeed(Owner.DRIVER, Math.max(reading, training), heaps.driver()));
        }
        List<Remedy> remedies =
                isPlain ? List.of(Remedy.FEWER_COLUMNS, Remedy.CLUSTER_LANE) : List.of(Remedy.CLUSTER_LANE);
        return new MemoryPlan(study.data().path(), size, needs, heaps.machine(), remedies);
    }

    /** The plan of a study whose rows stay with Spark. */
    public MemoryPlan onSpark(TableSize table) {
        List<HeapNeed> needs = List.of(new HeapNeed(Owner.DRIVER, rowBytes(table), heaps.driver()));
        return new MemoryPlan(study.data().path(), table, needs, heaps.machine(), List.of());
    }

    private long rowBytes(TableSize table) {
        return table.rows() * (BYTES_OF_LABEL + (long) BYTES_OF_ROW_PER_FOLD * folds);
    }

    /** What trainings hold beside the table: on several folds at once, or on all rows. */
    private long trainingBytes(TableSize table) {
        if (table.rows() == 0) {
            return 0;
        }
        int columns = Math.toIntExact(Math.round((double) table.bytes() / table.rows() / Double.BYTES));
        TrainingData oneRow = TrainingData.builder(FeatureMatrix.dense(1, columns, new double[columns]))
                .build();
        long trainRows = parts == 1 ? table.rows() : table.rows() / parts * (parts - 1);
        long trainings = Math.min(folds, heaps.tasks());
        return Math.max(trainings * largestTraining(oneRow, trainRows), largestTraining(oneRow, table.rows()));
    }

    private long largestTraining(TrainingData oneRow, long rows) {
        return study.search().space().learners().stream()
                .map(LearnerSpace::learner)
                .distinct()
                .mapToLong(learner ->
                        TrainerRegistry.workingBytes(learner, study.search().lane(), oneRow, rows))
                .max()
                .orElse(0);
    }
}

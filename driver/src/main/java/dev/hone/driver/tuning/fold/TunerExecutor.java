package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialEvent.FoldTrained;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.pipeline.PipelineRun;
import dev.hone.driver.tuning.fold.TunerTables.PreparedFold;
import dev.hone.worker.trial.TrialConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Model;
import org.jspecify.annotations.Nullable;

/** Runs the trials of a tuner, in groups by what their stages leave of the folds, and keeps their models if that is wanted. */
public final class TunerExecutor implements TrialExecutor {
    private final SparkContext context;
    private final TunerTables tables;
    private final FittedPipelines pipelines;
    private final PipelineRun.Threads threads;

    /** By trial and fold. */
    private final Map<Long, Map<Integer, Model<?>>> models = new HashMap<>();

    public TunerExecutor(
            SparkContext context, TunerTables tables, FittedPipelines pipelines, PipelineRun.Threads threads) {
        this.context = context;
        this.tables = tables;
        this.pipelines = pipelines;
        this.threads = threads;
    }

    @Override
    public int slots() {
        return tables.slots();
    }

    @Override
    public int parts() {
        return tables.folds();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return new Run(new PipelineRun(context, tables, threads, wakeUp));
    }

    @Override
    public void close() {}

    /** The models that were kept, by fold and trial; null where there is none. */
    @Nullable
    public Model<?>[][] models(List<TrialConfig> trials, int folds) {
        @Nullable Model<?>[][] byFold = new Model<?>[folds][trials.size()];
        for (int fold = 0; fold < folds; fold++) {
            for (int trial = 0; trial < trials.size(); trial++) {
                byFold[fold][trial] = models.getOrDefault(trials.get(trial).number(), Map.of())
                        .get(fold);
            }
        }
        return byFold;
    }

    /** A run that keeps the models of the folds to itself. */
    private final class Run implements TrialRun {
        private final TrialRun trials;

        Run(TrialRun trials) {
            this.trials = trials;
        }

        @Override
        public void submit(List<TrialConfig> configs) {
            trials.submit(configs);
        }

        @Override
        public boolean wantsMore() {
            return trials.wantsMore();
        }

        @Override
        public List<TrialEvent> poll() {
            return withoutModels(trials.poll());
        }

        @Override
        public void cancel(TrialConfig config) {
            trials.cancel(config);
        }

        @Override
        public List<TrialConfig> separate(TrialConfig config) {
            return trials.separate(config);
        }

        @Override
        public boolean drain() {
            return trials.drain();
        }

        @Override
        public List<TrialEvent> stop() {
            return withoutModels(trials.stop());
        }

        private List<TrialEvent> withoutModels(List<TrialEvent> events) {
            return events.stream().filter(event -> !keeps(event)).toList();
        }

        private boolean keeps(TrialEvent event) {
            if (!(event instanceof FoldTrained fit)) {
                return false;
            }
            PreparedFold fold = tables.folds(fit.config()).get(fit.fold());
            Model<?> model = pipelines.model(
                    fit.config(), fold.stages(), fit.trained(), fold.frames().training());
            models.computeIfAbsent(fit.config().number(), unknown -> new HashMap<>())
                    .put(fit.fold(), model);
            return true;
        }
    }
}

package dev.hone.deploy.bench;

import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.SplitColumns;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.FoldColumn;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/** Hone: the rows are read into memory, and trials run inside tasks. */
final class HoneContender implements Contender {
    private final Lane lane;

    /** @param lane by what the trials are trained */
    HoneContender(Lane lane) {
        this.lane = lane;
    }

    @Override
    public String name() {
        return "Hone, " + lane.label();
    }

    @Override
    public boolean canRun(BenchCase benchCase) {
        try {
            TrainerRegistry.trainerFor(EstimatorFactory.create(benchCase.grid().trial(0)), LaneSetting.only(lane));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Search search(BenchCase benchCase) {
        long start = System.nanoTime();
        SparkSession session = benchCase.table().frame().sparkSession();
        try (SparkTrialExecutor executor =
                new SparkTrialExecutor(session.sparkContext(), evaluation(benchCase.table()))) {
            Trials trials = new Trials(Math.toIntExact(benchCase.grid().trials()));
            long searchStart = System.nanoTime();
            trials.run(executor, benchCase.grid());
            double wall = (System.nanoTime() - searchStart) / 1e9;
            executor.fitOnAllRows(best(benchCase, trials));
            double trialSeconds = trials.nanos / 1e9;
            double slotUse = trialSeconds / (executor.slots() * wall);
            return new Search(
                    (System.nanoTime() - start) / 1e9,
                    trials.scores,
                    OptionalDouble.of(trialSeconds),
                    OptionalDouble.of(slotUse));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a search", e);
        }
    }

    private CrossValidation evaluation(BenchTable table) {
        TableSource source = new TableSource(
                TableLocation.ofRows(table.name()),
                ColumnRoles.ofLabel("label").withSplit(SplitColumns.ofFold("fold")));
        LabelKind kind = table.isRegression() ? LabelKind.QUANTITY : LabelKind.CLASSES;
        LoadedTable loaded = TableLoader.load(table.frame(), source, kind, Set.of());
        return new CrossValidation(
                loaded.data(),
                new FoldColumn().split(loaded.data()),
                new Scoring.OfPredictions(MetricSuite.of(List.of(table.metric()), MetricOptions.defaults())),
                LaneSetting.only(lane));
    }

    private static TrialConfig best(BenchCase benchCase, Trials trials) {
        int best = 0;
        for (int number = 1; number < trials.scores.length; number++) {
            if (benchCase.objective().direction().better(trials.scores[number], trials.scores[best])) {
                best = number;
            }
        }
        return benchCase.grid().trial(best);
    }

    private static final class Trials {
        private static final int POLL_MILLIS = 50;

        private final double[] scores;
        private long nanos;
        private int ended;

        Trials(int trials) {
            scores = new double[trials];
        }

        void run(TrialExecutor executor, NumberedSampler sampler) throws InterruptedException {
            Semaphore news = new Semaphore(0);
            TrialRun run = executor.start(news::release);
            run.submit(
                    LongStream.range(0, scores.length).mapToObj(sampler::trial).toList());
            while (ended < scores.length) {
                for (TrialEvent event : run.poll()) {
                    if (event instanceof TrialEvent.Ended last) {
                        end(last.outcome());
                    }
                }
                boolean unused = ended < scores.length && news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            run.stop();
        }

        private void end(TrialOutcome outcome) {
            if (!(outcome instanceof Scored scored)) {
                throw new IllegalStateException("A trial failed: " + outcome);
            }
            ended++;
            nanos += scored.nanos();
            scores[(int) scored.config().number()] = scored.mean(
                    scored.folds().get(0).metrics().keySet().iterator().next());
        }
    }
}

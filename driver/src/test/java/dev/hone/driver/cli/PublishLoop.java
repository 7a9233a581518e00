package dev.hone.driver.cli;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.publish.Challenger;
import dev.hone.driver.publish.ChampionComparison;
import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.publish.PublishRows;
import dev.hone.driver.publish.PublishRule;
import dev.hone.driver.publish.PublishedFolder;
import dev.hone.driver.publish.Publisher;
import dev.hone.driver.publish.Scores;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.TrialConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/** A process that publishes the model of a run again and again, as ever another one, until it is killed. */
final class PublishLoop {
    static final int KEPT = 3;

    private PublishLoop() {}

    /** @param arguments output folder of the run, number of its best trial, folder of the versions */
    public static void main(String[] arguments) {
        Configuration hadoop = new Configuration();
        PublishDefinition definition =
                new PublishDefinition(arguments[2], PublishRule.ALWAYS, 0, PublishRows.FOLDS, OptionalInt.of(KEPT));
        try (OutputFolder run = OutputFolder.at(arguments[0], hadoop);
                PublishedFolder folder = PublishedFolder.at(definition.path(), hadoop)) {
            Publisher publisher = new Publisher(folder, definition, Clock.systemUTC());
            while (true) {
                publisher.publish(
                        challenger(run, Long.parseLong(arguments[1])),
                        champion -> new ChampionComparison.Incomparable("nobody asks"));
                System.out.println("published");
            }
        }
    }

    private static Challenger challenger(OutputFolder run, long trial) {
        return new Challenger(
                run,
                TuneRun.MODEL,
                "tiny",
                "another definition at " + System.nanoTime(),
                new TrialConfig(trial, "DecisionTreeClassifier", Map.of(), 7),
                new Scores(
                        new Objective("accuracy", Direction.MAXIMIZE), "accuracy", "data", "folds", List.of(0.5, 0.5)),
                List.of("blue", "red"),
                "1.0",
                "4.2.0");
    }
}

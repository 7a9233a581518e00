package dev.hone.driver.study;

import dev.hone.driver.execute.InProcessTrialExecutor;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.report.LeaderboardFile;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A whole study over a grid of a million points, with journal and leaderboard, in a JVM of its own. */
final class MillionPoints {
    private MillionPoints() {}

    /** Prints the end, how many trials succeeded and the best one's params. */
    public static void main(String[] args) {
        GridSampler grid = new GridSampler(
                new SearchSpace(List.of(new LearnerSpace("Sphere", List.of(range("a"), range("b"))))), 1);
        Objective objective = new Objective("distance", Direction.MINIMIZE);
        try (OutputFolder folder = OutputFolder.at(args[0], new Configuration());
                StudyJournal journal = StudyJournal.open(
                        folder, new StudyIdentity("million", "d", "f", objective), Clock.systemUTC());
                InProcessTrialExecutor executor = new InProcessTrialExecutor(2, MillionPoints::distance)) {
            Study study = new Study(
                    grid, objective, List.of("distance"), journal, StoppingRule.never(), List.of(), Clock.systemUTC());
            StudyEnd end = study.run(executor);
            LeaderboardFile file = new LeaderboardFile(List.of("a", "b"), grid::trial);
            folder.replace("leaderboard.csv", writer -> file.write(study.leaderboard(), writer));
            Scored best = study.leaderboard().best().trial().orElseThrow();
            System.out.println(end + " " + study.leaderboard().succeeded() + " "
                    + best.config().params());
        }
    }

    private static Dimension range(String name) {
        return new IntegerRange(name, Condition.always(), 1, 1000, Scale.LINEAR);
    }

    private static TrialOutcome distance(TrialConfig config) {
        double a = number(config, "a") - 700;
        double b = number(config, "b") - 300;
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of("distance", a * a + b * b), 1, 1)), 2);
    }

    private static double number(TrialConfig config, String param) {
        return Double.parseDouble(String.valueOf(config.params().get(param)));
    }
}

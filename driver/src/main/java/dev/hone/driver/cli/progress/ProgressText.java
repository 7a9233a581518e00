package dev.hone.driver.cli.progress;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.study.StudyProgress;
import java.time.Duration;
import java.util.Locale;

/** How far a study is, in one line: done of total, best so far, rate, time left. */
public final class ProgressText {
    private ProgressText() {}

    /** How many trials have ended, the best so far, and how long the rest will take. */
    public static String of(StudyProgress progress) {
        StringBuilder text = new StringBuilder();
        text.append(progress.done())
                .append(progress.isCounted() ? "/" + progress.trials() : "")
                .append(" trials");
        Leaderboard leaderboard = progress.leaderboard();
        if (leaderboard.failed() > 0) {
            text.append(", ").append(leaderboard.failed()).append(" failed");
        }
        leaderboard.best().trial().ifPresent(best -> {
            String metric = leaderboard.objective().metric();
            text.append(", best ").append(metric).append(' ').append(score(best.mean(metric)));
            text.append(" (trial ").append(best.config().number()).append(')');
        });
        double seconds = progress.elapsed().toMillis() / 1000.0;
        long ended = progress.done() - progress.continued();
        if (ended > 0 && seconds > 0) {
            double rate = ended / seconds;
            text.append(String.format(Locale.ROOT, ", %.1f trials/s", rate));
            if (progress.isCounted()) {
                text.append(", ").append(left(Math.round((progress.trials() - progress.done()) / rate)));
            }
        }
        return text.toString();
    }

    public static String score(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String left(long seconds) {
        return clock(Duration.ofSeconds(seconds)) + " left";
    }

    /** Hours, minutes and seconds, such as {@code 0:01:30}. */
    static String clock(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}

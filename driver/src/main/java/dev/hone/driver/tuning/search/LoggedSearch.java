package dev.hone.driver.tuning.search;

import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line in the log each {@link #INTERVAL}, and one at the end. */
public final class LoggedSearch implements StudyListener {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedSearch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private Duration last = Duration.ZERO;

    @Override
    public void started(StudyProgress progress) {
        if (progress.continued() > 0) {
            LOG.info("The search continues after {} trials", progress.continued());
        }
    }

    @Override
    public void tick(StudyProgress progress) {
        if (progress.elapsed().minus(last).compareTo(INTERVAL) >= 0) {
            last = progress.elapsed();
            LOG.info("Search: {}", ProgressText.of(progress));
        }
    }

    @Override
    public void finished(StudyProgress progress) {
        LOG.info("Search: {}", ProgressText.of(progress));
    }
}

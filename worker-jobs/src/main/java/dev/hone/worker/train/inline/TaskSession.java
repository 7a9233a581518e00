package dev.hone.worker.train.inline;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Stands in for {@code SparkSession} where a trainer asks its dataset for one: to reach the context or the encoders of
 * {@code implicits}. It can run no query.
 */
@SuppressWarnings("NullAway")
final class TaskSession extends SparkSession {
    private SparkContext context;

    private TaskSession() {
        super(null, null, null, null, null, null);
        throw WithoutConstructor.neverRun(TaskSession.class);
    }

    static TaskSession of(SparkContext context) {
        TaskSession session = WithoutConstructor.allocate(TaskSession.class);
        session.context = context;
        return session;
    }

    @Override
    public SparkContext sparkContext() {
        return context;
    }
}

package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.HeldLog;
import dev.hone.driver.cli.submission.ClusterManager;
import dev.hone.driver.definition.SearchDefinition;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.worker.data.shipped.SparkFilesSystem;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import dev.hone.worker.train.JavaLinearAlgebra;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Spark of a run: Kryo with every class registered, unless the user's configuration says otherwise. */
final class StudySession implements AutoCloseable {
    /** Options of executors' JVMs that those of {@code spark.executor.extraJavaOptions} follow, and so override. */
    private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";

    /**
     * After so many lost executors YARN and Kubernetes end an application: by default twice as many as there are, but a bad trial takes
     * down four before it has failed. One on which no executor starts is still to be given up some time.
     */
    private static final String MOST_LOST_EXECUTORS = "spark.executor.maxNumFailures";

    private static final String LOST_EXECUTORS_COUNT_FOR = "spark.executor.failuresValidityInterval";

    private final SparkSession session;
    private final boolean ownSession;
    private final Optional<HeldLog> log;

    private StudySession(SparkSession session, boolean ownSession, Optional<HeldLog> log) {
        this.session = session;
        this.ownSession = ownSession;
        this.log = log;
    }

    /** Starts Spark as spark-submit has configured it; a program that runs Spark already lends its own. */
    static StudySession start(StudyDefinition study, StudyOptions options) {
        JavaLinearAlgebra.prepare();
        boolean running = running().isDefined();
        if (!running) {
            ModuleOptions.requireAll();
        }
        SparkSession session = org.apache.spark.sql.classic.SparkSession.builder()
                .config(configuration(study))
                .getOrCreate();
        session.sparkContext()
                .hadoopConfiguration()
                .setIfUnset(SparkFilesSystem.SETTING, SparkFilesSystem.class.getName());
        if (options.verbose()) {
            session.sparkContext().setLogLevel("INFO");
        }
        return new StudySession(session, !running, options.showsLog() ? Optional.empty() : Optional.of(new HeldLog()));
    }

    /**
     * What the supplier reads of the user's input, without what Spark logs about its mistakes, unless {@code --verbose} or
     * {@code --debug} ask for it.
     */
    <T> T quietly(Supplier<T> reading) {
        return log.map(held -> held.during(reading)).orElseGet(reading);
    }

    /** Drops what Spark warns of from now on, as it does of all that a stop cancels, unless {@code --verbose} or {@code --debug} ask for it. */
    void dropWarnings() {
        log.ifPresent(HeldLog::drop);
    }

    SparkSession spark() {
        return session;
    }

    @Override
    public void close() {
        if (ownSession) {
            session.stop();
        }
        log.ifPresent(HeldLog::close);
    }

    /**
     * The session of a program that runs Spark already. Asked of Spark's classic sessions, as others cannot train: {@code
     * SparkSession} itself looks for their class by Scala's reflection, which is slow to load.
     */
    static Option<? extends SparkSession> running() {
        return org.apache.spark.sql.classic.SparkSession.getDefaultSession();
    }

    /** Hadoop's configuration with the {@code spark.hadoop} settings in it; needs no Spark to run, but takes that of one. */
    static Configuration hadoop() {
        Option<? extends SparkSession> running = running();
        return running.isDefined()
                ? running.get().sparkContext().hadoopConfiguration()
                : SparkHadoopUtil.get().newConfiguration(new SparkConf());
    }

    /** Whether this is the driver of {@code --deploy-mode cluster}, whose output nobody sees; in its pod the mode is client. */
    static boolean isDriverOnCluster() {
        SparkConf conf = new SparkConf();
        return conf.get("spark.submit.deployMode", "client").equals("cluster")
                || conf.getBoolean("spark.kubernetes.submitInDriver", false);
    }

    /** Whether log lines are JSON objects, so that a line per trial had better be one, too. */
    static boolean logsJson() {
        return new SparkConf().getBoolean("spark.log.structuredLogging.enabled", false);
    }

    private static SparkConf configuration(StudyDefinition study) {
        // What the user's own classes send, in stages, learners of the cluster lane and published models, has no
        // registration.
        SearchDefinition search = study.search();
        return configuration(
                study.name(),
                search.pipeline().isEmpty()
                        && !search.lanes().mayBeCluster()
                        && study.publish().isEmpty());
    }

    static SparkConf configuration(String studyName, boolean onlyRegistered) {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.serializer", KryoSerializer.class.getName())
                .setIfMissing("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .setIfMissing("spark.kryo.registrationRequired", Boolean.toString(onlyRegistered))
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                // A table in memory is what tasks return; whether it fits, the memory plan has told.
                .setIfMissing("spark.driver.maxResultSize", "0");
        if (!conf.contains(MOST_LOST_EXECUTORS)) { // nor one of its older names
            conf.set(MOST_LOST_EXECUTORS, "200");
            if (!conf.contains(LOST_EXECUTORS_COUNT_FOR)) {
                conf.set(LOST_EXECUTORS_COUNT_FOR, "10m");
            }
        }
        // Slots share the cores already: threads of a native BLAS of each trial would fight for them.
        ClusterManager.ONE_THREAD.forEach(variable -> conf.setIfMissing("spark.executorEnv." + variable, "1"));
        // Also for what Spark itself runs there, such as the fit of a stage, before Hone's first task.
        conf.set(EXECUTOR_OPTIONS, (JavaLinearAlgebra.options() + " " + conf.get(EXECUTOR_OPTIONS, "")).strip());
        // Without --name, spark-submit gives the name of the main class.
        if (conf.get("spark.app.name", HoneCommand.class.getName()).equals(HoneCommand.class.getName())) {
            conf.setAppName("hone " + studyName);
        }
        return conf;
    }
}

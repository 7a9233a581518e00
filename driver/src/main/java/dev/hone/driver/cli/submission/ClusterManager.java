package dev.hone.driver.cli.submission;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manager of clusters that takes a study's driver, and how spark-submit deals with it. */
public enum ClusterManager {
    /** Spark's own. */
    STANDALONE("spark://", "spark.standalone.submit.waitAppCompletion", false) {
        @Override
        public String whereLogsAre(String id) {
            return "its stderr in the worker's folder tells why";
        }
    },
    YARN("yarn", "spark.yarn.submit.waitAppCompletion", true) {
        @Override
        public String whereLogsAre(String id) {
            return "'yarn logs -applicationId " + id + "' tells why";
        }

        @Override
        Optional<String> driverEnvironment() {
            return Optional.of("spark.yarn.appMasterEnv.");
        }

        @Override
        Optional<String> submitter() {
            return Optional.of("org.apache.spark.deploy.yarn.YarnClusterApplication");
        }
    },
    KUBERNETES("k8s://", "spark.kubernetes.submission.waitAppCompletion", true) {
        @Override
        public String whereLogsAre(String id) {
            return "'kubectl logs " + id.replaceFirst("(.*):(.*)", "-n $1 $2") + "' tells why";
        }

        @Override
        Optional<String> driverEnvironment() {
            return Optional.of("spark.kubernetes.driverEnv.");
        }

        @Override
        Optional<String> submitter() {
            return Optional.of("org.apache.spark.deploy.k8s.submit.KubernetesClientApplication");
        }
    };

    /** Variables by which a native BLAS has one thread per trial: slots share the cores already. */
    public static final List<String> ONE_THREAD = List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");

    private final String master;
    private final String waiting;
    private final boolean waitsByDefault;

    ClusterManager(String master, String waiting, boolean waitsByDefault) {
        this.master = master;
        this.waiting = waiting;
        this.waitsByDefault = waitsByDefault;
    }

    /**
     * The manager of a master's URL.
     *
     * @throws InvalidInputException if no manager has such URLs, or this Spark has no classes for it
     */
    public static ClusterManager of(String master) {
        ClusterManager manager = Arrays.stream(values())
                .filter(each -> master.startsWith(each.master))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "Option --master: must be spark://HOST:PORT, yarn or k8s://URL in cluster mode (master: "
                                + master + ")"));
        manager.submitter().ifPresent(submitter -> requireClass(master, submitter));
        return manager;
    }

    private static void requireClass(String master, String submitter) {
        try {
            Class.forName(submitter, false, ClusterManager.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new InvalidInputException(
                    "Option --master: this Spark has no support for it (master: " + master
                            + "); set SPARK_HOME to a Spark that has, such as a download from spark.apache.org",
                    e);
        }
    }

    /** Whether spark-submit stays until the driver has ended. */
    public boolean waitsForTheEnd(Map<String, String> settings) {
        return Boolean.parseBoolean(settings.getOrDefault(waiting, Boolean.toString(waitsByDefault)));
    }

    /** The setting by which it stays. */
    public Map<String, String> waitingSetting() {
        return Map.of(waiting, "true");
    }

    /** Settings besides the user's own that give the driver {@link #ONE_THREAD}, with the values of this process or 1. */
    public Map<String, String> environmentSettings(Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> added = new TreeMap<>();
        driverEnvironment()
                .ifPresent(prefix -> ONE_THREAD.stream()
                        .filter(variable -> !settings.containsKey(prefix + variable))
                        .forEach(variable -> added.put(prefix + variable, environment.getOrDefault(variable, "1"))));
        return added;
    }

    /** What a message says about the logs of a driver. */
    public abstract String whereLogsAre(String id);

    /** Beginning of the settings for variables of the driver; empty if it inherits those of spark-submit. */
    Optional<String> driverEnvironment() {
        return Optional.empty();
    }

    /** Class of spark-submit that a Spark may lack. */
    Optional<String> submitter() {
        return Optional.empty();
    }
}

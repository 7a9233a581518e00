package dev.hone.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.service.CompositeService;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * YARN with one node, in this process, whose containers are processes. Its classes, of {@code hadoop-client-minicluster}, are on the
 * class path only in the profile {@code cluster}; its files are under {@code target}.
 */
final class YarnCluster implements AutoCloseable {
    private static final String CLUSTER = "org.apache.hadoop.yarn.server.MiniYARNCluster";
    private static final String NAME = "yarn-of-tests";
    private static final Path WORK = Path.of("target/test/data", NAME);
    private static final String FIFO = "org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler";

    private final CompositeService cluster;
    private final Path settings;

    private YarnCluster(CompositeService cluster, Path settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /**
     * Starts it.
     *
     * @param folder for its settings
     * @param sparkHome the Spark of its containers
     */
    static YarnCluster start(Path folder, Path sparkHome) {
        FileUtil.fullyDelete(WORK.toFile());
        CompositeService cluster = make();
        cluster.init(configuration(sparkHome));
        cluster.start();
        try {
            Path settings = Files.createDirectories(folder.resolve("hadoop-conf"));
            try (OutputStream stream = Files.newOutputStream(settings.resolve("yarn-site.xml"))) {
                cluster.getConfig().writeXml(stream);
            }
            return new YarnCluster(cluster, settings);
        } catch (IOException e) {
            cluster.stop();
            throw new UncheckedIOException(e);
        }
    }

    private static CompositeService make() {
        try {
            return (CompositeService) Class.forName(CLUSTER)
                    .getConstructor(String.class, int.class, int.class, int.class)
                    .newInstance(NAME, 1, 1, 1);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Configuration configuration(Path sparkHome) {
        Configuration configuration = new YarnConfiguration();
        configuration.set(YarnConfiguration.RM_SCHEDULER, FIFO);
        configuration.set(YarnConfiguration.YARN_APPLICATION_CLASSPATH, sparkHome.resolve("jars") + "/*");
        configuration.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", 6144);
        configuration.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
        configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        configuration.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
        configuration.setBoolean(YarnConfiguration.NM_DISK_HEALTH_CHECK_ENABLE, false);
        configuration.setInt(YarnConfiguration.DEBUG_NM_DELETE_DELAY_SEC, 3600); // for scripts()
        return configuration;
    }

    /** What {@code HADOOP_CONF_DIR} names. */
    Path settings() {
        return settings;
    }

    /** What all containers so far were started by: scripts that set their variables. */
    List<String> scripts() {
        try (Stream<Path> files = Files.walk(WORK)) {
            return files.filter(file -> file.endsWith("launch_container.sh"))
                    .map(YarnCluster::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cluster.stop();
        FileUtil.fullyDelete(WORK.toFile());
    }
}

package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * HDFS with one data node, in this process. Its classes, of {@code hadoop-client-minicluster}, are on the class path only in the
 * profile {@code cluster}.
 */
public final class MiniHdfs implements RemoteStore {
    private static final String CLUSTER = "org.apache.hadoop.hdfs.MiniDFSCluster";

    private final Object cluster;
    private final Configuration configuration;

    private MiniHdfs(Object cluster, Configuration configuration) {
        this.cluster = cluster;
        this.configuration = configuration;
    }

    /** @param folder for its files on the local disk */
    public static MiniHdfs start(Path folder) {
        Configuration configuration = new Configuration();
        configuration.set("hdfs.minidfs.basedir", folder.toString());
        configuration.setInt("dfs.replication", 1);
        try {
            Constructor<?> constructor = Class.forName(CLUSTER + "$Builder").getConstructor(Configuration.class);
            MiniHdfs hdfs = new MiniHdfs(call(constructor.newInstance(configuration), "build"), configuration);
            call(hdfs.cluster, "waitActive");
            return hdfs;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public OutputFolder folder(String path) {
        return OutputFolder.at(uri() + path, configuration);
    }

    private URI uri() {
        return (URI) call(cluster, "getURI");
    }

    @Override
    public FileSystem files() {
        try {
            return FileSystem.get(uri(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("fs.defaultFS", uri().toString(), "dfs.replication", "1");
    }

    @Override
    public String root() {
        return uri().toString();
    }

    @Override
    public void close() {
        Object unused = call(cluster, "shutdown");
    }
}

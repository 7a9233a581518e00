package dev.hone.worker;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a module's tests, made on first use and left to the JVM's end. Code is not generated, which would
 * take longer than to go through tables as small as these.
 */
public final class LocalSpark {

    private LocalSpark() {}

    public static SparkSession session() {
        return Holder.SESSION;
    }

    private static final class Holder {
        private static final SparkSession SESSION = SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }
}

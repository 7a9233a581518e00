package dev.hone.driver;

import dev.hone.worker.kryo.HoneKryoRegistrator;
import org.apache.spark.sql.SparkSession;

/**
 * The session that the tests of this module share, set up as Hone runs: Kryo knows every class that travels. Code is not
 * generated, which would take longer than to go through tables as small as these.
 */
public final class LocalSpark {
    private LocalSpark() {}

    public static SparkSession session() {
        return Holder.SESSION;
    }

    private static final class Holder {
        private static final SparkSession SESSION = SparkSession.builder()
                .master("local[2]")
                .appName("hone-driver-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrationRequired", "true")
                .config("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .getOrCreate();
    }
}

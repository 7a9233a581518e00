package dev.hone.driver;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A session as a user of Spark has it who knows nothing of Hone, by default: Java's serializer, two slots. Code is not generated, which
 * would take longer than to go through tables as small as these.
 */
public final class UserSession implements BeforeAllCallback, AfterAllCallback {

    private final SparkConf conf;

    public UserSession() {
        this(new SparkConf());
    }

    /** @param conf what else is set */
    public UserSession(SparkConf conf) {
        this.conf = conf;
    }

    public static SparkSession session() {
        return SparkSession.active();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        SharedSession.with(conf.clone()
                .setMaster("local[2]")
                .setAppName("hone-tuning-tests")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "1")
                .set("spark.sql.adaptive.enabled", "false")
                .set("spark.sql.codegen.wholeStage", "false")
                .set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .set("spark.sql.warehouse.dir", "target/spark-warehouse"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SharedSession.clear();
    }
}

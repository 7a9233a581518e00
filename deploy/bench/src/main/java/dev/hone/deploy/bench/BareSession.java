package dev.hone.deploy.bench;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** The least that a program with Spark does: starts a session, lets Spark infer the types of a csv, and ends. */
public final class BareSession {
    private BareSession() {}

    /**
     * Starts it.
     *
     * @param args the path of the csv, which has a header
     */
    public static void main(String[] args) throws IOException {
        try (SparkSession session =
                SparkSession.builder().appName("bare session").getOrCreate()) {
            System.out.println(session.read()
                    .option("header", "true")
                    .option("inferSchema", "true")
                    .csv(args[0])
                    .schema()
                    .simpleString());
        }
    }
}

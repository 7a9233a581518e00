package dev.hone.tuning.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.spark.SparkConf;
import org.apache.spark.metrics.sink.PrometheusServlet;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's UI as a browser and Prometheus see it.
 *
 * @param address of the UI
 */
record SparkPages(String address) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    /** Settings of an application with a UI, Hone's gauges and the servlet for Prometheus. */
    static SparkConf configuration() {
        return new SparkConf()
                .setAppName("hone-plugin-tests")
                .set("spark.plugins", HonePlugin.class.getName())
                .set("spark.ui.enabled", "true")
                .set("spark.ui.port", "0")
                .set("spark.metrics.conf.*.sink.prometheusServlet.class", PrometheusServlet.class.getName())
                .set("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "1")
                .set("spark.sql.warehouse.dir", "target/spark-warehouse");
    }

    static SparkPages of(SparkSession session) {
        return new SparkPages(session.sparkContext().uiWebUrl().get());
    }

    HttpResponse<String> get(String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String page() {
        return get("/hone/").body();
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(get("/hone/json/").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a gauge at the Prometheus servlet. */
    double gauge(String name) {
        String suffix = "_driver_plugin_dev_hone_tuning_monitor_HonePlugin_" + name + "_Number{type=\"gauges\"} ";
        return get("/metrics/prometheus")
                .body()
                .lines()
                .filter(line -> line.contains(suffix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(suffix) + suffix.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no gauge " + name));
    }
}

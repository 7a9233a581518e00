package dev.hone.driver.monitor;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.UIUtils;
import scala.Function0;
import scala.collection.immutable.Seq;
import scala.xml.Node;

/**
 * A page of Spark's UI, with its header and tabs. Called by reflection, since the method has further parameters in each version of
 * Spark, all of which keep their defaults.
 */
final class SparkPage {
    private static final String METHOD = "headerSparkPage";

    private SparkPage() {}

    /** @throws IllegalStateException if this version of Spark makes its pages in another way */
    @SuppressWarnings("unchecked")
    static Seq<Node> around(HttpServletRequest request, String title, Function0<Seq<Node>> content, SparkUITab tab) {
        Object[] given = {request, title, content, tab};
        try {
            Method method = method();
            Object[] arguments = Arrays.copyOf(given, method.getParameterCount());
            for (int position = given.length; position < arguments.length; position++) {
                arguments[position] = UIUtils.class
                        .getMethod(METHOD + "$default$" + (position + 1))
                        .invoke(null);
            }
            return (Seq<Node>) method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's pages are made in a way that Hone does not know", e);
        }
    }

    private static Method method() throws NoSuchMethodException {
        return Arrays.stream(UIUtils.class.getMethods())
                .filter(method -> method.getName().equals(METHOD))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(METHOD));
    }
}

package dev.hone.driver.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.WebUIPage;
import org.json4s.JValue;
import org.json4s.jackson.JsonMethods$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.xml.Node;
import scala.xml.Unparsed;

/** The tab "Hone" of Spark's UI: the searches that run at {@code /hone/}, the same as JSON at {@code /hone/json/}. */
final class HoneTab extends SparkUITab {
    /** Spark makes the name of a tab of its path: "Hone". */
    private static final String PATH = "hone";

    private static final String TITLE = "Hone";

    private HoneTab(SparkUI ui) {
        super(ui, PATH);
        attachPage(new Page(this));
    }

    static HoneTab attach(SparkUI ui) {
        HoneTab tab = new HoneTab(ui);
        ui.attachTab(tab);
        return tab;
    }

    private static final class Page extends WebUIPage {
        private final HoneTab tab;

        Page(HoneTab tab) {
            super("");
            this.tab = tab;
        }

        @Override
        public Seq<Node> render(HttpServletRequest request) {
            return SparkPage.around(request, TITLE, new Content(), tab);
        }

        @Override
        public JValue renderJson(HttpServletRequest request) {
            JsonNode json = SearchJson.of(LiveSearches.running());
            return JsonMethods$.MODULE$.fromJsonNode(json);
        }
    }

    private static final class Content extends AbstractFunction0<Seq<Node>> {
        @Override
        public Seq<Node> apply() {
            Node html = new Unparsed(SearchHtml.of(LiveSearches.running()));
            return CollectionConverters.asScala(List.of(html)).toSeq();
        }
    }
}

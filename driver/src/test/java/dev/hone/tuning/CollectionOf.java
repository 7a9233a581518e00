package dev.hone.tuning;

import java.util.List;
import org.apache.spark.ml.PipelineStage;
import scala.jdk.javaapi.CollectionConverters;

/** Values of a param, as {@code ParamGridBuilder} takes them. */
final class CollectionOf {
    private CollectionOf() {}

    @SafeVarargs
    static <T> scala.collection.Iterable<T> values(T... values) {
        return CollectionConverters.asScala(List.of(values));
    }

    static scala.collection.Iterable<PipelineStage[]> stages(PipelineStage[]... stages) {
        return CollectionConverters.asScala(List.of(stages));
    }
}

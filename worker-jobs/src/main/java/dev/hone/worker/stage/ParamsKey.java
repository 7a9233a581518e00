package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.TargetEncoderModel;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Equal for stages that do the same.
 *
 * @param uid of the stage
 * @param params values by name, defaults included, and what a model that tasks apply has learned: models of one estimator have
 *     its uid and params
 */
public record ParamsKey(String uid, Map<String, @Nullable Object> params) {
    /** No param has this name. */
    private static final String LEARNED = "";

    /** Of all params. */
    public static ParamsKey of(Params stage) {
        return without(Set.of(), stage);
    }

    /** Some params left out. */
    public static ParamsKey without(Set<String> names, Params stage) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        CollectionConverters.asJava(stage.extractParamMap().toSeq()).forEach(pair -> {
            if (!names.contains(pair.param().name())) {
                values.put(pair.param().name(), comparable(pair.value()));
            }
        });
        Object learned = learned(stage);
        if (learned != null) {
            values.put(LEARNED, comparable(learned));
        }
        return new ParamsKey(stage.uid(), values);
    }

    private static @Nullable Object learned(Params stage) {
        if (stage instanceof CountVectorizerModel model) {
            return model.vocabulary();
        } else if (stage instanceof IDFModel model) {
            return model.idf();
        } else if (stage instanceof TargetEncoderModel model) {
            return model.stats();
        }
        return stage instanceof StringIndexerModel model ? model.labelsArray() : null;
    }

    /** Stop words and labels may be null. */
    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof Params params) {
            return of(params);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(ParamsKey::comparable).toList();
        }
        if (value != null && value.getClass().isArray()) {
            return List.of(Arrays.deepToString(new Object[] {value}));
        }
        return value;
    }
}

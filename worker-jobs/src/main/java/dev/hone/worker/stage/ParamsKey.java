package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.ml.param.Params;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Equal for stages that do the same.
 *
 * @param uid of the stage
 * @param params values by name, defaults included
 */
public record ParamsKey(String uid, Map<String, Object> params) {

    /** Of all params. */
    public static ParamsKey of(Params stage) {
        return without(Set.of(), stage);
    }

    /** Some params left out. */
    public static ParamsKey without(Set<String> names, Params stage) {
        Map<String, Object> values = new TreeMap<>();
        CollectionConverters.asJava(stage.extractParamMap().toSeq()).forEach(pair -> {
            if (!names.contains(pair.param().name())) {
                values.put(pair.param().name(), comparable(pair.value()));
            }
        });
        return new ParamsKey(stage.uid(), values);
    }

    private static Object comparable(Object value) {
        if (value instanceof Params params) {
            return of(params);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(ParamsKey::comparable).toList();
        }
        if (value.getClass().isArray()) {
            return List.of(Arrays.deepToString(new Object[] {value}));
        }
        return value;
    }
}

package dev.hone.driver.tuning.trial;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.ParamValues;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MetaAlgorithmReadWrite;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The params of an estimator by the names that results have for them: {@code Stage.param}, the stage by its class, from the
 * second of a class on with a number; the param alone where the estimator is no pipeline.
 */
public final class ParamNames implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final char DOT = '.';

    /** What has params, by uid, in the order of the stages. */
    private final LinkedHashMap<String, Params> owners = new LinkedHashMap<>();

    /** What a name begins with, by uid. */
    private final HashMap<String, String> prefixes = new HashMap<>();

    private final HashMap<String, Params> byPrefix = new HashMap<>();

    public ParamNames(Estimator<?> estimator) {
        addStages(estimator);
        List.copyOf(owners.values()).stream()
                .filter(stage -> !(stage instanceof Pipeline))
                .forEach(stage -> new TreeMap<>(CollectionConverters.asJava(MetaAlgorithmReadWrite.getUidMap(stage)))
                        .forEach(owners::putIfAbsent));
        owners.forEach((uid, owner) -> {
            String prefix = owner == estimator && !(estimator instanceof Pipeline) ? "" : prefix(owner) + DOT;
            prefixes.put(uid, prefix);
            byPrefix.put(prefix, owner);
        });
    }

    private void addStages(PipelineStage stage) {
        owners.put(stage.uid(), stage);
        if (stage instanceof Pipeline pipeline && pipeline.isSet(pipeline.stages())) {
            for (PipelineStage inner : pipeline.getStages()) {
                addStages(inner);
            }
        }
    }

    private String prefix(Params owner) {
        String name = owner.getClass().getSimpleName();
        String free = name;
        for (int number = 2; byPrefix.containsKey(free + DOT); number++) {
            free = name + number;
        }
        return free;
    }

    /** The name of a param; by uid where the estimator has no such stage, as where its stages are tuned. */
    public String of(Param<?> param) {
        return prefixes.getOrDefault(param.parent(), param.parent() + DOT) + param.name();
    }

    /**
     * The name of a param of a search space.
     *
     * @param param {@code uid.param}
     * @throws InvalidInputException if the estimator has no such param
     */
    public String ofSpace(String param) {
        String uid = param.substring(0, param.lastIndexOf(DOT));
        String prefix = prefixes.get(uid);
        if (prefix == null) {
            throw new InvalidInputException("searchSpace: the estimator must have every param of the space (param: "
                    + param + ", estimator's stages: " + String.join(", ", owners.keySet()) + ")");
        }
        return prefix + param.substring(uid.length() + 1);
    }

    /** The name of a param by uid, {@code uid.param}; the same text where the estimator has no such stage. */
    public String ofParam(String param) {
        String uid = param.substring(0, param.lastIndexOf(DOT));
        String prefix = prefixes.get(uid);
        return prefix == null ? param : prefix + param.substring(uid.length() + 1);
    }

    /** What has that uid, if it is a part of the estimator. */
    @Nullable
    Params ofUid(String uid) {
        return owners.get(uid);
    }

    /** Whether the estimator, or one of its stages, has the param of that name. */
    boolean has(String name) {
        Params owner = byPrefix.get(name.substring(0, name.lastIndexOf(DOT) + 1));
        return owner != null && owner.hasParam(name.substring(name.lastIndexOf(DOT) + 1));
    }

    /** What has the param of that name. */
    Params owner(String name) {
        Params owner = byPrefix.get(name.substring(0, name.lastIndexOf(DOT) + 1));
        if (owner == null) {
            throw new IllegalArgumentException("no stage has param " + name);
        }
        return owner;
    }

    /** The param of that name. */
    Param<?> param(String name) {
        return owner(name).getParam(name.substring(name.lastIndexOf(DOT) + 1));
    }

    /** The params of a trial whose values are by these names. */
    public ParamMap map(TrialConfig trial) {
        ParamMap map = new ParamMap();
        trial.params().forEach((name, value) -> put(map, name, value));
        return map;
    }

    /**
     * Adds a value to a map.
     *
     * @param name of the param
     * @throws InvalidInputException if the param does not take the value
     */
    @SuppressWarnings("unchecked")
    public void put(ParamMap map, String name, ParameterValue value) {
        Param<Object> param = (Param<Object>) param(name);
        map.put(param, ParamValues.valid(owner(name), param, value));
    }

    /** A text in which the stages' random ids are replaced by their names, the same for equal estimators. */
    public String withoutIds(String text) {
        String plain = text;
        for (Map.Entry<String, String> stage : prefixes.entrySet()) {
            plain = plain.replace(stage.getKey(), "stage " + stage.getValue());
        }
        return plain;
    }

    /** The value of a param as results have it; what is no number, flag, text or list of these as its text. */
    public static ParameterValue value(Object value) {
        if (value instanceof Boolean flag) {
            return new Flag(flag);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new Real(number) : new Text(Double.toString(number));
        }
        if (value instanceof Number number) {
            return new Whole(number.longValue());
        }
        if (value.getClass().isArray()) {
            List<ParameterValue> values = new ArrayList<>(Array.getLength(value));
            IntStream.range(0, Array.getLength(value)).forEach(index -> values.add(value(Array.get(value, index))));
            return new Sequence(values);
        }
        return new Text(value.toString());
    }
}

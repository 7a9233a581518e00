package dev.hone.tuning;

import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.known.ConfigCompletion;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.tuning.trial.ParamNames;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Configs of an estimator: values of params that are named by the uid of what has them, a dot, and the param. */
public final class ParamConfigs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Map<String, ParameterValue>> configs;

    ParamConfigs(List<Map<String, ParameterValue>> configs) {
        this.configs = configs.stream()
                .map(config -> Collections.unmodifiableMap(new LinkedHashMap<>(config)))
                .toList();
    }

    /** Those of param maps, in that order. */
    public static ParamConfigs of(ParamMap... maps) {
        return new ParamConfigs(Arrays.stream(maps).map(ParamConfigs::values).toList());
    }

    private static Map<String, ParameterValue> values(ParamMap map) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        CollectionConverters.asJava(map.toSeq())
                .forEach(pair -> values.put(
                        pair.param().parent() + ParamNames.DOT + pair.param().name(), ParamNames.value(pair.value())));
        return values;
    }

    List<Map<String, ParameterValue>> configs() {
        return configs;
    }

    /**
     * Whole configs of a space, with the params by their names in results.
     *
     * @throws InvalidInputException with a line for each value that is not of the space
     */
    List<Config> of(LearnerSpace space, ParamNames names) {
        ConfigCompletion completion = new ConfigCompletion(space);
        List<String> mistakes = new ArrayList<>();
        List<Config> whole = new ArrayList<>();
        for (int place = 0; place < configs.size(); place++) {
            Map<String, ParameterValue> named = new LinkedHashMap<>();
            configs.get(place).forEach((param, value) -> named.put(names.ofParam(param), value));
            String subject = "knownGood, map " + place + ", param ";
            completion.mistakes(named).forEach((param, rule) -> mistakes.add(subject + "'" + param + "' " + rule));
            whole.add(new Config(space.learner(), completion.complete(named)));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidInputException(mistakes, null);
        }
        return whole;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParamConfigs same && same.configs.equals(configs);
    }

    @Override
    public int hashCode() {
        return configs.hashCode();
    }

    @Override
    public String toString() {
        return configs.toString();
    }
}

package dev.hone.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hone.driver.journal.OutcomeJson;
import dev.hone.worker.trial.ParameterValue;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** A param that holds configs; saved as a JSON list of objects. */
final class ParamConfigsParam extends Param<ParamConfigs> {
    private static final long serialVersionUID = 1L;

    ParamConfigsParam(Params owner, String name, String doc) {
        super(owner, name, doc);
    }

    @Override
    public String jsonEncode(ParamConfigs configs) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        configs.configs().forEach(config -> list.add(OutcomeJson.params(config)));
        return list.toString();
    }

    @Override
    public ParamConfigs jsonDecode(String json) {
        List<Map<String, ParameterValue>> configs = new ArrayList<>();
        try {
            new ObjectMapper().readTree(json).forEach(node -> configs.add(OutcomeJson.readParams(node)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return new ParamConfigs(configs);
    }
}

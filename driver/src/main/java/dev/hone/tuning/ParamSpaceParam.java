package dev.hone.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.journal.OutcomeJson;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.worker.trial.ParameterValue.Sequence;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** A param that holds a search space; saved as a JSON list of dimensions. */
final class ParamSpaceParam extends Param<ParamSpace> {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "name";
    private static final String VALUES = "values";
    private static final String LOW = "low";
    private static final String HIGH = "high";
    private static final String SCALE = "scale";
    private static final String WHOLE = "whole";

    ParamSpaceParam(Params owner, String name, String doc) {
        super(owner, name, doc);
    }

    @Override
    public String jsonEncode(ParamSpace space) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        space.dimensions().forEach(dimension -> list.add(node(dimension)));
        return list.toString();
    }

    @Override
    public ParamSpace jsonDecode(String json) {
        List<Dimension> dimensions = new ArrayList<>();
        try {
            new ObjectMapper().readTree(json).forEach(node -> dimensions.add(dimension(node)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return new ParamSpace(dimensions);
    }

    private static ObjectNode node(Dimension dimension) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(NAME, dimension.name());
        if (dimension instanceof Choice choice) {
            node.setAll(OutcomeJson.params(Map.of(VALUES, new Sequence(choice.values()))));
        } else if (dimension instanceof RealRange range) {
            node.put(LOW, range.low())
                    .put(HIGH, range.high())
                    .put(SCALE, range.scale().name());
        } else if (dimension instanceof IntegerRange range) {
            node.put(LOW, range.low())
                    .put(HIGH, range.high())
                    .put(SCALE, range.scale().name());
            node.put(WHOLE, true);
        }
        return node;
    }

    private static Dimension dimension(JsonNode node) {
        String name = node.required(NAME).textValue();
        if (node.has(VALUES)) {
            ObjectNode values = JsonNodeFactory.instance.objectNode();
            values.set(VALUES, node.get(VALUES));
            Sequence sequence = (Sequence)
                    Objects.requireNonNull(OutcomeJson.readParams(values).get(VALUES));
            return new Choice(name, Condition.always(), sequence.values());
        }
        JsonNode low = node.required(LOW);
        JsonNode high = node.required(HIGH);
        Scale scale = Scale.valueOf(node.required(SCALE).textValue());
        return node.has(WHOLE)
                ? new IntegerRange(name, Condition.always(), low.longValue(), high.longValue(), scale)
                : new RealRange(name, Condition.always(), low.doubleValue(), high.doubleValue(), scale);
    }
}
